import type { CauseId, Weighed } from '../../model/cause.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Reason } from '../../model/incident.ts';

/** What a text alone says: a cause, and what else it leaves open. Confidences sum to at most 1. */
export interface TextVerdict {
  readonly cause: Weighed;
  readonly alternatives: readonly Weighed[];
  /** The words that decided; null where none did. */
  readonly matchedOn?: string | null;
  /** Address of the proxy that failed, where the text names it. */
  readonly proxy?: string | null;
}

/** Confidences of several causes, to which pieces of evidence are added. */
export interface Scale {
  readonly weights: Map<CauseId, number>;
  readonly reasons: Reason[];
  /** Address of the proxy that failed, by the first text that names one. */
  readonly proxy: string | null;
}

/** A piece of evidence: it multiplies the odds of the causes that it favours and of those that it speaks against. */
export interface Weight {
  readonly statement: string;
  readonly favours?: readonly CauseId[];
  readonly disfavours?: readonly CauseId[];
  /** How much more likely the evidence is where a favoured cause is true; 1 leaves the odds as they are. */
  readonly strength: number;
  readonly evidence: readonly Evidence[];
}

/** More than this no weighing claims: files can be incomplete in ways that nobody sees. */
const MOST_CONFIDENT = 0.99;
const NEGLIGIBLE = 0.005;

/** A scale with what the texts say, each weighted by how many calls ended with it. */
export function balance(verdicts: readonly { readonly verdict: TextVerdict; readonly calls: number }[]): Scale {
  const weights = new Map<CauseId, number>();
  const all = verdicts.reduce((sum, { calls }) => sum + calls, 0);
  for (const { verdict, calls } of verdicts) {
    for (const { id, confidence } of [verdict.cause, ...verdict.alternatives]) {
      weights.set(id, (weights.get(id) ?? 0) + (confidence * calls) / all);
    }
  }
  const proxy = verdicts.map(({ verdict }) => verdict.proxy ?? null).find((address) => address !== null) ?? null;
  return { weights, reasons: [], proxy };
}

/** Adds a piece of evidence. Causes that no text allows are not brought in; the sum of all confidences stays as it was. */
export function weighIn(scale: Scale, weight: Weight): void {
  const { weights } = scale;
  const supports = (weight.favours ?? []).filter((id) => weights.has(id));
  const against = (weight.disfavours ?? []).filter((id) => weights.has(id));
  if (supports.length + against.length === 0) return;
  scale.reasons.push({ statement: weight.statement, supports, against, evidence: weight.evidence });
  const before = total(weights);
  for (const id of supports) weights.set(id, weights.get(id)! * weight.strength);
  for (const id of against) weights.set(id, weights.get(id)! / weight.strength);
  const after = total(weights);
  for (const [id, value] of weights) weights.set(id, (value * before) / after);
}

/** Reads the scale: the heaviest cause and the rest, rounded to two decimals. */
export function read(scale: Scale): TextVerdict {
  const ordered = [...scale.weights]
    .map(([id, weight]) => ({ id, confidence: Math.floor(Math.min(weight, MOST_CONFIDENT) * 100) / 100 }))
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const [cause, ...rest] = ordered;
  return {
    cause: cause ?? { id: 'unknown', confidence: 0 },
    alternatives: rest.filter(({ confidence }) => confidence > NEGLIGIBLE),
  };
}

function total(weights: ReadonlyMap<CauseId, number>): number {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return sum;
}
