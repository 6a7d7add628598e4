import { LEFT_OUT } from '../left-out.ts';

const EXCERPT_LENGTH = 600;

/** A record as written, trimmed and cut to what shows the point. */
export function cutExcerpt(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= EXCERPT_LENGTH
    ? trimmed
    : `${trimmed.slice(0, EXCERPT_LENGTH - LEFT_OUT.length).replace(/[\uD800-\uDBFF]$/, '')}${LEFT_OUT}`;
}
