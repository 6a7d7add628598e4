import { styleText } from 'node:util';
import type { Warning } from '../model/evidence.ts';
import { redactText } from '../report/redact.ts';
import { showHiddenInLines } from '../report/visible-text.ts';
import type { Environment, Output } from './environment.ts';

/** What commands say to the person in front of them. Nothing of the input can steer the terminal. */
export interface Terminal {
  /** A result, as text for people: to stdout. */
  print(text: string): Promise<void>;
  /** One line on stderr, unless `--quiet`. */
  note(message: string): void;
  /** A warning on stderr, unless `--quiet`; from some number on they are counted only. */
  warn(warning: Warning): void;
  /** Says how many warnings were not shown. */
  finishWarnings(where: string): void;
  /** What went wrong, to stderr, also with `--quiet`. */
  error(message: string): Promise<void>;
}

const WARNINGS_SHOWN = 20;

/** The flags that matter to what is said. */
export interface TerminalSettings {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly 'no-color'?: boolean;
  readonly 'no-redact'?: boolean;
}

/** Whether a stream gets colours: terminals do, unless the user does not want them (no-color.org). */
export function hasColors(output: Output, { variables }: Environment, settings: TerminalSettings): boolean {
  return output.isTerminal && settings['no-color'] !== true && !variables.NO_COLOR && variables.TERM !== 'dumb';
}

/** Opens a terminal on the streams of the environment. */
export function openTerminal(environment: Environment, settings: TerminalSettings): Terminal {
  const { stdout, stderr } = environment;
  const hasColor = hasColors(stderr, environment, settings);
  const mark = (color: 'red' | 'yellow', label: string): string => (hasColor ? styleText(color, label) : label);
  const clean = (text: string): string => showHiddenInLines(settings['no-redact'] === true ? text : redactText(text));
  const limit = settings.verbose === true ? Number.POSITIVE_INFINITY : WARNINGS_SHOWN;
  let warnings = 0;
  const say = (label: string, message: string): void => {
    if (settings.quiet !== true) void stderr.write(`${label}${clean(message)}\n`);
  };
  return {
    print: (text) => stdout.write(showHiddenInLines(text)),
    note: (message) => say('', message),
    warn: ({ input, line, message }) => {
      warnings++;
      if (warnings <= limit)
        say(mark('yellow', 'warning: '), `${line === null ? input : `${input}:${line}`}: ${message}`);
    },
    finishWarnings: (where) => {
      if (warnings > limit) say(mark('yellow', 'warning: '), `${warnings - limit} more: ${where}`);
    },
    error: (message) => stderr.write(`${mark('red', 'pullmortem: ')}${clean(message)}\n`),
  };
}
