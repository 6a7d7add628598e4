/**
 * Prints how many pasted pieces of a folder (`NNN.txt` with `NNN.json`) give the failures that are expected of them, and
 * every miss. Run: node --import tsx test/figures/pasted.ts FOLDER [NNN…] [--verbose]
 * Right: every expected failure is in an incident, by cause, and by pod and image where the piece shows them; where none is
 * expected, no incident at all. What was found beside the expected is printed, for a person to judge.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseImage } from '../../src/model/image-reference.ts';
import type { ReportFailure } from '../../src/model/report.ts';
import { analyzePaths } from './analyze-paths.ts';

interface Expected {
  /** `namespace/pod`, `pod`, or as kubelets write it, `pod_namespace`. */
  readonly pod: string | null;
  readonly container: string | null;
  readonly image: string | null;
  readonly cause: string;
  readonly accept?: readonly string[];
}

interface Piece {
  readonly kind: string;
  readonly expected: readonly Expected[];
}

const NO_FAILURE = 'not-image-pull';

const [folder = '.', ...rest] = process.argv.slice(2);
const wanted = rest.filter((argument) => !argument.startsWith('--'));
const verbose = rest.includes('--verbose');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort();

let right = 0;
let found = 0;
for (const name of names) {
  const piece = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Piece;
  const report = await analyzePaths([join(folder, `${name}.txt`)]);
  const failures = report.incidents.flatMap((incident) => incident.failures);
  const missed = piece.expected.filter((expected) => !isMet(expected, failures, true));
  const unfound = piece.expected.filter((expected) => !isMet(expected, failures, false));
  const more = failures.filter((failure) => !piece.expected.some((expected) => isAbout(expected, failure)));
  if (missed.length === 0) right += 1;
  if (unfound.length === 0) found += 1;
  if (missed.length === 0 && more.length === 0 && !verbose) continue;
  const verdict = missed.length === 0 ? 'right' : unfound.length === 0 ? 'CAUSE' : 'MISS ';
  process.stdout.write(`${verdict} ${name} (${piece.kind})\n`);
  for (const expected of missed) process.stdout.write(`      expected ${show(expected)}\n`);
  for (const failure of missed.length > 0 || verbose ? failures : more)
    process.stdout.write(`      ${more.includes(failure) ? 'beside' : 'found '}   ${show(failure)}\n`);
  if (verbose) {
    for (const { kind, pod, reason } of report.otherProblems)
      process.stdout.write(`      problem  ${kind} ${pod ?? '-'} ${reason}\n`);
    for (const { format, note } of report.inputs)
      process.stdout.write(`      input    ${format ?? 'none'} ${note ?? ''}\n`);
    for (const { line, message } of report.warnings) process.stdout.write(`      warning  ${line ?? '-'} ${message}\n`);
  }
}
const share = (count: number) => `${count} of ${names.length} (${((100 * count) / names.length).toFixed(1)} %)`;
process.stdout.write(`${share(right)} right; ${share(found)} with pod, container and image found\n`);

function isMet(expected: Expected, failures: readonly ReportFailure[], withCause: boolean): boolean {
  if (expected.cause === NO_FAILURE) return failures.length === 0;
  const causes = [expected.cause, ...(expected.accept ?? [])];
  return failures.some((failure) => isAbout(expected, failure) && (!withCause || causes.includes(failure.cause)));
}

function isAbout(expected: Expected, { namespace, pod, container, image }: ReportFailure): boolean {
  const isPod =
    expected.pod === null || [pod, `${namespace}/${pod}`, `${pod}_${namespace}`].some((text) => text === expected.pod);
  const isContainer = expected.container === null || container === null || container === expected.container;
  return expected.cause !== NO_FAILURE && isPod && isContainer && isSameImage(expected.image, image);
}

function isSameImage(expected: string | null, image: string | null): boolean {
  if (expected === null || expected === image) return true;
  return image !== null && (normaliseImage(expected) ?? expected) === (normaliseImage(image) ?? image);
}

function show({ pod, container, image, cause, ...more }: Expected | ReportFailure): string {
  const namespace = 'namespace' in more ? more.namespace : null;
  return `${namespace ? `${namespace}/` : ''}${pod ?? '-'} ${container ?? '-'} ${image ?? '-'} ${cause}`;
}
