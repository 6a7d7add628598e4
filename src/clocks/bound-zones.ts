import type { Clock, Reading } from '../model/clock.ts';
import type { Observation } from '../model/observation.ts';
import type { Interval } from '../model/time.ts';
import type { ZoneRange } from './agree-on-zone.ts';
import { type Capture, tellsCapture } from './capture-times.ts';
import { type ClockUse, type Collected, podKey } from './collect-readings.ts';
import { LEAST_ZONE_MINUTES, MOST_ZONE_MINUTES } from './zones.ts';

const MINUTE = 60_000;
/** A node's clock is not further off than this, where it bounds a zone: a third of the step between zones. */
const LIKELY_SKEW_MS = 5 * MINUTE;

/**
 * Bounds the zones of logs by what cannot be: a line after the file was saved, and a line on a pod before that pod was
 * there. `local` gives a line's local time, `pinned` another source's instant.
 */
export function boundZones(
  { uses, lines, others }: Collected,
  open: ReadonlySet<Clock>,
  captureOf: (artefact: number) => Capture | null,
  local: (reading: Reading) => number,
  pinned: (reading: Reading) => Interval | null,
): Map<Clock, ZoneRange> {
  const starts = findPodStarts(others, pinned);
  const most = new Map<Clock, number>();
  for (const { clock, pod, values, widthMs } of lines) {
    const start = pod === null || !open.has(clock) ? undefined : starts.get(pod);
    if (start === undefined) continue;
    for (const valueMs of values) {
      const ahead = local({ clock, valueMs, widthMs }) + widthMs - start;
      if (ahead < (most.get(clock) ?? Infinity)) most.set(clock, ahead);
    }
  }
  const ranges = new Map<Clock, ZoneRange>();
  for (const clock of open) {
    const use = uses.get(clock);
    if (!use) continue;
    const capture = captureOf(clock.artefact);
    const isKnown = capture !== null && tellsCapture(capture.sign);
    const least = isKnown ? newestLocal(use, local) - capture.at.latest : -Infinity;
    const min = Math.max(LEAST_ZONE_MINUTES, (least - LIKELY_SKEW_MS) / MINUTE);
    const max = Math.min(MOST_ZONE_MINUTES, ((most.get(clock) ?? Infinity) + LIKELY_SKEW_MS) / MINUTE);
    // Where the two exclude each other, a pod was made anew or a clock was set: they bound nothing.
    ranges.set(clock, min <= max ? { min, max } : { min: LEAST_ZONE_MINUTES, max: MOST_ZONE_MINUTES });
  }
  return ranges;
}

function newestLocal(use: ClockUse, local: (reading: Reading) => number): number {
  if (use.values.length === 0) return local({ clock: use.clock, valueMs: use.most, widthMs: 0 });
  let newest = -Infinity;
  for (const valueMs of use.values) newest = Math.max(newest, local({ clock: use.clock, valueMs, widthMs: 0 }));
  return newest;
}

/** For each pod, the earliest instant at which it was there, by the API server or its node. */
function findPodStarts(
  observations: readonly Observation[],
  pinned: (reading: Reading) => Interval | null,
): Map<string, number> {
  const starts = new Map<string, number>();
  for (const observation of observations) {
    if (observation.kind !== 'pod' || observation.owner?.kind === 'Node') continue;
    const key = podKey(observation.subject);
    const reading = observation.createdAt ?? observation.startedAt;
    const start = reading && pinned(reading);
    if (key !== null && start) starts.set(key, Math.min(start.earliest, starts.get(key) ?? Infinity));
  }
  return starts;
}
