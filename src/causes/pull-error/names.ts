import { canonicalRegistry, type ImageReference, parseImageReference } from '../../model/image-reference.ts';
import type { Fact, FactKind } from './facts.ts';
import type { Token } from './tokens.ts';
import { nameText, type PullRequest } from './walk.ts';

const TRANSPORT = /^(?:docker|oci|containers-storage|docker-daemon):\/\//;
/** Phrases whose first name is an image or a repository. */
const IMAGE_KINDS = new Set(['missing.manifest', 'denied.or-missing', 'missing.repository', 'platform.none']);

/** The image that an error is about: the kubelet's own naming first, else the first that is named; null for none. */
export function findImageText(tokens: readonly Token[], facts: readonly Fact[]): string | null {
  let other: string | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const text = token.source.slice(token.start, token.end);
    if (token.slot === 'name') {
      if (token.key === 'image') return text;
      const before = tokens[i - 1];
      if (before?.word === 'image' || before?.word === 'pullimage') {
        const verb = tokens[i - 2]?.word;
        if (before.word === 'image' && (verb === 'pull' || verb === 'pulling') && tokens[i - 3]?.word !== 'to') {
          return text;
        }
        if (verb === 'pull' || verb === 'container' || verb === 'pulling') return text;
        other ??= text;
      } else if (before?.word === 'reference' || before?.word === 'tag') {
        other ??= text;
      }
    } else if (token.slot === 'url' && TRANSPORT.test(text)) {
      other ??= text.replace(TRANSPORT, '');
    }
  }
  return other ?? imageOfFacts(facts) ?? unquotedImage(tokens);
}

/** `failed to pull image x:1: …`, `image pull failed for x:1, …`: names that nobody quoted. */
function unquotedImage(tokens: readonly Token[]): string | null {
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const before = tokens[i - 1] as Token;
    const introduced =
      before.word === 'image' || (before.word === 'for' && tokens[i - 2]?.word === 'failed') || before.word === 'pull';
    if (!introduced || before.closes || token.slot !== 'none') continue;
    const text = token.source.slice(token.start, token.end);
    if (/[/:@]/.test(text) && parseImageReference(text)) return text;
  }
  return null;
}

function imageOfFacts(facts: readonly Fact[]): string | null {
  for (const fact of facts) {
    const [first, second] = fact.names;
    if (!first) continue;
    const name = first.source.slice(first.start, first.end);
    if (fact.kind === 'stage.manifest' && second) {
      const repository = second.source.slice(second.start, second.end);
      return `${repository}${name.startsWith('sha256:') ? '@' : ':'}${name}`;
    }
    if (IMAGE_KINDS.has(fact.kind) && parseImageReference(name)) return name;
  }
  return null;
}

/** What of an error tells its registry. */
interface RegistrySigns {
  readonly image: { readonly text: string; readonly reference: ImageReference | null } | null;
  readonly latest: ReadonlyMap<FactKind, Fact>;
  readonly request: PullRequest | null;
  readonly requests: readonly PullRequest[];
}

/** Host and port of the registry that the pulled image is of; null where the text shows none. */
export function findRegistryHost(error: RegistrySigns): string | null {
  const read = error.latest.get('stage.manifest');
  const repository = read && parseImageReference(nameText(read.names[1]) ?? '');
  // The runtime's own, complete name outranks the short one that the user wrote.
  if (repository) return repository.registry;
  if (error.image) {
    if (error.image.reference) return error.image.reference.registry;
    const slash = error.image.text.indexOf('/');
    const first = slash > 0 ? error.image.text.slice(0, slash) : '';
    if (/[.:]/.test(first) && /^[\w.:[\]-]+$/.test(first)) return first;
  }
  const mirrorOf = error.request?.url.mirrorOf;
  if (mirrorOf) return canonicalRegistry(mirrorOf);
  const ping = error.latest.get('stage.ping') ?? error.latest.get('pull.from-host');
  const pinged = ping && nameText(ping.names[0]);
  if (pinged) return canonicalRegistry(pinged);
  const asked = error.requests.find(({ url }) => url.asksFor === 'manifest' || url.asksFor === 'ping');
  const request = asked ?? error.request;
  return request && canonicalRegistry(request.url.host);
}
