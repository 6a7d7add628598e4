import { load, YAMLException } from 'js-yaml';
import { readSettingsFile } from '../sources/read-settings-file.ts';
import { UsageError } from '../usage-error.ts';
import { checkSettings, type OptionTable, type Settings } from './options.ts';

const DEFAULT_CONFIG = 'pullmortem.yaml';

/** Reads a YAML file; null where there is none or it is empty. Throws a `UsageError` that names the line. */
async function readYamlFile(path: string): Promise<unknown> {
  const text = await readSettingsFile(path);
  if (text === null) return null;
  try {
    return text.trim() === '' ? null : load(text, { filename: path, maxAliases: 100 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark ? `${path}:${error.mark.line + 1}` : path;
    throw new UsageError(`${place}: ${error.reason}`);
  }
}

/** Whether a value of YAML or JSON is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The settings of `--config`, or of `pullmortem.yaml` in the working folder where that is there: a flag's name without
 * its dashes, and its value.
 */
export async function readConfig<Table extends OptionTable>(
  path: string | undefined,
  table: Table,
): Promise<Settings<Table>> {
  const name = path ?? DEFAULT_CONFIG;
  const content = await readYamlFile(name);
  if (content === null) {
    if (path !== undefined) throw new UsageError(`--config: ${path}: no such file, or it is empty`);
    return {};
  }
  if (!isRecord(content)) throw new UsageError(`${name}: wants options and their values, such as "namespace: prod"`);
  if ('config' in content) throw new UsageError(`${name}: config: a file of options cannot name another`);
  return checkSettings(content, table, (option) => `${name}: ${option}`);
}
