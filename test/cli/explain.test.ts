import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { CAUSES as CATALOGUE } from '../../src/causes/index.ts';
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

/** A row whose value is one word: a name is not broken. */
const LONG_WORD = /^ +\S+ +\S+$/;

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
    assert.match(stdout, /^tag-not-found: The tag does not exist in the registry\n {2}how sure +Likely, 0\.\d\d\n/m);
    assert.match(stdout, /^ {2}image +registry\.example\/app:v9$/m);
    for (const heading of ['The text proves', 'It does not prove', 'What to do'])
      assert.ok(stdout.includes(`\n${heading}`));
    assert.match(stdout, /^ +1\. /m);
  });

  test('marks the words that decided, not the same words in a name', async () => {
    const message =
      'Error response from daemon: Get "https://not-found.example/v2/unauthorized/manifests/1": unauthorized: authentication required';
    const { stdout } = await runInProcess(['explain', message]);
    const lines = stdout.split('\n');
    const carets = lines.findIndex((line) => /^ +\^+$/.test(line));
    const [marked = ''] = /\^+/.exec(lines[carets] ?? '') ?? [];
    const at = lines[carets]?.indexOf('^') ?? 0;
    assert.equal(lines[carets - 1]?.slice(at, at + marked.length), 'authentication required');
  });

  test('says what the text tells of the login, of mirrors, addresses and statuses', async () => {
    const explain = async (message: string) => (await runInProcess(['explain', message])).stdout;
    const token = (kind: string): string =>
      `failed to resolve reference "registry.example/a:1": failed to authorize: failed to fetch ${kind} token: unexpected status from GET request to https://registry.example/token: 401 Unauthorized`;
    assert.match(await explain(token('anonymous')), /^ {2}login +None was sent: the runtime asked for an anonymous/m);
    assert.match(await explain(token('oauth')), /^ {2}login +One was sent: the runtime asked for a token with it$/m);
    assert.match(await explain(token('oauth')), /^ {2}status +HTTP 401$/m);
    assert.match(
      await explain(`Failed to pull image "registry.example/a:1": [${token('oauth')}, ${token('oauth')} again]`),
      /^ {2}login +Several were tried, each with an error of its own; one was sent/m,
    );
    const mirror = await explain(
      'Head "https://mirror.example/v2/library/web/manifests/1?ns=docker.io": dial tcp 10.0.0.9:443: connect: connection refused',
    );
    assert.match(mirror, /^ {2}mirror +mirror\.example, asked in place of docker\.io$/m);
    assert.match(mirror, /^ {2}dialled +10\.0\.0\.9:443$/m);
  });

  test('says what a refusal means at a registry whose habits are known', async () => {
    const { stdout } = await runInProcess([
      'explain',
      'failed to resolve reference "ghcr.io/acme/a:1": unexpected status from HEAD request to https://ghcr.io/v2/acme/a/manifests/1: 403 Forbidden',
    ]);
    assert.match(stdout.replace(/\s+/g, ' '), /taking the login away can be the cure/);
  });

  test('names the near misses, and why they were not taken', async () => {
    const message =
      'Failed to pull image "web:1": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/web:1": no match for platform in manifest: not found';
    const { stdout } = await runInProcess(['explain', message]);
    assert.match(
      stdout.replace(/\s+/g, ' '),
      /Near misses tag-not-found: The words “not found” leave several causes open; the words “no match for platform in manifest” mean one cause only\./,
    );
    const [explained] = JSON.parse((await runInProcess(['explain', '-f', 'json', message])).stdout);
    assert.equal(explained.matchedOn, 'no match for platform in manifest');
    assert.deepEqual(Object.keys(explained.nearMisses[0]), ['id', 'matchedOn', 'why']);
  });

  test('fills 80 columns at most, but for addresses and commands', async () => {
    for (const { examples } of CATALOGUE) {
      const { stdout } = await runInProcess(['explain', examples[0]?.message ?? '']);
      for (const line of stdout.split('\n')) {
        const isCommand = /^ {7}\S/.test(line);
        assert.ok(line.length <= 80 || isCommand || line.includes('://') || LONG_WORD.test(line), line);
      }
    }
  });

  test('writes bold and underlined on a terminal only', async () => {
    const texts: string[] = [];
    const stdout = { isTerminal: true, columns: 80, write: async (text: string) => void texts.push(text) };
    await runInProcess(['explain', NOT_FOUND], { stdout });
    assert.ok(texts.join('').includes('\u001b[1;4mnot found\u001b[22;24m'));
    texts.length = 0;
    await runInProcess(['explain', '--no-color', NOT_FOUND], { stdout });
    assert.ok(!texts.join('').includes('\u001b'));
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
