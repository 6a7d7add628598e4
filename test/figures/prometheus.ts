/**
 * Prints what each file of a folder of Prometheus captures (`truth.json`, `VERSION/FILE`, `VERSION-live/truth.json`) was
 * read as, and which of its waiting samples the truth contradicts. Usage: node --import tsx test/figures/prometheus.ts FOLDER
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from '../../src/formats/index.ts';
import { readInputs } from '../../src/formats/reading/read-inputs.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Artefact } from '../../src/sources/artefact.ts';

interface FailingPod {
  readonly pod: string;
  readonly container: string;
  readonly init: boolean;
  readonly fail_start: string | null;
  readonly fail_end: string | null;
}

interface Change {
  readonly t: string;
  readonly pod: string;
  readonly reason: string | null;
}

/** Whether a container waited for a reason at some instant from the one to the other. */
type Truth = (pod: string, reason: string, fromMs: number, toMs: number) => boolean;

const SCRAPE_MS = 30_000;
/** A sample bears the instant at which its scrape began; the exporter answers a little later. */
const ANSWER_MS = 100;
const CHUNK_BYTES = 256 * 1024;
const DUMP = 'promtool-tsdb-dump.txt';
const PULL_REASONS = new Set(['ErrImagePull', 'ImagePullBackOff']);

const [folder = '.'] = process.argv.slice(2);
const pods = (JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as { pods: FailingPod[] }).pods;
const versions = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
let files = 0;
let misses = 0;
for (const version of versions.sort()) {
  const path = join(folder, version);
  const isLive = existsSync(join(path, 'truth.json'));
  const truth = isLive ? truthOfChanges(path) : truthOfHistory(path);
  for (const file of readdirSync(path).sort()) {
    files += 1;
    const bytes = readFileSync(join(path, file));
    const warnings: string[] = [];
    const { artefacts, observations } = await readInputs(oneArtefact(`${version}/${file}`, bytes), {
      formats: FORMATS,
      warn: ({ line, message }) => void warnings.push(`${line ?? '-'}: ${message}`),
      onProgress: () => {},
      parseInstant: () => null,
    });
    for (const input of artefacts[0]?.inputs ?? []) {
      process.stdout.write(
        `${input.path.padEnd(48)} ${(input.format ?? '-').padEnd(28)} ${input.status.padEnd(11)} ${String(input.records).padStart(6)} records  ${countKinds(observations)}${input.note ? `  (${input.note})` : ''}\n`,
      );
    }
    for (const warning of warnings) process.stdout.write(`    warning ${warning}\n`);
    const faults = observations.flatMap((observation) => findFaults(observation, truth, isLive));
    misses += faults.length;
    for (const fault of faults.slice(0, 5)) process.stdout.write(`    MISS ${fault}\n`);
    if (faults.length > 5) process.stdout.write(`    … ${faults.length - 5} more\n`);
  }
}
process.stdout.write(`${files} files, ${misses} misses\n`);
process.exitCode = misses === 0 ? 0 : 1;

async function* oneArtefact(path: string, bytes: Buffer): AsyncGenerator<Artefact> {
  yield {
    path,
    bytes: bytes.length,
    modifiedAt: null,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
    },
  };
}

function countKinds(observations: readonly Observation[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of observations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing';
}

/** What of an observation the truth contradicts. A sample on a query's grid may be one step older than its instant. */
function findFaults(observation: Observation, truth: Truth, isLive: boolean): string[] {
  const { subject } = observation;
  if (observation.kind !== 'waiting-series' && observation.kind !== 'waiting') return [];
  if (!isLive && !pods.some(({ pod, container }) => pod === subject.pod && container === subject.container))
    return [`${subject.pod} ${subject.container} is not in the truth`];
  const known = pods.find(({ pod }) => pod === subject.pod);
  if (known && subject.containerType !== null && (subject.containerType === 'init') !== known.init)
    return [`${subject.pod} ${subject.container} is called ${subject.containerType}`];
  const { reason } = observation;
  const instants =
    observation.kind === 'waiting'
      ? [[observation.first?.valueMs ?? 0, (observation.first?.valueMs ?? 0) + (observation.first?.widthMs ?? 0)]]
      : [...observation.waitingAtMs].map((ms) => [ms - stepOf(observation.waitingAtMs, isLive), ms]);
  if (observation.first?.clock.notation === 'age') return [];
  return instants
    .filter(([from = 0, to = 0]) => !truth(subject.pod ?? '', reason, from, to))
    .map(([, to = 0]) => `${subject.pod} did not wait for ${reason} at ${to / 1000}`);
}

function stepOf(atMs: Float64Array, isLive: boolean): number {
  let step = Infinity;
  for (let index = 1; index < atMs.length; index += 1) step = Math.min(step, atMs[index]! - atMs[index - 1]!);
  const scrape = isLive ? SCRAPE_MS / 5 : SCRAPE_MS;
  return Number.isFinite(step) ? Math.max(scrape, Math.min(step, 120_000)) - 1 : 120_000;
}

/** The raw samples that were dumped are the history itself; where none were, only when a pod failed is known. */
function truthOfHistory(path: string): Truth {
  const dump = [join(path, DUMP), join(folder, '2.42.0', DUMP)].find((file) => existsSync(file));
  const raw = new Map<string, number[]>();
  for (const line of dump ? readFileSync(dump, 'utf8').split('\n') : []) {
    const [pod, reason] = [/ pod="([^"]*)"/.exec(line)?.[1], / reason="([^"]*)"/.exec(line)?.[1]];
    if (!pod || !reason || !line.includes('} 1 ')) continue;
    const key = `${pod} ${reason}`;
    raw.set(key, [...(raw.get(key) ?? []), Number(line.slice(line.lastIndexOf(' ') + 1))]);
  }
  return (pod, reason, fromMs, toMs) => {
    const of = pods.find((candidate) => candidate.pod === pod);
    const isInside =
      !PULL_REASONS.has(reason) ||
      (of?.fail_start != null &&
        toMs >= Date.parse(of.fail_start) - SCRAPE_MS &&
        fromMs <= (of.fail_end === null ? Infinity : Date.parse(of.fail_end)) + SCRAPE_MS);
    const samples = raw.get(`${pod} ${reason}`);
    return isInside && (raw.size === 0 || (samples?.some((ms) => ms >= fromMs && ms <= toMs) ?? false));
  };
}

/** The reasons that the exporter of a live scrape showed, each from its change on. */
function truthOfChanges(path: string): Truth {
  const changes = JSON.parse(readFileSync(join(path, 'truth.json'), 'utf8')) as Change[];
  return (pod, reason, fromMs, toMs) => {
    const of = changes.filter((change) => change.pod === pod);
    return of.some((change, index) => {
      const until = of[index + 1] ? Date.parse(of[index + 1]!.t) : Infinity;
      return change.reason === reason && Date.parse(change.t) <= toMs + ANSWER_MS && until >= fromMs;
    });
  };
}
