import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { COMMANDS } from '../../src/cli/program.ts';
import { runInProcess } from './run-in-process.ts';

suite('arguments that cannot be used end with 2 and one plain line for each', () => {
  const cases: [string[], RegExp][] = [
    [[], /^pullmortem: analyze wants at least one file, folder or archive, or - for stdin\n$/],
    [['--bogus', 'x'], /^pullmortem: --bogus: there is no such option\n$/],
    [['x', '--outt', 'y'], /^pullmortem: --outt: there is no such option \(did you mean out\?\)\n$/],
    [['x', '--format', 'pdf'], /^pullmortem: --format: "pdf" is none of html, md, csv, json/],
    [['x', '--title'], /^pullmortem: --title: wants a value\n$/],
    [['x', '-q'], /^pullmortem: -q: there is no such option/],
    [['no-such-file.tar.gz'], /^pullmortem: no-such-file\.tar\.gz: no such file or folder\n$/],
    [['explian', 'text'], /^pullmortem: explian: no such file or folder \(did you mean the command explain\?\)\n$/],
    [['x', '-o', '-'], /^pullmortem: --out -: wants exactly one format that is a single file/],
    [['x', '-o', '-', '-f', 'csv'], /^pullmortem: --out -: wants exactly one format/],
    [['x', '-o', '-', '-f', 'html,json'], /^pullmortem: --out -: wants exactly one format/],
    [['x', '--config', 'no-such.yaml'], /^pullmortem: --config: no-such\.yaml: no such file/],
    [['formats', 'kubelet-lgo'], /^pullmortem: kubelet-lgo: there is no such format/],
    [
      ['causes', 'tag-not-fuond'],
      /^pullmortem: tag-not-fuond: there is no such cause \(did you mean tag-not-found\?\)/,
    ],
    [['explain', '--format', 'jsno', 'x'], /^pullmortem: --format: "jsno" is none of text, json, jsonl \(did you mean/],
  ];
  for (const [argv, message] of cases) {
    test(argv.join(' ') || '(nothing)', async () => {
      const { status, stdout, stderr } = await runInProcess(argv);
      assert.match(stderr, message);
      assert.deepEqual([status, stdout], [2, '']);
    });
  }
});

test('--version prints the version', async () => {
  assert.deepEqual(await runInProcess(['--version']), { status: 0, stdout: '1.2.3\n', stderr: '' });
});

test('--help lists the commands, the options of analyze and the exit statuses', async () => {
  const { status, stdout } = await runInProcess(['--help']);
  assert.equal(status, 0);
  for (const { name } of COMMANDS) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
  assert.match(stdout, /--captured-at/);
  assert.match(stdout, /Exit status: 0 done/);
});

for (const { name, options } of COMMANDS) {
  test(`${name} --help names every option`, async () => {
    const { status, stdout } = await runInProcess([name, '--help']);
    assert.equal(status, 0);
    const missing = Object.keys(options).filter((option) => !stdout.includes(`--${option}`));
    assert.deepEqual(missing, []);
  });
}

test('package.json names the program that the build makes', () => {
  const { bin } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { bin: object };
  assert.deepEqual(bin, { pullmortem: 'dist/main.js' });
});
