import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { seedRandom } from '../lab/random.ts';
import { type TimedLine, writeFailingPod } from './failing-pods.ts';
import { createNoise } from './noise-lines.ts';

/** What log to make. */
export interface BenchLog {
  readonly bytes: number;
  readonly seed: number;
  /** journalctl's `short-iso`, with the lines of containerd and systemd, or plain klog, of the kubelet alone. */
  readonly format: 'short-iso' | 'klog';
}

const START = Date.UTC(2026, 2, 1);
/** Length of the log in time: a busy node writes a gigabyte in a day. */
const DAY_MS = 24 * 3_600_000;
const FAILING_MS = 40 * 60_000;
/** Lines of one failing pod, about: a sync each 12.5 s, and five more per attempt. */
const LINES_PER_POD = FAILING_MS / 12_500 + 13 * 5;
const LINE_BYTES = 340;
const PULL_SHARE = 0.025;
const FLUSH_CHARACTERS = 4 * 1024 ** 2;

/**
 * Writes the log of one node over a day: noise of many kinds, and pods in waves whose images fail for about 40 minutes
 * each on the kubelet's back-off ladder, together about 2.5 % of the lines. The same arguments give the same bytes.
 */
export function generateKubeletLog(path: string, { bytes, seed, format }: BenchLog): void {
  const random = seedRandom(seed);
  const lines = planFailures(seed, bytes / LINE_BYTES);
  const noise = createNoise(random);
  const msPerByte = DAY_MS / bytes;
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  let text = '';
  let written = 0;
  let next = 0;
  const write = (
    at: number,
    { sender, severity, text: body }: Pick<TimedLine, 'severity' | 'text'> & { sender: string },
  ) => {
    if (format === 'klog' && sender !== 'kubelet') return;
    text += formatLine(at, sender, severity, body, format);
    if (text.length < FLUSH_CHARACTERS) return;
    written += writeSync(file, text);
    text = '';
  };
  while (written + text.length < bytes) {
    // The clock goes with the bytes, so that the day is over when the file is full.
    const at = (written + text.length) * msPerByte;
    for (let line = lines[next]; line && line.at <= at; line = lines[++next]) write(line.at, line);
    write(at, noise());
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(part, path);
}

/** Pods in waves: some hundreds in a gigabyte, all lines in order of time. */
function planFailures(seed: number, lineCount: number): TimedLine[] {
  const random = seedRandom(seed + 1);
  const podCount = Math.max(1, Math.round((lineCount * PULL_SHARE) / LINES_PER_POD));
  const waves = Math.max(1, Math.round(podCount / 40));
  const lines: TimedLine[] = [];
  for (let pod = 0; pod < podCount; pod++) {
    const wave = (((pod % waves) + 0.1) / waves) * (DAY_MS - 2 * FAILING_MS);
    const from = wave + random.between(0, 60_000);
    for (const line of writeFailingPod(random, from, from + FAILING_MS * random.between(0.7, 1.3))) lines.push(line);
  }
  return lines.sort((a, b) => a.at - b.at);
}

const KUBELET_PID = '3182';
const CONTAINERD_PID = '2511';
let lastSecond = Number.NaN;
let lastText = '';

function formatLine(at: number, sender: string, severity: string, body: string, format: BenchLog['format']): string {
  const micros = Math.floor(at * 1000);
  const second = Math.floor(micros / 1e6);
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = new Date(START + second * 1000).toISOString().slice(0, 19);
  }
  const fraction = String(micros % 1e6).padStart(6, '0');
  const klog = `${severity}${lastText.slice(5, 7)}${lastText.slice(8, 10)} ${lastText.slice(11)}.${fraction}    ${KUBELET_PID} ${body}\n`;
  if (format === 'klog') return klog;
  const before = `${lastText}+0000 worker-01.corp.example `;
  if (sender === 'kubelet') return `${before}kubelet[${KUBELET_PID}]: ${klog}`;
  if (sender === 'systemd') return `${before}systemd[1]: ${body}\n`;
  return `${before}containerd[${CONTAINERD_PID}]: time="${lastText}.${fraction}000Z" ${body}\n`;
}
