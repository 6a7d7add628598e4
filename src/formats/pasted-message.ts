import { NO_EVENT, type Observation } from '../model/observation.ts';
import { pulledImageOf } from '../model/pulled-image.ts';
import { subject } from '../model/subject.ts';
import { readEventMessage } from './event-message.ts';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { type EventRow, readEventRow } from './kubectl/event-row.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';
import { isForeignLine } from './kubectl/foreign-line.ts';
import { pairRows } from './kubectl/pair-rows.ts';
import { type CellsBefore, NO_CELLS, readCellsBefore } from './pasted/event-cells-before.ts';
import { PASTED_MESSAGE_SAMPLES } from './pasted/message-samples.ts';

// The kubelet's texts about images; event-message.ts says where they come from.
const KUBELET_TEXT =
  /(?:Failed to (?:pull|inspect) image|Back-off pulling image|(?<!failed )[Pp]ulling image|Successfully pulled image|Failed to apply default image tag) ["“]|Container image ["“][^"“”]{1,400}["“] is not present with pull policy of Never|Error: (?:ErrImage[A-Z]|ImagePull|InvalidImageName|ImageInspectError)|Error syncing pod(?:, skipping)?: failed to "StartContainer" for "|Failed (?:to )?create pod sandbox: rpc error: /;
// A runtime's error as a status or a person gives it, without the kubelet's words around it.
const RUNTIME_ERROR =
  /rpc error: code = [A-Za-z0-9]{1,20} desc = (?=.{0,80}(?:pull|image|manifest))|image pull failed for (?=[^\s,]{1,400}, this may be )/;
// What is left of such an error where a paste begins in the middle of it, and what a kubelet's line has behind it.
const CUT_BEGINNING =
  /^(?:.{0,12}\b(?:reference|image) "([^"\s]{1,400})": (?=pull |failed |rpc |unexpected )|[^\s"]{0,300}": (?=failed to (?:pull|resolve|do|copy|authorize|commit|extract)|rpc error: code = |Error response from daemon|image pull failed))/;
const POD_KEY = / pod="([^"/\s]+)\/([^"/\s]+)"/;
const CUT_KEYS = /"?"? (?:pod|image|podUID)="[\s\S]*$/;
// What consoles add to a message: the count of the OpenShift console, the one of Rancher and Lens.
const TRAILER =
  /(?:… ?See All|See All)?(?<!\s)\s{0,20}(?:\(?x ?([0-9]{1,9})\)?|([0-9]{1,9}) times)(?: (?:in the last|over) [0-9a-z ]{1,20})?\)?$/;
// Consoles have the source and the ages behind the message (Lens, Headlamp, `kubectl get events -o wide` without header).
const CELLS_BEHIND =
  /(?:\t|(?<! ) {3,400})(?:kubelet\b|[0-9]{1,4}(?:[smhd][0-9smhd]{0,8})?(?:\s|$)|<unknown>|<none>|spec\.)[\s\S]*$/;
// GitLab Runner common/trace.go adds a hint behind the error.
const HINT = /\. Check https:\/\/\S{1,200} for more information$/;
/** Longer lines are no pasted messages. */
const LINE_LENGTH = 20_000;
const LINES_BELOW = 20;
/** Rows are held so that they can tell each other their image; more are handed on in parts. */
const ROWS_HELD = 1000;

export const pastedMessage: TextFormat = {
  kind: 'text',
  id: 'pasted-message',
  title: 'A message about an image pull, as people paste it',
  description:
    "The kubelet's text of an event alone on a line, or with what is left of its cells before it: out of a table whose columns " +
    'are lost, of a web console, of the logs of e2e tests, tilt or a CI runner. A line counts only where nothing else than such ' +
    'cells stands before the text, so what applications write about pulls does not. It names the image, and the pod only where ' +
    'a cell does.',
  commands: [],
  sources: [
    'kubernetes/kubernetes pkg/kubelet/images/image_manager.go, 1.13–1.36',
    'kubernetes/kubernetes test/e2e/framework/events/events.go; tilt-dev/tilt internal/engine/k8swatch',
  ],
  samples: PASTED_MESSAGE_SAMPLES,
  needles: [
    'Failed to pull image ',
    'Back-off pulling image ',
    'ulling image "',
    'Successfully pulled image ',
    ' is not present with pull policy of Never',
    'Failed to apply default image tag ',
    'Failed to inspect image ',
    'Error: ErrImage',
    'Error: ImagePullBackOff',
    'desc = failed to pull and unpack image',
    'image pull failed for ',
    'failed to "StartContainer" for ',
    'create pod sandbox: rpc error',
  ],
  reader: readPastedMessages,
};

/** A row with what stands before its message. */
interface HeldRow {
  readonly cells: CellsBefore;
  readonly row: EventRow;
  /** The image of an error that is no Event's text; null for an Event. */
  readonly bareImage: string | null;
  readonly below: number;
}

function readPastedMessages(context: ReadContext): TextReader {
  let held: HeldRow | null = null;
  let rows: Observation[] = [];
  // A paste begins at the first line, or behind the empty one that is left of a fence.
  let isFirst = true;

  function release(): void {
    if (!held) return;
    const { cells, row, bareImage } = held;
    held = null;
    const observation =
      bareImage === null
        ? readRow(context, row, cells)
        : observeBareError(context, row, { ...cells, image: bareImage });
    if (!observation) return;
    context.record();
    rows.push(observation);
    if (rows.length >= ROWS_HELD) handOn();
  }

  function handOn(): void {
    for (const row of pairRows(rows)) context.observe(row);
    rows = [];
  }

  function line({ number, text }: TextLine): LineVerdict {
    if (held && goesOn(held, text)) {
      const { row, below } = held;
      held = {
        ...held,
        row: { ...row, message: `${row.message}\n${text}`, text: `${row.text}\n${text}` },
        below: below + 1,
      };
      return 'more';
    }
    release();
    held = start(number, text, isFirst);
    isFirst = text.trim() === '';
    return held ? 'more' : 'ignored';
  }

  return {
    line,
    end() {
      release();
      handOn();
    },
  };
}

function start(line: number, text: string, isFirst: boolean): HeldRow | null {
  if (text.length > LINE_LENGTH) return null;
  if (isFirst) {
    const cut = startCut(text, line);
    if (cut) return cut;
  }
  const match = KUBELET_TEXT.exec(text);
  const from = (match ?? RUNTIME_ERROR.exec(text))?.index;
  if (from === undefined) return null;
  const cells = readCellsBefore(text.slice(0, from));
  if (!cells) return null;
  const rest = trimCells(text.slice(from).replace(CELLS_BEHIND, ''));
  const trailer = TRAILER.exec(rest);
  const message = trimCells((trailer ? rest.slice(0, trailer.index) : rest).replace(HINT, ''));
  const bareImage = match ? null : pulledImageOf(message);
  if (!match && bareImage === null) return null;
  const count = Number(trailer?.[1] ?? trailer?.[2] ?? cells.count);
  return { cells, row: { ...rowOf(cells, line, text, message), count }, bareImage, below: 0 };
}

/** The text without the blanks and bars at its end. A pattern would look at long blanks within it again and again. */
function trimCells(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '|' || text[end - 1]?.trim() === '')) end -= 1;
  return text.slice(0, end);
}

function rowOf(cells: CellsBefore, line: number, text: string, message: string): EventRow {
  const { type, reason, source, fieldPath, last, first, count } = cells;
  return { line, text, type, reason, message, source, fieldPath, last, first, count };
}

/** The first line of a paste, whose beginning is cut off: the rest of an image's name, and the error. */
function startCut(text: string, line: number): HeldRow | null {
  const plain = text.replace(/\\+"/g, '"');
  const match = CUT_BEGINNING.exec(plain);
  if (!match) return null;
  const message = plain.slice(match[0].length).replace(CUT_KEYS, '');
  const [, namespace = null, pod = null] = POD_KEY.exec(plain) ?? [];
  const image = match[1] ?? pulledImageOf(message);
  if (image === null) return null;
  const cells = { ...NO_CELLS, namespace, pod };
  return { cells, row: rowOf(cells, line, text, message), bareImage: image, below: LINES_BELOW };
}

/** An error of several lines is printed as it is; a line that looks like anything else ends it. */
function goesOn({ row, below }: HeldRow, text: string): boolean {
  if (below >= LINES_BELOW || text.trim() === '' || isForeignLine(text) || KUBELET_TEXT.test(text)) return false;
  if (/\S {3,}\S|\t|\|/.test(text)) return false;
  const quotes = row.message.match(/(?<!\\)"/g)?.length ?? 0;
  return quotes % 2 === 1 || /[:,([{-]\s*$/.test(row.message) || /^\s*[a-z()\]}"]/.test(text);
}

function readRow(context: ReadContext, row: EventRow, cells: CellsBefore): Observation | null {
  const { namespace, pod } = cells;
  const meaning = readEventMessage({ ...row, component: 'kubelet' });
  if (!meaning || meaning.claim.kind === 'other-problem' || meaning.claim.kind === 'changed') return null;
  return readEventRow(
    context,
    { ...row, source: row.source ?? 'kubelet' },
    { subject: { namespace, pod }, containers: [], waiting: [] },
  );
}

function observeBareError(
  context: ReadContext,
  row: EventRow,
  { namespace, pod, image }: Pick<CellsBefore, 'namespace' | 'pod'> & { readonly image: string },
): Observation {
  return {
    kind: 'pull-failed',
    reason: null,
    message: row.message.replace(/["'`”’\]]+$/, ''),
    origin: 'event',
    subject: subject({ namespace, pod, image }),
    first: null,
    last: null,
    ...NO_EVENT,
    evidence: { artefact: context.artefact, line: row.line, item: null, excerpt: cutExcerpt(row.text) },
  };
}
