import { PULL_WAITING_REASONS } from './container-reason.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { GET_PODS_SAMPLES } from './get-pods-table-samples.ts';
import { parseAge } from './kubectl/age.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';
import { observePodRow, type PodRow } from './kubectl/pod-row.ts';

const HEADER = /^\s*(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\b/;
/** A quick look: nearly no line of a log has such a cell. */
const READY_CELL = /\s[0-9]+\/[0-9]+\s/;
const READY = /^[0-9]{1,6}\/[0-9]{1,6}$/;
const STATUS = /^[A-Z][\w:/.-]{0,120}$/;
/** The command behind a prompt that printed the table. */
const COMMAND = /(?:^|[\s$#%>❯➜/])(?:kubectl|oc|k) (?=.{0,400}\bget\b)/;
const NAMESPACE = /\s(?:-n[ =]?|--namespace[ =])([a-z0-9][a-z0-9-]{0,62})(?=\s|$)/;
/** Longer lines are no rows of this table. */
const ROW_LENGTH = 4000;

export const getPodsTable: TextFormat = {
  kind: 'text',
  id: 'get-pods-table',
  title: 'kubectl get pods',
  description:
    'The table that `kubectl get pods` prints: plain, wide, of all namespaces, with or without its header, also out of ' +
    '`kubectl get all`. A status is one reason for the whole pod (of its first unfinished init container, else of its first ' +
    'container that waits), so it names no container, and two different failures of a pod cannot both be seen.',
  commands: ['kubectl get pods --all-namespaces -o wide', 'kubectl get pods --namespace NAMESPACE'],
  sources: ['kubernetes/kubernetes pkg/printers/internalversion/printers.go printPod, 1.13, 1.31, 1.36'],
  samples: GET_PODS_SAMPLES,
  needles: [
    '\nNAME',
    'ErrImagePull ',
    'ImagePullBackOff ',
    'ErrImageNeverPull ',
    'InvalidImageName ',
    'ImageInspectError ',
    'RegistryUnavailable ',
    'SignatureValidationFailed ',
  ],
  reader: readPodsTable,
};

function readPodsTable(context: ReadContext): TextReader {
  let isWide = false;
  let inTable = false;
  /** Of the command above, where it names one. */
  let namespace: string | null = null;

  function line({ number, text }: TextLine): LineVerdict {
    if (text.length <= ROW_LENGTH && COMMAND.test(text)) namespace = NAMESPACE.exec(text)?.[1] ?? null;
    if (HEADER.test(text)) {
      inTable = true;
      isWide = /\sNODE\b/.test(text);
      return 'more';
    }
    // People cut rows out and leave dots.
    if (inTable && /^\s*\[?\.{3}\]?\s*$/.test(text)) return 'more';
    const row = readRow(text, inTable ? isWide : null, inTable ? namespace : null);
    // Without its header, only a row that tells of a pull is surely of this table.
    if (!row || (!inTable && !tellsOfPull(row.status))) {
      inTable = false;
      return 'ignored';
    }
    context.record();
    const evidence = { artefact: context.artefact, line: number, item: null, excerpt: cutExcerpt(text) };
    observePodRow(context, row, evidence);
    return inTable ? 'more' : 'taken';
  }

  return { line, end: () => {} };
}

/** Reads a row by its READY cell; `isWide` is null where no header told. */
function readRow(text: string, isWide: boolean | null, namespace: string | null): PodRow | null {
  if (text.length > ROW_LENGTH || !READY_CELL.test(text)) return null;
  const cells = text.trim().split(/\s+/);
  const ready = cells.findIndex((cell) => READY.test(cell));
  const [status = '', restarts = ''] = cells.slice(ready + 1);
  if ((ready !== 1 && ready !== 2) || !STATUS.test(status) || !/^[0-9]*$/.test(restarts)) return null;
  // RESTARTS is `5` or, on newer servers, `5 (3m2s ago)`.
  const ageAt = ready + (cells[ready + 3]?.startsWith('(') ? 5 : 3);
  // A paste may end within the row, and k9s has other columns; what tells of a pull is known all the same.
  const age = parseAge(cells[ageAt] ?? '') ?? (tellsOfPull(status) ? 'unknown' : null);
  if (age === null) return null;
  const [, node, nominated] = cells.slice(ageAt + 1);
  const hasNode = isWide ?? (nominated !== undefined && cells.length === ageAt + 5);
  return {
    namespace: ready === 2 ? (cells[0] ?? null) : namespace,
    pod: (cells[ready - 1] ?? '').replace(/^pods?\//, ''),
    podUid: null,
    status,
    age,
    node: hasNode && node && node !== '<none>' ? node : null,
  };
}

function tellsOfPull(status: string): boolean {
  return PULL_WAITING_REASONS.has(status.replace(/^Init:/, ''));
}
