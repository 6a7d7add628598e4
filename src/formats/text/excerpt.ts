import { LEFT_OUT } from '../left-out.ts';

/** Of a line's own text; envelope and header before it are about 120 more. */
const EXCERPT_LENGTH = 480;
const HEAD_LENGTH = 260;

/**
 * A line's own text as evidence: without the container's struct, which holds environment values in clear (kubelet 1.19–1.33),
 * and cut in its middle where it is long, since an error says most at its end.
 */
export function cutLogExcerpt(line: string): string {
  const text = leaveOutStructs(line.trimEnd());
  if (text.length <= EXCERPT_LENGTH) return text;
  const head = text.slice(0, HEAD_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
  const tail = text
    .slice(text.length - (EXCERPT_LENGTH - HEAD_LENGTH - LEFT_OUT.length))
    .replace(/^[\uDC00-\uDFFF]/, '');
  return `${head}${LEFT_OUT}${tail}`;
}

const STRUCT = '&Container{';
const AFTER_STRUCT = '} start failed in pod ';

function leaveOutStructs(text: string): string {
  const start = text.indexOf(STRUCT);
  if (start < 0) {
    const environment = text.indexOf('EnvVar{');
    return environment < 0 ? text : text.slice(0, environment) + LEFT_OUT;
  }
  const details = text.indexOf(',Command:', start);
  // The last one: a value of the environment may read like the end of the struct.
  const end = text.lastIndexOf(AFTER_STRUCT);
  const kept = text.slice(0, details < 0 ? start + STRUCT.length : details + 1) + LEFT_OUT;
  return end < start ? kept : kept + text.slice(end);
}
