import type { Peeked } from '../../peek.ts';
import { stripColoursOf } from './colours.ts';
import { hasBlocks, joinBlocks } from './join-blocks.ts';

const ESCAPE = 27;

/**
 * Makes a log line by line where it is not: without colours, and with entries of several lines put on one. Told by its
 * beginning; all other texts go through untouched. Lines keep their numbers.
 */
export function prepareLog(
  { head, chunks }: Peeked,
  lineBytes: number,
  warn: (line: number | null, message: string) => void,
): AsyncIterable<Buffer> {
  const plain = head.includes(ESCAPE) ? stripColoursOf(chunks) : chunks;
  return hasBlocks(head) ? joinBlocks(plain, lineBytes, warn) : plain;
}
