// What a CI, a test or a terminal logger puts before each line: GitHub Actions and Azure Pipelines an RFC 3339 time, Jenkins
// one in brackets, others the time of day; Kubernetes' e2e tests a klog-like header; Go's testing package file and line.
const TIMES =
  /^(?:\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?\]?|\[?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?\]?|[A-Z][a-z]{2} [ 0-3]?[0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}:)(?: |$)/;
const LEVEL = /^\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR)\]?(?::? |$)/i;
const GO_TEST = /^\s{0,12}[\w-]{1,60}\.go:[0-9]{1,6}: ?/;
/** The same text before each line, with a mark at its end: `web | `, `[e2e] `, `INFO: `, `# `, `- `. */
const LITERAL = /^\s{0,20}(?:[\w./()-]{1,60}[:|>\]]|\[[^[\]\n]{1,60}\]:?|#|\/\/|;|[-*•+])(?: |$)/;
// What kubectl prints, where a table or a description begins, and its rows of events.
const OF_KUBECTL =
  /^\s*(?:Events:|Type\s+Reason\s+Age\b|FirstSeen\s+LastSeen\b|(?:NAMESPACE\s+)?(?:NAME\s+READY|LAST ?SEEN)\s|Name:\s+\S|(?:[a-z0-9][a-z0-9-]{0,62}\s+)?(?:(?:<unknown>|[0-9]{1,4}[smhd][0-9smhd]{0,6})\s+){0,2}(?:Normal|Warning)\s+[A-Z][A-Za-z]+\s+(?:<unknown>|[0-9]+[smhd]|kubelet\b|pod\/)|(?:[0-9]{1,4}[smhd]\s+){2}[0-9]{1,9}\s+(?:\S+\s+)?\{(?:kubelet|default-scheduler))/;
/** So many of the lines have the prefix; the command above them may have none. */
const SHARE = 0.9;
const FEWEST = 2;

/**
 * Takes off all lines what a CI or a logger has put before each of them, where kubectl's output stands behind it. Null
 * where the lines have no such prefix, or are a log of their own.
 */
export function stripCommonPrefix(lines: readonly string[]): string[] | null {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < FEWEST || filled.some((line) => OF_KUBECTL.test(line))) return null;
  for (const lengthOf of [timeLength, goTestLength, literalLength(filled)]) {
    const marked = filled.filter((line) => lengthOf(line) > 0);
    if (marked.length < Math.max(FEWEST, filled.length * SHARE)) continue;
    const stripped = lines.map((line) => line.slice(lengthOf(line)));
    if (stripped.some((line) => OF_KUBECTL.test(line))) return stripped;
  }
  return null;
}

function timeLength(line: string): number {
  const time = TIMES.exec(line)?.[0].length ?? 0;
  return time === 0 ? 0 : time + (LEVEL.exec(line.slice(time))?.[0].length ?? 0);
}

function goTestLength(line: string): number {
  return GO_TEST.exec(line)?.[0].length ?? 0;
}

function literalLength(filled: readonly string[]): (line: string) => number {
  const literal = LITERAL.exec(filled[0] ?? '')?.[0].trimEnd() ?? '';
  if (literal === '') return () => 0;
  return (line) => (line.startsWith(literal) ? literal.length + (line[literal.length] === ' ' ? 1 : 0) : 0);
}
