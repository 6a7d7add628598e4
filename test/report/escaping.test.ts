import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { escapeMarkdown, formatCode, formatCodeBlock } from '../../src/report/markdown-escape.ts';
import { renderCsv } from '../../src/report/render-csv.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { cutMiddle, showHidden, showHiddenInLines, showName } from '../../src/report/visible-text.ts';
import { HOSTILE_TEXTS, makeHostileReport } from './sample-reports.ts';

const TEMPLATES = new URL('../../templates/', import.meta.url);

/** Controls but tab and line feed, bidi marks and zero-width characters: none may reach a reader unseen. */
const HIDDEN = /[\p{Cs}\p{Bidi_Control}\u200b\u2028\u2029\ufeff]|(?![\t\n])\p{Cc}/u;

function join(content: Iterable<string>): string {
  return [...content].join('');
}

suite('hidden characters are made visible', () => {
  const cases: [string, string][] = [
    ['\u001b[31m', '␛[31m'],
    ['a\u0000b\u0007', 'a␀b␇'],
    ['\u007f', '␡'],
    ['\u009b', '⟨U+009B⟩'],
    ['abc\u202egnp', 'abc⟨U+202E⟩gnp'],
    ['a\u200bb\ufeff', 'a⟨U+200B⟩b⟨U+FEFF⟩'],
    ['line\r\nline', 'line␍␊line'],
    ['\ud800', '⟨U+D800⟩'],
    ['tag \u{e0041}', 'tag ⟨U+E0041⟩'],
    ['größer 日本 🙂', 'größer 日本 🙂'],
  ];
  for (const [input, expected] of cases) {
    test(expected, () => assert.equal(showHidden(input), expected));
  }

  test('excerpts keep their lines', () => assert.equal(showHiddenInLines('a\r\nb\tc\rd'), 'a\nb\tc␍d'));

  test('names are cut, never in the middle of a character', () => {
    assert.equal(showName(HOSTILE_TEXTS.long).length, 120);
    assert.equal(showName('🙂'.repeat(100), 10), `${'🙂'.repeat(4)}…`);
    assert.equal(cutMiddle('abcdefghij', 5), 'ab…ij');
    assert.doesNotMatch(cutMiddle('🙂'.repeat(9), 8), /\p{Cs}/u);
  });
});

suite('HTML', () => {
  const html = renderHtml(makeHostileReport());

  test('has the page’s own script and no other', () => {
    assert.equal(html.match(/<script/gi)?.length, 1);
  });

  test('has no element or attribute that came from input', () => {
    const bare = html.replaceAll(/"[^"]*"/g, '""');
    assert.doesNotMatch(bare, /<img|<iframe|<[^>]+\son[a-z]+=/i);
    assert.doesNotMatch(html, /\s(?:src|href)="(?!#)/);
  });

  test('names nothing outside of itself', () => {
    assert.doesNotMatch(html, /url\((?!#)|@import/);
  });

  test('holds no hidden character', () => assert.doesNotMatch(html, HIDDEN));

  test('keeps what looks like a template as text', () => {
    assert.ok(html.includes('{{{constructor}}}'));
  });

  test('has one anchor for each link', () => {
    const anchors = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const missing = [...html.matchAll(/href="#([^"]+)"/g)]
      .map((match) => match[1])
      .filter((name) => !anchors.has(name));
    assert.deepEqual(missing, []);
  });
});

suite('Markdown', () => {
  const files = renderMarkdown(makeHostileReport());
  const markdown = join(files[0]!.content);

  const texts: [string, string][] = [
    ['a | b', 'a \\| b'],
    ['<script>', '\\<script\\>'],
    ['`code` **bold** [x](y) # h', '\\`code\\` \\*\\*bold\\*\\* \\[x\\]\\(y\\) \\# h'],
    ['&lt; &#124;', '\\&lt; \\&\\#124;'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['0.97', '0.97'],
    ['=====', '\\====='],
    ['@someone fixes #12', '\\@someone fixes \\#12'],
    ['see https://evil.example or www.evil.example', 'see https\\://evil.example or www\\.evil.example'],
    ['two\nlines', 'two␊lines'],
  ];
  for (const [input, expected] of texts) {
    test(`text: ${JSON.stringify(input)}`, () => assert.equal(escapeMarkdown(input), expected));
  }

  const codes: [string, string][] = [
    ['plain', '`plain`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['a|b', '<code>a&#124;b</code>'],
    ['|<b>', '<code>&#124;&#60;b&#62;</code>'],
    ['', '–'],
  ];
  for (const [input, expected] of codes) {
    test(`code: ${JSON.stringify(input)}`, () => assert.equal(formatCode(input), expected));
  }

  test('a block has a longer fence than its text', () => {
    assert.equal(formatCodeBlock('````\nx'), '`````text\n````\nx\n`````');
  });

  test('holds no hidden character', () => assert.doesNotMatch(markdown, HIDDEN));

  test('outside of code, nothing of the input is markup', () => {
    const prose = withoutCode(markdown);
    assert.doesNotMatch(prose, /(?<!\\)<(?!\/?code>)/);
    assert.doesNotMatch(prose, /\]\((?!#evidence\)|charts\/[a-z0-9-]+\.svg\))/);
  });

  test('every table row has as many cells as its head', () => {
    let columns = 0;
    for (const line of withoutCode(markdown).split('\n')) {
      if (!line.startsWith('|')) columns = 0;
      else if (columns === 0) columns = countCells(line);
      else assert.equal(countCells(line), columns, line.slice(0, 200));
    }
  });

  test('charts are XML without script', () => {
    for (const { path, content } of files.slice(1)) {
      const svg = join(content);
      assert.match(path, /^charts\/[a-z0-9-]+\.svg$/);
      assert.doesNotMatch(svg, /<script|\son[a-z]+=|<img|href="(?!#)/i);
      assert.doesNotMatch(svg, HIDDEN);
    }
  });
});

function withoutCode(markdown: string): string {
  return markdown.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '').replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, 'CODE');
}

function countCells(line: string): number {
  return line.replace(/\\\\/g, '').replace(/\\\|/g, '').split('|').length;
}

suite('CSV', () => {
  const files = new Map(renderCsv(makeHostileReport()).map(({ path, content }) => [path, join(content)]));

  test('has the five tables', () => {
    assert.deepEqual(
      [...files.keys()],
      ['csv/incidents.csv', 'csv/failures.csv', 'csv/attempts.csv', 'csv/timeline.csv', 'csv/evidence.csv'],
    );
  });

  for (const [path, text] of files) {
    test(`${path}: no cell is a formula, none hides a character, all rows are as long as the head`, () => {
      const rows = parseCsv(text);
      const width = rows[0]!.length;
      for (const row of rows) {
        assert.equal(row.length, width);
        for (const cell of row) {
          assert.doesNotMatch(cell, /^[=+@\t\r\uff1d\uff0b\uff20]|^-(?!$)/);
          assert.doesNotMatch(cell, HIDDEN);
        }
      }
    });
  }

  test('a formula is kept behind an apostrophe', () => {
    const cells = parseCsv(files.get('csv/failures.csv')!).flat();
    assert.ok(cells.includes(`'${HOSTILE_TEXTS.formula}`));
    assert.ok(cells.includes(`'${HOSTILE_TEXTS.formulaAt}`));
  });
});

/** A reader of RFC 4180, written for this test so that the writer is not checked by itself. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (quoted && character === '"' && text[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || character === '\n')) {
      rows.at(-1)!.push(cell);
      cell = '';
      if (character === '\n' && index + 1 < text.length) rows.push([]);
    } else cell += character;
  }
  return rows;
}

suite('JSON', () => {
  test('is the report, with hidden characters escaped', () => {
    const report = makeHostileReport();
    const json = join(renderJson(report));
    assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(report)));
    assert.doesNotMatch(json, HIDDEN);
  });

  test('is laid out as JSON.stringify does with two spaces', () => {
    const report = { ...makeHostileReport(), evidence: [], warnings: [], title: 'plain' };
    const plain = JSON.parse(JSON.stringify(report).replaceAll(/[^\x20-\x7e]/g, '?')) as typeof report;
    assert.equal(join(renderJson(plain)), `${JSON.stringify(plain, null, 2)}\n`);
  });
});

suite('summary', () => {
  const hostile = makeHostileReport();

  test('without colour holds no control character of any kind', () => {
    assert.doesNotMatch(renderSummary(hostile, { color: false, width: 100 }), HIDDEN);
  });

  test('with colour holds its own escape sequences only', () => {
    const summary = renderSummary(hostile, { color: true, width: 100 });
    assert.ok(summary.includes('\u001b[1m'));
    let plain = summary;
    for (const code of [1, 2, 22, 31, 32, 39]) plain = plain.replaceAll(`\u001b[${code}m`, '');
    assert.doesNotMatch(plain, HIDDEN);
  });
});

suite('templates', () => {
  const files = [...list(''), ...list('partials/')].map((path) => [
    path,
    readFileSync(new URL(path, TEMPLATES), 'utf8'),
  ]);

  test('there are some of both kinds', () => {
    assert.ok(files.some(([path]) => path!.endsWith('.html.hbs')));
    assert.ok(files.some(([path]) => path!.endsWith('.md.hbs')));
  });

  for (const [path, text] of files as [string, string][]) {
    test(`${path} switches no escaping off`, () => assert.doesNotMatch(text, /\{\{\{|\{\{~?&/));
    if (!path.endsWith('.md.hbs')) continue;
    test(`${path} writes no text without {{md}} or {{code}}`, () => {
      const bare = [...text.matchAll(/\{\{~?(?![#/>!])([^}]*)\}\}/g)]
        .map((match) => match[1]!.trim())
        .filter((expression) => expression !== 'else' && !/^(?:md|code|codeBlock) [\w./]+$/.test(expression));
      assert.deepEqual(bare, []);
    });
  }
});

function list(folder: string): string[] {
  return readdirSync(new URL(folder, TEMPLATES))
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => folder + name);
}
