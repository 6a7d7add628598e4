import { CHUNKS_KEPT, LARGE_FILE_BYTES } from '../../../model/input.ts';
import type { FoundLines, NeedleSearch } from './needle-search.ts';
import { type SearchThread, startSearchThread } from './start-search-thread.ts';

/** Searches whole lines, and hands them on in their order with what was found; in a large file ahead of who reads them. */
export interface SearchAhead {
  /**
   * Takes the lines of `bytes` from `from` to `to`, each with its line feed. They need be valid during the call only; in
   * shared memory until `flow` has been waited for `CHUNKS_KEPT` times more.
   */
  add(bytes: Buffer, from: number, to: number): void;
  /** To be waited for after each chunk: hands on lines until few are held. */
  flow(): Promise<void>;
  /** Hands on all that is held, and ends the thread. */
  end(): Promise<void>;
}

/** Gets whole lines, and which of them hold a needle; valid during the call only. */
export type TakeLines = (bytes: Buffer, from: number, to: number, found: FoundLines) => void;

/** Lines that wait to be handed on. */
interface Block {
  readonly lines: Buffer;
  /** What is found in them; null where they are few, and are searched when they are handed on. */
  readonly finding: Promise<FoundLines> | FoundLines | null;
}

/** Fewer bytes are searched in less time than it takes to send them. */
const FEW_BYTES = 128 * 1024;
/** So many blocks are searched, or wait to be handed on, while one more is filled. */
const BLOCKS_AHEAD = CHUNKS_KEPT;
/** Of large and small ones together: a stream may change to small chunks. */
const MOST_HELD = 4 * BLOCKS_AHEAD;
/** So many blocks wait for the thread; one more is searched here, since there is nothing to read until then. */
const BLOCKS_SENT = 2;
const ALIGNMENT = 8;

/**
 * Makes a search over a stream of lines. Behind the first 16 MiB, where the thread's start, some 40 ms of another core, has
 * paid, they are searched by a thread, while lines before them are read here, or searched where the thread has enough to
 * do. What is not in shared memory is copied there (0.06 s for 1 GB). Where no thread can be started (by tsx none can), all
 * are searched here; what comes out is the same.
 */
export function createSearchAhead(needles: readonly string[], search: NeedleSearch, take: TakeLines): SearchAhead {
  const memories: Buffer[] = [];
  const held: Block[] = [];
  let thread: SearchThread | null = null;
  let passed = 0;
  let shared = 0;
  let handedOn = 0;

  const handOn = async ({ lines, finding }: Block) => {
    if (finding) handedOn += 1;
    take(lines, 0, lines.length, finding ? await finding : search.find(lines, 0, lines.length));
  };
  const share = (lines: Buffer): Buffer =>
    lines.buffer instanceof SharedArrayBuffer ? lines : copyInto(memories, shared % (BLOCKS_AHEAD + 1), lines);
  return {
    add(bytes, from, to) {
      passed += to - from;
      const areFew = to - from < FEW_BYTES;
      if (thread === null && passed > LARGE_FILE_BYTES && !areFew) thread = startSearchThread(needles, search);
      if (thread?.isReady() !== true || (areFew && held.length === 0)) {
        take(bytes, from, to, search.find(bytes, from, to));
      } else if (areFew) {
        held.push({ lines: Buffer.from(bytes.subarray(from, to)), finding: null });
      } else {
        const lines = share(bytes.subarray(from, to));
        const isBusy = thread.waiting() >= BLOCKS_SENT;
        held.push({ lines, finding: isBusy ? search.find(lines, 0, lines.length) : thread.search(lines) });
        shared += 1;
      }
    },
    async flow() {
      while (shared - handedOn > BLOCKS_AHEAD || held.length > MOST_HELD || held[0]?.finding === null)
        await handOn(held.shift()!);
    },
    async end() {
      try {
        for (const block of held) await handOn(block);
      } finally {
        await thread?.stop();
      }
    },
  };
}

/** Copies bytes into a piece of shared memory, which is made or made anew where they have no room in it. */
function copyInto(memories: Buffer[], index: number, bytes: Buffer): Buffer {
  let memory = memories[index];
  if (memory === undefined || memory.length < bytes.length + ALIGNMENT) {
    memory = Buffer.from(new SharedArrayBuffer(bytes.length + ALIGNMENT));
    memories[index] = memory;
  }
  // V8 copies into shared memory by words where both sides are aligned alike, else by bytes, at a fifth of the speed.
  const start = bytes.byteOffset % ALIGNMENT;
  memory.set(bytes, start);
  return memory.subarray(start, start + bytes.length);
}
