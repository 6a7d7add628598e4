import type { Changed } from '../../model/observation.ts';
import { subject } from '../../model/subject.ts';
import type { ReadContext } from '../format.ts';
import { followLevel, type LevelChange } from './level-changes.ts';
import type { Timing } from './sample-time.ts';
import { type SampleReader, type SeriesHead, type SeriesPlace, sharedOfSeries } from './series-place.ts';
import { nodeOfSeries } from './series-subject.ts';

/** Makes a reader of `kube_node_status_condition` for disk pressure: the kubelet removes images, and pulls may fail. */
export function createDiskPressureReader(context: ReadContext): SampleReader {
  const changes: { head: SeriesHead; change: LevelChange }[] = [];
  return {
    open(head) {
      const level = followLevel();
      return {
        add(ms, value, place) {
          const change = level.follow(ms, value);
          if (change) changes.push({ head: { ...head, place }, change });
        },
      };
    },
    end() {
      for (const { head, change } of changes) {
        const node = head.labels.get('node') ?? null;
        if (node === null) continue;
        const message = `node condition DiskPressure ${change.isOn ? 'is True' : 'is no longer True'}`;
        observeChange(context, head, node, change, change.isOn ? 'disk-pressure' : 'disk-pressure-gone', message);
      }
    },
  };
}

/** A restart of a kubelet: after the first instant, and by the second. */
interface Restart {
  readonly head: SeriesHead;
  readonly node: string;
  readonly fromMs: number;
  toMs: number;
}

/**
 * Makes a reader of kubelets' counters and start times. A counter that falls began anew, and so did its kubelet; all
 * counters of one kubelet fall at once, and that is one restart.
 */
export function createKubeletReader(context: ReadContext): SampleReader & { openStart: SampleReader['open'] } {
  const restarts: Restart[] = [];
  const openWith = (head: SeriesHead, isRestart: (before: number, now: number) => boolean) => {
    const node = nodeOfSeries(head.labels);
    let last: { readonly ms: number; readonly value: number } | null = null;
    return {
      add(ms: number, value: number, place: SeriesPlace) {
        if (node === null || Number.isNaN(value) || (last !== null && ms <= last.ms)) return;
        if (last !== null && isRestart(last.value, value))
          restarts.push({ head: { ...head, place }, node, fromMs: last.ms, toMs: ms });
        last = { ms, value };
      },
    };
  };
  return {
    open: (head) => openWith(head, (before, now) => now < before),
    openStart: (head) => openWith(head, (before, now) => now > before),
    end() {
      for (const { head, node, fromMs, toMs } of joinRestarts(restarts))
        observeChange(context, head, node, { fromMs, toMs }, 'kubelet-started', 'the kubelet was started anew');
    },
  };
}

/** One restart for those of a node whose bounds overlap. */
function joinRestarts(restarts: readonly Restart[]): Restart[] {
  const joined: Restart[] = [];
  const latest = new Map<string, Restart>();
  for (const restart of [...restarts].sort((a, b) => a.toMs - b.toMs)) {
    const known = latest.get(restart.node);
    if (known && restart.fromMs < known.toMs) continue;
    latest.set(restart.node, restart);
    joined.push(restart);
  }
  return joined;
}

function observeChange(
  context: ReadContext,
  head: SeriesHead,
  node: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  change: Changed['change'],
  message: string,
): void {
  const shared = sharedOfSeries(context, head, subject({ node }), { firstMs: fromMs, lastMs: toMs, count: 1 }, message);
  const reading = widenTo(shared.first, toMs - fromMs, head.timing);
  context.observe({ ...shared, first: reading, last: reading, kind: 'changed', change, message });
}

function widenTo<Between extends { readonly widthMs: number }>(reading: Between, ms: number, timing: Timing): Between {
  return timing === 'capture' ? reading : { ...reading, widthMs: reading.widthMs + ms };
}
