/**
 * How well the clocks are set, against the truths of the simulated archives: per node the true skew, the interval found,
 * and whether the readings' intervals hold the true instants. Run by hand:
 *
 *     node --import tsx test/figures/clocks.ts FOLDER [SOURCES]
 *
 * FOLDER holds NAME.tar.gz and NAME.truth.json. SOURCES limits the evidence to some of events, describe, kubelet and
 * prometheus, joined by commas.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCapturedAt, NO_HINTS } from '../../src/clocks/artefact-facts.ts';
import { inYear } from '../../src/clocks/calendar.ts';
import { parseInstant } from '../../src/clocks/instant-text.ts';
import { type ClockSettings, setClocks } from '../../src/clocks/set-clocks.ts';
import { FORMATS } from '../../src/formats/index.ts';
import type { Inputs } from '../../src/formats/reading/inputs.ts';
import { readInputs } from '../../src/formats/reading/read-inputs.ts';
import type { Reading } from '../../src/model/clock.ts';
import type { Interval } from '../../src/model/time.ts';
import type { Artefact } from '../../src/sources/artefact.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';

interface TruthNode {
  readonly name: string;
  readonly logFormat: string;
  readonly tzOffsetMin: number;
  readonly clockSkewMs: number;
}

interface Truth {
  readonly scenario: string;
  readonly captureTime: string;
  readonly nodes: readonly TruthNode[];
}

interface Tally {
  readings: number;
  wrong: number;
  totalMs: number;
  worstMs: number;
}

/** What rounding to microseconds and the double may cost. */
const ROUNDING_MS = 0.01;

const [folder, limited] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node --import tsx test/figures/clocks.ts FOLDER [SOURCES]\n');
  process.exit(2);
}
let wrong = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.truth.json'))) {
  const truth = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Truth;
  const inputs = await readArchive(join(folder, file.replace('.truth.json', '.tar.gz')));
  wrong += print(truth, inputs, setAll(inputs));
}
process.stdout.write(`${wrong} wrong\n`);
process.exitCode = wrong > 0 ? 1 : 0;

async function readArchive(path: string): Promise<Inputs> {
  const wanted = limited?.split(',');
  async function* select(): AsyncGenerator<Artefact> {
    const options = { limits: DEFAULT_LIMITS, stdin: none(), exclude: () => false, warn: () => {} };
    for await (const artefact of openSources([path], options))
      if (!wanted || wanted.some((part) => artefact.path.includes(`/${part}`))) yield artefact;
  }
  return readInputs(select(), { formats: FORMATS, warn: () => {}, onProgress: () => {}, parseInstant });
}

async function* none(): AsyncGenerator<Buffer> {}

function setAll({ artefacts, observations, capturedAt }: Inputs): ClockSettings {
  const facts = artefacts.map((artefact) => ({ ...artefact, capturedAt: findCapturedAt(artefact.path, capturedAt) }));
  return setClocks({ observations, artefacts: facts, hints: NO_HINTS });
}

function print(truth: Truth, { observations }: Inputs, settings: ClockSettings): number {
  const nodes = new Map(truth.nodes.map((node) => [node.name, node]));
  const tallies = new Map<string, Tally>();
  let unknown = 0;
  for (const { first, last, subject } of observations) {
    for (const reading of new Set([first, last])) {
      if (reading?.clock.keeper.kind !== 'node') continue;
      const name = subject.node ?? settings.nodeOf(reading.clock.artefact) ?? '';
      const node = nodes.get(name);
      if (!node) unknown++;
      else count(tallies, node, settings.at(reading, subject), trueTime(reading, node, truth));
    }
  }
  const captured = Date.parse(truth.captureTime);
  const capture = settings.capturedAt;
  const isHeld = capture !== null && capture.earliest <= captured && captured <= capture.latest;
  const offset = capture
    ? `${(capture.earliest - captured) / 1000} to ${(capture.latest - captured) / 1000} s`
    : 'unknown';
  process.stdout.write(
    `${truth.scenario}: capture ${offset}${isHeld ? '' : ' WRONG'}; ${unknown} readings of unknown nodes\n`,
  );
  let found = isHeld || capture === null ? 0 : 1;
  for (const node of truth.nodes) {
    const skew = settings.clocks.find(({ node: name }) => name === node.name)?.offsetSeconds;
    const holds = !skew || (skew.min <= node.clockSkewMs / 1000 && node.clockSkewMs / 1000 <= skew.max);
    const tally = tallies.get(node.name) ?? { readings: 0, wrong: 0, totalMs: 0, worstMs: 0 };
    const shown = skew ? `${skew.min} to ${skew.max}${holds ? '' : ' WRONG'}` : 'none';
    const mean = tally.readings > 0 ? (tally.totalMs / tally.readings / 1000).toFixed(2) : '-';
    process.stdout.write(
      `  ${node.name} (${node.logFormat}, zone ${node.tzOffsetMin}): skew ${node.clockSkewMs / 1000}, found ${shown}; ` +
        `${tally.readings} readings, ${tally.wrong} wrong (by ${Math.round(tally.worstMs)} ms at most), mean width ${mean} s\n`,
    );
    found += tally.wrong + (holds ? 0 : 1);
  }
  for (const { message } of settings.warnings) process.stdout.write(`  ! ${message}\n`);
  return found;
}

function count(tallies: Map<string, Tally>, { name }: TruthNode, at: Interval, is: Interval): void {
  const tally = tallies.get(name) ?? { readings: 0, wrong: 0, totalMs: 0, worstMs: 0 };
  tallies.set(name, tally);
  const outside = Math.max(at.earliest - is.earliest, is.latest - at.latest);
  tally.readings++;
  tally.totalMs += at.latest - at.earliest;
  if (outside <= ROUNDING_MS) return;
  tally.wrong++;
  tally.worstMs = Math.max(tally.worstMs, outside);
}

/** All instants that a reading can mean, with its zone, its clock's skew and the capture known. */
function trueTime({ clock, valueMs, widthMs }: Reading, node: TruthNode, truth: Truth): Interval {
  const captured = Date.parse(truth.captureTime);
  const zoneMs = (clock.offsetMinutes ?? node.tzOffsetMin) * 60_000;
  const year = new Date(captured).getUTCFullYear();
  const own = {
    absolute: () => valueMs,
    zoneless: () => valueMs - zoneMs,
    yearless: () => {
      const local = [year + 1, year, year - 1].map((candidate) => inYear(valueMs, candidate) - zoneMs);
      return local.find((instant) => instant - node.clockSkewMs <= captured) ?? Number.NaN;
    },
    age: () => captured - valueMs - widthMs,
    monotonic: () => Number.NaN,
  }[clock.notation]();
  return { earliest: own - node.clockSkewMs, latest: own + widthMs - node.clockSkewMs };
}
