import { CORE_SCHEMA, load } from 'js-yaml';
import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { isForeignLine } from './kubectl/foreign-line.ts';
import { observeStatuses } from './pasted/read-statuses.ts';
import { repairJson } from './pasted/repair-json.ts';

const JSON_LINE = /^\s*(?:"(?:[^"\\]|\\.)*"\s*(?::.*)?|[{}[\]].*),?\s*$/;
const JSON_START = /^\s*(?:"[A-Za-z][\w./-]{0,62}"\s*:\s*\S|[{[]\s*$)/;
const YAML_START =
  /^\s*(?:- )?(?:waiting|state|status|containerStatuses|initContainerStatuses|ephemeralContainerStatuses|lastState|involvedObject|regarding|allocatedResources):\s*(?:\{\})?\s*$|^\s*(?:- )?(?:image|containerID|name|apiVersion|lastState|eventTime|count|ready|restartCount|started): |^\s*(?:- )?(?:reason: (?:ErrImage|ImagePull|InvalidImageName|ImageInspect)\w*|image: \S+|imageID: ""|containerID: "")\s*$|^\s*message: ["']?(?:rpc error: code|Back-off pulling image|Failed to pull image|failed to pull)/;
const YAML_LINE = /^\s*(?:- )?[A-Za-z][\w./-]{0,62}:(?:\s|$)|^\s*- \S/;
const TELLS_OF_PULL = /ErrImage|ImagePullBackOff|InvalidImageName|ImageInspectError|o pull image|ulling image/;
const LINES = 2000;
const LENGTH = 512 * 1024;
/** Lines that are dropped from the end of a YAML piece until it parses: its end is cut off. */
const DROPPED = 4;

export const statusFragment: TextFormat = {
  kind: 'text',
  id: 'status-fragment',
  title: 'A piece of a pod’s status or of an Event, as people paste it',
  description:
    'Lines cut out of the JSON or YAML of a pod or an Event: without beginning or end, at any depth. They show the waiting ' +
    'reason and the message, and pod, container and image where these are among the lines.',
  commands: [],
  sources: ['kubernetes/api core/v1/types.go ContainerStatus and Event, v0.34'],
  samples: [
    {
      title: 'JSON',
      text: `        "state": {
          "waiting": {
            "reason": "ErrImagePull",
            "message": "rpc error: code = Unknown desc = Error response from daemon: pull access denied for shop/web, repository does not exist or may require 'docker login'"
          }
        },
`,
      observations: [{ kind: 'waiting', reason: 'ErrImagePull', subject: { image: 'shop/web', pod: null } }],
    },
    {
      title: 'YAML, from the middle of one container to the next',
      text: `    lastState: {}
    name: web
    ready: false
    state:
      waiting:
        message: 'rpc error: code = NotFound desc = failed to pull and unpack image
          "docker.io/shop/web:1": not found'
        reason: ErrImagePull
  - image: shop/side:1
    imageID: ""
    name: side
    state:
      waiting:
        message: Back-off pulling image "shop/side:1"
        reason: ImagePullBackOff
  hostIP: 192.0.2.7
`,
      observations: [
        { kind: 'waiting', reason: 'ErrImagePull', subject: { container: 'web', image: 'docker.io/shop/web:1' } },
        { kind: 'waiting', reason: 'ImagePullBackOff', subject: { container: 'side', image: 'shop/side:1' } },
      ],
    },
  ],
  needles: [
    '"reason": "ErrImage',
    '"reason": "ImagePullBackOff',
    'reason: ErrImage',
    'reason: ImagePullBackOff',
    '"waiting": {',
    'message: Back-off pulling image',
    'containerStatuses:',
    'lastState: {}',
  ],
  reader: readFragments,
};

/** Lines that belong together. */
interface Fragment {
  readonly syntax: 'json' | 'yaml';
  readonly lines: TextLine[];
  length: number;
}

function readFragments(context: ReadContext): TextReader {
  let fragment: Fragment | null = null;

  function end(): void {
    const ended = fragment;
    fragment = null;
    if (!ended?.lines.some(({ text }) => TELLS_OF_PULL.test(text))) return;
    for (const { value, line } of ended.syntax === 'json' ? parseJson(ended.lines) : parseYaml(ended.lines)) {
      const place = { line, item: null, syntax: ended.syntax, listKind: null };
      if (observeStatuses(value, place, context) > 0) context.record();
    }
  }

  function line(read: TextLine): LineVerdict {
    const { text } = read;
    if (fragment && isPart(fragment, text)) {
      fragment.lines.push(read);
      fragment.length += text.length;
      return 'more';
    }
    end();
    const syntax = JSON_START.test(text) ? 'json' : YAML_START.test(text) ? 'yaml' : null;
    if (syntax === null) return 'ignored';
    fragment = { syntax, lines: [read], length: text.length };
    return 'more';
  }

  return { line, end };
}

function isPart({ syntax, lines, length }: Fragment, text: string): boolean {
  if (lines.length >= LINES || length + text.length > LENGTH || text.trim() === '' || isForeignLine(text)) return false;
  if (syntax === 'json') return JSON_LINE.test(text) || isOpenJson(lines.at(-1)?.text ?? '');
  return YAML_LINE.test(text) || indentOf(text) > indentOf(lines.at(-1)?.text ?? '') || isContinued(lines, text);
}

/** A text that a paste has wrapped within its quotes. */
function isOpenJson(text: string): boolean {
  return (text.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}

/** A folded text of YAML goes on deeper than its key. */
function isContinued(lines: readonly TextLine[], text: string): boolean {
  const key = lines.findLast((each) => YAML_LINE.test(each.text));
  return key !== undefined && indentOf(text) > indentOf(key.text);
}

function parseJson(lines: readonly TextLine[]): { value: unknown; line: number }[] {
  const text = lines.map((each) => each.text).join('\n');
  return repairJson(text).map((value) => ({ value, line: lines[0]?.number ?? 1 }));
}

/** Each stretch that does not fall below the depth of its first line is a document of its own. */
function parseYaml(lines: readonly TextLine[]): { value: unknown; line: number }[] {
  const parsed: { value: unknown; line: number }[] = [];
  let from = 0;
  for (let at = 1; at <= lines.length; at++) {
    const first = lines[from];
    const next = lines[at];
    if (!first) break;
    if (next && indentOf(next.text) >= indentOf(first.text) && isSameShape(first.text, next.text)) continue;
    const value = loadYaml(lines.slice(from, at).map(({ text }) => text.slice(indentOf(first.text))));
    if (value !== undefined) parsed.push({ value, line: first.number });
    from = at;
  }
  return parsed;
}

/** An item of a list does not follow fields of the same depth. */
function isSameShape(first: string, next: string): boolean {
  if (indentOf(next) > indentOf(first)) return true;
  return first.trimStart().startsWith('- ') === next.trimStart().startsWith('- ');
}

function loadYaml(lines: readonly string[]): unknown {
  for (let dropped = 0; dropped <= DROPPED && dropped < lines.length; dropped++) {
    try {
      const value: unknown = load(lines.slice(0, lines.length - dropped).join('\n'), { schema: CORE_SCHEMA });
      if (typeof value === 'object' && value !== null) return value;
    } catch {}
  }
  return undefined;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
