import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createTextScanner } from '../../src/formats/text/scan.ts';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { drainAll, makeFolder, makeNoise, makeTar, readAll, streamOf } from './archives.ts';
import { makeZip } from './make-zip.ts';

const MIB = 1024 ** 2;
/** No test of a bomb may take longer, nor more memory; both are far above what is needed. */
const TIMEOUT = { timeout: 60_000 };
const MEMORY_BYTES = 250 * MIB;

/** A quarter of a gibibyte of zeros, in a quarter of a mebibyte. */
const BOMB = gzipSync(Buffer.alloc(256 * MIB));

suite('bombs', () => {
  test('of gzip in gzip are stopped by their ratio', TIMEOUT, async () => {
    const { artefacts, memoryBytes } = await drainAll(['-'], { stdin: streamOf(gzipSync(BOMB), 64 * 1024) });
    assert.match(artefacts[0]?.error ?? '', /--max-ratio/);
    assert.ok(memoryBytes < MEMORY_BYTES, `${memoryBytes} bytes`);
  });

  test('behind a lot of honest bytes are stopped, too', TIMEOUT, async () => {
    const honest = Buffer.from(makeNoise(4_000_000));
    const tar = await makeTar([
      { name: 'honest.log', content: honest },
      { name: 'bomb.gz', content: BOMB },
    ]);
    const { artefacts, memoryBytes } = await drainAll(['-'], { stdin: streamOf(tar, 64 * 1024) });
    assert.deepEqual([artefacts[0]?.bytes, artefacts[0]?.error], [honest.length, null]);
    assert.match(artefacts[1]?.error ?? '', /--max-ratio/);
    assert.ok((artefacts[1]?.bytes ?? 0) < 150 * MIB);
    assert.ok(memoryBytes < MEMORY_BYTES, `${memoryBytes} bytes`);
  });

  test('that are many and small are stopped, in a tar and in a zip', TIMEOUT, async (context) => {
    // Each is below the size from which ratios are looked at.
    const small = gzipSync(Buffer.alloc(48 * MIB));
    const folder = makeFolder(context);
    const names = Array.from({ length: 40 }, (_, at) => `${at}.log`);
    const zip = makeZip([{ name: 'zeros.log', content: Buffer.alloc(48 * MIB) }]);
    const archives = {
      'bundle.tar': await makeTar(names.map((name) => ({ name, content: small }))),
      'bundle.zip': makeZip(names.map((name) => ({ name, content: zip, method: 'stored' as const }))),
    };
    for (const [name, bytes] of Object.entries(archives)) {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      const { artefacts, memoryBytes } = await drainAll([file]);
      assert.ok(artefacts.filter(({ error }) => error?.includes('--max-ratio')).length > 20, name);
      const total = artefacts.reduce((sum, { bytes }) => sum + bytes, 0);
      assert.ok(total < 1024 * MIB && memoryBytes < MEMORY_BYTES, `${name}: ${total} and ${memoryBytes} bytes`);
    }
  });

  test('of zip, also as a stream, are stopped by their ratio', TIMEOUT, async (context) => {
    const content = Buffer.alloc(256 * MIB);
    const file = join(makeFolder(context), 'bomb.zip');
    for (const descriptor of [{}, { descriptor: 'signed' as const }]) {
      const zip = makeZip([{ name: 'zeros.log', content, ...descriptor }]);
      writeFileSync(file, zip);
      for (const { artefacts } of [await drainAll([file]), await drainAll(['-'], { stdin: streamOf(zip, 65_536) })]) {
        assert.match(artefacts[0]?.error ?? '', /--max-ratio/);
        assert.ok((artefacts[0]?.bytes ?? 0) < 100 * MIB);
      }
    }
  });
});

suite('nesting', () => {
  /** A file in so many zips and tars in turn. */
  async function nest(levels: number, content = 'deep'): Promise<Buffer> {
    let bytes: Buffer = Buffer.from(content);
    for (let level = 1; level <= levels; level++) {
      const member = { name: level === 1 ? 'deep.log' : `level-${level}`, content: bytes };
      bytes = level % 2 === 0 ? makeZip([{ ...member, descriptor: 'signed' }]) : await makeTar([member]);
    }
    return bytes;
  }

  test('of ten levels is read, of eleven refused', async () => {
    const ten = await readAll(['-'], { stdin: streamOf(await nest(10)) });
    assert.deepEqual([ten.artefacts[0]?.text, ten.artefacts[0]?.path.split('!/').length], ['deep', 11]);
    assert.deepEqual(ten.warnings, []);
    const eleven = await readAll(['-'], { stdin: streamOf(await nest(11)) });
    assert.equal(eleven.artefacts[0]?.error, 'more than 10 archives inside one another (--max-depth)');
    const more = await readAll(['-'], { stdin: streamOf(await nest(11)), limits: { ...DEFAULT_LIMITS, depth: 11 } });
    assert.equal(more.artefacts[0]?.text, 'deep');
  });

  test('that breaks off inside gives one warning', async () => {
    const content = makeNoise(6000);
    const whole = await nest(6, content);
    assert.ok(whole.length > 4000);
    let longest = 0;
    for (let cut = 100; cut < whole.length; cut += 77) {
      const { artefacts, warnings } = await readAll(['-'], { stdin: streamOf(whole.subarray(0, cut)) });
      const messages = [...artefacts.flatMap(({ error }) => error ?? []), ...warnings.map(({ message }) => message)];
      assert.equal(messages.length, 1, `at ${cut}: ${messages.join(' | ')}`);
      // A header that is cut off is not known for one, so what is inside may come as it is.
      const deep = artefacts.find(({ path }) => path.endsWith('!/deep.log'));
      assert.ok(content.startsWith(deep?.text ?? ''));
      longest = Math.max(longest, deep?.text.length ?? 0);
    }
    assert.ok(longest > 5000);
  });
});

suite('tars', () => {
  test('leave out devices, and paths that lead out in any guise', async () => {
    const tar = await makeTar([
      { name: 'null', type: 'character-device', devmajor: 1, devminor: 3 },
      { name: 'disk', type: 'block-device', devmajor: 8, devminor: 0 },
      { name: './../outside.log', content: 'x' },
      { name: 'a\\..\\..\\outside.log', content: 'x' },
      { name: 'C:\\outside.log', content: 'x' },
      { name: './good.log', content: 'good' },
    ]);
    const { paths, warnings } = await readAll(['-'], { stdin: streamOf(tar) });
    assert.deepEqual(paths, ['-!/good.log']);
    assert.equal(warnings.length, 5);
    assert.match(warnings[0]?.message ?? '', /type character-device/);
  });

  test('cut off anywhere give the beginning and one warning', async () => {
    const contents = ['first', makeNoise(2000), 'third'];
    const tar = await makeTar(contents.map((content, at) => ({ name: `${at}.log`, content })));
    for (let cut = 512; cut < tar.length - 1024; cut += 128) {
      const { artefacts, warnings } = await readAll(['-'], { stdin: streamOf(tar.subarray(0, cut)) });
      const messages = [...artefacts.flatMap(({ error }) => error ?? []), ...warnings.map(({ message }) => message)];
      assert.equal(messages.length, 1, `at ${cut}: ${messages.join(' | ')}`);
      assert.match(messages[0] ?? '', /tar archive (?:is cut off|has no end mark)/);
      for (const [at, { text }] of artefacts.entries()) assert.ok(contents[at]?.startsWith(text), `at ${cut}`);
    }
  });

  test('older than their magic are told by the checksum of their header', async () => {
    const tar = await makeTar([{ name: 'old.log', content: 'old' }]);
    tar.fill(0, 257, 265);
    tar.write(`${sumHeader(tar).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    const { artefacts } = await readAll(['-'], { stdin: streamOf(tar) });
    assert.deepEqual(
      artefacts.map(({ path, text }) => [path, text]),
      [['-!/old.log', 'old']],
    );
  });

  function sumHeader(tar: Buffer): number {
    const header = Buffer.from(tar.subarray(0, 512)).fill(' ', 148, 156);
    return header.reduce((sum, byte) => sum + byte, 0);
  }
});

test(
  'a line of 2 GiB is read in bounded memory, with a warning, and lines behind it are counted',
  TIMEOUT,
  async () => {
    const chunk = Buffer.alloc(4 * MIB, 'x');
    const before = process.memoryUsage().rss;
    let most = before;
    async function* makeLine(): AsyncGenerator<Buffer> {
      yield Buffer.from('first line\n');
      for (let count = 0; count < 512; count++) {
        most = Math.max(most, process.memoryUsage.rss());
        yield chunk;
      }
      yield Buffer.from('\nlast needle\n');
    }
    const seen: [number, number][] = [];
    const warnings: [number | null, string][] = [];
    const format = {
      id: 'test',
      kind: 'text' as const,
      title: '',
      description: '',
      commands: [],
      sources: [],
      samples: [],
      needles: ['needle'],
      reader: () => ({
        line: ({ number, text }: { number: number; text: string }) => {
          seen.push([number, text.length]);
          return 'taken' as const;
        },
        end: () => undefined,
      }),
    };
    const warn = (line: number | null, message: string): void => {
      warnings.push([line, message]);
    };
    const context = {
      artefact: 0,
      path: 'a.log',
      clock: () => assert.fail('no clock is asked for'),
      observe: () => null,
      record: () => undefined,
      warn,
    };
    const { lines } = await createTextScanner([format]).scan(makeLine(), () => context, warn);
    assert.equal(lines, 3);
    assert.deepEqual(seen, [
      [1, 10],
      [2, MIB],
      [3, 11],
    ]);
    assert.deepEqual(warnings, [[2, 'the line is longer than 1 MiB: what goes over was not read; is this a log?']]);
    assert.ok(most - before < 100 * MIB, `${most - before} bytes`);
  },
);
