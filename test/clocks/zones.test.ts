import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCapturedAt, folderOf, isBelow } from '../../src/clocks/artefact-facts.ts';
import { findNewYear, inYear, latestYear, nearestYear } from '../../src/clocks/calendar.ts';
import { isInUse, isZone, nameOffset, spansOfZone } from '../../src/clocks/zones.ts';
import { utc, yearless } from './make-evidence.ts';

describe('a zone', () => {
  for (const [text, known] of [
    ['Europe/Berlin', true],
    ['UTC', true],
    ['+05:45', true],
    ['UTC-8', true],
    ['Z', true],
    ['Mars/Olympus', false],
    ['', false],
    ['+99', false],
  ] as const)
    it(`${JSON.stringify(text)} is ${known ? 'known' : 'not known'}`, () => assert.equal(isZone(text), known));

  it('with summer time has spans that meet at the change, and overlap in the repeated hour', () => {
    const spans = spansOfZone('America/New_York', utc('2024-01-01T00:00:00Z'), utc('2024-12-31T00:00:00Z'));
    assert.deepEqual(
      spans?.map(({ minutes }) => minutes),
      [-300, -240, -300],
    );
    assert.equal(spans?.[0]?.toLocal, utc('2024-03-10T01:59:59.999Z'));
    assert.equal(spans?.[1]?.fromLocal, utc('2024-03-10T03:00:00Z'));
    assert.equal(spans?.[1]?.toLocal, utc('2024-11-03T01:59:59.999Z'));
    assert.equal(spans?.[2]?.fromLocal, utc('2024-11-03T01:00:00Z'));
  });

  it('has a name in words that people know', () => {
    assert.equal(nameOffset(0), 'UTC');
    assert.equal(nameOffset(330), 'UTC+05:30');
    assert.equal(nameOffset(-570), 'UTC−09:30');
  });

  it('is one that some place has', () => {
    assert.ok([0, 345, -210, 765].every(isInUse));
    assert.ok(![15, 75, -465].some(isInUse));
  });
});

describe('a year', () => {
  it('is filled in with its own calendar', () => {
    assert.equal(inYear(yearless('03-01 00:00:00'), 2023), utc('2023-03-01T00:00:00Z'));
    assert.equal(inYear(yearless('02-28 12:00:00'), 2023), utc('2023-02-28T12:00:00Z'));
    assert.equal(inYear(yearless('12-31 23:59:59'), 2024), utc('2024-12-31T23:59:59Z'));
  });

  it('is the latest that is not after an instant, or the nearest to it', () => {
    const december = yearless('12-30 10:00:00');
    assert.equal(latestYear(december, utc('2025-01-10T00:00:00Z')), 2024);
    assert.equal(latestYear(december, utc('2024-12-30T10:00:00Z')), 2024);
    assert.equal(nearestYear(december, utc('2024-01-10T00:00:00Z')), 2023);
    assert.equal(nearestYear(yearless('01-02 10:00:00'), utc('2023-12-30T00:00:00Z')), 2024);
    assert.equal(latestYear(yearless('02-29 10:00:00'), utc('2027-06-01T00:00:00Z')), 2024);
  });

  it('does not change where lines are far apart in order', () => {
    const span = findNewYear([yearless('01-05 10:00:00'), yearless('06-05 10:00:00'), yearless('11-20 10:00:00')]);
    assert.deepEqual(span, { newest: yearless('11-20 10:00:00'), lastYearAbove: Infinity });
    assert.equal(findNewYear([]), null);
  });
});

describe('a captured-at file', () => {
  const inner = { earliest: 1, latest: 1 };
  const outer = { earliest: 2, latest: 2 };
  const files = [
    { path: 'b.tar.gz!/captured-at', at: outer },
    { path: 'b.tar.gz!/run/later/captured-at', at: inner },
  ];
  it('holds for its folder and all below, the nearest first', () => {
    assert.equal(findCapturedAt('b.tar.gz!/events.json', files), outer);
    assert.equal(findCapturedAt('b.tar.gz!/run/describe.txt', files), outer);
    assert.equal(findCapturedAt('b.tar.gz!/run/later/describe.txt', files), inner);
    assert.equal(findCapturedAt('b.tar.gz!/run/later/logs.tar!/a.log', files), inner);
    assert.equal(findCapturedAt('c.tar.gz!/events.json', files), null);
    assert.equal(findCapturedAt('x/y.txt', [{ path: 'captured-at', at: outer }]), outer);
  });
  it('is told by whole path components', () => {
    assert.equal(folderOf('a.tar!/b/c'), 'a.tar!/b');
    assert.equal(folderOf('a.tar!/c'), 'a.tar');
    assert.equal(folderOf('c'), '');
    assert.ok(isBelow('a/b/c', 'a/b') && isBelow('a/b', 'a/b/') && isBelow('a.tar!/x', 'a.tar'));
    assert.ok(!isBelow('a/bc', 'a/b'));
  });
});
