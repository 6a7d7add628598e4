import type { AnalyzeOptions } from '../analyze-options.ts';
import type { Inputs } from '../formats/reading/inputs.ts';
import type { Bundle } from '../model/bundle.ts';
import type { Reading } from '../model/clock.ts';
import type { Warning } from '../model/evidence.ts';
import type { ReadArtefact } from '../model/input.ts';
import { isMasked } from '../model/masked-text.ts';
import type { Observation } from '../model/observation.ts';
import { ALWAYS, exactly, firstOf, hull, type Interval, lastOf } from '../model/time.ts';
import type { Coverage, Timed } from '../model/timed.ts';
import { type ArtefactFacts, type ClockHints, findCapturedAt, isBelow } from './artefact-facts.ts';
import { isLogLine } from './collect-readings.ts';
import type { SetClock } from './describe-clocks.ts';
import { withoutMaskedNames } from './masked-names.ts';
import { type ClockSettings, setClocks } from './set-clocks.ts';

/** All records with their clocks set, and what else the clocks tell. */
export interface TimedInputs {
  readonly records: readonly Timed[];
  /** When the evidence was saved; open where nothing tells. */
  readonly capturedAt: Interval;
  readonly isCaptureKnown: boolean;
  /** Which spans of which nodes' logs are there. */
  readonly coverage: readonly Coverage[];
  /** Sets the clock of one more reading. */
  readonly at: (reading: Reading) => Interval;
  readonly clocks: readonly SetClock[];
  /** For each artefact: the node that it is of, and the span of its records. */
  readonly artefacts: readonly { readonly node: string | null; readonly span: Interval | null }[];
}

/** The bundles among the inputs, the node that their layouts name for a path, and where paths are. */
export interface BundlesFound {
  readonly bundles: readonly Bundle[];
  readonly nodeOf: ClockHints['bundleNodeOf'];
  readonly places: Pick<ClockHints, 'placeOf' | 'namedPath'>;
}

/** What a user sets about clocks and what bundles say of them, as the clocks take it. */
export function clockHints(
  { capturedAt, timezones }: Pick<AnalyzeOptions, 'capturedAt' | 'timezones'>,
  { bundles, nodeOf, places }: BundlesFound,
): ClockHints {
  // The innermost bundle knows best.
  const inwards = [...bundles].sort((a, b) => b.place.length - a.place.length);
  const all = capturedAt.findLast(({ path }) => path === null);
  return {
    capturedAt: all ? exactly(all.instant) : null,
    capturedAtOfPaths: capturedAt.flatMap(({ path, instant }) =>
      path === null ? [] : [{ path, at: exactly(instant) }],
    ),
    timezone: timezones.findLast(({ node }) => node === null)?.zone ?? null,
    timezoneOfNodes: new Map(timezones.flatMap(({ node, zone }) => (node === null ? [] : [[node, zone] as const]))),
    bundles: inwards.flatMap(({ place, capture }) =>
      capture ? [{ path: place, at: capture.value, statedBy: capture.statedBy }] : [],
    ),
    bundleZones: inwards.flatMap(({ place, zone }) =>
      zone ? [{ path: place, minutes: zone.value, statedBy: zone.statedBy }] : [],
    ),
    bundleNodeOf: nodeOf,
    placeOf: places.placeOf,
    namedPath: places.namedPath,
  };
}

/** Sets all clocks together and gives every record its interval, and the node of its log where it names none itself. */
export function timeRecords(inputs: Inputs, hints: ClockHints, warn: (warning: Warning) => void): TimedInputs {
  const capturedAt = inputs.capturedAt.map(({ path, at }) => ({ path: hints.placeOf(path), at }));
  const facts = inputs.artefacts.map(({ index, path, modifiedAt, spans }): ArtefactFacts => {
    const place = hints.placeOf(path);
    return {
      index,
      path,
      place,
      namedPath: hints.namedPath(path),
      modifiedAt,
      spans,
      capturedAt: findCapturedAt(place, capturedAt),
      bundleNode: hints.bundleNodeOf(path),
      bundleZone: hints.bundleZones.find((zone) => isBelow(place, zone.path)) ?? null,
    };
  });
  const settings = setClocks({ observations: inputs.observations, artefacts: facts, hints });
  for (const { artefact, message } of settings.warnings) {
    warn({ input: artefact === null ? '' : (inputs.artefacts[artefact]?.path ?? ''), line: null, message });
  }
  const nodes = inputs.artefacts.map(({ index }) => settings.nodeOf(index));
  const records = inputs.observations.map((observation): Timed => {
    const named = withoutMaskedNames(observation, inputs.artefacts[observation.evidence.artefact]?.path ?? '');
    const placed = placeOnNode(named, nodes, settings.nodeOfHost);
    const { first, last, subject } = placed;
    const from = first ? settings.at(first, subject) : ALWAYS;
    const ownFirst = first ? settings.onOwnClock(first) : ALWAYS;
    if (!last || last === first) return { observation: placed, first: from, last: from, ownFirst, ownLast: ownFirst };
    return {
      observation: placed,
      first: from,
      last: settings.at(last, subject),
      ownFirst,
      ownLast: settings.onOwnClock(last),
    };
  });
  const at = (reading: Reading) => settings.at(reading);
  return {
    records,
    capturedAt: settings.capturedAt ?? ALWAYS,
    isCaptureKnown: settings.capturedAt !== null,
    coverage: coverageOf(inputs, nodes, settings, at),
    at,
    clocks: settings.clocks,
    artefacts: spanArtefacts(inputs.artefacts, records, nodes, at),
  };
}

/**
 * A line of a node's log that does not name the node is of the log's node, and a node's settings and disks are of the file's. One that
 * names its host is of the node that the API calls so, maybe by its whole name.
 */
function placeOnNode(
  observation: Observation,
  nodes: readonly (string | null)[],
  nodeOfHost: ClockSettings['nodeOfHost'],
): Observation {
  const isOfNode = isLogLine(observation) || isStateOfNode(observation);
  if (!isOfNode) return observation;
  const host = observation.subject.node;
  const node = host === null ? (nodes[observation.evidence.artefact] ?? null) : nodeOfHost(host);
  return node === host ? observation : { ...observation, subject: { ...observation.subject, node } };
}

/** A file with settings, images or disks of a node names it by its place at most. */
function isStateOfNode(observation: Observation): boolean {
  if (observation.kind === 'changed') return observation.change === 'disk-full';
  return observation.kind === 'node-config' || observation.kind === 'node-images';
}

/** The kubelet's log covers a span only where kubelet lines are in it; a log of several nodes covers it for each of them. */
function coverageOf(
  { artefacts, observations }: Inputs,
  nodes: readonly (string | null)[],
  { nodeOfHost }: Pick<ClockSettings, 'nodeOfHost'>,
  at: (reading: Reading) => Interval,
): Coverage[] {
  const originsOf = artefacts.map(() => new Map<string, Set<Coverage['origin']>>());
  for (const observation of observations) {
    const { artefact } = observation.evidence;
    const origins = originsOf[artefact];
    if (!origins || !isLogLine(observation)) continue;
    const host = observation.subject.node;
    const node = host === null || isMasked(host) ? nodes[artefact] : nodeOfHost(host);
    if (!node) continue;
    origins.set(node, (origins.get(node) ?? new Set()).add(observation.origin === 'runtime' ? 'runtime' : 'kubelet'));
  }
  const whole: Coverage[] = [];
  for (const { index, spans } of artefacts) {
    for (const [node, kinds] of originsOf[index] ?? []) {
      const ofNode = spans.filter(({ first }) => {
        const host = keeperNode(first);
        return host === null || nodeOfHost(host) === node;
      });
      const from = firstOf(ofNode.map(({ first }) => at(first)));
      const to = lastOf(ofNode.map(({ last }) => at(last)));
      if (from && to) for (const origin of kinds) whole.push({ node, artefact: index, origin, from, to });
    }
  }
  return whole;
}

function keeperNode({ clock: { keeper } }: Reading): string | null {
  return keeper.kind === 'node' ? keeper.node : null;
}

function spanArtefacts(
  artefacts: readonly ReadArtefact[],
  records: readonly Timed[],
  nodes: readonly (string | null)[],
  at: (reading: Reading) => Interval,
): { node: string | null; span: Interval | null }[] {
  const spans = artefacts.map(({ spans: ofLog }) => ofLog.flatMap(({ first, last }) => [at(first), at(last)]));
  for (const { observation, first, last } of records) {
    if (observation.kind === 'waiting-series') {
      for (const samples of [observation.waitingAtMs, observation.notWaitingAtMs]) {
        const begin = samples[0];
        const end = samples.at(-1);
        if (begin !== undefined && end !== undefined)
          spans[observation.evidence.artefact]?.push({ earliest: begin, latest: end });
      }
    } else if (observation.first) spans[observation.evidence.artefact]?.push(first, last);
  }
  return artefacts.map(({ index }) => ({ node: nodes[index] ?? null, span: hull(spans[index] ?? []) }));
}
