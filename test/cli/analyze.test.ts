import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/model/report.ts';
import { makeFolder } from '../sources/archives.ts';
import { runInProcess } from './run-in-process.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}/input`, import.meta.url));
const OUTAGE = fixture('registry-outage-recovers');
const ONGOING = fixture('a-tag-typo-seen-by-four-sources');
const HEALTHY = fixture('a-healthy-cluster-reports-nothing');

const readReport = (out: string): Report => JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));

suite('analyze', () => {
  test('writes all formats into the folder, and a summary that says where', async (context) => {
    const out = join(makeFolder(context), 'out');
    const { status, stdout, stderr } = await runInProcess([OUTAGE, '--out', out]);
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(readdirSync(out).sort(), ['charts', 'csv', 'report.html', 'report.json', 'report.md']);
    assert.deepEqual(readdirSync(join(out, 'csv')).sort(), [
      'attempts.csv',
      'evidence.csv',
      'failures.csv',
      'incidents.csv',
      'timeline.csv',
    ]);
    assert.match(stdout, /INC-1/);
    assert.ok(stdout.includes(join(out, 'report.html')));
  });

  test('says also of a healthy cluster what was looked at', async (context) => {
    const { status, stdout } = await runInProcess([
      HEALTHY,
      '--out',
      join(makeFolder(context), 'out'),
      '--fail-on',
      'any',
    ]);
    assert.equal(status, 0);
    assert.match(stdout, /prove/i);
  });

  const verdicts: [string, string, string, number][] = [
    ['a recovered incident', OUTAGE, 'never', 0],
    ['a recovered incident', OUTAGE, 'ongoing', 0],
    ['a recovered incident', OUTAGE, 'any', 1],
    ['an ongoing incident', ONGOING, 'ongoing', 1],
    ['an ongoing incident', ONGOING, 'never', 0],
  ];
  for (const [what, path, failOn, expected] of verdicts) {
    test(`${what} under --fail-on ${failOn} exits with ${expected}`, async (context) => {
      const out = join(makeFolder(context), 'out');
      assert.equal((await runInProcess([path, '-o', out, '-f', 'json', '--fail-on', failOn])).status, expected);
      assert.ok(existsSync(join(out, 'report.json')));
    });
  }

  test('writes one format to stdout, and nothing else', async () => {
    for (const [format, start] of [
      ['json', '{\n  "schema": "pullmortem/report/v1"'],
      ['html', '<!doctype html>'],
      ['md', '# '],
    ] as const) {
      const { status, stdout, stderr } = await runInProcess([OUTAGE, '-o', '-', '-f', format]);
      assert.deepEqual([status, stderr], [0, '']);
      assert.equal(stdout.slice(0, start.length).toLowerCase(), start.toLowerCase());
      assert.ok(!stdout.includes('](charts/'));
    }
  });

  test('reads standard input', async () => {
    const stdin = readFileSync(join(OUTAGE, 'describe-pods.txt'));
    const { status, stdout } = await runInProcess(['-', '-o', '-', '-f', 'json'], { stdin });
    const report = JSON.parse(stdout) as Report;
    assert.equal(status, 0);
    assert.deepEqual([...new Set(report.inputs.map(({ path }) => path))], ['-']);
    assert.ok(report.incidents.length > 0);
  });

  test('hands what the user set to the report', async (context) => {
    const out = join(makeFolder(context), 'out');
    const flags = ['--title', 'T', '--author', 'A', '--incident-id', '4711', '--captured-at', '2026-11-21T20:00:00Z'];
    await runInProcess([OUTAGE, '-o', out, '-f', 'json', ...flags], { variables: { SOURCE_DATE_EPOCH: '86400' } });
    const { title, author, incidentId, capturedAt, generatedAt, generator } = readReport(out);
    assert.deepEqual([title, author, incidentId], ['T', 'A', '4711']);
    assert.equal(capturedAt?.earliest, '2026-11-21T20:00:00.000Z');
    assert.equal(generatedAt, '1970-01-02T00:00:00.000Z');
    assert.deepEqual(generator, { name: 'pullmortem', version: '1.2.3' });
  });

  test('keeps to the namespaces that the user wants', async (context) => {
    const out = join(makeFolder(context), 'out');
    await runInProcess([OUTAGE, '-o', out, '-f', 'json', '-n', 'shop', '-n', 'pay*']);
    const namespaces = readReport(out).incidents.flatMap((incident) => incident.namespaces);
    assert.deepEqual([...new Set(namespaces)].sort(), ['payments', 'shop']);
  });

  test('--quiet prints nothing, --verbose lists every file', async (context) => {
    const out = join(makeFolder(context), 'out');
    const quiet = await runInProcess([OUTAGE, '-o', out, '--quiet']);
    assert.deepEqual([quiet.status, quiet.stdout, quiet.stderr], [0, '', '']);
    const { stderr } = await runInProcess([OUTAGE, '-o', out, '--verbose']);
    for (const path of readdirSync(OUTAGE, { recursive: true, encoding: 'utf8' }).filter((one) => one.includes('.'))) {
      assert.ok(stderr.includes(`\n${path}: `), path);
    }
    assert.match(
      stderr,
      /^events\.json: read as events-json, since \d+ records in it are of that form; \d+ observations$/m,
    );
  });
});

suite('--report-timezone', () => {
  // The outage begins in November 2026 and in the afternoon, UTC.
  const zones: [flag: string, name: string, hours: number][] = [
    ['America/New_York', 'UTC−05:00', -5],
    ['Asia/Kolkata', 'UTC+05:30', 5.5],
    ['=-03:30', 'UTC−03:30', -3.5],
    ['+0900', 'UTC+09:00', 9],
  ];
  for (const [flag, name, hours] of zones) {
    test(`${flag}: HTML, Markdown, charts and summary are in it; JSON and CSV stay UTC`, async (context) => {
      const folder = makeFolder(context);
      const run = async (...zone: string[]) => {
        const out = join(folder, String(zone.length));
        const { status, stdout } = await runInProcess([OUTAGE, '-o', out, ...zone], {
          variables: { SOURCE_DATE_EPOCH: '0' },
        });
        assert.equal(status, 0);
        const read = (path: string): string => readFileSync(join(out, path), 'utf8');
        return { stdout, read };
      };
      const utc = await run();
      const moved = await run(...(flag.startsWith('=') ? [`--report-timezone${flag}`] : ['--report-timezone', flag]));
      for (const path of ['report.json', 'csv/attempts.csv']) assert.equal(moved.read(path), utc.read(path));
      const { startedAt } = JSON.parse(utc.read('report.json')).incidents[0];
      const started = new Date(Date.parse(startedAt.earliest) + hours * 3_600_000).toISOString().slice(11, 19);
      for (const text of [moved.read('report.html'), moved.read('report.md'), moved.stdout]) {
        assert.ok(text.replaceAll('\\+', '+').includes(name), name);
        assert.ok(text.includes(started), started);
      }
      assert.notEqual(moved.read('charts/overview.svg'), utc.read('charts/overview.svg'));
      assert.ok(moved.read('charts/overview.svg').includes(name));
    });
  }
});

suite('errors that no cause explains', () => {
  test('are gathered without credentials, and give a file of causes that works', async (context) => {
    const folder = makeFolder(context);
    const event = (pod: string, image: string, degrees: number) => ({
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: `${pod}.1`, namespace: 'shop', creationTimestamp: '2026-01-30T10:00:00Z' },
      involvedObject: { kind: 'Pod', namespace: 'shop', name: pod, fieldPath: 'spec.containers{web}' },
      reason: 'Failed',
      message: `Failed to pull image "${image}": rpc error: code = Unknown desc = the moon stood wrong at ${degrees} degrees, see https://me:hunter2@moon.example/`,
      source: { component: 'kubelet', host: 'node-1' },
      firstTimestamp: '2026-01-30T10:00:00Z',
      lastTimestamp: '2026-01-30T10:00:00Z',
      count: 1,
      type: 'Warning',
    });
    const items = [event('web-0', 'registry.example/web:1', 7), event('api-0', 'registry.example/api:2', 8)];
    writeFileSync(join(folder, 'events.json'), JSON.stringify({ kind: 'List', apiVersion: 'v1', items }));
    const { status, stdout } = await runInProcess([folder, '-o', '-', '-f', 'json']);
    const report = JSON.parse(stdout) as Report;
    assert.equal(status, 0);
    assert.deepEqual(
      report.unknownTexts?.map(({ pattern, count, evidence }) => [pattern, count, evidence.length]),
      [['the moon stood wrong at * degrees see', 2, 2]],
    );
    assert.ok(!stdout.includes('hunter2'));
    const markdown = (await runInProcess([folder, '-o', '-', '-f', 'md'])).stdout;
    const [, yaml = ''] = /^```text\n(causes:\n.*?)^```/ms.exec(markdown) ?? [];
    const file = join(folder, 'ours.yaml');
    writeFileSync(file, yaml);
    assert.equal((await runInProcess(['causes', '--test', file])).status, 0);
    const judged = await runInProcess([join(folder, 'events.json'), '--causes', file, '-o', '-', '-f', 'json']);
    const again = JSON.parse(judged.stdout) as Report;
    assert.deepEqual([...new Set(again.incidents.map(({ cause }) => cause.id))], ['x-unknown-1']);
    assert.equal(again.unknownTexts, undefined);
  });
});

suite('input that is damaged', () => {
  test('is a warning on stderr and in the report, and the rest is analysed', async (context) => {
    const folder = makeFolder(context);
    const events = readFileSync(join(OUTAGE, 'events.json'));
    writeFileSync(join(folder, 'a-good.json'), events);
    writeFileSync(join(folder, 'b-cut.json'), events.subarray(0, events.length / 2));
    writeFileSync(join(folder, 'c-empty.log'), '');
    writeFileSync(join(folder, 'd-binary.dat'), Buffer.from([0, 1, 2, 255, 254, 253, 0, 0, 10, 7]));
    writeFileSync(join(folder, 'e.tar.xz'), Buffer.from('fd377a585a000004', 'hex'));
    const out = join(folder, 'out');
    const { status, stderr } = await runInProcess([folder, '-o', out]);
    assert.equal(status, 0);
    const report = readReport(out);
    assert.ok(report.incidents.length > 0);
    const named = new Set(report.warnings.map(({ input }) => input));
    for (const path of ['b-cut.json', 'd-binary.dat', 'e.tar.xz']) {
      assert.ok(named.has(path), `the report does not warn of ${path}`);
      assert.ok(stderr.includes(`warning: ${path}`), `stderr does not warn of ${path}`);
    }
    assert.match(stderr, /^warning: b-cut\.json:\d+: /m);
    const byPath = new Map(report.inputs.map((input) => [input.path, input]));
    assert.deepEqual(
      ['c-empty.log', 'd-binary.dat', 'e.tar.xz'].map((path) => byPath.get(path)?.status),
      ['skipped', 'skipped', 'skipped'],
    );
  });

  const unreadable: [string, Record<string, string>, RegExp][] = [
    [
      'one file of an unknown kind',
      { 'notes.txt': 'a shopping list\n' },
      /^pullmortem: nothing readable: notes\.txt: /m,
    ],
    ['several', { 'a.txt': 'x', 'b.txt': 'y' }, /^pullmortem: nothing readable in 2 files of /m],
    ['an empty folder', {}, /^pullmortem: nothing to read in .*: no file is there$/m],
  ];
  for (const [title, files, message] of unreadable) {
    test(`nothing readable at all ends with 2 and one clear line: ${title}`, async (context) => {
      const folder = makeFolder(context);
      mkdirSync(join(folder, 'input'));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'input', name), text);
      const { status, stdout, stderr } = await runInProcess([join(folder, 'input'), '-o', join(folder, 'out')]);
      assert.match(stderr, message);
      assert.deepEqual([status, stdout], [2, '']);
      assert.ok(!existsSync(join(folder, 'out')));
    });
  }

  test('a flood of warnings is cut on stderr', async (context) => {
    const folder = makeFolder(context);
    const xz = Buffer.from('fd377a585a000004', 'hex');
    for (let at = 0; at < 60; at++) writeFileSync(join(folder, `${at}.xz`), xz);
    writeFileSync(join(folder, 'events.json'), readFileSync(join(OUTAGE, 'events.json')));
    const { stderr } = await runInProcess([folder, '-o', join(folder, 'out'), '-f', 'json']);
    assert.equal(stderr.match(/^warning: \d+\.xz/gm)?.length, 20);
    assert.match(stderr, /^warning: 40 more: the report lists all$/m);
    assert.equal(readReport(join(folder, 'out')).warnings.length, 60);
  });

  test('a name that would steer the terminal is made visible', async (context) => {
    const folder = makeFolder(context);
    writeFileSync(join(folder, 'a\u001b[2Jb.txt'), Buffer.from('fd377a585a000004', 'hex'));
    const { stderr } = await runInProcess([folder, '-o', join(folder, 'out')]);
    assert.ok(!stderr.includes('\u001b'));
    assert.match(stderr, /a␛\[2Jb\.txt/);
  });
});

test('pullmortem.yaml that cannot be used is refused, with what would be right', async (context) => {
  const file = join(makeFolder(context), 'config.yaml');
  const cases: [string, RegExp][] = [
    ['nmaespace: prod\n', /config\.yaml: nmaespace: there is no such option \(did you mean namespace\?\)/],
    ['fail-on: allways\n', /config\.yaml: fail-on: "allways" is none of/],
    ['config: other.yaml\n', /config: a file of options cannot name another/],
    ['- prod\n', /wants options and their values/],
    ['a: [\n', /config\.yaml:\d+: /],
  ];
  for (const [text, message] of cases) {
    writeFileSync(file, text);
    const { status, stderr } = await runInProcess([OUTAGE, '--config', file]);
    assert.match(stderr, message);
    assert.equal(status, 2);
  }
});
