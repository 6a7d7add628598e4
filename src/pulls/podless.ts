import { normaliseImage } from '../model/image-reference.ts';
import type { Timed } from '../model/timed.ts';
import { type Draft, tellsOfFailure } from './drafts.ts';

/** From a runtime's line to the kubelet's line about the same call, at the most. */
const SAME_CALL_MS = 3_000;

/**
 * Gives the records that name no pod to the failing containers that wait for their image on their node: to the only
 * one, or to the one whose own record follows at once. What fits several is left out, and what fits none makes a draft
 * of its own, keyed by image and input.
 */
export function attributePodless(drafts: readonly Draft[], podless: readonly Timed[]): Draft[] {
  const failing = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.image === null || !draft.records.some(({ observation }) => tellsOfFailure(observation))) continue;
    const image = normaliseImage(draft.image) ?? draft.image;
    failing.set(image, [...(failing.get(image) ?? []), draft]);
  }
  const failedAt = new Map<Draft, number[]>();
  for (const draft of [...failing.values()].flat()) failedAt.set(draft, failureTimes(draft));

  const apart = new Map<string, Draft>();
  for (const record of podless) {
    const { observation } = record;
    const text = observation.subject.image;
    if (text === null) continue;
    const image = normaliseImage(text) ?? text;
    const { node } = observation.subject;
    const waiting = (failing.get(image) ?? []).filter(
      (draft) => draft.node === null || node === null || draft.node === node,
    );
    const home =
      waiting.length === 1 ? waiting[0] : waiting.find((draft) => follows(failedAt.get(draft) ?? [], record));
    if (home) home.records.push(record);
    else if (waiting.length === 0 && tellsOfFailure(observation)) {
      const key = `${image}\n${observation.evidence.artefact}\n${node ?? ''}`;
      let draft = apart.get(key);
      if (!draft) {
        draft = {
          pod: null,
          container: null,
          containerType: null,
          image: text,
          node,
          records: [],
          undecidedWith: new Set(),
        };
        apart.set(key, draft);
      }
      draft.records.push(record);
    } else if (waiting.length === 0) {
      apart.get(`${image}\n${observation.evidence.artefact}\n${node ?? ''}`)?.records.push(record);
    }
  }
  return [...drafts, ...apart.values()];
}

/** When the draft's own records tell of failed calls; ascending. */
function failureTimes(draft: Draft): number[] {
  const times: number[] = [];
  for (const { observation, first, last } of draft.records) {
    if (observation.kind !== 'pull-failed') continue;
    times.push(first.earliest, last.earliest);
  }
  return times.sort((a, b) => a - b);
}

/** Whether one of the ascending times is at the record or at once after it. */
function follows(times: readonly number[], record: Timed): boolean {
  let low = 0;
  let high = times.length;
  const from = record.first.earliest - SAME_CALL_MS / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < from) low = middle + 1;
    else high = middle;
  }
  const next = times[low];
  return next !== undefined && next <= record.first.latest + SAME_CALL_MS;
}
