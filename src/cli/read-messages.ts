/** A line longer than this is cut: no pull error is as long, and memory must not follow the input. */
const LONGEST_LINE = 16 * 1024 ** 2;

/** The messages of a stream, one per line; empty lines are none. */
export async function* readMessages(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const line of splitLines(stream)) {
    if (line.trim() !== '') yield readMessage(line);
  }
}

/**
 * The message that a line stands for: a JSON string, or the `message` of a JSON object, is that text, so that it may hold
 * line breaks; anything else is the message itself.
 */
export function readMessage(line: string): string {
  const text = line.trim();
  if (!text.startsWith('"') && !text.startsWith('{')) return line;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
    const message = (value as { message?: unknown }).message;
    return typeof message === 'string' ? message : line;
  } catch {
    return line;
  }
}

/** Not `readline`, which breaks lines at U+2028 as well: these may stand in a JSON string. */
async function* splitLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const take = (part: string): void => {
    if (length < LONGEST_LINE) parts.push(part.slice(0, LONGEST_LINE - length));
    length += part.length;
  };
  const finish = (): string => {
    const line = parts.join('');
    parts = [];
    length = 0;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of stream) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    take(first);
    for (const part of others) {
      yield finish();
      take(part);
    }
  }
  take(decoder.decode());
  if (length > 0) yield finish();
}
