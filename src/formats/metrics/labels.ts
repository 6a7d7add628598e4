import type { Fields } from '../objects/fields.ts';
import { readGoString } from '../text/go-quote.ts';

/** The labels of a series; its name is among them as `__name__`. */
export type Labels = ReadonlyMap<string, string>;

/** The label that holds a metric's name. */
export const NAME_LABEL = '__name__';

/** A series as a line begins with it, and where the line goes on after it. */
export interface SeriesText {
  readonly labels: Labels;
  readonly end: number;
}

const METRIC_NAME = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const LABEL_NAME = /\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*/y;
const SPACE = /\s*/y;

/**
 * Reads the series that a text begins with at `start`: `name{label="value",…}` as in expositions, or `{__name__="name", …}`
 * as in dumps. Null where there is none or its braces do not close.
 * Sources: prometheus/prometheus model/labels/labels.go String (Go quotes), prometheus/common expfmt/text_parse.go (its
 * escapes are a subset of Go's), docs/querying/basics.md (quoted names, since 3.0).
 */
export function readSeriesText(text: string, start = 0): SeriesText | null {
  const labels = new Map<string, string>();
  METRIC_NAME.lastIndex = start;
  const name = METRIC_NAME.exec(text)?.[0] ?? '';
  if (name !== '') labels.set(NAME_LABEL, name);
  let at = start + name.length;
  if (text[at] !== '{') return null;
  at += 1;
  for (;;) {
    at = skipSpace(text, at);
    if (text[at] === '}') return { labels, end: at + 1 };
    const quotedName = readGoString(text, at);
    let key: string;
    if (quotedName) {
      at = skipSpace(text, quotedName.end);
      key = quotedName.value;
      if (text[at] === '=') at = skipSpace(text, at + 1);
      else {
        labels.set(NAME_LABEL, key);
        if (text[at] === ',') at += 1;
        else if (text[at] !== '}') return null;
        continue;
      }
    } else {
      LABEL_NAME.lastIndex = at;
      const match = LABEL_NAME.exec(text);
      if (!match) return null;
      key = match[1] ?? '';
      at = LABEL_NAME.lastIndex;
    }
    const value = readGoString(text, at);
    if (!value) return null;
    labels.set(key, value.value);
    at = skipSpace(text, value.end);
    if (text[at] === ',') at += 1;
    else if (text[at] !== '}') return null;
  }
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** The labels of a JSON object; what is no text is left out. */
export function labelsOfFields(fields: Fields): Labels {
  const labels = new Map<string, string>();
  for (const [key, value] of Object.entries(fields)) if (typeof value === 'string') labels.set(key, value);
  return labels;
}
