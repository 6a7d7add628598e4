import type { CauseId, Weighed } from '../model/cause.ts';
import { type Cause, type CauseMatch, isBetter } from './cause.ts';
import { CAUSES } from './index.ts';
import { type FactKind, type PullError, parsePullError } from './pull-error.ts';

/** A verdict of `explain`: a cause, or that the text tells of no failed image pull. */
export interface Judged {
  readonly id: CauseId | 'not-image-pull';
  readonly confidence: number;
}

/** A cause that fitted too, but less. */
export interface NearMiss {
  readonly id: CauseId;
  readonly match: CauseMatch;
  /** The words that matched. */
  readonly matchedOn: string;
}

export interface Classification {
  readonly cause: Judged;
  /** What else the words allow, likeliest first; with the verdict at most 1. */
  readonly alternatives: readonly Weighed[];
  /** The image in the text; null where none is. */
  readonly image: string | null;
  readonly registry: string | null;
  readonly error: PullError;
  /** The words that decided; null where none did. */
  readonly matchedOn: string | null;
  /** The match that won; null where none did, or where a reason of the kubelet decided. */
  readonly match: CauseMatch | null;
  readonly nearMisses: readonly NearMiss[];
}

/** A verdict on a text that is known to come from a failed pull. */
export interface PullClassification extends Classification {
  readonly cause: Weighed;
}

/** How sure one can be that a text without any word of a pull tells of none. */
const NOT_A_PULL: Judged = { id: 'not-image-pull', confidence: 0.95 };
/** A pull failure whose text proves no cause: nothing is known, and that is sure. */
const UNKNOWN: Weighed = { id: 'unknown', confidence: 0.9 };

/**
 * Classifies any message: what caused the pull failure that it tells of, or that it tells of none.
 * `causes` are those of the contract, with a user's own where there are any.
 */
export function classify(message: string, causes: readonly Cause[] = CAUSES): Classification {
  const error = parsePullError(message);
  const matches = error.context === 'other' ? [] : matchAll(error, causes);
  const best = matches[0];
  const pull =
    error.context === 'pull' || (best !== undefined && error.context === 'none' && isBarePullError(error, best.match));
  if (!pull && !best?.cause.id.startsWith('x-')) return write(error, NOT_A_PULL, NONE, null, NONE);
  return verdict(error, matches);
}

/** Classifies a text that is known to come from a failed pull: never `not-image-pull`. */
export function classifyPullError(message: string, causes: readonly Cause[] = CAUSES): PullClassification {
  const error = parsePullError(message);
  return verdict(error, matchAll(error, causes));
}

/** The waiting reasons of the kubelet that name a cause, whatever their message says (pkg/kubelet/images/types.go). */
const REASONS: Readonly<Record<string, CauseId>> = {
  ErrImageNeverPull: 'never-pull',
  InvalidImageName: 'invalid-image-name',
  ImageInspectError: 'image-inspect-failed',
  RegistryUnavailable: 'registry-unavailable',
  SignatureValidationFailed: 'signature-rejected',
};

/**
 * Classifies a failed check or a waiting status by reason and message: `ErrImageNeverPull`, `InvalidImageName`,
 * `ImageInspectError`, `RegistryUnavailable`, `SignatureValidationFailed`, and the free text that kubelets from 1.33 on
 * put into the reason.
 */
export function classifyCheck(
  reason: string,
  message: string | null,
  causes: readonly Cause[] = CAUSES,
): PullClassification {
  const named = REASONS[reason];
  const texts = message === null || message === '' ? reason : named ? message : `${reason}: ${message}`;
  const judged = classifyPullError(texts, causes);
  if (named === undefined) return judged;
  // The message may say more than the reason (why the registry is unavailable); `Never` and a bad name leave nothing open.
  const says = judged.cause.id;
  const final = named === 'never-pull' || named === 'invalid-image-name' || named === 'signature-rejected';
  if (says === named || (says !== 'unknown' && !final)) return judged;
  return { ...judged, cause: { id: named, confidence: 0.95 }, alternatives: [], matchedOn: reason, match: null };
}

interface Matched {
  readonly cause: Cause;
  readonly match: CauseMatch;
}

function matchAll(error: PullError, causes: readonly Cause[]): Matched[] {
  const matches: Matched[] = [];
  for (const cause of candidates(error, causes)) {
    const match = cause.matches(error);
    if (match) matches.push({ cause, match });
  }
  return matches.length < 2 ? matches : matches.sort(compareMatches);
}

function compareMatches({ match: a }: Matched, { match: b }: Matched): number {
  return isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0;
}

/** Which causes a fact calls up, per list of causes. */
const CALLED_BY = new WeakMap<readonly Cause[], Map<FactKind | null, Cause[]>>();

function callers(causes: readonly Cause[]): Map<FactKind | null, Cause[]> {
  const known = CALLED_BY.get(causes);
  if (known) return known;
  const index = new Map<FactKind | null, Cause[]>();
  for (const cause of causes) {
    for (const kind of cause.looksAt ?? [null]) index.set(kind, [...(index.get(kind) ?? []), cause]);
  }
  CALLED_BY.set(causes, index);
  return index;
}

function candidates(error: PullError, causes: readonly Cause[]): ReadonlySet<Cause> {
  const index = callers(causes);
  const found = new Set<Cause>(index.get(null));
  for (const { kind } of error.facts) for (const cause of index.get(kind) ?? []) found.add(cause);
  return found;
}

function verdict(error: PullError, matches: readonly Matched[]): PullClassification {
  const best = matches[0];
  if (!best) return write(error, UNKNOWN, NONE, null, NONE);
  const { cause, match } = best;
  return write(
    error,
    { id: cause.id, confidence: match.confidence },
    weighAlternatives(match),
    match,
    matches.length === 1 ? NONE : matches.slice(1, 1 + NEAR_MISSES).map((miss) => writeNearMiss(error, miss)),
  );
}

const NONE: readonly never[] = [];
const NEAR_MISSES = 3;

function write<Verdict extends Judged>(
  error: PullError,
  cause: Verdict,
  alternatives: readonly Weighed[],
  match: CauseMatch | null,
  nearMisses: readonly NearMiss[],
) {
  const image = error.image?.text ?? null;
  const matchedOn = match && error.wordsOf(match.fact);
  return { cause, alternatives, image, registry: error.registry, error, matchedOn, match, nearMisses };
}

function writeNearMiss(error: PullError, { cause, match }: Matched): NearMiss {
  return { id: cause.id, match, matchedOn: error.wordsOf(match.fact) };
}

/** The alternatives, likeliest first, cut so that they and the verdict sum to at most 1. */
function weighAlternatives(match: CauseMatch): Weighed[] {
  let left = 1 - match.confidence;
  const alternatives: Weighed[] = [];
  const given = match.alternatives ?? NONE;
  const wanted = given.length < 2 ? given : [...given].sort((a, b) => b.confidence - a.confidence);
  for (const { id, confidence } of wanted) {
    const share = Math.round(Math.min(confidence, left) * 1000) / 1000;
    if (share <= 0) continue;
    left -= share;
    alternatives.push({ id, confidence: share });
  }
  return alternatives;
}

/** Areas of words that only a server's refusal has. */
const REFUSALS = new Set(['auth', 'denied']);
/** Areas whose words, alone in a text with nothing unknown before them, are a pasted end of a pull error. */
const BARE_AREAS = new Set(['tls', 'missing', 'content', 'extract', 'registry', 'policy', 'manifest']);
const BARE_KINDS = new Set<FactKind>(['http.plain-answer', 'proxy.error']);
/** Ports of services that are no registries: DNS, databases, queues, etcd, the API server, kubelets. */
const OTHER_PORTS =
  /:(?:22|25|53|389|1433|1521|2379|2380|3306|4222|5432|5671|5672|6379|6443|7000|8125|9042|9090|9092|9093|9200|9300|10250|10255|11211|26379|27017)$/;

/** Whether a text without any sign of a pull is the core of one, cut off from its wrappers. */
function isBarePullError(error: PullError, match: CauseMatch): boolean {
  const { fact } = match;
  if (!error.isBare && !isRegistryAnswer(error)) return false;
  const area = areaOf(fact.kind);
  if (fact.scope === 'dns' || area === 'dns') {
    const host = error.lookup?.host ?? '';
    return host.includes('.') && !/\.svc(?:\.|$)|\.cluster\.local$/.test(host);
  }
  if (area === 'net') return error.address !== null && !OTHER_PORTS.test(error.address);
  if (area === 'cancel') return error.grpcCodes.length > 0;
  if (fact.kind === 'missing.bare') return false;
  // Registries print a code and its message (`denied: requested access …`); one such word alone may be anybody's.
  const introduced = error.grpcCodes.length > 0 || error.find('plain.daemon') !== null;
  if (fact.kind === 'missing.repository') return introduced;
  if (REFUSALS.has(area)) return introduced || error.facts.filter(({ kind }) => REFUSALS.has(areaOf(kind))).length > 1;
  return BARE_AREAS.has(area) || BARE_KINDS.has(fact.kind);
}

/** Docker prints a registry's answer with its code: `Error response from daemon: unknown: …`. */
function isRegistryAnswer(error: PullError): boolean {
  const daemon = error.find('plain.daemon');
  const code = daemon && error.tokens[daemon.until];
  return code?.word === 'unknown' && code.closes;
}

function areaOf(kind: FactKind): string {
  return kind.slice(0, kind.indexOf('.'));
}
