import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { runScenario } from './kubelet-model.ts';
import { deploy, failed, labNode, MINUTE } from './lab-case.ts';
import { humanDuration } from './print-tables.ts';
import { seedRandom } from './random.ts';
import type { Scenario } from './scenario.ts';

const CAPTURE = Date.UTC(2026, 0, 30, 12);

/** One pod whose pulls fail at once, for an hour. */
function failingScenario(minor: number, seed: number): Scenario {
  const random = seedRandom(seed);
  const from = CAPTURE - 61 * MINUTE;
  const nodes = [labNode('worker-1', CAPTURE)];
  const parts = deploy(random, {
    namespace: 'shop',
    name: 'cart',
    image: 'registry.lab.example/shop/cart:9',
    nodes: ['worker-1'],
    createdAt: from + MINUTE,
  });
  return {
    minor,
    seed,
    from,
    captureAt: CAPTURE,
    nodes,
    ...parts,
    pull: () => failed(random, 'no', 'Unknown', [0.1, 0.2]),
  };
}

suite('the model of the kubelet', () => {
  test('gives the same for the same seed', () => {
    assert.deepEqual(runScenario(failingScenario(30, 7)).logs, runScenario(failingScenario(30, 7)).logs);
    assert.notDeepEqual(runScenario(failingScenario(30, 7)).logs, runScenario(failingScenario(30, 8)).logs);
  });

  test('waits 10 seconds doubling to 300 between pulls, and never more than a sync longer', () => {
    const [podRun] = runScenario(failingScenario(30, 7)).pods;
    const { calls } = podRun!.runs[0]!.record;
    const waits = calls.slice(1).map(({ startedAt }, index) => (startedAt - calls[index]!.endedAt) / 1000);
    const law = [10, 20, 40, 80, 160, ...Array.from({ length: waits.length - 5 }, () => 300)];
    assert.ok(calls.length >= 14 && calls.length <= 16, `${calls.length} pulls in an hour`);
    for (const [index, wait] of waits.entries()) {
      assert.ok(wait >= law[index]! && wait < law[index]! + 17, `wait ${index + 1} is ${wait} s`);
    }
  });

  // The counts at which events freeze: reference arithmetic over client-go's spam filter, of which 1.32 has one per type.
  for (const [minor, frozen] of [
    [30, 4],
    [32, 5],
  ] as const) {
    test(`freezes the count of Pulling at ${frozen} in Kubernetes 1.${minor}, while BackOff goes on`, () => {
      const { events } = runScenario(failingScenario(minor, 7));
      const count = (reason: string) =>
        events.find((event) => event.reason === reason && event.type === 'Normal')?.count;
      assert.equal(count('Pulling'), frozen);
      assert.ok(count('BackOff')! > 200, `BackOff is at ${count('BackOff')}`);
    });
  }
});

test('ages are cut as kubectl cuts them', () => {
  const table: readonly [number, string][] = [
    [-2, '<invalid>'],
    [-1, '0s'],
    [119, '119s'],
    [120, '2m'],
    [237, '3m57s'],
    [600, '10m'],
    [10_799, '179m'],
    [10_800, '3h'],
    [28_799, '7h59m'],
    [28_800, '8h'],
    [172_800, '2d'],
    [691_199, '7d23h'],
    [691_200, '8d'],
    [63_072_000, '2y'],
  ];
  for (const [seconds, text] of table) assert.equal(humanDuration(seconds), text);
});
