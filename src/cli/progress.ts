import { Presets, SingleBar } from 'cli-progress';
import { cutMiddle, showName } from '../report/visible-text.ts';
import type { ReadProgress } from '../sources/open-sources.ts';

/** A bar that shows how far the reading has come. */
export interface ProgressBar {
  readonly show: (progress: ReadProgress) => void;
  /** Takes the bar off the line, before something else is written there; the next `show` draws it anew. */
  readonly hide: () => void;
  readonly end: () => void;
}

const NO_BAR: ProgressBar = { show: () => {}, hide: () => {}, end: () => {} };
const PATH_WIDTH = 40;
const MEBIBYTE = 1024 * 1024;
/** What is read faster than one sees needs no bar. */
const WORTH_BYTES = 64 * MEBIBYTE;

/** Makes a bar on a terminal; where `stream` is null there is none. */
export function openProgressBar(stream: NodeJS.WritableStream | null): ProgressBar {
  if (stream === null) return NO_BAR;
  let bar: SingleBar | null = null;
  const hide = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    show({ path, bytes, total }) {
      if (total < WORTH_BYTES) return;
      if (!bar) {
        const format = '{bar} {percentage} % of {size} MiB  {file}';
        bar = new SingleBar({ format, stream, clearOnComplete: true, barsize: 24 }, Presets.shades_classic);
        bar.start(total, bytes, { size: Math.round(total / MEBIBYTE), file: '' });
      }
      bar.update(bytes, { file: cutMiddle(showName(path, 200), PATH_WIDTH) });
    },
    hide,
    end: hide,
  };
}
