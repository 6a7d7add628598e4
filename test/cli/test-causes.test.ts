import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { makeFolder } from '../sources/archives.ts';
import { runInProcess } from './run-in-process.ts';

const GOOD = `causes:
  - id: x-egress-gate
    title: The egress gate holds the image back
    explanation: Images wait at the gate until somebody has looked at them.
    remediation: [Ask at the gate]
    contains: [held at gate]
    examples:
      - 'Failed to pull image "registry.example/a:1": denied: held at gate 7'
    counterExamples:
      - 'Failed to pull image "registry.example/held-at-gate:1": pull QPS exceeded'
`;

function run(context: TestContext, yaml: string, ...flags: string[]) {
  const file = join(makeFolder(context), 'ours.yaml');
  writeFileSync(file, yaml);
  return runInProcess(['causes', '--test', file, ...flags]);
}

suite('causes --test', () => {
  test('exits with 0 where all examples are judged as they should be, and says how many there are', async (context) => {
    const { status, stdout, stderr } = await run(context, GOOD);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /ours\.yaml: 1 cause, 1 example, 1 counter-example: all judged as they should be\n$/);
  });

  test('prints a failing example with its line, its text, and what it was judged as', async (context) => {
    const { status, stdout } = await run(context, GOOD.replace('held at gate 7', 'stopped at gate 7'));
    assert.equal(status, 1);
    const lines = stdout.split('\n');
    assert.match(lines[0] ?? '', /ours\.yaml:8: an example of x-egress-gate is judged access-denied on "denied"$/);
    assert.equal(lines[1], '  > Failed to pull image "registry.example/a:1": denied: stopped at gate 7');
    assert.match(lines[2] ?? '', /1 judged otherwise$/);
  });

  test('prints a counter-example that is given the cause', async (context) => {
    const { status, stdout } = await run(context, GOOD.replace('pull QPS exceeded', 'held at gate'));
    assert.equal(status, 1);
    assert.match(stdout, /ours\.yaml:10: a counter-example of x-egress-gate is judged x-egress-gate on "held at gate"/);
  });

  test('gives the same as JSON, without credentials', async (context) => {
    const yaml = GOOD.replace('held at gate 7', 'Get "https://me:hunter2@registry.example/v2/": EOF');
    const { status, stdout } = await run(context, yaml, '--format', 'json');
    const { failures, ...counts } = JSON.parse(stdout);
    assert.equal(status, 1);
    assert.deepEqual([counts.causes, counts.examples, counts.counterExamples], [1, 1, 1]);
    assert.deepEqual(
      failures.map(({ line, cause, kind, judgedAs }: Record<string, unknown>) => [line, cause, kind, judgedAs]),
      [[8, 'x-egress-gate', 'example', 'connection-reset']],
    );
    assert.ok(!stdout.includes('hunter2'));
  });

  test('says which cause has no example', async (context) => {
    const { status, stdout } = await run(context, GOOD.slice(0, GOOD.indexOf('    examples:')));
    assert.equal(status, 0);
    assert.match(stdout, /ours\.yaml:2: x-egress-gate has no examples/);
  });

  const unusable: [string, (context: TestContext) => Promise<{ status: number; stderr: string }>, RegExp][] = [
    [
      'a file that is not there',
      () => runInProcess(['causes', '--test', '/nowhere/ours.yaml']),
      /^pullmortem: --test: .*no such file/,
    ],
    [
      'a file with a mistake',
      (context) => run(context, GOOD.replace('x-egress', 'egress')),
      /ours\.yaml:2: causes\[0\]\.id: wants/,
    ],
    ['an id beside it', (context) => run(context, GOOD, 'tag-not-found'), /--test: wants no id beside it/],
    ['no file', () => runInProcess(['causes', '--test']), /--test: wants a value/],
  ];
  for (const [title, attempt, message] of unusable) {
    test(`exits with 2 for ${title}`, async (context) => {
      const { status, stderr } = await attempt(context);
      assert.match(stderr, message);
      assert.equal(status, 2);
    });
  }

  test('stands in the help', async () => {
    const { stdout } = await runInProcess(['causes', '--help']);
    assert.match(stdout, /--test/);
    assert.match(stdout, /Exit status: 0 .* 1 one is not; 2/);
  });
});
