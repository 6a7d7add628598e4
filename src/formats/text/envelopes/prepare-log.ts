import type { Peeked } from '../../reading/peek.ts';
import { stripColoursOf } from './colours.ts';
import { detectEscaping, unescapeChunks } from './html-entities.ts';
import { hasBlocks, joinBlocks } from './join-blocks.ts';

// Fields with control characters have their length before them, which counts the colours (systemd.journal-fields export format).
const EXPORT = /^(?:\xef\xbb\xbf)?__CURSOR=/m;

/**
 * Makes a log line by line where it is not: with letters for HTML's entities and with entries of several lines put on one,
 * where its beginning shows such; the latter without colours. All else goes through untouched. Lines keep their numbers.
 */
export function prepareLog(
  { head, chunks }: Peeked,
  lineBytes: number,
  warn: (line: number | null, message: string) => void,
): AsyncIterable<Buffer> {
  const escaping = detectEscaping(head);
  const decodeEntities = (escaped: AsyncIterable<Buffer>) =>
    escaping === 'none' ? escaped : unescapeChunks(escaped, escaping);
  if (!hasBlocks(head)) return decodeEntities(chunks);
  const undress = (dressed: AsyncIterable<Buffer>) => stripColoursOf(decodeEntities(dressed));
  return EXPORT.test(head.toString('latin1'))
    ? undress(joinBlocks(chunks, lineBytes, warn))
    : joinBlocks(undress(chunks), lineBytes, warn);
}
