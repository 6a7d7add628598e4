/**
 * Prints, for each file of real kubectl output in a folder (`captures.tsv`, `truth.json`), how many times of Events were
 * read from it and whether the true instants lie in the intervals that are given for them.
 * Usage: node --import tsx test/figures/kubectl.ts FOLDER
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_HINTS } from '../../src/clocks/artefact-facts.ts';
import { parseInstant } from '../../src/clocks/instant-text.ts';
import { timeRecords } from '../../src/clocks/time-records.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { readInputs } from '../../src/formats/reading/read-inputs.ts';
import type { Interval } from '../../src/model/time.ts';
import type { Timed } from '../../src/model/timed.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';

interface TrueEvent {
  readonly object: string;
  readonly field: string | null;
  readonly first: string;
  readonly last: string;
  readonly message: string;
}

/** kubectl and the API server cut stamps to whole seconds. */
const STAMP_MS = 1_000;
const MESSAGE_LENGTH = 60;

const [folder = '.'] = process.argv.slice(2);
const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as { readonly events: readonly TrueEvent[] };
let wrong = 0;
let checked = 0;
for (const line of readFileSync(join(folder, 'captures.tsv'), 'utf8').trim().split('\n')) {
  const [file = '', after = '', before = ''] = line.split('\t');
  const path = join(folder, file);
  if (!existsSync(path)) continue;
  const result = checkTimes(await readTimed(path, { earliest: Date.parse(after), latest: Date.parse(before) }));
  if (result.checked === 0 && result.wrong.length === 0) continue;
  checked += result.checked;
  wrong += result.wrong.length;
  process.stdout.write(`${file}: ${result.checked} times, ${result.wrong.length} wrong\n`);
  for (const fault of result.wrong.slice(0, 5)) process.stdout.write(`    ${fault}\n`);
}
process.stdout.write(`${checked} times, ${wrong} wrong\n`);
process.exitCode = wrong === 0 ? 0 : 1;

async function readTimed(path: string, capturedAt: Interval): Promise<readonly Timed[]> {
  const sources = openSources([path], {
    limits: DEFAULT_LIMITS,
    stdin: nothing(),
    exclude: () => false,
    warn: () => {},
  });
  const inputs = await readInputs(sources, { formats: FORMATS, warn: () => {}, onProgress: () => {}, parseInstant });
  return timeRecords(inputs, { ...NO_HINTS, capturedAt }, () => {}).records;
}

function checkTimes(records: readonly Timed[]): { checked: number; wrong: string[] } {
  const wrong: string[] = [];
  let times = 0;
  for (const { observation, first, last } of records) {
    if (observation.origin !== 'event' || observation.subject.pod === null) continue;
    const { pod, container } = observation.subject;
    const meant = truth.events.filter(
      ({ object, field, message }) =>
        object === `Pod/${pod}` &&
        (container === null || field === null || field.includes(`{${container}}`)) &&
        observation.evidence.excerpt.includes((message.split('\n')[0] ?? '').trim().slice(0, MESSAGE_LENGTH)),
    );
    if (meant.length === 0) continue;
    for (const [reading, interval, which] of [
      [observation.first, first, 'first'],
      [observation.last, last, 'last'],
    ] as const) {
      if (!reading) continue;
      times += 1;
      if (!meant.some((event) => holds(interval, Date.parse(event[which])))) {
        wrong.push(
          `${pod}: ${which} of “${meant[0]?.message.slice(0, MESSAGE_LENGTH)}”: ${meant[0]?.[which]} is not in ${show(interval)}`,
        );
      }
    }
  }
  return { checked: times, wrong };
}

function holds({ earliest, latest }: Interval, instant: number): boolean {
  return earliest - STAMP_MS <= instant && instant <= latest + STAMP_MS;
}

function show({ earliest, latest }: Interval): string {
  return [earliest, latest].map((at) => (Number.isFinite(at) ? new Date(at).toISOString() : String(at))).join(' – ');
}

async function* nothing(): AsyncGenerator<Buffer> {}
