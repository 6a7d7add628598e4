import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PullHistory } from '../../src/model/pull.ts';
import type { Interval } from '../../src/model/time.ts';
import type { Coverage, Timed } from '../../src/model/timed.ts';
import { delayAfterFailure, RESET_SECONDS } from '../../src/pulls/backoff-law.ts';
import { reconstructPulls } from '../../src/pulls/index.ts';
import { at, NOON, record } from './records.ts';

/** What a kubelet really did, in seconds after noon. */
interface Ladder {
  /** When each failed call ended. */
  readonly failures: readonly number[];
  /** Syncs that found the image in back-off. */
  readonly syncs: readonly number[];
  readonly recovered: number | null;
  readonly capture: number;
}

const RUNS = 500;
/** Whole-second stamps, and lines written just after the call. */
const TOLERANCE_MS = 1_000;

/** mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws a ladder by the law of reference: 10 s doubling to 300 s, anew after 600 s, syncs every 10 to 15 s. */
function drawLadder(random: () => number): Ladder {
  const slow = random() < 0.2 ? 350 * random() : 0;
  const wanted = 1 + Math.floor(random() * 12);
  const failures: number[] = [];
  const syncs: number[] = [];
  let now = 1 + random();
  let step = 0;
  while (failures.length < wanted) {
    const previous = failures.at(-1);
    now += 0.1 + random() * 2 + slow;
    step = previous !== undefined && now - previous > RESET_SECONDS ? 1 : step + 1;
    failures.push(now);
    const free = now + delayAfterFailure(step);
    let sync = now + 1 + random();
    while (sync < free) {
      syncs.push(sync);
      sync += 10 + random() * 5;
    }
    now = sync;
  }
  const recovered = random() < 0.4 ? now + 1 : null;
  const rest = random() * 200;
  const last = failures.at(-1) ?? 0;
  const capture = recovered === null ? Math.min(last + rest, now - 0.5) : recovered + rest;
  return {
    failures,
    syncs: syncs.filter((sync) => sync < capture),
    recovered,
    capture: Math.max(capture, last + 0.01),
  };
}

interface Observed {
  readonly records: readonly Timed[];
  readonly coverage: readonly Coverage[];
}

/** What is left in files: each source may be missing, logs may be rotated, Events may have stopped being written. */
function observe(ladder: Ladder, random: () => number): Observed {
  const records: Timed[] = [];
  const coverage: Coverage[] = [];
  const { failures, syncs, recovered, capture } = ladder;
  const end = recovered ?? capture;
  if (random() < 0.6) records.push(record('changed', { first: 0, change: 'scheduled', message: '' }));
  if (random() < 0.5) {
    const from = random() < 0.5 ? -10 : random() * end;
    coverage.push({ node: 'node-1', artefact: 1, origin: 'kubelet', from: at(from), to: at(capture) });
    const line = (kind: 'pull-failed' | 'back-off', second: number, origin: string) =>
      second < from
        ? []
        : [
            record(kind, {
              origin,
              first: second,
              message: kind === 'back-off' ? null : 'refused',
              reason: 'ErrImagePull',
              artefact: 1,
            } as never),
          ];
    for (const failure of failures) {
      records.push(
        ...line('pull-failed', failure + 0.001, 'container-start'),
        ...line('pull-failed', failure + 0.002, 'pod-worker'),
      );
    }
    for (const sync of syncs) records.push(...line('back-off', sync, 'pod-worker'));
  }
  if (random() < 0.6) {
    // The spam filter lets the first few writes through; the count is that of the last write.
    const written = 1 + Math.floor(random() * failures.length);
    const first = Math.floor(failures[0] ?? 0);
    const last = Math.floor(failures[written - 1] ?? 0);
    const event = { first, last, count: written, widthSeconds: 1 };
    if (random() < 0.8) records.push(record('pull-failed', { ...event, message: null, reason: 'ErrImagePull' }));
    if (random() < 0.8) records.push(record('pull-failed', { ...event, message: 'refused', reason: null }));
    const held = syncs.slice(0, 1 + Math.floor(random() * syncs.length));
    const [begin] = held;
    if (begin !== undefined) {
      const until = held.at(-1) ?? begin;
      records.push(
        record('back-off', {
          first: Math.floor(begin),
          last: Math.floor(until),
          count: held.length,
          widthSeconds: 1,
          message: null,
        }),
      );
    }
  }
  if (random() < 0.5) {
    const samples: number[] = [];
    for (let second = 30 * Math.ceil(((failures[0] ?? 0) + 15) / 30); second < end; second += 30) {
      if (random() < 0.9) samples.push(NOON + second * 1000);
    }
    if (samples.length > 0) {
      records.push(
        record('waiting-series', {
          origin: 'metric',
          reason: 'ImagePullBackOff',
          waitingAtMs: Float64Array.from(samples),
          notWaitingAtMs: new Float64Array(),
        }),
      );
    }
  }
  if (recovered === null && random() < 0.5 && capture - (failures[0] ?? 0) > 20) {
    records.push(record('waiting', { origin: 'status', first: capture, reason: 'ImagePullBackOff', message: null }));
  }
  if (recovered !== null && random() < 0.7) {
    records.push(record('pull-succeeded', { first: Math.floor(recovered), widthSeconds: 1, durationMs: 500 }));
  }
  return { records, coverage };
}

function contains(interval: Interval, second: number): boolean {
  const instant = NOON + second * 1000;
  return interval.earliest - TOLERANCE_MS <= instant && instant <= interval.latest + TOLERANCE_MS;
}

/** Everything that the history claims and the ladder contradicts. */
function contradictions(history: PullHistory, { failures, recovered, capture }: Ladder): string[] {
  const wrong: string[] = [];
  const { min, max } = history.attemptCount;
  if (failures.length < min || failures.length > max) wrong.push(`${failures.length} calls, bounds ${min} to ${max}`);
  for (const { at: interval, basis, outcome } of history.attempts) {
    if (outcome === 'failed' && !failures.some((failure) => contains(interval, failure)))
      wrong.push(`no call failed in ${show(interval)} (${basis})`);
  }
  const observed = history.attempts.filter(({ basis, outcome }) => basis === 'observed' && outcome === 'failed');
  if (observed.length > failures.length) wrong.push(`${observed.length} calls observed of ${failures.length}`);
  if (!contains(history.firstFailureAt, failures[0] ?? 0))
    wrong.push(`first failure is not in ${show(history.firstFailureAt)}`);
  if (!contains(history.lastFailureAt, failures.at(-1) ?? 0))
    wrong.push(`last failure is not in ${show(history.lastFailureAt)}`);
  if (history.recoveredAt && recovered === null) wrong.push('said to have recovered');
  if (history.recoveredAt && recovered !== null && !contains(history.recoveredAt, recovered))
    wrong.push(`recovery is not in ${show(history.recoveredAt)}`);
  if (history.state === 'failing' && recovered !== null && capture - recovered > 400) wrong.push('said to be failing');
  return wrong;
}

function show({ earliest, latest }: Interval): string {
  return `${(earliest - NOON) / 1000} – ${(latest - NOON) / 1000} s`;
}

describe('what is reconstructed of a ladder contains the ladder', () => {
  for (let block = 0; block < 4; block++) {
    it(`for ${RUNS} ladders and losses of evidence, from seed ${block * RUNS}`, () => {
      for (let seed = block * RUNS; seed < (block + 1) * RUNS; seed++) {
        const random = seeded(seed);
        const ladder = drawLadder(random);
        const { records, coverage } = observe(ladder, random);
        const setting = { capturedAt: at(ladder.capture, 0.5), coverage };
        const { histories } = reconstructPulls(records, setting, ({ valueMs }) => ({
          earliest: valueMs,
          latest: valueMs,
        }));
        for (const history of histories) {
          assert.deepEqual(contradictions(history, ladder), [], `seed ${seed}: ${JSON.stringify(ladder.failures)}`);
        }
        assert.ok(histories.length <= 1, `seed ${seed}`);
      }
    });
  }

  it('is not so of a ladder that was tampered with: the property can fail', () => {
    const random = seeded(7);
    const ladder = drawLadder(random);
    const { histories } = reconstructPulls(
      [
        record('pull-failed', {
          origin: 'container-start',
          first: (ladder.failures[0] ?? 0) + 5,
          message: 'refused',
          reason: 'ErrImagePull',
        }),
      ],
      { capturedAt: at(ladder.capture), coverage: [] },
      ({ valueMs }) => ({ earliest: valueMs, latest: valueMs }),
    );
    assert.notDeepEqual(contradictions(histories[0] as PullHistory, ladder), []);
  });
});
