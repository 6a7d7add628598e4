import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bzip2 } from '../../src/sources/codecs/bzip2.ts';
import { COMPRESSIONS, decompress } from '../../src/sources/decompress.ts';
import { gunzip } from '../../src/sources/gunzip.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { createMeter } from '../../src/sources/meter.ts';
import { streamOf } from './archives.ts';
import { makeEndlessRun } from './hostile-bzip2.ts';

const DATA = new URL('./data/', import.meta.url);

type Kind = keyof typeof COMPRESSIONS | 'gzip';

const readData = (name: string): Buffer => readFileSync(new URL(name, DATA));

/** What comes out of some bytes, in pieces of that size. */
async function unpack(kind: Kind, bytes: Buffer, pieceBytes = 1000) {
  const meter = createMeter(DEFAULT_LIMITS).openFile().openLayer(0);
  const chunks: Buffer[] = [];
  let error: string | null = null;
  let hasGarbage = false;
  const onGarbage = (): void => {
    hasGarbage = true;
  };
  const input = streamOf(bytes, pieceBytes);
  try {
    const output =
      kind === 'gzip' ? gunzip(input, meter, onGarbage) : decompress(input, COMPRESSIONS[kind], meter, onGarbage);
    for await (const chunk of output) chunks.push(Buffer.from(chunk));
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  return { content: Buffer.concat(chunks), error, hasGarbage };
}

/** The same tar by each program. */
const tar = await unpack('xz', readData('bundle.tar.xz')).then(({ content }) => content);
const FILES: readonly (readonly [Kind, Buffer])[] = [
  ['gzip', gzipSync(tar)],
  ['xz', readData('bundle.tar.xz')],
  ['zstd', readData('bundle.tar.zst')],
  ['bzip2', readData('bundle.tar.bz2')],
];

for (const [kind, bytes] of FILES) {
  suite(kind, () => {
    for (const pieceBytes of [1, 997, bytes.length]) {
      test(`gives the content, in pieces of ${pieceBytes} bytes`, async () => {
        const { content, error, hasGarbage } = await unpack(kind, bytes, pieceBytes);
        assert.deepEqual([error, hasGarbage], [null, false]);
        assert.ok(content.length > 100_000 && content.equals(tar));
      });
    }

    test('is one content where several are joined, and zeros behind them are padding', async () => {
      for (const [parts, pieceBytes] of [
        [[bytes, bytes, bytes], 333],
        [[bytes, bytes, bytes, Buffer.alloc(1024)], 1 << 20],
      ] as const) {
        const { content, error, hasGarbage } = await unpack(kind, Buffer.concat(parts), pieceBytes);
        assert.deepEqual([error, hasGarbage], [null, false]);
        assert.ok(content.equals(Buffer.concat([tar, tar, tar])));
      }
    });

    test('gives all of its content where something else follows, and says so', async () => {
      // Of xz not even the magic is looked at before its header is there, which has twelve bytes.
      for (const tail of ['x'.repeat(kind === 'xz' ? 12 : 1), 'garbage of any kind', 'y'.repeat(5000)]) {
        const { content, error, hasGarbage } = await unpack(kind, Buffer.concat([bytes, Buffer.from(tail)]));
        assert.deepEqual([error, hasGarbage], [null, true], tail.slice(0, 10));
        assert.ok(content.equals(tar));
      }
    });

    test('cut off anywhere gives the beginning, and says so', async () => {
      const cuts = new Set([1, 2, 3, 5, 9, 11, 17]);
      for (let cut = 23; cut < bytes.length; cut += 331) cuts.add(cut);
      for (let left = 1; left <= 24; left++) cuts.add(bytes.length - left);
      let longest = 0;
      for (const cut of cuts) {
        const { content, error } = await unpack(kind, bytes.subarray(0, cut));
        assert.match(error ?? 'no error', new RegExp(`^the ${kind} file is cut off$`), `at ${cut}`);
        assert.ok(tar.subarray(0, content.length).equals(content), `at ${cut}`);
        longest = Math.max(longest, content.length);
      }
      assert.equal(longest, tar.length);
    });

    test('damaged anywhere is never taken for whole', async () => {
      for (let at = 12; at < bytes.length; at += 457) {
        const damaged = Buffer.from(bytes);
        damaged[at] = damaged[at]! ^ 0x55;
        const { content, error, hasGarbage } = await unpack(kind, damaged);
        // What is no part of the content may change: a name, a time.
        if (error === null) assert.ok(content.equals(tar) || hasGarbage, `byte ${at}`);
        else assert.match(error, /damaged|cut off|not enough memory|not read|not here/, `byte ${at}`);
      }
    });
  });
}

/** Made with `xz --lzma2=preset=0,dict=128MiB`, `xz -C sha256`, `zstd --long=28` and `zstd -D` from one line of text. */
const REFUSED: readonly (readonly [string, Kind, string, RegExp])[] = [
  [
    'xz with a window of 128 MiB',
    'xz',
    '/Td6WFoAAAFpIt42AgAhAR4AAACbB1FmAQAUbmVlZHMgYSBsYXJnZSB3aW5kb3cKAAAAAKADolAAASkVK84dCZBCmQ0BAAAAAAFZWg==',
    /^this xz file needs a window over 64 MiB.*xz -d/,
  ],
  [
    'xz with a SHA-256 check',
    'xz',
    '/Td6WFoAAArh+wyhAgAhAQwAAACPmEGcAQAUbmVlZHMgYSBsYXJnZSB3aW5kb3cKAAAAABxQCKXTLMwn/8bzpS3WaJ9DWgLfZk9cICoXkXLtMn9lAAFFFYDqVcAYm0uaAQAAAAAKWVo=',
    /^this xz file has a SHA-256 check or a filter.*xz -d/,
  ],
  [
    'zstd with a window of 256 MiB',
    'zstd',
    'KLUv/QCQqQAAbmVlZHMgYSBsYXJnZSB3aW5kb3cK',
    /^this zstd file needs a window over 128 MiB.*zstd -d/,
  ],
  [
    'zstd with a dictionary',
    'zstd',
    'KLUv/SdfGFtsFakAAG5lZWRzIGEgbGFyZ2Ugd2luZG93CnzT7Cs=',
    /^this zstd file was compressed with a dictionary/,
  ],
];
for (const [title, kind, text, message] of REFUSED) {
  test(`${title} is refused, with what to do`, async () => {
    const { content, error } = await unpack(kind, Buffer.from(text, 'base64'));
    assert.match(error ?? '', message);
    assert.equal(content.length, 0);
  });
}

test('skippable frames of zstd are skipped, also in front', async () => {
  const skippable = Buffer.from('502a4d1804000000deadbeef', 'hex');
  const bytes = readData('bundle.tar.zst');
  const { content, error } = await unpack('zstd', Buffer.concat([skippable, bytes, skippable]));
  assert.equal(error, null);
  assert.ok(content.equals(tar));
});

test('a header of gzip may hold an extra field, a name, a comment and a checksum', async () => {
  const plain = gzipSync('text');
  const header = Buffer.from('1f8b081e000000000003', 'hex');
  const fields = Buffer.concat([Buffer.from([3, 0, 1, 2, 3]), Buffer.from('name\0comment\0'), Buffer.from([9, 9])]);
  const bytes = Buffer.concat([header, fields, plain.subarray(10)]);
  assert.equal(gunzipSync(plain).toString(), 'text');
  const { content, error } = await unpack('gzip', bytes, 1);
  assert.deepEqual([content.toString(), error], ['text', null]);
});

test('a run in bzip2 that is longer than a number is wide is damage', { timeout: 5000 }, async () => {
  const { error } = await unpack('bzip2', makeEndlessRun());
  assert.match(error ?? '', /^the bzip2 file is damaged: a block longer than it may be$/);
});

test('codecs that are open at once, one inside the other, are bounded', () => {
  const file = createMeter(DEFAULT_LIMITS).openFile();
  const open = Array.from({ length: 4 }, () => file.openLayer(COMPRESSIONS.zstd.windowBytes));
  assert.throws(() => file.openLayer(bzip2.windowBytes), /^Error: more than 512 MiB of memory/);
  open[0]?.close();
  file.openLayer(bzip2.windowBytes);
});
