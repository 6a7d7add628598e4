import { type ContainerSpec, NO_EVENT, type Observation } from '../../model/observation.ts';
import { type Subject, subject } from '../../model/subject.ts';
import { PULL_WAITING_REASONS, problemOfReason } from '../container-reason.ts';
import type { ReadContext } from '../format.ts';
import { parseAge } from './age.ts';
import type { PodAround } from './event-row.ts';
import { cutExcerpt } from './excerpt.ts';
import type { ContainerShown, PodShown, Shown, StateShown } from './pod-description.ts';
import { readAge, readPicture, readTime } from './reading.ts';

/** Hands on what a pod's description shows, and says what its events table needs to know of the pod. */
export function observePod(context: ReadContext, pod: PodShown): PodAround {
  const about: Partial<Subject> = {
    namespace: factOf(pod, 'Namespace'),
    pod: pod.name.value,
    node: factOf(pod, 'Node')?.split('/')[0] || null,
  };
  const containers = pod.containers.map(
    ({ name, type, image }): ContainerSpec => ({ name, type, image, pullPolicy: null }),
  );
  const waiting: string[] = [];
  observeWhole(context, pod, about, containers);
  for (const container of pod.containers) {
    const reason = container.state && waitingReason(container.state)?.value;
    if (reason && PULL_WAITING_REASONS.has(reason)) waiting.push(container.name);
    observeContainer(context, container, about);
  }
  // kubectl prints the service account from 1.25 on, and the count of a series from 1.23 on.
  return { subject: about, containers, waiting, mayHideRepeats: !pod.facts.has('Service Account') };
}

function observeWhole(
  context: ReadContext,
  pod: PodShown,
  about: Partial<Subject>,
  containers: readonly ContainerSpec[],
): void {
  const clock = context.clock('absolute', { kind: 'node', node: about.node ?? null });
  const status = pod.facts.get('Status');
  const [, lasts] = /^Terminating \(lasts (\S+)\)/.exec(status?.value ?? '') ?? [];
  const [kind, ...name] = factOf(pod, 'Controlled By')?.split('/') ?? [];
  context.observe({
    ...sharedOf(context, pod.name, about),
    kind: 'pod',
    phase: status && !status.value.startsWith('Terminating') ? status.value || null : null,
    createdAt: null,
    startedAt: readTime(factOf(pod, 'Start Time') ?? '', clock),
    deletedAt: lasts === undefined ? null : readAge(context, parseAge(lasts), { kind: 'api-server' }),
    owner: kind && name.length > 0 ? { kind, name: name.join('/') } : null,
    labels: pod.labels,
    pullSecrets: null,
    serviceAccount: factOf(pod, 'Service Account'),
    containers,
  });
  const reason = pod.facts.get('Reason');
  if (!reason?.value) return;
  const problem = problemOfReason(reason.value) ?? 'other';
  const message = pod.facts.get('Message')?.value ?? '';
  context.observe({
    ...sharedOf(context, reason, about),
    kind: 'other-problem',
    problem,
    reason: reason.value,
    message,
  });
}

function observeContainer(context: ReadContext, container: ContainerShown, pod: Partial<Subject>): void {
  const about = { ...pod, container: container.name, containerType: container.type, image: container.image || null };
  const { state, lastState } = container;
  if (lastState) observeRun(context, lastState, about);
  if (!state) return;
  observeRun(context, state, about);
  const reason = waitingReason(state) ?? (state.state.value === 'Terminated' ? state.facts.get('Reason') : undefined);
  if (!reason?.value) return;
  const problem = problemOfReason(reason.value);
  const shared = sharedOf(context, reason, about);
  if (problem)
    context.observe({ ...shared, kind: 'other-problem', problem, reason: reason.value, message: exitOf(container) });
  else if (state.state.value === 'Waiting')
    context.observe({ ...shared, kind: 'waiting', reason: reason.value, message: null });
}

/** A run proves that the image was there; one without a time of its start (`ContainerStatusUnknown`) proves nothing. */
function observeRun(context: ReadContext, { state, facts }: StateShown, about: Partial<Subject>): void {
  const clock = context.clock('absolute', { kind: 'node', node: about.node ?? null });
  const started = facts.get('Started');
  const first = started && readTime(started.value, clock);
  if (!started || !first || (state.value !== 'Running' && state.value !== 'Terminated')) return;
  const isRunning = state.value === 'Running';
  const last = isRunning ? readPicture(context) : (readTime(facts.get('Finished')?.value ?? '', clock) ?? first);
  context.observe({
    ...sharedOf(context, started, about),
    first,
    last,
    kind: 'container-ran',
    state: isRunning ? 'running' : 'terminated',
  });
}

function waitingReason({ state, facts }: StateShown): Shown | undefined {
  return state.value === 'Waiting' ? facts.get('Reason') : undefined;
}

/** What the description tells of the end of the container's last run; empty where it tells nothing. */
function exitOf({ state, lastState }: ContainerShown): string {
  const facts = (state?.state.value === 'Terminated' ? state : lastState)?.facts;
  const code = facts?.get('Exit Code')?.value;
  const reason = facts?.get('Reason')?.value;
  const parts = [facts?.get('Message')?.value, code && `exit code ${code}${reason ? ` (${reason})` : ''}`];
  return parts.filter((part) => part).join('; ');
}

function sharedOf(context: ReadContext, shown: Shown, about: Partial<Subject>) {
  const picture = readPicture(context);
  return {
    origin: 'status',
    subject: subject(about),
    first: picture,
    last: picture,
    ...NO_EVENT,
    evidence: { artefact: context.artefact, line: shown.line, item: null, excerpt: cutExcerpt(shown.text) },
  } satisfies Omit<Observation, 'kind'>;
}

function factOf(pod: PodShown, key: string): string | null {
  const value = pod.facts.get(key)?.value;
  return value && value !== '<none>' ? value : null;
}
