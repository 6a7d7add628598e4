/** Joins lines that a container runtime wrote in parts. */
export interface PartJoiner {
  /** Whether the line is a part; then it is held, and what it completes is offered. */
  take(line: number, text: string): boolean;
  /** Whether parts are held, so that the lines that follow must be shown to it. */
  isOpen(): boolean;
  /** The log is at its end: what is held is offered as it is. */
  end(): void;
}

/** Bytes by which the first part of a line is found, where the words that are looked for stand in a later one. */
export const PART_NEEDLES: readonly string[] = [' stdout P ', ' stderr P '];

interface Part {
  /** Parts of one line are of one stream. */
  readonly stream: string;
  readonly body: string;
  readonly isLast: boolean;
  /** The whole line, given its joined body. */
  readonly dress: (body: string) => string;
}

interface Held {
  readonly line: number;
  readonly first: Part;
  body: string;
}

/** Longer lines are given in pieces; runtimes cut each 16 KiB. */
const LONGEST = 1024 * 1024;
// kubernetes pkg/kubelet/kuberuntime/logs/logs.go, containerd internal/cri/io/logger.go: P for a part, F for its end.
const CRI = /^([0-9]{4}-\S{10,40} (stdout|stderr) )([PF])(?:$| )/;

/** Makes a joiner. `offer` takes whole lines, with the number of the first part. */
export function createPartJoiner(offer: (line: number, text: string) => void): PartJoiner {
  const held = new Map<string, Held>();
  const release = (stream: string) => {
    const whole = held.get(stream);
    held.delete(stream);
    if (whole) offer(whole.line, whole.first.dress(whole.body));
  };
  return {
    isOpen: () => held.size > 0,
    take(line, text) {
      const part = readCriPart(text) ?? readDockerPart(text, held.size > 0);
      if (!part) return false;
      const { stream, body, isLast } = part;
      const open = held.get(stream);
      if (!open && isLast) return false;
      if (!open) held.set(stream, { line, first: part, body });
      else if (open.body.length + body.length > LONGEST) {
        release(stream);
        return !isLast && this.take(line, text);
      } else open.body += body;
      if (isLast) release(stream);
      return true;
    },
    end() {
      for (const stream of [...held.keys()]) release(stream);
    },
  };
}

function readCriPart(text: string): Part | null {
  const match = text.startsWith('std', text.indexOf(' ') + 1) ? CRI.exec(text) : null;
  if (!match) return null;
  const [whole, before = '', stream = '', tag] = match;
  return { stream, body: text.slice(whole.length), isLast: tag === 'F', dress: (body) => `${before}F ${body}` };
}

/** A record of Docker's json-file driver is a part where its text does not end with a line feed. */
function readDockerPart(text: string, isOpen: boolean): Part | null {
  if (!text.startsWith('{"log":"') || (!isOpen && text.includes('\\n","stream"'))) return null;
  try {
    const { log, stream, time } = JSON.parse(text) as Readonly<Record<'log' | 'stream' | 'time', unknown>>;
    if (typeof log !== 'string' || typeof stream !== 'string') return null;
    return {
      stream,
      body: log,
      isLast: log.endsWith('\n'),
      dress: (body) => JSON.stringify({ log: body, stream, ...(typeof time === 'string' && { time }) }),
    };
  } catch {
    return null;
  }
}
