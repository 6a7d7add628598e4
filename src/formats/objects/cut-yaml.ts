import {
  type Cutter,
  createCapture,
  PIECE_LIMITS,
  type PieceLimits,
  type PieceSink,
  TEXT_LIMIT_BYTES,
} from './pieces.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;
/** So much of a line is looked at; what follows cannot change where it belongs. */
const HEAD_BYTES = 200;

const DOCUMENT_START = /^---(?:\s|$)/;
const DOCUMENT_END = /^\.\.\.(?:\s|$)/;
const LIST_KEY = /^(?:items|Items):\s*(?:#.*)?$/;
const KIND_KEY = /^kind:\s*["']?([A-Za-z0-9]+)/;
/** What may begin a line at the left margin inside a document: a key, a quoted key, flow brackets, a comment, a tag, a dash. */
const DOCUMENT_LINE = /^(?:[A-Za-z_][\w./-]*\s*:(?:\s|$)|["'{}[\]#?!&%|-])/;
/** What looks like YAML and is a program's message, or a shell prompt (`[me@host ~]$`). */
const MESSAGE_LINE = /^(?:[Ee]rror|[Ww]arning): |^\[[\w.-]+@/;

/** In a document outside its list; just after `items:`; in a list. */
type Mode = 'document' | 'list-start' | 'list';

/**
 * Cuts YAML into objects, line by line: documents at `---`, and of each the `- ` items of a top-level `items:` list, as
 * kubectl (dash at the margin) and others (dash indented) write it, or of a bare sequence. Everything inside an item is
 * indented deeper than its dash, block scalars too, so no other syntax is looked at. An item's bytes begin with the line
 * of its dash.
 */
export function createYamlCutter(sink: PieceSink, limits: PieceLimits = PIECE_LIMITS): Cutter {
  let mode: Mode = 'document';
  let line = 0;
  let carried: Buffer | null = null;
  /** The line is over the bound: the rest of it is dropped, and the piece that it belongs to is not handed on. */
  let isLineLost = false;

  const document = createCapture(limits.bytes);
  let documentLine: number | null = null;
  let kind: string | null = null;
  let isKeyed = false;
  let isList = false;

  const item = createCapture(limits.bytes);
  let itemLine: number | null = null;
  let itemIndex = 0;
  let itemIndent = 0;
  let isPieceLost = false;

  const closeItem = (chunk: Buffer, at: number): void => {
    if (itemLine === null) return;
    const bytes = item.finish(chunk, at);
    if (bytes === null || isPieceLost) sink.flaw('too-large', itemLine, itemIndex);
    else sink.object({ bytes, line: itemLine, item: itemIndex, listKind: kind });
    itemIndex += 1;
    itemLine = null;
    isPieceLost = false;
  };

  const closeDocument = (chunk: Buffer, at: number): void => {
    if (mode === 'list') closeItem(chunk, at);
    const bytes = document.finish(chunk, at);
    if (documentLine !== null) {
      const place = { line: documentLine, item: null, listKind: null };
      if (isList) sink.list(isKeyed && bytes ? { bytes, ...place } : null, itemIndex, 0);
      else if (bytes === null || isPieceLost) sink.flaw('too-large', documentLine, null);
      else sink.object({ bytes, ...place });
    }
    mode = 'document';
    documentLine = null;
    kind = null;
    isKeyed = false;
    isList = false;
    itemIndex = 0;
    isPieceLost = false;
  };

  const openItem = (at: number): void => {
    item.from(at);
    itemLine = line;
  };

  /** Takes a line of the document that is outside its list. */
  const takeDocumentLine = (chunk: Buffer, at: number, head: string, indent: number): void => {
    const isComment = head.startsWith('#') || head.startsWith('%');
    if (indent === 0 && head !== '' && (MESSAGE_LINE.test(head) || !DOCUMENT_LINE.test(head))) {
      document.until(chunk, at);
      sink.text(line, head, false);
      return;
    }
    if (documentLine === null) {
      if (head.trim() === '' || isComment) return;
      documentLine = line;
      if (isDash(head, indent)) {
        mode = 'list';
        isList = true;
        itemIndent = indent;
        openItem(at);
        return;
      }
    }
    document.from(at);
    if (indent > 0) return;
    kind ??= KIND_KEY.exec(head)?.[1] ?? null;
    if (LIST_KEY.test(head)) mode = 'list-start';
  };

  const isDeeper = (chunk: Buffer, at: number, end: number): boolean => {
    let indent = 0;
    while (indent <= itemIndent && at + indent < end && chunk[at + indent] === SPACE) indent += 1;
    return indent > itemIndent;
  };

  const isDash = (head: string, indent: number): boolean =>
    head.charCodeAt(indent) === DASH && (head.length === indent + 1 || head.charCodeAt(indent + 1) === SPACE);

  const takeLine = (chunk: Buffer, at: number, end: number): void => {
    line += 1;
    if (mode === 'list' && isDeeper(chunk, at, end)) return;
    const head = chunk
      .toString('utf8', at, Math.min(end, at + HEAD_BYTES))
      .replace(/^\uFEFF/, '')
      .trimEnd();
    let indent = 0;
    while (head.charCodeAt(indent) === SPACE) indent += 1;
    if (DOCUMENT_START.test(head) || DOCUMENT_END.test(head)) {
      closeDocument(chunk, at);
      return;
    }
    const isBlank = indent === head.length || (indent === 0 && head.startsWith('#'));
    if (mode === 'list-start' && !isBlank) {
      mode = isDash(head, indent) ? 'list' : 'document';
      if (mode === 'list') {
        document.until(chunk, at);
        isList = true;
        isKeyed = true;
        itemIndent = indent;
      }
    }
    if (mode !== 'list') {
      takeDocumentLine(chunk, at, head, indent);
      return;
    }
    if (isBlank) return;
    if (indent === itemIndent && isDash(head, indent)) {
      closeItem(chunk, at);
      openItem(at);
      return;
    }
    closeItem(chunk, at);
    if (isKeyed) {
      mode = 'document';
      takeDocumentLine(chunk, at, head, indent);
    } else sink.text(line, head.slice(0, TEXT_LIMIT_BYTES), false);
  };

  return {
    write(incoming) {
      const chunk: Buffer = carried ? Buffer.concat([carried, incoming]) : incoming;
      const before = carried?.length ?? 0;
      carried = null;
      let at = 0;
      let newline = chunk.indexOf(NEWLINE, before);
      if (isLineLost && newline >= 0) {
        isLineLost = false;
        at = newline + 1;
        newline = chunk.indexOf(NEWLINE, at);
      }
      for (; newline >= 0; newline = chunk.indexOf(NEWLINE, at)) {
        takeLine(chunk, at, newline > at && chunk[newline - 1] === RETURN ? newline - 1 : newline);
        at = newline + 1;
      }
      if (!isLineLost && chunk.length - at > limits.bytes) {
        isLineLost = true;
        takeLine(chunk, at, chunk.length);
        isPieceLost = true;
      }
      if (isLineLost) at = chunk.length;
      document.hold(chunk, at);
      item.hold(chunk, at);
      if (at < chunk.length) carried = Buffer.from(chunk.subarray(at));
    },
    end() {
      const rest = carried ?? Buffer.alloc(0);
      carried = null;
      if (rest.length > 0) takeLine(rest, 0, rest.length);
      if (mode === 'list' && isKeyed && kind === null && itemLine !== null) {
        // `kind` comes after the items wherever keys are sorted, as in all that kubectl and oc write: here it is missing.
        sink.flaw('cut-off', itemLine, itemIndex);
        return;
      }
      closeDocument(rest, rest.length);
    },
  };
}
