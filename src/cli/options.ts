import type { Options as Flag } from 'yargs';
import type * as z from 'zod';
import { DEFAULT_LIMITS } from '../sources/limits.ts';
import { UsageError } from '../usage-error.ts';
import {
  capturedAt,
  choice,
  choices,
  count,
  didYouMean,
  nodeZone,
  repeatable,
  switchValue,
  text,
  time,
  zone,
} from './option-values.ts';

/** Formats of reports, in the order of the contract. */
export const REPORT_FORMATS = ['html', 'md', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A flag as yargs wants it, and how its value is checked; `pullmortem.yaml` has the same names and values. */
export interface Option<Value> {
  readonly flag: Flag;
  readonly value: z.ZodType<Value>;
}

function option<Value>(value: z.ZodType<Value>, flag: Flag): Option<Value> {
  return { flag: { requiresArg: flag.type !== 'boolean', ...flag }, value };
}

function flagOf(letters: string, describe: string): Flag {
  return { type: 'string', describe, ...(letters === '' ? {} : { alias: letters }) };
}

function onOff(describe: string): Option<boolean> {
  return option(switchValue, { type: 'boolean', describe });
}

function filter(letters: string, what: string): Option<string[]> {
  return option(repeatable(text), {
    ...flagOf(letters, `Only ${what}; repeatable, * stands for any text`),
    array: true,
  });
}

/** Options that every command has. */
export const COMMON_OPTIONS = {
  quiet: onOff('Print nothing but errors'),
  verbose: onOff('List every file, what it was read as and why'),
  'no-color': onOff('No colours on a terminal (also NO_COLOR)'),
};

const OUT: Flag = {
  ...flagOf('o', 'Folder for the reports, or - for stdout with one of html, md, json'),
  defaultDescription: './pullmortem-report',
};
const FORMAT: Flag = {
  ...flagOf('f', `Which reports: any of ${REPORT_FORMATS.join(',')}`),
  defaultDescription: 'all four',
  array: true,
};

/** Options of `analyze`. */
export const ANALYZE_OPTIONS = {
  out: option(text, OUT),
  format: option(choices(REPORT_FORMATS), FORMAT),
  'captured-at': option(repeatable(capturedAt), {
    ...flagOf('', 'When the evidence was saved: TIME, or PATH=TIME for one file, folder or archive; repeatable'),
    array: true,
  }),
  timezone: option(repeatable(nodeZone), {
    ...flagOf('', 'Zone of log times without one: ZONE, or NODE=ZONE; an IANA name or --timezone=-05:00; repeatable'),
    array: true,
  }),
  since: option(time, flagOf('', 'Leave out failures that were over before this time')),
  until: option(time, flagOf('', 'Leave out failures that began after this time')),
  namespace: filter('n', 'these namespaces'),
  pod: filter('', 'these pods'),
  image: filter('', 'these images'),
  node: filter('', 'these nodes'),
  'no-redact': onOff('Leave credentials in the reports'),
  config: option(text, {
    ...flagOf('', 'File with any of these options'),
    defaultDescription: 'pullmortem.yaml, if there',
  }),
  causes: option(text, flagOf('', "File with causes of one's own (YAML)")),
  'fail-on': option(choice(['never', 'ongoing', 'any']), {
    ...flagOf('', 'Exit with 1 at an incident: never, ongoing or any'),
    defaultDescription: 'never',
  }),
  title: option(text, flagOf('', 'Title of the report')),
  author: option(text, flagOf('', 'Author of the report')),
  'incident-id': option(text, flagOf('', 'Number of the incident in your own system')),
  'report-timezone': option(zone, {
    ...flagOf('', 'Zone of the times that people read: an IANA name or +02:00; JSON and CSV stay UTC'),
    defaultDescription: 'UTC',
  }),
  'max-members': option(count, {
    ...flagOf('', 'Most members of archives that are read'),
    defaultDescription: String(DEFAULT_LIMITS.members),
  }),
  'max-depth': option(count, {
    ...flagOf('', 'Most archives and compressions inside one another'),
    defaultDescription: String(DEFAULT_LIMITS.depth),
  }),
  'max-bytes': option(count, {
    ...flagOf('', 'Most bytes that may come out of compressed files'),
    defaultDescription: String(DEFAULT_LIMITS.bytes),
  }),
  'max-ratio': option(count, {
    ...flagOf('', 'Most bytes that may come out of a compressed file for each that goes in'),
    defaultDescription: String(DEFAULT_LIMITS.ratio),
  }),
  'no-progress': onOff('No progress on a terminal'),
  ...COMMON_OPTIONS,
};

/** Options by their names. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The checked values of those options that were given. */
export type Settings<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends Option<infer Value> ? Value : never;
};

/**
 * Checks values that were given by flags or in a file. Throws a `UsageError` with a line for each that is wrong.
 * `name` says how to write an option's name in such a line: `--out`, or `pullmortem.yaml: out`.
 */
export function checkSettings<Table extends OptionTable>(
  given: Readonly<Record<string, unknown>>,
  table: Table,
  name: (option: string) => string,
): Settings<Table> {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const known = Object.hasOwn(table, key) ? table[key] : undefined;
    if (!known) {
      problems.push(`${name(key)}: there is no such option${didYouMean(key, Object.keys(table))}`);
      continue;
    }
    const checked = known.value.safeParse(value);
    if (checked.success) settings[key] = checked.data;
    else for (const { message } of checked.error.issues) problems.push(`${name(key)}: ${message}`);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return settings as Settings<Table>;
}
