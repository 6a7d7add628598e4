import type { Reading } from '../../model/clock.ts';
import type { ContainerSpec } from '../../model/observation.ts';
import type { ContainerType, Subject } from '../../model/subject.ts';
import type { ReadContext } from '../format.ts';
import type { Labels } from './labels.ts';
import { followLevel, type LevelChange } from './level-changes.ts';
import type { Meaning } from './meaning.ts';
import { type SampleSink, type SeriesHead, type SeriesPlace, sharedOfSeries } from './series-place.ts';
import { imageOfSeries, labelOf, podOfSeries } from './series-subject.ts';

/** The meanings that tell of a pod as a whole, or that a container ran. */
export type PodMeaning = Exclude<
  Meaning,
  { readonly kind: 'waiting' | 'disk-pressure' | 'disk' | 'host-name' | 'kubelet-start' | 'kubelet-counter' }
>;

/** Reads what metrics tell of pods. */
export interface PodReader {
  open(meaning: PodMeaning, head: SeriesHead): SampleSink;
  end(): void;
}

interface Pod {
  readonly subject: Subject;
  readonly head: SeriesHead;
  firstMs: number;
  lastMs: number;
  node: string | null;
  owner: { readonly kind: string; readonly name: string } | null;
  phase: { readonly name: string; readonly ms: number } | null;
  createdMs: number | null;
  startedMs: number | null;
  readonly containers: Map<string, ContainerSpec>;
  readonly runs: Run[];
}

/** A container that came to run: at an instant where the metric gives it, else between two samples. */
interface Run {
  readonly head: SeriesHead;
  readonly container: string;
  readonly containerType: ContainerType;
  readonly startedMs: number | null;
  readonly change: LevelChange;
}

/** Makes a reader of `kube_pod_…` series. One pod gives one observation of what it is, and one for each start of a container. */
export function createPodReader(context: ReadContext): PodReader {
  const pods = new Map<string, Pod>();

  const openPod = (head: SeriesHead): Pod | null => {
    const about = podOfSeries(head.labels);
    if (about.pod === null) return null;
    const key = JSON.stringify([about.namespace, about.pod, about.podUid, head.timing]);
    let pod = pods.get(key);
    if (!pod) {
      pod = {
        subject: about,
        head,
        firstMs: Infinity,
        lastMs: -Infinity,
        node: null,
        owner: null,
        phase: null,
        createdMs: null,
        startedMs: null,
        containers: new Map(),
        runs: [],
      };
      pods.set(key, pod);
    }
    return pod;
  };

  return {
    open(meaning, head) {
      let pod: Pod | null = null;
      const learn = learnerOf(meaning, head);
      return {
        add(ms, value, place) {
          if (Number.isNaN(value)) return;
          pod ??= openPod({ ...head, place });
          if (!pod) return;
          pod.firstMs = Math.min(pod.firstMs, ms);
          pod.lastMs = Math.max(pod.lastMs, ms);
          learn(pod, ms, value, place);
        },
      };
    },
    end() {
      for (const pod of pods.values()) {
        observePod(context, pod);
        for (const run of pod.runs) observeRun(context, pod, run);
      }
    },
  };
}

type Learn = (pod: Pod, ms: number, value: number, place: SeriesPlace) => void;

/** What each metric teaches of the pod. Source: kube-state-metrics docs/metrics/workload/pod-metrics.md, 1.9 and 2.13. */
function learnerOf(meaning: PodMeaning, head: SeriesHead): Learn {
  const { labels } = head;
  const container = labelOf(labels, 'container');
  switch (meaning.kind) {
    case 'container-info':
      return once((pod) => {
        const image = imageOfSeries(labels);
        if (container === null || image === null) return;
        pod.containers.set(container, { name: container, type: meaning.containerType, image, pullPolicy: null });
      });
    case 'pod-info':
      return once((pod) => {
        pod.node = labelOf(labels, 'node');
        pod.owner ??= ownerOf(labels, 'created_by_kind', 'created_by_name');
      });
    case 'pod-owner':
      return once((pod) => {
        pod.owner = ownerOf(labels, 'owner_kind', 'owner_name') ?? pod.owner;
      });
    case 'pod-phase':
      return (pod, ms, value) => {
        const name = labelOf(labels, 'phase');
        if (value > 0 && name !== null && ms >= (pod.phase?.ms ?? -Infinity)) pod.phase = { name, ms };
      };
    case 'pod-created':
      return (pod, _ms, value) => {
        if (value > 0) pod.createdMs = value * 1000;
      };
    case 'pod-start':
      return (pod, _ms, value) => {
        if (value > 0) pod.startedMs = value * 1000;
      };
    case 'started':
      return learnStart(container, meaning.containerType, head);
    case 'running':
      return learnRunning(container, meaning.containerType, head);
  }
}

/** The labels say it all, so the first sample will do. */
function once(learn: (pod: Pod) => void): Learn {
  let isLearnt = false;
  return (pod, _ms, value) => {
    if (isLearnt || value <= 0) return;
    isLearnt = true;
    learn(pod);
  };
}

function learnStart(container: string | null, containerType: ContainerType, head: SeriesHead): Learn {
  let last = 0;
  return (pod, ms, value, place) => {
    if (container === null || value <= 0 || value === last) return;
    last = value;
    const change = { isOn: true, fromMs: ms, toMs: ms };
    pod.runs.push({ head: { ...head, place }, container, containerType, startedMs: value * 1000, change });
  };
}

function learnRunning(container: string | null, containerType: ContainerType, head: SeriesHead): Learn {
  const level = followLevel();
  return (pod, ms, value, place) => {
    const change = level.follow(ms, value);
    // Where the series begins with a run, it may have run for long.
    if (container === null || !change?.isOn || change.fromMs === change.toMs) return;
    pod.runs.push({ head: { ...head, place }, container, containerType, startedMs: null, change });
  };
}

function ownerOf(labels: Labels, kindKey: string, nameKey: string): Pod['owner'] {
  const [kind, name] = [labels.get(kindKey), labels.get(nameKey)];
  // kube-state-metrics writes `<none>` for a pod without one.
  return kind && name && kind !== '<none>' && name !== '<none>' ? { kind, name } : null;
}

function observePod(context: ReadContext, pod: Pod): void {
  const { head, firstMs, lastMs, createdMs, startedMs } = pod;
  const about = { ...pod.subject, node: pod.node };
  const said = [...pod.containers.values()].map(({ name, image }) => `${name}: ${image}`).join(', ');
  context.observe({
    ...sharedOfSeries(context, head, about, { firstMs, lastMs, count: 1 }, said),
    kind: 'pod',
    phase: pod.phase?.name ?? null,
    createdAt: createdMs === null ? null : wholeSecond(context, createdMs, null),
    startedAt: startedMs === null ? null : wholeSecond(context, startedMs, pod.node),
    deletedAt: null,
    owner: pod.owner,
    labels: {},
    pullSecrets: null,
    serviceAccount: null,
    containers: [...pod.containers.values()],
  });
}

function observeRun(context: ReadContext, pod: Pod, run: Run): void {
  const { head, container, containerType, startedMs, change } = run;
  const about = { ...pod.subject, node: pod.node, container, containerType };
  const said = startedMs === null ? 'runs' : `started ${startedMs / 1000}`;
  const shared = sharedOfSeries(context, head, about, { firstMs: change.fromMs, lastMs: change.toMs, count: 1 }, said);
  const between = { ...shared.first, widthMs: shared.first.widthMs + change.toMs - change.fromMs };
  const first = startedMs === null ? between : wholeSecond(context, startedMs, pod.node);
  context.observe({ ...shared, first, kind: 'container-ran', state: 'running' });
}

/** A value in seconds that the API server stored: by its own clock, or that of the node whose kubelet reported it. */
function wholeSecond(context: ReadContext, valueMs: number, node: string | null): Reading {
  const keeper = node === null ? ({ kind: 'api-server' } as const) : ({ kind: 'node', node } as const);
  return { clock: context.clock('absolute', keeper), valueMs, widthMs: 1000 };
}
