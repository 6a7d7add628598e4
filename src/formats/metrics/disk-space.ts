import type { Reading } from '../../model/clock.ts';
import { subject } from '../../model/subject.ts';
import type { ReadContext } from '../format.ts';
import { describeFree, FEW, GIBIBYTE, holdsImages, isFull, mayHoldImages } from './disk-limits.ts';
import type { Labels } from './labels.ts';
import { readingOfSample } from './sample-time.ts';
import { type SampleSink, type SeriesHead, type SeriesPlace, sharedOfSeries } from './series-place.ts';
import { nodeOfSeries } from './series-subject.ts';

/** What a series tells of a disk: bytes or inodes that are free or used, or how many there are; or whose host it is. */
export type DiskMeaning =
  | { readonly kind: 'disk'; readonly of: 'space' | 'inodes'; readonly part: 'free' | 'used' | 'total' }
  | { readonly kind: 'host-name' };

/** Reads what metrics tell of the disks of nodes. */
export interface DiskReader {
  open(meaning: DiskMeaning, head: SeriesHead): SampleSink;
  /** Hands on when a disk that can hold images was as good as full. */
  end(): void;
}

/** cAdvisor names devices, not what is mounted: one that small (`/boot`, a snap) holds no images. */
const SMALLEST_DEVICE = 5 * GIBIBYTE;

/** Read-only and volatile file systems are full by nature, or hold no images. */
const OTHER_FILE_SYSTEMS =
  /^(?:squashfs|erofs|iso9660|udf|cramfs|overlay|tmpfs|ramfs|rootfs|autofs|nsfs|proc|sysfs|fuse\..*|nfs4?)$/;
/** node_exporter in a container may see the node's root there. */
const ROOT_SEEN_FROM_WITHIN = /^\/(?:host\/root|rootfs|host)(?=\/|$)/;

/** A span of samples that show a disk as good as full. */
interface Low {
  readonly place: SeriesPlace;
  /** The last sample that showed enough, or the first of the span where none is before. */
  readonly afterMs: number;
  readonly fromMs: number;
  toMs: number;
  least: number;
  count: number;
  /** The first sample that shows enough again. */
  overAt: { readonly ms: number; readonly place: SeriesPlace } | null;
}

interface Disk {
  readonly head: SeriesHead;
  readonly of: 'space' | 'inodes';
  /** Null for a device of which the mount is not told. */
  readonly mount: string | null;
  readonly device: string;
  total: number | null;
  readonly lows: Low[];
  peak: { readonly ms: number; readonly value: number; readonly place: SeriesPlace } | null;
}

/** Makes a reader of disk metrics. Free space is followed sample by sample, and only spans without it are kept. */
export function createDiskReader(context: ReadContext): DiskReader {
  const disks = new Map<string, Disk>();
  const nodesOfHosts = new Map<string, string>();

  const openDisk = (of: Disk['of'], head: SeriesHead): Disk | null => {
    const { labels, timing } = head;
    const mount = mountOf(labels);
    const device = labels.get('device') ?? '';
    if (mount === null && (labels.get('id') !== '/' || !device.startsWith('/dev/'))) return null;
    if (OTHER_FILE_SYSTEMS.test(labels.get('fstype') ?? '')) return null;
    if (mount !== null && !mayHoldImages(mount)) return null;
    const key = JSON.stringify([timing, of, labels.get('node'), labels.get('instance'), mount ?? device]);
    let disk = disks.get(key);
    if (!disk) {
      disk = { head, of, mount, device, total: null, lows: [], peak: null };
      disks.set(key, disk);
    }
    return disk;
  };

  return {
    open(meaning, head) {
      if (meaning.kind === 'host-name') return learnHost(head.labels, nodesOfHosts);
      const disk = openDisk(meaning.of, head);
      if (!disk) return NOTHING;
      if (meaning.part === 'free') return followFree(disk);
      return {
        add(ms, value, place) {
          if (meaning.part === 'total') disk.total = value > 0 ? value : disk.total;
          else if (value > (disk.peak?.value ?? 0)) disk.peak = { ms, value, place };
        },
      };
    },
    end() {
      const named = [...disks.values()].flatMap((disk) => {
        const node = nodeOfDisk(disk.head.labels, nodesOfHosts);
        return node === null ? [] : [{ disk, node }];
      });
      for (const { disk, node } of named) {
        const others = named
          .filter((one) => one.node === node && one.disk.mount !== null)
          .map((one) => one.disk.mount ?? '');
        if (disk.mount === null || holdsImages(disk.mount, others)) observeDisk(context, disk, node);
      }
    },
  };
}

const NOTHING: SampleSink = { add() {} };

function mountOf(labels: Labels): string | null {
  const mount = labels.get('mountpoint');
  return mount === undefined ? null : mount.replace(ROOT_SEEN_FROM_WITHIN, '') || '/';
}

/** `node_uname_info` and `kube_node_info` tell the node of an address. */
function learnHost(labels: Labels, nodesOfHosts: Map<string, string>): SampleSink {
  const name = labels.get('nodename') ?? labels.get('node');
  if (name)
    for (const host of [labels.get('nodename') ? labels.get('instance') : null, labels.get('internal_ip')])
      if (host) nodesOfHosts.set(host, name);
  return NOTHING;
}

function nodeOfDisk(labels: Labels, nodesOfHosts: ReadonlyMap<string, string>): string | null {
  const instance = labels.get('instance') ?? '';
  return (
    nodeOfSeries(labels) ?? nodesOfHosts.get(instance) ?? nodesOfHosts.get(instance.replace(/:[0-9]+$/, '')) ?? null
  );
}

function followFree(disk: Disk): SampleSink {
  let low: Low | null = null;
  let lastMs: number | null = null;
  return {
    add(ms, value, place) {
      // A stale marker: the disk may come back in any state.
      if (Number.isNaN(value)) low = null;
      if (Number.isNaN(value) || (lastMs !== null && ms < lastMs)) return;
      if (value < FEW[disk.of]) {
        if (!low) {
          low = { place, afterMs: lastMs ?? ms, fromMs: ms, toMs: ms, least: value, count: 0, overAt: null };
          disk.lows.push(low);
        }
        low.toMs = ms;
        low.least = Math.min(low.least, value);
        low.count += 1;
      } else if (low) {
        low.overAt = { ms, place };
        low = null;
      }
      lastMs = ms;
    },
  };
}

function observeDisk(context: ReadContext, disk: Disk, node: string): void {
  const { total, peak } = disk;
  const isDevice = disk.mount === null;
  if (isDevice && (total === null || (disk.of === 'space' && total < SMALLEST_DEVICE))) return;
  // File systems without a table of inodes count none.
  if (disk.of === 'inodes' && total === null) return;
  const lows: readonly Low[] =
    peak && total !== null && total - peak.value < FEW[disk.of]
      ? [
          {
            ...peak,
            afterMs: peak.ms,
            fromMs: peak.ms,
            toMs: peak.ms,
            least: Math.max(0, total - peak.value),
            count: 1,
            overAt: null,
          },
        ]
      : disk.lows;
  for (const low of lows) {
    if (!isFull(disk.of, low.least, total)) continue;
    const name = `${disk.mount ?? disk.device} of ${node}`;
    const message = `${name} had ${describeFree(disk.of, low.least, total)}`;
    const shared = shareOf(context, disk, node, low.place, low.afterMs, low.fromMs, message);
    const last = low.toMs === low.fromMs ? shared.first : readingOfSample(context, disk.head.timing, low.toMs);
    context.observe({ ...shared, last, count: low.count, kind: 'changed', change: 'disk-full', message });
    if (!low.overAt) continue;
    const over = `${name} has ${disk.of} again`;
    const gone = shareOf(context, disk, node, low.overAt.place, low.toMs, low.overAt.ms, over);
    context.observe({ ...gone, last: gone.first, kind: 'changed', change: 'disk-full-gone', message: over });
  }
}

/** What observations of a change between two samples share. */
function shareOf(
  context: ReadContext,
  { head }: Disk,
  node: string,
  place: SeriesPlace,
  fromMs: number,
  toMs: number,
  said: string,
) {
  const times = { firstMs: fromMs, lastMs: toMs, count: 1 };
  const shared = sharedOfSeries(context, { ...head, place }, subject({ node }), times, said);
  const first: Reading =
    head.timing === 'capture' ? shared.first : { ...shared.first, widthMs: shared.first.widthMs + toMs - fromMs };
  return { ...shared, first };
}
