import type { Clock, Reading } from '../model/clock.ts';
import { normaliseImage } from '../model/image-reference.ts';
import type { Observation } from '../model/observation.ts';
import type { Interval } from '../model/time.ts';
import type { Pairing, Pin } from './agree-on-zone.ts';
import { collectSamples } from './agree-with-samples.ts';
import { podKey } from './collect-readings.ts';
import type { NodeFinder } from './find-nodes.ts';

/** How far a node's clock may be from monitoring's, where samples stand beside lines. */
const LIKELY_SKEW_MS = 120_000;

interface Lines {
  readonly values: number[];
  widthMs: number;
}

/** The lines of one clock: by pod and kind, by pod, and (those of runtimes, which name no pod) by image and kind. */
interface LinesOfClock {
  readonly byKind: Map<string, Lines>;
  readonly byPod: Map<string, Lines>;
  readonly byImage: Map<string, Lines>;
}

/** The stamps of one pod or image. */
type PinsOfKind = Map<string, Map<string, Pin>>;

/**
 * Pairs the lines of the clocks whose zone is open with the stamps of the same things whose instants on the node's clock
 * are known. `local` gives a line's local time, `pinned` a stamp's instant, or null where that is open.
 */
export function pairLines(
  observations: readonly Observation[],
  open: ReadonlySet<Clock>,
  nodes: NodeFinder,
  local: (reading: Reading) => number,
  pinned: (reading: Reading) => Interval | null,
): Map<Clock, Pairing[]> {
  const pairings = new Map<Clock, Pairing[]>();
  const images = new Map<string, string | null>();
  const imageOf = ({ subject: { image } }: Observation): string | null => {
    if (image === null) return null;
    let normalised = images.get(image);
    if (normalised === undefined) {
      normalised = normaliseImage(image);
      images.set(image, normalised);
    }
    return normalised;
  };
  const lines = collectLines(observations, open, local, imageOf);
  if (lines.size === 0) return pairings;
  const byPod = new Map<string, PinsOfKind>();
  const byImage = new Map<string, PinsOfKind>();
  for (const [pod, samples] of collectSamples(observations)) {
    for (const { earliest, latest } of samples) {
      const pin = { earliest: earliest - LIKELY_SKEW_MS, latest: latest + LIKELY_SKEW_MS, isLoose: true };
      addPin(byPod, pod, 'pull-failed', pin);
    }
  }
  for (const observation of observations) {
    const { kind, first, last, subject } = observation;
    for (const reading of last === first ? [first] : [first, last]) {
      if (reading === null || reading.clock.keeper.kind !== 'node' || open.has(reading.clock)) continue;
      const pin = pinned(reading);
      if (pin === null || !Number.isFinite(pin.latest - pin.earliest)) continue;
      const pod = podKey(subject);
      if (pod !== null) addPin(byPod, pod, kind, pin);
      const image = imageOf(observation);
      const node = image === null ? null : (nodes.ofClock(reading.clock) ?? nodes.ofPod(subject));
      if (node !== null) addPin(byImage, `${node} ${image}`, kind, pin);
    }
  }
  for (const [clock, ofClock] of lines) pairings.set(clock, pairClock(ofClock, byPod, byImage, nodes.ofClock(clock)));
  return pairings;
}

function collectLines(
  observations: readonly Observation[],
  open: ReadonlySet<Clock>,
  local: (reading: Reading) => number,
  imageOf: (observation: Observation) => string | null,
): Map<Clock, LinesOfClock> {
  const lines = new Map<Clock, LinesOfClock>();
  for (const observation of observations) {
    const { kind, first, subject } = observation;
    if (first === null || !open.has(first.clock)) continue;
    let ofClock = lines.get(first.clock);
    if (!ofClock) {
      ofClock = { byKind: new Map(), byPod: new Map(), byImage: new Map() };
      lines.set(first.clock, ofClock);
    }
    const value = local(first);
    const pod = podKey(subject);
    if (pod !== null) {
      addLine(ofClock.byKind, `${kind} ${pod}`, value, first.widthMs);
      addLine(ofClock.byPod, pod, value, first.widthMs);
      continue;
    }
    const image = imageOf(observation);
    if (image !== null) addLine(ofClock.byImage, `${kind} ${image}`, value, first.widthMs);
  }
  for (const { byKind, byPod, byImage } of lines.values())
    for (const group of [byKind, byPod, byImage]) for (const { values } of group.values()) values.sort((a, b) => a - b);
  return lines;
}

function addLine(lines: Map<string, Lines>, key: string, value: number, widthMs: number): void {
  const known = lines.get(key);
  if (known) {
    known.values.push(value);
    known.widthMs = Math.max(known.widthMs, widthMs);
  } else lines.set(key, { values: [value], widthMs });
}

function addPin(pins: Map<string, PinsOfKind>, key: string, kind: string, pin: Pin): void {
  let ofKey = pins.get(key);
  if (!ofKey) {
    ofKey = new Map();
    pins.set(key, ofKey);
  }
  let ofKind = ofKey.get(kind);
  if (!ofKind) {
    ofKind = new Map();
    ofKey.set(kind, ofKind);
  }
  // The same Event in several files, and several Events of one failure, are one stamp.
  ofKind.set(`${pin.earliest} ${pin.latest}`, pin);
}

function pairClock(
  { byKind, byPod, byImage }: LinesOfClock,
  pinsOfPods: ReadonlyMap<string, PinsOfKind>,
  pinsOfImages: ReadonlyMap<string, PinsOfKind>,
  node: string | null,
): Pairing[] {
  const pairings: Pairing[] = [];
  const pair = ({ values, widthMs }: Lines, pins: readonly Pin[], isSameKind: boolean): void => {
    if (pins.length > 0) pairings.push({ lines: values, lineWidthMs: widthMs, pins, isSameKind });
  };
  for (const [pod, lines] of byPod) {
    const rest: Pin[] = [];
    for (const [kind, pins] of pinsOfPods.get(pod) ?? []) {
      const ofKind = byKind.get(`${kind} ${pod}`);
      if (ofKind) pair(ofKind, [...pins.values()], true);
      else rest.push(...[...pins.values()].filter((pin) => !pin.isLoose));
    }
    pair(lines, rest, false);
  }
  for (const [key, lines] of byImage) {
    const [kind = '', image = ''] = key.split(' ');
    const pins = node === null ? undefined : pinsOfImages.get(`${node} ${image}`)?.get(kind);
    if (pins) pair(lines, [...pins.values()], true);
  }
  return pairings;
}
