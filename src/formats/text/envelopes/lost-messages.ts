import { readLeadingTime } from '../timestamps.ts';

/** Bytes by which lines that lost their message are found. */
export const LOSS_NEEDLES: readonly string[] = [
  '"MESSAGE":null',
  '"MESSAGE" : null',
  '"MESSAGE": null',
  'B blob data]',
];

interface Loss {
  readonly isIn: (text: string) => boolean;
  readonly says: (count: string) => string;
}

// systemd src/shared/logs-show.c v219–v257: update_json_data leaves out what is over 4096 bytes; field_set_test and
// print_multiline print what is no text as its size, and cut lines to the terminal's width. Each unless `--all` or
// `--full` is given.
const LOSSES: readonly Loss[] = [
  {
    isIn: (text) => text.includes('"MESSAGE"') && /"MESSAGE" ?: ?null[,}]/.test(text),
    says: (count) =>
      `${count}: journalctl leaves messages of more than 4096 bytes out of its JSON, and the kubelet's longest tell of containers that did not start; save with --all, or with -o short-iso-precise`,
  },
  {
    isIn: (text) => text.endsWith('B blob data]') && /\[[0-9.]{1,10}[KMGT]?B blob data\]$/.test(text),
    says: (count) =>
      `${count}: journalctl prints messages with control characters or broken UTF-8 as their size only; save with --all`,
  },
  {
    isIn: isCutToWidth,
    says: (count) =>
      `${count}, and maybe more, are cut to the width of a terminal (…): what they say further on is lost; save with --no-pager --full`,
  },
];
const ELLIPSIS = '…';
const WIDEST_TERMINAL = 500;

/** Objects end with a brace, a list's also with a comma, and what is said of blobs with a bracket. */
function mayBeLoss(text: string): boolean {
  const last = text.charAt(text.length - 1);
  return last === '}' || last === ',' || last === ']' || (text.length <= WIDEST_TERMINAL && text.includes(ELLIPSIS));
}

function isCutToWidth(text: string): boolean {
  return text.includes(ELLIPSIS) && text.length <= WIDEST_TERMINAL && readLeadingTime(text) !== null;
}

/** Counts messages that a log lacks. */
export interface LossCounter {
  see(line: number, text: string): void;
  /** The log is at its end: what is lost is said. */
  end(): void;
}

/** Makes a counter; `warn` takes the line of the first of each kind. */
export function createLossCounter(warn: (line: number, message: string) => void): LossCounter {
  const found = LOSSES.map(() => ({ first: 0, count: 0 }));
  return {
    see(line, text) {
      if (!mayBeLoss(text)) return;
      LOSSES.forEach(({ isIn }, index) => {
        const loss = found[index];
        if (!loss || !isIn(text)) return;
        loss.count += 1;
        if (loss.count === 1) loss.first = line;
      });
    },
    end() {
      LOSSES.forEach(({ says }, index) => {
        const { first, count } = found[index] ?? { first: 0, count: 0 };
        if (count === 0) return;
        warn(first, says(count === 1 ? 'A message is lost here' : `${count} messages are lost, the first here`));
      });
    },
  };
}
