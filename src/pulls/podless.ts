import { formatImageReference, parseImageReference } from '../model/image-reference.ts';
import { addTo } from '../model/lists.ts';
import { type Interval, overlaps, widen } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';
import { type Draft, tellsOfFailure } from './drafts.ts';
import { joinCopies } from './join-copies.ts';

/** From a runtime's line to the kubelet's about the same call, and to the whole second of an Event about it, at the most. */
const LINE_REACH_MS = 1_500;
const EVENT_REACH_MS = 1_200;

/**
 * Gives the records that name no pod to the failing containers that wait for their image on their node: to the only
 * one, or to the one whose own record follows at once. What fits several is left out, and what fits none makes a draft
 * of its own, keyed by image and input; the same lines in two inputs make one. A failure that names no image either is told by its time alone, and makes a draft
 * only where nothing else is known to fail on that node.
 */
export function attributePodless(drafts: readonly Draft[], podless: readonly Timed[]): Draft[] {
  const failing = new Map<string, Draft[]>();
  // Ten thousand lines name the same few images.
  const identified = new Map<string, string>();
  const identify = (text: string): string => {
    const known = identified.get(text) ?? identifyImage(text);
    identified.set(text, known);
    return known;
  };
  for (const draft of drafts) {
    if (draft.image === null || !draft.records.some(({ observation }) => tellsOfFailure(observation))) continue;
    addTo(failing, identify(draft.image), draft);
  }
  // By the containers' own records, before others are joined to them.
  const callsOf = new Map([...failing.values()].flat().map((draft) => [draft, failedCalls(draft)]));
  const arrange = (drafts: readonly Draft[]): Waiting => ({
    drafts,
    calls: drafts.flatMap((draft) => callsOf.get(draft) ?? []).sort((a, b) => a.at - b.at),
  });
  const waitingFor = new Map<string, Waiting>();
  const findWaiting = (image: string, node: string | null): Waiting => {
    const key = `${image}\n${node ?? ''}`;
    const waiting = waitingFor.get(key) ?? arrange((failing.get(image) ?? []).filter((draft) => mayBeOn(draft, node)));
    waitingFor.set(key, waiting);
    return waiting;
  };

  let tagged: Map<string, Set<string>> | null = null;
  const findTags = () => (tagged ??= tagsByName(podless));
  const apart = new Map<string, Draft>();
  const openApart = ({ observation: { subject, evidence } }: Timed, image: string, text: string | null): Draft => {
    const key = `${image}\n${evidence.artefact}\n${subject.node ?? ''}`;
    const { container, containerType, node } = subject;
    const draft = apart.get(key) ?? {
      pod: null,
      container,
      containerType,
      image: text,
      node,
      records: [],
      undecidedWith: new Set<string>(),
      sharesBackoff: false,
    };
    apart.set(key, draft);
    return draft;
  };
  const imageless: Timed[] = [];
  for (const record of podless) {
    const { observation } = record;
    const text = observation.subject.image;
    if (text === null) {
      if (isOfRuntime(observation) && tellsOfFailure(observation)) imageless.push(record);
      continue;
    }
    const whole = tagLeftOut(record, text, findTags) ?? text;
    const image = identify(whole);
    const { node } = observation.subject;
    const waiting = findWaiting(image, node);
    const { drafts } = waiting;
    const home = drafts.length === 1 ? drafts[0] : nearestDraft(waiting, record);
    if (home) {
      home.records.push(record);
      if (home.image !== null && isFuller(text, home.image)) home.image = text;
    } else if (drafts.length === 0 && tellsOfFailure(observation)) {
      openApart(record, image, whole).records.push(record);
    } else if (drafts.length === 0) {
      apart.get(`${image}\n${observation.evidence.artefact}\n${node ?? ''}`)?.records.push(record);
    }
  }
  const known = [...[...failing.values()].flat(), ...apart.values()];
  for (const draft of apart.values()) callsOf.set(draft, failedCalls(draft));
  const onNode = new Map<string | null, Waiting>();
  for (const record of imageless) {
    const { node } = record.observation.subject;
    const waiting = onNode.get(node) ?? arrange(known.filter((draft) => mayBeOn(draft, node)));
    onNode.set(node, waiting);
    const [only, ...others] = waiting.drafts;
    const isOnly = only !== undefined && others.length === 0 && mayBeOneCall(only, record);
    const home = isOnly ? only : nearestDraft(waiting, record);
    if (home) home.records.push(record);
    else if (waiting.drafts.length === 0) openApart(record, '', null).records.push(record);
  }
  return [...drafts, ...joinCopies([...apart.values()], identify)];
}

/** Which references with a tag or digest the records of each file name, by the reference without. */
function tagsByName(records: readonly Timed[]): Map<string, Set<string>> {
  const tags = new Map<string, Set<string>>();
  for (const { observation } of records) {
    const { image } = observation.subject;
    const reference = image === null ? null : parseImageReference(image);
    if (image === null || !reference || (reference.tag === null && reference.digest === null)) continue;
    const key = nameKey(observation.evidence.artefact, formatImageReference({ ...reference, tag: null, digest: null }));
    tags.set(key, (tags.get(key) ?? new Set()).add(image));
  }
  return tags;
}

function nameKey(artefact: number, name: string): string {
  return `${artefact}\n${name}`;
}

/**
 * The reference that dockerd means where its error leaves out the tag (moby distribution/errors.go): the only one of that
 * repository in the same file. Null for every other error.
 */
function tagLeftOut(
  { observation }: Timed,
  image: string,
  findTags: () => ReadonlyMap<string, Set<string>>,
): string | null {
  if (observation.kind !== 'pull-failed' || !observation.message?.includes(`pull access denied for ${image},`))
    return null;
  const reference = parseImageReference(image);
  if (!reference || reference.tag !== null || reference.digest !== null) return null;
  const key = nameKey(observation.evidence.artefact, formatImageReference(reference));
  const [only, ...others] = findTags().get(key) ?? [];
  return others.length === 0 ? (only ?? null) : null;
}

/** Whether a line of the same file can be about the same call; where the zone of one of them is open, many times fit. */
function mayBeOneCall({ records }: Draft, { observation, first }: Timed): boolean {
  const near = widen(first, LINE_REACH_MS);
  return records.some(
    (record) =>
      record.observation.kind === 'pull-failed' &&
      record.observation.evidence.artefact === observation.evidence.artefact &&
      overlaps(record.first, near),
  );
}

/** What a runtime or its client says is of one node's pulls, also without a name; a status without one may be anything. */
function isOfRuntime({ origin }: Timed['observation']): boolean {
  return origin === 'runtime' || origin === 'cri-client';
}

function mayBeOn(draft: Draft, node: string | null): boolean {
  return draft.node === null || node === null || draft.node === node;
}

/** Runtimes leave out the tag where there is a digest (containerd reference/docker NormalizedNamed), the spec does not. */
function identifyImage(text: string): string {
  const reference = parseImageReference(text);
  if (!reference) return text;
  return formatImageReference(reference.digest === null ? reference : { ...reference, tag: null });
}

function isFuller(text: string, other: string): boolean {
  if (text === other || !text.includes('@')) return false;
  return parseImageReference(text)?.tag != null && parseImageReference(other)?.tag === null;
}

/** Containers that a record may be about, with the times of their failed calls in ascending order. */
interface Waiting {
  readonly drafts: readonly Draft[];
  readonly calls: readonly FailedCall[];
}

interface FailedCall {
  readonly at: number;
  /** A record of the same call is no further away. */
  readonly reachMs: number;
  readonly draft: Draft;
}

/** When the kubelet's own lines about the draft's failed calls were written, which follow the runtime's at once; else its Events' times. */
function failedCalls(draft: Draft): FailedCall[] {
  const lines: FailedCall[] = [];
  const events: FailedCall[] = [];
  for (const { observation, first, last } of draft.records) {
    if (observation.kind !== 'pull-failed') continue;
    const [calls, reachMs] = observation.origin === 'event' ? [events, EVENT_REACH_MS] : [lines, LINE_REACH_MS];
    for (const at of new Set([middle(first), middle(last)])) calls.push({ at, reachMs, draft });
  }
  return lines.length > 0 ? lines : events;
}

/** The draft with the failed call that is nearest to the record, if one is near enough to be the same. */
function nearestDraft({ calls }: Waiting, record: Timed): Draft | null {
  const at = middle(record.first);
  let from = 0;
  for (let to = calls.length; from < to; ) {
    const half = (from + to) >> 1;
    if (calls[half]!.at < at - LINE_REACH_MS) from = half + 1;
    else to = half;
  }
  let nearest: Draft | null = null;
  let distance = Infinity;
  for (let index = from; index < calls.length && calls[index]!.at <= at + LINE_REACH_MS; index++) {
    const call = calls[index]!;
    const apart = Math.abs(call.at - at);
    if (apart <= call.reachMs && apart < distance) {
      nearest = call.draft;
      distance = apart;
    }
  }
  return nearest;
}

function middle({ earliest, latest }: Interval): number {
  return (earliest + latest) / 2;
}
