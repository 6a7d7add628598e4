import { type Fact, type FactKind, type FactScope, KINDS, PHRASES } from './facts.ts';
import type { Token } from './tokens.ts';
import { parseRequestUrl, type RequestUrl } from './urls.ts';
import { PLAIN_WORDS } from './vocabulary/wrappers.ts';

/** A request that the error tells of. */
export interface PullRequest {
  readonly url: RequestUrl;
  /** `HEAD`, `GET`, `POST`; null where the text does not say. */
  readonly method: string | null;
  /** Printed as go-containerregistry does (`GET https://…:`), which build and deploy tools use, but no kubelet's runtime. */
  readonly byTool: boolean;
  readonly at: number;
}

/** What a walk over the tokens finds. */
export interface Walk {
  readonly facts: Fact[];
  readonly latest: Map<FactKind, Fact>;
  readonly requests: PullRequest[];
  readonly grpcCodes: string[];
  status: { readonly code: number; readonly fact: Fact } | null;
  /** Index of the first word that no phrase explains. */
  foreignAt: number;
}

const NO_NAMES: readonly Token[] = [];
const WORD = /^[a-z][a-z'-]+$/;

/** Finds every phrase and URL, and whom each is about. */
export function walkTokens(tokens: readonly Token[]): Walk {
  const walk: Walk = {
    facts: [],
    latest: new Map(),
    requests: [],
    grpcCodes: [],
    status: null,
    foreignAt: Number.POSITIVE_INFINITY,
  };
  let scope: FactScope = 'registry';
  let inMirrors = false;
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i] as Token;
    if (inMirrors && closesMirrors(tokens[i - 1])) {
      inMirrors = false;
      scope = 'registry';
    }
    if (token.slot === 'url') {
      addRequest(walk, tokens, i);
      scope = 'registry';
      i++;
      continue;
    }
    const found = PHRASES.match(tokens, i);
    if (!found || (found.length === 1 && isNamePlace(tokens[i - 1]))) {
      if (token.slot === 'none' && i < walk.foreignAt && WORD.test(token.word) && !PLAIN_WORDS.has(token.word)) {
        walk.foreignAt = i;
      }
      i++;
      continue;
    }
    const { kind: listed, strong } = KINDS.get(found.kind) as { kind: FactKind; strong: boolean };
    const kind = afterRequest(listed, token, tokens[i - 1]);
    scope = scopeAfter(kind, scope);
    if (kind === 'mirror.also-failed') inMirrors = true;
    const fact: Fact = {
      kind,
      scope: inMirrors ? 'mirror' : scope,
      strong,
      at: i,
      until: i + found.length,
      names: found.captures.length === 0 ? NO_NAMES : found.captures.map((index) => tokens[index] as Token),
    };
    for (let j = i + 1; j < fact.until; j++) if (tokens[j]?.slot === 'url') addRequest(walk, tokens, j);
    walk.facts.push(fact);
    if (!inMirrors) walk.latest.set(kind, fact);
    if (kind === 'grpc.code') walk.grpcCodes.push(nameText(fact.names[0]) ?? '');
    if (kind === 'http.status' && !inMirrors) readStatus(walk, tokens, fact);
    i += found.length;
  }
  return walk;
}

/** Words after which an unquoted name stands: no single word there says anything. */
const NAME_PLACES = new Set(
  'image images repository repositories for in of host registry pod container namespace secret tag named project artifact'.split(
    ' ',
  ),
);

function isNamePlace(before: Token | undefined): boolean {
  return before !== undefined && NAME_PLACES.has(before.word) && (!before.closes || before.word === 'repository');
}

/** `[mirror: error]): ` ends what containers/image tells of mirrors (docker_image_src.go newImageSource). */
function closesMirrors(token: Token | undefined): boolean {
  return token?.closes === true && /^[^\s\w]*\]\)/.test(token.source.slice(token.end, token.end + 8));
}

/** A proxy's refusal of CONNECT is the reason phrase alone, straight after the request; elsewhere it is the registry's. */
function afterRequest(kind: FactKind, token: Token, before: Token | undefined): FactKind {
  if (
    kind !== 'proxy.answer' ||
    (before?.slot === 'url' && /^https?:/.test(before.source.slice(before.start, before.start + 6)))
  )
    return kind;
  if (/^(?:bad|service|gateway|internal)$/.test(token.word)) return 'server.failing';
  return /^(?:method|not)$/.test(token.word) ? 'server.rejected' : 'denied.plain';
}

const SCOPES: Partial<Record<FactKind, FactScope>> = {
  'proxy.connect': 'proxy',
  'dns.lookup': 'dns',
  'socket.dial': 'socket',
};
const SCOPE_RANK: Record<FactScope, number> = { registry: 0, mirror: 0, dns: 1, socket: 2, proxy: 3 };

/** What is told after `proxyconnect` is the proxy's, whatever follows, until another request begins. */
function scopeAfter(kind: FactKind, scope: FactScope): FactScope {
  if (kind.startsWith('pull.') || kind.startsWith('stage.')) return 'registry';
  const next = SCOPES[kind];
  return next !== undefined && SCOPE_RANK[next] > SCOPE_RANK[scope] ? next : scope;
}

const METHOD = /^(?:get|head|post|put|patch|delete)$/;

function addRequest(walk: Walk, tokens: readonly Token[], at: number): void {
  const token = tokens[at] as Token;
  const url = parseRequestUrl(token.source.slice(token.start, token.end));
  if (!url || !/^https?$/.test(url.scheme)) return;
  const before = tokens[at - 1];
  const verb = before?.word === 'to' && tokens[at - 2]?.word === 'request' ? tokens[at - 3] : before;
  const method = verb && METHOD.test(verb.word) ? verb.word.toUpperCase() : null;
  // A link to documentation is no request.
  if (method === null && url.asksFor === 'other') return;
  const byTool = verb !== undefined && verb === before && verb.source.slice(verb.start, verb.end) === method;
  walk.requests.push({ url, method, byTool, at });
}

/** Whether a token is of a reason phrase such as `Too Many Requests`: capitalised, and of the same part. */
function continuesReason(token: Token | undefined): boolean {
  return token?.opens === false && token.slot === 'none' && /^[A-Z]/.test(token.source.slice(token.start, token.end));
}

/** Words of the longest reason phrase: `Network Authentication Required`, `HTTP Version Not Supported`. */
const LONGEST_PHRASE = 4;

function readStatus(walk: Walk, tokens: readonly Token[], fact: Fact): void {
  let at = fact.until;
  if (tokens[at]?.slot === 'url') at++;
  const word = tokens[at]?.word ?? '';
  if (/^[1-5][0-9][0-9]$/.test(word)) {
    let until = at + 1;
    while (until <= at + LONGEST_PHRASE && continuesReason(tokens[until])) until++;
    walk.status = { code: Number(word), fact: { ...fact, until } };
  }
}

/** The fact of these kinds that stands furthest in; null where there is none. */
export function innermost(latest: ReadonlyMap<FactKind, Fact>, kinds: readonly FactKind[]): Fact | null {
  let best: Fact | null = null;
  for (const kind of kinds) {
    const fact = latest.get(kind);
    if (fact && (!best || fact.at > best.at)) best = fact;
  }
  return best;
}

/** The text of a name, as it stands. */
export function nameText(token: Token | undefined): string | null {
  return token ? token.source.slice(token.start, token.end) : null;
}
