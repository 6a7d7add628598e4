import type { Environment } from './environment.ts';
import type { ExitStatus } from './exit-status.ts';
import type { OptionTable, Settings } from './options.ts';
import { checkFlags } from './parse-arguments.ts';

/** A command of the program. */
export interface Command {
  readonly name: string;
  /** Its arguments as the help shows them: `<path..>`. */
  readonly usage: string;
  /** What it does, for the list of commands: one line. */
  readonly summary: string;
  /** What else the help of the command says. */
  readonly details: string;
  readonly options: OptionTable;
  /** Checks the flags and does the work. Throws a `UsageError` for what cannot be used. */
  run(
    environment: Environment,
    positionals: readonly string[],
    given: Readonly<Record<string, unknown>>,
  ): Promise<ExitStatus>;
}

/** Makes a command whose work gets its flags checked. */
export function defineCommand<Table extends OptionTable>(
  command: Pick<Command, 'name' | 'usage' | 'summary' | 'details'> & {
    readonly options: Table;
    readonly work: (
      environment: Environment,
      positionals: readonly string[],
      flags: Settings<Table>,
    ) => Promise<ExitStatus>;
  },
): Command {
  const { work, ...description } = command;
  return {
    ...description,
    run: async (environment, positionals, given) => work(environment, positionals, checkFlags(given, command.options)),
  };
}
