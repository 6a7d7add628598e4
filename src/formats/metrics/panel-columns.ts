import { type Labels, readSeriesText } from './labels.ts';

/**
 * A column of panel data:
 * - `value`: the samples of a series that its name tells, or of the one that the labels of the row tell
 * - `label`: a label of the row's series (table format)
 * - `other`: times, and series whose name tells no labels
 */
export type PanelColumn =
  | { readonly kind: 'value'; readonly key: string; readonly labels: Labels }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'other' };

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Names of the value's column in table format. Source: grafana public/app/plugins/datasource/prometheus/result_transformer.ts. */
const VALUE_NAME = /^Value(?: #.*)?$/;

/** Reads the names of columns; the first is that of the times. */
export function readPanelColumns(names: readonly string[]): PanelColumn[] {
  const series = names.map((name) => readSeriesText(name.trim())?.labels ?? null);
  const isTable = names.some((name) => VALUE_NAME.test(name)) && !series.some((labels) => labels !== null);
  return names.map((name, index): PanelColumn => {
    const labels = series[index] ?? null;
    if (index === 0) return { kind: 'other' };
    if (labels !== null) return { kind: 'value', key: name, labels };
    if (!isTable) return { kind: 'other' };
    if (VALUE_NAME.test(name)) return { kind: 'value', key: name, labels: new Map() };
    return LABEL_NAME.test(name) ? { kind: 'label', name } : { kind: 'other' };
  });
}

const LOCAL_TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,3})?(Z)?$/;

/** A time of a panel: Unix milliseconds, or the time of day in the dashboard's zone, as if that were UTC. */
export function readPanelTime(text: string): { readonly ms: number; readonly isLocal: boolean } | null {
  const cell = text.trim();
  if (/^[0-9]{12,13}$/.test(cell)) return { ms: Number(cell), isLocal: false };
  const match = LOCAL_TIME.exec(cell);
  const ms = match ? Date.parse(`${match[1]}T${match[2]}${match[3] ?? ''}Z`) : Number.NaN;
  return Number.isNaN(ms) ? null : { ms, isLocal: match?.[4] === undefined };
}
