import { Worker } from 'node:worker_threads';
import type { FoundLines, NeedleSearch } from './needle-search.ts';
import type { SearchThreadAnswer, SearchThreadTask } from './search-thread.ts';

/** A thread that searches lines. */
export interface SearchThread {
  /** Whether it has started. Once it has, it stays so. */
  isReady(): boolean;
  /** How many searches are asked for, and not known to have ended. */
  waiting(): number;
  /** Searches whole lines in shared memory, which must stay as they are until then. Never fails. */
  search(lines: Buffer): Promise<FoundLines>;
  stop(): Promise<void>;
}

/** A thread that never is ready. */
const NO_THREAD: SearchThread = {
  isReady: () => false,
  waiting: () => 0,
  search: () => Promise.reject(new Error('no thread')),
  stop: () => Promise.resolve(),
};

/** Starts a thread that finds what `search` finds with these needles. Should it break down, `search` takes over. */
export function startSearchThread(needles: readonly string[], search: NeedleSearch): SearchThread {
  let worker: Worker;
  try {
    worker = new Worker(new URL('./search-thread.js', import.meta.url), { workerData: needles });
  } catch {
    // Node's permission model forbids threads unless they are allowed.
    return NO_THREAD;
  }
  const asked: { readonly lines: Buffer; readonly resolve: (found: FoundLines) => void }[] = [];
  let isReady = false;
  let isGone = false;
  worker.on('message', (answer: SearchThreadAnswer) => {
    if (answer === 'ready') isReady = true;
    else asked.shift()?.resolve(answer);
  });
  const takeOver = () => {
    isGone = true;
    for (const { lines, resolve } of asked.splice(0)) resolve(search.find(lines, 0, lines.length));
  };
  worker.on('error', takeOver);
  worker.on('exit', takeOver);
  return {
    isReady: () => isReady,
    waiting: () => asked.length,
    search(lines) {
      if (isGone) return Promise.resolve(search.find(lines, 0, lines.length));
      const { buffer, byteOffset, length } = lines;
      worker.postMessage({
        memory: buffer as SharedArrayBuffer,
        offset: byteOffset,
        length,
      } satisfies SearchThreadTask);
      return new Promise((resolve) => asked.push({ lines, resolve }));
    },
    async stop() {
      await worker.terminate();
    },
  };
}
