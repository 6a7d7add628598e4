import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INVALID_AGE } from '../../src/model/clock.ts';
import type { Interval } from '../../src/model/time.ts';
import {
  API_SERVER,
  type File,
  holds,
  ladder,
  makeEvidence,
  node,
  reading,
  utc,
  widthSeconds,
  yearless,
} from './make-evidence.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A second wide from the instant on. */
function second(instant: number): Interval {
  return { earliest: instant, latest: instant + 1000 };
}

/** Events of a node whose clock is `skewMs` off, for true instants: stamps cut to seconds, stored at once. */
function addEvents(file: File, name: string, instants: readonly number[], skewMs: number, about = {}): void {
  for (const instant of instants) {
    const stamp = reading(file.clock('absolute', node(name)), Math.floor((instant + skewMs) / 1000) * 1000, 1000);
    const storedAt = reading(file.clock('absolute', API_SERVER), Math.floor((instant + 30) / 1000) * 1000, 1000);
    file.observe('pull-failed', { namespace: 'shop', pod: 'web-0', node: name, ...about }, stamp, {
      origin: 'event',
      storedAt,
    });
  }
}

/** A klog value for a true instant, on a node whose clock is `skewMs` off, in a zone. */
function klogValue(instant: number, skewMs: number, zoneMinutes: number): number {
  const local = new Date(instant + skewMs + zoneMinutes * MINUTE);
  return new Date(local).setUTCFullYear(1972);
}

describe('skew of a node, by Events stored by the API server', () => {
  const instants = ladder(utc('2024-05-14T09:00:03.400Z'), 7);
  for (const skewMs of [0, 41_700, -28_700, 400, -400]) {
    it(`is found within two seconds at ${skewMs} ms`, () => {
      const evidence = makeEvidence();
      const events = evidence.artefact('events.json');
      addEvents(events, 'node-b', instants, skewMs);
      const settings = evidence.set();
      const clock = settings.clocks.find((set) => set.node === 'node-b');
      assert.ok(clock && clock.offsetSeconds.min <= skewMs / 1000 && skewMs / 1000 <= clock.offsetSeconds.max);
      assert.ok(clock.offsetSeconds.max - clock.offsetSeconds.min <= 3);
      assert.match(clock.setBy, /Events bear its stamps/);
      const stamp = reading(events.clock('absolute', node('node-b')), instants[3]! + skewMs, 0);
      assert.ok(holds(settings.at(stamp), instants[3]!));
    });
  }

  it('is not taken from Events that were stored long after their first occurrence', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    addEvents(events, 'node-b', instants, 12_000);
    const clock = events.clock('absolute', node('node-b'));
    for (const lateMs of [257_000, 1_349_000, 45_000]) {
      const first = reading(clock, instants[0]! + 12_000);
      events.observe('back-off', { namespace: 'shop', pod: 'web-0', node: 'node-b' }, first, {
        origin: 'event',
        count: 40,
        storedAt: reading(events.clock('absolute', API_SERVER), instants[0]! + lateMs, 1000),
      });
    }
    const set = evidence.set().clocks.find(({ node: name }) => name === 'node-b');
    assert.ok(set && set.offsetSeconds.min >= 10 && set.offsetSeconds.max <= 14);
    assert.ok(set.offsetSeconds.min <= 12 && set.offsetSeconds.max >= 12);
  });

  it('stays open above where a single counted Event may have been stored late', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    const clock = events.clock('absolute', node('node-b'));
    const first = reading(clock, instants[0]!);
    events.observe('back-off', { namespace: 'shop', pod: 'web-0', node: 'node-b' }, first, {
      origin: 'event',
      count: 40,
      storedAt: reading(events.clock('absolute', API_SERVER), instants[0]! + 76_000, 1000),
    });
    const set = evidence.set().clocks.find(({ node: name }) => name === 'node-b');
    assert.ok(set && set.offsetSeconds.min <= -76 && set.offsetSeconds.max >= 60);
    assert.match(set.setBy, /assumed/);
  });

  it('is of each node alone', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    addEvents(events, 'node-a', instants, -50_000, { pod: 'web-1' });
    addEvents(events, 'node-b', instants, 84_000);
    const settings = evidence.set();
    for (const [name, skewMs] of [
      ['node-a', -50_000],
      ['node-b', 84_000],
    ] as const) {
      const at = settings.at(reading(events.clock('absolute', node(name)), instants[2]! + skewMs));
      assert.ok(holds(at, instants[2]!));
      assert.ok(widthSeconds(at) < 4);
    }
  });

  it('is a stated assumption where nothing shows it', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-c.log');
    const stamp = reading(log.clock('absolute', node('node-c')), utc('2024-05-14T09:00:00Z'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, stamp);
    const settings = evidence.set();
    assert.equal(widthSeconds(settings.at(stamp)), 240);
    assert.match(settings.clocks[0]!.setBy, /Nothing shows .* assumed to be within 120\.0 s/);
    assert.deepEqual(settings.onOwnClock(stamp), { earliest: stamp.valueMs, latest: stamp.valueMs });
  });

  it('that jumps while it runs is said, and the interval holds both', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    const later = ladder(utc('2024-05-14T11:00:03.400Z'), 12);
    addEvents(events, 'node-b', instants.slice(0, 2), 300_000);
    addEvents(events, 'node-b', later, 0);
    const settings = evidence.set();
    const [clock] = settings.clocks.filter(({ node: name }) => name === 'node-b');
    assert.ok(clock && clock.offsetSeconds.min <= 0 && clock.offsetSeconds.max >= 300);
    assert.match(settings.warnings.map(({ message }) => message).join(), /node-b is doubtful/);
  });

  it('is bounded by the pod that the scheduler placed before', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    const clock = events.clock('absolute', node('node-b'));
    const pod = { namespace: 'shop', pod: 'web-0', podUid: 'u1', node: 'node-b' };
    const placed = events.observe('pull-failed', pod, null, { origin: 'event' });
    const first = reading(
      events.clock('absolute', { kind: 'controller', name: 'default-scheduler' }),
      instants[0]! - 900,
    );
    events.add({ ...placed, kind: 'changed', change: 'scheduled', message: '', first, last: first } as never);
    events.observe('back-off', pod, reading(clock, instants[0]! - 76_000), {
      origin: 'event',
      count: 40,
      storedAt: reading(events.clock('absolute', API_SERVER), instants[0]!, 1000),
    });
    const set = evidence.set().clocks.find(({ node: name }) => name === 'node-b');
    assert.ok(set && set.offsetSeconds.min <= -76 && set.offsetSeconds.max >= -76 && set.offsetSeconds.max < -60);
  });
});

describe('zone of a log, by stamps of the same failures', () => {
  const instants = ladder(utc('2024-05-14T09:00:03.400Z'), 9);
  for (const [name, zoneMinutes, skewMs] of [
    ['UTC', 0, 0],
    ['a half-hour zone', 330, 0],
    ['a zone of three quarters', 345, 20_000],
    ['far east', 14 * 60, -80_000],
    ['far west', -10 * 60, 84_750],
  ] as const) {
    it(`is found in ${name} with ${skewMs} ms of skew`, () => {
      const evidence = makeEvidence();
      const events = evidence.artefact('events.json');
      addEvents(events, 'node-b', [instants[0]!, instants[4]!, instants[7]!], skewMs);
      const log = evidence.artefact('kubelet/node-b.log');
      const clock = log.clock('yearless', node(null));
      const lines = instants.map((at) => reading(clock, klogValue(at + 3, skewMs, zoneMinutes), 0.001));
      for (const line of lines) log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
      const settings = evidence.set();
      assert.equal(settings.nodeOf(log.index), 'node-b');
      for (const [i, line] of lines.entries()) {
        const at = settings.at(line);
        assert.ok(holds(at, instants[i]! + 3), `line ${i}`);
        assert.ok(widthSeconds(at) < 4);
      }
    });
  }

  it('stays open without other evidence', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log', {
      modifiedAt: { instant: utc('2024-05-14T12:00:00Z'), by: 'archive-header' },
    });
    const line = reading(log.clock('yearless', node(null)), yearless('05-14 09:00:00'), 0.001);
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    const at = evidence.set().at(line);
    assert.ok(holds(at, utc('2024-05-13T19:00:00Z')));
    assert.ok(at.latest <= utc('2024-05-14T12:05:00Z'), 'no line is later than the capture');
  });

  it('is set by --timezone, by node or for all, and a contradiction is said', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    addEvents(events, 'node-b', [instants[0]!, instants[4]!, instants[7]!], 0);
    const log = evidence.artefact('node-b.log');
    const clock = log.clock('yearless', node('node-b'));
    const lines = instants.map((at) => reading(clock, klogValue(at, 0, 60)));
    for (const line of lines) log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    const right = evidence.set({ timezone: '-08:00', timezoneOfNodes: new Map([['node-b', '+01:00']]) });
    assert.ok(holds(right.at(lines[0]!), instants[0]!));
    assert.deepEqual(right.warnings, []);
    const wrong = evidence.set({ timezone: 'Asia/Tokyo' });
    assert.ok(!holds(wrong.at(lines[0]!), instants[0]!));
    assert.match(wrong.warnings[0]!.message, /Asia\/Tokyo.*UTC\+01:00/);
  });

  it('changes within the log when summer time begins', () => {
    // Europe/Berlin, 31 March 2024, 01:00 UTC.
    const night = ladder(utc('2024-03-31T00:20:00.250Z'), 14);
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    addEvents(events, 'node-b', night, 0);
    const log = evidence.artefact('node-b.log');
    const clock = log.clock('yearless', node('node-b'));
    const zone = (at: number): number => (at < utc('2024-03-31T01:00:00Z') ? 60 : 120);
    const lines = night.map((at) => reading(clock, klogValue(at + 2, 0, zone(at)), 0.001));
    for (const line of lines) log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    const settings = evidence.set();
    for (const [i, line] of lines.entries()) {
      assert.ok(holds(settings.at(line), night[i]! + 2), `line ${i}`);
      assert.ok(widthSeconds(settings.at(line)) < 4, `line ${i}`);
    }
    assert.match(
      settings.clocks.find(({ notation }) => notation === 'yearless')!.setBy,
      /UTC\+01:00 and then UTC\+02:00/,
    );
    const given = evidence.set({ timezone: 'Europe/Berlin' });
    for (const [i, line] of lines.entries()) assert.ok(holds(given.at(line), night[i]! + 2), `line ${i}, given`);
    const repeated = reading(clock, yearless('10-27 02:30:00'));
    assert.equal(given.onOwnClock(repeated).latest - given.onOwnClock(repeated).earliest, 0);
  });

  it('of an hour that summer time repeats is both', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log');
    const line = reading(log.clock('zoneless', node('node-b')), utc('2024-10-27T02:30:00Z'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    const own = evidence.set({ timezone: 'Europe/Berlin' }).onOwnClock(line);
    assert.deepEqual(own, { earliest: utc('2024-10-27T00:30:00Z'), latest: utc('2024-10-27T01:30:00Z') });
  });

  it('is found from metric samples where there is no stamp', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('b.tar!/node-b.log', {
      modifiedAt: { instant: utc('2024-05-14T10:30:00Z'), by: 'archive-header' },
    });
    const clock = log.clock('yearless', node('node-b'));
    const pods = ['web-0', 'web-1', 'web-2', 'web-3'];
    const metrics = evidence.artefact('b.tar!/metrics.json');
    const all: { line: ReturnType<typeof reading>; at: number }[] = [];
    for (const [i, pod] of pods.entries()) {
      const failures = ladder(utc('2024-05-14T09:00:03.400Z') + i * 431_000, 12);
      // Scraped each 30 s; the status shows the reason from 12 s to 27 s after the failure.
      const shown = failures
        .map((at) => ({ at, scrape: Math.ceil((at + 12_000) / 30_000) * 30_000 }))
        .filter(({ at, scrape }) => scrape < at + 27_000)
        .map(({ scrape }) => scrape);
      for (const at of failures) {
        const line = reading(clock, klogValue(at, 0, 540), 0.001);
        all.push({ line, at });
        log.observe('pull-failed', { namespace: 'shop', pod }, line);
      }
      const one = metrics.observe('pull-failed', { namespace: 'shop', pod }, null, { origin: 'metric' });
      metrics.add({
        ...one,
        kind: 'waiting-series',
        reason: 'ErrImagePull',
        waitingAtMs: Float64Array.from(shown),
        notWaitingAtMs: new Float64Array(),
      } as never);
    }
    const settings = evidence.set();
    for (const { line, at } of all) assert.ok(holds(settings.at(line), at));
    assert.ok(all.every(({ line }) => widthSeconds(settings.at(line)) <= 240));
  });
});

describe('year of a log', () => {
  const capture = { modifiedAt: { instant: utc('2025-01-01T00:30:00Z'), by: 'archive-header' as const } };

  it('goes back at New Year within the file', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log', capture);
    const clock = log.clock('yearless', node('node-b'), 0);
    const old = reading(clock, yearless('12-31 23:59:58.500'));
    const young = reading(clock, yearless('01-01 00:00:07.000'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, old);
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, young);
    const settings = evidence.set();
    assert.equal(settings.onOwnClock(old).earliest, utc('2024-12-31T23:59:58.500Z'));
    assert.equal(settings.onOwnClock(young).earliest, utc('2025-01-01T00:00:07Z'));
  });

  it('goes back at New Year in a file that runs backwards', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log', capture);
    const clock = log.clock('yearless', node('node-b'), 0);
    const lines = ['01-01 00:20:00', '01-01 00:10:00', '12-31 23:50:00', '12-31 23:40:00'].map((text) =>
      reading(clock, yearless(text)),
    );
    for (const line of lines) log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    const settings = evidence.set();
    assert.deepEqual(
      lines.map((line) => new Date(settings.onOwnClock(line).earliest).getUTCFullYear()),
      [2025, 2025, 2024, 2024],
    );
  });

  it('is that before the capture for a December log captured in January', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log', {
      modifiedAt: { instant: utc('2025-01-20T00:00:00Z'), by: 'archive-header' },
    });
    const line = reading(log.clock('yearless', node('node-b'), 0), yearless('12-30 10:00:00'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    assert.equal(evidence.set().onOwnClock(line).earliest, utc('2024-12-30T10:00:00Z'));
  });

  it('of 29 February is a leap year', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log', {
      modifiedAt: { instant: utc('2025-06-01T00:00:00Z'), by: 'archive-header' },
    });
    const line = reading(log.clock('yearless', node('node-b'), 0), yearless('02-29 10:00:00'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    assert.equal(evidence.set().onOwnClock(line).earliest, utc('2024-02-29T10:00:00Z'));
  });

  it('after February is right in a year that is no leap year', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log', {
      modifiedAt: { instant: utc('2025-06-01T00:00:00Z'), by: 'archive-header' },
    });
    const line = reading(log.clock('yearless', node('node-b'), 0), yearless('03-01 10:00:00'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    assert.equal(evidence.set().onOwnClock(line).earliest, utc('2025-03-01T10:00:00Z'));
  });

  it('comes from other evidence where no capture time is known', () => {
    const evidence = makeEvidence();
    addEvents(evidence.artefact('events.json'), 'node-b', [utc('2023-12-31T23:58:00Z')], 0);
    const log = evidence.artefact('node-b.log');
    const line = reading(log.clock('yearless', node('node-b'), 0), yearless('01-01 00:03:00'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-9' }, line);
    assert.equal(evidence.set().onOwnClock(line).earliest, utc('2024-01-01T00:03:00Z'));
  });

  it('stays open where nothing tells', () => {
    const evidence = makeEvidence();
    const log = evidence.artefact('node-b.log');
    const line = reading(log.clock('yearless', node('node-b'), 0), yearless('01-01 00:03:00'));
    log.observe('pull-failed', { namespace: 'shop', pod: 'web-9' }, line);
    const settings = evidence.set();
    assert.deepEqual(settings.at(line), { earliest: -Infinity, latest: Infinity });
    assert.equal(settings.capturedAt, null);
  });
});

describe('ages', () => {
  const captured = utc('2024-05-14T10:00:00.700Z');
  const age = (seconds: number): { valueMs: number; widthMs: number } => ({
    valueMs: seconds * 1000 - 1000,
    widthMs: 2000,
  });

  it('stay open where no capture time is known, and count back where it is', () => {
    const evidence = makeEvidence();
    const file = evidence.artefact('describe.txt');
    const row = { clock: file.clock('age', node('node-b')), ...age(237) };
    file.observe('back-off', { namespace: 'shop', pod: 'web-0', node: 'node-b' }, row, { origin: 'event' });
    assert.deepEqual(evidence.set().at(row), { earliest: -Infinity, latest: Infinity });
    const own = evidence.set({ capturedAt: second(captured - 700) }).onOwnClock(row);
    assert.ok(holds(own, captured - 237_400));
    assert.equal(own.latest - own.earliest, 3000);
  });

  it('tell the capture time where their stamps stand in another file, whatever the skew', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    const table = evidence.artefact('describe.txt');
    for (const [i, before] of [237_300, 301_800, 94_100].entries()) {
      const stampMs = Math.floor((captured - before + 50_000) / 1000) * 1000;
      const about = { namespace: 'shop', pod: `web-${i}`, node: 'node-b' };
      const stamp = reading(events.clock('absolute', node('node-b')), stampMs, 1000);
      events.observe('back-off', about, stamp, {
        origin: 'event',
        storedAt: reading(events.clock('absolute', API_SERVER), stampMs - 50_000, 1000),
      });
      const row = { clock: table.clock('age', node('node-b')), ...age(Math.floor((captured - stampMs) / 1000)) };
      table.observe('back-off', about, row, { origin: 'event' });
    }
    const settings = evidence.set();
    assert.ok(settings.capturedAt && holds(settings.capturedAt, captured));
    assert.ok(widthSeconds(settings.capturedAt) <= 1);
    assert.match(
      settings.clocks.find(({ notation }) => notation === 'age')!.setBy,
      /ages whose stamps stand in other files/,
    );
  });

  it('that print as invalid show a node ahead of time', () => {
    const evidence = makeEvidence();
    const file = evidence.artefact('b.tar!/describe.txt', { modifiedAt: { instant: captured, by: 'archive-header' } });
    const row = { clock: file.clock('age', node('node-b')), ...INVALID_AGE };
    file.observe('back-off', { namespace: 'shop', pod: 'web-0', node: 'node-b' }, row, { origin: 'event' });
    const clock = evidence.set().clocks.find(({ node: name }) => name === 'node-b');
    assert.ok(clock && clock.offsetSeconds.min >= 0 && clock.offsetSeconds.max >= 90);
  });
});

describe('capture time', () => {
  const archived = { modifiedAt: { instant: utc('2024-05-14T10:00:00Z'), by: 'archive-header' as const } };
  const stated = second(utc('2024-05-14T11:00:00Z'));
  const cases: readonly {
    readonly title: string;
    readonly path?: string;
    readonly facts?: object;
    readonly hints?: object;
    readonly holds: string;
    readonly not?: string;
  }[] = [
    {
      title: 'comes from the archive',
      facts: archived,
      holds: '2024-05-14T10:00:00.500Z',
      not: '2024-05-14T10:00:02Z',
    },
    {
      title: 'comes from a captured-at file rather than from the archive',
      facts: { ...archived, capturedAt: stated },
      holds: '2024-05-14T11:00:00.5Z',
      not: '2024-05-14T10:00:00Z',
    },
    {
      title: 'comes from the user rather than from a captured-at file',
      facts: { ...archived, capturedAt: stated },
      hints: { capturedAt: second(utc('2024-05-14T12:00:00Z')) },
      holds: '2024-05-14T12:00:00.5Z',
      not: '2024-05-14T11:00:00.5Z',
    },
    {
      title: 'comes from what the user says of the path rather than of all',
      facts: archived,
      hints: {
        capturedAt: second(utc('2024-05-14T12:00:00Z')),
        capturedAtOfPaths: [{ path: 'b', at: second(utc('2024-05-14T13:00:00Z')) }],
      },
      holds: '2024-05-14T13:00:00.5Z',
      not: '2024-05-14T12:00:00.5Z',
    },
    {
      title: 'comes from the bundle rather than from the archive',
      facts: archived,
      hints: { bundles: [{ path: 'b', at: stated, statedBy: 'version.yaml' }] },
      holds: '2024-05-14T11:00:00.5Z',
      not: '2024-05-14T10:00:00Z',
    },
    {
      title: 'comes from a name, in any zone',
      path: 'support-bundle-2024-05-14T14_05_31/describe.txt',
      holds: '2024-05-14T19:05:31Z',
      not: '2024-05-15T19:05:31Z',
    },
    {
      title: 'comes from a name with its zone',
      path: 'dump_20240514T140531Z/describe.txt',
      holds: '2024-05-14T14:05:31.5Z',
      not: '2024-05-14T14:05:33Z',
    },
    {
      title: 'is bounded only from above by the file system',
      facts: { modifiedAt: { instant: utc('2024-05-14T10:00:00Z'), by: 'file-system' } },
      holds: '2024-05-12T10:00:00Z',
      not: '2024-05-14T10:00:02Z',
    },
  ];
  for (const { title, path = 'b/describe.txt', facts = {}, hints = {}, holds: inside, not: outside } of cases) {
    it(title, () => {
      const evidence = makeEvidence();
      const file = evidence.artefact(path, facts);
      const capture = evidence.set(hints).captureOf(file.index);
      assert.ok(capture && holds(capture, utc(inside)), JSON.stringify(capture));
      assert.ok(outside === undefined || !holds(capture, utc(outside)), JSON.stringify(capture));
    });
  }

  it('earlier than a record of the file is not used, and that is said', () => {
    const evidence = makeEvidence();
    const file = evidence.artefact('b.tar!/events.json', archived);
    const stored = reading(file.clock('absolute', API_SERVER), utc('2024-05-14T15:00:00Z'), 1000);
    file.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, null, { origin: 'event', storedAt: stored });
    const settings = evidence.set();
    const capture = settings.captureOf(file.index);
    assert.ok(capture && !holds(capture, utc('2024-05-14T10:00:00Z')) && holds(capture, utc('2024-05-14T15:00:01Z')));
    assert.match(settings.warnings[0]!.message, /is not used: the file holds a record of 2024-05-14T15:00/);
  });

  it('of an archive without times is not used', () => {
    const evidence = makeEvidence();
    const file = evidence.artefact('b.tar!/describe.txt', { modifiedAt: { instant: 0, by: 'archive-header' } });
    const settings = evidence.set();
    assert.equal(settings.captureOf(file.index), null);
    assert.equal(settings.warnings.length, 1);
    assert.match(settings.warnings[0]!.message, /made without times/);
    assert.equal(settings.capturedAt, null);
  });
});

describe('node of a log without host names', () => {
  it('is where the pods are that it names', () => {
    const evidence = makeEvidence();
    addEvents(evidence.artefact('events.json'), 'node-b', [utc('2024-05-14T10:00:00Z')], 0);
    const log = evidence.artefact('kubelet.log');
    log.observe(
      'pull-failed',
      { namespace: 'shop', pod: 'web-0' },
      reading(log.clock('yearless', node(null)), yearless('05-14 10:00:00')),
    );
    assert.equal(evidence.set().nodeOf(log.index), 'node-b');
  });

  it('is what the path names, if that is a known node', () => {
    const evidence = makeEvidence();
    addEvents(evidence.artefact('events.json'), 'node-b.corp.example', [utc('2024-05-14T10:00:00Z')], 0);
    const named = evidence.artefact('kubelet/node-b.corp.example.log.gz');
    const unknown = evidence.artefact('kubelet/node-c.log');
    for (const log of [named, unknown])
      log.observe('pull-failed', {}, reading(log.clock('yearless', node(null)), yearless('05-14 10:00:00')));
    const settings = evidence.set();
    assert.equal(settings.nodeOf(named.index), 'node-b.corp.example');
    assert.equal(settings.nodeOf(unknown.index), null);
  });

  it('is what the file is called, where the logs beside it are called after their nodes', () => {
    const evidence = makeEvidence();
    const named = evidence.artefact('kubelet/node-a.corp.example.log');
    const bare = evidence.artefact('kubelet/node-b.corp.example.log.gz');
    const elsewhere = evidence.artefact('other/node-c.log');
    for (const [file, host] of [
      [named, 'node-a.corp.example'],
      [bare, null],
      [elsewhere, null],
    ] as const)
      file.observe('pull-failed', {}, reading(file.clock('yearless', node(host)), yearless('05-14 10:00:00')));
    const settings = evidence.set();
    assert.equal(settings.nodeOf(bare.index), 'node-b.corp.example');
    assert.equal(settings.nodeOf(elsewhere.index), null);
  });

  it('is not decided by pods of two nodes', () => {
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    addEvents(events, 'node-a', [utc('2024-05-14T10:00:00Z')], 0, { pod: 'web-0' });
    addEvents(events, 'node-b', [utc('2024-05-14T10:00:00Z')], 0, { pod: 'web-1' });
    const log = evidence.artefact('all.log');
    for (const pod of ['web-0', 'web-1'])
      log.observe(
        'pull-failed',
        { namespace: 'shop', pod },
        reading(log.clock('yearless', node(null)), yearless('05-14 10:00:00')),
      );
    assert.equal(evidence.set().nodeOf(log.index), null);
  });

  it('has the name that the API gives to a short host name', () => {
    const evidence = makeEvidence();
    addEvents(evidence.artefact('events.json'), 'node-b.corp.example', [utc('2024-05-14T10:00:00Z')], 0);
    const log = evidence.artefact('journal.txt');
    log.observe('pull-failed', {}, reading(log.clock('yearless', node('node-b')), yearless('05-14 10:00:00')));
    assert.equal(evidence.set().nodeOf(log.index), 'node-b.corp.example');
  });
});

describe('a monotonic clock', () => {
  it('is set by agreement, and open without', () => {
    const boot = utc('2024-05-14T08:00:00.123Z');
    const instants = ladder(utc('2024-05-14T09:00:03.400Z'), 8);
    const evidence = makeEvidence();
    const log = evidence.artefact('short-monotonic.txt');
    const clock = log.clock('monotonic', node('node-b'));
    const lines = instants.map((at) => reading(clock, at - boot, 0.001));
    for (const line of lines) log.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, line);
    assert.deepEqual(evidence.set().at(lines[0]!), { earliest: -Infinity, latest: Infinity });
    addEvents(evidence.artefact('events.json'), 'node-b', instants, -9000);
    const settings = evidence.set();
    for (const [i, line] of lines.entries()) {
      assert.ok(holds(settings.onOwnClock(line), instants[i]! - 9000), `line ${i}`);
      assert.ok(holds(settings.at(line), instants[i]!), `line ${i}`);
      assert.ok(widthSeconds(settings.at(line)) < 8);
    }
  });
});

describe('a table of Events of several nodes', () => {
  it('takes the node from the subject, and from all nodes without', () => {
    const instants = ladder(utc('2024-05-14T09:00:03.400Z'), 7);
    const evidence = makeEvidence();
    const events = evidence.artefact('events.json');
    addEvents(events, 'node-a', instants, -50_000, { pod: 'web-1' });
    addEvents(events, 'node-b', instants, 84_000);
    const table = evidence.artefact('get-events.txt');
    const row = reading(table.clock('absolute', node(null)), instants[1]! + 84_000);
    const seen = table.observe('pull-failed', { namespace: 'shop', pod: 'web-0' }, row, { origin: 'event' });
    const settings = evidence.set();
    assert.ok(holds(settings.at(row), instants[1]!));
    assert.ok(holds(settings.at(row, seen.subject), instants[1]!));
    assert.ok(widthSeconds(settings.at(row, seen.subject)) < 4);
    assert.ok(widthSeconds(settings.at(row)) > 100);
  });
});

describe('hostile readings', () => {
  it('neither throw nor hang, and give ordered intervals', () => {
    const evidence = makeEvidence();
    const file = evidence.artefact('b.tar!/x', { modifiedAt: { instant: 8.64e15, by: 'archive-header' } });
    const values = [Number.NEGATIVE_INFINITY, -8.64e15, -1, 0, yearless('02-29 10:00:00'), 8.64e15, 1e300];
    const keepers = [API_SERVER, node('node-b'), node(null), { kind: 'controller', name: '' }] as const;
    const readings = (['absolute', 'zoneless', 'yearless', 'age', 'monotonic'] as const).flatMap((notation) =>
      keepers.flatMap((keeper) => values.map((valueMs) => reading(file.clock(notation, keeper), valueMs, 1000))),
    );
    for (const one of readings)
      for (const origin of ['event', 'pod-worker'] as const)
        file.observe('pull-failed', { namespace: 'shop', pod: 'web-0', image: 'a' }, one, { origin, storedAt: one });
    for (const hints of [{}, { capturedAt: second(8.64e15) }, { timezone: 'Europe/Berlin' }, { timezone: 'nowhere' }]) {
      const settings = evidence.set(hints);
      for (const one of readings) {
        const { earliest, latest } = settings.at(one);
        assert.ok(earliest <= latest, `${one.clock.notation} ${one.valueMs}`);
      }
    }
  });
});

describe('the clocks of a report', () => {
  it('have unique ids, plain sentences and finite offsets, and cost little', () => {
    const evidence = makeEvidence();
    const start = utc('2024-05-14T09:00:00Z');
    const events = evidence.artefact('events.json');
    const log = evidence.artefact('node-b.log', { modifiedAt: { instant: start + 30 * HOUR, by: 'archive-header' } });
    const clock = log.clock('yearless', node(null));
    for (let i = 0; i < 100_000; i++) {
      const pod = `web-${i % 300}`;
      const at = start + i * 700;
      if (i % 50 === 0) addEvents(events, 'node-b', [at], 7000, { pod });
      log.observe('pull-failed', { namespace: 'shop', pod }, reading(clock, klogValue(at, 7000, 120), 0.001));
    }
    const before = performance.now();
    const settings = evidence.set();
    const spent = performance.now() - before;
    assert.ok(spent < 2000, `${spent} ms`);
    assert.equal(new Set(settings.clocks.map(({ id }) => id)).size, settings.clocks.length);
    for (const { setBy, offsetSeconds } of settings.clocks) {
      assert.match(setBy, /^[A-Z].*\.$/);
      assert.ok(offsetSeconds.min <= offsetSeconds.max && Number.isFinite(offsetSeconds.max - offsetSeconds.min));
    }
    assert.ok(holds(settings.at(reading(clock, klogValue(start, 7000, 120))), start));
  });
});
