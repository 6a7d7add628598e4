import { type ImageReference, parseImageReference } from '../model/image-reference.ts';
import type { Fact, FactKind } from './pull-error/facts.ts';
import { locateFact, type Stretch } from './pull-error/locate.ts';
import { findImageText, findRegistryHost } from './pull-error/names.ts';
import { type Token, tokenise } from './pull-error/tokens.ts';
import { innermost, nameText, type PullRequest, walkTokens } from './pull-error/walk.ts';

export type { Fact, FactKind, FactScope } from './pull-error/facts.ts';
export type { Stretch } from './pull-error/locate.ts';
export type { RequestUrl } from './pull-error/urls.ts';
export type { PullRequest } from './pull-error/walk.ts';

/** How far the pull had come. */
export type PullStage = 'ping' | 'resolve' | 'authorize' | 'manifest' | 'blob' | 'unpack' | 'commit';

/** Whether the text says that an image pull failed, that something else did, or neither. */
export type PullContext = 'pull' | 'other' | 'none';

/** A pull error taken apart. Names are never in `facts`: what an image, host or path is called decides nothing. */
export interface PullError {
  /** The message as given. */
  readonly message: string;
  /** The image as the text writes it: the spec's text where the kubelet prints it. */
  readonly image: { readonly text: string; readonly reference: ImageReference | null } | null;
  /** Host and port of the image's registry; null where neither an image nor a URL shows it. */
  readonly registry: string | null;
  /** gRPC codes, outermost first, as written: `Unknown`, `NotFound`. */
  readonly grpcCodes: readonly string[];
  readonly stage: PullStage | null;
  /** In the order of the text; the last is the one that failed. */
  readonly requests: readonly PullRequest[];
  /** The request that failed. */
  readonly request: PullRequest | null;
  /** HTTP status of the registry or token service, from a place where a status stands; null where none does. */
  readonly status: { readonly code: number; readonly fact: Fact } | null;
  /** Which kind of token the runtime was fetching; `anonymous`: no credentials were there, `oauth`: some were sent. */
  readonly token: 'anonymous' | 'oauth' | 'bearer' | null;
  /** The name that was looked up and the DNS server asked, where the text shows them. */
  readonly lookup: { readonly host: string; readonly server: string | null } | null;
  /** `address:port` that was dialled. */
  readonly address: string | null;
  /** The host that stands in for another registry, as a `?ns=` in the URL or a mirror in the text shows. */
  readonly mirror: { readonly host: string; readonly of: string } | null;
  readonly context: PullContext;
  /** Every phrase found, in the order of the text. */
  readonly facts: readonly Fact[];
  /** The message in words and names. */
  readonly tokens: readonly Token[];
  /** The innermost fact of each kind that is not told of a mirror beside the registry. */
  readonly latest: ReadonlyMap<FactKind, Fact>;
  /** The innermost fact of these kinds, those told of a mirror beside the registry left out; null where there is none. */
  find(...kinds: readonly FactKind[]): Fact | null;
  /** The words of a fact as they stand in the text. */
  wordsOf(fact: Fact): string;
  /** Where they stand in `message`; empty where that cannot be told. */
  placesOf(fact: Fact): readonly Stretch[];
  /** The text of a name in a fact. */
  nameOf(fact: Fact, index: number): string | null;
  /** Only introducing words stand before the first fact: the text is an error alone, without a foreign frame. */
  readonly isBare: boolean;
}

/** How much of a message is inspected, in UTF-16 units: the head with its wrappers, and the tail with its core. */
const HEAD = 24_576;
const TAIL = 8_192;

/**
 * Takes any pull error apart: kubelet events and log lines, CRI errors of containerd 1.4–2.1 and CRI-O, containers/image
 * (podman, skopeo), docker and cri-dockerd; escaped or not. Linear in the length of the message, which is cut to 32 KiB.
 */
export function parsePullError(message: string): PullError {
  const tokens = tokenise(inspected(message));
  const walk = walkTokens(tokens);
  const { facts, latest, requests } = walk;
  const request = requests.at(-1) ?? null;
  const text = findImageText(tokens, facts);
  const image = text === null ? null : { text, reference: parseImageReference(text) };
  const first = facts.find((fact) => !INTRODUCTIONS.has(fact.kind));
  const known = { facts, latest, requests, request, image, tokens };
  return {
    message,
    ...known,
    registry: findRegistryHost(known),
    status: walk.status,
    grpcCodes: walk.grpcCodes,
    stage: stageOf(latest),
    token: tokenOf(latest),
    lookup: lookupOf(tokens, latest),
    address: addressOf(tokens, latest),
    mirror: request?.url.mirrorOf ? { host: request.url.host, of: request.url.mirrorOf } : null,
    context: contextOf(facts, latest, request),
    isBare: first !== undefined && first.at < walk.foreignAt,
    find: findFact,
    wordsOf,
    placesOf,
    nameOf,
  };
}

function findFact(this: PullError, ...kinds: readonly FactKind[]): Fact | null {
  return innermost(this.latest, kinds);
}

function wordsOf(this: PullError, fact: Fact): string {
  return wordsBetween(this.tokens, fact.at, fact.until);
}

function placesOf(this: PullError, fact: Fact): readonly Stretch[] {
  const { message, tokens } = this;
  const text = inspected(message);
  const skipped = message.length - text.length;
  const head = lengthOfHead(message);
  const move = (at: number): number => (at < head ? at : at + skipped);
  return locateFact(text, tokens, fact).map(({ start, end }) => ({ start: move(start), end: move(end) }));
}

function nameOf(this: PullError, fact: Fact, index: number): string | null {
  return nameText(fact.names[index]);
}

function inspected(message: string): string {
  if (message.length <= HEAD + TAIL) return message;
  const tail = message.slice(-TAIL);
  // Cut at blanks, so that no half of a name is left to be read as a word.
  return `${message.slice(0, lengthOfHead(message))}\n${tail.slice(tail.indexOf(' ') + 1)}`;
}

function lengthOfHead(message: string): number {
  return message.length <= HEAD + TAIL ? message.length : message.slice(0, HEAD).lastIndexOf(' ') + 1;
}

/** Facts that only lead to the error. */
const INTRODUCTIONS: ReadonlySet<FactKind> = new Set([
  'plain.words',
  'plain.daemon',
  'grpc.code',
  'net.dial',
  'dns.lookup',
]);

const STAGES: readonly (readonly [PullStage, readonly FactKind[]])[] = [
  ['commit', ['stage.commit']],
  ['unpack', ['stage.unpack']],
  ['blob', ['stage.fetch', 'stage.copy']],
  ['manifest', ['stage.manifest', 'stage.child']],
  ['authorize', ['stage.authorize', 'auth.anonymous-token', 'auth.oauth-token', 'auth.bearer-token']],
  ['ping', ['stage.ping']],
  ['resolve', ['stage.resolve']],
];

function stageOf(latest: ReadonlyMap<FactKind, Fact>): PullStage | null {
  for (const [stage, kinds] of STAGES) if (innermost(latest, kinds)) return stage;
  return null;
}

function tokenOf(latest: ReadonlyMap<FactKind, Fact>): PullError['token'] {
  // Where several logins were tried, one that was sent says more than none.
  if (latest.has('auth.oauth-token')) return 'oauth';
  if (latest.has('auth.anonymous-token')) return 'anonymous';
  return latest.has('auth.bearer-token') ? 'bearer' : null;
}

function lookupOf(tokens: readonly Token[], latest: ReadonlyMap<FactKind, Fact>): PullError['lookup'] {
  const fact = latest.get('dns.lookup');
  const host = fact && nameText(fact.names[0]);
  return fact && host ? { host, server: serverOf(tokens, fact) } : null;
}

function addressOf(tokens: readonly Token[], latest: ReadonlyMap<FactKind, Fact>): string | null {
  const fact = latest.get('net.dial');
  const next = fact && tokens[fact.until];
  return next && !next.opens ? nameText(next) : null;
}

/** Sockets of container runtimes; those of CSI and device plug-ins are no runtime's. */
const RUNTIME_SOCKET = /containerd|crio|cri-o|docker|podman|frakti|cri-dockerd/;

function contextOf(
  facts: readonly Fact[],
  latest: ReadonlyMap<FactKind, Fact>,
  request: PullRequest | null,
): PullContext {
  const strong = facts.find((fact) => fact.strong);
  const other = facts.find((fact) => fact.kind.startsWith('other.'));
  // A push is told by the words of what was asked for, which come last; any other problem by its outermost words.
  if (latest.has('other.push') && !latest.has('pull.failed')) return 'other';
  if (other && (!strong || other.at < strong.at)) return 'other';
  if (strong) return 'pull';
  const socket = latest.get('socket.dial');
  if (socket && RUNTIME_SOCKET.test(nameText(socket.names[0]) ?? '')) return 'pull';
  if (!request || request.url.asksFor === 'other' || request.byTool) return request ? 'other' : 'none';
  // Nobody asks for the head of a blob but one who pushes.
  if (request.url.asksFor === 'blob' && request.method !== 'GET' && request.method !== null) return 'other';
  return 'pull';
}

/** DNS server of `lookup HOST on SERVER:53`. */
function serverOf(tokens: readonly Token[], lookup: Fact): string | null {
  const server = tokens[lookup.until]?.word === 'on' ? tokens[lookup.until + 1] : undefined;
  return server ? server.source.slice(server.start, server.end) : null;
}

function wordsBetween(tokens: readonly Token[], from: number, until: number): string {
  const parts: string[] = [];
  for (let i = from; i < until; ) {
    const first = tokens[i] as Token;
    let last = first;
    i++;
    while (i < until && tokens[i]?.source === first.source) {
      last = tokens[i] as Token;
      i++;
    }
    parts.push(first.source.slice(first.start, last.end));
  }
  return parts.join(' … ');
}
