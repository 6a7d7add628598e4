import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BenchLog, generateKubeletLog } from './generate-kubelet-log.ts';

// Compares the analysis of a large kubelet log with GNU grep over the same file: `npm run build && npm run bench`.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATTERN = '[pP]ull|BackOff|ErrImage';
const POLL_MS = 10;
const MEMORY_RUNS = 2;

const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '5' },
    format: { type: 'string', default: 'short-iso' },
    /** Only scans and reads the lines, without the rest of the analysis. */
    'scan-only': { type: 'boolean', default: false },
  },
});
if (values.format !== 'short-iso' && values.format !== 'klog') throw new Error('--format is short-iso or klog');
const log: BenchLog = { bytes: Number(values.bytes), seed: Number(values.seed), format: values.format };
const path = join(tmpdir(), `pullmortem-bench-${log.bytes}-${log.seed}-${log.format}.log`);
if (!existsSync(path)) {
  say(`generating ${path}`);
  generateKubeletLog(path, log);
}

interface Run {
  readonly seconds: number;
  /** Peak of the resident memory; null where nobody looked or the system does not tell. */
  readonly megabytes: number | null;
}

const scratch = mkdtempSync(join(tmpdir(), 'pullmortem-bench-'));
const ours = values['scan-only']
  ? [process.execPath, '--import', 'tsx', join(ROOT, 'test/bench/scan-only.ts'), path]
  : [process.execPath, join(ROOT, 'dist/main.js'), 'analyze', path, '--out', join(scratch, 'report'), '--quiet'];
const grep = ['grep', '-nE', PATTERN, path];
const results: { readonly ours: Run[]; readonly grep: Run[]; readonly watched: Run[] } = {
  ours: [],
  grep: [],
  watched: [],
};
try {
  await run(grep, 'matches');
  for (let round = 0; round < Number(values.runs); round++) {
    results.grep.push(await run(grep, 'matches'));
    results.ours.push(await run(ours, 'stdout'));
    const [g, o] = [results.grep.at(-1)!, results.ours.at(-1)!];
    say(`grep ${g.seconds.toFixed(2)} s   ours ${o.seconds.toFixed(2)} s`);
  }
  // Looking at the memory takes time of its own.
  for (let round = 0; round < MEMORY_RUNS; round++) results.watched.push(await run(ours, 'stdout', true));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const grepSeconds = median(results.grep.map(({ seconds }) => seconds));
const ourSeconds = median(results.ours.map(({ seconds }) => seconds));
const megabytes = results.watched.map((one) => one.megabytes).filter((size) => size !== null);
say(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, ${log.bytes} bytes`);
say(`medians of ${values.runs}: grep ${grepSeconds.toFixed(2)} s, ours ${ourSeconds.toFixed(2)} s`);
say(
  `ratio ${(ourSeconds / grepSeconds).toFixed(2)}, peak memory ${megabytes.length > 0 ? `${Math.max(...megabytes)} MB` : 'unknown'}`,
);

/** Runs a command with its output to a file, and measures it. */
function run(command: readonly string[], output: string, isWatched = false): Promise<Run> {
  const [program = '', ...args] = command;
  const file = openSync(join(scratch, output), 'w');
  const started = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', file, 'inherit'],
    cwd: ROOT,
    env: { ...process.env, LC_ALL: 'C' },
  });
  let peak: number | null = null;
  const poll = isWatched ? setInterval(() => (peak = readPeak(child.pid) ?? peak), POLL_MS) : undefined;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      closeSync(file);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) resolve({ seconds, megabytes: peak });
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}

/** The kernel's own record of the highest resident size (Linux). It only grows, so the last look before the end counts. */
function readPeak(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+([0-9]+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
