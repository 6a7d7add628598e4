import type { SavedFile } from './read-files.ts';

const HEADINGS = ['file', 'format', 'records', 'held', 'status', 'observations', 'pull words', 'note or warnings'];
/** Behind this follow the words of the program that was refused. */
const REFUSED = /(so there is no data here): .*/s;

/** A table of what each file gave, one line for each format that was found in it, parted by tabs. */
export function buildTable(files: readonly SavedFile[]): string {
  const rows = files.flatMap((file) =>
    file.inputs.map(({ format, records, status, note }, index) => [
      file.path,
      format ?? '-',
      records,
      file.held === null ? '?' : `${file.held.count} ${file.held.unit}`,
      status,
      index === 0 ? file.observed || '-' : '"',
      file.mentions,
      [note, ...file.warnings].filter(Boolean).join(' | ') || '-',
    ]),
  );
  return writeRows(HEADINGS, rows);
}

/**
 * The same of folders that hold thousands of files: those that stand alone and those that were read as something with a
 * figure each; of archives how many files were read as what; and every skipped file that speaks of pulls, by its name.
 */
export function buildSummary(files: readonly SavedFile[]): string {
  const groups = new Map<string, { files: number; records: number; observations: number; held: number }>();
  for (const file of files)
    for (const { format, records, observations, status, note } of file.inputs) {
      const inArchive = file.path.includes('!/');
      const skipped = format === null && file.mentions > 0;
      const archive = inArchive ? file.path.slice(0, file.path.indexOf('!/') + 2) : file.path;
      const name = skipped && inArchive ? `${archive}…/${file.path.slice(file.path.lastIndexOf('/') + 1)}` : archive;
      const what = note === null ? '-' : note.replace(REFUSED, '$1').replace(/[0-9]+/g, 'N');
      const key = [name, format ?? '-', status, skipped ? 'speaks of pulls' : '-', what].join('\t');
      const group = groups.get(key) ?? { files: 0, records: 0, observations: 0, held: 0 };
      group.files += 1;
      group.records += records;
      group.observations += observations;
      group.held += file.held?.unit === 'records' ? file.held.count : records;
      groups.set(key, group);
    }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const [name = '', format = '', ...rest] = key.split('\t');
      return [name, format, group.files, group.records, group.held, group.observations, ...rest];
    });
  return writeRows(
    ['file', 'format', 'files', 'records', 'held', 'observations', 'status', 'pull words', 'note'],
    rows,
  );
}

/** Files of which more or fewer records were counted than they hold. */
export function findMiscounts(files: readonly SavedFile[]): string[] {
  return files.flatMap(({ path, inputs, held }) => {
    if (held === null) return [];
    const read = inputs.reduce((sum, input) => sum + input[held.unit], 0);
    return read === held.count ? [] : [`${path}: ${read} of ${held.count} ${held.unit}`];
  });
}

function writeRows(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map((cell) => String(cell).replace(/\s+/g, ' ')).join('\t'));
  return `${lines.join('\n')}\n`;
}
