import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { openProgressBar } from '../../src/cli/progress.ts';

const GIBIBYTE = 1024 ** 3;

/** A terminal that keeps what is drawn on it. */
function fakeTerminal(): { readonly stream: NodeJS.WritableStream; readonly drawn: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY: true, columns: 100 }), drawn: () => text };
}

describe('the progress bar', () => {
  it('shows how much of all bytes is read, and the file in work', async () => {
    const { stream, drawn } = fakeTerminal();
    const bar = openProgressBar(stream);
    bar.show({ path: 'nodes/worker-1.log', bytes: 0, total: GIBIBYTE });
    await new Promise((resolve) => setTimeout(resolve, 150));
    bar.show({ path: 'nodes/worker-1.log', bytes: GIBIBYTE / 2, total: GIBIBYTE });
    bar.end();
    assert.match(drawn(), /50 % of 1024 MiB {2}nodes\/worker-1\.log/);
  });

  it('lets no file name steer the terminal', () => {
    const { stream, drawn } = fakeTerminal();
    const bar = openProgressBar(stream);
    bar.show({ path: 'a\u001b]0;owned\u0007.log', bytes: 1, total: GIBIBYTE });
    bar.end();
    assert.ok(drawn().length > 0);
    assert.ok(!drawn().includes('\u001b]0;'), JSON.stringify(drawn()));
  });

  it('draws nothing for what is read in no time, and nothing where there is no terminal', () => {
    const { stream, drawn } = fakeTerminal();
    openProgressBar(stream).show({ path: 'a', bytes: 1, total: 1000 });
    assert.equal(drawn(), '');
    openProgressBar(null).show({ path: 'a', bytes: 1, total: GIBIBYTE });
  });
});
