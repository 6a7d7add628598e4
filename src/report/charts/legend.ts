import type { LegendEntry } from './chart.ts';
import { bar, level, mark, upright } from './svg.ts';

const HEIGHT = 12;

function entry(text: string, marks: string): LegendEntry {
  return { text, swatch: { height: HEIGHT, marks, description: '' } };
}

/** Every mark and what it means; the same in all charts. */
export const LEGEND = {
  failing: entry('pulls failing', bar(0, 1, 2, 8, 'fill-fail')),
  fading: entry('fault ended somewhere here', bar(0, 1, 2, 8, 'fill-fade')),
  lag: entry('fault gone, pods still in back-off', bar(0, 1, 2, 8, 'fill-lag')),
  waiting: entry('still waiting', bar(0, 1, 2, 8, 'tint-fail')),
  worked: entry('pull worked', mark('m-tick', 0.5, 6)),
  covered: entry('covered by a file', bar(0, 1, 2, 8, 'fill-mute')),
  noEvidence: entry('no evidence: silence here proves nothing', bar(0, 1, 2, 8, 'fill-no-evidence')),
  recorded: entry('failed pull, recorded', mark('m-cross', 0.5, 6)),
  inferred: entry('failed pull, inferred; whisker = when', level(0, 1, 6, 'whisker') + mark('m-diamond', 0.5, 6)),
  undecided: entry('pull not decided', mark('m-open', 0.5, 6)),
  backoff: entry(
    'back-off wait, 10 to 300 s, steps up',
    [4, 6.5, 9, 11.5]
      .map((height, index) => bar(index * 0.25, index * 0.25 + 0.22, HEIGHT - height, height, 'fill-wait'))
      .join(''),
  ),
  inferredWait: entry('inferred wait', bar(0, 1, 2, 8, 'fill-wait-inferred')),
  running: entry('running', level(0, 1, 6, 'stroke-ok')),
  deleted: entry('pod deleted', mark('m-gone', 0.5, 6)),
  errImagePull: entry('status: ErrImagePull', bar(0, 1, 4, 4, 'fill-fail')),
  otherReason: entry('status: ImagePullBackOff or another reason', bar(0, 1, 4, 4, 'fill-mute')),
  law: entry(
    'the kubelet’s law, and up to 17 s until its next sync',
    bar(0, 1, 0, 8, 'tint-wait') + level(0, 1, 9, 'stroke-law'),
  ),
  observedWait: entry('observed wait', '<circle cx="50%" cy="6" r="2.6" class="fill-ink"/>'),
  workedOut: entry('inferred wait', '<circle cx="50%" cy="6" r="2.4" class="open"/>'),
  capture: entry('capture', upright(0.5, 0, HEIGHT, 'stroke-ink')),
} as const satisfies Record<string, LegendEntry>;
