import type { Clock, Reading } from '../model/clock.ts';
import { normaliseImage } from '../model/image-reference.ts';
import type { Subject } from '../model/subject.ts';
import type { Interval } from '../model/time.ts';
import type { Pairing, Pin, Relation } from './agree-on-zone.ts';
import { collectSamples } from './agree-with-samples.ts';
import { type Collected, type LineGroup, podKey } from './collect-readings.ts';
import type { NodeFinder } from './find-nodes.ts';

/** What a clock's lines are paired with. */
export interface PairedLines {
  /** Stamps of the same physical clock. */
  readonly stamps: readonly Pairing[];
  /** Metric samples, by monitoring's clock, each of which proves a failure shortly before. */
  readonly samples: readonly Pairing[];
}

interface Lines {
  readonly values: number[];
  widthMs: number;
}

/** Kinds of which a kubelet writes both an Event and a line, each time. */
const PULL_KINDS: ReadonlySet<string> = new Set(['pull-failed', 'back-off', 'check-failed', 'sandbox-failed']);

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
  { lines, others }: Collected,
  open: ReadonlySet<Clock>,
  nodes: NodeFinder,
  local: (reading: Reading) => number,
  pinned: (reading: Reading) => Interval | null,
): Map<Clock, PairedLines> {
  const pairings = new Map<Clock, PairedLines>();
  const images = rememberImages();
  const openLines = collectLines(lines, open, local, images);
  if (openLines.size === 0) return pairings;
  const byPod = new Map<string, PinsOfKind>();
  const byImage = new Map<string, PinsOfKind>();
  const pinDown = (reading: Reading, kind: string, subject: Subject): void => {
    const pin = reading.clock.keeper.kind === 'node' && !open.has(reading.clock) ? pinned(reading) : null;
    if (pin === null || !Number.isFinite(pin.latest - pin.earliest)) return;
    const pod = podKey(subject);
    if (pod !== null) addPin(byPod, pod, kind, pin);
    const image = images(subject.image);
    if (image === null) return;
    const node = nodes.ofClock(reading.clock) ?? nodes.ofPod(subject) ?? nameFile(reading.clock);
    addPin(byImage, `${node} ${image}`, kind, pin);
  };
  for (const { kind, first, last, subject } of others) {
    if (first) pinDown(first, kind, subject);
    if (last && last !== first) pinDown(last, kind, subject);
  }
  for (const { clock, kind, subject, values, widthMs } of lines)
    if (!open.has(clock)) for (const valueMs of values) pinDown({ clock, valueMs, widthMs }, kind, subject);
  const samples = collectSamples(others);
  for (const [clock, ofClock] of openLines) {
    const stamps = pairClock(ofClock, byPod, byImage, nodes.ofClock(clock) ?? nameFile(clock));
    pairings.set(clock, { stamps, samples: pairWithSamples(ofClock, samples) });
  }
  return pairings;
}

/** The runtime's and the kubelet's lines of one file are of one node, whichever that is. */
function nameFile({ artefact }: Clock): string {
  return `file ${artefact}`;
}

/** Normalises references, each once. */
function rememberImages(): (image: string | null) => string | null {
  const images = new Map<string, string | null>();
  return (image) => {
    if (image === null) return null;
    let normalised = images.get(image);
    if (normalised === undefined) {
      normalised = normaliseImage(image);
      images.set(image, normalised);
    }
    return normalised;
  };
}

function collectLines(
  groups: readonly LineGroup[],
  open: ReadonlySet<Clock>,
  local: (reading: Reading) => number,
  images: (image: string | null) => string | null,
): Map<Clock, LinesOfClock> {
  const lines = new Map<Clock, LinesOfClock>();
  for (const { clock, kind, pod, subject, values, widthMs } of groups) {
    if (!open.has(clock)) continue;
    let ofClock = lines.get(clock);
    if (!ofClock) {
      ofClock = { byKind: new Map(), byPod: new Map(), byImage: new Map() };
      lines.set(clock, ofClock);
    }
    const locals = values.map((valueMs) => local({ clock, valueMs, widthMs }));
    const image = pod === null ? images(subject.image) : null;
    if (pod !== null) {
      addLines(ofClock.byKind, `${kind} ${pod}`, locals, widthMs);
      addLines(ofClock.byPod, pod, locals, widthMs);
    } else if (image !== null) addLines(ofClock.byImage, `${kind} ${image}`, locals, widthMs);
  }
  for (const { byKind, byPod, byImage } of lines.values())
    for (const group of [byKind, byPod, byImage]) for (const { values } of group.values()) values.sort((a, b) => a - b);
  return lines;
}

function addLines(lines: Map<string, Lines>, key: string, values: readonly number[], widthMs: number): void {
  const known = lines.get(key);
  if (known) {
    for (const value of values) known.values.push(value);
    known.widthMs = Math.max(known.widthMs, widthMs);
  } else lines.set(key, { values: [...values], widthMs });
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
  node: string,
): Pairing[] {
  const pairings: Pairing[] = [];
  const pair = ({ values, widthMs }: Lines, pins: readonly Pin[], relation: Relation): void => {
    if (pins.length > 0) pairings.push({ lines: values, lineWidthMs: widthMs, pins, relation });
  };
  for (const [pod, lines] of byPod) {
    const problems: Pin[] = [];
    const rest: Pin[] = [];
    for (const [kind, pins] of pinsOfPods.get(pod) ?? []) {
      const ofKind = PULL_KINDS.has(kind) ? byKind.get(`${kind} ${pod}`) : undefined;
      if (ofKind) pair(ofKind, [...pins.values()], 'same');
      else (kind === 'other-problem' || PULL_KINDS.has(kind) ? problems : rest).push(...pins.values());
    }
    pair(lines, problems, 'problems');
    pair(lines, rest, 'pod');
  }
  for (const [key, lines] of byImage) {
    const [kind = '', image = ''] = key.split(' ');
    const pins = pinsOfImages.get(`${node} ${image}`)?.get(kind);
    if (pins) pair(lines, [...pins.values()], 'same');
  }
  return pairings;
}

function pairWithSamples({ byKind }: LinesOfClock, samples: ReadonlyMap<string, readonly Pin[]>): Pairing[] {
  const pairings: Pairing[] = [];
  for (const [pod, pins] of samples) {
    const lines = byKind.get(`pull-failed ${pod}`);
    if (lines) pairings.push({ lines: lines.values, lineWidthMs: lines.widthMs, pins, relation: 'same' });
  }
  return pairings;
}
