import {
  EVENT_ALIAS,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  parseEvents,
} from 'js-yaml';

/** A place in a YAML text: keys and list indexes from the root. */
export type YamlPath = readonly (string | number)[];

/** A list or mapping that is being read. */
interface Frame {
  readonly path: YamlPath;
  readonly kind: 'list' | 'mapping';
  index: number;
  /** In a mapping: the key whose value comes next; null where a key comes next. */
  key: string | null;
}

/**
 * The 1-based line on which each value of a YAML text starts, by its path; for messages that name the line.
 * The text must be valid YAML.
 */
export function findYamlLines(text: string): (path: YamlPath) => number {
  const lines = new Map<string, number>();
  const frames: Frame[] = [];
  const lineAt = createLineCounter(text);
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_POP) {
      frames.pop();
      continue;
    }
    const isValue = event.type === EVENT_SCALAR || event.type === EVENT_ALIAS;
    if (!isValue && event.type !== EVENT_SEQUENCE && event.type !== EVENT_MAPPING) {
      // A document; its end is a pop too.
      frames.push({ path: [], kind: 'list', index: Number.NaN, key: null });
      continue;
    }
    const frame = frames.at(-1);
    if (frame?.kind === 'mapping' && frame.key === null && event.type === EVENT_SCALAR) {
      frame.key = getScalarValue(text, event);
      // A key without a value of its own is found where the key stands.
      lines.set(keyOf([...frame.path, frame.key]), lineAt(event.valueStart));
      continue;
    }
    const path = frame ? nextPath(frame) : [];
    const start =
      event.type === EVENT_SCALAR ? event.valueStart : event.type === EVENT_ALIAS ? event.anchorStart : event.start;
    lines.set(keyOf(path), lineAt(start));
    if (!isValue) frames.push({ path, kind: event.type === EVENT_MAPPING ? 'mapping' : 'list', index: 0, key: null });
  }
  return (path) => {
    for (let length = path.length; length >= 0; length--) {
      const line = lines.get(keyOf(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
}

function nextPath(frame: Frame): YamlPath {
  if (frame.kind === 'mapping') {
    const path = [...frame.path, frame.key ?? ''];
    frame.key = null;
    return path;
  }
  return Number.isNaN(frame.index) ? [] : [...frame.path, frame.index++];
}

function keyOf(path: YamlPath): string {
  return JSON.stringify(path);
}

/** Lines of ascending offsets, counted once over the text. */
function createLineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    if (offset < counted) {
      line = 1;
      counted = 0;
    }
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
    counted = Math.max(offset, 0);
    return line;
  };
}
