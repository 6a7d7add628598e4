import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, mkdtemp, open } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../usage-error.ts';
import type { RenderedFile } from './rendered-file.ts';

/** The files that a run writes, by their paths in the report's folder. */
const OWN_FILES = /^(?:report\.(?:html|md|json)|csv\/[a-z-]+\.csv|charts\/[a-z0-9-]+\.svg)$/;

/** Most charts bear the number of their incident, so a run with fewer incidents leaves those of an earlier run behind. */
const OWN_CHARTS = /^(?:overview|inc-\d+-[a-z]+)\.svg$/;

const BLOCK_BYTES = 256 * 1024;

/** Whether a file on disk is one that a run writes into that folder, so that a report is never evidence of the next. */
export function isReportFile(directory: string, location: string): boolean {
  const path = relative(resolve(directory), location);
  return !path.startsWith('..') && OWN_FILES.test(path.split(sep).join('/'));
}

/**
 * Writes files into a folder, which is made where it is missing. All of them are written under temporary names first and
 * then renamed, so that there is never half a file, and old ones stay where anything fails. Files of the same names are
 * replaced, charts of an earlier run removed, nothing else is touched. When `aborted` fires, what is temporary is gone.
 * Throws a `UsageError` where the folder cannot be written.
 */
export async function writeReport(
  directory: string,
  files: readonly RenderedFile[],
  aborted: AbortSignal,
): Promise<void> {
  let isNew = false;
  let temporary: string | null = null;
  const clean = (): void => {
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
    if (isNew) removeEmptyFolder(directory);
  };
  aborted.addEventListener('abort', clean);
  try {
    isNew = (await mkdir(directory, { recursive: true })) !== undefined;
    temporary = await mkdtemp(join(directory, '.pullmortem-'));
    for (const file of files) {
      await writeFile(join(temporary, file.path), file.content);
    }
    // In one go: a signal is handled before it or after it.
    for (const { path } of files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      renameSync(join(temporary, path), join(directory, path));
    }
    isNew = false;
    removeOldCharts(directory, files);
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`--out: ${directory} cannot be written: ${path === undefined ? message : `${path}: ${code}`}`);
  } finally {
    clean();
    aborted.removeEventListener('abort', clean);
  }
}

/** Text is made while the blocks before it are written, and is at most so many blocks ahead. */
const BLOCKS_AHEAD = 8;
/** A character of a string is at most so many bytes of UTF-8: those with more are two characters to JavaScript. */
const BYTES_PER_CHARACTER = 3;

/** Writes a text whose pieces are made one by one: many to a block, since each way to the disk costs more than the writing. */
async function writeFile(location: string, content: Iterable<string>): Promise<void> {
  mkdirSync(dirname(location), { recursive: true });
  const file = await open(location, 'wx');
  try {
    const writing: Promise<Buffer>[] = [];
    let position = 0;
    const write = (bytes: Buffer, block: Buffer) => {
      const done = writeWhole(file, bytes, position).then(() => block);
      // Awaited below; until then its failure is nobody's.
      done.catch(() => undefined);
      writing.push(done);
      position += bytes.length;
    };
    const takeBlock = async () =>
      (writing.length > BLOCKS_AHEAD ? await writing.shift() : null) ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);

    let block = await takeBlock();
    let length = 0;
    for (const text of content) {
      const most = text.length * BYTES_PER_CHARACTER;
      if (length + most > BLOCK_BYTES && length > 0) {
        write(block.subarray(0, length), block);
        block = await takeBlock();
        length = 0;
      }
      if (most <= BLOCK_BYTES) length += block.write(text, length);
      else {
        write(Buffer.from(text), block);
        block = await takeBlock();
      }
    }
    write(block.subarray(0, length), block);
    await Promise.all(writing);
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

function removeOldCharts(directory: string, files: readonly RenderedFile[]): void {
  const written = new Set(files.map(({ path }) => path));
  if (!written.has('report.md')) return;
  const charts = join(directory, 'charts');
  let names: string[];
  try {
    names = readdirSync(charts);
  } catch {
    return;
  }
  for (const name of names) {
    if (OWN_CHARTS.test(name) && !written.has(`charts/${name}`)) rmSync(join(charts, name), { force: true });
  }
  removeEmptyFolder(charts);
}

function removeEmptyFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds something, or is gone already: both are right.
  }
}
