import type { Range } from '../../model/report.ts';
import { type Drawing, element, level, percent, upright } from './svg.ts';

const HEIGHT = 20;

/** A clock's offset: a dot on a line from zero, behind to the left and ahead to the right. `scale`: seconds at the edge. */
export function drawClockOffset(offset: Range, scaleSeconds: number): Drawing {
  const middle = (offset.min + offset.max) / 2;
  const known = Number.isFinite(middle) && scaleSeconds > 0;
  const x = known ? 0.5 + 0.42 * Math.max(-1, Math.min(1, middle / scaleSeconds)) : 0.5;
  const dot = element('circle', { cx: percent(x), cy: HEIGHT / 2, r: 3.5, class: 'fill-ink2' });
  const marks =
    upright(0.5, 5, HEIGHT - 5, 'grid') + level(Math.min(0.5, x), Math.max(0.5, x), HEIGHT / 2, 'stroke-ink2') + dot;
  return { height: HEIGHT, marks: known ? marks : '', description: '' };
}
