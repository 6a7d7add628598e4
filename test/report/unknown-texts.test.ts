import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseUserCauses, testUserCauses } from '../../src/causes/user-causes.ts';
import type { ReportUnknownText } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { writeCausesFile } from '../../src/report/unknown-texts.ts';
import { makeOutageReport } from './sample-reports.ts';

const MOON: ReportUnknownText = {
  pattern: 'the moon stood wrong at * degrees',
  count: 3,
  example: 'Failed to pull image "registry.corp.example/web:1": the moon stood wrong at 17 degrees',
  evidence: [0],
};
const ODD: ReportUnknownText = {
  pattern: "it's odd: # - * %",
  count: 1,
  example: 'Failed to pull image "a:1": it\'s odd: # - \u0085\u2028 "x" % \\ yes',
  evidence: [],
};

suite('errors that no cause explains', () => {
  test('become a file of causes that can be used as it is', () => {
    const { causes, problems } = parseUserCauses(writeCausesFile([MOON, ODD]), 'ours.yaml');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      causes.map(({ id, examples }) => [id, examples[0]?.message]),
      [
        ['x-unknown-1', MOON.example],
        ['x-unknown-2', ODD.example],
      ],
    );
    assert.deepEqual(testUserCauses(causes.slice(0, 1)), []);
  });

  test('leave out an example that is longer than such a file takes', () => {
    const file = writeCausesFile([{ ...MOON, example: 'x '.repeat(2000) }]);
    assert.deepEqual(parseUserCauses(file, 'ours.yaml').problems, []);
  });

  test('stand in HTML and Markdown, the latter with the file; a report without them says nothing of it', () => {
    const report = { ...makeOutageReport(), unknownTexts: [MOON] };
    const markdown = (of: typeof report | ReturnType<typeof makeOutageReport>): string =>
      [...(renderMarkdown(of)[0]?.content ?? [])].join('');
    assert.match(renderHtml(report), /<td class="mono">the moon stood wrong at \* degrees<\/td><td>3<\/td>/);
    assert.ok(markdown(report).includes('| `the moon stood wrong at * degrees` | 3 |'));
    assert.ok(markdown(report).includes(writeCausesFile([MOON])));
    for (const text of [renderHtml(makeOutageReport()), markdown(makeOutageReport())]) {
      assert.doesNotMatch(text, /no cause explains/);
    }
  });
});
