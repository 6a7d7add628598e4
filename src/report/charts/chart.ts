import type { Drawing } from './svg.ts';

/** A lane of a chart: what it is about, and its drawing. */
export interface ChartRow {
  /** The part of the name that people look for, and the rest of it. */
  readonly name: string;
  readonly nameRest: string;
  readonly note: string;
  /** A heading between lanes instead of a lane. */
  readonly isGroup: boolean;
  readonly drawing: Drawing;
}

/** Lanes on one axis. The background (grid, bands, the capture) lies behind all lanes. */
export interface Chart {
  readonly title: string;
  readonly background: Drawing;
  readonly axis: Drawing;
  readonly rows: readonly ChartRow[];
  readonly legend: readonly LegendEntry[];
  /** What was left out of the picture, in a sentence; empty where it is whole. */
  readonly leftOut: string;
}

/** A swatch and what it means. */
export interface LegendEntry {
  readonly swatch: Drawing;
  readonly text: string;
}
