import type { Warning } from '../../model/evidence.ts';
import type { Inputs } from './inputs.ts';

/**
 * Brings what was read from an archive into the order in which its unpacked folder would be read: that of its names. So
 * the same files give the same report in whatever order an archive has them. Files on disk stay in their order.
 */
export function orderInputs(inputs: Inputs): Inputs {
  const order = orderPaths(inputs.artefacts.map(({ path }) => path));
  if (order.every((from, to) => from === to)) return inputs;
  const placeOf: number[] = [];
  for (const [to, from] of order.entries()) placeOf[from] = to;
  const renumber = createRenumbering(placeOf);
  const groups = order.map((): Inputs['observations'][number][] => []);
  for (const observation of inputs.observations) {
    groups[placeOf[observation.evidence.artefact]!]?.push(renumber(observation));
  }
  const places = new Map(inputs.artefacts.map(({ path, index }) => [path, placeOf[index]!]));
  return {
    ...inputs,
    artefacts: order.map((from, to) => ({ ...renumber(inputs.artefacts[from]!), index: to })),
    observations: groups.flat(),
    capturedAt: [...inputs.capturedAt].sort((a, b) => (places.get(a.path) ?? 0) - (places.get(b.path) ?? 0)),
  };
}

/** Brings warnings into the order of the artefacts that they are about; what is about no artefact comes last. */
export function orderWarnings(warnings: readonly Warning[], { artefacts }: Pick<Inputs, 'artefacts'>): Warning[] {
  const places = new Map(artefacts.map(({ path, index }) => [path, index]));
  const placeOf = ({ input }: Warning): number => places.get(input) ?? artefacts.length;
  return [...warnings].sort((a, b) => placeOf(a) - placeOf(b));
}

/** For each place the path that belongs there, by its index. */
export function orderPaths(paths: readonly string[]): number[] {
  const order: number[] = [];
  for (let start = 0; start < paths.length; ) {
    const archive = archiveOf(paths[start]!);
    let end = start + 1;
    while (archive !== null && end < paths.length && archiveOf(paths[end]!) === archive) end += 1;
    const members = paths.slice(start, end).map((path, at) => ({ index: start + at, names: namesOf(path) }));
    if (archive !== null) members.sort((a, b) => compareNames(a.names, b.names) || a.index - b.index);
    for (const { index } of members) order.push(index);
    start = end;
  }
  return order;
}

/** The outermost archive of a path; null for a file on disk. */
function archiveOf(path: string): string | null {
  const end = path.indexOf('!/');
  return end < 0 ? null : path.slice(0, end);
}

/** The names on the way, without the mark that one is an archive. */
function namesOf(path: string): string[] {
  return path.split('/').map((name) => name.replace(/!$/, ''));
}

/** By code units, name by name, as folders are walked. */
function compareNames(a: readonly string[], b: readonly string[]): number {
  for (const [at, name] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (name !== other) return name < other ? -1 : 1;
  }
  return a.length - b.length;
}

/**
 * Copies values with the indexes of artefacts in them replaced. What was one object is one again, as clocks are told apart
 * by identity.
 */
function createRenumbering(placeOf: readonly number[]): <Value>(value: Value) => Value {
  const copies = new Map<object, object>();
  const copy = (value: unknown): unknown => {
    // Numbers of samples are in typed arrays, which name no artefact.
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    const known = copies.get(value);
    if (known) return known;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      copies.set(value, items);
      for (const item of value) items.push(copy(item));
      return items;
    }
    const result: Record<string, unknown> = {};
    copies.set(value, result);
    for (const [key, field] of Object.entries(value)) {
      result[key] = key === 'artefact' ? placeOf[field as number] : copy(field);
    }
    return result;
  };
  return <Value>(value: Value) => copy(value) as Value;
}
