/** So much of the program's own words is repeated. */
const LENGTH = 300;
const NO_ENTRIES = /^-- No entries --/;
const LINES_BEFORE_NOTHING = 5;
/** Text that programs print where data was asked for. Sources: kubectl pkg/cmd/util/helpers.go and get.go, 1.13–1.36. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^Error from server/, 'kubectl was refused'],
  [/^No resources found/, 'kubectl found nothing'],
  [/^Unable to connect to the server/, 'kubectl could not reach the API server'],
  [/^The connection to the server \S+ was refused/, 'kubectl could not reach the API server'],
  [/^[Ee]rror: /, 'the command failed'],
  // What a shell says: bash 5, dash 0.5.
  [
    /^(?:(?:ba|z)?sh: (?:line \d+: )?)?[\w.-]+: command not found$|^sh: \d+: [\w.-]+: not found$/,
    'the command was not there',
  ],
  // journalctl of a unit that is not there, or never wrote: systemd src/journal/journalctl.c.
  [NO_ENTRIES, 'the journal held nothing'],
];
// What kubectl cluster-info dump writes around each log, and where it has none: kubectl
// pkg/cmd/clusterinfo/clusterinfo_dump.go, v0.20–v0.36.
const LOG_MARK = /^==== (?:START|END) logs for container /;
const LOG_REFUSED = 'Request log error: ';
const DUMPED = /^Cluster info dumped to \S+$/;

/**
 * Says what it means where a program printed an error instead of data (`Error from server (Forbidden): …`); null for
 * any other text.
 */
export function describeRefusal(text: string): string | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [line = ''] = lines;
  if (LOG_MARK.test(line)) return describeLogs(lines.filter((one) => !LOG_MARK.test(one)));
  if (lines.length === 1 && DUMPED.test(line))
    return `kubectl only says where it wrote its dump, which is the folder to give: ${line.slice(0, LENGTH)}`;
  // journalctl's header or its hints may stand before that it found nothing.
  const last = lines.at(-1) ?? '';
  const said = lines.length <= LINES_BEFORE_NOTHING && NO_ENTRIES.test(last) ? last : line;
  const found = REFUSALS.find(([pattern]) => pattern.test(said));
  return found ? `${found[1]}, so there is no data here: ${said.slice(0, LENGTH)}` : null;
}

/** What stands between the marks of a pod's logs, where that is nothing or only that they could not be had. */
function describeLogs(lines: readonly string[]): string | null {
  const [first] = lines;
  if (first === undefined) return 'the containers had written no log when it was saved';
  if (!lines.every((line) => line.startsWith(LOG_REFUSED))) return null;
  return `kubectl could not get the logs, so there is no data here: ${first.slice(0, LENGTH)}`;
}
