import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerdLog } from '../../../src/formats/containerd-log.ts';
import { kubeletLog } from '../../../src/formats/kubelet-log.ts';
import { detectSyntax } from '../../../src/formats/objects/detect-syntax.ts';
import { stripColoursOf } from '../../../src/formats/text/envelopes/colours.ts';
import { hasBlocks, joinBlocks } from '../../../src/formats/text/envelopes/join-blocks.ts';
import { createPartJoiner } from '../../../src/formats/text/envelopes/join-parts.ts';
import { monthOf } from '../../../src/formats/text/envelopes/months.ts';
import { spellInJson } from '../../../src/formats/text/envelopes/spell-in-json.ts';
import { KUBELET_ENVELOPE_SAMPLES } from '../../../src/formats/text/kubelet-envelope-samples.ts';
import { seedRandom } from '../../lab/random.ts';
import { cutChunks, scanChunks } from './run-samples.ts';

const logFormats = [kubeletLog, containerdLog];
const CURSOR = '__CURSOR=s=f400d67b973a43eca8afc50ba3ac7629;i=5a;b=0a;m=1;t=2;x=3';
const LINE_BYTES = 1024 * 1024;

async function join(bytes: Buffer, size = bytes.length, lineBytes = LINE_BYTES) {
  const warnings: string[] = [];
  const joined: Buffer[] = [];
  const warn = (line: number | null, message: string) => warnings.push(`${line}: ${message}`);
  for await (const chunk of joinBlocks(cutChunks(bytes, size), lineBytes, warn)) joined.push(Buffer.from(chunk));
  return { text: Buffer.concat(joined).toString('utf8'), warnings };
}

/** A value as the export format gives it where it has several lines. */
function binaryField(name: string, value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, bytes, Buffer.from('\n')]);
}

function exportEntry(...fields: readonly (Buffer | string)[]): Buffer {
  const head = `${CURSOR}\n__REALTIME_TIMESTAMP=1721361964520700\n_HOSTNAME=n\nSYSLOG_IDENTIFIER=kubelet\n_PID=7\n`;
  return Buffer.concat([
    Buffer.from(head),
    ...fields.map((field) => (typeof field === 'string' ? Buffer.from(`${field}\n`) : field)),
    Buffer.from('\n'),
  ]);
}

for (const sample of KUBELET_ENVELOPE_SAMPLES) {
  test(`cut into two at every byte, a log gives the same: ${sample.title}`, async () => {
    const bytes = Buffer.from(`${sample.text}\n`);
    const whole = await scanChunks(cutChunks(bytes, bytes.length), logFormats);
    assert.equal(whole.observations.length, sample.observations.length);
    for (let at = 1; at < bytes.length; at += 1) {
      // Each chunk is destroyed when the next is asked for.
      const halves = async function* () {
        const first = Buffer.from(bytes.subarray(0, at));
        yield first;
        first.fill('~');
        yield bytes.subarray(at);
      };
      const { observations, warnings } = await scanChunks(halves(), logFormats);
      assert.deepEqual(observations, whole.observations, `cut at ${at}`);
      assert.deepEqual(warnings, whole.warnings, `cut at ${at}`);
    }
  });

  test(`its syntax is text: ${sample.title}`, () => {
    assert.equal(detectSyntax(Buffer.from(sample.text)), 'text');
  });
}

test('values with their length: the message stands on its own lines, whatever bytes the length and the values have', async () => {
  // 10 is a line feed, so that this length itself has one.
  for (const size of [1, 9, 10, 266, 4000]) {
    const value = 'x'.repeat(size);
    const entry = exportEntry(
      binaryField('COREDUMP', `a\n\n__b=c\n${value}`),
      binaryField('MESSAGE', `${value}\nsecond\n\nlast`),
      'PRIORITY=6',
    );
    const bytes = Buffer.concat([entry, Buffer.from('between\n'), exportEntry('MESSAGE=next')]);
    const before = '1721361964.520700 n kubelet[7]: ';
    for (const chunk of [1, 7, 64, bytes.length]) {
      const { text, warnings } = await join(bytes, chunk);
      const lines = text.split('\n');
      const said = lines.filter((line) => line !== '');
      assert.deepEqual(said, [
        `${before}${value}`,
        `${before}second`,
        before,
        `${before}last`,
        'between',
        `${before}next`,
      ]);
      assert.equal(lines.length, bytes.toString('latin1').split('\n').length);
      assert.deepEqual(warnings, []);
      // The second line of the message stands where it stands in the file.
      const inFile = bytes.toString('latin1').split('\n');
      assert.equal(lines.indexOf(`${before}second`), inFile.indexOf('second'));
    }
  }
});

test('a length that is none does no harm beyond its entry', async () => {
  const wrong = Buffer.concat([Buffer.from('MESSAGE\n'), Buffer.alloc(8, 255), Buffer.from('lost\n')]);
  const { text } = await join(Buffer.concat([exportEntry(wrong), exportEntry('MESSAGE=next')]));
  assert.match(text, /n kubelet\[7\]: next\n/);
  const cut = Buffer.concat([
    Buffer.from('MESSAGE\n'),
    Buffer.from([200, 0, 0, 0, 0, 0, 0, 0]),
    Buffer.from('lost\n\n'),
  ]);
  const { text: second, warnings } = await join(Buffer.concat([exportEntry(cut), exportEntry('MESSAGE=next')]));
  assert.match(second, /n kubelet\[7\]: next\n/);
  assert.equal(warnings.length, 1);
});

test('every line keeps its number, in any mixture of entries, broken ones and others, at every chunk size', async () => {
  const random = seedRandom(11);
  const pieces = [
    exportEntry('MESSAGE=a'),
    exportEntry(binaryField('MESSAGE', 'a\nb')),
    exportEntry(),
    Buffer.from(`${CURSOR}\nMESSAGE=cut`),
    Buffer.from('{\n\t"__CURSOR" : "s=1",\n\t"MESSAGE" : "c"\n}\n'),
    Buffer.from('{\n\t"kind" : "Pod"\n}\n'),
    Buffer.from('{\n\t"MESSAGE" : [\n\t\t98,\n\t\t97\n\t]\n'),
    Buffer.from('Fri 2024-07-19 00:06:04.520700 EDT [s=f4;i=5a;b=0a]\n    MESSAGE=d\n            e\n    _PID=1\n'),
    Buffer.from('Jul 19 04:06:04 n kubelet[1]: f\r\n'),
    Buffer.from('\n'),
    Buffer.from('    MESSAGE=g\n'),
  ];
  for (let round = 0; round < 300; round += 1) {
    const bytes = Buffer.concat(Array.from({ length: random.integer(1, 9) }, () => random.pick(pieces)));
    const whole = await join(bytes);
    const ends = bytes.toString('latin1').endsWith('\n') ? 0 : 1;
    assert.equal(whole.text.split('\n').length, bytes.toString('latin1').split('\n').length + ends);
    const { text } = await join(bytes, random.integer(1, 40));
    assert.equal(text, whole.text);
  }
});

test('entries without end are held no longer than they may be', async () => {
  const line = `    MESSAGE=${'x'.repeat(60_000)}\n`;
  const more = `${' '.repeat(12)}${'y'.repeat(60_000)}\n`;
  const verbose = `Fri 2024-07-19 00:06:04.520700 EDT [s=f4;i=5a;b=0a]\n${line}${more.repeat(100)}`;
  const cut = await join(Buffer.from(verbose));
  assert.equal(cut.warnings.length, 1);
  assert.ok(cut.text.length < 5 * 1024 * 1024);
  const pretty = `{\n${`\t"x" : "${'x'.repeat(60_000)}",\n`.repeat(100)}`;
  const given = await join(Buffer.from(pretty));
  assert.equal(given.text, pretty);
});

test('only logs of several lines an entry are rewritten', () => {
  for (const text of [
    '{"__CURSOR":"s=1","MESSAGE":"x"}\n',
    'Jul 19 04:06:04 n kubelet[1]: MESSAGE=x\n',
    'kind: ConfigMap\ndata:\n  MESSAGE: x\n',
    '{\n  "kind": "Pod"\n}\n',
    'a __CURSOR=s=1\n',
  ])
    assert.equal(hasBlocks(Buffer.from(text)), false, text);
});

const LOSSES: readonly (readonly [string, string, RegExp])[] = [
  [
    'messages over 4096 bytes in JSON',
    '{"_HOSTNAME":"n","MESSAGE":null}\n{"MESSAGE":"x"}\n{"MESSAGE":null}\n',
    /^41: 2 messages are lost, the first here: .*--all/,
  ],
  [
    'the same in pretty JSON',
    '{\n\t"__CURSOR" : "s=1",\n\t"MESSAGE" : null\n}\n',
    /^41: A message is lost here: .*4096 bytes.*--all/,
  ],
  ['messages that are no text', 'Jul 19 04:06:04 n kubelet[1]: [57B blob data]\n', /^41: .*control characters.*--all/],
  [
    'lines cut to a terminal',
    'Jul 19 04:06:04 n kubelet[1]: E0719 04:06:04.520664    8607 r.go:1] "Failed to pull image" err="rp…\n',
    /^41: .*--full/,
  ],
];
for (const [what, text, warning] of LOSSES) {
  test(`what a log lost is counted and said: ${what}`, async () => {
    const bytes = Buffer.from(`${'a line of nothing in particular\n'.repeat(40)}${text}`);
    const { warnings } = await scanChunks(cutChunks(bytes, bytes.length), logFormats);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', warning);
  });
}

test('errors of several lines in a reversed log are counted and said', async () => {
  const line = (text: string) => `Jun 16 17:32:48 n kubelet[1]: ${text}`;
  const block = [
    line(' > image="r.corp.example/a:1"'),
    line('\trpc error: denied'),
    line('E0616 17:32:48.206381    1073 remote_image.go:180] "PullImage from image service failed" err=<'),
    line('I0616 17:32:47.206381    1073 x.go:1] "x"'),
  ];
  const { warnings } = await scanChunks(
    cutChunks(Buffer.from(`${[...block, ...block].join('\n')}\n`), 4096),
    logFormats,
  );
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /^3: 2 errors, the first here, of several lines .*--reverse/);
  const forward = await scanChunks(cutChunks(Buffer.from(`${block.toReversed().join('\n')}\n`), 4096), logFormats);
  assert.deepEqual(forward.warnings, []);
});

test('parts without end are offered as they are, and a line in parts is bounded', () => {
  const offered: [number, number][] = [];
  const joiner = createPartJoiner((line, text) => offered.push([line, text.length]));
  const part = `2024-07-19T04:06:04.520700000Z stderr P ${'x'.repeat(400_000)}`;
  for (let line = 1; line <= 4; line += 1) assert.equal(joiner.take(line, part), true);
  assert.equal(joiner.isOpen(), true);
  joiner.end();
  assert.equal(joiner.isOpen(), false);
  assert.deepEqual(
    offered.map(([line, size]) => [line, Math.round(size / 400_000)]),
    [
      [1, 2],
      [3, 2],
    ],
  );
});

test('colours are taken off wherever a chunk ends', async () => {
  const text = 'a \u001b[0;1;31mred\u001b[0m, \u001b]0;title\u0007b ü\u001b[m\u001b[K\nno escape\n';
  const bytes = Buffer.from(`${text}\u001b not a sequence`);
  for (let size = 1; size <= bytes.length; size += 1) {
    const plain: Buffer[] = [];
    for await (const chunk of stripColoursOf(cutChunks(bytes, size))) plain.push(Buffer.from(chunk));
    assert.equal(Buffer.concat(plain).toString('utf8'), 'a red, b ü\nno escape\n\u001b not a sequence');
  }
});

test('months in the words of several languages', () => {
  const months = ['Jan', 'févr.', 'Mär', 'avril', 'мая', 'juin', 'lug', '8月', 'sept.', '10월', 'lis', 'Dez'];
  assert.deepEqual(months.map(monthOf), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.equal(monthOf('Foo'), undefined);
});

test('words are looked for as they stand in JSON, too', () => {
  assert.deepEqual(spellInJson('plain words'), ['plain words']);
  assert.deepEqual(spellInJson('err="<'), ['err="<', 'err=\\"<', 'err=\\"\\u003c']);
  assert.deepEqual(spellInJson('\n"Name":'), ['\n"Name":']);
});
