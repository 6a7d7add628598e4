import type { Clock } from '../model/clock.ts';
import { isMasked } from '../model/masked-text.ts';
import type { Subject } from '../model/subject.ts';
import { type ArtefactFacts, folderOf } from './artefact-facts.ts';
import { type Collected, type LineGroup, podKey } from './collect-readings.ts';

/** Whose node a clock, an artefact or a pod is of; names are the API's where they are known. */
export interface NodeFinder {
  readonly ofClock: (clock: Clock) => string | null;
  readonly ofArtefact: (index: number) => string | null;
  readonly ofPod: (subject: Subject) => string | null;
  /** The node of a host name in a log's lines; the host name itself where nothing tells more. */
  readonly ofHost: (host: string) => string;
  /** How the node of an artefact without host names was found; null where the lines name it or nothing does. */
  readonly reasonFor: (index: number) => string | null;
}

/** Share of the pods in a log that must be of one node before the log is taken as that node's. */
const AGREEING_SHARE = 0.9;

/**
 * Finds the nodes: host names in the lines, matched with the API's node names; else the node on which the pods of a log
 * are known to be; else what the layout of the bundle says; else a component of the path that is a known node's name.
 */
export function findNodes({ uses, lines, others }: Collected, artefacts: readonly ArtefactFacts[]): NodeFinder {
  const nodeOfPod = new Map<string, string | null>();
  const uidNames = new Map<string, string>();
  const apiNodes = new Set<string>();
  for (const { kind, origin, subject } of others) {
    const key = podKey(subject);
    if (key !== null && subject.podUid !== null) uidNames.set(subject.podUid, key);
    if (subject.node === null || isMasked(subject.node) || (origin !== 'event' && origin !== 'status')) continue;
    apiNodes.add(subject.node);
    if (kind === 'node' || key === null) continue;
    const known = nodeOfPod.get(key);
    // A pod that was made anew under its name may have moved.
    nodeOfPod.set(key, known === undefined || known === subject.node ? subject.node : null);
  }
  const ofPod = (subject: Subject): string | null => {
    const key = podKey(subject);
    if (key === null) return null;
    return nodeOfPod.get(key) ?? nodeOfPod.get(uidNames.get(key) ?? '') ?? null;
  };

  const votes = countVotes(lines, ofPod);
  const ofHost = new Map<string, string>();
  const hostsOfArtefact = new Map<number, Set<string>>();
  for (const clock of uses.keys()) {
    const { keeper, artefact } = clock;
    if (keeper.kind !== 'node' || keeper.node === null || isMasked(keeper.node)) continue;
    const name = matchHost(keeper.node, apiNodes) ?? winner(votes.ofClock.get(clock)) ?? keeper.node;
    if (!ofHost.has(keeper.node) || name !== keeper.node) ofHost.set(keeper.node, name);
    hostsOfArtefact.set(artefact, (hostsOfArtefact.get(artefact) ?? new Set()).add(keeper.node));
  }
  // Without the API's names: syslog writes the first part of a name that journald writes whole.
  const hosts = new Set(ofHost.keys());
  for (const [host, name] of ofHost) {
    const whole =
      name === host && !apiNodes.has(host) ? onlyOne([...hosts].filter((other) => other.startsWith(`${host}.`))) : null;
    if (whole !== null) ofHost.set(host, ofHost.get(whole) ?? whole);
  }

  const logs = new Set(lines.map(({ clock }) => clock.artefact));
  const named = new Set<string>();
  for (const { index, path } of artefacts) {
    const hosts = hostsOfArtefact.get(index);
    if (hosts?.size === 1 && logs.has(index) && hosts.has(stemOf(path))) named.add(folderOf(path));
  }
  const known = new Set([...apiNodes, ...ofHost.values()]);
  const reasons = new Map<number, string>();
  const nodeOfArtefact = new Map<number, string>();
  for (const { index, path, namedPath = path, bundleNode } of artefacts) {
    const hosts = [...(hostsOfArtefact.get(index) ?? [])].map((host) => ofHost.get(host) ?? host);
    const names = new Set(hosts);
    const [host] = names;
    if (host !== undefined) {
      if (names.size === 1) nodeOfArtefact.set(index, host);
      continue;
    }
    const voted = winner(votes.ofArtefact.get(index));
    const ofBundle = voted === null && bundleNode ? (matchHost(bundleNode, known) ?? bundleNode) : null;
    const inPath = voted === null && ofBundle === null ? findInPath(namedPath, known) : null;
    const found = voted ?? ofBundle ?? inPath ?? (logs.has(index) && named.has(folderOf(path)) ? stemOf(path) : null);
    if (found === null) continue;
    nodeOfArtefact.set(index, found);
    if (voted !== null) reasons.set(index, 'the pods that it names are on that node');
    else if (ofBundle !== null) reasons.set(index, "the bundle keeps it as that node's");
    else reasons.set(index, inPath === null ? 'the logs beside it are named after their nodes' : 'the path names it');
  }
  const ofArtefact = (index: number): string | null => nodeOfArtefact.get(index) ?? null;
  const ofClock = ({ keeper, artefact }: Clock): string | null => {
    if (keeper.kind !== 'node') return null;
    return keeper.node === null || isMasked(keeper.node)
      ? ofArtefact(artefact)
      : (ofHost.get(keeper.node) ?? keeper.node);
  };
  return {
    ofClock,
    ofArtefact,
    ofPod,
    ofHost: (host) => ofHost.get(host) ?? host,
    reasonFor: (index) => reasons.get(index) ?? null,
  };
}

type Votes = Map<string, Set<string>>;

/** For each log: the pods that it names, by the node on which they are known to be. */
function countVotes(
  lines: readonly LineGroup[],
  ofPod: (subject: Subject) => string | null,
): { readonly ofClock: Map<Clock, Votes>; readonly ofArtefact: Map<number, Votes> } {
  const ofClock = new Map<Clock, Votes>();
  const ofArtefact = new Map<number, Votes>();
  for (const { clock, pod, subject } of lines) {
    const node = pod === null ? null : ofPod(subject);
    if (pod === null || node === null) continue;
    vote(ofClock, clock, node, pod);
    vote(ofArtefact, clock.artefact, node, pod);
  }
  return { ofClock, ofArtefact };
}

function vote<K>(votes: Map<K, Votes>, of: K, node: string, pod: string): void {
  let nodes = votes.get(of);
  if (!nodes) {
    nodes = new Map();
    votes.set(of, nodes);
  }
  const pods = nodes.get(node);
  if (pods) pods.add(pod);
  else nodes.set(node, new Set([pod]));
}

function winner(votes: Votes | undefined): string | null {
  let total = 0;
  let best: { readonly node: string; readonly pods: number } | null = null;
  for (const [node, pods] of votes ?? []) {
    total += pods.size;
    if (best === null || pods.size > best.pods) best = { node, pods: pods.size };
  }
  return best !== null && best.pods >= total * AGREEING_SHARE ? best.node : null;
}

/** A log has the host's own name, the API often the full one, or the other way round. */
function matchHost(host: string, nodes: ReadonlySet<string>): string | null {
  if (nodes.has(host)) return host;
  return onlyOne([...nodes].filter((node) => node.startsWith(`${host}.`) || host.startsWith(`${node}.`)));
}

function onlyOne(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** What may stand after a node's name in the name of its log. */
const LOG_ENDINGS: ReadonlySet<string> = new Set(['log', 'txt', 'json', 'gz', 'xz', 'zst', 'bz2']);

/** The file's name without what says that it is a log, packed or rotated. */
function stemOf(path: string): string {
  const parts = path.slice(path.lastIndexOf('/') + 1).split('.');
  while (parts.length > 1 && isLogEnding(parts.at(-1) ?? '')) parts.pop();
  return parts.join('.');
}

function isLogEnding(part: string): boolean {
  return LOG_ENDINGS.has(part.toLowerCase()) || /^[0-9]{1,3}$/.test(part);
}

function findInPath(path: string, nodes: ReadonlySet<string>): string | null {
  for (const component of path.split(/[/!]+/).reverse()) {
    for (const name of [component, stemOf(component)]) if (nodes.has(name)) return name;
  }
  return null;
}
