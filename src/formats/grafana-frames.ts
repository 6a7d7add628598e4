import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { GRAFANA_FRAMES_SAMPLES } from './grafana-frames-samples.ts';
import { addSamples } from './metrics/add-samples.ts';
import { endCollector } from './metrics/collector-of-artefact.ts';
import { readSeriesText } from './metrics/labels.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf } from './objects/fields.ts';

/** Panel data as Grafana shows and sends it. */
export const grafanaFrames: ObjectFormat = {
  id: 'grafana-frames',
  kind: 'object',
  title: 'Grafana panel data (JSON)',
  description:
    "Inspect > JSON > “DataFrame JSON” or “Panel data”, and answers of Grafana's /api/ds/query: frames of a field with times and fields with values, whose labels name the series; or (table format) one field for each label. Times are Unix milliseconds. A frame whose fields carry no labels tells nothing; a panel that shows one instant is an instant query.",
  commands: [],
  sources: [
    'grafana/grafana packages/grafana-data/src/dataframe/DataFrameJSON.ts, 7.4–11.0',
    'grafana/grafana public/app/features/inspector/InspectJSONTab.tsx (panel data: series with fields and their values), 7.0–11.0',
    'grafana/grafana packages/grafana-data/src/types/data.ts TimeSeries (target, datapoints), 6.0–7.5',
  ],
  samples: GRAFANA_FRAMES_SAMPLES,
  needles: ['"fields"', '"datapoints"'],
  accepts: (object) => framesOf(object).length > 0 || isOldSeries(object),
  read(object, place, context) {
    if (isOldSeries(object)) readOldSeries(object, place, context);
    else for (const frame of framesOf(object)) readFrame(frame, place, context);
  },
  end: endCollector,
};

/** A field of a frame, in whichever spelling. */
interface Field {
  readonly name: string;
  readonly type: string | null;
  readonly labels: Fields;
  readonly values: readonly unknown[];
}

/** The frames of an object: one frame, an answer with frames for each query, or a panel with its series. */
function framesOf(object: Fields): (readonly Field[])[] {
  const one = fieldsOfFrame(object);
  if (one) return [one];
  const results = isFields(object['results']) ? Object.values(object['results']).map(fieldsOf) : [];
  const frames = [...listOf(object['series']), ...results.flatMap((result) => listOf(result['frames']))];
  return frames.flatMap((frame) => fieldsOfFrame(frame) ?? []).length > 0
    ? frames.map(fieldsOfFrame).filter((fields) => fields !== null)
    : [];
}

function fieldsOfFrame(frame: Fields): readonly Field[] | null {
  const schema = fieldsOf(frame['schema']);
  const columns = fieldsOf(frame['data'])['values'];
  const isSplit = Array.isArray(schema['fields']) && Array.isArray(columns);
  const fields = isSplit ? listOf(schema['fields']) : listOf(frame['fields']);
  if (!fields.some((field) => field['type'] === 'time')) return null;
  return fields.map((field, index) => {
    const values: unknown = isSplit ? columns[index] : field['values'];
    return {
      name: textOf(field['name']) ?? '',
      type: textOf(field['type']),
      labels: fieldsOf(field['labels']),
      values: Array.isArray(values) ? values : [],
    };
  });
}

function readFrame(fields: readonly Field[], place: ObjectPlace, context: ReadContext): void {
  const times = fields.find(({ type }) => type === 'time')?.values ?? [];
  const texts = fields.filter(({ type }) => type === 'string');
  for (const { type, labels, values } of fields) {
    if (type !== 'number') continue;
    if (texts.length === 0) addSamples(labels, pairSamples(times, values), place, context, 'panel');
    else
      times.forEach((time, row) => {
        const ofRow = Object.fromEntries(
          texts.flatMap(({ name, values: cells }) => (cells[row] ? [[name, cells[row]]] : [])),
        );
        addSamples({ ...labels, ...ofRow }, pairSamples([time], [values[row]]), place, context, 'panel');
      });
  }
}

/** Null is where another series of the panel has a sample, and this has none. */
function* pairSamples(
  times: readonly unknown[],
  values: readonly unknown[],
): Generator<readonly [number, number] | null> {
  for (const [index, ms] of times.entries()) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    yield typeof ms === 'number' && typeof value === 'number' ? [ms, value] : null;
  }
}

function isOldSeries(object: Fields): boolean {
  return typeof object['target'] === 'string' && Array.isArray(object['datapoints']);
}

/** Until Grafana 7: `target` names the series, and a point is `[value, milliseconds]`. */
function readOldSeries(object: Fields, place: ObjectPlace, context: ReadContext): void {
  const labels = readSeriesText(textOf(object['target']) ?? '')?.labels ?? new Map();
  const points: readonly unknown[] = Array.isArray(object['datapoints']) ? object['datapoints'] : [];
  const pairs = points.filter((point): point is readonly unknown[] => Array.isArray(point));
  const samples = pairSamples(
    pairs.map(([, ms]) => ms),
    pairs.map(([value]) => value),
  );
  addSamples({ ...fieldsOf(object['tags']), ...Object.fromEntries(labels) }, samples, place, context, 'panel');
}
