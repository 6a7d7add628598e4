/** A URL in an error text, taken apart as far as pulls need it. */
export interface RequestUrl {
  readonly text: string;
  readonly scheme: string;
  /** Host and port, without user information. */
  readonly host: string;
  readonly path: string;
  /** What the request asked for; `other` where the path is none of a registry's. */
  readonly asksFor: 'ping' | 'manifest' | 'blob' | 'token' | 'other';
  /** The registry that the host stands in for: containerd's `?ns=` (remotes/docker/resolver.go addNamespace); else null. */
  readonly mirrorOf: string | null;
  /** Digest in the path; null where there is none. */
  readonly digest: string | null;
}

const DIGEST = /sha256[:/][0-9a-f]{64}|sha512:[0-9a-f]{128}/;
const TOKEN_SERVICE = /[?&](?:scope=repository|service=)|\/(?:token|oauth2\/token|jwt\/auth|v2\/auth)$/;
const BLOB_STORE = /\/(?:registry-v2\/|docker\/registry\/v2\/blobs\/|storage\/)|starport-layer-bucket|[?&]X-Amz-/;

/** Takes a URL apart; null where the text is none. */
export function parseRequestUrl(text: string): RequestUrl | null {
  const colon = text.indexOf('://');
  if (colon <= 0) return null;
  const scheme = text.slice(text.lastIndexOf('=', colon) + 1, colon).toLowerCase();
  const rest = text.slice(colon + 3);
  const slash = rest.search(/[/?#]/);
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const tail = slash < 0 ? '' : rest.slice(slash);
  const mark = tail.indexOf('?');
  const path = mark < 0 ? tail : tail.slice(0, mark);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const namespace = mark < 0 ? null : (/[?&]ns=([^&\s]+)/.exec(tail)?.[1] ?? null);
  return {
    text,
    scheme,
    host,
    path,
    asksFor: askedFor(path, tail, host),
    mirrorOf: namespace !== null && namespace !== host && namespace !== withoutPort(host) ? namespace : null,
    digest: DIGEST.exec(path)?.[0].replace('/', ':') ?? null,
  };
}

function askedFor(path: string, tail: string, host: string): RequestUrl['asksFor'] {
  if (path === '/v2/' || path === '/v2' || path === '/v1/_ping' || path === '/v1/') return 'ping';
  if (TOKEN_SERVICE.test(tail) || path.startsWith('/v1/tokens/')) return 'token';
  if (path.includes('/manifests/') || path.startsWith('/v1/repositories/')) return 'manifest';
  if (path.includes('/blobs/') || BLOB_STORE.test(host + tail)) return 'blob';
  return 'other';
}

function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon > 0 && /^[0-9]+$/.test(host.slice(colon + 1)) ? host.slice(0, colon) : host;
}
