import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectSyntax, type Syntax } from '../../../src/formats/objects/detect-syntax.ts';

/** Rows: what it is, its first bytes, the answer. */
const ROWS: readonly (readonly [string, string | Buffer, Syntax])[] = [
  ['no bytes', '', 'empty'],
  ['white space', '\uFEFF \r\n\n', 'empty'],
  ['kubectl JSON', '{\n    "apiVersion": "v1",\n    "items": [', 'json'],
  ['JSON with a byte order mark', '\uFEFF{"kind":"PodList"', 'json'],
  ['a Prometheus answer', '{"status":"success","data":{"resultType":"matrix","result":[]}}', 'json'],
  ['a bare array', '[\n  {"metric": {}}', 'json'],
  ['an empty array', '[]', 'json'],
  ['Events, one per line', '{"apiVersion":"v1","kind":"Event"}\n{"apiVersion":"v1","kind":"Event"}\n', 'json'],
  [
    'JSON after a prompt and a warning',
    '$ kubectl get events -o json\nWarning: v1 is old\n{\n  "kind": "List"',
    'json',
  ],
  ['journald JSON', '{"__CURSOR":"s=1","MESSAGE":"x"}\n{"__CURSOR":"s=2","MESSAGE":"y"}\n', 'text'],
  ['klog JSON', '{"ts":1721063152.1,"caller":"x.go:1","msg":"Pulling","v":0}\n', 'text'],
  ['Docker JSON', '{"log":"hello\\n","stream":"stderr","time":"2024-07-15T17:05:52Z"}\n', 'text'],
  ['a log line that is cut', `{"ts":1,"msg":"${'x'.repeat(70_000)}`, 'text'],
  ['a log with levels in brackets', '[INFO] started\n[INFO] done\n', 'text'],
  ['a log with times in brackets', '[2024-07-15 10:00:00] started\n', 'text'],
  ['a template in braces', '{{ .Items }}\n', 'text'],
  ['kubectl YAML', 'apiVersion: v1\nitems:\n- apiVersion: v1\n', 'yaml'],
  ['oc adm inspect YAML', '---\napiVersion: v1\nkind: Pod\n', 'yaml'],
  ['YAML with CRLF and a comment', '# saved\r\nkind: Pod\r\n', 'yaml'],
  ['YAML after a prompt', 'me@host:~$ kubectl get po -o yaml\napiVersion: v1\n', 'yaml'],
  ['a YAML sequence', '- apiVersion: v1\n  kind: Pod\n', 'yaml'],
  ['kubectl describe', 'Name:         web-0\nNamespace:    shop\n', 'text'],
  ['test output with dashes', '--- FAIL: TestPull (0.00s)\n', 'text'],
  ['a kubelet log', 'I0715 17:05:52.326116    1234 kubelet.go:1] "x"\n', 'text'],
  ['kubectl refused', 'Error from server (Forbidden): pods is forbidden\n', 'text'],
  ['coloured output', '\u001b[31mError\u001b[0m: no\n', 'text'],
  ['a log with a hole, after a crash', Buffer.from(`Jul 19 n a: x\n${'\0'.repeat(4000)}Jul 19 n a: y\n`), 'text'],
  ['JSON with zeros behind it', Buffer.from(`{"kind":"Pod"}\n${'\0'.repeat(4000)}`), 'json'],
  ['nothing but zeros', Buffer.alloc(4000), 'binary'],
  ['text with a single NUL byte', Buffer.from('a line\0 of text\n'), 'binary'],
  ['many holes', Buffer.from(`word\n${'\0'.repeat(100)}`.repeat(4)), 'binary'],
  ['NUL bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), 'binary'],
  ['control bytes', Buffer.from(Array.from({ length: 64 }, (_, index) => index % 8 || 1)), 'binary'],
  ['text that is no UTF-8', Buffer.from([0x67, 0xe9, 0x0a]), 'text'],
];

for (const [title, head, expected] of ROWS) {
  test(`tells ${title} to be ${expected}`, () => {
    assert.equal(detectSyntax(Buffer.from(head as string)), expected);
  });
}
