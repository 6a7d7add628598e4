/** A column of a table that kubectl prints: its name and where its cells begin. */
export interface Column {
  readonly name: string;
  readonly start: number;
}

const HEADING = /\S(?:\S| (?=\S))*/g;

/**
 * The columns of a header line. Headings are parted by two spaces or more, or by tabs, since some hold a single space
 * (`LAST SEEN`). Source: kubernetes/cli-runtime pkg/printers/tabwriter.go, padding 3.
 */
export function readColumns(header: string): readonly Column[] {
  return Array.from(header.matchAll(HEADING), (match) => ({ name: match[0].toUpperCase(), start: match.index }));
}

/**
 * Cuts a row by its header's columns, into the cells by column name. Where a cell crosses a border behind the message (an
 * edited paste, a character that is two columns wide), the columns behind it are counted from the right by their gaps:
 * none of them is ever empty. Null where a border before the message is crossed: the row is not of this table.
 */
export function cutRow(text: string, columns: readonly Column[]): ReadonlyMap<string, string> | null {
  if (text.includes('\t')) return null;
  const crossed = columns.findIndex(
    ({ start }) => start > 1 && start < text.length && text.slice(start - 2, start) !== '  ',
  );
  const message = columns.findIndex(({ name }) => name === 'MESSAGE');
  if (crossed < 0)
    return cutAt(
      text,
      columns,
      columns.map(({ start }) => start),
    );
  if (message < 0 || crossed <= message) return null;
  const behind = columns.length - message - 1;
  const gaps = Array.from(text.trimEnd().matchAll(/ {2,}/g), (gap) => gap.index).slice(-behind);
  const starts = columns.slice(0, message + 1).map(({ start }) => start);
  if (gaps.length < behind || (gaps[0] ?? 0) < (starts[message] ?? 0)) return null;
  return cutAt(text, columns, [...starts, ...gaps]);
}

function cutAt(text: string, columns: readonly Column[], starts: readonly number[]): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name }, index) => [name, text.slice(starts[index], starts[index + 1]).trim()]));
}
