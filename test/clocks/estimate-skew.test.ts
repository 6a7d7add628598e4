import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estimateSkew, type SkewEvidence, type StoredStamp } from '../../src/clocks/estimate-skew.ts';

function estimate(evidence: Partial<SkewEvidence>) {
  return estimateSkew({ stored: [], atLeast: [], atMost: [], assumedMs: 120_000, ...evidence });
}

/** An Event at `ms` by a clock that is `skewMs` ahead, stored `lateMs` after. */
function stored(ms: number, skewMs: number, lateMs = 20, isSingle = true): StoredStamp {
  const storedMs = Math.floor((ms + lateMs) / 1000) * 1000;
  return { stampMs: ms + skewMs, stampWidthMs: 0, storedMs, storedWidthMs: 1000, isSingle };
}

const because = 'a reason';

describe('the skew of a clock', () => {
  const cases: readonly [title: string, evidence: Partial<SkewEvidence>, min: number, max: number][] = [
    ['is assumed where nothing bounds it', {}, -120_000, 120_000],
    ['is bounded on one side', { atLeast: [{ ms: -400, because }] }, -400, 120_000],
    ['is bounded on the other side', { atMost: [{ ms: 4000, because }] }, -120_000, 4000],
    ['is assumed where a bound is far below', { atLeast: [{ ms: -9e6, because }] }, -120_000, 120_000],
    ['is assumed where a bound is far above', { atMost: [{ ms: 9e9, because }] }, -120_000, 120_000],
    ['goes beyond the assumption where it must', { atLeast: [{ ms: 300_000, because }] }, 300_000, 420_000],
    [
      'takes the closest bounds',
      {
        atLeast: [
          { ms: 1, because },
          { ms: 5, because },
        ],
        atMost: [{ ms: 9, because }],
      },
      5,
      9,
    ],
    [
      'is not believed to be far behind on one counted Event',
      { stored: [stored(0, 0, 1_349_000, false)] },
      -120_000,
      120_000,
    ],
  ];
  for (const [title, evidence, min, max] of cases)
    it(title, () => assert.deepEqual(estimate(evidence).skew, { min, max }));

  it('holds the truth for every phase and latency below a second', () => {
    for (const skewMs of [-90_000, -3, 0, 1734, 84_750])
      for (let phase = 0; phase < 1000; phase += 111)
        for (const latency of [0, 5, 400, 999]) {
          const events = [0, 17_310, 60_777].map((ms) => stored(1e12 + ms + phase, skewMs, latency));
          const { skew } = estimate({ stored: events });
          assert.ok(skew.min <= skewMs && skewMs <= skew.max, `${skewMs} ${phase} ${latency}: ${JSON.stringify(skew)}`);
          assert.ok(skew.max - skew.min <= 2000);
        }
  });

  it('holds the truth where half of the Events were held back', () => {
    const events = [0, 1, 2, 3, 4, 5].map((i) =>
      stored(1e12 + i * 13_337, 5000, i % 2 === 0 ? 30 : 1000 * i + 700, false),
    );
    const { skew } = estimate({ stored: events });
    assert.ok(skew.min <= 5000 && 5000 <= skew.max);
  });

  it('does not let Events of one moment confirm each other', () => {
    const events = [0, 1, 2].map((ms) => stored(1e12 + ms, 0, 40_000, false));
    assert.ok(estimate({ stored: events }).skew.max >= 0);
  });

  it('that contradicts itself holds both and says so', () => {
    const { skew, remark } = estimate({
      stored: [0, 9000, 30_000].map((ms) => stored(1e12 + ms, 0)),
      atMost: [{ ms: -5000, because }],
    });
    assert.ok(skew.min <= -5000 && skew.max >= -1000);
    assert.match(remark ?? '', /contradict/);
  });
});
