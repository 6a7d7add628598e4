import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../../src/formats/reading/inputs.ts';
import { orderInputs, orderPaths, orderWarnings } from '../../../src/formats/reading/order-inputs.ts';
import type { Clock } from '../../../src/model/clock.ts';

/** Artefacts with one observation each, whose clock and evidence name them. */
function makeInputs(paths: readonly string[]): Inputs {
  const clocks = paths.map(
    (_, index): Clock => ({
      id: `clock-${index}`,
      artefact: index,
      notation: 'absolute',
      keeper: { kind: 'api-server' },
      offsetMinutes: null,
    }),
  );
  const artefacts = paths.map((path, index) => {
    const reading = { clock: clocks[index]!, valueMs: index, widthMs: 1 };
    return { index, path, modifiedAt: null, spans: [{ first: reading, last: reading }], inputs: [], warnings: 0 };
  });
  const observations = artefacts.map(({ index, path, spans }) => ({
    kind: 'pull-started',
    origin: 'event',
    first: spans[0]?.first ?? null,
    last: spans[0]?.first ?? null,
    evidence: { artefact: index, line: 1, item: null, excerpt: path },
  }));
  return { artefacts, observations: observations as unknown as Inputs['observations'], capturedAt: [] };
}

const pathsOf = ({ artefacts }: Inputs): string[] => artefacts.map(({ path }) => path);

/** Rows: what it shows, paths as read, paths as wanted. */
const ROWS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['members of an archive are put in order', ['a.tar!/b', 'a.tar!/a'], ['a.tar!/a', 'a.tar!/b']],
  ['files on disk stay as they are', ['b.log', 'a.log'], ['b.log', 'a.log']],
  [
    'archives stay where they are',
    ['z.log', 'b.tar!/2', 'b.tar!/1', 'a.tar!/2', 'a.tar!/1', 'c.log'],
    ['z.log', 'b.tar!/1', 'b.tar!/2', 'a.tar!/1', 'a.tar!/2', 'c.log'],
  ],
  [
    'names are compared one by one, as folders are walked',
    ['a.tar!/node.log', 'a.tar!/node/x.log', 'a.tar!/Node/x.log'],
    ['a.tar!/Node/x.log', 'a.tar!/node/x.log', 'a.tar!/node.log'],
  ],
  [
    'an archive in an archive stands where a file of its name would',
    ['a.tar!/b c/x', 'a.tar!/b!/y', 'a.tar!/b!/x'],
    ['a.tar!/b!/x', 'a.tar!/b!/y', 'a.tar!/b c/x'],
  ],
];
for (const [title, given, wanted] of ROWS) {
  test(title, () => {
    assert.deepEqual(pathsOf(orderInputs(makeInputs(given))), wanted);
  });
}

test('everything that names an artefact goes with it, and what was one clock is one', () => {
  const ordered = orderInputs(makeInputs(['a.tar!/c', 'a.tar!/a', 'a.tar!/b']));
  for (const [index, { index: own, spans }] of ordered.artefacts.entries()) {
    const observation = ordered.observations[index];
    assert.deepEqual([own, spans[0]?.first.clock.artefact, observation?.evidence.artefact], [index, index, index]);
    assert.equal(observation?.evidence.excerpt, ordered.artefacts[index]?.path);
    assert.equal(observation?.first?.clock, spans[0]?.first.clock);
  }
});

test('inputs that are in order are not copied', () => {
  const inputs = makeInputs(['a.log', 'b.tar!/a', 'b.tar!/b']);
  assert.equal(orderInputs(inputs), inputs);
});

test('warnings are put in the order of their artefacts, those of none last', () => {
  const inputs = makeInputs(['b.log', 'a.log']);
  const warnings = ['', 'a.log', 'b.log', 'link', 'b.log'].map((input, line) => ({ input, line, message: '' }));
  assert.deepEqual(
    orderWarnings(warnings, inputs).map(({ input, line }) => [input, line]),
    [
      ['b.log', 2],
      ['b.log', 4],
      ['a.log', 1],
      ['', 0],
      ['link', 3],
    ],
  );
});

test('an archive of more members than a call takes arguments is put in order', () => {
  const paths = Array.from({ length: 200_000 }, (_, at) => `a.tar!/${String(200_000 - at).padStart(6, '0')}`);
  const order = orderPaths(paths);
  assert.deepEqual([order.length, order[0], order.at(-1)], [200_000, 199_999, 0]);
});
