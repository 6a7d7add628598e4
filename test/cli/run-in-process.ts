import type { Environment, Output } from '../../src/cli/environment.ts';
import { runProgram } from '../../src/cli/program.ts';
import { streamOf } from '../sources/archives.ts';

/** What a run of the program gave. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process, with streams and a clock of the test's own. */
export async function runInProcess(
  argv: readonly string[],
  { stdin = '', ...others }: { readonly stdin?: string | Buffer } & Partial<Omit<Environment, 'stdin'>> = {},
): Promise<Outcome> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const status = await runProgram({
    argv,
    variables: {},
    startedAt: Date.UTC(2026, 0, 1),
    version: '1.2.3',
    stdin: streamOf(Buffer.from(stdin)),
    isStdinTerminal: false,
    progress: null,
    stdout: keepIn(stdout),
    stderr: keepIn(stderr),
    aborted: new AbortController().signal,
    ...others,
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

function keepIn(texts: string[]): Output {
  return {
    isTerminal: false,
    columns: null,
    write: async (text) => {
      texts.push(text);
    },
  };
}
