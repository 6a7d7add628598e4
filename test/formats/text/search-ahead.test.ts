import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { createNeedleSearch } from '../../../src/formats/text/search/needle-search.ts';
import type * as SearchAheadModule from '../../../src/formats/text/search/search-ahead.ts';
import { createPlainSearch } from '../../../src/formats/text/search/search-plain.ts';
import { CHUNKS_KEPT } from '../../../src/model/input.ts';

const FOLDER = 'src/formats/text/search';
const BUILD = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const;
const NEEDLES = ['a needle', '\nName:'];
const CHUNK_LINES = 20_000;
const MOST_CHUNKS = 5000;
const CHUNKS_WITH_THREAD = 24;
const MOST_HELD = 16;
const BUFFER_BYTES = 4 * 1024 ** 2;
/** What was added need not stay. */
const ONE_BUFFER: readonly Buffer[] = [Buffer.alloc(BUFFER_BYTES)];

/** Numbers of lines with needles, as they came out and as they went in; and whether some were not searched by this thread. */
interface Outcome {
  readonly found: readonly number[];
  readonly expected: readonly number[];
  readonly lines: number;
  readonly expectedLines: number;
  readonly isThreadUsed: boolean;
}

suite('the search by a thread, as the build makes it', () => {
  let folder = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pullmortem-search-'));
    await build({
      ...BUILD,
      entryPoints: [`${FOLDER}/search-ahead.ts`, `${FOLDER}/search-thread.ts`],
      outdir: folder,
    });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /**
   * Feeds chunks of about 1 MB, which come in the buffers in turn, until the thread has had its share of them, or up to a
   * number of chunks.
   */
  async function feed(path: string, mostChunks = MOST_CHUNKS, buffers = ONE_BUFFER): Promise<Outcome> {
    const { createSearchAhead } = (await import(pathToFileURL(path).href)) as typeof SearchAheadModule;
    const search = createNeedleSearch(NEEDLES);
    let here = 0;
    const counting: typeof search = {
      find(bytes, from, to) {
        here += to - from;
        return search.find(bytes, from, to);
      },
    };
    const found: number[] = [];
    let lines = 0;
    const ahead = createSearchAhead(NEEDLES, counting, (bytes, from, to, { starts, before, lineCount }) => {
      assert.equal(bytes[to - 1], 10);
      assert.ok(starts.every((start) => start >= from && start < to));
      found.push(...before.map((count) => lines + count));
      lines += lineCount;
    });
    const expected: number[] = [];
    let passed = 0;
    let withThread = 0;
    let expectedLines = 0;
    for (let chunk = 0; chunk < mostChunks && withThread < CHUNKS_WITH_THREAD; chunk++) {
      const buffer = buffers[chunk % buffers.length]!;
      const from = chunk % 9;
      let to = from;
      for (let line = 0; line < CHUNK_LINES; line++) {
        const isFound = (line * 7 + chunk) % 501 === 0;
        if (isFound) expected.push(expectedLines);
        const text = isFound
          ? line % 2 === 0
            ? 'Name: web\n'
            : 'there is a needle in it\n'
          : `line ${line} of haystack ${chunk}\n`;
        to += buffer.write(text, to);
        expectedLines += 1;
      }
      ahead.add(buffer, from, to);
      ahead.add(Buffer.from('a short line\n'), 0, 13);
      expectedLines += 1;
      await ahead.flow();
      // As a file is read: one chunk is there already when it is asked for, and then the next is read.
      for (const next of [1, 2]) buffers[(chunk + next) % buffers.length]!.fill(0);
      passed += to - from + 13;
      if (here < passed) withThread += 1;
      else await setTimeout(1);
    }
    for (let few = 0; few < 500; few++) {
      ahead.add(Buffer.from('a short line\n'), 0, 13);
      expectedLines += 1;
      await ahead.flow();
    }
    const kept = expectedLines - lines;
    await ahead.end();
    assert.ok(kept <= MOST_HELD, `${kept} lines are held`);
    return { found, expected, lines, expectedLines, isThreadUsed: here < passed };
  }

  test('finds what the search itself finds, in the same order, while blocks are used anew', async () => {
    const { found, expected, lines, expectedLines, isThreadUsed } = await feed(join(folder, 'search-ahead.js'));
    assert.equal(isThreadUsed, true, 'the thread was started and has searched');
    assert.equal(lines, expectedLines);
    assert.deepEqual(found, expected);
  });

  test('what comes in shared memory is searched where it lies, and let go of in time', async () => {
    const ring = Array.from({ length: CHUNKS_KEPT + 2 }, () => Buffer.from(new SharedArrayBuffer(BUFFER_BYTES)));
    const { found, expected, lines, expectedLines, isThreadUsed } = await feed(
      join(folder, 'search-ahead.js'),
      MOST_CHUNKS,
      ring,
    );
    assert.equal(isThreadUsed, true, 'the thread was started and has searched');
    assert.equal(lines, expectedLines);
    assert.deepEqual(found, expected);
  });

  test('a thread that is forbidden loses nothing', async () => {
    const forbidden = join(folder, 'forbidden.js');
    writeFileSync(forbidden, "export class Worker { constructor() { throw new Error('ERR_ACCESS_DENIED'); } }");
    const outfile = join(folder, 'search-alone.js');
    await build({
      ...BUILD,
      entryPoints: [`${FOLDER}/search-ahead.ts`],
      outfile,
      alias: { 'node:worker_threads': forbidden },
    });
    const { found, expected, isThreadUsed } = await feed(outfile, 40);
    assert.equal(isThreadUsed, false);
    assert.deepEqual(found, expected);
  });

  for (const [title, code] of [
    [
      'breaks down at its first task',
      "parentPort.on('message', () => { mark(); throw new Error('broken'); }); parentPort.postMessage('ready');",
    ],
    [
      'ends without an answer',
      "parentPort.on('message', () => { mark(); process.exit(0); }); parentPort.postMessage('ready');",
    ],
    ['cannot be started', "mark(); throw new Error('broken');"],
  ] as const) {
    test(`a thread that ${title} loses nothing`, async () => {
      const reached = join(folder, title);
      const mark = `import { writeFileSync } from 'node:fs';\nconst mark = () => writeFileSync(${JSON.stringify(reached)}, '');`;
      const thread = `import { parentPort } from 'node:worker_threads';\n${mark}\n${code}\n`;
      writeFileSync(join(folder, 'search-thread.js'), thread);
      const { found, expected, lines, expectedLines } = await feed(join(folder, 'search-ahead.js'), 120);
      assert.ok(existsSync(reached), 'the thread came to where it fails');
      assert.equal(lines, expectedLines);
      assert.deepEqual(found, expected);
    });
  }
});

test('where no thread can be started, as by tsx, all is searched here', async () => {
  const { createSearchAhead } = await import('../../../src/formats/text/search/search-ahead.ts');
  let count = 0;
  const ahead = createSearchAhead(NEEDLES, createNeedleSearch(NEEDLES), (_bytes, _from, _to, { starts }) => {
    count += starts.length;
  });
  const bytes = Buffer.from(`${'nothing to find here\n'.repeat(50_000)}a needle\n`);
  for (let chunk = 0; chunk < 30; chunk++) {
    ahead.add(bytes, 0, bytes.length);
    await ahead.flow();
    await setTimeout(5);
  }
  await ahead.end();
  assert.equal(count, 30);
});

test('colours in the midst of needles hide nothing, from the first chunk with some on', async () => {
  const found: string[] = [];
  const plain = createPlainSearch(NEEDLES, createNeedleSearch(NEEDLES), (bytes, from, to, { starts, ends }) => {
    assert.equal(bytes[to - 1], 10);
    starts.forEach((start, index) => {
      assert.ok(start >= from);
      found.push(bytes.toString('utf8', start, ends[index]));
    });
  });
  for (const chunk of [
    'a needle\n',
    'not a colour: \u001b, a needle\n',
    'a ne\u001b[31med\u001b[0mle\nno haystack\n',
    '\u001b[1mName:\u001b[0m web\n',
    'a nee\u001b[2mdle again\n',
  ]) {
    plain.add(Buffer.from(chunk), 0, Buffer.byteLength(chunk));
    await plain.flow();
  }
  await plain.end();
  assert.deepEqual(found, ['a needle', 'not a colour: \u001b, a needle', 'a needle', 'Name: web', 'a needle again']);
});
