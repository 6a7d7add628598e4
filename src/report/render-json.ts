import type { Report } from '../model/report.ts';

/** So few that V8 need not set up pages of their own for the pieces, and clear them: those of up to 128 KiB have none. */
const ITEMS_PER_PIECE = 32;

// JSON.stringify escapes C0 controls and lone surrogates only. These are escaped too (the value stays the same), so that a
// report that is shown on a terminal or in an editor hides nothing: DEL and C1, bidi and zero-width marks, separators.
const HIDDEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * `report.json`: two spaces, the keys in the order of the report object, a line break at the end; the same bytes as
 * `JSON.stringify(report, null, 2)` but for hidden characters, which are escaped. In pieces, so that a large report is never
 * held as one text.
 */
export function* renderJson(report: Report): Generator<string> {
  let piece = '{';
  let isFirst = true;
  for (const [key, value] of Object.entries(report) as [string, unknown][]) {
    if (value === undefined) continue;
    piece += `${isFirst ? '' : ','}\n  ${JSON.stringify(key)}: `;
    isFirst = false;
    if (!Array.isArray(value) || value.length === 0) {
      piece += writeValue(value, '\n  ');
      continue;
    }
    yield `${piece}[\n`;
    piece = '';
    for (let index = 0; index < value.length; index += ITEMS_PER_PIECE) {
      yield (index === 0 ? '' : ',\n') + writeItems(value.slice(index, index + ITEMS_PER_PIECE));
    }
    piece = '\n  ]';
  }
  yield `${piece}\n}\n`;
}

// Line breaks inside strings are written as \n by JSON, so every real one is layout.
function writeValue(value: unknown, lineStart: string): string {
  return escapeHidden(JSON.stringify(value, null, 2).replaceAll('\n', lineStart));
}

const ITEMS_START = '{\n  "items": [\n'.length;
const ITEMS_END = '\n  ]\n}'.length;

/** Items of a list that is a value of the report: written inside such an object, so that JSON.stringify indents them right. */
function writeItems(items: readonly unknown[]): string {
  return escapeHidden(JSON.stringify({ items }, null, 2).slice(ITEMS_START, -ITEMS_END));
}

function escapeHidden(json: string): string {
  return json.replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
