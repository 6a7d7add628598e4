import { subject } from '../model/subject.ts';
import type { FormatSample, LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { describeFree, holdsImages, isFull, mayHoldImages } from './metrics/disk-limits.ts';
import { readingOfSample } from './metrics/sample-time.ts';
import { standingFact } from './objects/standing.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'df -P and df -iP of coreutils 9.1: a full disk for images beside a root with room, and no inodes',
    text: `Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/sda1         41251136 20000000  21251136      49% /
/dev/sdb         103081248 97840000     12288     100% /var/lib/containerd
tmpfs               811456   811456         0     100% /run
/dev/loop3           65536    65536         0     100% /snap/core/1

Filesystem      Inodes   IUsed   IFree IUse% Mounted on
/dev/sda1      2621440 2621440       0  100% /
`,
    observations: [
      {
        kind: 'changed',
        change: 'disk-full',
        message: 'the disk at /var/lib/containerd had 12.0 MiB of 98.3 GiB free',
        first: { clock: { notation: 'age' }, valueMs: 0 },
        evidence: {
          line: 3,
          excerpt: 'df · the disk at /var/lib/containerd had 12.0 MiB of 98.3 GiB free',
        },
      },
      { change: 'disk-full', message: 'the disk at / had 0 of 2621440 inodes free', evidence: { line: 8 } },
    ],
  },
  {
    title: 'df -hT, with rounded sizes, of a node with room',
    text: `Filesystem     Type   Size  Used Avail Use% Mounted on
/dev/root      ext4    39G   38G  1.5G  97% /
overlay        overlay 39G   39G     0 100% /run/containerd/io.containerd.runtime.v2.task/k8s.io/a/rootfs`,
    observations: [],
  },
];

/** The table of `df`. */
export const dfTable: TextFormat = {
  kind: 'text',
  id: 'df-table',
  title: 'df, df -h, df -i',
  description:
    "The file systems of a node at the instant of the command. Read is whether the one that can hold images by where it is mounted was as good as full, of space or of inodes. Which node it is of, only the file's path tells; a pull that failed for want of space has given it back by then.",
  commands: ['df -P > NODE/df.txt; df -iP > NODE/df-inodes.txt   # on the node'],
  sources: ['coreutils src/df.c, 8.22–9.5', 'busybox coreutils/df.c, 1.36'],
  samples: SAMPLES,
  needles: ['\nFilesystem '],
  reader: readTable,
};

const HEADER =
  /^Filesystem\s+(Type\s+)?(Size|[0-9]+[KMG]?-blocks|Inodes)\s+I?Used\s+(?:Available|Avail|IFree)\s+(?:Capacity|I?Use%)\s+Mounted on\s*$/;
const ROW =
  /^(\S{1,400})\s+(?:([a-z][\w.]{1,30})\s+)?([0-9.]{1,20}[KMGTPE]?)\s+(?:[0-9.]{1,20}[KMGTPE]?|-)\s+([0-9.]{1,20}[KMGTPE]?)\s+(?:[0-9]{1,3}%|-)\s+(\/.{0,400})$/;
/** What has no device of its own, or is read-only. */
const NO_DISK = /^(?:tmpfs|devtmpfs|overlay|udev|none|shm|rootfs|efivarfs|\/dev\/loop[0-9]+)$|:\//;
const SUFFIXES = 'KMGTPE';

interface Row {
  readonly line: number;
  readonly mount: string;
  readonly free: number;
  readonly total: number;
}

function readTable(context: ReadContext): TextReader {
  let table: { readonly of: 'space' | 'inodes'; readonly unit: number; readonly rows: Row[] } | null = null;

  const flush = () => {
    const { of, rows } = table ?? { of: 'space' as const, rows: [] };
    table = null;
    const mounts = rows.map(({ mount }) => mount);
    for (const { line, mount, free, total } of rows) {
      if (!mayHoldImages(mount) || !holdsImages(mount, mounts) || !isFull(of, free, total)) continue;
      const message = `the disk at ${mount} had ${describeFree(of, free, total)}`;
      const at = readingOfSample(context, 'capture', 0);
      const fact = standingFact(context, { line, item: null }, {}, ['df', message]);
      context.observe({
        ...fact,
        subject: subject(),
        first: at,
        last: at,
        kind: 'changed',
        change: 'disk-full',
        message,
      });
    }
  };

  const line = ({ number, text }: TextLine): LineVerdict => {
    const header = HEADER.exec(text.trimEnd());
    if (header) {
      flush();
      context.record();
      const [, , size = ''] = header;
      table = { of: size === 'Inodes' ? 'inodes' : 'space', unit: unitOf(size), rows: [] };
      return 'more';
    }
    if (!table) return 'ignored';
    const row = ROW.exec(text.trimEnd());
    if (!row) {
      flush();
      return 'ignored';
    }
    const [, device = '', , total = '', free = '', mount = ''] = row;
    if (!NO_DISK.test(device) && mayHoldImages(mount))
      table.rows.push({ line: number, mount, free: sizeOf(free, table.unit), total: sizeOf(total, table.unit) });
    return 'more';
  };

  return { line, end: flush };
}

/** Bytes of a block; 1 for inodes, and for sizes with their units. */
function unitOf(header: string): number {
  const [, count, suffix] = /^([0-9]+)([KMG])?-blocks$/.exec(header) ?? [];
  return count === undefined ? 1 : Number(count) * (suffix === undefined ? 1 : 1024 ** (SUFFIXES.indexOf(suffix) + 1));
}

function sizeOf(text: string, unit: number): number {
  const suffix = SUFFIXES.indexOf(text.at(-1) ?? '');
  return Number.parseFloat(text) * (suffix < 0 ? unit : 1024 ** (suffix + 1));
}
