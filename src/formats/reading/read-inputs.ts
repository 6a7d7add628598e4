import type { ReadArtefact, ReadInput } from '../../model/input.ts';
import { addTo } from '../../model/lists.ts';
import type { Observation } from '../../model/observation.ts';
import type { Interval } from '../../model/time.ts';
import type { Artefact } from '../../sources/artefact.ts';
import type { Inputs } from './inputs.ts';
import { orderInputs, orderPaths } from './order-inputs.ts';
import { type ArtefactOptions, createArtefactReader, WHY_SKIPPED } from './read-artefact.ts';

/** What reading needs from its caller. */
export interface InputOptions extends ArtefactOptions {
  readonly onProgress: (path: string) => void;
  /** Reads one RFC 3339 time; null for any other text. */
  readonly parseInstant: (text: string) => Interval | null;
}

/** A bundle holds hundreds of files that have nothing to do with pulls: so many are warned of one by one. */
const UNKNOWN_SHOWN = 20;
const CAPTURED_AT = /(?:^|[/!])captured-at$/;
const CAPTURED_AT_BYTES = 1024;

/** Reads all artefacts in order, each by the formats that know its content. A broken one is a warning, never the end. */
export async function readInputs(artefacts: AsyncIterable<Artefact>, options: InputOptions): Promise<Inputs> {
  const observations: Observation[] = [];
  const read: ReadArtefact[] = [];
  const capturedAt: { path: string; at: Interval }[] = [];
  const unread: ReadArtefact[] = [];
  const readArtefact = createArtefactReader(options);
  for await (const artefact of artefacts) {
    options.onProgress(artefact.path);
    if (CAPTURED_AT.test(artefact.path)) {
      const { input, at } = await readCapturedAt(artefact, options);
      if (at) capturedAt.push({ path: artefact.path, at });
      read.push({
        index: read.length,
        path: artefact.path,
        modifiedAt: artefact.modifiedAt,
        spans: [],
        inputs: [input],
      });
    } else {
      const done = await readArtefact(artefact, read.length, observations);
      read.push(done);
      if (done.warnings === 0 && done.inputs.every(({ status }) => status === 'skipped')) unread.push(done);
    }
  }
  const order = orderPaths(unread.map(({ path }) => path));
  const inOrder = order.flatMap((index) => unread[index] ?? []);
  const left = inOrder.filter(({ index, path }) => {
    const use = options.onlooker?.useOf(path) ?? null;
    if (use !== null) read[index] = asMetadata(read[index]!, use);
    return use === null;
  });
  warnOfLeftOut(left, options);
  return orderInputs({ artefacts: read, observations, capturedAt });
}

/** Says which files were left out and why: once for all that were left out for the same reason. */
function warnOfLeftOut(left: readonly ReadArtefact[], { warn, onlooker }: InputOptions): void {
  const byReason = new Map<string, string[]>();
  for (const { path, inputs } of left) {
    // What a bundle holds beside the evidence on pulls is not worth a warning of its own.
    if (onlooker?.isBeside(path) === true) continue;
    addTo(byReason, inputs[0]?.note ?? WHY_SKIPPED.text, path);
  }
  let said = 0;
  for (const [reason, [first = '', ...others]] of [...byReason].slice(0, UNKNOWN_SHOWN)) {
    const like = others.length === 0 ? '' : `, like ${others.length} more ${others.length === 1 ? 'file' : 'files'}`;
    warn({ input: first, line: 1, message: `left out${like}: ${reason}` });
    said += 1 + others.length;
  }
  if (left.length === said) return;
  const message = `${left.length - said} more files are empty or of no known format; the report's inputs list them`;
  warn({ input: '', line: null, message });
}

/** A file that said nothing of pulls, but of its bundle. */
function asMetadata(artefact: ReadArtefact, use: string): ReadArtefact {
  const inputs = artefact.inputs.map(
    (input): ReadInput => ({ ...input, format: 'bundle-metadata', records: 1, status: 'read', note: use }),
  );
  return { ...artefact, inputs };
}

/** A file named `captured-at` holds one time: when everything beside and below it was saved. */
async function readCapturedAt(artefact: Artefact, { warn, parseInstant }: InputOptions) {
  let text = '';
  try {
    for await (const chunk of artefact.chunks()) {
      text += chunk.toString('latin1', 0, CAPTURED_AT_BYTES);
      if (text.length >= CAPTURED_AT_BYTES) break;
    }
  } catch (error) {
    warn({ input: artefact.path, line: null, message: `cannot be read: ${describe(error)}` });
  }
  const at = parseInstant(text.trim());
  if (!at) {
    const message = 'holds no RFC 3339 time (such as 2024-04-02T18:07:06Z), so the capture time is sought elsewhere';
    warn({ input: artefact.path, line: 1, message });
  }
  const status = at ? ('read' as const) : ('skipped' as const);
  const input = {
    path: artefact.path,
    format: 'captured-at',
    bytes: text.length,
    records: 1,
    observations: 0,
    status,
    note: null,
  };
  return { input, at };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
