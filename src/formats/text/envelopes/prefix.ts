const WORDS_MOST = 3;
const WORD_BYTES = 253;
const LABELS_BYTES = 4000;
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };
const BLANKS = new Set([' ', '\t']);
const LABEL_OF_NODE = /[{,] ?(?:node|node_name|nodename|host|hostname)="([^"\\]{1,253})"/;

/** What a tool put before each line, and where the line begins. */
export interface Prefix {
  readonly text: string;
  readonly end: number;
}

/**
 * Finds what tools that follow several logs put before each line: up to three words, one of which may be in brackets or a
 * set of labels. `begins` says whether a line begins at an offset; null where none does.
 * Sources: `stern` and `kubetail` (`pod container `, `[pod container] `), `kubectl logs --prefix` (`[pod/name/container] `),
 * `docker compose logs` (`name-1  | `), `oc adm node-logs` (`node `), `logcli query` (`{label="…"} `), `aws logs tail`
 * (`stream `), fluentd's out_file (`tag⇥`).
 */
export function findPrefix(text: string, start: number, begins: (at: number) => boolean): Prefix | null {
  let at = start;
  for (let words = 0; words < WORDS_MOST; words++) {
    const end = endOfWord(text, at);
    if (end === null) return null;
    at = end;
    while (BLANKS.has(text[at] ?? '')) at += 1;
    if (at === end) return null;
    if (begins(at)) return { text: text.slice(start, at), end: at };
  }
  return null;
}

/** The node that a prefix names by a label; null where it names none. */
export function nodeOfLabels(prefix: string): string | null {
  return prefix.includes('{') ? (LABEL_OF_NODE.exec(prefix)?.[1] ?? null) : null;
}

/** Where a word ends; null where it is too long, or a text in quotes. */
function endOfWord(text: string, start: number): number | null {
  const closing = CLOSING[text[start] ?? ''];
  if (closing !== undefined) {
    const end = text.indexOf(closing, start);
    return end < 0 || end - start > LABELS_BYTES ? null : end + 1;
  }
  let end = start;
  while (end < text.length && !BLANKS.has(text[end] ?? '')) {
    if (text[end] === '"' || end - start > WORD_BYTES) return null;
    end += 1;
  }
  return end === start || end === text.length ? null : end;
}
