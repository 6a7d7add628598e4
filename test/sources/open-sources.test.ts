import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { UsageError } from '../../src/usage-error.ts';
import { makeFolder, makeNoise, makeTar, readAll, streamOf } from './archives.ts';

const NOBODY = 65534;

/** Root may read everything, so where tests run as root the work is done as nobody. */
async function withoutPrivileges<Result>(work: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

suite('files and folders', () => {
  test('a file bears its own name, a folder is walked in the order of names', async (context) => {
    const folder = makeFolder(context);
    mkdirSync(join(folder, 'b'));
    for (const name of ['c.txt', 'b/z.log', 'b/a.log', 'B.txt', 'captured-at']) writeFileSync(join(folder, name), name);
    assert.deepEqual((await readAll([folder])).paths, ['B.txt', 'b/a.log', 'b/z.log', 'c.txt', 'captured-at']);
    assert.deepEqual((await readAll([join(folder, 'b', 'z.log')])).paths, ['z.log']);
  });

  test('files of the same name in two arguments are told apart by their folders', async (context) => {
    const folder = makeFolder(context);
    for (const node of ['node-a', 'node-b']) {
      mkdirSync(join(folder, node));
      writeFileSync(join(folder, node, 'kubelet.log'), node);
    }
    const expected = ['node-a/kubelet.log', 'node-b/kubelet.log'];
    assert.deepEqual((await readAll([join(folder, 'node-a'), join(folder, 'node-b')])).paths, expected);
    assert.deepEqual((await readAll(expected.map((path) => join(folder, path)))).paths, expected);
  });

  test('a file that two arguments name is read once', async (context) => {
    const folder = makeFolder(context);
    writeFileSync(join(folder, 'events.json'), '{}');
    assert.deepEqual((await readAll([folder, join(folder, 'events.json')])).paths, ['events.json']);
  });

  test('a path that is not there is an error of usage that names it', async (context) => {
    const missing = join(makeFolder(context), 'nothing.log');
    await assert.rejects(readAll([missing]), (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.message, `${missing}: no such file or folder`);
      return true;
    });
  });

  test('links in a folder are not followed, a link that is named is', async (context) => {
    const folder = makeFolder(context);
    mkdirSync(join(folder, 'evidence'));
    writeFileSync(join(folder, 'outside.log'), 'text');
    symlinkSync('../outside.log', join(folder, 'evidence', 'link.log'));
    const { paths, warnings } = await readAll([join(folder, 'evidence')]);
    assert.deepEqual(paths, []);
    assert.deepEqual(
      warnings.map(({ input }) => input),
      ['link.log'],
    );
    assert.match(warnings[0]?.message ?? '', /link, which is not followed/);
    assert.deepEqual((await readAll([join(folder, 'evidence', 'link.log')])).artefacts[0]?.text, 'text');
  });

  test('what is excluded is passed over', async (context) => {
    const folder = makeFolder(context);
    writeFileSync(join(folder, 'report.json'), '{}');
    writeFileSync(join(folder, 'events.json'), '{}');
    const exclude = (location: string): boolean => location === join(folder, 'report.json');
    assert.deepEqual((await readAll([folder], { exclude })).paths, ['events.json']);
  });

  test('a file and a folder that may not be read are reported, and the rest is read', async (context) => {
    const folder = makeFolder(context);
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'closed'));
    writeFileSync(join(folder, 'closed.log'), 'text');
    writeFileSync(join(folder, 'open.log'), 'text');
    chmodSync(join(folder, 'closed'), 0);
    chmodSync(join(folder, 'closed.log'), 0);
    const { artefacts, warnings } = await withoutPrivileges(() => readAll([folder]));
    const outcome = artefacts.map(({ path, error }) => [path, error]);
    assert.deepEqual(outcome, [
      ['closed.log', 'permission denied'],
      ['open.log', null],
    ]);
    const message = 'the folder cannot be read: permission denied';
    assert.deepEqual(warnings, [{ input: 'closed', line: null, message }]);
  });

  test('a file that grows while it is read gives what it held at first, one that shrinks says so', async (context) => {
    const file = join(makeFolder(context), 'a.log');
    const readWhile = async (change: () => void) => {
      writeFileSync(file, Buffer.alloc(12_000_000, 'x'));
      let bytes = 0;
      const warn = () => assert.fail('there is nothing to warn of');
      const stdin = streamOf(Buffer.alloc(0));
      for await (const artefact of openSources([file], { limits: DEFAULT_LIMITS, stdin, exclude: () => false, warn })) {
        for await (const chunk of artefact.chunks()) {
          if (bytes === 0) change();
          bytes += chunk.length;
        }
      }
      return bytes;
    };
    assert.equal(await readWhile(() => appendFileSync(file, Buffer.alloc(5_000_000, 'y'))), 12_000_000);
    await assert.rejects(
      readWhile(() => truncateSync(file, 100)),
      /became shorter while it was read/,
    );
  });

  test('a file longer than the read buffers comes whole', async (context) => {
    const folder = makeFolder(context);
    const text = makeNoise(9_000_001);
    writeFileSync(join(folder, 'long.log'), text);
    assert.ok((await readAll([folder])).artefacts[0]?.text === text);
  });

  test('the modification time of a file is known', async (context) => {
    const file = join(makeFolder(context), 'events.json');
    writeFileSync(file, '{}');
    utimesSync(file, 1_700_000_000, 1_700_000_000);
    assert.equal((await readAll([file])).artefacts[0]?.modifiedAt, '2023-11-14T22:13:20.000Z by file-system');
  });
});

suite('archives', () => {
  test('are told by content, read in archives too, and name their members behind !/', async (context) => {
    const folder = makeFolder(context);
    const inner = gzipSync(await makeTar([{ name: './deep/events.json', content: '{"a":1}' }]));
    const outer = await makeTar([
      { name: 'node-a/', type: 'directory' },
      { name: 'node-a/kubelet.log.1', content: gzipSync('rotated') },
      { name: 'inner.bin', content: inner },
      { name: 'empty.log', content: '' },
    ]);
    writeFileSync(join(folder, 'bundle.txt'), gzipSync(outer));
    const { artefacts, warnings } = await readAll([folder]);
    assert.deepEqual(
      artefacts.map(({ path, text, error }) => [path, text, error]),
      [
        ['bundle.txt!/node-a/kubelet.log.1', 'rotated', null],
        ['bundle.txt!/inner.bin!/deep/events.json', '{"a":1}', null],
        ['bundle.txt!/empty.log', '', null],
      ],
    );
    assert.deepEqual(warnings, []);
  });

  for (const [title, compress] of [
    ['plain', (bytes: Buffer) => bytes],
    ['compressed', gzipSync],
  ] as const) {
    test(`come through standard input, ${title}`, async () => {
      const tar = await makeTar([{ name: 'a.log', content: makeNoise(100_000) }]);
      const { artefacts } = await readAll(['-'], { stdin: streamOf(Buffer.from(compress(tar))) });
      assert.deepEqual(
        artefacts.map(({ path, text }) => [path, text]),
        [['-!/a.log', makeNoise(100_000)]],
      );
    });
  }

  test('give the times in their headers, which outrank that of the archive', async (context) => {
    const folder = makeFolder(context);
    const tar = await makeTar([
      { name: 'a.log', mtime: new Date('2026-01-02T03:04:05Z'), content: 'a' },
      { name: 'b.log', mtime: new Date(0), content: 'b' },
    ]);
    writeFileSync(join(folder, 'bundle.tar'), tar);
    const compressed = gzipSync('text');
    compressed.writeUInt32LE(Date.parse('2026-02-03T04:05:06Z') / 1000, 4);
    writeFileSync(join(folder, 'one.log.gz'), compressed);
    assert.deepEqual(
      (await readAll([folder])).artefacts.map(({ path, modifiedAt }) => [path, modifiedAt]),
      [
        ['bundle.tar!/a.log', '2026-01-02T03:04:05.000Z by archive-header'],
        ['bundle.tar!/b.log', null],
        ['one.log.gz', '2026-02-03T04:05:06.000Z by archive-header'],
      ],
    );
  });

  test('of several gzip members one after the other are one file', async (context) => {
    const file = join(makeFolder(context), 'joined.gz');
    writeFileSync(file, Buffer.concat([gzipSync('one '), gzipSync('two'), Buffer.alloc(512)]));
    assert.equal((await readAll([file])).artefacts[0]?.text, 'one two');
  });

  for (const [title, compress] of [
    ['tar', (bytes: Buffer) => bytes],
    ['tar.gz', gzipSync],
  ] as const) {
    test(`a ${title} that is cut off gives what came before`, async (context) => {
      const folder = makeFolder(context);
      const content = makeNoise(300_000);
      const bytes = Buffer.from(
        compress(
          await makeTar([
            { name: 'a.log', content: 'whole' },
            { name: 'b.log', content },
          ]),
        ),
      );
      writeFileSync(join(folder, 'cut'), bytes.subarray(0, Math.floor(bytes.length / 2)));
      const { artefacts, warnings } = await readAll([folder]);
      const [first, second] = artefacts;
      assert.deepEqual([first?.path, first?.text, first?.error], ['cut!/a.log', 'whole', null]);
      assert.equal(second?.path, 'cut!/b.log');
      assert.match(second?.error ?? '', /is cut off; what came before it was read, later members are missing$/);
      assert.ok(content.startsWith(second?.text ?? 'x') && (second?.text.length ?? 0) > 100_000);
      // Whoever reads the member warns of it, so the archive does not.
      assert.deepEqual(warnings, []);
    });
  }

  test('a single compressed file that is cut off gives what came before', async (context) => {
    const file = join(makeFolder(context), 'cut.log.gz');
    const content = makeNoise(300_000);
    const bytes = gzipSync(content);
    writeFileSync(file, bytes.subarray(0, bytes.length - 20_000));
    const [artefact] = (await readAll([file])).artefacts;
    assert.equal(artefact?.error, 'the gzip file is cut off');
    assert.ok(content.startsWith(artefact?.text ?? 'x') && (artefact?.text.length ?? 0) > 250_000);
  });

  test('a damaged gzip file and a damaged tar say so', async (context) => {
    const folder = makeFolder(context);
    const compressed = gzipSync(makeNoise(50_000));
    compressed.fill(0xff, 20_000, 20_100);
    writeFileSync(join(folder, 'a.gz'), compressed);
    const tar = await makeTar([
      { name: 'a.log', content: 'a' },
      { name: 'b.log', content: 'b' },
    ]);
    tar.fill(0x41, 1024, 1100);
    writeFileSync(join(folder, 'b.tar'), tar);
    const { artefacts, warnings } = await readAll([folder]);
    assert.match(artefacts[0]?.error ?? '', /^the gzip file is damaged: /);
    assert.deepEqual([artefacts[1]?.path, artefacts[1]?.text], ['b.tar!/a.log', 'a']);
    assert.deepEqual(
      warnings.map(({ input }) => input),
      ['b.tar'],
    );
  });

  const unread: [string, string | Buffer, RegExp][] = [
    ['7z', Buffer.from('377abcaf271c0004', 'hex'), /^7z archives are not read: unpack it first/],
    ['RAR', Buffer.from('526172211a070100', 'hex'), /^RAR archives are not read: unpack it first/],
    ['lz4', Buffer.from('04224d1864409b00', 'hex'), /^lz4 files are not read: unpack it first/],
    ['age', 'age-encryption.org/v1\n-> X25519 x\n', /^encrypted with age/],
    ['age in ASCII', '-----BEGIN AGE ENCRYPTED FILE-----\n', /^encrypted with age/],
    ['PGP in ASCII', '-----BEGIN PGP MESSAGE-----\n', /^encrypted with PGP/],
    ['PGP with a public key', Buffer.from('85020c03aabbccdd', 'hex'), /^encrypted with PGP/],
    ['PGP with a password', Buffer.from('8c0d040903025dc2', 'hex'), /^encrypted with PGP/],
    ['openssl', 'Salted__12345678', /^encrypted with openssl/],
    ['a binary journal', Buffer.from('4c504b534848524800000000', 'hex'), /journal in systemd's own format.*journalctl/],
  ];
  for (const [name, content, message] of unread) {
    test(`${name} is recognised and refused with what to do`, async (context) => {
      const folder = makeFolder(context);
      writeFileSync(join(folder, 'file.log'), content);
      assert.match((await readAll([folder])).artefacts[0]?.error ?? '', message);
    });
  }

  test('text that begins as bzip2 does is text', async () => {
    const { artefacts } = await readAll(['-'], { stdin: streamOf(Buffer.from('BZh9 is no archive')) });
    assert.deepEqual([artefacts[0]?.text, artefacts[0]?.error], ['BZh9 is no archive', null]);
  });
});

suite('hostile archives', () => {
  test('members that lead out, links and devices are left out', async (context) => {
    const file = join(makeFolder(context), 'bundle.tar');
    const members = [
      { name: '../outside.log', content: 'x' },
      { name: 'a/../../outside.log', content: 'x' },
      { name: '/etc/passwd', content: 'x' },
      { name: 'link', type: 'symlink' as const, linkname: '/etc/passwd' },
      { name: 'hard', type: 'link' as const, linkname: 'good.log' },
      { name: 'pipe', type: 'fifo' as const },
      { name: 'good.log', content: 'good' },
    ];
    writeFileSync(file, await makeTar(members));
    const { paths, warnings } = await readAll([file]);
    assert.deepEqual(paths, ['bundle.tar!/good.log']);
    assert.equal(warnings.length, 6);
    assert.match(warnings[0]?.message ?? '', /leads out of the archive/);
    assert.match(warnings[2]?.message ?? '', /absolute path/);
    assert.match(warnings[3]?.message ?? '', /link/);
  });

  test('ten thousand links are counted, not listed', async (context) => {
    const file = join(makeFolder(context), 'bundle.tar');
    const links = Array.from({ length: 10_000 }, (_, at) => ({
      name: `link-${at}`,
      type: 'symlink' as const,
      linkname: 'x',
    }));
    writeFileSync(file, await makeTar(links));
    const { warnings } = await readAll([file]);
    assert.equal(warnings.length, 21);
    assert.match(warnings.at(-1)?.message ?? '', /^and 9980 more/);
  });

  test('members over the limit are left out with a warning', async (context) => {
    const file = join(makeFolder(context), 'bundle.tar');
    writeFileSync(file, await makeTar(['a', 'b', 'c'].map((name) => ({ name, content: name }))));
    const { paths, warnings } = await readAll([file], { limits: { ...DEFAULT_LIMITS, members: 2 } });
    assert.deepEqual(paths, ['bundle.tar!/a', 'bundle.tar!/b']);
    assert.match(warnings[0]?.message ?? '', /more than 2 members.*--max-members/);
  });

  test('archives nested too deep are refused, the rest is read', async (context) => {
    const file = join(makeFolder(context), 'bundle.tar.gz');
    let nested = gzipSync('deep');
    for (let level = 0; level < 10; level++) {
      nested = gzipSync(
        await makeTar([
          { name: 'x', content: nested },
          { name: 'y', content: 'y' },
        ]),
      );
    }
    writeFileSync(file, nested);
    const { artefacts } = await readAll([file]);
    const refused = artefacts.filter(({ error }) => error !== null);
    assert.deepEqual(
      refused.map(({ error }) => error),
      ['more than 10 archives inside one another (--max-depth)'],
    );
    assert.equal(artefacts.length, 6);
  });

  test('a bomb is stopped by its ratio', async (context) => {
    const file = join(makeFolder(context), 'bomb.log.gz');
    writeFileSync(file, gzipSync(Buffer.alloc(200_000_000)));
    const [artefact] = (await readAll([file])).artefacts;
    assert.match(artefact?.error ?? '', /more than 250 bytes come out for each that goes in.*--max-ratio/);
    assert.ok((artefact?.text.length ?? 0) < 100_000_000);
  });

  test('what comes out of all archives together is bounded', async (context) => {
    const folder = makeFolder(context);
    for (const name of ['a.gz', 'b.gz', 'c.gz']) writeFileSync(join(folder, name), gzipSync(makeNoise(100_000)));
    const { artefacts } = await readAll([folder], { limits: { ...DEFAULT_LIMITS, bytes: 150_000 } });
    assert.deepEqual(
      artefacts.map(({ error }) => error !== null),
      [false, true, true],
    );
    assert.match(artefacts[1]?.error ?? '', /more than 150000 bytes have come out of archives.*--max-bytes/);
  });
});

test('an artefact that is left midway, or not read at all, does not disturb the next', async (context) => {
  const folder = makeFolder(context);
  const noise = makeNoise(10_000_000);
  writeFileSync(join(folder, 'a.log'), noise);
  writeFileSync(
    join(folder, 'b.tar.gz'),
    gzipSync(
      await makeTar([
        { name: 'x', content: noise },
        { name: 'y', content: 'y' },
      ]),
    ),
  );
  writeFileSync(join(folder, 'c.log'), 'c');
  const seen: string[] = [];
  const options = {
    limits: DEFAULT_LIMITS,
    stdin: streamOf(Buffer.alloc(0)),
    exclude: () => false,
    warn: () => undefined,
  };
  for await (const artefact of openSources([folder], options)) {
    if (artefact.path === 'b.tar.gz!/x') {
      seen.push(artefact.path);
      continue;
    }
    for await (const chunk of artefact.chunks()) {
      seen.push(`${artefact.path} ${chunk.toString('latin1', 0, 3)}`);
      break;
    }
  }
  assert.deepEqual(seen, [`a.log ${noise.slice(0, 3)}`, 'b.tar.gz!/x', 'b.tar.gz!/y y', 'c.log c']);
});
