import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Warning } from '../model/evidence.ts';
import type { Argument } from '../model/input.ts';
import { UsageError } from '../usage-error.ts';
import { plainFileError } from './read-file.ts';

/** A file to read. */
export interface FoundFile {
  /** What the report calls it: relative to the given argument; a file that is itself the argument has its own name. */
  readonly path: string;
  /** Absolute path on disk; `-` for standard input. */
  readonly location: string;
  /** The same in bytes, where the name is no UTF-8. */
  readonly rawLocation?: Buffer;
  /** Null for standard input. */
  readonly argument: Argument | null;
}

/** What is done with what the walk meets. */
export interface FindOptions {
  /** Whether a file is none of the evidence: our own reports in a folder that is read. Gets an absolute path. */
  readonly exclude: (location: string) => boolean;
  readonly warn: (warning: Warning) => void;
}

/**
 * Lists the files of the given paths: arguments in their order, folders in the order of their names' code units. Links
 * inside folders are not followed. Throws a `UsageError` for an argument that is not there.
 */
export async function findFiles(paths: readonly string[], options: FindOptions): Promise<FoundFile[]> {
  const found: Found[] = [];
  const known = new Set<string>();
  for (const argument of paths) {
    for (const file of await findInArgument(argument, options)) {
      const place = file.rawLocation?.toString('latin1') ?? file.location;
      if (known.has(place)) continue;
      known.add(place);
      found.push(file);
    }
  }
  const prefixes = shortestPrefixes([...findClashes(found)]);
  const above = dirname(sharedFolder(found.flatMap(({ base }) => base ?? [])));
  const folderOf = (base: string): string => relative(above, base).split(sep).join('/');
  const argumentsOf = new Map<string, Argument>();
  return found.map(({ base, isFolder, ...file }) => {
    const { path, location } = file;
    if (base === null) return { path, location, argument: null };
    const prefix = prefixes.get(base) ?? '';
    const key = `${isFolder} ${base}`;
    const argument = argumentsOf.get(key) ?? { prefix, folder: folderOf(base), isFolder };
    argumentsOf.set(key, argument);
    return { ...file, path: prefix === '' ? path : `${prefix}/${path}`, argument };
  });
}

/** A found file, with the folder that its path is relative to, null for standard input, and whether that was given. */
interface Found extends Pick<FoundFile, 'path' | 'location' | 'rawLocation'> {
  readonly base: string | null;
  readonly isFolder: boolean;
}

async function findInArgument(argument: string, options: FindOptions): Promise<Found[]> {
  if (argument === '-') return [{ path: '-', location: '-', base: null, isFolder: false }];
  const location = resolve(argument);
  try {
    // A path that the user names is followed wherever it leads, a pipe of the shell (`<(…)`) too.
    if (!(await stat(location)).isDirectory())
      return [{ path: basename(location), location, base: dirname(location), isFolder: false }];
  } catch (error) {
    throw new UsageError(`${argument}: ${plainFileError(error).message}`);
  }
  const found: WalkedFile[] = [];
  await walk(location, '', found, options);
  return found.map((file) => ({ ...file, base: location, isFolder: true }));
}

type WalkedFile = Pick<FoundFile, 'path' | 'location' | 'rawLocation'>;

async function walk(folder: string, path: string, found: WalkedFile[], options: FindOptions): Promise<void> {
  const warn = (input: string, message: string): void => options.warn({ input, line: null, message });
  let entries: Awaited<ReturnType<typeof readEntries>>;
  try {
    entries = await readEntries(folder);
  } catch (error) {
    warn(path === '' ? basename(folder) : path, `the folder cannot be read: ${plainFileError(error).message}`);
    return;
  }
  const rawNames = await readRawNames(folder, entries);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const location = join(folder, entry.name);
    const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
    if (options.exclude(location)) continue;
    const raw = entry.name.includes(REPLACEMENT) ? rawNames.get(entry.name)?.pop() : undefined;
    if (entry.isDirectory()) await walk(location, entryPath, found, options);
    else if (entry.isFile()) found.push({ path: entryPath, location, ...(raw && { rawLocation: raw }) });
    else if (entry.isSymbolicLink()) warn(entryPath, 'a link, which is not followed: name its target to have it read');
    else warn(entryPath, 'neither a file nor a folder: left out');
  }
}

function readEntries(folder: string) {
  return readdir(folder, { withFileTypes: true });
}

/** What stands in a name for bytes that are no UTF-8. */
const REPLACEMENT = '\ufffd';

/** The paths in bytes of the entries whose names are no UTF-8, by what Node makes of the names; several may look alike. */
async function readRawNames(
  folder: string,
  entries: readonly { readonly name: string }[],
): Promise<ReadonlyMap<string, Buffer[]>> {
  const raw = new Map<string, Buffer[]>();
  if (!entries.some(({ name }) => name.includes(REPLACEMENT))) return raw;
  for (const name of await readdir(folder, { encoding: 'buffer' })) {
    const text = name.toString('utf8');
    raw.set(text, [Buffer.concat([Buffer.from(join(folder, sep)), name]), ...(raw.get(text) ?? [])]);
  }
  return raw;
}

/** The folders of files that would bear the same path. */
function findClashes(found: readonly Found[]): Set<string> {
  const owners = new Map<string, string>();
  const clashing = new Set<string>();
  for (const { path, base } of found) {
    if (base === null) continue;
    const owner = owners.get(path);
    if (owner === undefined) owners.set(path, base);
    else if (owner !== base) clashing.add(owner).add(base);
  }
  return clashing;
}

/** The innermost folder that holds all of them, itself one of them where it holds the others. */
function sharedFolder(folders: readonly string[]): string {
  const [first = sep, ...others] = [...new Set(folders)];
  let shared = first;
  for (const folder of others) {
    while (folder !== shared && !folder.startsWith(shared.endsWith(sep) ? shared : shared + sep))
      shared = dirname(shared);
  }
  return shared;
}

/** For each folder the shortest end of its path that tells it from the others: `node-a` for `/evidence/node-a`. */
function shortestPrefixes(folders: readonly string[]): Map<string | null, string> {
  const segments = folders.map((folder) => folder.split(sep).slice(1));
  for (let length = 1; ; length++) {
    const ends = segments.map((parts) => parts.slice(-length).join('/'));
    if (new Set(ends).size === ends.length) return new Map(folders.map((folder, at) => [folder, ends[at] ?? '']));
  }
}
