import { addTo } from '../../model/lists.ts';
import type { Observation } from '../../model/observation.ts';

const IMAGE_KINDS: ReadonlySet<Observation['kind']> = new Set([
  'pull-started',
  'pull-failed',
  'pull-succeeded',
  'image-present',
  'back-off',
  'check-failed',
]);

/**
 * Rows such as `Error: ErrImagePull` name no image. Those of one table give it to each other, pod by pod: where the rows
 * of the same container name one; where all name the same; else from the row nearest above that has the same times, as
 * kubectl sorts rows by time and the kubelet writes both at once. Containers are taken likewise from rows of that image.
 */
export function pairRows(rows: readonly Observation[]): Observation[] {
  const byPod = new Map<string, Observation[]>();
  for (const row of rows) {
    addTo(byPod, `${row.subject.namespace ?? ''}/${row.subject.pod ?? ''}`, row);
  }
  return rows.map((row) => {
    if (!IMAGE_KINDS.has(row.kind)) return row;
    const ofPod = byPod.get(`${row.subject.namespace ?? ''}/${row.subject.pod ?? ''}`) ?? [];
    return { ...row, subject: { ...row.subject, ...pairRow(row, ofPod) } };
  });
}

function pairRow(row: Observation, rows: readonly Observation[]): Partial<Observation['subject']> {
  const { container, image } = row.subject;
  const others = rows.filter((other) => IMAGE_KINDS.has(other.kind) && other.subject.image !== null);
  if (image !== null) {
    if (container !== null) return {};
    const named = onlyOne(
      others.filter((other) => other.subject.image === image).map(({ subject }) => subject.container),
    );
    const type = others.find(({ subject }) => subject.container === named)?.subject.containerType ?? null;
    return named === null ? {} : { container: named, containerType: type };
  }
  const ofContainer = container === null ? [] : others.filter((other) => other.subject.container === container);
  const known =
    onlyOne(ofContainer.map(({ subject }) => subject.image)) ?? onlyOne(others.map(({ subject }) => subject.image));
  if (known !== null) return { image: known };
  const above = others.filter((other) => other.evidence.line < row.evidence.line && isSameTime(other, row)).at(-1);
  if (!above || (container !== null && above.subject.container !== null && above.subject.container !== container))
    return {};
  return { image: above.subject.image, container: container ?? above.subject.container };
}

/** The only value that occurs beside nulls; null where there are none or several. */
function onlyOne(values: readonly (string | null)[]): string | null {
  const distinct = new Set(values.filter((value) => value !== null));
  const [only = null] = distinct;
  return distinct.size === 1 ? only : null;
}

function isSameTime(one: Observation, other: Observation): boolean {
  return (
    one.count === other.count &&
    one.last?.valueMs === other.last?.valueMs &&
    one.first?.valueMs === other.first?.valueMs
  );
}
