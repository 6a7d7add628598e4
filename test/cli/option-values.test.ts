import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ANALYZE_OPTIONS, checkSettings } from '../../src/cli/options.ts';
import { suggest } from '../../src/cli/suggest.ts';
import { UsageError } from '../../src/usage-error.ts';

const check = (given: Record<string, unknown>) => checkSettings(given, ANALYZE_OPTIONS, (name) => `--${name}`);

suite('values that are right', () => {
  const cases: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['formats with commas, in their own order', { format: ['json,html', 'json'] }, { format: ['html', 'json'] }],
    ['a list of formats, as in YAML', { format: ['md', 'csv'] }, { format: ['md', 'csv'] }],
    [
      'the time of a capture, for all and for one path',
      { 'captured-at': ['2026-01-30T10:02:07Z', './node=a/x.log=2026-01-30T12:02:07.5+02:00'] },
      {
        'captured-at': [
          { path: null, instant: 1769767327000 },
          { path: 'node=a/x.log', instant: 1769767327500 },
        ],
      },
    ],
    [
      'zones by name and by offset, for all and for one node',
      { timezone: ['europe/berlin', 'node-3=-0530', 'z'] },
      {
        timezone: [
          { node: null, zone: 'Europe/Berlin' },
          { node: 'node-3', zone: '-05:30' },
          { node: null, zone: 'UTC' },
        ],
      },
    ],
    ['one namespace, as in YAML', { namespace: 'prod' }, { namespace: ['prod'] }],
    ['a number where a text is meant', { 'incident-id': 4711 }, { 'incident-id': '4711' }],
    ['a limit', { 'max-depth': '3' }, { 'max-depth': 3 }],
    ['a switch', { 'no-redact': true }, { 'no-redact': true }],
  ];
  for (const [title, given, expected] of cases) test(title, () => assert.deepEqual(check(given), expected));
});

suite('values that are wrong, and what would be right', () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ 'fail-on': 'alway' }, /^--fail-on: "alway" is none of never, ongoing, any$/],
    [{ 'fail-on': 'ongoin' }, /^--fail-on: .*\(did you mean ongoing\?\)$/],
    [{ format: ['htlm'] }, /^--format: "htlm" is none of html, md, csv, json \(did you mean html\?\)$/],
    [{ since: '2026-01-30 10:02' }, /^--since: .* is no time with a zone, such as 2026-01-30T10:02:07Z/],
    [{ since: '2026-01-30T10:02:07' }, /is no time with a zone/],
    [{ since: '2026-02-30T10:02:07Z' }, /is no time/],
    [{ until: '2h' }, /is no time/],
    [{ 'captured-at': ['node-a=yesterday'] }, /^--captured-at: "yesterday" is no time/],
    [{ timezone: ['Europe/Berln'] }, /^--timezone: "Europe\/Berln" is no time zone.*did you mean Europe\/Berlin\?/],
    [{ 'report-timezone': '+25:00' }, /^--report-timezone: "\+25:00" is no offset from UTC$/],
    [{ title: ['a', 'b'] }, /^--title: is given more than once$/],
    [{ title: { a: 1 } }, /^--title: wants a text$/],
    [{ quiet: 'yes' }, /^--quiet: is a switch: true or false$/],
    [{ 'max-members': '-1' }, /^--max-members: wants a whole number$/],
    [{ 'max-members': '0' }, /^--max-members: wants a whole number above 0$/],
    [{ namespaces: 'prod' }, /^--namespaces: there is no such option \(did you mean namespace\?\)$/],
    [{ redact: true }, /^--redact: there is no such option/],
    [{ constructor: 'x' }, /^--constructor: there is no such option/],
  ];
  for (const [given, message] of cases) {
    test(JSON.stringify(given), () => {
      assert.throws(
        () => check(given),
        (error: Error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }

  test('all that is wrong is said at once', () => {
    assert.throws(() => check({ since: 'x', outt: 'y' }), /^UsageError: --since: .*\n--outt: .*did you mean out\?/);
  });
});

suite('what a mistyped word means', () => {
  const words = ['namespace', 'node', 'no-redact', 'out'];
  for (const [word, expected] of [
    ['namspace', 'namespace'],
    ['nod', 'node'],
    ['NODE', 'node'],
    ['ot', 'out'],
    ['banana', null],
    ['x', null],
  ] as const) {
    test(`${word} → ${expected}`, () => assert.equal(suggest(word, words), expected));
  }
});
