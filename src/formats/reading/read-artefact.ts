import type { Warning } from '../../model/evidence.ts';
import type { ReadArtefact, ReadInput } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import type { Artefact } from '../../sources/artefact.ts';
import type { Format, ObjectFormat, TextFormat } from '../format.ts';
import { detectSyntax, type Syntax } from '../objects/detect-syntax.ts';
import { PIECE_LIMITS } from '../objects/pieces.ts';
import { readObjects } from '../objects/read-objects.ts';
import { describeRefusal } from '../objects/refusal.ts';
import { type PastedPart, preparePaste } from '../pasted/prepare-paste.ts';
import { stripColours, stripColoursOf } from '../text/envelopes/colours.ts';
import { hasBlocks } from '../text/envelopes/join-blocks.ts';
import { createTextScanner, type LineScanner } from '../text/scan.ts';
import { createSyncFolder } from './fold-syncs.ts';
import type { Onlooker } from './onlooker.ts';
import { peek } from './peek.ts';
import { tallyRecords } from './tally-records.ts';

/** What reading an artefact needs from its caller. */
export interface ArtefactOptions {
  readonly formats: readonly Format[];
  readonly warn: (warning: Warning) => void;
  /** Looks on while artefacts are read, and tells bundles by what it sees. */
  readonly onlooker?: Onlooker;
}

/**
 * Reads one artefact, the `index`-th, by the formats that know its content, and adds to `observations`. Never throws: one
 * that breaks off is a warning, and what came before counts.
 */
export type ArtefactReader = (
  artefact: Artefact,
  index: number,
  observations: Observation[],
) => Promise<ReadArtefact & { readonly warnings: number }>;

/** Small files that hold none of these are scanned like large ones. */
const PULL_WORDS = /ImagePull|ErrImage|o pull |ulling |Waiting/;
const SMALL_LINES = 10_000;
/** A program that was refused prints a line or two. */
const REFUSAL_BYTES = 4096;

/** Why a file of that syntax that no format knew was left out. */
export const WHY_SKIPPED: Readonly<Record<Syntax, string>> = {
  empty: 'the file is empty: nothing was saved in it',
  binary: 'is neither text nor an archive that is read here, so it was left out',
  text: 'no line in it is of a known format',
  json: 'no object in it is of a known format',
  yaml: 'no object in it is of a known format',
};

/** Makes a reader of artefacts, for any number of them, one after the other. */
export function createArtefactReader(options: ArtefactOptions): ArtefactReader {
  const objectFormats = options.formats.filter(isObjectFormat);
  const scanner = createTextScanner(options.formats.filter(isTextFormat));

  return async ({ path, modifiedAt, bytes: knownBytes, chunks: open }, index, observations) => {
    let warnings = 0;
    // The lines of a paste are counted as they stand in the file, however it was put right.
    let lineOf: PastedPart['lineOf'] = (line) => line;
    const warn = (line: number | null, message: string) => {
      warnings += 1;
      options.warn({ input: path, line: line === null ? null : lineOf(line), message });
    };
    const { contextFor, counts } = tallyRecords(index, path, createSyncFolder(observations), warn);
    const notes: string[] = [];
    let spans: ReadArtefact['spans'] = [];

    const readObjectsOf = async (chunks: AsyncIterable<Buffer>, syntax: 'json' | 'yaml') => {
      const between: LineScanner[] = [];
      const onText = (line: number, text: string) => {
        options.onlooker?.hear(path, text);
        if (between.length === 0) between.push(scanner.scanLines(contextFor, warn));
        between[0]!.line(line, text);
      };
      const result = await readObjects(chunks, syntax, objectFormats, contextFor, warn, PIECE_LIMITS, onText);
      for (const lines of between) lines.end();
      notes.push(...result.notes);
    };
    const readPart = async (chunks: AsyncIterable<Buffer>, syntax: Syntax, isSmall: boolean) => {
      if (syntax === 'json' || syntax === 'yaml') await readObjectsOf(stripColoursOf(chunks), syntax);
      else if (syntax === 'text') {
        // In a small file every line is looked at: pastes have lost what would find them.
        const limits = isSmall ? { firstLines: SMALL_LINES } : {};
        const scan = await scanner.scan(chunks, contextFor, warn, limits);
        spans = [...spans, ...scan.spans];
      } else for await (const _ of chunks) if (syntax === 'binary') break;
    };

    let bytes = 0;
    let broken: string | null = null;
    let refusal: string | null = null;
    let isSeen = false;
    let syntax: Syntax = 'empty';
    try {
      const { head, chunks, isWhole } = await peek(open());
      options.onlooker?.see(path, head);
      isSeen = true;
      // Lengths in journald's export format count the colours.
      syntax = detectSyntax(hasBlocks(head) ? head : Buffer.from(stripColours(head.toString('latin1')), 'latin1'));
      if (isWhole && syntax === 'text' && head.length <= REFUSAL_BYTES)
        refusal = describeRefusal(head.toString('utf8'));
      const counted = count(chunks, (length) => {
        bytes += length;
      });
      const parts = isWhole && !hasBlocks(head) ? preparePaste(head) : null;
      if (parts) {
        for await (const _ of counted);
        for (const part of parts) {
          lineOf = part.lineOf;
          await readPart(iterable([part.bytes]), part.syntax, true);
        }
      } else await readPart(counted, syntax, isWhole && PULL_WORDS.test(head.toString('latin1')));
    } catch (error) {
      broken = error instanceof Error ? error.message : String(error);
      if (!isSeen) options.onlooker?.see(path, Buffer.alloc(0));
      warn(null, `cannot be read ${bytes > 0 ? 'to its end' : 'at all'}: ${broken}`);
    }
    if (syntax === 'binary') warn(null, WHY_SKIPPED.binary);

    const size = knownBytes ?? bytes;
    const inputs = counts().map(({ format, records, observations, warnings: ofFormat }): ReadInput => {
      const suffix = format.kind === 'object' && (syntax === 'json' || syntax === 'yaml') ? `-${syntax}` : '';
      const isPartly = ofFormat > 0 || broken !== null || warnings > 0;
      return {
        path,
        format: `${format.id}${suffix}`,
        bytes: size,
        records,
        observations,
        status: isPartly ? 'partly-read' : 'read',
        note: broken ?? (notes.length > 0 ? notes.join('; ') : null),
      };
    });
    if (inputs.length === 0) {
      const note = broken ?? refusal ?? (notes.join('; ') || WHY_SKIPPED[syntax]);
      inputs.push({ path, format: null, bytes: size, records: 0, observations: 0, status: 'skipped', note });
    }
    return { index, path, modifiedAt, spans, inputs, warnings };
  };
}

async function* iterable(held: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* held;
}

async function* count(chunks: AsyncIterable<Buffer>, add: (length: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    add(chunk.length);
    yield chunk;
  }
}

function isObjectFormat(format: Format): format is ObjectFormat {
  return format.kind === 'object';
}

function isTextFormat(format: Format): format is TextFormat {
  return format.kind === 'text';
}
