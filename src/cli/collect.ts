import { readOwnFile } from '../sources/read-own-file.ts';
import { UsageError } from '../usage-error.ts';
import { defineCommand } from './command.ts';
import { EXIT } from './exit-status.ts';

/** `pullmortem collect`: prints the script that saves the evidence; it is never run here. */
export const collectCommand = defineCommand({
  name: 'collect',
  usage: '',
  summary: 'Print a read-only shell script that saves the evidence which analyze wants',
  details: [
    'The script runs where kubectl reaches the cluster, on a node, or both: POSIX shell, read-only, no Secret values.',
    '  pullmortem collect > collect.sh; sh collect.sh --help',
  ].join('\n'),
  options: {},
  async work({ stdout, version }, positionals) {
    const [extra] = positionals;
    if (extra !== undefined)
      throw new UsageError(
        `${extra}: collect takes no arguments; the script that it prints does (sh collect.sh --help)`,
      );
    const script = await readOwnFile('collect.sh');
    await stdout.write(script.replace('@VERSION@', () => version));
    return EXIT.done;
  },
});
