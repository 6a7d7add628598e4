import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CAUSES } from '../../src/causes/index.ts';
import { createJudges } from '../../src/causes/judges.ts';
import { parsePullError } from '../../src/causes/pull-error.ts';
import { gatherUnknownTexts, writePattern } from '../../src/causes/unknown-texts.ts';
import { parseUserCauses } from '../../src/causes/user-causes.ts';
import { findPattern, preparePattern } from '../../src/causes/user-patterns.ts';
import { reconstructPulls } from '../../src/pulls/index.ts';
import { at, record, WEB } from '../pulls/records.ts';

describe('writePattern', () => {
  const cases: [message: string, pattern: string | null][] = [
    [
      'Failed to pull image "registry.corp.example/web:1": rpc error: code = Unknown desc = the moon stood wrong over 10.0.0.7:443 for user-71',
      'the moon stood wrong over * for',
    ],
    ['the moon stood wrong over host node-a at 12:00:01 (try 7)', 'the moon stood wrong over host * at * try'],
    ['Failed to pull image "web:1": the moon said "a:1" and "b:2" (id 4711) twice', 'the moon said * and * id * twice'],
    ['Back-off pulling image "registry.corp.example/web:1"', null],
    ['Error: ErrImagePull', null],
    ['Failed to pull image "web:1": rpc error: code = Unknown desc = exit status 7', null],
    ['', null],
  ];
  for (const [message, pattern] of cases) {
    it(`${message || '(empty)'}: ${pattern}`, () => assert.equal(writePattern(parsePullError(message)), pattern));
  }

  it('fits the text that it was made of, whatever that is', () => {
    for (const { examples } of CAUSES) {
      for (const { message } of examples) {
        const error = parsePullError(message);
        const pattern = writePattern(error);
        if (pattern !== null) assert.ok(findPattern(error, preparePattern(pattern)), `${pattern} in ${message}`);
      }
    }
  });
});

describe('gatherUnknownTexts', () => {
  const text = (image: string, moon: number): string =>
    `Failed to pull image "registry.corp.example/${image}": the moon stood wrong at ${moon} degrees`;
  const failed = (message: string, first: number, pod: string) =>
    record('pull-failed', { first, message, reason: 'ErrImagePull', subject: { ...WEB, pod, podUid: `uid-${pod}` } });
  const { histories } = reconstructPulls(
    [
      failed(text('web:1', 17), 0, 'web-0'),
      failed(text('web:1', 18), 10, 'web-0'),
      failed(text('api:2', 19), 20, 'api-0'),
      failed('pull QPS exceeded', 30, 'db-0'),
      failed('the sun did', 40, 'sun-0'),
    ],
    { capturedAt: at(3600), coverage: [] },
    ({ valueMs }) => ({ earliest: valueMs, latest: valueMs }),
  );

  it('counts texts that differ in names and numbers only as one, the commonest first', () => {
    const gathered = gatherUnknownTexts(histories, createJudges(CAUSES));
    assert.deepEqual(
      gathered.map(({ pattern, count, evidence }) => [pattern, count, evidence.length]),
      [
        ['the moon stood wrong at * degrees', 3, 3],
        ['the sun did', 1, 1],
      ],
    );
    assert.ok(gathered[0]?.example.includes('the moon stood wrong at'));
  });

  it('leaves out what a cause of the user explains', () => {
    const { causes } = parseUserCauses(
      'causes: [{id: x-moon, title: t, explanation: e, remediation: [], contains: ["the moon stood wrong at * degrees"]}]',
      'ours.yaml',
    );
    assert.deepEqual(
      gatherUnknownTexts(histories, createJudges([...causes, ...CAUSES])).map(({ pattern }) => pattern),
      ['the sun did'],
    );
  });
});
