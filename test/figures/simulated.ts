/**
 * Prints, for each simulated incident in a folder (`NAME.tar.gz`, `NAME.truth.json`, `causes.json`), how the analysis
 * compares with the truth. Usage: node --import tsx test/figures/simulated.ts FOLDER [NAME…] [--only=events,describe,…]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, ReportFailure, ReportInterval } from '../../src/model/report.ts';
import { analyzePaths } from './analyze-paths.ts';

interface TruthAttempt {
  readonly at: string;
  readonly endedAt: string | null;
  readonly outcome: 'fail' | 'ok' | 'in-progress' | 'fail-after-delete';
}

interface TruthPod {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string | null;
  readonly node: string;
  readonly image: string;
  readonly attempts: readonly TruthAttempt[];
  readonly checks?: readonly { readonly at: string }[];
  readonly firstFailureAt: string;
  readonly lastFailureAt: string;
  readonly recoveredAt: string | null;
  readonly deletedAt: string | null;
}

interface Truth {
  readonly scenario: string;
  readonly captureTime: string;
  readonly nodes: readonly { readonly name: string; readonly logStartsAt: string; readonly clockSkewMs: number }[];
  readonly decoys: readonly { readonly namespace: string; readonly pod: string; readonly kind: string }[];
  readonly incidents: readonly {
    readonly cause: string;
    readonly indistinguishableFrom: readonly string[];
    readonly pods: readonly TruthPod[];
  }[];
}

const TOLERANCE_MS = 2_000;

const [folder = '.', ...rest] = process.argv.slice(2);
const names = rest.filter((argument) => !argument.startsWith('--'));
const verbose = rest.includes('--verbose');
const only = rest.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const causes = JSON.parse(readFileSync(join(folder, 'causes.json'), 'utf8')) as Record<string, string[]>;
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith('.truth.json'))
  .map((file) => file.slice(0, -'.truth.json'.length))
  .filter((name) => names.length === 0 || names.some((wanted) => name.startsWith(wanted)))
  .sort();

let bad = 0;
for (const name of scenarios) {
  const truth = JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8')) as Truth;
  const report = await analyzePaths([join(folder, `${name}.tar.gz`)], keepOnly(only));
  const faults = compare(truth, report);
  bad += faults.length;
  process.stdout.write(`${faults.length === 0 ? 'ok ' : 'BAD'} ${name}\n`);
  for (const fault of faults.slice(0, verbose ? Infinity : 12)) process.stdout.write(`      ${fault}\n`);
  if (!verbose && faults.length > 12) process.stdout.write(`      … ${faults.length - 12} more\n`);
}
process.stdout.write(`${scenarios.length} scenarios, ${bad} faults\n`);
process.exitCode = bad === 0 ? 0 : 1;

function compare(truth: Truth, report: Report): string[] {
  const faults: string[] = [];
  const failures = report.incidents.flatMap((incident) => incident.failures);
  const matched = new Set<ReportFailure>();
  let attempts = 0;
  let covered = 0;
  let observed = 0;
  let widths = 0;
  for (const incident of truth.incidents) {
    const accepted = [incident.cause, ...incident.indistinguishableFrom].flatMap((cause) => causes[cause] ?? []);
    for (const pod of incident.pods) {
      const failure = failures.find((each) => isAbout(each, pod));
      const whose = `${pod.namespace}/${pod.pod}/${pod.container}`;
      if (!failure) {
        faults.push(`not found: ${whose}`);
        continue;
      }
      matched.add(failure);
      if (!accepted.includes(failure.cause))
        faults.push(`${whose}: cause ${failure.cause}, right: ${accepted.join(' ')}`);
      const ended = pod.attempts.filter(({ outcome }) => outcome.startsWith('fail'));
      const { min, max } = failure.attemptCount;
      if (ended.length < min || ended.length > max)
        faults.push(`${whose}: ${ended.length} failed calls, bounds ${min}–${max}`);
      expectInside(faults, `${whose}: first failure`, failure.firstFailureAt, pod.firstFailureAt);
      expectInside(faults, `${whose}: last failure`, failure.lastFailureAt, pod.lastFailureAt);
      if (failure.recoveredAt && pod.recoveredAt)
        expectInside(faults, `${whose}: recovery`, failure.recoveredAt, pod.recoveredAt);
      if (failure.recoveredAt && !pod.recoveredAt) faults.push(`${whose}: said to have recovered, and has not`);
      if (!failure.recoveredAt && pod.recoveredAt && only === undefined) faults.push(`${whose}: recovery not found`);
      const result = compareAttempts(truth, pod, failure, only === undefined);
      faults.push(...result.faults.map((fault) => `${whose}: ${fault}`));
      attempts += ended.length;
      covered += result.covered;
      observed += result.observed;
      widths += result.widths;
    }
  }
  for (const failure of failures) {
    if (!matched.has(failure))
      faults.push(
        `invented: ${failure.namespace}/${failure.pod}/${failure.container} ${failure.image} (${failure.cause})`,
      );
  }
  for (const { namespace, pod, kind } of truth.decoys) {
    if (failures.some((failure) => failure.pod === pod && failure.namespace === namespace))
      faults.push(`decoy in an incident: ${kind}`);
  }
  const wanted = truth.incidents.length;
  if (report.incidents.length !== wanted && only === undefined) {
    faults.push(
      `${report.incidents.length} incidents, right: ${wanted} (${report.incidents.map(({ title }) => title).join('; ')})`,
    );
  }
  const mean = observed === 0 ? 0 : widths / observed / 1000;
  process.stdout.write(
    `    ${truth.scenario}: ${attempts} failed calls, ${covered} in logs, ${observed} observed, mean width ${mean.toFixed(2)} s\n`,
  );
  return faults;
}

function compareAttempts(truth: Truth, pod: TruthPod, failure: ReportFailure, whole: boolean) {
  const faults: string[] = [];
  const capture = Date.parse(truth.captureTime);
  const node = truth.nodes.find(({ name }) => name === pod.node);
  const logStart = node ? Date.parse(node.logStartsAt) : Infinity;
  const ended = pod.attempts.filter(({ outcome, endedAt }) => outcome.startsWith('fail') && endedAt !== null);
  const inLog = ended.filter(
    ({ endedAt }) => Date.parse(endedAt ?? '') >= logStart && Date.parse(endedAt ?? '') <= capture,
  );
  const seen = failure.attempts.filter(({ outcome, basis }) => outcome === 'failed' && basis === 'observed');
  const fits = (interval: ReportInterval, endedAt: string | null) =>
    Date.parse(interval.earliest) - TOLERANCE_MS <= Date.parse(endedAt ?? '') &&
    Date.parse(endedAt ?? '') <= Date.parse(interval.latest) + TOLERANCE_MS;
  if (whole) {
    for (const attempt of inLog) {
      const count = seen.filter(({ at }) => fits(at, attempt.endedAt)).length;
      if (count !== 1) faults.push(`the call that ended ${attempt.endedAt} is observed ${count} times`);
    }
  }
  for (const attempt of seen) {
    if (!ended.some(({ endedAt }) => fits(attempt.at, endedAt)))
      faults.push(`no call ended in ${show(attempt.at)} (observed)`);
  }
  const widths = seen.reduce((sum, { at }) => sum + (Date.parse(at.latest) - Date.parse(at.earliest)), 0);
  return { faults, covered: inLog.length, observed: seen.length, widths };
}

function expectInside(faults: string[], what: string, interval: ReportInterval, instant: string): void {
  const at = Date.parse(instant);
  if (Date.parse(interval.earliest) - TOLERANCE_MS > at || Date.parse(interval.latest) + TOLERANCE_MS < at) {
    faults.push(`${what} ${instant} is not in ${show(interval)}`);
  }
}

function isAbout(failure: ReportFailure, pod: TruthPod): boolean {
  return (
    failure.namespace === pod.namespace &&
    failure.pod === pod.pod &&
    failure.container === pod.container &&
    (failure.podUid === null || failure.podUid === pod.uid)
  );
}

function show({ earliest, latest }: ReportInterval): string {
  return `${earliest} – ${latest}`;
}

/** Of which kinds of file an analysis is given only some, such as `events` or `kubelet,prometheus`. */
function keepOnly(kinds: string | undefined): (path: string) => boolean {
  if (kinds === undefined) return () => true;
  const wanted = kinds.split(',');
  return (path) => wanted.some((kind) => path.includes(`/${kind}`));
}
