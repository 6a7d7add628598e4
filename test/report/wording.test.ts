import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  count,
  countRange,
  formatAt,
  formatBetween,
  formatConfidence,
  formatDateTimes,
  formatDuration,
  formatDurationRange,
  formatLowerBound,
  formatNumber,
  formatRange,
  formatRoughRange,
  formatTimes,
  joinList,
  nameConfidence,
  spellCount,
} from '../../src/report/wording.ts';

const at = (text: string) => Date.parse(`2024-04-02T${text}Z`);
const span = (from: string, to: string) => ({ earliest: at(from), latest: at(to) });

suite('times are outer whole seconds of the interval', () => {
  const cases: [string, ReturnType<typeof span>, string][] = [
    ['fractions widen', span('17:04:42.900', '17:04:43.100'), '17:04:42–17:04:44'],
    ['an exact second is one time', span('17:04:42', '17:04:42'), '17:04:42'],
    ['an instant inside a second is that second', span('17:04:42.5', '17:04:42.5'), '17:04:42–17:04:43'],
    ['nothing known', { earliest: -Infinity, latest: Infinity }, 'unknown'],
    ['open before', { earliest: -Infinity, latest: at('17:04:42') }, 'before 17:04:42'],
    ['open after', { earliest: at('17:04:42'), latest: Infinity }, '17:04:42 or later'],
    ['over midnight', { earliest: at('23:59:58'), latest: at('23:59:58') + 4000 }, '2 April 23:59:58–3 April 00:00:02'],
  ];
  for (const [title, interval, expected] of cases) test(title, () => assert.equal(formatTimes(interval), expected));

  test('another day than the one that goes without saying is named', () => {
    const day = at('12:00:00') + 86_400_000;
    assert.equal(formatTimes(span('17:04:42', '17:04:44'), { day }), '17:04:42–17:04:44, 2 April');
    assert.equal(formatTimes(span('17:04:42', '17:04:44'), { day: at('00:00:00') }), '17:04:42–17:04:44');
  });

  test('another year is named too', () => {
    assert.equal(formatTimes(span('17:04:42', '17:04:42'), { day: Date.UTC(2025, 3, 2) }), '17:04:42, 2 April 2024');
  });

  test('the date stands before, UTC behind', () => {
    assert.equal(formatDateTimes(span('18:07:06', '18:07:06.7'), 'UTC'), '2 April 2024, 18:07:06–18:07:07 UTC');
  });

  test('as an adverb, an open beginning takes no "at"', () => {
    assert.equal(formatAt(span('17:04:42', '17:04:44')), 'at 17:04:42–17:04:44');
    assert.equal(formatAt({ earliest: at('17:04:42'), latest: Infinity }), 'at 17:04:42 or later');
    assert.equal(formatAt({ earliest: -Infinity, latest: at('17:04:42') }), 'before 17:04:42');
    assert.equal(formatAt({ earliest: -Infinity, latest: Infinity }), 'at an unknown time');
  });

  test('an unseen change lies between', () => {
    assert.equal(formatBetween(span('17:26:24.2', '17:28:33.4')), 'between 17:26:24 and 17:28:34');
    assert.equal(formatBetween({ earliest: -Infinity, latest: Infinity }), 'at an unknown time');
  });
});

suite('durations', () => {
  const bounds: [number, string][] = [
    [0.9, '0 seconds'],
    [1.9, '1 second'],
    [119.9, '119 seconds'],
    [21 * 60 + 59.9, '21 minutes'],
    [119 * 60 + 59, '119 minutes'],
    [2 * 3600 + 13 * 60 + 59, '2 hours 13 minutes'],
    [24 * 3600, '1 day'],
    [3 * 86_400 + 4 * 3600 + 3599, '3 days 4 hours'],
  ];
  for (const [seconds, expected] of bounds) {
    test(`a lower bound of ${seconds} s is rounded down`, () => assert.equal(formatLowerBound(seconds), expected));
  }

  const exact: [number, string][] = [
    [42.9, '42 s'],
    [180, '3 min 00 s'],
    [1585, '26 min 25 s'],
    [7500, '2 h 05 min'],
    [360_000, '4 d 4 h'],
    [Number.NaN, 'unknown'],
  ];
  for (const [seconds, expected] of exact) {
    test(`${seconds} s to the second`, () => assert.equal(formatDuration(seconds), expected));
  }

  test('bounds widen to whole seconds', () => {
    assert.equal(formatDurationRange({ min: 180.9, max: 312.1 }), '3 min 00 s to 5 min 13 s');
    assert.equal(formatDurationRange({ min: 0, max: 30 }), 'up to 30 s');
    assert.equal(formatDurationRange({ min: 60, max: Infinity }), 'at least 1 min 00 s');
  });

  test('bounds in prose are to the nearest minute', () => {
    assert.equal(formatRoughRange({ min: 180, max: 313 }), '3 to 5 minutes');
    assert.equal(formatRoughRange({ min: 10, max: 40 }), '10 to 40 seconds');
    assert.equal(formatRoughRange({ min: 0, max: 300 }), 'up to 5 minutes');
    assert.equal(formatRoughRange({ min: 290, max: 310 }), 'about 5 minutes');
  });
});

suite('numbers', () => {
  test('five digits are grouped, four are not', () => {
    assert.equal(formatNumber(9526), '9526');
    assert.equal(formatNumber(12_561), '12\u202f561');
    assert.equal(formatNumber(1_333_292.25), '1\u202f333\u202f292.3');
  });

  test('bounds say whether they are open', () => {
    assert.equal(formatRange({ min: 76, max: 76 }), '76');
    assert.equal(formatRange({ min: 70, max: 76 }), '70 to 76');
    assert.equal(formatRange({ min: 70, max: Infinity }), 'at least 70');
    assert.equal(formatRange(JSON.parse('{"min":70,"max":null}')), 'at least 70');
    assert.equal(countRange({ min: 1, max: 1 }, 'pull'), '1 pull');
    assert.equal(countRange({ min: 1, max: Infinity }, 'pull'), 'at least 1 pull');
    assert.equal(countRange({ min: 1, max: 3 }, 'pull'), '1 to 3 pulls');
  });

  test('nouns follow their number', () => {
    assert.equal(count(1, 'pod'), '1 pod');
    assert.equal(count(0, 'pod'), '0 pods');
    assert.equal(count(2, 'repository', 'repositories'), '2 repositories');
    assert.equal(spellCount(12, 'pod'), 'twelve pods');
    assert.equal(spellCount(13, 'pod'), '13 pods');
  });

  test('long lists are counted', () => {
    assert.equal(joinList([]), '');
    assert.equal(joinList(['a']), 'a');
    assert.equal(joinList(['a', 'b', 'c']), 'a, b and c');
    assert.equal(joinList(['a', 'b', 'c', 'd'], 2), 'a, b and 2 more');
  });
});

suite('confidence', () => {
  const words: [number, string][] = [
    [1, 'Near certain'],
    [0.95, 'Near certain'],
    [0.949, 'Very likely'],
    [0.85, 'Very likely'],
    [0.7, 'Likely'],
    [0.5, 'More likely than not'],
    [0.49, 'Open'],
  ];
  for (const [confidence, word] of words) {
    test(`${confidence} is "${word}"`, () => assert.equal(nameConfidence(confidence), word));
  }

  test('figures never round up', () => {
    assert.equal(formatConfidence(0.999), '0.99');
    assert.equal(formatConfidence(0.29), '0.29');
    assert.equal(formatConfidence(1), '1.00');
  });
});
