import yargs from 'yargs';
import { UsageError } from '../usage-error.ts';
import { checkSettings, type OptionTable } from './options.ts';

/** Arguments taken apart, not yet checked. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** Flags that were given, by their long names. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly wantsHelp: boolean;
  readonly wantsVersion: boolean;
}

const HELP_WIDTH = 100;

function makeParser(options: OptionTable) {
  const flags = Object.fromEntries(Object.entries(options).map(([name, { flag }]) => [name, flag]));
  return (
    yargs()
      .locale('en')
      .scriptName('pullmortem')
      .exitProcess(false)
      .wrap(HELP_WIDTH)
      // Neither is yargs's own: it would print to the console.
      .help(false)
      .version(false)
      .options(flags)
      .option('help', { alias: 'h', type: 'boolean', describe: 'Print this help' })
      .option('version', { type: 'boolean', describe: 'Print the version' })
      .fail((message, error) => {
        throw message ? new UsageError(sayWhatIsWrong(message)) : error;
      })
      .parserConfiguration({
        'boolean-negation': false,
        'camel-case-expansion': false,
        'dot-notation': false,
        'greedy-arrays': false,
        'parse-numbers': false,
        'parse-positional-numbers': false,
        'strip-aliased': true,
      })
  );
}

/** yargs says: Not enough arguments following: title */
function sayWhatIsWrong(message: string): string {
  const [, flag] = /^Not enough arguments following: (\S+)$/.exec(message) ?? [];
  return flag === undefined ? message : `${flag.length === 1 ? '-' : '--'}${flag}: wants a value`;
}

/** Takes arguments apart by the flags of a command. Throws a `UsageError` for a flag without its value. */
export async function parseArguments(argv: readonly string[], options: OptionTable): Promise<ParsedArguments> {
  const { _: positionals, $0: _program, help, version, ...given } = await makeParser(options).parseAsync([...argv]);
  return {
    positionals: positionals.map(String),
    given,
    wantsHelp: help === true,
    wantsVersion: version === true,
  };
}

/** Checks flags; `--out` is how they are written in what is said of them. */
export function checkFlags<Table extends OptionTable>(given: Readonly<Record<string, unknown>>, options: Table) {
  return checkSettings(given, options, (name) => (name.length === 1 ? `-${name}` : `--${name}`));
}

/** The help of a command: its introduction, its flags, and what else is to be said. */
export async function formatHelp(introduction: string, options: OptionTable, details: string): Promise<string> {
  return `${introduction}\n\n${await makeParser(options).getHelp()}\n\n${details}\n`;
}
