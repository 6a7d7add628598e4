import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Header, pack } from 'tar-stream';
import type { Warning } from '../../src/model/evidence.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources, type SourceOptions } from '../../src/sources/open-sources.ts';

/** A member to put into a tar: its header, and its content. */
export type Member = Partial<Header> & { readonly name: string; readonly content?: string | Buffer };

/** Makes a tar of the members, in their order. */
export async function makeTar(members: readonly Member[]): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of members) {
    if (content === undefined) tar.entry(header).end(undefined);
    else tar.entry(header, content);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Text that hardly compresses, so that an archive of it is as long as it says. */
export function makeNoise(length: number): string {
  let state = 42;
  let noise = '';
  while (noise.length < length) {
    state = (state * 1664525 + 1013904223) >>> 0;
    noise += state.toString(36);
  }
  return noise.slice(0, length);
}

/** A folder that is gone when the test is over. */
export function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullmortem-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What came out of an artefact; `error` is the message with which it broke off. */
export interface ReadArtefact {
  readonly path: string;
  readonly text: string;
  readonly error: string | null;
  readonly modifiedAt: string | null;
}

/** Reads all that the paths give. */
export async function readAll(paths: readonly string[], options: Partial<SourceOptions> = {}) {
  const artefacts: ReadArtefact[] = [];
  const warnings: Warning[] = [];
  const sources = openSources(paths, {
    limits: DEFAULT_LIMITS,
    stdin: streamOf(Buffer.alloc(0)),
    exclude: () => false,
    warn: (warning) => warnings.push(warning),
    ...options,
  });
  for await (const artefact of sources) {
    const chunks: Buffer[] = [];
    let error: string | null = null;
    try {
      for await (const chunk of artefact.chunks()) chunks.push(Buffer.from(chunk));
    } catch (thrown) {
      error = (thrown as Error).message;
    }
    const { path, modifiedAt } = artefact;
    const time = modifiedAt && `${new Date(modifiedAt.instant).toISOString()} by ${modifiedAt.by}`;
    artefacts.push({ path, text: Buffer.concat(chunks).toString('latin1'), error, modifiedAt: time });
  }
  return { artefacts, warnings, paths: artefacts.map(({ path }) => path) };
}

/** The bytes as a stream of pieces. */
export async function* streamOf(bytes: Buffer, pieceBytes = 1000): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}

/** Reads all that the paths give without keeping it: how much came of each, and the most memory meanwhile, in bytes. */
export async function drainAll(paths: readonly string[], options: Partial<SourceOptions> = {}) {
  const before = process.memoryUsage().rss;
  let most = before;
  const artefacts: { path: string; bytes: number; error: string | null }[] = [];
  const warnings: Warning[] = [];
  const sources = openSources(paths, {
    limits: DEFAULT_LIMITS,
    stdin: streamOf(Buffer.alloc(0)),
    exclude: () => false,
    warn: (warning) => warnings.push(warning),
    ...options,
  });
  for await (const { path, chunks } of sources) {
    const artefact = { path, bytes: 0, error: null as string | null };
    artefacts.push(artefact);
    try {
      for await (const chunk of chunks()) {
        artefact.bytes += chunk.length;
        most = Math.max(most, process.memoryUsage.rss());
      }
    } catch (thrown) {
      artefact.error = (thrown as Error).message;
    }
  }
  return { artefacts, warnings, memoryBytes: most - before };
}
