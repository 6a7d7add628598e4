/** What stands in for a removed credential. */
const REMOVED = '[redacted]';

interface Redaction {
  /** A cheap sign in the text, in small letters, that the pattern may be there at all. */
  readonly sign: RegExp;
  readonly pattern: RegExp;
  readonly replacement: string;
}

// Each pattern is linear: single classes with bounds, no quantifier inside another.
const REDACTIONS: readonly Redaction[] = [
  // User and password in a URL (RFC 3986, userinfo).
  { sign: /@/, pattern: /(:\/\/)[^\s/@"'\\]{1,256}@/g, replacement: `$1${REMOVED}@` },
  // Authorization headers, and the bare scheme with its credentials.
  {
    sign: /basic|bearer/,
    pattern: /\b(basic|bearer)(\s+|%20)[A-Za-z0-9._~+/=-]{12,}/gi,
    replacement: `$1$2${REMOVED}`,
  },
  // JSON Web Tokens.
  { sign: /eyj/, pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g, replacement: REMOVED },
  // Signed URLs: S3, Google Cloud Storage, Azure SAS, CloudFront, and tokens as parameters.
  {
    sign: /[?&;]/,
    pattern:
      /([?&;](?:X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-(?:Signature|Credential)|Signature|sig|AWSAccessKeyId|GoogleAccessId|Key-Pair-Id|Policy|access_token|refresh_token|id_token|token|password|secret|api_?key|client_secret)=)[^\s&;"'\\]+/gi,
    replacement: `$1${REMOVED}`,
  },
  // Docker configuration: {"auths":{"host":{"auth":"…","password":"…"}}}, raw or with escaped quotes.
  {
    sign: /auth|password|token|secret/,
    pattern:
      /(\\*"(?:auth|password|identitytoken|registrytoken|access_token|refresh_token|token|client_secret)\\*"\s*:\s*\\*")[^"\\]+/gi,
    replacement: `$1${REMOVED}`,
  },
  {
    sign: /dockerconfigjson|dockercfg/,
    pattern: /(\.dockerc(?:onfigjson|fg)["']?\s*[:=]\s*["']?)[A-Za-z0-9+/=]{8,}/gi,
    replacement: `$1${REMOVED}`,
  },
  // Environment values in the container struct of kubelet lines, and in describe output that was pasted along.
  { sign: /envvar\{/, pattern: /(EnvVar\{Name:[^,{}]{1,256},Value:)[^,{}]*/g, replacement: `$1${REMOVED}` },
  // Tokens that are known by their prefix: GitHub, GitLab, Docker Hub, AWS, Slack, npm, Artifactory.
  {
    sign: /gh[pousr]_|github_pat_|glpat-|gldt-|dckr_|akia|asia|xox|npm_|akc|cmvmd/,
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl(?:pat|dt)-[\w-]{16,}|dckr_(?:pat|oat)_[\w-]{16,}|A[KS]IA[A-Z0-9]{16}|xox[abprs]-[\w-]{10,}|npm_[A-Za-z0-9]{30,}|AKC[A-Za-z0-9]{20,}|cmVmd[A-Za-z0-9]{20,})/g,
    replacement: REMOVED,
  },
  // Options of commands that people paste; PASSWORD is the placeholder of our own.
  {
    sign: /--?(?:docker-)?password|--token/,
    pattern: /(--?(?:docker-)?(?:password|token)[= ])(?!\[|PASSWORD(?![\w-]))[^\s"']+/g,
    replacement: `$1${REMOVED}`,
  },
];

/** Any of the signs: most texts hold none, and are looked at once only; in small letters, as that is faster than `i`. */
const ANY_SIGN = new RegExp(REDACTIONS.map(({ sign }) => sign.source).join('|'));

/** Removes credentials from a text: logins in URLs, tokens, signatures, secrets, environment values. */
export function redactText(text: string): string {
  const small = text.toLowerCase();
  if (!ANY_SIGN.test(small)) return text;
  let result = text;
  for (const { sign, pattern, replacement } of REDACTIONS) {
    if (sign.test(small)) result = result.replace(pattern, replacement);
  }
  return result;
}
