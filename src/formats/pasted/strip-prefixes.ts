// How lines of logs begin: klog, journald and syslog, logrus, RFC 3339 with a program behind it.
const LOG_BEGINS =
  '(?=[IWEF][01][0-9][0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.|[A-Z][a-z]{2} [ 0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9] [\\w.-]+ [\\w.-]+(?:\\[[0-9]+\\])?:|time="[0-9]{4}-|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.,+Z-]{8,30} [\\w.-]+ [\\w.-]+(?:\\[[0-9]+\\])?:)';
/** Indentation, the marks of quotes and lists, and what `grep -n`, `grep -H` and `grep -r` put before a line. */
const BEFORE_LOG = new RegExp(`^(?:[>*•\\s]{1,40}|\\s{0,8}(?:[\\w./-]{1,200}[:-])?(?:[0-9]{1,9}[:-])? ?)${LOG_BEGINS}`);
// A box that a program has drawn on the terminal (k9s, `column`, psql), and the marks within it.
/** Trees of steps (`argo get`) have marks behind their branches. */
const BOX_LINE = /^\s*[┌└├╔╚╠+](?![─-]{1,80}[✖◷✔⚠●○])[─━═┬┴┼+-]{3}/;
const BOX_SIDES = /^\s{0,40}[│║┃]\s?|\s{0,200}[│║┃]\s{0,200}$/g;
const MARKS = /[●○↑↓]/g;
const CELLS_BETWEEN = /\s{0,200}[│║┃]\s{0,200}/g;
/** What spreadsheets do to quotes within a cell. */
const DOUBLED = / image ""[^":\s.,]/;

/** Takes off a line what stands before it or around it and is none of its own: what listed, framed or exported it. */
export function stripPrefix(line: string): string {
  if (BOX_LINE.test(line)) return '';
  if (/[│║┃]/.test(line)) return line.replace(BOX_SIDES, '').replace(CELLS_BETWEEN, '  ').replace(MARKS, '');
  if (DOUBLED.test(line))
    return line
      .replace(/"[,;\t]"/g, '\t')
      .replace(/""/g, '"')
      .replace(/^"|"$/g, '');
  return line.replace(BEFORE_LOG, '');
}

/** Takes off what all lines are indented by. */
export function dedentLines(lines: readonly string[]): readonly string[] {
  let depth = Number.POSITIVE_INFINITY;
  for (const line of lines) if (line.trim() !== '') depth = Math.min(depth, line.length - line.trimStart().length);
  return depth === 0 || depth === Number.POSITIVE_INFINITY ? lines : lines.map((line) => line.slice(depth));
}
