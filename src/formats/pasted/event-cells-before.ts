import { AGE_CELL_SOURCE, parseAgeCell } from '../kubectl/age.ts';
import type { EventRow } from '../kubectl/event-row.ts';
import { readStamp } from '../kubectl/stamp.ts';

/** What stands before an Event's message in a line, as far as it can be told without columns. */
export interface CellsBefore {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly type: string | null;
  readonly reason: string;
  /** `kubelet`, or `kubelet, node-1`. */
  readonly source: string | null;
  readonly fieldPath: string | null;
  readonly last: EventRow['last'];
  readonly first: EventRow['first'];
  readonly count: number;
}

type Draft = { -readonly [Key in keyof CellsBefore]: CellsBefore[Key] };

/** Nothing stands before the message. */
export const NO_CELLS: CellsBefore = {
  namespace: null,
  pod: null,
  type: null,
  reason: '',
  source: null,
  fieldPath: null,
  last: 'unknown',
  first: null,
  count: 1,
};

/** Longer beginnings are no cells of an Event. */
const LENGTH = 1000;
/** A namespace, a pod and a node, at the most, stand as bare names. */
const NAMES = 3;
const NAME = '[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?';

// Lines of programs that print one Event each: kubernetes test/e2e/framework/events; tilt internal/engine/k8swatch;
// GitLab Runner executors/kubernetes; tektoncd/pipeline pkg/reconciler/taskrun, v0.37–v1.6, which names the pod by the run
// (pkg/pod GetPodName); argoproj/argo-workflows cmd/argo/commands/get.go, v2.0–v3.7.
const E2E = new RegExp(`event for (${NAME}): \\{([^{}]{1,300})\\} ([A-Za-z]+): $`);
const TILT = new RegExp(`^\\s*\\[(?:K8s EVENT|event): (?:Pod|pod) (${NAME})(?: \\(ns: (${NAME})\\))?\\] $`);
const TEKTON = new RegExp(
  `in TaskRun "(${NAME})" failed to pull the image "[^"]{0,400}"(?:\\. The pod errored with the message:| and the pod with error:) "$`,
);
/** Longer names of pods are shortened by a hash. */
const POD_NAME = 63;
const ARGO = new RegExp(
  `^[\\s├└·─-]{0,80}[✖◷●○✔⚠] \\S.{0,260}?\\s{2,80}(${NAME})\\s{2,40}[0-9]{1,4}[smhd][0-9smhd]{0,8}\\s{2,40}(?:([A-Z][A-Za-z]{2,40}): )?$`,
);
const RUNNER = /(?:^|[:\])] )(?:prepare environment: )?(?:image pull failed|waiting for pod running: \S+): $/;

const AGE = new RegExp(`${AGE_CELL_SOURCE}(?= ago\\b|[\\s|;,"]|$)(?: ago\\b)?`, 'y');
const STAMP =
  /(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z| ?[+-][0-9]{2}:?[0-9]{2}(?: [A-Z]{3,5}(?=[\s|]|$))?)?|[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4})/y;
/** Times without zone or date, and ages in words: they say too little to be read. */
const VAGUE_TIME =
  /(?:(?:[A-Z][a-z]{2,8} [0-9]{1,2}(?:, [0-9]{4})?,?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4},?|[0-9]{4}\/[0-9]{2}\/[0-9]{2})(?=[\s|]|$)|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?(?: ?[AP]M)?(?=[\s|]|$)|(?:about |less than |over )?(?:an?|a few|[0-9]{1,4}) (?:second|minute|hour|day|min|sec)s?(?: ago)?|just now)/y;
const TIMES_OVER =
  /\(?(?:x ?([0-9]{1,9})|([0-9]{1,9})(?:x| times))(?: (?:over|in the last) [0-9a-z ]{1,20})?\)?(?=[\s|);,]|$)/y;
const OLD_SOURCE = /\{([a-z][^{}]{0,300})\}/y;
const SOURCE = new RegExp(
  `(?:generated )?(?:from )?(kubelet|default-scheduler)(?:(?:, ?| on | )(?!pod/|spec\\.)(${NAME}))?(?=[\\s|:;,]|$)`,
  'iy',
);
const FIELD_PATH = /(spec\.(?:containers|initContainers|ephemeralContainers)\{[^{}]{0,253}\})/y;
const TYPE = /(Normal|Warning|WARNING|Error)(?=[\s|:;,\]]|$)/y;
const REASON =
  /(Failed|Back-?[Oo]ff|Pulling|Pulled|ErrImageNeverPull|ErrImagePull|ImagePullBackOff|InspectFailed|InvalidImageName|ImageInspectError|FailedSync|FailedCreatePodSandBox)(?=[\s|:;,\]]|$)/y;
const OBJECT = new RegExp(`(?:(?:pods?|Pods?)(?:/|: ?)|Pod )(?:(${NAME})/)?(${NAME})(?=[\\s|,;:\\]]|$)`, 'y');
const SPACE = new RegExp(`(?:namespace|ns)(?:/|: ?| )(${NAME})(?=[\\s|,;:]|$)`, 'iy');
const LABEL =
  /(?:(?:last |first )?(?:message|msg|reason|events?|note|description|status|type|error|age|from|count)\s?[:=]|[0-9]{1,9}(?=[\s|]|$)|[0-9]{1,3}[.)](?=\s)|<none>|--|containers with (?:unready|incomplete) status: \[[^\]]{0,400}\]|(?:Pod|Container)(?=\s{2,}|\t|\s*\|))/iy;
const BARE_NAME = new RegExp(`(?:(${NAME})/)?(${NAME})(?=[\\s|:;,]|$)`, 'y');
/** Words of sentences are no names. */
const WORDS =
  /^(?:is|in|has|have|the|an?|to|of|for|with|and|or|on|at|was|not|because|due|got|get|gets|after|while|when|see|says?|that|this|it|error|failed|image|pull|pod|container|still|again|but|from|by|as|be|are|i|we|my|our|can|cannot|will|now|once)$/;
const BETWEEN = /[\s|,;:*•·>[\]()"'`–—-]+/y;

/**
 * Reads what stands before the message of an Event, where the columns of the table are lost or another program has
 * written the line: null where it is anything else than cells of an Event, such as the words of a sentence or the header
 * of a log line.
 */
export function readCellsBefore(text: string): CellsBefore | null {
  if (text.length > LENGTH) return null;
  const e2e = E2E.exec(text);
  if (e2e) return { ...NO_CELLS, pod: e2e[1] ?? null, source: commaSource(e2e[2] ?? ''), reason: e2e[3] ?? '' };
  const tilt = TILT.exec(text);
  if (tilt) return { ...NO_CELLS, pod: tilt[1] ?? null, namespace: tilt[2] ?? null };
  const tekton = TEKTON.exec(text);
  if (tekton) return { ...NO_CELLS, pod: nameTaskPod(tekton[1] ?? '') };
  const argo = ARGO.exec(text);
  if (argo) return { ...NO_CELLS, pod: argo[1] ?? null, reason: argo[2] ?? '' };
  if (RUNNER.test(text)) return NO_CELLS;
  return readTokens(text);
}

function nameTaskPod(run: string): string | null {
  const pod = `${run}-pod`;
  return pod.length > POD_NAME ? null : pod;
}

/** Reads cell after cell. Each is tried in order; what is none of them is a name, or the end of it. */
function readTokens(text: string): CellsBefore | null {
  const cells: Draft = { ...NO_CELLS };
  const names: { readonly namespace: string | null; readonly name: string }[] = [];
  let isEvent = false;
  let hasObject = false;
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };

  while (at < text.length) {
    if (take(BETWEEN)) continue;
    let match = take(STAMP);
    if (match) {
      const stamp = readStamp(match[0]);
      if (stamp) placeTime(cells, stamp, stamp, 1);
      continue;
    }
    match = take(AGE);
    if (match) {
      const age = parseAgeCell(match[0].replace(/ ago$/, ''));
      if (age) placeTime(cells, age.last, age.count > 1 ? age.first : null, age.count);
      continue;
    }
    match = take(TIMES_OVER);
    if (match) {
      cells.count = Number(match[1] ?? match[2]);
      continue;
    }
    if (take(VAGUE_TIME)) continue;
    match = take(TYPE);
    if (match) {
      cells.type = match[1] === 'Normal' ? 'Normal' : 'Warning';
      continue;
    }
    match = take(REASON);
    if (match) {
      cells.reason = (match[1] ?? '').replace(/^Back-?[Oo]ff$/, 'BackOff');
      isEvent = true;
      continue;
    }
    match = take(OLD_SOURCE) ?? take(SOURCE);
    if (match) {
      cells.source = match[2] === undefined ? commaSource(match[1] ?? '') : `${match[1]?.toLowerCase()}, ${match[2]}`;
      isEvent = true;
      continue;
    }
    match = take(FIELD_PATH);
    if (match) {
      cells.fieldPath = match[1] ?? null;
      isEvent = true;
      continue;
    }
    match = take(SPACE);
    if (match) {
      cells.namespace = match[1] ?? null;
      continue;
    }
    match = take(OBJECT);
    if (match) {
      cells.namespace ??= match[1] ?? null;
      cells.pod = match[2] ?? null;
      hasObject = true;
      isEvent = true;
      continue;
    }
    if (take(LABEL)) continue;
    match = take(BARE_NAME);
    if (!match || WORDS.test(match[2] ?? '')) return null;
    names.push({ namespace: match[1] ?? null, name: match[2] ?? '' });
    if (names.length > NAMES) return null;
  }
  if (names.length > 0 && !isEvent) return null;
  return { ...cells, ...placeNames(cells, names, hasObject) };
}

/** Of two times the later one is the last; the second of them says when it happened first. */
function placeTime(cells: Draft, last: CellsBefore['last'], first: CellsBefore['first'], count: number): void {
  if (cells.last === 'unknown') {
    cells.last = last;
    cells.first = first;
  } else cells.first = last;
  if (count > 1) cells.count = count;
}

/** Bare names in the order in which tables have them: namespace before pod; before `pod/NAME` only the namespace. */
function placeNames(
  cells: CellsBefore,
  names: readonly { readonly namespace: string | null; readonly name: string }[],
  hasObject: boolean,
): Partial<CellsBefore> {
  const [one, two] = names;
  if (!one) return {};
  if (hasObject) return { namespace: cells.namespace ?? one.name };
  if (two) return { namespace: cells.namespace ?? one.name, pod: two.name };
  return { namespace: cells.namespace ?? one.namespace, pod: one.name };
}

/** `kubelet node-1` as newer versions write it: `kubelet, node-1`. */
function commaSource(text: string): string {
  const [component = '', host] = text.trim().split(/,?\s+/);
  return host === undefined ? component : `${component}, ${host}`;
}
