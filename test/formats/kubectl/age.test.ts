import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AgeRange, parseAge, parseAgeCell } from '../../../src/formats/kubectl/age.ts';

/**
 * Go's HumanDuration, written anew from its description for this test: `seconds` may have a fraction; conversions to int
 * cut towards zero, as Go's do.
 */
function humanDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < -1) return '<invalid>';
  if (whole < 0) return '0s';
  if (whole < 120) return `${whole}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) {
    const s = whole % 60;
    return s === 0 ? `${minutes}m` : `${minutes}m${s}s`;
  }
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(seconds / 3600);
  if (hours < 8) {
    const m = minutes % 60;
    return m === 0 ? `${hours}h` : `${hours}h${m}m`;
  }
  if (hours < 48) return `${hours}h`;
  if (hours < 24 * 8) {
    const h = hours % 24;
    return h === 0 ? `${Math.trunc(hours / 24)}d` : `${Math.trunc(hours / 24)}d${h}h`;
  }
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24)}d`;
  if (hours < 24 * 365 * 8) {
    const dayOfYear = Math.trunc(hours / 24) % 365;
    const years = Math.trunc(hours / 24 / 365);
    return dayOfYear === 0 ? `${years}y` : `${years}y${dayOfYear}d`;
  }
  return `${Math.trunc(hours / 24 / 365)}y`;
}

/** A small seeded generator (mulberry32): numbers in [0, 1). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function rangeOf(text: string): AgeRange {
  const age = parseAge(text);
  assert.ok(age !== null && typeof age === 'object', `${text} is an age`);
  return age;
}

/** Asserts that the age is in the range of its printed form, and that the range is exactly where that form is printed. */
function checkAge(seconds: number): void {
  const text = humanDuration(seconds);
  const { minMs, widthMs } = rangeOf(text);
  const about = `${seconds} s is printed as ${text}`;
  assert.ok(seconds * 1000 >= minMs && seconds * 1000 < minMs + widthMs, about);
  assert.equal(humanDuration(minMs / 1000 + 0.001), text, `${about}: the lower end`);
  assert.equal(humanDuration((minMs + widthMs) / 1000 - 0.001), text, `${about}: the upper end`);
  assert.notEqual(humanDuration(minMs / 1000 - 0.001), text, `${about}: below the lower end`);
  assert.notEqual(humanDuration((minMs + widthMs) / 1000), text, `${about}: from the upper end on`);
}

test('every printed age up to nine days is read as the exact range in which it is printed', () => {
  for (let seconds = 0; seconds < 9 * 86_400; seconds += seconds < 11_000 ? 0.5 : 29.7) checkAge(seconds);
});

test('random ages up to twelve years are read as the exact range in which they are printed', () => {
  const random = randomNumbers(20260726);
  for (let i = 0; i < 50_000; i += 1) checkAge(Math.exp(random() * Math.log(12 * 365 * 86_400)));
});

test('ages on both sides of each threshold are read as the exact range in which they are printed', () => {
  const thresholds = [120, 600, 10_800, 28_800, 172_800, 691_200, 63_072_000, 252_288_000];
  for (const threshold of thresholds) for (const step of [-1, -0.001, 0, 0.001, 1]) checkAge(threshold + step);
});

test('an age of nothing covers times up to two seconds ahead', () => {
  assert.deepEqual(parseAge('0s'), { minMs: -2000, widthMs: 3000 });
  assert.equal(humanDuration(-1.999), '0s');
  assert.equal(humanDuration(-2), '<invalid>');
});

test('a bare unit is narrow below its threshold and wide above it', () => {
  assert.deepEqual(parseAge('5m'), { minMs: 300_000, widthMs: 1000 });
  assert.deepEqual(parseAge('12m'), { minMs: 720_000, widthMs: 60_000 });
  assert.deepEqual(parseAge('3h'), { minMs: 10_800_000, widthMs: 60_000 });
  assert.deepEqual(parseAge('9h'), { minMs: 32_400_000, widthMs: 3_600_000 });
  assert.deepEqual(parseAge('2d'), { minMs: 172_800_000, widthMs: 3_600_000 });
});

test('years print their days as 0 until 1.18', () => {
  assert.deepEqual(parseAge('2y0d'), parseAge('2y'));
});

test('a single unit that HumanDuration never prints tells whole units', () => {
  assert.deepEqual(parseAge('1h'), { minMs: 3_600_000, widthMs: 3_600_000 });
  assert.deepEqual(parseAge('1d'), { minMs: 86_400_000, widthMs: 86_400_000 });
});

test('what is no age is not read', () => {
  for (const text of ['', '5', 'm5', '1m2', '5m60s', '3h5s', '12m4s', '1d2h3m', '-5s', '5 m', '9999999999s'])
    assert.equal(parseAge(text), null, text);
});

test('an Age cell tells the last, how often, and the first', () => {
  assert.deepEqual(parseAgeCell('3m57s (x4 over 5m28s)'), {
    last: { minMs: 237_000, widthMs: 1000 },
    first: { minMs: 328_000, widthMs: 1000 },
    count: 4,
  });
  assert.deepEqual(parseAgeCell(' 44s '), {
    last: { minMs: 44_000, widthMs: 1000 },
    first: { minMs: 44_000, widthMs: 1000 },
    count: 1,
  });
  assert.deepEqual(parseAgeCell('<unknown> (x6 over <unknown>)'), { last: 'unknown', first: 'unknown', count: 6 });
  assert.deepEqual(parseAgeCell('<invalid> (x3 over 30s)'), {
    last: 'invalid',
    first: { minMs: 30_000, widthMs: 1000 },
    count: 3,
  });
  assert.equal(parseAgeCell('kubelet'), null);
});
