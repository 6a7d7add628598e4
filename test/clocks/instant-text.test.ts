import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findTimeInName, minutesOfOffset, parseInstant } from '../../src/clocks/instant-text.ts';

describe('an RFC 3339 time', () => {
  const cases: readonly (readonly [text: string, earliest: string | null, widthMs?: number])[] = [
    ['2024-05-14T10:00:00Z', '2024-05-14T10:00:00.000Z', 1000],
    [' 2024-05-14T10:00:00.25+02:00\n', '2024-05-14T08:00:00.250Z', 10],
    ['2024-05-14T10:00:00.123456789-0330', '2024-05-14T13:30:00.123Z', 0],
    ['2024-05-14t10:00z', '2024-05-14T10:00:00.000Z', 60_000],
    ['2024-02-30T10:00:00Z', null],
    ['2024-13-01T10:00:00Z', null],
    ['2024-05-14T24:00:00Z', null],
    ['2024-05-14T10:00:00', null],
    ['2024-05-14', null],
    ['yesterday', null],
    ['', null],
  ];
  for (const [text, earliest, widthMs] of cases) {
    it(`${JSON.stringify(text)} is ${earliest ?? 'none'}`, () => {
      const found = parseInstant(text);
      assert.equal(found && new Date(found.earliest).toISOString(), earliest);
      if (found) assert.equal(Math.round(found.latest - found.earliest), widthMs);
    });
  }
});

describe('an offset', () => {
  for (const [text, minutes] of [
    ['Z', 0],
    ['+05:30', 330],
    ['-0800', -480],
    ['+9', 540],
    ['+15:00', null],
    ['CET', null],
  ] as const)
    it(`${text} is ${minutes}`, () => assert.equal(minutesOfOffset(text), minutes));
});

describe('a time in a name', () => {
  for (const [name, local, zone] of [
    ['support-bundle-2025-04-11T14_05_31', '2025-04-11T14:05:31.000Z', null],
    ['dump_20250411-140531.tar.gz', '2025-04-11T14:05:31.000Z', null],
    ['kubelet-2025-12-02T13-58-40.483.log.gz', '2025-12-02T13:58:40.000Z', null],
    ['dump-20240514T140531Z', '2024-05-14T14:05:31.000Z', 0],
    ['node-a-2025-04-11-1405.txt', '2025-04-11T14:05:00.000Z', null],
    ['eks_i-0123456789abcdef1_20240702T0910111234Z.zip', '2024-07-02T09:10:11.000Z', 0],
    // The collector's local time: its Z is a letter of the layout.
    ['velero-1-2024-07-02T09-10-11Z.0000.json', '2024-07-02T09:10:11.000Z', null],
    ['must-gather.local.8421674958223', null, null],
    ['ip-10-0-20-241.ec2.internal.log', null, null],
    ['web-7d9c6b5f4-20241399999999', null, null],
  ] as const) {
    it(`${name} is ${local ?? 'none'}`, () => {
      const found = findTimeInName(name);
      assert.equal(found && new Date(found.local).toISOString(), local);
      if (found) assert.equal(found.zoneMinutes, zone);
    });
  }
});
