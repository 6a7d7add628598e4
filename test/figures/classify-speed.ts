/**
 * Prints how long the classification takes beside testing one plain RegExp per cause, and how it grows with the message.
 * Run: node --import tsx test/figures/classify-speed.ts FOLDER, with FOLDER/runtime and FOLDER/reported as for causes.ts;
 * without FOLDER the examples of the causes are taken. Medians of five runs side by side.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../../src/causes/classify.ts';
import { CAUSES } from '../../src/causes/index.ts';

const MESSAGES = 100_000;
const RUNS = 5;

/** One plain expression per cause: the words that people grep for. */
const PLAIN: readonly RegExp[] = (
  'manifest unknown|not found;name unknown;manifest for .*@sha256;pull access denied;blob unknown|could not fetch content;' +
  'no basic auth credentials;incorrect username|expired;denied|403;Unable to retrieve .*pull secret;toomanyrequests|429;' +
  'invalid reference format;no such host|server misbehaving;connection refused;reset by peer|EOF;i/o timeout|TLS handshake timeout;' +
  'no route to host|network is unreachable;unknown authority;certificate has expired|not valid;remote error: tls;HTTP response to HTTPS;' +
  'proxyconnect;50[0-9] ;40[0-9] ;did not include a token;registry is unavailable;no match for platform|no matching manifest;' +
  'no longer supported;unexpected commit digest;no space left;failed to (?:extract|register) layer;pull policy of Never;pull QPS exceeded;' +
  'context canceled;due to configured policy;Source image rejected;containerd.sock;Failed to inspect;credential provider;hosts.toml;' +
  'image not known;Back-off pulling'
)
  .split(';')
  .map((source) => new RegExp(source));

const folder = process.argv[2];
const texts =
  folder === undefined ? CAUSES.flatMap(({ examples }) => examples.map(({ message }) => message)) : readTexts(folder);
// The messages with names drawn anew, so that none is met twice.
const messages = Array.from({ length: MESSAGES }, (_, i) =>
  (texts[i % texts.length] ?? '').replace(/corp|acme|library/g, (name) => `${name}${i}`),
);

const plain: number[] = [];
const ours: number[] = [];
for (let run = 0; run < RUNS; run++) {
  plain.push(
    measure(
      () => messages.filter((message) => PLAIN.filter((expression) => expression.test(message)).length > 0).length,
    ),
  );
  ours.push(measure(() => messages.filter((message) => classify(message).cause.id !== 'not-image-pull').length));
}
const short = measure(() => repeat(20_000));
const long = measure(() => repeat(1_000_000));
process.stdout.write(
  `${PLAIN.length} plain expressions, ${CAUSES.length} causes, ${MESSAGES} messages: ` +
    `${median(plain).toFixed(0)} ms and ${median(ours).toFixed(0)} ms, ${(median(ours) / median(plain)).toFixed(2)} times\n` +
    `a message of 20 kB and one of 1 MB, 50 times each: ${short.toFixed(0)} ms and ${long.toFixed(0)} ms, ${(long / short).toFixed(1)} times\n`,
);

function repeat(length: number): void {
  const part = 'failed to do request: Head "https://registry.corp.example/v2/web/manifests/1": ';
  const message = `Failed to pull image "web:1": ${part.repeat(Math.ceil(length / part.length))}EOF`;
  for (let i = 0; i < 50; i++) classify(`${message}${i}`);
}

function measure(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function readTexts(from: string): string[] {
  return ['runtime', 'reported']
    .map((part) => join(from, part, 'messages.jsonl'))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { message: string }).message);
}
