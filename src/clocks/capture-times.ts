import type { Clock } from '../model/clock.ts';
import type { Instant, Interval } from '../model/time.ts';
import { hull, intersect, lastOf, widen } from '../model/time.ts';
import { type ArtefactFacts, type ClockHints, folderOf, isBelow } from './artefact-facts.ts';
import type { ClockUse } from './collect-readings.ts';
import { findTimeInName } from './instant-text.ts';
import { LEAST_ZONE_MINUTES, MOST_ZONE_MINUTES } from './zones.ts';

/** When an artefact was saved, and by which sign that is known. */
export interface Capture {
  readonly at: Interval;
  readonly sign: CaptureSign;
  /** The sign in words, to stand after "the capture time, ". */
  readonly said: string;
}

/** Signs of the capture time, the best first. */
const CAPTURE_SIGNS = [
  'user-for-path',
  'user',
  'captured-at-file',
  'bundle',
  'ages',
  'archive-header',
  'name',
  'siblings',
  'newest-record',
  'file-system',
] as const;
export type CaptureSign = (typeof CAPTURE_SIGNS)[number];

/** The signs that tell the capture itself, not only a bound of it. */
export function tellsCapture(sign: CaptureSign): boolean {
  return CAPTURE_SIGNS.indexOf(sign) <= CAPTURE_SIGNS.indexOf('name');
}

const MINUTE = 60_000;
/** A command that prints ages runs some 0.1 s to 2 s before its output is written whole. */
const COMMAND_MS = 2000;
/** Archive headers and most file systems give whole seconds. */
const SECOND = 1000;
/** The files of one collection are saved within this time of what its `captured-at` file says, when nothing tells more. */
const COLLECTION_MS = 2000;
/** Clocks of nodes and of the collecting machine may differ by this much before a capture time is called wrong. */
const TOLERATED_MS = 2 * MINUTE;
/** Files saved in one go are saved within this time. */
const TOGETHER_MS = 10 * MINUTE;
/** Before Kubernetes' first commit no cluster was saved: an archive made without times says 1970 or 1980. */
const FIRST_POSSIBLE: Instant = Date.UTC(2014, 5, 6);

/** What is decided on the artefacts' capture times, and the signs that were turned down. */
export interface CaptureTimes {
  readonly of: ReadonlyMap<number, Capture>;
  readonly rejected: readonly { readonly artefact: number; readonly message: string }[];
}

/** Finds when each artefact was saved. `uses` tells the newest absolute record of each. */
export function findCaptures(
  artefacts: readonly ArtefactFacts[],
  hints: ClockHints,
  uses: Iterable<ClockUse>,
): CaptureTimes {
  const newest = newestOfArtefacts(uses);
  const newestInFolder = new Map<string, Instant>();
  for (const { index, path, place = path } of artefacts) {
    const at = newest.get(index);
    if (at === undefined) continue;
    const folder = folderOf(place);
    newestInFolder.set(folder, Math.max(at, newestInFolder.get(folder) ?? -Infinity));
  }
  const of = new Map<number, Capture>();
  const rejected: { artefact: number; message: string }[] = [];
  for (const artefact of artefacts) {
    const own = newest.get(artefact.index) ?? -Infinity;
    for (const capture of signsOf(artefact, hints, own, newestInFolder)) {
      const isLate = own > capture.at.latest + TOLERATED_MS;
      if (!isLate && capture.at.latest >= FIRST_POSSIBLE) {
        const isOpen = capture.at.earliest === -Infinity && capture.at.latest === Infinity;
        if (!isOpen) of.set(artefact.index, capture);
        break;
      }
      const reason = isLate
        ? `the file holds a record of ${stamp(own)}, which is later`
        : 'no cluster was saved before 2014, so the archive was made without times';
      rejected.push({
        artefact: artefact.index,
        message: `The capture time ${stamp(capture.at.earliest)}, ${capture.said}, is not used: ${reason}.`,
      });
    }
  }
  return { of, rejected };
}

function* signsOf(
  artefact: ArtefactFacts,
  hints: ClockHints,
  newest: Instant,
  newestInFolder: ReadonlyMap<string, Instant>,
): Generator<Capture> {
  const { path, place = path, namedPath = path, modifiedAt } = artefact;
  const named = hints.capturedAtOfPaths
    .filter((hint) => isBelow(path, hint.path) || isBelow(namedPath, hint.path) || path.endsWith(`/${hint.path}`))
    .reduce<{ path: string; at: Interval } | null>(
      (best, hint) => (best === null || hint.path.length >= best.path.length ? hint : best),
      null,
    );
  if (named) yield { at: named.at, sign: 'user-for-path', said: `given for this path with --captured-at` };
  if (hints.capturedAt) yield { at: hints.capturedAt, sign: 'user', said: 'given with --captured-at' };
  if (artefact.capturedAt)
    yield {
      at: widen(artefact.capturedAt, COLLECTION_MS),
      sign: 'captured-at-file',
      said: 'from the captured-at file beside the evidence',
    };
  const header =
    modifiedAt?.by === 'archive-header'
      ? { earliest: modifiedAt.instant - COMMAND_MS, latest: modifiedAt.instant + SECOND }
      : null;
  for (const bundle of hints.bundles)
    if (isBelow(place, bundle.path)) {
      const said = `from ${bundle.statedBy} of the bundle`;
      const both = header && intersect(bundle.at, header);
      // Each file was written when its own command ran; an archive that was packed later says nothing of that.
      if (both)
        yield { at: notBefore(both, newest), sign: 'bundle', said: `${said} and the file's time in the archive` };
      yield { at: notBefore(bundle.at, newest), sign: 'bundle', said };
    }
  if (header) yield { at: header, sign: 'archive-header', said: "from the file's time in the archive" };
  const inName = captureInName(namedPath, newest);
  if (inName) yield inName;
  yield boundedCapture(artefact, newest, newestInFolder);
}

/** The time in the path's last component that has one; in the collector's zone, which is open unless the name states it. */
function captureInName(path: string, newest: Instant): Capture | null {
  for (const component of path.split(/[/!]+/).reverse()) {
    const found = findTimeInName(component);
    if (!found) continue;
    const { local, widthMs, zoneMinutes } = found;
    const east = zoneMinutes ?? MOST_ZONE_MINUTES;
    const west = zoneMinutes ?? LEAST_ZONE_MINUTES;
    const at = { earliest: local - east * MINUTE, latest: local - west * MINUTE + widthMs };
    return {
      at: notBefore(at, newest),
      sign: 'name',
      said: `from the name ${component}${zoneMinutes === null ? ', whose zone is not known' : ''}`,
    };
  }
  return null;
}

/** A capture within those bounds is after the newest record of the file. */
function notBefore(at: Interval, newest: Instant): Interval {
  return newest > at.earliest && newest <= at.latest ? { earliest: newest, latest: at.latest } : at;
}

/** What bounds the capture where no sign tells it: the newest record from below, the file system's time from above. */
function boundedCapture(
  { path, place = path, modifiedAt }: ArtefactFacts,
  newest: Instant,
  newestInFolder: ReadonlyMap<string, Instant>,
): Capture {
  const beside = (newestInFolder.get(folderOf(place)) ?? -Infinity) - TOGETHER_MS;
  const earliest = Math.max(newest, beside);
  const saved = modifiedAt === null || modifiedAt.instant < FIRST_POSSIBLE ? Infinity : modifiedAt.instant + SECOND;
  const latest = saved >= earliest - TOLERATED_MS ? Math.max(saved, earliest) : Infinity;
  const above = latest === Infinity ? '' : ' and before the file was last written';
  if (earliest === -Infinity)
    return { at: { earliest, latest }, sign: 'file-system', said: 'known only to be before the file was last written' };
  return newest >= beside
    ? {
        at: { earliest, latest },
        sign: 'newest-record',
        said: `known only to be after the newest record of the file${above}`,
      }
    : {
        at: { earliest, latest },
        sign: 'siblings',
        said: `taken to be at most 10 minutes before the newest record of the files beside it${above}`,
      };
}

function newestOfArtefacts(uses: Iterable<ClockUse>): Map<number, Instant> {
  const newest = new Map<number, Instant>();
  for (const { clock, most } of uses) {
    if (clock.notation !== 'absolute') continue;
    // A node's clock may be ahead; what it stamps bounds the capture only so far.
    const at = isReference(clock) ? most - SECOND : most - TOLERATED_MS;
    newest.set(clock.artefact, Math.max(at, newest.get(clock.artefact) ?? -Infinity));
  }
  return newest;
}

function isReference({ keeper }: Clock): boolean {
  return keeper.kind === 'api-server' || keeper.kind === 'monitoring';
}

/** An age beside the stamp that it was counted from: the capture lies in `at`. */
export interface AgeMatch {
  readonly at: Interval;
}

/** A collection may take this long: within it, ages that agree with stamps tell the capture of a single file better. */
const COLLECTION_LIMIT_MS = 10 * MINUTE;

/**
 * Narrows a capture time by ages whose stamps are known to the second from other files: capture = stamp + age. The clock
 * of the node falls out. Returns the capture unchanged where the matches do not agree among themselves.
 */
export function refineCapture(capture: Capture | null, matches: readonly AgeMatch[]): Capture | null {
  const agreed = agreeOnCapture(matches);
  if (agreed === null) return capture;
  const said = 'by ages whose stamps stand in other files';
  if (capture === null || !tellsCapture(capture.sign)) return { at: agreed.at, sign: 'ages', said };
  const both = intersect(capture.at, agreed.at);
  if (both) return { at: both, sign: capture.sign, said: `${capture.said}, narrowed ${said}` };
  if (capture.sign === 'user-for-path' || capture.sign === 'user') return capture;
  const isNear = intersect(widen(capture.at, COLLECTION_LIMIT_MS), agreed.at) !== null;
  if (capture.sign !== 'captured-at-file' && capture.sign !== 'bundle')
    return agreed.count > 1 || isNear ? { at: agreed.at, sign: 'ages', said } : capture;
  return isNear ? { at: agreed.at, sign: 'ages', said } : capture;
}

/** The instants that most matches allow; null unless more than half of them agree. */
function agreeOnCapture(matches: readonly AgeMatch[]): { readonly at: Interval; readonly count: number } | null {
  const ends = matches
    .flatMap(({ at }) => [
      { at: at.earliest, step: 1 },
      { at: at.latest, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.step - a.step);
  let depth = 0;
  let best: { readonly at: Interval; readonly count: number } | null = null;
  for (let i = 0; i < ends.length; i++) {
    depth += ends[i]!.step;
    const next = ends[i + 1];
    if (ends[i]!.step === 1 && next && depth > (best?.count ?? 0))
      best = { at: { earliest: ends[i]!.at, latest: next.at }, count: depth };
  }
  return best !== null && best.count * 2 > matches.length ? best : null;
}

function stamp(instant: Instant): string {
  return Math.abs(instant) <= 8e15 ? new Date(instant).toISOString() : 'no calendar holds';
}

/** The capture as a whole: what the best sign says of all artefacts that have it; null where nothing bounds it. */
export function summariseCaptures(captures: Iterable<Capture>): Interval | null {
  const all = [...captures].filter(({ at }) => Number.isFinite(at.earliest) || Number.isFinite(at.latest));
  const telling = all.filter(({ sign }) => tellsCapture(sign));
  if (telling.length > 0) {
    // An archive may have more members than a call takes arguments.
    const best = telling.reduce((least, { sign }) => Math.min(least, CAPTURE_SIGNS.indexOf(sign)), Infinity);
    return hull(telling.filter(({ sign }) => CAPTURE_SIGNS.indexOf(sign) === best).map(({ at }) => at));
  }
  // Each is only a bound: the evidence was complete after the newest record of any file.
  return all.length === 0 ? null : lastOf(all.map(({ at }) => at));
}
