import type { ClockKeeper, Reading } from '../../model/clock.ts';
import type { ContainerSpec, Observation } from '../../model/observation.ts';
import { type Subject, subject } from '../../model/subject.ts';
import { readEventMessage } from '../event-message.ts';
import type { EventMeaning } from '../event-text.ts';
import type { ReadContext } from '../format.ts';
import type { Age } from './age.ts';
import { cutExcerpt } from './excerpt.ts';
import { readWhen } from './reading.ts';
import type { Stamp } from './stamp.ts';

/** A row of an events table, with what its table and the text around it show. */
export interface EventRow {
  /** 1-based line of the row. */
  readonly line: number;
  /** The row as written; line breaks of the message included. */
  readonly text: string;
  readonly type: string | null;
  readonly reason: string;
  readonly message: string;
  /** `kubelet`, or `kubelet, node-1` as kubectl printed until 1.19; null or empty where not shown. */
  readonly source: string | null;
  readonly fieldPath: string | null;
  readonly last: Age | Stamp;
  /** Null where the table has no column for it. */
  readonly first: Age | Stamp | null;
  readonly count: number;
}

/** What the description around a table shows of its pod. */
export interface PodAround {
  readonly subject: Partial<Subject>;
  readonly containers: readonly ContainerSpec[];
  /** Names of the containers that wait for their image. */
  readonly waiting: readonly string[];
  /** kubectl up to 1.22 may have printed it, which shows a series (events.k8s.io) by its first time alone, without a count. */
  readonly mayHideRepeats?: boolean;
  /** The controller that the table is about, where it is about no pod. */
  readonly of?: { readonly kind: string; readonly name: string } | null;
}

/** Kinds of observations that are about a container's image. */
const IMAGE_KINDS: ReadonlySet<string> = new Set([
  'pull-started',
  'pull-failed',
  'pull-succeeded',
  'image-present',
  'back-off',
  'check-failed',
]);

// kubectl 1.35 and later put the field path before the message: kubectl v0.35.0 pkg/describe/describe.go DescribeEvents.
const FIELD_PATH = /^(spec\.(?:containers|initContainers|ephemeralContainers)(?:\{[^}]*\}|\[[0-9]+\])): /;

/** Hands on what a row of an events table says; nothing where it says nothing about pulls and is no problem. */
export function observeEventRow(context: ReadContext, row: EventRow, pod: PodAround): void {
  const observation = readEventRow(context, row, pod);
  if (observation) context.observe(observation);
}

/** The observation that a row of an events table stands for; null where it says nothing about pulls and is no problem. */
export function readEventRow(context: ReadContext, row: EventRow, pod: PodAround): Observation | null {
  const prefix = row.fieldPath === null ? FIELD_PATH.exec(row.message) : null;
  const [component = '', host = null] = (row.source ?? '').split(/, */);
  const meaning = readEventMessage({
    type: row.type,
    reason: row.reason,
    message: prefix ? row.message.slice(prefix[0].length) : row.message,
    component: component || null,
    fieldPath: prefix?.[1] ?? row.fieldPath,
  });
  if (!meaning) return null;
  const about = subject({ ...pod.subject, ...meaning.subject, ...containerOf(meaning, pod) });
  const keeper = keeperOf(meaning, component, host ?? about.node);
  const shown = readWhen(context, row.last, keeper);
  // Up to 1.19 the node stands behind the component, and a series shows no time at all.
  const mayRepeat = row.count === 1 && pod.mayHideRepeats === true && host === null;
  const last = mayRepeat ? sinceThen(shown) : shown;
  return {
    origin: 'event',
    ...meaning.claim,
    ...(meaning.claim.kind === 'changed' && pod.of ? { of: pod.of } : {}),
    subject: keeper.kind === 'node' && about.node === null ? { ...about, node: host } : about,
    first: row.count === 1 && (row.first !== null || mayRepeat) ? shown : readWhen(context, row.first, keeper),
    last,
    count: row.count,
    storedAt: null,
    eventUid: null,
    combined: meaning.combined,
    evidence: { artefact: context.artefact, line: row.line, item: null, excerpt: cutExcerpt(row.text) },
  };
}

/** Some time from the age that is printed to the picture itself. */
function sinceThen(age: Reading | null): Reading | null {
  if (age === null || age.clock.notation !== 'age' || age.valueMs < 0) return age;
  return { clock: age.clock, valueMs: 0, widthMs: age.valueMs + age.widthMs };
}

/**
 * The container that a row is about: rows before kubectl 1.35 name none, so it is the only one with that image, or for
 * a row without image the only one that can be meant.
 */
function containerOf(meaning: EventMeaning, pod: PodAround): Partial<Subject> {
  const { container, image, containerType } = meaning.subject;
  const isImage = IMAGE_KINDS.has(meaning.claim.kind);
  if (containerType === 'sandbox' || (!isImage && !container)) return {};
  const candidates = container
    ? pod.containers.filter(({ name }) => name === container)
    : image
      ? pod.containers.filter((spec) => spec.image === image)
      : pod.containers.length === 1
        ? pod.containers
        : pod.containers.filter(({ name }) => pod.waiting.includes(name));
  const [only] = candidates;
  if (!only || candidates.length > 1) return {};
  return { container: only.name, containerType: only.type, image: image ?? (only.image || null) };
}

/** Tables without a source still tell kubelets' Events from others' by what they say. */
function keeperOf(meaning: EventMeaning, component: string, node: string | null): ClockKeeper {
  const { claim } = meaning;
  const isOther = claim.kind === 'changed' || (claim.kind === 'other-problem' && claim.problem === 'scheduling');
  if (component === 'kubelet' || (component === '' && !isOther)) return { kind: 'node', node };
  return { kind: 'controller', name: component || 'unknown' };
}
