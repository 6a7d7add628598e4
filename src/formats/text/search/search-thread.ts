import { parentPort, workerData } from 'node:worker_threads';
import { createNeedleSearch, type FoundLines } from './needle-search.ts';

// What runs in the thread that start-search-thread.ts starts, with the needles as its data: the build makes a program of
// its own of it, beside main.js.

/** Whole lines in shared memory, to be searched. */
export interface SearchThreadTask {
  readonly memory: SharedArrayBuffer;
  readonly offset: number;
  readonly length: number;
}

/** Once that the thread is there, and then what was found, in the order of the tasks. */
export type SearchThreadAnswer = 'ready' | FoundLines;

const search = createNeedleSearch(workerData as readonly string[]);
const answer = (message: SearchThreadAnswer) => parentPort?.postMessage(message);
parentPort?.on('message', ({ memory, offset, length }: SearchThreadTask) => {
  answer(search.find(Buffer.from(memory, offset, length), 0, length));
});
answer('ready');
