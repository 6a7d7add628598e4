import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { delayAfterFailure, mostFailures, shortestLadder, shortestSpan } from '../../src/pulls/backoff-law.ts';

describe('the back-off law', () => {
  it('doubles from 10 s to 300 s and stays there', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 20].map(delayAfterFailure), [10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('adds up to the spans that the event count of a ladder needs', () => {
    // reference: Σ of the waits for counts 2 to 12
    const spans = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(shortestLadder);
    assert.deepEqual(spans, [10, 30, 70, 150, 310, 610, 910, 1210, 1510, 1810, 2110]);
  });

  it('lets a ladder start anew only after more than 600 s without a failure', () => {
    assert.equal(shortestSpan(7), 610);
    // Six failures in 310 s, 600 s of silence, six more in 310 s: shorter than twelve on one ladder (2110 s).
    assert.equal(shortestSpan(12), 310 + 600 + 310);
  });

  for (const [seconds, most] of [
    [-1, 0],
    [0, 1],
    [9, 1],
    [10, 2],
    [69, 3],
    [70, 4],
    [610, 7],
    [1220, 12],
  ] as const) {
    it(`leaves room for ${most} failures in ${seconds} s`, () => assert.equal(mostFailures(seconds), most));
  }

  it('is the same beyond the table as reckoned step by step', () => {
    const spans = [0, 0];
    for (let count = 2; count <= 200; count++) {
      let best = shortestLadder(count);
      for (let last = 1; last < count; last++) {
        best = Math.min(best, (spans[count - last] ?? 0) + 600 + shortestLadder(last));
      }
      spans.push(best);
      assert.equal(shortestSpan(count), best, `${count} failures`);
    }
  });

  it('never allows fewer failures in a longer time', () => {
    let before = 0;
    for (let seconds = 0; seconds < 20_000; seconds += 37) {
      const most = mostFailures(seconds);
      assert.ok(most >= before, `${seconds} s`);
      assert.ok(shortestSpan(most) <= seconds && shortestSpan(most + 1) > seconds, `${seconds} s`);
      before = most;
    }
  });
});
