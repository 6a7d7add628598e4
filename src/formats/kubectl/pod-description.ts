import type { ContainerType } from '../../model/subject.ts';
import type { TextLine } from '../format.ts';
import { isForeignLine } from './foreign-line.ts';

/** A line of the description that shows a fact. */
export interface Shown {
  readonly value: string;
  readonly line: number;
  readonly text: string;
}

/** `State:` or `Last State:` of a container. */
export interface StateShown {
  readonly state: Shown;
  readonly facts: Map<string, Shown>;
}

/** A container as `kubectl describe pod` shows it. */
export interface ContainerShown {
  readonly name: string;
  readonly type: ContainerType;
  image: string;
  state: StateShown | null;
  lastState: StateShown | null;
}

/** A pod as `kubectl describe pod` shows it, up to its events. */
export interface PodShown {
  readonly name: Shown;
  readonly facts: Map<string, Shown>;
  readonly labels: Record<string, string>;
  readonly containers: ContainerShown[];
}

/**
 * What the description made of a line:
 * - `taken`: its own
 * - `events`: its last line; an events table follows
 * - `ended`: not its own any more
 * - `foreign`: this was no pod's description at all
 */
export type DescriptionVerdict = 'taken' | 'events' | 'ended' | 'foreign';

// Keys that stand before `Node:`; kinds other than pods have others there. Source: kubectl pkg/describe/describe.go
// describePod, v0.16–v0.36; `Image(s)` until Kubernetes 1.2; `Security Policy` of OpenShift 3.
const KEYS_BEFORE_NODE = new Set([
  'Namespace',
  'Priority',
  'PriorityClassName',
  'Priority Class Name',
  'Runtime Class Name',
  'Service Account',
  'Image(s)',
  'Security Policy',
]);
const CONTAINER_LISTS: Readonly<Record<string, ContainerType>> = {
  'Init Containers': 'init',
  Containers: 'regular',
  'Ephemeral Containers': 'ephemeral',
};
/** Keys of a container whose values kubectl prints with their own line breaks. */
const FREE_KEYS = new Set(['Command', 'Args', 'Environment', 'Message']);
const KEY = /^([A-Z][A-Za-z()/ -]{0,60}):(?:\s+(.*))?$/;
const LIMIT = 10_000;

/**
 * A reader of one description, from the line after `Name:` on. Lines count by their indentation: two spaces a level, on
 * top of that of the whole paste.
 */
export function readPodDescription(name: Shown): { pod: PodShown; line(line: TextLine): DescriptionVerdict } {
  const indentation = name.text.length - name.text.trimStart().length;
  const pod: PodShown = { name, facts: new Map(), labels: {}, containers: [] };
  let section = '';
  let list: ContainerType | null = null;
  let container: ContainerShown | null = null;
  let key = '';
  let state: StateShown | null = null;
  let blanks = 0;
  let count = 0;

  function topLevel(match: RegExpExecArray, { number, text }: TextLine): DescriptionVerdict {
    section = match[1] ?? '';
    const value = (match[2] ?? '').trim();
    if (!pod.facts.has('Node') && section !== 'Node' && !KEYS_BEFORE_NODE.has(section)) return 'foreign';
    list = CONTAINER_LISTS[section] ?? null;
    container = null;
    state = null;
    key = '';
    if (section === 'Events') return value === '<none>' ? 'taken' : 'events';
    if (section === 'Labels') readLabel(value);
    if (!pod.facts.has(section)) pod.facts.set(section, { value, line: number, text });
    return 'taken';
  }

  function readLabel(text: string): void {
    const equals = text.indexOf('=');
    if (equals > 0 && equals < 400) pod.labels[text.slice(0, equals).trim()] = text.slice(equals + 1).trim();
  }

  /** Level 1: a container's name. Level 2: its keys. Level 3: the facts of a state. */
  function inList(depth: number, text: string, number: number): boolean {
    const body = text.trim();
    if (depth === 2 && list && /^\S+:$/.test(body)) {
      container = { name: body.slice(0, -1), type: list, image: '', state: null, lastState: null };
      pod.containers.push(container);
      state = null;
      key = '';
      return true;
    }
    const match = KEY.exec(body);
    const shown: Shown = { value: (match?.[2] ?? '').trim(), line: number, text };
    if (depth === 4 && container && match) {
      key = match[1] ?? '';
      state = null;
      if (key === 'Image') container.image = shown.value;
      if (key === 'State' || key === 'Last State') {
        state = { state: shown, facts: new Map() };
        if (key === 'State') container.state = state;
        else container.lastState = state;
      }
      return true;
    }
    if (depth === 6 && state && match) {
      key = match[1] ?? '';
      state.facts.set(key, shown);
      return true;
    }
    return depth >= 6;
  }

  function line({ number, text }: TextLine): DescriptionVerdict {
    count += 1;
    if (count > LIMIT) return 'ended';
    const body = text.slice(0, indentation).trim() === '' ? text.slice(indentation) : text.trimStart();
    if (body.trim() === '') {
      blanks += 1;
      return blanks < 2 ? 'taken' : 'ended';
    }
    const depth = body.length - body.trimStart().length;
    const match = depth === 0 ? KEY.exec(body) : null;
    if (depth === 0 && isForeignLine(body) && match?.[1] !== 'Namespace') return 'ended';
    if (match?.[1] === 'Namespace' && pod.facts.has('Namespace')) return 'ended';
    const afterBlank = blanks > 0;
    if (!FREE_KEYS.has(key)) blanks = 0;
    if (match) return topLevel(match, { number, text });
    if (list && inList(depth, body, number)) return 'taken';
    if (FREE_KEYS.has(key)) return 'taken';
    if (section === 'Labels' && depth > 0) readLabel(body.trim());
    return depth > 0 && !afterBlank ? 'taken' : 'ended';
  }

  return { pod, line };
}
