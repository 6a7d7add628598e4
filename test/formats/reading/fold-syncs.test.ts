import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSyncFolder } from '../../../src/formats/reading/fold-syncs.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { record, WEB } from '../../pulls/records.ts';

function fold(...observations: readonly Observation[]): Observation[] {
  const folded: Observation[] = [];
  const collect = createSyncFolder(folded);
  for (const observation of observations) collect(observation);
  return folded;
}

function backOff(first: number, parts: Record<string, unknown> = {}): Observation {
  return record('back-off', { origin: 'pod-worker', first, message: null, ...parts }).observation;
}

describe('folding what a kubelet repeats at every sync', () => {
  it('makes one observation of a run, with first and last time, count and both places', () => {
    const lines = [backOff(0), backOff(12), backOff(25)];
    const [run, ...others] = fold(...lines);
    assert.deepEqual(others, []);
    assert.equal(run?.count, 3);
    assert.equal(run?.first, lines[0]?.first);
    assert.equal(run?.last, lines[2]?.last);
    assert.equal(run?.evidence, lines[0]?.evidence);
    assert.equal(run?.lastEvidence, lines[2]?.evidence);
  });

  const failed = record('pull-failed', { origin: 'pod-worker', first: 13, message: 'refused', reason: 'ErrImagePull' });
  for (const [title, observations] of [
    ['a failed call in between ends the run', [backOff(0), failed.observation, backOff(25)]],
    ['so does a silence longer than syncs have', [backOff(0), backOff(100)]],
    ['another text is another run', [backOff(0), backOff(12, { message: 'ErrImagePull: refused' })]],
    ['another container is another run', [backOff(0), backOff(12, { subject: { ...WEB, container: 'sidecar' } })]],
    ['another image is another run', [backOff(0), backOff(12, { subject: { ...WEB, image: 'other:1' } })]],
    ['lines in reversed order stay as they are', [backOff(12), backOff(0)]],
    ['Events count themselves', [backOff(0, { origin: 'event' }), backOff(12, { origin: 'event' })]],
  ] as const) {
    it(title, () => assert.deepEqual(fold(...observations), observations));
  }
});
