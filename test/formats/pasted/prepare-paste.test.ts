import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { completePhrase } from '../../../src/formats/pasted/complete-phrase.ts';
import { readCellsBefore } from '../../../src/formats/pasted/event-cells-before.ts';
import { preparePaste } from '../../../src/formats/pasted/prepare-paste.ts';
import { repairJson } from '../../../src/formats/pasted/repair-json.ts';
import { undressLines } from '../../../src/formats/pasted/undress.ts';
import { unwrapLines } from '../../../src/formats/pasted/unwrap.ts';
import { analyzeText } from './analyze-text.ts';

function unwrap(text: string): string[] {
  return unwrapLines(text.split('\n').map((line, index) => ({ number: index + 1, text: line }))).map(
    (line) => line.text,
  );
}

suite('lines that a terminal has broken', () => {
  const long = `Failed to pull image "${'x'.repeat(60)}`;

  test('are joined where the longest one breaks within quotes', () => {
    assert.deepEqual(unwrap(`${long}\nyz": EOF\nend`), [`${long}yz": EOF`, 'end']);
  });

  test('stay where the line below begins something of its own', () => {
    for (const below of [
      'Warning  Failed  3s',
      'Events:',
      '3m  3m  1',
      'web-0   0/1',
      '  reason: x',
      '$ kubectl get pods',
      '- name: web',
    ])
      assert.deepEqual(unwrap(`${long}\n${below}`), [long, below]);
  });

  test('stay where the longest line is a whole one', () => {
    const whole = `ctr: ${'error '.repeat(20)}end`;
    assert.deepEqual(unwrap(`${whole}\nctr: another error`), [whole, 'ctr: another error']);
  });
});

suite('what tickets put on lines', () => {
  test('a single mark of a quote is a prompt, several are a quote', () => {
    assert.deepEqual(undressLines(['> kubectl get pods', 'web-0']), ['> kubectl get pods', 'web-0']);
    assert.deepEqual(undressLines(['text', '> a', '>  b', '> c', 'text']), ['text', 'a', ' b', 'c', 'text']);
  });

  test('an ampersand of a URL stays where nothing is escaped', () => {
    assert.deepEqual(undressLines(['https://r.example/token?a=1&lt=2&amp;b']), [
      'https://r.example/token?a=1&lt=2&amp;b',
    ]);
  });

  test('escaped once is unescaped once', () => {
    assert.deepEqual(undressLines(['&quot;&amp;quot;&quot;']), ['"&quot;"']);
  });
});

suite('pieces of JSON', () => {
  const cases: readonly (readonly [string, unknown[]])[] = [
    ['"a": {"b": 1}', [{ a: { b: 1 } }]],
    ['"a": {"b": 1}},\n"c": 2', [{ a: { b: 1 } }, { c: 2 }]],
    ['{"a": [1, {"b": "cut', [{ a: [1, { b: 'cut' }] }]],
    ['{"a": 1,\n"b": tr', [{ a: 1 }]],
    ['}, {"a": 1}', [{ a: 1 }]],
    ['no JSON', []],
    ['', []],
  ];
  for (const [text, values] of cases)
    test(JSON.stringify(text), () =>
      assert.deepEqual(
        repairJson(text).filter((value) => Object.keys(value as object).length > 0),
        values,
      ),
    );
});

suite('ends that are cut off', () => {
  for (const [cut, whole] of [
    ['http: server gave H', 'http: server gave HTTP response to HTTPS client'],
    ['dial tcp: lookup r.example: no such ho', 'dial tcp: lookup r.example: no such host'],
    ['connect: connection', 'connect: connection'],
    ['http: s', 'http: s'],
    ['no such host', 'no such host'],
    ['', ''],
  ] as const)
    test(JSON.stringify(cut), () => assert.equal(completePhrase(cut).startsWith(whole), true));

  test('what fits several phrases stays', () => {
    assert.equal(completePhrase('toomanyrequests: You have reached your '), 'toomanyrequests: You have reached your ');
  });
});

suite('what stands before a message', () => {
  for (const text of [
    'I see ',
    '2024-01-02T03:04:05Z stdout F ',
    'E0102 03:04:05.123456 1 a.go:1] ',
    'level=error msg="',
    'deployer ',
    'the pod is in ',
    '2024-01-02T03:04:05Z ERROR worker ',
  ])
    test(`${JSON.stringify(text)} is no cell of an Event`, () => assert.equal(readCellsBefore(text), null));

  test('cells in any order', () => {
    const { namespace, pod, type, reason, source, count } = readCellsBefore(
      'shop  3m (x4 over 5m)  Warning  Failed  pod/web-0  kubelet, node-1  ',
    )!;
    assert.deepEqual(
      [namespace, pod, type, reason, source, count],
      ['shop', 'web-0', 'Warning', 'Failed', 'kubelet, node-1', 4],
    );
  });
});

test('files as programs write them are left as they are', () => {
  for (const text of [
    'NAME    READY   STATUS             RESTARTS   AGE\nweb-0   0/1     ImagePullBackOff   0          9s\n',
    '{"kind":"List","items":[{"kind":"Pod","spec":{"containers":[{"image":"x"}]}}]}\n',
    'Jan 02 03:04:05 n kubelet[1]: I0102 03:04:05.1 1 a.go:1] pulling\n',
  ])
    assert.equal(preparePaste(Buffer.from(text)), null);
});

test('hostile texts take no time', async () => {
  const texts = [
    '{',
    '[{"',
    '"',
    '> ',
    '&quot;',
    '\u001b[',
    'Name: x\n',
    '(x1 over ',
    'a/',
    '- a:\n ',
    '{kubelet ',
    'state:\n',
    '"waiting": {\n',
    '| ',
    '1m 1m 1 ',
    'pod/a ',
  ];
  for (const piece of texts) {
    const text = `Failed to pull image "x": ErrImagePull\n${piece.repeat(Math.floor(60_000 / piece.length))}`;
    const started = performance.now();
    await analyzeText(text);
    assert.ok(performance.now() - started < 3000, JSON.stringify(piece));
    await analyzeText(`${piece.repeat(900 / piece.length)}Failed to pull image "x": y`);
  }
});
