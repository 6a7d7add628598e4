/**
 * Prints what each file of a folder of journald captures (`NODE-systemdVERSION/FILE`, `truth-NODE.json`, `captures.tsv`)
 * gives: entries, records on pulls, and whether the true instant of each entry lies in its interval, with and without the
 * capture time. Usage: node --import tsx test/figures/journald.ts FOLDER
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ClockHints, NO_HINTS } from '../../src/clocks/artefact-facts.ts';
import { timeRecords } from '../../src/clocks/time-records.ts';
import type { Format, TextFormat } from '../../src/formats/format.ts';
import { FORMATS } from '../../src/formats/index.ts';
import type { Inputs } from '../../src/formats/reading/inputs.ts';
import { readInputs } from '../../src/formats/reading/read-inputs.ts';
import { parseEnvelope } from '../../src/formats/text/envelope.ts';
import { createLogLineParser } from '../../src/formats/text/log-line.ts';
import type { Reading } from '../../src/model/clock.ts';
import type { Observation } from '../../src/model/observation.ts';
import { subject } from '../../src/model/subject.ts';
import type { Interval } from '../../src/model/time.ts';
import type { Artefact } from '../../src/sources/artefact.ts';

interface Entry {
  /** Microseconds since the epoch. */
  readonly us: string;
  readonly message: string;
}

const CHUNK_BYTES = 64 * 1024;
const PULL_KINDS = new Set(['pull-started', 'pull-failed', 'pull-succeeded', 'pull-remark', 'back-off']);
/** A file of one node that holds all entries gives these. */
const wholeOf = new Map<string, string>();

/** Gives every line with a time as a record, and leaves the lines to the formats that know them. */
const EVERY_LINE = readEveryLine('rollout', (text) => text);
/** The same by the time before the line only. */
const EVERY_ENVELOPE = readEveryLine('scaled', withoutOwnTime);

function readEveryLine(change: 'rollout' | 'scaled', prepare: (text: string) => string): TextFormat {
  return {
    kind: 'text',
    id: `every-line-${change}`,
    title: '',
    description: '',
    commands: [],
    sources: [],
    samples: [],
    needles: ['a line that no log has'],
    reader(context) {
      const parse = createLogLineParser(context);
      let isFirst = true;
      return {
        line({ number, text }) {
          // Lines of both kinds keep what the parser knows of the log.
          const line = parse(text);
          const time = change === 'rollout' ? line?.time : parse(prepare(text))?.time;
          if (line && time) context.observe(recordOf(change, line.envelope.body, time, context.artefact, number));
          const verdict = isFirst ? 'more' : 'passed';
          isFirst = false;
          return verdict;
        },
        end() {},
      };
    },
  };
}

/** The line with another text of the program, one without a time. */
function withoutOwnTime(text: string): string {
  const { body } = parseEnvelope(text);
  if (text.endsWith(body)) return `${text.slice(0, text.length - body.length)}started`;
  const object = text.indexOf('{');
  return JSON.stringify({ ...JSON.parse(text.slice(object)), MESSAGE: 'started' });
}

const [folder = '.'] = process.argv.slice(2);
const captures = readCaptures(folder);
let misses = 0;
let files = 0;
for (const captured of readdirSync(folder)
  .filter((name) => /-systemd[0-9]+$/.test(name))
  .sort()) {
  const truthFile = join(folder, `truth-${captured.replace(/-systemd[0-9]+$/, '')}.json`);
  if (!existsSync(truthFile)) continue;
  const truth = new Map<string, number>();
  for (const { us, message } of JSON.parse(readFileSync(truthFile, 'utf8')) as Entry[])
    truth.set(message, Number(us) / 1000);
  for (const file of readdirSync(join(folder, captured)).sort()) {
    files += 1;
    const path = `${captured}/${file}`;
    const bytes = readFileSync(join(folder, path));
    const { inputs, warnings } = await read(path, bytes, FORMATS);
    const pulls = countKinds(inputs.observations);
    const { inputs: every } = await read(path, bytes, [EVERY_LINE, EVERY_ENVELOPE, ...FORMATS]);
    const at = captures.get(path) ?? null;
    const known = { ...NO_HINTS, capturedAt: at === null ? null : { earliest: at, latest: at } };
    const timed = checkTimes(every, 'rollout', truth, known);
    const open = checkTimes(every, 'rollout', truth, NO_HINTS);
    const around = checkTimes(every, 'scaled', truth, known);
    const isWhole = timed.entries === truth.size;
    const same = wholeOf.get(captured) ?? pulls;
    if (isWhole) wholeOf.set(captured, same);
    const faults = [
      ...(timed.entries + timed.unknown === 0 ? ['no entries'] : []),
      ...(timed.unknown > 0 ? [`${timed.unknown} entries that the truth does not know`] : []),
      ...(isWhole && pulls !== same ? [`other records than in the files before: ${same}`] : []),
      ...(timed.wrong > 0 ? [`${timed.wrong} instants outside their intervals`] : []),
      ...(open.wrong > 0 ? [`${open.wrong} outside without the capture time`] : []),
      ...(around.wrong > 0 ? [`${around.wrong} outside by the time before the line`] : []),
      ...(at === null || timed.timed === timed.entries
        ? []
        : [`${timed.entries - timed.timed} entries without interval`]),
    ];
    misses += faults.length;
    const formats = inputs.artefacts[0]?.inputs.map(({ format, records }) => `${format} ${records}`).join(', ');
    process.stdout.write(
      `${path.padEnd(50)} ${String(timed.entries).padStart(4)} entries, ${String(timed.timed).padStart(4)} timed, at most ${widthOf(timed.widestOwnMs)} wide by the node's clock, ${widthOf(timed.widestMs)} with its skew, ${widthOf(open.widestMs)} without capture time; ${around.entries} by the time before the line, ${widthOf(around.widestOwnMs)}\n    ${pulls}; ${formats}\n`,
    );
    for (const warning of warnings) process.stdout.write(`    warning ${warning}\n`);
    for (const fault of faults) process.stdout.write(`    MISS ${fault}\n`);
  }
}
process.stdout.write(`${files} files, ${misses} misses\n`);
process.exitCode = misses === 0 && files > 0 ? 0 : 1;

async function read(path: string, bytes: Buffer, formats: readonly Format[]) {
  const warnings: string[] = [];
  const inputs = await readInputs(oneArtefact(path, bytes), {
    formats,
    warn: ({ line, message }) => void warnings.push(`${line ?? '-'}: ${message}`),
    onProgress: () => {},
    parseInstant: () => null,
  });
  return { inputs, warnings };
}

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

/** How many entries are in their intervals, and how wide those are. */
function checkTimes(
  inputs: Inputs,
  change: 'rollout' | 'scaled',
  truth: ReadonlyMap<string, number>,
  hints: ClockHints,
) {
  const result = { entries: 0, unknown: 0, timed: 0, wrong: 0, widestMs: 0, widestOwnMs: 0 };
  for (const { observation, first, ownFirst } of timeRecords(inputs, hints, () => {}).records) {
    if (observation.kind !== 'changed' || observation.change !== change) continue;
    const instant = truth.get(observation.message);
    if (instant === undefined) {
      result.unknown += 1;
      continue;
    }
    result.entries += 1;
    if (Number.isFinite(first.latest - first.earliest)) result.timed += 1;
    result.widestOwnMs = Math.max(result.widestOwnMs, ownFirst.latest - ownFirst.earliest);
    result.widestMs = Math.max(result.widestMs, first.latest - first.earliest);
    if (!holds(first, instant) || !holds(ownFirst, instant)) result.wrong += 1;
  }
  return result;
}

function recordOf(
  change: 'rollout' | 'scaled',
  message: string,
  time: Reading | null,
  artefact: number,
  line: number,
): Observation {
  return {
    kind: 'changed',
    change,
    origin: 'runtime',
    subject: subject(),
    first: time,
    last: time,
    count: 1,
    storedAt: null,
    eventUid: null,
    combined: false,
    message,
    evidence: { artefact, line, item: null, excerpt: '' },
  };
}

/** Sums of fractions of a millisecond are a little off. */
function holds({ earliest, latest }: Interval, instant: number): boolean {
  return instant >= earliest - 0.001 && instant <= latest + 0.001;
}

function countKinds(observations: readonly Observation[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of observations) if (PULL_KINDS.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

function readCaptures(from: string): Map<string, number> {
  const at = new Map<string, number>();
  for (const line of readFileSync(join(from, 'captures.tsv'), 'utf8').split('\n')) {
    const [path = '', instant = ''] = line.split('\t');
    const name = basename(path);
    if (name !== '') at.set(`${path.split('/').at(-2)}/${name}`, Date.parse(instant));
  }
  return at;
}

function widthOf(ms: number): string {
  if (!Number.isFinite(ms)) return 'open';
  return ms >= 60_000 ? `${Math.round(ms / 60_000)} min` : `${ms.toFixed(3)} ms`;
}
