import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { isReportFile, writeReport } from '../../src/report/write-report.ts';
import { UsageError } from '../../src/usage-error.ts';
import { makeFolder } from '../sources/archives.ts';

const NEVER = new AbortController().signal;

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

suite('writing a report', () => {
  test('makes the folder, and writes pieces in their order', async (context) => {
    const out = join(makeFolder(context), 'a', 'b');
    const content = (function* () {
      for (let line = 0; line < 50_000; line++) yield `line ${line}\n`;
    })();
    await writeReport(
      out,
      [
        { path: 'report.html', content: ['<p>', 'ü</p>'] },
        { path: 'csv/attempts.csv', content },
      ],
      NEVER,
    );
    assert.deepEqual(list(out), ['csv', 'csv/attempts.csv', 'report.html']);
    assert.equal(readFileSync(join(out, 'report.html'), 'utf8'), '<p>ü</p>');
    assert.equal(readFileSync(join(out, 'csv/attempts.csv'), 'utf8').split('\n').at(-2), 'line 49999');
  });

  test('replaces the files of an earlier run and touches nothing else', async (context) => {
    const out = makeFolder(context);
    mkdirSync(join(out, 'charts'));
    const others = ['notes.txt', 'charts/mine.svg', 'charts/inc-2-lanes.svg', 'report.json', 'report.md'];
    for (const path of others) writeFileSync(join(out, path), 'old');
    await writeReport(
      out,
      [
        { path: 'report.md', content: ['new'] },
        { path: 'charts/inc-1-lanes.svg', content: ['new'] },
      ],
      NEVER,
    );
    assert.deepEqual(
      list(out).map((path) => [path, path === 'charts' ? '' : readFileSync(join(out, path), 'utf8')]),
      [
        ['charts', ''],
        ['charts/inc-1-lanes.svg', 'new'],
        ['charts/mine.svg', 'old'],
        ['notes.txt', 'old'],
        ['report.json', 'old'],
        ['report.md', 'new'],
      ],
    );
  });

  test('replaces a link, and leaves what it leads to', async (context) => {
    const folder = makeFolder(context);
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(folder, 'precious'), 'old');
    symlinkSync('../precious', join(out, 'report.json'));
    await writeReport(out, [{ path: 'report.json', content: ['new'] }], NEVER);
    assert.equal(readFileSync(join(folder, 'precious'), 'utf8'), 'old');
    assert.equal(readFileSync(join(out, 'report.json'), 'utf8'), 'new');
  });

  test('leaves all old files where a new one fails midway', async (context) => {
    const out = makeFolder(context);
    writeFileSync(join(out, 'report.html'), 'old');
    const broken = (function* () {
      yield 'half';
      throw new Error('the renderer failed');
    })();
    const files = [
      { path: 'report.html', content: ['new'] },
      { path: 'report.json', content: broken },
    ];
    await assert.rejects(writeReport(out, files, NEVER), /the renderer failed/);
    assert.deepEqual(list(out), ['report.html']);
    assert.equal(readFileSync(join(out, 'report.html'), 'utf8'), 'old');
  });

  test('is gone without a trace when the run is ended midway', async (context) => {
    const out = join(makeFolder(context), 'out');
    const abort = new AbortController();
    let inside: string[] = [];
    let after: string[] = [];
    const content = (function* () {
      yield 'half';
      inside = list(out);
      abort.abort();
      after = list(join(out, '..'));
      throw new Error('ended');
    })();
    await assert.rejects(writeReport(out, [{ path: 'report.html', content }], abort.signal), /ended/);
    assert.equal(inside.length, 2);
    assert.deepEqual(after, []);
  });

  test('says in one line that a folder cannot be written', async (context) => {
    const file = join(makeFolder(context), 'file');
    writeFileSync(file, '');
    await assert.rejects(writeReport(file, [], NEVER), (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /^--out: .* cannot be written: /);
      return true;
    });
  });
});

const locations: [string, boolean][] = [
  ['/out/report.json', true],
  ['/out/csv/failures.csv', true],
  ['/out/charts/inc-1-lanes.svg', true],
  ['/out/kubelet.log', false],
  ['/out/csv/notes.txt', false],
  ['/out/node-a/report.json', false],
  ['/report.json', false],
  ['/outside/report.json', false],
];
for (const [location, expected] of locations) {
  test(`${location} is ${expected ? '' : 'not '}a report in /out`, () => {
    assert.equal(isReportFile('/out', location), expected);
  });
}
