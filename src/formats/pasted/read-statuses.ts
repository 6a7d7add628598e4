import { NO_EVENT, type Observation } from '../../model/observation.ts';
import { pulledImageOf } from '../../model/pulled-image.ts';
import { type ContainerType, type Subject, subject } from '../../model/subject.ts';
import { PULL_WAITING_REASONS, problemOfReason } from '../container-reason.ts';
import { readEventMessage } from '../event-message.ts';
import type { ObjectPlace, ReadContext } from '../format.ts';
import { readPicture } from '../kubectl/reading.ts';
import { cutMessage, type Fields, fieldsOf, isFields, listOf, textOf, writeExcerpt } from '../objects/fields.ts';

/** What stands around a value in the piece that it is of. */
type Around = Partial<Subject>;

const STATUS_LISTS: Readonly<Record<string, ContainerType>> = {
  initContainerStatuses: 'init',
  containerStatuses: 'regular',
  ephemeralContainerStatuses: 'ephemeral',
};
/** Pods are not nested deeper; a list of lists of pods is. */
const DEPTH = 12;

/**
 * Hands on what a piece of a pod's status or of an Event says, however much of the object around it is missing. Gives how
 * many statements it found.
 */
export function observeStatuses(value: unknown, place: ObjectPlace, context: ReadContext): number {
  const found: Observation[] = [];
  walk(value, {}, DEPTH, place, context, found);
  for (const observation of found) context.observe(observation);
  return found.length;
}

function walk(
  value: unknown,
  around: Around,
  depth: number,
  place: ObjectPlace,
  context: ReadContext,
  found: Observation[],
): void {
  if (depth === 0) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, around, depth - 1, place, context, found);
    return;
  }
  if (!isFields(value)) return;
  const about = { ...around, ...placeOf(value) };
  const event = readEventPiece(value, about, place, context);
  if (event) {
    found.push(event);
    return;
  }
  const waiting = isFields(value['waiting']) ? value['waiting'] : isBareWaiting(value) ? value : null;
  const observation = waiting && readWaiting(waiting, about, place, context);
  if (observation) {
    found.push(observation);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'lastState' || key === 'spec' || key === 'conditions' || typeof inner !== 'object') continue;
    const containerType = STATUS_LISTS[key];
    walk(inner, containerType ? { ...about, containerType } : about, depth - 1, place, context, found);
  }
}

/** What an object shows of the pod or the container that it is of. */
function placeOf(value: Fields): Around {
  const metadata = fieldsOf(value['metadata']);
  const pod = textOf(metadata['name']);
  if (pod !== null && !isFields(value['involvedObject']))
    return {
      namespace: textOf(metadata['namespace']),
      pod,
      podUid: textOf(metadata['uid']),
      node: textOf(fieldsOf(value['spec'])['nodeName']),
    };
  if (!isFields(value['state'])) return {};
  const image = textOf(value['image']);
  const container = textOf(value['name']);
  return { ...(container === null ? {} : { container }), ...(image === null ? {} : { image }) };
}

/** `{ "reason": "ErrImagePull", "message": … }` without the `waiting` around it. */
function isBareWaiting(value: Fields): boolean {
  const isBare = Object.keys(value).every((key) => key === 'reason' || key === 'message');
  return isBare && PULL_WAITING_REASONS.has(textOf(value['reason']) ?? '');
}

function readWaiting(waiting: Fields, about: Around, place: ObjectPlace, context: ReadContext): Observation | null {
  const reason = textOf(waiting['reason']);
  if (reason === null) return null;
  const message = textOf(waiting['message']);
  const problem = problemOfReason(reason);
  const shared = sharedOf(about, place, context, [`state.waiting.reason: ${reason}`, message]);
  if (problem) return { ...shared, kind: 'other-problem', problem, reason, message: message ?? '' };
  const image = about.image ?? imageIn(message);
  return { ...shared, subject: subject({ ...about, image }), kind: 'waiting', reason, message };
}

/** The image that a waiting message names: of the kubelet's back-off, or within the runtime's error. */
function imageIn(message: string | null): string | null {
  if (message === null) return null;
  const meaning = readEventMessage({ type: null, reason: 'Failed', message, component: 'kubelet', fieldPath: null });
  return meaning?.subject.image ?? pulledImageOf(message);
}

/** An Event, or what is left of one: reason and message, and the pod where `involvedObject` is there. */
function readEventPiece(value: Fields, about: Around, place: ObjectPlace, context: ReadContext): Observation | null {
  const message = textOf(value['message'] ?? value['note']);
  const reason = textOf(value['reason']);
  const object = fieldsOf(value['involvedObject'] ?? value['regarding']);
  if (message === null || (reason !== null && PULL_WAITING_REASONS.has(reason))) return null;
  const fieldPath = textOf(object['fieldPath']);
  const meaning = readEventMessage({
    type: textOf(value['type']),
    reason: reason ?? '',
    message,
    component: 'kubelet',
    fieldPath,
  });
  if (!meaning?.subject.image || meaning.claim.kind === 'sandbox-failed') return null;
  const pod = object['kind'] === undefined || object['kind'] === 'Pod' ? textOf(object['name']) : null;
  const whose = { pod, namespace: textOf(object['namespace']), podUid: textOf(object['uid']) };
  const shared = sharedOf({ ...about, ...meaning.subject, ...whose }, place, context, [reason, message]);
  return {
    ...shared,
    ...meaning.claim,
    origin: 'event',
    first: null,
    last: null,
    combined: meaning.combined,
  } as Observation;
}

function sharedOf(about: Around, place: ObjectPlace, context: ReadContext, parts: readonly (string | null)[]) {
  const picture = readPicture(context);
  return {
    origin: 'status',
    subject: subject(about),
    first: picture,
    last: picture,
    ...NO_EVENT,
    evidence: {
      artefact: context.artefact,
      line: place.line,
      item: place.item,
      excerpt: writeExcerpt([about.container ? `container: ${about.container}` : null, ...parts.map(cutMessage)]),
    },
  } satisfies Omit<Observation, 'kind'>;
}

/** Whether an object holds a container's state as a status has it; quick. */
export function holdsStatus(value: Fields): boolean {
  return (
    isFields(value['waiting']) ||
    isFields(fieldsOf(value['state'])['waiting']) ||
    isBareWaiting(value) ||
    [value, fieldsOf(value['status'])].some((status) =>
      Object.keys(STATUS_LISTS).some((key) => listOf(status[key]).some((container) => isFields(container['state']))),
    )
  );
}
