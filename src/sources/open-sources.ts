import { statSync } from 'node:fs';
import type { Warning } from '../model/evidence.ts';
import type { ModifiedAt } from '../model/input.ts';
import type { Artefact } from './artefact.ts';
import { decodeText, readEncodingMark } from './decode-text.ts';
import { COMPRESSIONS, decompress } from './decompress.ts';
import { findFiles } from './find-files.ts';
import { gunzip } from './gunzip.ts';
import { limitRepeats } from './limit-repeats.ts';
import type { Limits } from './limits.ts';
import { type Container, MAGIC_BYTES, readGzipTime, recogniseContainer } from './magic.ts';
import { asBrokenArchive, BrokenArchive, type Member } from './member.ts';
import { createMeter, type FileMeter } from './meter.ts';
import { makeReadBuffers, type OpenFile, openFile } from './read-file.ts';
import { readTar } from './read-tar.ts';
import { listZip, readZip } from './read-zip.ts';
import { streamZip } from './stream-zip.ts';

/** What the sources need from outside. */
export interface SourceOptions {
  readonly limits: Limits;
  /** The bytes of `-`. */
  readonly stdin: AsyncIterable<Buffer>;
  /** Whether a file on disk is none of the evidence, such as an earlier report of ours. Gets an absolute path. */
  readonly exclude: (location: string) => boolean;
  /** Gets what is left out: a link, a folder that cannot be read, a member over a limit. */
  readonly warn: (warning: Warning) => void;
  /** Told while files on disk are read: which one, and how many of all their bytes are done. */
  readonly onRead?: (progress: ReadProgress) => void;
}

/** How far the reading of the files on disk has come. */
export interface ReadProgress {
  readonly path: string;
  readonly bytes: number;
  readonly total: number;
}

interface Run extends SourceOptions {
  /** Counts for the file that is open. */
  readonly meter: FileMeter;
  readonly members: { count: number };
}

interface Layer extends Pick<Artefact, 'path' | 'bytes' | 'modifiedAt'> {
  readonly chunks: AsyncIterable<Buffer>;
  /** The file that it is, whole; null in archives and for standard input. */
  readonly file: OpenFile | null;
}

/**
 * Opens files, folders, archives and standard input (`-`) one after the other: the only reader of evidence. Archives are
 * told by their first bytes, streamed, never unpacked to disk, and read in archives too. A file that cannot be read is
 * an artefact whose `chunks` throw. Throws a `UsageError` for a path that is not there.
 */
export async function* openSources(paths: readonly string[], options: SourceOptions): AsyncGenerator<Artefact> {
  const warnings = limitRepeats(options.warn);
  const meter = createMeter(options.limits);
  const members = { count: 0 };
  const buffers = makeReadBuffers();
  const files = await findFiles(paths, { exclude: options.exclude, warn: warnings.add });
  const progress = followProgress(files, options.onRead);
  for (const { path, location, rawLocation, argument } of files) {
    const run: Run = { ...options, warn: warnings.add, meter: meter.openFile(), members };
    if (argument === null) {
      yield* openLayer({ path, bytes: null, modifiedAt: null, chunks: options.stdin, file: null }, 0, run);
      continue;
    }
    let file: OpenFile;
    try {
      file = await openFile(rawLocation ?? location, buffers);
    } catch (error) {
      yield { ...unreadable({ path, bytes: null, modifiedAt: null }, error as Error), argument };
      continue;
    }
    try {
      const modifiedAt = file.modifiedMs === null ? null : { instant: file.modifiedMs, by: 'file-system' as const };
      const chunks = progress.follow(path, file.chunks());
      const layer = { path, bytes: file.bytes, modifiedAt, chunks, file };
      for await (const artefact of openLayer(layer, 0, run)) yield { ...artefact, argument };
    } finally {
      await file.close();
      progress.finish(path, file.bytes ?? 0);
    }
  }
  warnings.finish();
}

/** Counts the bytes that are read; where nobody wants to know, nothing is counted. */
function followProgress(files: readonly { readonly location: string }[], onRead: SourceOptions['onRead']) {
  if (!onRead) return { follow: (_: string, chunks: AsyncIterable<Buffer>) => chunks, finish: () => {} };
  const sizes = files.map(({ location }) => statSync(location, { throwIfNoEntry: false })?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  let done = 0;
  return {
    async *follow(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        done += chunk.length;
        onRead({ path, bytes: done, total });
        yield chunk;
      }
    },
    // A zip is read here and there, so the end of a file sets the count right.
    finish(path: string, size: number): void {
      before += size;
      done = before;
      onRead({ path, bytes: done, total });
    },
  };
}

/** Tells what the bytes are, and opens what is inside. */
async function* openLayer(layer: Layer, depth: number, run: Run): AsyncGenerator<Artefact> {
  const { head, chunks } = await peek(layer.chunks);
  const container = recogniseContainer(head);
  if (container === 'plain') {
    const { path, bytes, modifiedAt } = layer;
    const encoding = readEncodingMark(head);
    if (encoding === null) layer.file?.shareChunks();
    const text = encoding === null ? chunks : decodeText(chunks, encoding);
    yield { path, bytes, modifiedAt, chunks: () => (depth === 0 ? text : telling(text)) };
  } else if (typeof container === 'object') {
    yield unreadable(layer, new Error(container.unread));
  } else if (depth >= run.limits.depth) {
    yield unreadable(layer, new Error(`more than ${run.limits.depth} archives inside one another (--max-depth)`));
  } else {
    const content = { ...layer, chunks: depth === 0 ? count(chunks, run.meter) : chunks };
    if (container === 'tar') yield* openMembers(layer.path, readTar(content.chunks), depth, run);
    else if (container === 'zip') yield* openZip(content, depth, run);
    else yield* openCompressed(content, head, container, depth, run);
  }
}

async function* openCompressed(
  layer: Layer,
  head: Buffer,
  container: Exclude<Container, object | 'plain' | 'tar' | 'zip'>,
  depth: number,
  run: Run,
): AsyncGenerator<Artefact> {
  const onGarbage = (): void => {
    const message = `what follows the end of the ${container} data is none of it: left out`;
    run.warn({ input: layer.path, line: null, message });
  };
  const headerMs = container === 'gzip' ? readGzipTime(head) : null;
  let content: AsyncIterable<Buffer>;
  try {
    const meter = run.meter.openLayer(container === 'gzip' ? 0 : COMPRESSIONS[container].windowBytes);
    content =
      container === 'gzip'
        ? gunzip(layer.chunks, meter, onGarbage)
        : decompress(layer.chunks, COMPRESSIONS[container], meter, onGarbage);
  } catch (error) {
    yield unreadable(layer, error as Error);
    return;
  }
  const modifiedAt = headerMs === null ? layer.modifiedAt : inHeader(headerMs);
  yield* openLayer({ path: layer.path, bytes: null, modifiedAt, chunks: content, file: null }, depth + 1, run);
}

/** A zip on disk is read by its table of contents; one that has none, or is a stream, by what stands at its members. */
async function* openZip(layer: Layer, depth: number, run: Run): AsyncGenerator<Artefact> {
  const { path, file, chunks } = layer;
  const random = file?.random;
  if (random) {
    // One more than may be read shows that there are more.
    const entries = await listZip(random, run.limits.members - run.members.count + 1).catch(() => null);
    if (entries) {
      yield* openMembers(path, readZip(random, entries, run.meter), depth, run);
      return;
    }
  }
  const warn = (message: string): void => run.warn({ input: path, line: null, message });
  yield* openMembers(path, streamZip(chunks, run.meter, warn), depth, run);
}

async function* openMembers(
  path: string,
  members: Iterable<Member> | AsyncIterable<Member>,
  depth: number,
  run: Run,
): AsyncGenerator<Artefact> {
  try {
    for await (const member of members) {
      run.members.count++;
      if (run.members.count > run.limits.members) {
        const message = `more than ${run.limits.members} members in archives: the rest is not read (--max-members)`;
        run.warn({ input: path, line: null, message });
        return;
      }
      const memberPath = `${path}!/${member.path}`;
      if (member.objection !== null) run.warn({ input: memberPath, line: null, message: member.objection });
      if (member.objection !== null || member.isFolder) continue;
      const modifiedAt = member.modifiedMs === null ? null : inHeader(member.modifiedMs);
      const layer = { path: memberPath, bytes: member.bytes, modifiedAt, chunks: member.chunks(), file: null };
      yield* openLayer(layer, depth + 1, run);
    }
  } catch (error) {
    // Whoever read the member at which the archive breaks off has warned of it.
    const broken = asBrokenArchive(error);
    if (!broken.isTold) run.warn({ input: path, line: null, message: broken.message });
    broken.isTold = true;
  }
}

function inHeader(instant: number): ModifiedAt {
  return { instant, by: 'archive-header' };
}

function unreadable(layer: Pick<Artefact, 'path' | 'bytes' | 'modifiedAt'>, error: Error): Artefact {
  const { path, bytes, modifiedAt } = layer;
  return { path, bytes, modifiedAt, chunks: () => failing([], error) };
}

async function* failing(before: readonly Buffer[], error: Error): AsyncGenerator<Buffer> {
  yield* before;
  throw error;
}

/** Passes on chunks, and notes where the reader is told that an archive breaks off. */
async function* telling(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof BrokenArchive) error.isTold = true;
    throw error;
  }
}

async function* count(chunks: AsyncGenerator<Buffer>, meter: FileMeter): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    meter.takeIn(chunk.length);
    yield chunk;
  }
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
