import {
  type Cutter,
  createCapture,
  type Flaw,
  PIECE_LIMITS,
  type PieceLimits,
  type PieceSink,
  TEXT_LIMIT_BYTES,
} from './pieces.ts';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** An item that is larger than any object in etcd (1.5 MiB, pretty-printed twice that) and looks unbalanced, is. */
const SUSPECT_BYTES = 4 * 1024 * 1024;
/** Cutting again costs a copy of the chunk: enough for any file that a person broke, too little to be made slow by. */
const RECUTS_ALLOWED = 100;
/** What `kubectl cluster-info dump` puts around logs: kubectl pkg/cmd/clusterinfo/clusterinfo_dump.go, v0.13–v0.36. */
const LOG_START = '==== START logs for container ';
const LOG_END = '==== END logs for container ';
/** A key longer than this is none that is looked for. */
const WORD_LIMIT = 32;

/**
 * Where the scanner stands: between documents; in a line of text between them; in a bare array; in a document, outside
 * its list; in the list; in an item of it.
 */
type Mode = 'outside' | 'text' | 'array' | 'document' | 'list' | 'item';

/**
 * Cuts JSON into objects: documents one after another, the elements of a bare array, and of each of these the items of
 * `items` or `Items` (Kubernetes lists) or `data.result` (Prometheus). Only brackets and strings are looked at, so an
 * item with a syntax error is handed on like any other, and loses only itself. Where an item never ends because its brackets
 * do not match, the indentation (kubectl's) tells where the next one starts: the bytes from there on are cut once more.
 */
export function createJsonCutter(sink: PieceSink, limits: PieceLimits = PIECE_LIMITS): Cutter {
  let mode: Mode = 'outside';
  let line = 1;
  /** Bytes of white space since the line began; -1 after anything else. */
  let indent = 0;
  let inString = false;
  let escaped = false;
  let depth = 0;
  let deepest = 0;

  const document = createCapture(limits.bytes);
  let documentLine = 1;
  let inArray = false;
  let arrayIndex = 0;
  let arrayStrays = 0;
  let kind: string | null = null;
  let key: string | null = null;
  let word = '';
  let inData = false;

  const item = createCapture(limits.bytes);
  let itemLine = 1;
  let itemIndex = 0;
  let itemIndent = -1;
  /** Where the indentation first said that the item is over, in bytes from its start. */
  let suspect: { readonly offset: number; readonly line: number; readonly indent: number } | null = null;
  let isMismatched = false;
  let recuts = 0;
  let isIndentTrusted = false;
  let isList = false;
  /** Depth of the document at its list. */
  let listDepth = 1;
  let strays = 0;
  let inStray = false;

  let text: Buffer[] = [];
  let textBytes = 0;
  let textLine = 1;
  /** Whether the lines are a container's log, in which brackets mean nothing. */
  let isLog = false;

  const emit = (bytes: Buffer | null, at: { line: number; item: number | null; listKind: string | null }): void => {
    if (deepest > limits.depth) sink.flaw('too-deep', at.line, at.item);
    else if (bytes === null) sink.flaw('too-large', at.line, at.item);
    else sink.object({ bytes, ...at });
  };

  /** Follows strings and lines; true where the byte is neither inside a string nor its border. */
  const isStructure = (byte: number): boolean => {
    if (byte === NEWLINE) {
      // JSON strings hold no line break: one that seems to is not closed, and ends here.
      inString = false;
      escaped = false;
      line += 1;
      indent = 0;
      return false;
    }
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = false;
      return false;
    }
    if (byte === QUOTE) {
      inString = true;
      return false;
    }
    return true;
  };

  const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;

  const countIndent = (byte: number): void => {
    if (indent >= 0) indent = isSpace(byte) ? indent + 1 : -1;
  };

  const scanOutside = (chunk: Buffer, at: number): number => {
    const byte = chunk[at]!;
    if (byte === NEWLINE) {
      line += 1;
      indent = 0;
    } else if (byte === OPEN_BRACE && !isLog) {
      openDocument(at);
    } else if (byte === OPEN_BRACKET && !isLog) {
      mode = 'array';
      inArray = true;
      arrayIndex = 0;
      arrayStrays = 0;
      inStray = false;
    } else if (!isSpace(byte) && (byte !== COMMA || isLog) && !isByteOrderMark(byte)) {
      mode = 'text';
      textLine = line;
      return at;
    }
    return at + 1;
  };

  const isByteOrderMark = (byte: number): boolean => line === 1 && (byte === 0xef || byte === 0xbb || byte === 0xbf);

  const scanText = (chunk: Buffer, at: number): number => {
    const newline = chunk.indexOf(NEWLINE, at);
    const end = newline < 0 ? chunk.length : newline;
    const kept = chunk.subarray(at, Math.min(end, at + TEXT_LIMIT_BYTES - textBytes));
    // Copied, since a line can reach over chunks.
    if (kept.length > 0) text.push(Buffer.from(kept));
    textBytes += kept.length;
    if (newline >= 0) endText();
    return end;
  };

  const endText = (): void => {
    const said = Buffer.concat(text).toString('utf8').trim();
    if (said.startsWith(LOG_START)) isLog = true;
    sink.text(textLine, said, isLog);
    if (said.startsWith(LOG_END)) isLog = false;
    text = [];
    textBytes = 0;
    mode = 'outside';
  };

  const openDocument = (at: number): void => {
    mode = 'document';
    document.from(at);
    documentLine = line;
    depth = 1;
    deepest = 1;
    kind = null;
    key = null;
    word = '';
    inData = false;
    isList = false;
    itemIndex = 0;
    strays = 0;
    isIndentTrusted = false;
  };

  /** Scans between the elements of a bare array, or between the items of a list. */
  const scanBetween = (chunk: Buffer, at: number): number => {
    const byte = chunk[at]!;
    const wasString = inString;
    const structure = isStructure(byte);
    if (wasString || byte === NEWLINE) return at + 1;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      inStray = false;
      if (mode === 'array') openDocument(at);
      else openItem(at);
      return at + 1;
    }
    if (byte === CLOSE_BRACKET) {
      inStray = false;
      if (mode === 'array') closeArray();
      else resumeDocument(at);
      return at + 1;
    }
    if (byte === COMMA) inStray = false;
    else if (!inStray && (!structure || !isSpace(byte))) {
      inStray = true;
      if (mode === 'array') arrayStrays += 1;
      else strays += 1;
    }
    if (structure) countIndent(byte);
    return at + 1;
  };

  const closeArray = (): void => {
    mode = 'outside';
    inArray = false;
    sink.list(null, arrayIndex, arrayStrays);
  };

  const resumeDocument = (at: number): void => {
    mode = 'document';
    document.from(at);
    depth = listDepth;
    deepest = depth;
  };

  const openItem = (at: number): void => {
    mode = 'item';
    item.from(at);
    itemLine = line;
    itemIndent = indent;
    indent = -1;
    depth = 1;
    deepest = 1;
    suspect = null;
  };

  /** Gives up the item, and says what of it is to be cut once more, by indentation. */
  const giveUp = (bytes: Buffer | null, from: NonNullable<typeof suspect>): Buffer => {
    closeItem('unbalanced', null);
    recuts += 1;
    isIndentTrusted = true;
    suspect = null;
    line = from.line;
    indent = from.indent;
    return bytes?.subarray(from.offset) ?? Buffer.alloc(0);
  };

  const closeItem = (flaw: Flaw | null, bytes: Buffer | null): void => {
    if (flaw) {
      item.drop();
      sink.flaw(flaw, itemLine, itemIndex);
    } else emit(bytes, { line: itemLine, item: itemIndex, listKind: kind });
    itemIndex += 1;
    mode = 'list';
    inString = false;
    escaped = false;
  };

  const scanItem = (chunk: Buffer, start: number): number => {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (!isStructure(byte)) {
        if (inString) indent = -1;
        continue;
      }
      if (indent >= 0 && !isSpace(byte)) {
        const over = isOverByIndent(byte);
        // The bracket that closes it is its own; any other is looked at again.
        const end = over === 'closed' ? at + 1 : at;
        if (over && isIndentTrusted) {
          closeItem('unbalanced', null);
          return end;
        }
        if (over && recuts < RECUTS_ALLOWED)
          suspect ??= { offset: item.size(end), line, indent: over === 'closed' ? -1 : indent };
        indent = -1;
      }
      if (indent >= 0) indent += 1;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
        if (depth > deepest) deepest = depth;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth === 0) {
          // The list's own bracket may be what closes an item that lacks one.
          if (suspect && byte !== CLOSE_BRACE) isMismatched = true;
          else closeItem(null, item.finish(chunk, at + 1));
          return at + 1;
        }
      }
    }
    return chunk.length;
  };

  /** Whether the indentation says that an item is over whose brackets do not match. */
  const isOverByIndent = (byte: number): 'closed' | 'left' | null => {
    if (itemIndent <= 0 || indent > itemIndent) return null;
    if (indent < itemIndent) return byte === CLOSE_BRACKET || byte === CLOSE_BRACE ? 'left' : null;
    if (byte === OPEN_BRACE) return 'left';
    return byte === CLOSE_BRACE && depth !== 1 ? 'closed' : null;
  };

  const scanDocument = (chunk: Buffer, start: number): number => {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      const wasString = inString;
      const structure = isStructure(byte);
      const isNear = depth === 1 || (depth === 2 && inData);
      if (!structure) {
        if (byte === NEWLINE || !isNear) continue;
        if (!wasString) word = '';
        else if (inString && word.length < WORD_LIMIT) word += String.fromCharCode(byte);
        else if (!inString && depth === 1 && key === 'kind') kind = word;
        continue;
      }
      if (byte === COLON) {
        if (isNear) key = word;
      } else if (byte === COMMA) {
        if (isNear) key = null;
      } else if (byte === OPEN_BRACKET && isNear && isListKey()) {
        document.until(chunk, at + 1);
        mode = 'list';
        isList = true;
        listDepth = depth;
        key = null;
        indent = -1;
        inStray = false;
        return at + 1;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === 1) inData = byte === OPEN_BRACE && key === 'data';
        key = null;
        depth += 1;
        if (depth > deepest) deepest = depth;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        key = null;
        if (depth === 0) {
          closeDocument(document.finish(chunk, at + 1));
          return at + 1;
        }
      }
    }
    return chunk.length;
  };

  const isListKey = (): boolean => (depth === 1 ? key === 'items' || key === 'Items' : key === 'result');

  const closeDocument = (bytes: Buffer | null): void => {
    const place = { line: documentLine, item: inArray ? arrayIndex : null, listKind: null };
    if (!isList) emit(bytes, place);
    else sink.list(bytes && { bytes, ...place }, itemIndex, strays);
    mode = inArray ? 'array' : 'outside';
    if (inArray) arrayIndex += 1;
    indent = -1;
  };

  const write = (incoming: Buffer): void => {
    let chunk = incoming;
    let at = 0;
    while (at < chunk.length) {
      if (mode === 'item') at = scanItem(chunk, at);
      else if (mode === 'document') at = scanDocument(chunk, at);
      else if (mode === 'outside') at = scanOutside(chunk, at);
      else if (mode === 'text') at = scanText(chunk, at);
      else at = scanBetween(chunk, at);
      const isHopeless = mode === 'item' && item.size(at) > Math.min(SUSPECT_BYTES, limits.bytes / 2);
      if (suspect && (isMismatched || isHopeless)) {
        isMismatched = false;
        // Nothing else is captured within a list, so the offsets may change.
        chunk = Buffer.concat([giveUp(item.finish(chunk, at), suspect), chunk.subarray(at)]);
        at = 0;
      }
    }
    document.hold(chunk, chunk.length);
    item.hold(chunk, chunk.length);
  };

  return {
    write,
    end() {
      if (mode === 'item' && suspect) write(giveUp(item.finish(Buffer.alloc(0), 0), suspect));
      if (mode === 'text') endText();
      else if (mode === 'item') sink.flaw('cut-off', itemLine, itemIndex);
      else if (mode === 'document') sink.flaw('cut-off', documentLine, inArray ? arrayIndex : null);
      else if (mode !== 'outside') sink.flaw('cut-off', line, null);
    },
  };
}
