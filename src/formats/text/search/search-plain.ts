import { stripColoursOfLines } from '../envelopes/colours.ts';
import type { NeedleSearch } from './needle-search.ts';
import { createSearchAhead, type SearchAhead, type TakeLines } from './search-ahead.ts';

/**
 * Makes a search over a stream of lines as `createSearchAhead` does, and hands them on without colours, which stand in the
 * midst of words that are looked for. The search itself sees whether there are any, so that a plain log is not gone
 * through for them; in a log that had some they are taken off first, so that it is searched once.
 */
export function createPlainSearch(needles: readonly string[], search: NeedleSearch, take: TakeLines): SearchAhead {
  let isColoured = false;
  const ahead = createSearchAhead(needles, search, (bytes, from, to, found) => {
    if (!found.hasEscapes) return take(bytes, from, to, found);
    const plain = stripColoursOfLines(bytes.subarray(from, to));
    // An escape character may be none of a colour.
    if (plain.length === to - from) return take(bytes, from, to, found);
    isColoured = true;
    take(plain, 0, plain.length, search.find(plain, 0, plain.length));
  });
  return {
    ...ahead,
    add(bytes, from, to) {
      if (!isColoured) return ahead.add(bytes, from, to);
      const plain = stripColoursOfLines(bytes.subarray(from, to));
      ahead.add(plain, 0, plain.length);
    },
  };
}
