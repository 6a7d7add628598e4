import type { Peeked } from '../../reading/peek.ts';
import { stripColoursOf } from './colours.ts';
import { detectEscaping, unescapeChunks } from './html-entities.ts';
import { hasBlocks, joinBlocks } from './join-blocks.ts';

// Fields with control characters have their length before them, which counts the colours (systemd.journal-fields export format).
const EXPORT = /^(?:\xef\xbb\xbf)?__CURSOR=/m;

/**
 * Makes a log line by line where it is not: without colours, wherever they begin; with letters for HTML's entities and with
 * entries of several lines put on one, where its beginning shows such. All else goes through untouched, and chunks without
 * an escape character are not even copied. Lines keep their numbers.
 */
export function prepareLog(
  { head, chunks }: Peeked,
  lineBytes: number,
  warn: (line: number | null, message: string) => void,
): AsyncIterable<Buffer> {
  const escaping = detectEscaping(head);
  const undress = (dressed: AsyncIterable<Buffer>) =>
    stripColoursOf(escaping === 'none' ? dressed : unescapeChunks(dressed, escaping));
  if (!hasBlocks(head)) return undress(chunks);
  return EXPORT.test(head.toString('latin1'))
    ? undress(joinBlocks(chunks, lineBytes, warn))
    : joinBlocks(undress(chunks), lineBytes, warn);
}
