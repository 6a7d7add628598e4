import { UsageError } from '../usage-error.ts';
import { analyzeCommand } from './analyze.ts';
import { causesCommand } from './causes.ts';
import { collectCommand } from './collect.ts';
import type { Command } from './command.ts';
import type { Environment } from './environment.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { explainCommand } from './explain.ts';
import { formatsCommand } from './formats.ts';
import { formatHelp, parseArguments } from './parse-arguments.ts';
import { suggest } from './suggest.ts';
import { openTerminal } from './terminal.ts';

/** Every command; the first is the default. */
export const COMMANDS: readonly Command[] = [
  analyzeCommand,
  explainCommand,
  causesCommand,
  formatsCommand,
  collectCommand,
];

const EXIT_STATUSES = [
  'Exit status: 0 done; 1 done, and --fail-on was reached; 2 unusable arguments, configuration or input;',
  '3 a defect of pullmortem.',
];

/** Runs the command that the arguments ask for, and tells what went wrong on stderr. Gives the exit status. */
export async function runProgram(environment: Environment): Promise<ExitStatus> {
  const terminal = openTerminal(environment, {});
  try {
    return await dispatch(environment);
  } catch (error) {
    if (error instanceof UsageError) {
      await terminal.error(error.message);
      return EXIT.unusable;
    }
    await terminal.error(describeDefect(error, environment.version));
    return EXIT.defect;
  }
}

/** What the user is told of a defect: the stack, and a plea. */
export function describeDefect(error: unknown, version: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a defect of pullmortem ${version}, not of your input. Please report it with these lines and, where you may, the file:\n${stack}`;
}

async function dispatch(environment: Environment): Promise<ExitStatus> {
  const { argv, stdout, version } = environment;
  const [main] = COMMANDS;
  if (!main) throw new Error('no command is registered');
  const [first] = (await parseArguments(argv, main.options)).positionals;
  const named = COMMANDS.find(({ name }) => name === first);
  const { positionals, given, wantsHelp, wantsVersion } = await parseArguments(argv, (named ?? main).options);
  if (wantsVersion) {
    await stdout.write(`${version}\n`);
    return EXIT.done;
  }
  if (wantsHelp) {
    await stdout.write(await (named ? describeCommand(named) : describeProgram(main)));
    return EXIT.done;
  }
  if (named) return named.run(environment, positionals.slice(1), given);
  try {
    return await main.run(environment, positionals, given);
  } catch (error) {
    throw hintAtCommand(error, first);
  }
}

/** A first argument that is no path may be a mistyped command. */
function hintAtCommand(error: unknown, first: string | undefined): unknown {
  if (!(error instanceof UsageError) || first === undefined || !error.message.startsWith(`${first}: `)) return error;
  const names = COMMANDS.map(({ name }) => name);
  const nearest = suggest(first, names);
  return nearest === null ? error : new UsageError(`${error.message} (did you mean the command ${nearest}?)`);
}

function describeCommand({ name, usage, summary, details, options }: Command): Promise<string> {
  return formatHelp(`pullmortem ${name} ${usage}\n\n${summary}.`, options, details);
}

function describeProgram(main: Command): Promise<string> {
  const introduction = [
    `pullmortem ${main.usage}`,
    '',
    'Explains, from saved files and without a cluster, why Kubernetes could not pull an image.',
    '',
    'Commands:',
    ...COMMANDS.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(22)}${summary}`),
  ];
  const others = `These are the options of ${main.name}; "pullmortem COMMAND --help" has those of another command.`;
  return formatHelp(introduction.join('\n'), main.options, [others, ...EXIT_STATUSES].join('\n'));
}
