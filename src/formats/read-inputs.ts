import type { Clock, ClockKeeper, Notation } from '../model/clock.ts';
import type { Warning } from '../model/evidence.ts';
import type { ReadArtefact, ReadInput } from '../model/input.ts';
import type { Observation } from '../model/observation.ts';
import type { Interval } from '../model/time.ts';
import type { Artefact } from '../sources/artefact.ts';
import { createSyncFolder } from './fold-syncs.ts';
import type { Format, ObjectFormat, ReadContext, TextFormat } from './format.ts';
import { detectSyntax, type Syntax } from './objects/detect-syntax.ts';
import { PIECE_LIMITS } from './objects/pieces.ts';
import { readObjects } from './objects/read-objects.ts';
import { describeRefusal } from './objects/refusal.ts';
import { orderInputs, orderPaths } from './order-inputs.ts';
import { type PastedPart, preparePaste } from './pasted/prepare-paste.ts';
import { peek } from './peek.ts';
import { hasBlocks } from './text/envelopes/join-blocks.ts';
import { createLineScanner, type LineScanner, scanText } from './text/scan.ts';

/** Everything that was read. */
export interface Inputs {
  readonly artefacts: readonly ReadArtefact[];
  readonly observations: readonly Observation[];
  /** What files named `captured-at` say. */
  readonly capturedAt: readonly { readonly path: string; readonly at: Interval }[];
}

/** What reading needs from its caller. */
export interface InputOptions {
  readonly formats: readonly Format[];
  readonly warn: (warning: Warning) => void;
  readonly onProgress: (path: string) => void;
  /** Reads one RFC 3339 time; null for any other text. */
  readonly parseInstant: (text: string) => Interval | null;
  /** Looks on while artefacts are read, and tells bundles by what it sees. */
  readonly onlooker?: Onlooker;
}

/** Someone who looks on while artefacts are read, so that nothing is read twice. */
export interface Onlooker {
  /** An artefact with its first bytes (up to 64 KiB), which are valid only during the call. */
  see(path: string, head: Buffer): void;
  /** A line of text between the objects of a file. */
  hear(path: string, line: string): void;
  /** Asked at the end: what a file without records was used for all the same; null where it was not. */
  useOf(path: string): string | null;
  /** Asked at the end: whether a file lies in a bundle at a place where no evidence on pulls is kept. */
  isBeside(path: string): boolean;
}

/** Small files that hold none of these are scanned like large ones. */
const PULL_WORDS = /ImagePull|ErrImage|o pull |ulling |Waiting/;
const SMALL_LINES = 10_000;
/** A bundle holds hundreds of files that have nothing to do with pulls: so many are warned of one by one. */
const UNKNOWN_SHOWN = 20;
/** A program that was refused prints a line or two. */
const REFUSAL_BYTES = 4096;
const CAPTURED_AT = /(?:^|[/!])captured-at$/;
const CAPTURED_AT_BYTES = 1024;

/** Reads all artefacts in order, each by the formats that know its content. A broken one is a warning, never the end. */
export async function readInputs(artefacts: AsyncIterable<Artefact>, options: InputOptions): Promise<Inputs> {
  const observations: Observation[] = [];
  const read: ReadArtefact[] = [];
  const capturedAt: { path: string; at: Interval }[] = [];
  const unread: ReadArtefact[] = [];
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
      const done = await readArtefact(artefact, read.length, observations, options);
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
  // What a bundle holds beside the evidence on pulls is not worth a warning of its own.
  const shown = left.filter(({ path }) => options.onlooker?.isBeside(path) !== true).slice(0, UNKNOWN_SHOWN);
  for (const { path, inputs } of shown)
    options.warn({ input: path, line: 1, message: `left out: ${inputs[0]?.note ?? WHY_SKIPPED.text}` });
  if (left.length > shown.length) {
    const message = `${left.length - shown.length} more files are empty or of no known format; the report's inputs list them`;
    options.warn({ input: '', line: null, message });
  }
  return orderInputs({ artefacts: read, observations, capturedAt });
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

/** A variable that only a callback sets is null for the compiler. */
function endScan(scanner: LineScanner | null): void {
  scanner?.end();
}

/** Counts what one format made of one artefact. */
interface Tally {
  readonly context: ReadContext;
  records: number;
  observations: number;
  warnings: number;
}

async function readArtefact(
  artefact: Artefact,
  index: number,
  observations: Observation[],
  options: InputOptions,
): Promise<ReadArtefact & { readonly warnings: number }> {
  const { path, modifiedAt } = artefact;
  const collect = createSyncFolder(observations);
  const tallies = new Map<Format, Tally>();
  const clocks = new Map<string, Clock>();
  let warnings = 0;
  // The lines of a paste are counted as they stand in the file, however it was put right.
  let lineOf: PastedPart['lineOf'] = (line) => line;
  const warn = (line: number | null, message: string) => {
    warnings += 1;
    options.warn({ input: path, line: line === null ? null : lineOf(line), message });
  };
  const contextFor = (format: Format): ReadContext => {
    const known = tallies.get(format);
    if (known) return known.context;
    const context: ReadContext = {
      artefact: index,
      path,
      clock: (notation, keeper, offsetMinutes = null) => internClock(clocks, index, notation, keeper, offsetMinutes),
      observe: (observation) => {
        tally.observations += 1;
        collect(observation);
      },
      record: () => {
        tally.records += 1;
      },
      warn: (line, message) => {
        tally.warnings += 1;
        warn(line, message);
      },
    };
    const tally: Tally = { context, records: 0, observations: 0, warnings: 0 };
    tallies.set(format, tally);
    return context;
  };

  let bytes = 0;
  let broken: string | null = null;
  let isSeen = false;
  let syntax: Syntax = 'empty';
  let spans: ReadArtefact['spans'] = [];
  const notes: string[] = [];
  let refusal: string | null = null;

  const readPart = async (chunks: AsyncIterable<Buffer>, syntax: Syntax, isSmall: boolean) => {
    if (syntax === 'json' || syntax === 'yaml') {
      let between: LineScanner | null = null;
      const onText = (line: number, text: string) => {
        options.onlooker?.hear(path, text);
        between ??= createLineScanner(options.formats.filter(isTextFormat), contextFor, warn);
        between.line(line, text);
      };
      const objectFormats = options.formats.filter(isObjectFormat);
      const result = await readObjects(chunks, syntax, objectFormats, contextFor, warn, PIECE_LIMITS, onText);
      endScan(between);
      notes.push(...result.notes);
      if (result.read === 0 && result.objects > 0)
        notes.push(`${result.objects} objects, none of a kind that tells of pulls`);
    } else if (syntax === 'text') {
      // In a small file every line is looked at: pastes have lost what would find them.
      const limits = isSmall ? { firstLines: SMALL_LINES } : {};
      const scan = await scanText(chunks, options.formats.filter(isTextFormat), contextFor, warn, limits);
      spans = [...spans, ...scan.spans];
    } else {
      for await (const _ of chunks) if (syntax === 'binary' || syntax === 'utf-16') break;
    }
  };

  try {
    const { head, chunks, isWhole } = await peek(artefact.chunks());
    options.onlooker?.see(path, head);
    isSeen = true;
    syntax = detectSyntax(head);
    if (isWhole && syntax === 'text' && head.length <= REFUSAL_BYTES) refusal = describeRefusal(head.toString('utf8'));
    const counted = count(chunks, (length) => {
      bytes += length;
    });
    const parts = isWhole && !hasBlocks(head) ? preparePaste(head) : null;
    if (parts) for await (const _ of counted);
    for (const part of parts ?? [{ syntax, chunks: counted }]) {
      if ('chunks' in part)
        await readPart(part.chunks, part.syntax, isWhole && PULL_WORDS.test(head.toString('latin1')));
      else {
        lineOf = part.lineOf;
        await readPart(iterable([part.bytes]), part.syntax, true);
      }
    }
  } catch (error) {
    broken = describe(error);
    if (!isSeen) options.onlooker?.see(path, Buffer.alloc(0));
    warn(null, `cannot be read ${bytes > 0 ? 'to its end' : 'at all'}: ${broken}`);
  }
  if (syntax === 'binary' || syntax === 'utf-16') warn(null, WHY_SKIPPED[syntax]);
  const size = artefact.bytes ?? bytes;
  const inputs = [...tallies]
    .filter(([, tally]) => tally.records > 0 || tally.observations > 0)
    .map(([format, tally]): ReadInput => {
      const suffix = format.kind === 'object' && (syntax === 'json' || syntax === 'yaml') ? `-${syntax}` : '';
      const partly = tally.warnings > 0 || broken !== null || warnings > 0;
      return {
        path,
        format: `${format.id}${suffix}`,
        bytes: size,
        records: tally.records,
        observations: tally.observations,
        status: partly ? 'partly-read' : 'read',
        note: broken ?? (notes.length > 0 ? notes.join('; ') : null),
      };
    });
  if (inputs.length === 0) {
    const note = broken ?? refusal ?? (notes.join('; ') || WHY_SKIPPED[syntax]);
    inputs.push({ path, format: null, bytes: size, records: 0, observations: 0, status: 'skipped', note });
  }
  return { index, path, modifiedAt, spans, inputs, warnings };
}

const WHY_SKIPPED: Readonly<Record<Syntax, string>> = {
  empty: 'the file is empty: nothing was saved in it',
  binary: 'is neither text nor an archive that is read here, so it was left out',
  'utf-16': 'is text in UTF-16, which is not read yet: save it as UTF-8',
  text: 'no line in it is of a known format',
  json: 'no object in it is of a known format',
  yaml: 'no object in it is of a known format',
};

async function* iterable(held: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* held;
}

async function* count(chunks: AsyncIterable<Buffer>, add: (length: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    add(chunk.length);
    yield chunk;
  }
}

function internClock(
  clocks: Map<string, Clock>,
  artefact: number,
  notation: Notation,
  keeper: ClockKeeper,
  offsetMinutes: number | null,
): Clock {
  const whose = keeper.kind === 'node' ? keeper.node : keeper.kind === 'controller' ? keeper.name : '';
  const key = `${notation}\n${keeper.kind}\n${whose}\n${offsetMinutes}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = { id: `clock-${artefact}-${clocks.size}`, artefact, notation, keeper, offsetMinutes };
    clocks.set(key, clock);
  }
  return clock;
}

function isObjectFormat(format: Format): format is ObjectFormat {
  return format.kind === 'object';
}

function isTextFormat(format: Format): format is TextFormat {
  return format.kind === 'text';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
