import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { COMPRESSIONS, decompress } from '../../src/sources/decompress.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { createMeter } from '../../src/sources/meter.ts';
import { makeFolder, makeNoise, makeTar, readAll, streamOf } from './archives.ts';
import { makeZip, type ZipMember } from './make-zip.ts';

const NOISE = makeNoise(150_000);
const TEXT = 'the quick brown fox\n'.repeat(5000);

/** Each way in which a member may stand in a zip. */
const WAYS: readonly (readonly [string, Omit<ZipMember, 'name' | 'content'>])[] = [
  ['deflated', {}],
  ['stored', { method: 'stored' }],
  ['zip64', { isZip64: true }],
  ['deflated, size behind', { descriptor: 'signed' }],
  ['deflated, size behind without a mark', { descriptor: 'bare' }],
  ['deflated, size behind, zip64', { descriptor: 'signed', isZip64: true }],
  ['stored, size behind', { method: 'stored', descriptor: 'signed' }],
  ['stored, size behind, zip64', { method: 'stored', descriptor: 'signed', isZip64: true }],
];

type Outcome = Awaited<ReturnType<typeof readAll>>;

/** Reads a zip as a file on disk, by its table of contents, and as a stream, by its members. */
async function readBothWays(bytes: Buffer, check: (outcome: Outcome, way: 'disk' | 'stream') => void, folder: string) {
  const file = join(folder, 'bundle.zip');
  writeFileSync(file, bytes);
  check(await readAll([file]), 'disk');
  check(await readAll(['-'], { stdin: streamOf(bytes, 777) }), 'stream');
}

const pathsOf = ({ paths }: Outcome): string[] => paths.map((path) => path.replace(/^[^!]*!\//, ''));
const messagesOf = ({ artefacts, warnings }: Outcome): string[] => [
  ...artefacts.flatMap(({ error }) => error ?? []),
  ...warnings.map(({ message }) => message),
];

suite('a zip', () => {
  for (const [title, way] of WAYS) {
    test(`of members ${title}, is read from disk and from a stream`, async (context) => {
      const inner = makeZip([{ ...way, name: 'x.log', content: 'inner' }]);
      const bytes = makeZip([
        { name: 'folder/', content: '', method: 'stored', ...(way.descriptor ? { descriptor: way.descriptor } : {}) },
        { ...way, name: 'folder/noise.log', content: NOISE },
        { ...way, name: 'text.log', content: TEXT },
        { ...way, name: 'empty.log', content: '' },
        { ...way, name: 'inner.zip', content: inner },
        {
          ...way,
          name: 'marks.log',
          content: Buffer.concat([Buffer.from('78504b0708504b0304504b0506', 'hex'), inner]),
        },
      ]);
      await readBothWays(
        bytes,
        (outcome, where) => {
          assert.deepEqual(messagesOf(outcome), [], where);
          assert.deepEqual(pathsOf(outcome), [
            'folder/noise.log',
            'text.log',
            'empty.log',
            'inner.zip!/x.log',
            'marks.log',
          ]);
          assert.ok(outcome.artefacts[0]?.text === NOISE && outcome.artefacts[1]?.text === TEXT, where);
          assert.equal(outcome.artefacts[3]?.text, 'inner');
        },
        makeFolder(context),
      );
    });
  }

  for (const [kind, method, name] of [
    ['bzip2', 12, 'bundle.tar.bz2'],
    ['zstd', 93, 'bundle.tar.zst'],
    ['xz', 95, 'bundle.tar.xz'],
  ] as const) {
    test(`whose members are compressed with ${kind} is read, too`, async (context) => {
      const packed = readFileSync(new URL(`./data/${name}`, import.meta.url));
      const layer = createMeter(DEFAULT_LIMITS).openFile().openLayer(0);
      const chunks: Buffer[] = [];
      for await (const chunk of decompress(streamOf(packed), COMPRESSIONS[kind], layer, assert.fail)) {
        chunks.push(Buffer.from(chunk));
      }
      const content = Buffer.concat(chunks);
      const direct = (await readAll(['-'], { stdin: streamOf(content) })).artefacts;
      await readBothWays(
        makeZip([{ name: 'bundle', content, packed, method }]),
        (outcome) => {
          assert.deepEqual(messagesOf(outcome), []);
          assert.deepEqual(
            outcome.artefacts.map(({ text }) => text),
            direct.map(({ text }) => text),
          );
        },
        makeFolder(context),
      );
    });
  }

  test('that is empty holds nothing', async (context) => {
    await readBothWays(makeZip([]), (outcome) => assert.deepEqual(outcome.artefacts, []), makeFolder(context));
  });

  test('gives times that bear a zone, and names as they are meant', async (context) => {
    const bytes = makeZip([
      { name: 'a.log', content: 'a', modified: 1_700_000_000 },
      { name: 'b\\ü.log', content: 'b' },
    ]);
    await readBothWays(
      bytes,
      ({ artefacts, ...outcome }) => {
        assert.deepEqual(pathsOf({ artefacts, ...outcome }), ['a.log', 'b/ü.log']);
        assert.deepEqual(
          artefacts.map(({ modifiedAt }) => modifiedAt),
          ['2023-11-14T22:13:20.000Z by archive-header', null],
        );
      },
      makeFolder(context),
    );
  });

  test('cut off anywhere gives the beginning and one warning', async (context) => {
    const members = WAYS.map(([, way], at) => ({
      ...way,
      name: `${at}.log`,
      content: `${at} ${NOISE.slice(at, 3000)}`,
    }));
    const bytes = makeZip(members);
    const folder = makeFolder(context);
    for (let cut = 5; cut < bytes.length; cut += cut < 300 ? 13 : 397) {
      await readBothWays(
        bytes.subarray(0, cut),
        (outcome, where) => {
          const at = `${where} at ${cut}`;
          const messages = messagesOf(outcome);
          assert.equal(messages.length, 1, `${at}: ${messages.join(' | ')}`);
          assert.match(messages[0] ?? '', /zip archive is (?:cut off|damaged)/, at);
          for (const [index, { text }] of outcome.artefacts.entries()) {
            assert.ok(members[index]?.content.startsWith(text), at);
          }
        },
        folder,
      );
    }
  });

  test('with something behind its end is read, with a warning', async (context) => {
    const bytes = Buffer.concat([makeZip([{ name: 'a.log', content: 'a' }]), Buffer.from('garbage')]);
    await readBothWays(
      bytes,
      (outcome) => {
        assert.deepEqual(pathsOf(outcome), ['a.log']);
        assert.deepEqual(messagesOf(outcome), ['what follows the end of the zip archive is none of it: left out']);
      },
      makeFolder(context),
    );
  });

  test('with a damaged member gives the others', async (context) => {
    const bytes = makeZip([
      { name: 'a.log', content: NOISE },
      { name: 'b.log', content: 'b' },
    ]);
    bytes.fill(0, 5000, 5040);
    await readBothWays(
      bytes,
      (outcome) => {
        assert.deepEqual(pathsOf(outcome), ['a.log', 'b.log']);
        assert.match(outcome.artefacts[0]?.error ?? '', /^its data is damaged/);
        assert.deepEqual([outcome.artefacts[1]?.text, outcome.warnings], ['b', []]);
      },
      makeFolder(context),
    );
  });

  test('with encrypted, linked, foreign and outward members gives the others, and names what is left out', async (context) => {
    const bytes = makeZip([
      { name: 'secret.log', content: 'x', isEncrypted: true },
      { name: 'secret-piped.log', content: NOISE, isEncrypted: true, descriptor: 'signed' },
      { name: 'large.log', content: 'x', method: 9 },
      { name: '../outside.log', content: 'x' },
      { name: 'C:\\outside.log', content: 'x' },
      { name: '/etc/passwd', content: 'x' },
      { name: 'good.log', content: 'good' },
    ]);
    await readBothWays(
      bytes,
      (outcome, where) => {
        assert.deepEqual(pathsOf(outcome), ['good.log'], where);
        const expected = [/encrypted/, /encrypted/, /deflate64/, /leads out/, /absolute/, /absolute/];
        const messages = messagesOf(outcome);
        assert.equal(messages.length, expected.length);
        for (const [at, pattern] of expected.entries()) assert.match(messages[at] ?? '', pattern);
      },
      makeFolder(context),
    );
  });

  test('does not follow links', async (context) => {
    const file = join(makeFolder(context), 'bundle.zip');
    writeFileSync(file, makeZip([{ name: 'link', content: '/etc/passwd', isLink: true, method: 'stored' }]));
    const outcome = await readAll([file]);
    assert.deepEqual(
      [outcome.artefacts, outcome.warnings[0]?.message],
      [[], 'a link in an archive, which is not followed'],
    );
  });

  test('whose members share bytes is not read a thousand times', async (context) => {
    const file = join(makeFolder(context), 'bundle.zip');
    const content = 'x'.repeat(1_000_000);
    const shared = Array.from({ length: 1000 }, (_, at) => ({ name: `${at}`, content, sharesBytes: at > 0 }));
    writeFileSync(file, makeZip([...shared, { name: 'own.log', content: 'own' }]));
    const outcome = await readAll([file]);
    assert.deepEqual(pathsOf(outcome), ['own.log']);
    assert.match(outcome.warnings[0]?.message ?? '', /bytes are also those of another, as in a zip bomb/);
    assert.equal(outcome.warnings.length, 21);
  });

  test('of more members than may be read is read so far', async (context) => {
    const bytes = makeZip(['a', 'b', 'c'].map((name) => ({ name, content: name })));
    const file = join(makeFolder(context), 'bundle.zip');
    writeFileSync(file, bytes);
    const outcome = await readAll([file], { limits: { ...DEFAULT_LIMITS, members: 2 } });
    assert.deepEqual(pathsOf(outcome), ['a', 'b']);
    assert.match(outcome.warnings[0]?.message ?? '', /--max-members/);
  });

  test('in a tar in a gzip, and tars in it, are read', async () => {
    const zip = makeZip([
      { name: 'logs.tgz', content: gzipSync(await makeTar([{ name: 'a.log', content: TEXT }])), method: 'stored' },
      { name: 'logs.tar', content: await makeTar([{ name: 'b.log', content: NOISE }]), descriptor: 'signed' },
    ]);
    const bytes = gzipSync(
      await makeTar([
        { name: 'node.zip', content: zip },
        { name: 'last.log', content: 'last' },
      ]),
    );
    const { artefacts, warnings, paths } = await readAll(['-'], { stdin: streamOf(bytes) });
    assert.deepEqual(paths, ['-!/node.zip!/logs.tgz!/a.log', '-!/node.zip!/logs.tar!/b.log', '-!/last.log']);
    assert.ok(artefacts[0]?.text === TEXT && artefacts[1]?.text === NOISE);
    assert.deepEqual([artefacts[2]?.text, warnings], ['last', []]);
  });

  test('by Info-ZIP, to a file and to a pipe, is read', async () => {
    for (const name of ['bundle.zip', 'bundle-streamed.zip']) {
      const bytes = readFileSync(new URL(`./data/${name}`, import.meta.url));
      const outcome = await readAll(['-'], { stdin: streamOf(bytes) });
      assert.ok(outcome.artefacts.length >= 5 && outcome.artefacts.every(({ text }) => text.length > 10), name);
      assert.deepEqual(messagesOf(outcome), []);
    }
  });

  test('by Info-ZIP with a password, to a file and to a pipe, is named as encrypted', async (context) => {
    // printf secret >s.txt; zip -P pass FILE s.txt; zip -P pass - - <s.txt
    const toFile =
      'UEsDBAoACQAAADx6dV3l6KJcEgAAAAYAAAAFABwAcy50eHRVVAkAAyO2AWsjtgFrdXgLAAEEAAAAAAQAAAAArVslSUolXM8P9DUyz6BW0ubtUEsHCOXoolwSAAAABgAAAFBLAQIeAwoACQAAADx6dV3l6KJcEgAAAAYAAAAFABgAAAAAAAEAAACkgQAAAABzLnR4dFVUBQADI7YBa3V4CwABBAAAAAAEAAAAAFBLBQYAAAAAAQABAEsAAABhAAAAAAA=';
    const toPipe =
      'UEsDBC0ACQAIADx6dV0AADx6//////////8BABQALQEAEAAAAAAAAAAAAAAAAAAAAAAABdGe7ENWNndfg+bVquhROF6QC7RQSwcI5eiiXBQAAAAAAAAABgAAAAAAAABQSwECHgMtAAkACAA8enVd5eiiXBQAAAAGAAAAAQAAAAAAAAABAAAAgBEAAAAALVBLBQYAAAAAAQABAC8AAABfAAAAAAA=';
    for (const zip of [toFile, toPipe]) {
      await readBothWays(
        Buffer.from(zip, 'base64'),
        (outcome) => {
          assert.deepEqual(messagesOf(outcome), ['an encrypted member: unpack the zip with its password first']);
        },
        makeFolder(context),
      );
    }
  });

  test('of stored and encrypted members whose size stands behind them is passed over', async () => {
    const bytes = makeZip([
      { name: 'secret.log', content: NOISE, method: 'stored', isEncrypted: true, descriptor: 'signed' },
      { name: 'good.log', content: 'good' },
    ]);
    // What is encrypted has the checksum of what it was before.
    bytes.fill('y', 100, 200);
    const outcome = await readAll(['-'], { stdin: streamOf(bytes, 4096) });
    assert.deepEqual(
      [pathsOf(outcome), outcome.artefacts[0]?.text, outcome.warnings.length],
      [['good.log'], 'good', 1],
    );
  });
});
