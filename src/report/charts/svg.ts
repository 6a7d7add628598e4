import Handlebars from 'handlebars';
import { showHidden } from '../visible-text.ts';

/**
 * One SVG drawing: positions across in percent of its width, heights in CSS pixels, so that one drawing serves all widths
 * and text never scales. `marks` is markup made by the functions of this file only, with every text escaped.
 */
export interface Drawing {
  /** CSS pixels; null: as high as what it lies behind. */
  readonly height: number | null;
  readonly marks: string;
  /** What a screen reader says; empty for decoration. */
  readonly description: string;
}

export type Attributes = Readonly<Record<string, string | number>>;

/** Escapes text for HTML and XML, and makes hidden characters visible. */
export function escapeMarkup(text: string): string {
  return Handlebars.escapeExpression(showHidden(text));
}

/** An element with escaped attributes around markup. */
export function element(name: string, attributes: Attributes, children = ''): string {
  let opening = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key] as string | number;
    opening += ` ${key}="${typeof value === 'number' ? round(value) : escapeMarkup(value)}"`;
  }
  return children === '' ? `${opening}/>` : `${opening}>${children}</${name}>`;
}

/** A position across: a fraction of the width, as percent. */
export function percent(fraction: number): string {
  return `${round(fraction * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A bar from one fraction of the width to another; at least half a pixel wide on a screen. */
export function bar(from: number, to: number, y: number, height: number, kind: string): string {
  const width = Math.max(to - from, 0.0006);
  return element('rect', { x: percent(from), y, width: percent(width), height, class: kind });
}

/** An upright line. */
export function upright(x: number, y1: number, y2: number | string, kind: string): string {
  return element('line', { x1: percent(x), x2: percent(x), y1, y2, class: kind });
}

/** A level line. */
export function level(from: number, to: number, y: number, kind: string): string {
  return element('line', { x1: percent(from), x2: percent(to), y1: y, y2: y, class: kind });
}

/** A mark of the definitions below, centred at a place. */
export function mark(id: string, x: number, y: number): string {
  return element('use', { href: `#${id}`, x: percent(x), y });
}

/** A piece of text. `anchor` is SVG's: start, middle or end. */
export function label(x: number, y: number, text: string, kind: string, anchor = 'start', dx = 0): string {
  return element('text', { x: percent(x), y, class: kind, 'text-anchor': anchor, dx }, escapeMarkup(text));
}

/** The drawing as an `<svg>` element for a page, as wide as its place. */
export function toInlineSvg(drawing: Drawing): string {
  return element(
    'svg',
    {
      class: drawing.height === null ? 'behind' : 'row',
      width: '100%',
      height: drawing.height ?? '100%',
      ...(drawing.description === '' ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': drawing.description }),
    },
    drawing.marks || '<g/>',
  );
}

/** The drawing at a place of another one. Sizes in CSS pixels. */
export function toNestedSvg(drawing: Drawing, x: number, y: number, width: number, height: number): string {
  return element('svg', { x, y, width, height, overflow: 'visible' }, drawing.marks || '<g/>');
}
