import type { Header } from 'tar-stream';
import type { Warning } from '../model/evidence.ts';
import type { Artefact } from './artefact.ts';
import { findFiles } from './find-files.ts';
import { gunzip, type Meter } from './gunzip.ts';
import { limitRepeats } from './limit-repeats.ts';
import type { Limits } from './limits.ts';
import { MAGIC_BYTES, readGzipTime, recogniseContainer } from './magic.ts';
import { makeReadBuffers, openFile } from './read-file.ts';
import { readTar } from './read-tar.ts';

/** What the sources need from outside. */
export interface SourceOptions {
  readonly limits: Limits;
  /** The bytes of `-`. */
  readonly stdin: AsyncIterable<Buffer>;
  /** Whether a file on disk is none of the evidence, such as an earlier report of ours. Gets an absolute path. */
  readonly exclude: (location: string) => boolean;
  /** Gets what is left out: a link, a folder that cannot be read, a member over a limit. */
  readonly warn: (warning: Warning) => void;
}

interface Run extends SourceOptions {
  readonly meter: Meter;
  members: number;
}

type Layer = Pick<Artefact, 'path' | 'bytes' | 'modifiedAt'> & { readonly chunks: AsyncIterable<Buffer> };

/**
 * Opens files, folders, archives and standard input (`-`) one after the other: the only reader of evidence. Archives are
 * told by their first bytes, streamed, never unpacked to disk, and read in archives too. A file that cannot be read is
 * an artefact whose `chunks` throw. Throws a `UsageError` for a path that is not there.
 */
export async function* openSources(paths: readonly string[], options: SourceOptions): AsyncGenerator<Artefact> {
  const warnings = limitRepeats(options.warn);
  const run: Run = { ...options, warn: warnings.add, meter: { decompressedBytes: 0 }, members: 0 };
  const buffers = makeReadBuffers();
  for (const { path, location } of await findFiles(paths, run)) {
    if (location === '-') {
      yield* openLayer({ path, bytes: null, modifiedAt: null, chunks: options.stdin }, 0, run);
      continue;
    }
    let file: Awaited<ReturnType<typeof openFile>>;
    try {
      file = await openFile(location, buffers);
    } catch (error) {
      yield unreadable({ path, bytes: null, modifiedAt: null }, error as Error);
      continue;
    }
    try {
      const modifiedAt = file.modifiedMs === null ? null : { instant: file.modifiedMs, by: 'file-system' as const };
      yield* openLayer({ path, bytes: file.bytes, modifiedAt, chunks: file.chunks() }, 0, run);
    } finally {
      await file.close();
    }
  }
  warnings.finish();
}

/** Tells what the bytes are, and opens what is inside. */
async function* openLayer(layer: Layer, depth: number, run: Run): AsyncGenerator<Artefact> {
  const { head, chunks } = await peek(layer.chunks);
  const container = recogniseContainer(head);
  if (container === 'plain') {
    yield { ...layer, chunks: () => chunks };
  } else if (typeof container === 'object') {
    yield unreadable(layer, new Error(container.unread));
  } else if (depth >= run.limits.depth) {
    yield unreadable(layer, new Error(`more than ${run.limits.depth} archives inside one another (--max-depth)`));
  } else if (container === 'tar') {
    yield* openMembers(layer.path, chunks, depth, run);
  } else {
    const headerMs = readGzipTime(head);
    const modifiedAt = headerMs === null ? layer.modifiedAt : { instant: headerMs, by: 'archive-header' as const };
    const content = gunzip(chunks, run.limits, run.meter);
    yield* openLayer({ path: layer.path, bytes: null, modifiedAt, chunks: content }, depth + 1, run);
  }
}

async function* openMembers(
  path: string,
  chunks: AsyncIterable<Buffer>,
  depth: number,
  run: Run,
): AsyncGenerator<Artefact> {
  try {
    for await (const { header, chunks: readMember } of readTar(chunks)) {
      run.members++;
      if (run.members > run.limits.members) {
        run.warn({
          input: path,
          line: null,
          message: `more than ${run.limits.members} members in archives: the rest is not read (--max-members)`,
        });
        return;
      }
      const memberPath = `${path}!/${header.name.replace(/^(?:\.\/)+/, '')}`;
      const objection = objectTo(header);
      if (objection !== null) run.warn({ input: memberPath, line: null, message: objection });
      if (objection !== null || header.type === 'directory') continue;
      const member: Layer = {
        path: memberPath,
        bytes: header.size,
        modifiedAt: readMemberTime(header),
        chunks: readMember(),
      };
      yield* openLayer(member, depth + 1, run);
    }
  } catch (error) {
    const message = `${(error as Error).message}; what came before it was read, later members are missing`;
    run.warn({ input: path, line: null, message });
  }
}

/** Archives that are made to be reproducible write no time, but the epoch. */
function readMemberTime({ mtime }: Header): Artefact['modifiedAt'] {
  return mtime.getTime() > 0 ? { instant: mtime.getTime(), by: 'archive-header' } : null;
}

/** Why a member is left out; null where it is not. */
function objectTo({ name, type }: Header): string | null {
  if (name.startsWith('/')) return 'a member with an absolute path: left out';
  if (name.split(/[/\\]/).includes('..')) return 'a member whose path leads out of the archive: left out';
  if (type === 'link' || type === 'symlink') return 'a link in an archive, which is not followed';
  if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory')
    return `a member of type ${type}: left out`;
  return null;
}

function unreadable(layer: Pick<Artefact, 'path' | 'bytes' | 'modifiedAt'>, error: Error): Artefact {
  const { path, bytes, modifiedAt } = layer;
  return { path, bytes, modifiedAt, chunks: () => failing([], error) };
}

async function* failing(before: readonly Buffer[], error: Error): AsyncGenerator<Buffer> {
  yield* before;
  throw error;
}

/** Looks at the first bytes; `chunks` gives all of them, those included. An error comes after what came before it. */
async function peek(chunks: AsyncIterable<Buffer>): Promise<{ head: Buffer; chunks: AsyncGenerator<Buffer> }> {
  const input = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  try {
    while (head.length < MAGIC_BYTES) {
      const next = await input.next();
      if (next.done) break;
      head = head.length === 0 && next.value.length >= MAGIC_BYTES ? next.value : Buffer.concat([head, next.value]);
    }
  } catch (error) {
    return { head, chunks: failing(head.length > 0 ? [head] : [], error as Error) };
  }
  return { head, chunks: resume(head, input) };
}

async function* resume(head: Buffer, input: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (let next = await input.next(); !next.done; next = await input.next()) yield next.value;
  } finally {
    await input.return?.();
  }
}
