import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { analyze } from '../src/analyze.ts';
import { renderFormats } from '../src/cli/render-formats.ts';
import type { Warning } from '../src/model/evidence.ts';
import type { Report } from '../src/model/report.ts';
import { renderSummary } from '../src/report/summary.ts';
import { showHidden } from '../src/report/visible-text.ts';
import { DEFAULT_LIMITS } from '../src/sources/limits.ts';
import { openSources } from '../src/sources/open-sources.ts';
import { findContradictions } from './check-truth.ts';
import { assertGolden } from './golden.ts';
import type { Truth } from './lab/truth.ts';
import { PLAIN_OPTIONS } from './plain-options.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const CASES = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const STYLE = { timeZone: 'UTC' };

/** Analyses the input of a case as the command does, at a fixed time. */
async function analyzeCase(name: string): Promise<Report> {
  const sourceWarnings: Warning[] = [];
  const artefacts = openSources([join(FIXTURES, name, 'input')], {
    limits: DEFAULT_LIMITS,
    stdin: (async function* () {})(),
    exclude: () => false,
    warn: (warning) => sourceWarnings.push(warning),
  });
  const { report } = await analyze(artefacts, {
    ...PLAIN_OPTIONS,
    generatedAt: Date.UTC(2026, 0, 1),
    sourceWarnings,
  });
  return report;
}

function renderFile(path: string, files: ReturnType<typeof renderFormats>): string {
  return [...files.find((file) => file.path === path)!.content].join('');
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#x27;',
    '`': '&#x60;',
    '=': '&#x3D;',
  };
  return text.replace(/[&<>"'`=]/g, (character) => entities[character]!);
}

test('there are at least twelve cases, each whole', () => {
  assert.ok(CASES.length >= 12, `${CASES.length} cases`);
  const missing = CASES.flatMap((name) =>
    ['README.md', 'truth.json', 'input']
      .filter((part) => !existsSync(join(FIXTURES, name, part)))
      .map((part) => `${name}/${part}`),
  );
  assert.deepEqual(missing, []);
});

for (const name of CASES) {
  suite(name.replaceAll('-', ' '), async () => {
    const report = await analyzeCase(name);
    const files = renderFormats(report, ['html', 'md', 'csv', 'json'], STYLE);
    const summary = renderSummary(report, { color: false, width: 100 });
    const expected = (path: string) => join(FIXTURES, name, 'expected', path);

    test('the report contradicts nothing that happened', () => {
      const truth = JSON.parse(readFileSync(join(FIXTURES, name, 'truth.json'), 'utf8')) as Truth;
      assert.deepEqual(findContradictions(report, truth), []);
    });

    test('a second run gives the same bytes', async () => {
      assert.equal(JSON.stringify(await analyzeCase(name)), JSON.stringify(report));
    });

    test('the HTML is whole and names each incident', () => {
      const html = renderFile('report.html', files);
      assert.match(html.trimEnd(), /<\/html>$/);
      for (const { id, title } of report.incidents) {
        assert.ok(html.includes(id), `${id} is not in the HTML`);
        assert.ok(html.includes(escapeHtml(showHidden(title))), `the HTML does not say: ${title}`);
      }
    });

    test('nothing that the input holds can act in a report', () => {
      const html = renderFile('report.html', files);
      assert.doesNotMatch(html, /<script>alert|<img src=x|<img[^>]+onerror=|href="javascript:/i);
      for (const { path } of files.filter((file) => file.path !== 'report.json'))
        assertPlain(path, renderFile(path, files));
      assertPlain('the summary', summary);
      for (const { path } of files.filter((file) => file.path.endsWith('.csv'))) {
        // csv-stringify puts an apostrophe before what a spreadsheet would take for a formula.
        const acting = listCells(renderFile(path, files)).filter((cell) => /^[=+@\t\r]|^-\D/.test(cell));
        assert.deepEqual(acting, [], `${path} has cells that a spreadsheet would run`);
      }
    });

    test('the reports are the expected ones', () => {
      for (const { path } of files.filter((file) => /\.(?:json|md|csv)$/.test(file.path))) {
        assertGolden(renderFile(path, files), expected(path));
      }
      assertGolden(summary, expected('summary.txt'));
    });
  });
}

/** The cells of a CSV text (RFC 4180), unquoted. */
function listCells(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|[^",\r\n]+/g)].map(
    ([plain, quoted]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

/** No control character but tab and line ends, and no mark that turns the direction of text. */
function assertPlain(name: string, text: string): void {
  for (const { 0: mark, index } of text.matchAll(/[\p{Cc}\p{Bidi_Control}]/gu)) {
    assert.ok('\t\r\n'.includes(mark), `${name} holds U+${mark.codePointAt(0)!.toString(16)} at ${index}`);
  }
}
