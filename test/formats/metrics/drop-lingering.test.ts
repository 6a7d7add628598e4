import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { dropLingering, type GridSeries } from '../../../src/formats/metrics/drop-lingering.ts';

const STEP = 30_000;
const LOOKBACK = 300_000;

/** What a query shows of scrapes (in steps) on its grid: each until the next, or to the end of the look-back. */
function query(scrapes: readonly number[], steps: number, lookbackMs = LOOKBACK): Float64Array {
  const shown: number[] = [];
  for (let step = 0; step <= steps; step += 1) {
    if (scrapes.some((scrape) => scrape <= step && (step - scrape) * STEP <= lookbackMs)) shown.push(step * STEP);
  }
  return Float64Array.from(shown);
}

function series(reason: string, atMs: Float64Array, container = 'prod/web-0/app'): GridSeries {
  return { container, reason, atMs };
}

const inSteps = (times: Float64Array | undefined): number[] => [...(times ?? [])].map((ms) => ms / STEP);

suite('samples that a query only repeats', () => {
  test('a failed call, back-off, and a second failed call, without staleness markers: what is fresh stands', () => {
    const failed = [4, 40];
    const backedOff = [...Array.from({ length: 35 }, (_, index) => index + 5), 41, 42, 43, 44, 45];
    const kept = dropLingering([
      series('ErrImagePull', query(failed, 120)),
      series('ImagePullBackOff', query(backedOff, 120)),
    ]);
    assert.ok(kept);
    assert.deepEqual(inSteps(kept[0]), failed);
    assert.ok(inSteps(kept[1]).length > 10);
    for (const step of inSteps(kept[1])) assert.ok(backedOff.includes(step), `step ${step}`);
  });

  test('the same with staleness markers is left as it is', () => {
    const at = (steps: readonly number[]): Float64Array => Float64Array.from(steps.map((step) => step * STEP));
    assert.equal(
      dropLingering([series('ErrImagePull', at([4, 5, 40])), series('ImagePullBackOff', at([6, 7, 8, 41, 42]))]),
      null,
    );
  });

  test('only ErrImagePull was asked for: a reason that stands for seconds never ends before the look-back', () => {
    const kept = dropLingering([series('ErrImagePull', query([4, 40, 80], 120))]);
    assert.deepEqual(inSteps(kept?.[0]), [4, 40, 80]);
  });

  test('only ImagePullBackOff was asked for: a long wait is no sign of repeats', () => {
    assert.equal(dropLingering([series('ImagePullBackOff', query([4, 5, 6, 7, 8, 9, 10], 120))]), null);
  });

  test('a shorter look-back is known by the shortest run', () => {
    const kept = dropLingering([
      series('ErrImagePull', query([4, 40], 120, 60_000)),
      series('ImagePullBackOff', query([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 120, 60_000)),
      // The query began before.
      series('ContainerCreating', query([0], 120, 60_000)),
    ]);
    assert.ok(kept);
    assert.deepEqual(inSteps(kept[0]), [4, 40]);
    assert.deepEqual(
      inSteps(kept[1]).filter((step) => step > 16),
      [],
    );
    assert.ok(inSteps(kept[1]).length >= 8);
  });

  test('what stands at the beginning of the query may be a repeat', () => {
    const kept = dropLingering([
      series('ErrImagePull', query([0], 40)),
      series('ImagePullBackOff', query([0, 1, 2, 3], 40)),
    ]);
    assert.deepEqual(inSteps(kept?.[0]), []);
  });

  test('two containers may wait for different reasons at once', () => {
    const at = Float64Array.of(0, STEP, 2 * STEP);
    assert.equal(
      dropLingering([series('ErrImagePull', at, 'prod/web-0/app'), series('ImagePullBackOff', at, 'prod/web-0/side')]),
      null,
    );
  });

  test('nothing is left of nothing', () => {
    assert.equal(dropLingering([]), null);
    assert.equal(dropLingering([series('ErrImagePull', Float64Array.of())]), null);
  });
});
