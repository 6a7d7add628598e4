import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectEscaping, unescapeChunks } from '../../../src/formats/text/envelopes/html-entities.ts';
import { cutChunks } from '../text/run-samples.ts';
import { analyzeText, shortFailures } from './analyze-text.ts';

const ESCAPE = '\u001b';
/** More than what is looked at to tell a paste. */
const LONG = 300_000;

const NOISE =
  'I1130 06:10:55.123456     900 reconciler.go:224] "operationExecutor.VerifyControllerAttachedVolume started" volume="data"\n';
const FAILURE =
  'E1130 06:10:56.123456     900 pod_workers.go:965] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"rpc error: code = Unknown desc = failed to pull and unpack image \\\\\\"docker.io/shop/web:3\\\\\\": failed to copy: read tcp 192.0.2.5:51234->192.0.2.9:443: read: connection reset by peer\\"" pod="shop/web-0" podUID="5a1f9fb8-6f7a-4f0e-8b1f-3a5c9d1e2f30"\n';

function repeat(line: string, bytes: number): string {
  return line.repeat(Math.ceil(bytes / line.length));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

async function readAll(chunks: AsyncIterable<Buffer>): Promise<string> {
  const read: Buffer[] = [];
  for await (const chunk of chunks) read.push(Buffer.from(chunk));
  return Buffer.concat(read).toString('utf8');
}

test('a long terminal session in which colours begin late', async () => {
  const red = (text: string) => `${ESCAPE}[31m${text}${ESCAPE}[0m`;
  const table = `$ kubecolor get events -A
NAMESPACE   LAST SEEN   TYPE      REASON   OBJECT      MESSAGE
${ESCAPE}[36mshop${ESCAPE}[0m        3s          ${red('Warning')}   ${red('Fai')}${red('led')}   pod/web-0   ${red('Failed')} to ${red('pull')} image "shop/web:1": rpc error: code = Unknown desc = Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no ${red('such')} host
`;
  const report = await analyzeText(`${repeat(NOISE, LONG)}${table}`);
  assert.deepEqual(shortFailures(report), ['shop/web-0 - shop/web:1 dns-failure']);
});

test('a long log that a browser has escaped', async () => {
  const text = `${repeat(NOISE, LONG)}${FAILURE}${repeat(NOISE, LONG)}`;
  const report = await analyzeText(escapeHtml(text));
  assert.deepEqual(shortFailures(report), shortFailures(await analyzeText(text)));
  assert.deepEqual(shortFailures(report), ['shop/web-0 web docker.io/shop/web:3 connection-reset']);
  const { line } = report.evidence[report.incidents[0]?.failures[0]?.attempts[0]?.evidence[0] ?? -1] ?? {};
  assert.equal(line, repeat(NOISE, LONG).split('\n').length);
});

test('a long list of Events in JSON that a program has coloured', async () => {
  const event = (name: string, reason: string, message: string) => ({
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name: `${name}.1`, namespace: 'shop', uid: `uid-${name}` },
    involvedObject: { kind: 'Pod', namespace: 'shop', name, fieldPath: 'spec.containers{web}' },
    reason,
    message,
    count: 1,
    lastTimestamp: '2026-01-02T03:04:05Z',
    type: 'Warning',
  });
  const items = [
    ...Array.from({ length: 1000 }, (_, index) => event(`idle-${index}`, 'Unhealthy', 'Readiness probe failed')),
    event(
      'web-0',
      'Failed',
      'Failed to pull image "shop/web:1": rpc error: code = Unknown desc = dial tcp: no such host',
    ),
  ];
  const text = JSON.stringify({ kind: 'List', apiVersion: 'v1', items }, null, 2);
  const coloured = text.replaceAll(
    /^( *)("[a-zA-Z]+"): ("[^\n]*")/gm,
    `$1${ESCAPE}[34;1m$2${ESCAPE}[0m: ${ESCAPE}[32m$3${ESCAPE}[0m`,
  );
  assert.ok(text.length > LONG);
  for (const input of [text, coloured, `${ESCAPE}[1;39m${coloured}`]) {
    assert.deepEqual(shortFailures(await analyzeText(input)), ['shop/web-0 web shop/web:1 dns-failure']);
  }
});

test('entities are told by the beginning of a text', () => {
  const cases: readonly [string, string][] = [
    ['a plain line with "quotes" & a url?a=b&c=d\n', 'none'],
    ['say &quot;x&quot;\n', 'all'],
    ['{"log":"say &quot;x&quot; &lt;b&gt;\\n"}\n', 'no-quotes'],
    ['<!DOCTYPE html><html><body>say &quot;x&quot;</body></html>', 'none'],
    ['<pre>say &quot;x&quot;</pre>', 'all'],
  ];
  for (const [text, escaping] of cases) assert.equal(detectEscaping(Buffer.from(text)), escaping, text);
});

test('entities are replaced wherever a chunk ends', async () => {
  const bytes = Buffer.from('&quot;ü&#34; &#x27;&lt;a&gt; &amp;lt; &nbsp;&unknown; && &quo\n&QUOT;&');
  for (let size = 1; size <= bytes.length; size += 1) {
    const text = await readAll(unescapeChunks(cutChunks(bytes, size), 'all'));
    assert.equal(text, '"ü" \'<a> &lt;  &unknown; && &quo\n"&');
  }
  const kept = await readAll(unescapeChunks(cutChunks(bytes, 7), 'no-quotes'));
  assert.equal(kept, "&quot;ü&#34; '<a> &lt;  &unknown; && &quo\n&QUOT;&");
});
