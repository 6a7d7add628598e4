#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Environment, Output } from './cli/environment.ts';
import { EXIT } from './cli/exit-status.ts';
import { describeDefect, runProgram } from './cli/program.ts';
import { UsageError } from './usage-error.ts';

// The process edge: nothing else touches `process`, the clock of the machine or its signals.

// V8 compiles a function anew, and well, once it has run for so many units; by default 66 thousand. A run is over in a second
// or two, and most of what was compiled so was hardly used again: a quarter of all processor time with 1 GB of log.
setFlagsFromString('--interrupt-budget=800000');

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const abort = new AbortController();

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(signal, () => {
    abort.abort();
    process.exit(status);
  });
}
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.once(event, (error: unknown) => {
    abort.abort();
    process.stderr.write(`pullmortem: ${describeDefect(error, version)}\n`);
    process.exit(EXIT.defect);
  });
}

/** A stream of the process. Whoever reads it may go away (`| head`): then what is left is dropped, without a word. */
function openOutput(stream: NodeJS.WriteStream, name: string): Output {
  let isGone = false;
  stream.on('error', () => {
    isGone = true;
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : null,
    write: (text) =>
      new Promise((resolve, reject) => {
        if (isGone) return resolve();
        return stream.write(text, (error) => {
          const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
          // There is nowhere to tell that stderr is full.
          if (!error || code === 'EPIPE' || stream === process.stderr) resolve();
          else reject(new UsageError(`${name} cannot be written: ${code ?? error.message}`));
        });
      }),
  };
}

const environment: Environment = {
  argv: process.argv.slice(2),
  variables: {
    NO_COLOR: process.env['NO_COLOR'],
    SOURCE_DATE_EPOCH: process.env['SOURCE_DATE_EPOCH'],
    TERM: process.env['TERM'],
  },
  startedAt: Date.now(),
  version,
  stdin: process.stdin,
  isStdinTerminal: process.stdin.isTTY === true,
  stdout: openOutput(process.stdout, 'stdout'),
  stderr: openOutput(process.stderr, 'stderr'),
  progress: process.stderr.isTTY ? process.stderr : null,
  aborted: abort.signal,
};

process.exitCode = await runProgram(environment);
