import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { makeFolder } from '../sources/archives.ts';
import { runInProcess } from './run-in-process.ts';

const NOT_FOUND =
  'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/app:v9": failed to resolve reference "registry.example/app:v9": registry.example/app:v9: not found';

const CAUSES = `causes:
  - id: x-egress-gate
    title: The egress gate holds the image back
    explanation: Images wait at the gate until somebody has looked at them.
    remediation: [Ask at the gate]
    contains: ["Held at gate 7", "nothing ever says this"]
`;

suite('explain', () => {
  test('gives one line of JSON per message, in order', async () => {
    const stdin = `${NOT_FOUND}\n\n${JSON.stringify({ message: 'dial tcp: lookup registry.example\non 10.0.0.10:53: no such host' })}\nStarted container web\n`;
    const { status, stdout, stderr } = await runInProcess(['explain', '--format', 'jsonl'], { stdin });
    assert.deepEqual([status, stderr], [0, '']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ cause }) => cause.id),
      ['tag-not-found', 'dns-failure', 'not-image-pull'],
    );
    assert.deepEqual(lines[0].image, 'registry.example/app:v9');
    assert.deepEqual(lines[0].registry, 'registry.example');
    assert.equal(lines[0].message, NOT_FOUND);
    assert.deepEqual([lines[2].image, lines[2].registry, lines[2].alternatives], [null, null, []]);
    assert.match(lines[1].message, /\n/);
  });

  test('gives one list as JSON, also of no message', async () => {
    const { stdout } = await runInProcess(['explain', '-f', 'json', NOT_FOUND, NOT_FOUND]);
    assert.equal(JSON.parse(stdout).length, 2);
    assert.equal((await runInProcess(['explain', '-f', 'json'])).stdout, '[]\n');
  });

  test('tells people the cause, how sure it is, what the text proves and what not, and what to do', async () => {
    const { stdout } = await runInProcess(['explain', NOT_FOUND]);
    assert.match(stdout, /^> rpc error/);
    assert.match(stdout, /^tag-not-found: .* \(0\.\d\d\)$/m);
    for (const heading of ['The text proves', 'It does not prove', 'What to do'])
      assert.ok(stdout.includes(`\n${heading}`));
    assert.match(stdout, /^ +1\. /m);
  });

  test('removes credentials, unless the user wants them', async () => {
    const message =
      'Head "https://user:hunter2@registry.example/v2/app/manifests/v9": dial tcp 10.0.0.1:443: connect: connection refused';
    for (const format of ['text', 'json', 'jsonl']) {
      const { stdout } = await runInProcess(['explain', '--format', format, message]);
      assert.ok(stdout.includes('connection-refused'));
      assert.ok(!stdout.includes('hunter2'), format);
    }
    assert.ok((await runInProcess(['explain', '--no-redact', message])).stdout.includes('hunter2'));
  });

  test('shows what would steer a terminal', async () => {
    const { stdout } = await runInProcess([
      'explain',
      '\u001b]0;title\u0007 failed to pull image "x\u202e": not found',
    ]);
    assert.ok(!['\u0007', '\u001b', '\u202e'].some((mark) => stdout.includes(mark)));
  });

  test('asks for messages where stdin is a terminal', async () => {
    const { status, stderr } = await runInProcess(['explain'], { isStdinTerminal: true });
    assert.equal(status, 2);
    assert.match(stderr, /wants messages, as arguments or one per line on stdin/);
  });

  test("puts a user's own causes first, whatever the letter case", async (context) => {
    const file = join(makeFolder(context), 'causes.yaml');
    writeFileSync(file, CAUSES);
    const message = 'Failed to pull image "registry.example/app:v9": unexpected status: 403 held at GATE 7';
    const { stdout } = await runInProcess(['explain', '--causes', file, '-f', 'jsonl', message, NOT_FOUND]);
    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual([first.cause.id, second.cause.id], ['x-egress-gate', 'tag-not-found']);
    assert.match(first.matchedOn, /held at GATE 7/i);
    assert.match((await runInProcess(['explain', '--causes', file, message])).stdout, /1\. Ask at the gate/);
  });
});

suite("a user's own causes that cannot be used are refused, with the field", () => {
  const cases: [string, string, RegExp][] = [
    [
      'an id without x-',
      CAUSES.replace('x-egress', 'egress'),
      /causes\.yaml:2: causes\[0\]\.id: wants an id such as x-our-proxy/,
    ],
    ['no title', CAUSES.replace(/ {4}title.*\n/, ''), /causes\[0\]\.title: wants a text/],
    ['a field that is none', `${CAUSES}    severity: high\n`, /causes\[0\]: there is no severity here/],
    ['no text', CAUSES.replace(/contains: .*/, 'contains: []'), /contains: wants at least one text/],
    [
      'an address alone',
      CAUSES.replace(/contains: .*/, 'contains: ["https://registry.example/v2/"]'),
      /wants words: names, addresses/,
    ],
    [
      'an id twice',
      CAUSES + CAUSES.slice(CAUSES.indexOf('\n') + 1),
      /:7: the id x-egress-gate is there already, on line 2/,
    ],
    ['YAML that is none', 'causes: [', /causes\.yaml:\d+: /],
    ['an alias bomb', `a: &a [x]\nb: [${'*a,'.repeat(1000)}]\n`, /causes\.yaml/],
    ['an empty file', '', /no such file, or it is empty/],
  ];
  for (const [title, text, message] of cases) {
    test(title, async (context) => {
      const file = join(makeFolder(context), 'causes.yaml');
      writeFileSync(file, text);
      const { status, stderr } = await runInProcess(['explain', '--causes', file, 'x']);
      assert.match(stderr, message);
      assert.equal(status, 2);
    });
  }
});
