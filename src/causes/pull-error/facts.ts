import { compilePhrases } from './phrases.ts';
import type { Token } from './tokens.ts';
import { ACCESS } from './vocabulary/access.ts';
import { IMAGE } from './vocabulary/image.ts';
import { MIRROR } from './vocabulary/mirror.ts';
import { NODE } from './vocabulary/node.ts';
import { OTHER_PROBLEMS } from './vocabulary/other-problems.ts';
import { POLICY } from './vocabulary/policy.ts';
import { REGISTRY } from './vocabulary/registry.ts';
import { TRANSPORT } from './vocabulary/transport.ts';
import { WRAPPERS } from './vocabulary/wrappers.ts';

const VOCABULARY = {
  ...WRAPPERS,
  ...OTHER_PROBLEMS,
  ...TRANSPORT,
  ...REGISTRY,
  ...ACCESS,
  ...POLICY,
  ...MIRROR,
  ...IMAGE,
  ...NODE,
};

/** A kind of phrase as the vocabulary lists it; `.loose` ones are said by other programs than image pulls too. */
type VocabularyKind = keyof typeof VOCABULARY;

/** What a phrase of an error says: area and kind, such as `dns.not-found`. */
export type FactKind = VocabularyKind extends infer K ? (K extends `${infer Base}.loose` ? Base : K) : never;

/**
 * Whom a fact is about: the registry that was asked (or what it redirected to), the DNS server, the proxy, the runtime's
 * socket, or a mirror whose failure is told beside the registry's.
 */
export type FactScope = 'registry' | 'dns' | 'proxy' | 'socket' | 'mirror';

/** A phrase found in an error. */
export interface Fact {
  readonly kind: FactKind;
  readonly scope: FactScope;
  /** Only image pulls say this, so it needs no further sign that a pull failed. */
  readonly strong: boolean;
  /** Its place among the tokens; later is further in, nearer to the core of the error. */
  readonly at: number;
  /** Index after its last token. */
  readonly until: number;
  /** The names in it, in order. */
  readonly names: readonly Token[];
}

/** The vocabulary compiled: every phrase of every kind. */
export const PHRASES = compilePhrases<VocabularyKind>(VOCABULARY);

const LOOSE_AREAS = new Set([
  'net',
  'dns',
  'tls',
  'http',
  'proxy',
  'cancel',
  'auth',
  'denied',
  'server',
  'grpc',
  'plain',
]);
const LOOSE_KINDS = new Set<VocabularyKind>([
  'missing.bare',
  'stage.copy',
  'stage.authorize',
  'socket.dial',
  'disk.full',
  'registry.not-one',
  'mirror.config',
]);
const STRONG_KINDS = new Set<VocabularyKind>([
  'http.status',
  'denied.or-missing',
  'denied.scope',
  'auth.basic-missing',
  'auth.anonymous-token',
  'auth.oauth-token',
  'auth.bearer-token',
  'auth.malformed',
  'auth.token-refused',
]);

/** For each kind of the vocabulary: the kind that it counts as, and whether only image pulls say it. */
export const KINDS: ReadonlyMap<VocabularyKind, { readonly kind: FactKind; readonly strong: boolean }> = new Map(
  (Object.keys(VOCABULARY) as VocabularyKind[]).map((listed) => {
    const loose = listed.endsWith('.loose');
    const kind = (loose ? listed.slice(0, -'.loose'.length) : listed) as FactKind;
    const area = listed.slice(0, listed.indexOf('.'));
    const other = area === 'other';
    const strong =
      !loose && !other && (STRONG_KINDS.has(listed) || !(LOOSE_AREAS.has(area) || LOOSE_KINDS.has(listed)));
    return [listed, { kind, strong }];
  }),
);

/** Every phrase with the kind that lists it; for the test that none is listed twice. */
export const VOCABULARY_LISTING: Readonly<Record<string, readonly string[]>> = VOCABULARY;
