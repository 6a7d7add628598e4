const QUOTE = '"';

/** The cells of a line of CSV, without their quotes; null where a quote does not close. */
export function splitCsvRow(text: string, separator: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = '';
    if (text[at] === QUOTE) {
      at += 1;
      for (;;) {
        const close = text.indexOf(QUOTE, at);
        if (close < 0) return null;
        cell += text.slice(at, close);
        at = close + 1;
        // A quote within is written twice.
        if (text[at] !== QUOTE) break;
        cell += QUOTE;
        at += 1;
      }
    }
    const end = text.indexOf(separator, at);
    cells.push(cell + text.slice(at, end < 0 ? text.length : end));
    if (end < 0) return cells;
    at = end + 1;
  }
}
