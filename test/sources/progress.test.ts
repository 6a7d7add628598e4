import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { DEFAULT_LIMITS } from '../../src/sources/limits.ts';
import { openSources, type ReadProgress } from '../../src/sources/open-sources.ts';

it('tells while files are read which one it is, and how many of all bytes are done', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullmortem-progress-'));
  try {
    writeFileSync(join(folder, 'a.log'), 'x'.repeat(1000));
    writeFileSync(join(folder, 'b.log'), 'y'.repeat(500));
    const told: ReadProgress[] = [];
    const options = {
      limits: DEFAULT_LIMITS,
      stdin: (async function* () {})(),
      exclude: () => false,
      warn: () => {},
      onRead: (progress: ReadProgress) => void told.push(progress),
    };
    for await (const artefact of openSources([folder], options)) for await (const _ of artefact.chunks());
    assert.ok(told.every(({ total }) => total === 1500));
    assert.ok(told.every(({ bytes }, index) => bytes >= (told[index - 1]?.bytes ?? 0)));
    assert.equal(told.find(({ path }) => path.endsWith('b.log'))?.bytes, 1500);
    assert.equal(told.at(-1)?.bytes, 1500);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
