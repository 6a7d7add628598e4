import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../sources/archives.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'src/main.ts');
const TSX = join(ROOT, 'node_modules/tsx/dist/esm/index.mjs');
const OUTAGE = join(ROOT, 'fixtures/registry-outage-recovers/input');

function start(argv: readonly string[], folder: string, variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...variables },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk;
  });
  const ended = once(child, 'close').then(([status, signal]) => ({ status, signal, ...said }));
  return { child, ended };
}

async function run(argv: readonly string[], folder: string, variables?: Record<string, string>) {
  const { child, ended } = start(argv, folder, variables);
  child.stdin.end();
  return ended;
}

suite('the program as a process', () => {
  test('two runs with the same SOURCE_DATE_EPOCH give the same bytes, in any zone', async (context) => {
    const folder = makeFolder(context);
    for (const [out, TZ] of [
      ['one', 'America/St_Johns'],
      ['two', 'Pacific/Auckland'],
    ] as const) {
      const { status, stderr } = await run([OUTAGE, '--out', out], folder, { SOURCE_DATE_EPOCH: '1767225600', TZ });
      assert.equal(status, 0, stderr);
    }
    const files = readdirSync(join(folder, 'one'), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    assert.ok(files.length >= 8);
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      assert.ok(readFileSync(path).equals(readFileSync(path.replace(join(folder, 'one'), join(folder, 'two')))), path);
    }
  });

  test('a wrong SOURCE_DATE_EPOCH is refused', async (context) => {
    const { status, stderr } = await run([OUTAGE], makeFolder(context), { SOURCE_DATE_EPOCH: 'today' });
    assert.equal(stderr, 'pullmortem: SOURCE_DATE_EPOCH: "today" is no number of seconds\n');
    assert.equal(status, 2);
  });

  test('a reader that goes away ends the output without a word', async (context) => {
    const { child, ended } = start([OUTAGE, '-o', '-', '-f', 'html'], makeFolder(context));
    child.stdin.end();
    child.stdout.once('data', () => child.stdout.destroy());
    const { status, stderr } = await ended;
    assert.deepEqual([status, stderr], [0, '']);
  });

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${signal} ends the run and leaves no file`, async (context) => {
      const folder = makeFolder(context);
      const { child, ended } = start(['-', '--out', 'out', '--verbose'], folder);
      child.stdin.write('Name: web-0\n'.repeat(100));
      await once(child.stderr, 'data');
      child.kill(signal);
      const { status } = await ended;
      assert.equal(status, expected);
      assert.ok(!existsSync(join(folder, 'out')));
    });
  }

  test('a command that reads no stdin does not wait for its end', async (context) => {
    const { ended } = start(['formats'], makeFolder(context));
    const { status } = await ended;
    assert.equal(status, 0);
  });

  test('the options of pullmortem.yaml in the working folder count, and flags outrank them', async (context) => {
    const folder = makeFolder(context);
    writeFileSync(join(folder, 'pullmortem.yaml'), 'title: From the file\nfail-on: any\nformat: json\n');
    const { status } = await run([OUTAGE, '--title', 'From the flag'], folder);
    assert.equal(status, 1);
    assert.deepEqual(readdirSync(join(folder, 'pullmortem-report')), ['report.json']);
    const report = JSON.parse(readFileSync(join(folder, 'pullmortem-report/report.json'), 'utf8')) as { title: string };
    assert.equal(report.title, 'From the flag');
  });

  test('a report in a folder that is analysed is no evidence of the next run', async (context) => {
    const folder = makeFolder(context);
    writeFileSync(join(folder, 'events.json'), readFileSync(join(OUTAGE, 'events.json')));
    for (const out of [[], ['--out', '.']]) {
      const first = await run(['.', '-f', 'json', ...out], folder, { SOURCE_DATE_EPOCH: '0' });
      const file = join(folder, out.length === 0 ? 'pullmortem-report' : '', 'report.json');
      const text = readFileSync(file, 'utf8');
      const second = await run(['.', '-f', 'json', ...out], folder, { SOURCE_DATE_EPOCH: '0' });
      assert.deepEqual([second.status, second.stdout], [first.status, first.stdout]);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });
});
