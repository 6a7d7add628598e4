import type { World } from './kubelet-model.ts';
import type { LabCase } from './lab-case.ts';
import type { MadeFile } from './make-fixtures.ts';
import type { Truth, TruthFailure } from './truth.ts';

/** The README of a case: what it shows, where each file comes from, and the truth in a few lines. */
export function formatReadme(labCase: LabCase, world: World, made: readonly MadeFile[], truth: Truth): string {
  const { minor, seed, nodes } = world.scenario;
  const title = labCase.name.replaceAll('-', ' ');
  const rows = made.map(
    ({ file, program }) => `| ${code(file.path)} | ${program} | ${file.source.replaceAll('|', '\\|')} |`,
  );
  const skewed = nodes.filter(({ clockSkewMs }) => clockSkewMs !== 0);
  return `# ${title[0]!.toUpperCase()}${title.slice(1)}

${labCase.shows.replaceAll('\n', ' ')}

## Where it comes from

${labCase.archive === undefined ? '' : `All files are members of ${code(labCase.archive)}.\n\n`}| file | program | command |
|---|---|---|
${rows.join('\n')}
| ${code('captured-at')} | make-fixtures.ts | the second in which kubectl ran |

What happened is computed by the model in \`test/lab\` (Kubernetes 1.${minor}, seed ${seed}, ${nodes.map(({ runtime }) => runtime)[0]!.replace('://', ' ')}): pod workers,
image back-off, the event recorder with its spam filter and event expiry. The programs above are real and read it from
the API server, the journal and the metrics in \`test/lab\`. Error texts are real ones, recorded from containerd, with
other names (\`test/lab/runtime-errors.json\`), unless said otherwise above. Names are invented.
${skewed.map(({ name, clockSkewMs }) => `The clock of ${name} is ${Math.abs(clockSkewMs / 1000)} s ${clockSkewMs > 0 ? 'ahead' : 'behind'}.\n`).join('')}
## Truth

Captured at ${truth.capturedAt}. By true time; machine-readable in \`truth.json\`.

${truth.incidents.length === 0 ? 'No image pull failed.\n' : truth.incidents.map(formatIncident).join('\n')}${formatOthers(truth)}`;
}

function formatIncident({ causes, statuses, startedAt, faultEndedAt, failures }: Truth['incidents'][number]): string {
  const end = faultEndedAt === null ? 'it lasts' : `gone at ${clock(faultEndedAt)}`;
  return `- **${causes[0]}** (${statuses.join(' or ')}), first failing call at ${clock(startedAt)}, ${end}:
${failures.map((failure) => `  - ${formatFailure(failure)}\n`).join('')}`;
}

function formatFailure({
  namespace,
  pod,
  container,
  node,
  failedCalls,
  firstFailureAt,
  lastFailureAt,
  recoveredAt,
  deletedAt,
}: TruthFailure): string {
  const who = `${code(`${namespace}/${pod}`)}, ${container === null ? 'sandbox' : `container ${container}`}, on ${node}`;
  const what = failedCalls === 0 ? 'no pull, checks fail' : `${failedCalls} failed pull${failedCalls === 1 ? '' : 's'}`;
  const end = recoveredAt
    ? `image there at ${clock(recoveredAt)}`
    : deletedAt
      ? `pod deleted at ${clock(deletedAt)}`
      : 'still failing';
  return `${who}: ${what} from ${clock(firstFailureAt)} to ${clock(lastFailureAt)}, ${end}`;
}

function formatOthers({ otherProblems, decoys, warnedInputs }: Truth): string {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? '' : `\n${title}\n\n${items.map((item) => `- ${item}\n`).join('')}`;
  return [
    list(
      'Problems that are no pull failures:',
      otherProblems.map(({ kind, namespace, pod }) => `${code(`${namespace}/${pod}`)}: ${kind}`),
    ),
    list('In no incident:', decoys.map(code)),
    list('To be warned about:', warnedInputs.map(code)),
  ].join('');
}

function clock(instant: string): string {
  return instant.slice(11, 19);
}

/** As Markdown code, with what would break a table or hide made visible. */
function code(text: string): string {
  const shown = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\p{Cf}\u007f]/gu, (mark) => `\\u${mark.codePointAt(0)!.toString(16).padStart(4, '0')}`);
  return `\`\` ${shown.replaceAll('|', '\\|')} \`\``.replace(/^`` ([^`]*) ``$/, '`$1`');
}
