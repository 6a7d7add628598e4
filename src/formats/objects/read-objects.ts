import { isUtf8 } from 'node:buffer';
import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import type { ObjectFormat, ObjectPlace, ReadContext } from '../format.ts';
import { createJsonCutter } from './cut-json.ts';
import { createYamlCutter } from './cut-yaml.ts';
import { type Fields, fieldsOf, isFields, textOf } from './fields.ts';
import { INTERNAL_NEEDLES, toServedForm } from './internal-form.ts';
import { type Flaw, PIECE_LIMITS, type Piece, type PieceLimits, type PieceSink } from './pieces.ts';
import { describeRefusal } from './refusal.ts';

/** What came of a file of objects. */
export interface ObjectsRead {
  /** How many objects it holds. */
  readonly objects: number;
  /** How many of these a format read. */
  readonly read: number;
  /** What a person should know of the file that is no defect: empty lists, objects of other kinds, text in between. */
  readonly notes: readonly string[];
}

/** A file can be broken in thousands of places: so many warnings say it as well. */
const WARNINGS_SHOWN = 20;
/** kubectl and oc write no aliases; people use a few. Nested ones grow exponentially when they are followed. */
const ALIASES_ALLOWED = 20;
/** Envelopes and answers of the API server (`kind: Status`) are small. */
const SMALL_BYTES = 64 * 1024;
/** Lists in lists: `jq -s` makes one level of them. */
const LIST_NESTING = 3;

const FLAWS: Readonly<Record<Flaw, (what: string) => string>> = {
  'cut-off': (what) =>
    `the file ends in the middle of ${what}: what came before was read; save the file again if the rest matters`,
  unbalanced: (what) => `the brackets of ${what} do not match, so it was left out; the objects around it were read`,
  'too-large': (what) => `${what} is larger than ${PIECE_LIMITS.bytes / 1024 / 1024} MiB, so it was left out`,
  'too-deep': (what) => `${what} is nested deeper than ${PIECE_LIMITS.depth} levels, so it was left out`,
};

/**
 * Reads a JSON or YAML file of any size: cuts it into objects on bytes while it streams, parses each alone, and hands it
 * to the first format that accepts it. Memory follows the largest object. `contextFor` gives the context of a format;
 * `warn` takes what belongs to no format, `onText` the lines of text between the objects. Where the chunks break off with an error, all whole objects are read first.
 */
export async function readObjects(
  chunks: AsyncIterable<Buffer>,
  syntax: 'json' | 'yaml',
  formats: readonly ObjectFormat[],
  contextFor: (format: ObjectFormat) => ReadContext,
  warn: (line: number | null, message: string) => void,
  limits: PieceLimits = PIECE_LIMITS,
  onText: (line: number, text: string) => void = () => {},
): Promise<ObjectsRead> {
  const reader = createObjectReader(syntax, formats, contextFor, warn, onText);
  const cutter = syntax === 'json' ? createJsonCutter(reader.sink, limits) : createYamlCutter(reader.sink, limits);
  try {
    for await (const chunk of chunks) cutter.write(chunk);
  } finally {
    cutter.end();
    reader.end();
  }
  return reader.finish();
}

function createObjectReader(
  syntax: 'json' | 'yaml',
  formats: readonly ObjectFormat[],
  contextFor: (format: ObjectFormat) => ReadContext,
  warnAlways: (line: number | null, message: string) => void,
  onText: (line: number, text: string) => void,
): { readonly sink: PieceSink; readonly end: () => void; readonly finish: () => ObjectsRead } {
  const contexts = new Map<ObjectFormat, ReadContext>();
  const needles = [...new Set([...INTERNAL_NEEDLES, ...formats.flatMap((format) => format.needles)])].map((needle) =>
    Buffer.from(needle),
  );
  const notes = new Set<string>();
  let objects = 0;
  let read = 0;
  let texts = 0;
  let warnings = 0;
  let isInvalidUtf8Named = false;

  const warn = (line: number | null, message: string): void => {
    warnings += 1;
    if (warnings <= WARNINGS_SHOWN) warnAlways(line, message);
  };

  const parsePiece = (piece: Piece): unknown => {
    if (!isInvalidUtf8Named && !isUtf8(piece.bytes)) {
      isInvalidUtf8Named = true;
      warn(piece.line, 'the object here holds bytes that are no UTF-8; they (and any later ones) show as �');
    }
    const text = piece.bytes.toString('utf8');
    try {
      return syntax === 'json' ? JSON.parse(text) : parseYaml(text, piece.item !== null);
    } catch (error) {
      warn(
        piece.line,
        `${nameItem(piece.item)} could not be parsed and was left out: ${describeError(error, piece.line)}`,
      );
      return undefined;
    }
  };

  const take = (found: Fields, place: ObjectPlace, nesting: number): void => {
    const object = toServedForm(found);
    const list = itemsOf(object);
    if (list !== null && nesting < LIST_NESTING) {
      if (list.length === 0) notes.add(describeEmpty(object));
      const listKind = textOf(object['kind']);
      list.forEach((item, index) => {
        if (isFields(item)) take(item, { ...place, item: index, listKind }, nesting + 1);
      });
      return;
    }
    objects += 1;
    const format = formats.find(
      (candidate) => candidate.isKeptAt?.(contextFor(candidate).path) !== false && candidate.accepts(object, place),
    );
    if (!format) {
      if (object['kind'] === 'Status' && object['status'] === 'Failure')
        warn(
          place.line,
          `the API server's answer was an error, so there is no data here: ${textOf(object['message'])}`,
        );
      return;
    }
    read += 1;
    const context = contexts.get(format) ?? contextFor(format);
    contexts.set(format, context);
    context.record();
    format.read(object, place, context);
  };

  const sink: PieceSink = {
    object(piece) {
      const matters = needles.some((needle) => piece.bytes.includes(needle));
      if (!matters && piece.bytes.length > SMALL_BYTES) {
        objects += 1;
        return;
      }
      // Small ones are parsed where they stand alone, since they can be empty lists or answers that say what went wrong.
      if (!matters && piece.item !== null) {
        objects += 1;
        return;
      }
      const value = parsePiece(piece);
      if (value === undefined || value === null) return;
      const place = { line: piece.line, item: piece.item, syntax, listKind: piece.listKind };
      if (isFields(value)) take(value, place, 0);
      else if (Array.isArray(value)) for (const one of value) if (isFields(one)) take(one, place, 1);
    },
    list(envelope, items, strays) {
      if (strays > 0) notes.add(`${strays} values in a list are no objects and were not read`);
      if (items > 0) return;
      const value = envelope && envelope.bytes.length <= SMALL_BYTES ? parsePiece({ ...envelope, item: null }) : null;
      notes.add(describeEmpty(fieldsOf(value)));
    },
    text(line, text, isLog) {
      const refusal = isLog ? null : describeRefusal(text);
      if (refusal) warn(line, refusal);
      else if (text !== '') {
        if (!isLog) texts += 1;
        onText(line, text);
      }
    },
    flaw(flaw, line, item) {
      warn(line, FLAWS[flaw](nameItem(item)));
    },
  };

  return {
    sink,
    end() {
      for (const [format, context] of contexts) format.end?.(context);
    },
    finish() {
      if (warnings > WARNINGS_SHOWN) warnAlways(null, `${warnings - WARNINGS_SHOWN} more warnings of this kind`);
      if (objects > read)
        notes.add(
          objects === 1
            ? 'its one object is of a kind that says nothing of image pulls'
            : `${objects - read} of ${objects} objects are of kinds that say nothing of image pulls`,
        );
      if (texts > 0) notes.add(`${texts} lines between the objects are neither ${syntax.toUpperCase()} nor an error`);
      return { objects, read, notes: [...notes] };
    },
  };
}

/** People write merge keys (`<<: *web`), which kubectl takes. */
const YAML_SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/** Parses the text of a document, or of an item that begins with its dash. Times stay text; there are no custom types. */
function parseYaml(text: string, isItem: boolean): unknown {
  // Without its dash, an item is a block that is indented as a whole.
  const block = isItem ? text.replace('-', ' ') : text;
  return load(block, { schema: YAML_SCHEMA, json: true, maxAliases: ALIASES_ALLOWED });
}

/** The items of a list that was parsed whole: an empty one, or one within a list. Null for any other object. */
function itemsOf(object: Fields): readonly unknown[] | null {
  const key = 'items' in object ? 'items' : 'Items' in object ? 'Items' : null;
  if (key === null || 'spec' in object) return null;
  const items = object[key];
  if (items === null) return [];
  return Array.isArray(items) ? items : null;
}

function describeEmpty(envelope: Fields): string {
  const resultType = textOf(fieldsOf(envelope['data'])['resultType']);
  if (resultType !== null) return `a Prometheus answer (${resultType}) without series`;
  return `an empty ${textOf(envelope['kind']) ?? 'list'}: nothing was there when it was saved, or nothing that was asked for`;
}

function nameItem(item: number | null): string {
  return item === null ? 'the object or list here' : `item ${item} of the list`;
}

function describeError(error: unknown, line: number): string {
  if (error instanceof YAMLException && error.mark) return `${error.reason} (line ${line + error.mark.line})`;
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
