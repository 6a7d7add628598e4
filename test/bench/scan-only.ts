import type { ReadContext, TextFormat } from '../../src/formats/format.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { createTextScanner } from '../../src/formats/text/scan.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { Observation } from '../../src/model/observation.ts';
import { makeReadBuffers, openFile } from '../../src/sources/read-file.ts';

// Scans one file with all text formats, keeps the observations as the analysis does, and says how long that took.
const path = process.argv[2] ?? '';
const clocks = new Map<string, Clock>();
const observations: Observation[] = [];
const contextFor = (): ReadContext => ({
  artefact: 0,
  path,
  clock(notation, keeper, offsetMinutes = null) {
    const id = `${notation} ${JSON.stringify(keeper)} ${offsetMinutes}`;
    const clock = clocks.get(id) ?? { id, artefact: 0, notation, keeper, offsetMinutes };
    clocks.set(id, clock);
    return clock;
  },
  observe(observation) {
    observations.push(observation);
    return null;
  },
  record() {},
  warn() {},
});

const formats = FORMATS.filter((format): format is TextFormat => format.kind === 'text');
const started = performance.now();
const file = await openFile(path, makeReadBuffers());
const { lines } = await createTextScanner(formats).scan(file.chunks(), contextFor, () => {});
await file.close();
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${lines} lines, ${observations.length} observations, ${seconds.toFixed(2)} s\n`);
