import type { Clock, Reading } from '../model/clock.ts';
import type { Observation } from '../model/observation.ts';
import type { Interval } from '../model/time.ts';
import { agreeOnSamples } from './agree-on-shift.ts';
import type { Pairing, Pin } from './agree-on-zone.ts';
import { type Collected, podKey } from './collect-readings.ts';
import type { Skew } from './estimate-skew.ts';

/**
 * A sample of `ErrImagePull` proves a failed pull at most this long before: the reason stands until the sync after the
 * next (10–15 s each, rounded up to the next second), and the scrape sees the API server's picture of it.
 * Source: pkg/kubelet/pod_workers.go, `workerBackOffPeriodJitterFactor`, Kubernetes 1.13–1.36.
 */
const SHOWN_MS = 60_000;
/** The reason of a container whose pull has just failed. */
const JUST_FAILED = 'ErrImagePull';

/** Lines whose zone is open say nothing about a skew. */
const SHARP_MS = 2000;
const MOST_SAMPLES_OF_POD = 40;
/** Attempts at the longest wait are some 308 s apart, so a shift beyond half of that may be the next attempt. */
export const MOST_SKEW_MS = 150_000;
/** A bound as wide as the assumption says nothing. */
const MOST_WIDTH_MS = 180_000;

/**
 * Bounds the skew of nodes by metric samples: each sample of a pull that has just failed has its line in the node's log.
 * Only logs whose year and zone are known say something.
 */
export function agreeWithSamples(
  { lines: groups, others }: Collected,
  keeperOf: (clock: Clock) => string | null,
  onOwnClock: (reading: Reading) => Interval,
): Map<string, Skew> {
  const samples = collectSamples(others);
  const found = new Map<string, Skew>();
  if (samples.size === 0) return found;
  const lines = new Map<string, Map<string, number[]>>();
  for (const { kind, clock, pod, values, widthMs } of groups) {
    if (kind !== 'pull-failed' || pod === null || !samples.has(pod)) continue;
    const keeper = keeperOf(clock);
    if (keeper === null) continue;
    const ofKeeper = lines.get(keeper) ?? new Map<string, number[]>();
    const ofPod = ofKeeper.get(pod) ?? [];
    for (const valueMs of values) {
      const own = onOwnClock({ clock, valueMs, widthMs });
      if (own.latest - own.earliest <= SHARP_MS) ofPod.push(own.earliest);
    }
    ofKeeper.set(pod, ofPod);
    lines.set(keeper, ofKeeper);
  }
  for (const [keeper, pods] of lines) {
    const all = [...pods.values()].flat();
    const from = all.reduce((least, value) => Math.min(least, value), Infinity);
    const to = all.reduce((most, value) => Math.max(most, value), -Infinity);
    const pairings: Pairing[] = [...pods].map(([key, values]) => ({
      relation: 'same',
      lines: values.sort((a, b) => a - b),
      lineWidthMs: 0,
      pins: (samples.get(key) ?? []).filter(
        // The log must have been written, and not rotated away, at any skew.
        (pin) => pin.earliest - MOST_SKEW_MS >= from && pin.latest + MOST_SKEW_MS <= to,
      ),
    }));
    const agreed = agreeOnSamples(pairings, { lineBeforeMs: 0, lineAfterMs: 0, mostMs: MOST_SKEW_MS });
    if (agreed === null || agreed.at.latest - agreed.at.earliest > MOST_WIDTH_MS) continue;
    // Shift is sample minus line: true time minus what the node's clock showed.
    found.set(keeper, { min: -agreed.at.latest, max: -agreed.at.earliest });
  }
  return found;
}

/** For each pod: within which times a pull of it failed, by its samples. */
export function collectSamples(observations: readonly Observation[]): Map<string, Pin[]> {
  const samples = new Map<string, Pin[]>();
  for (const observation of observations) {
    if (observation.kind !== 'waiting-series' || observation.reason !== JUST_FAILED) continue;
    const key = podKey(observation.subject);
    if (key === null) continue;
    const times = observation.waitingAtMs;
    const step = Math.max(1, times.length / MOST_SAMPLES_OF_POD);
    const pins = samples.get(key) ?? [];
    for (let i = 0; i < times.length; i += step) {
      const at = times[Math.floor(i)]!;
      pins.push({ earliest: at - SHOWN_MS, latest: at });
    }
    samples.set(key, pins);
  }
  return samples;
}
