import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { collectLadderWaits, countUndrawnWaits } from '../../src/report/charts/backoff-ladder.ts';
import { collectBlastPaths, drawBlastRadius } from '../../src/report/charts/blast-radius.ts';
import { drawIncidentLanes, LANE_LIMIT } from '../../src/report/charts/incident-lanes.ts';
import { drawOverview } from '../../src/report/charts/overview.ts';
import { drawPhaseBar } from '../../src/report/charts/phase-bar.ts';
import { element, label } from '../../src/report/charts/svg.ts';
import { makeTimeAxis } from '../../src/report/charts/time-axis.ts';
import { deriveIncidentFacts } from '../../src/report/incident-facts.ts';
import { HOSTILE_TEXTS, makeHugeReport, makeMixedReport, makeOutageReport } from './sample-reports.ts';

const same = (name: string) => name;
const outage = makeOutageReport();
const [facts] = deriveIncidentFacts(outage);

function countMarks(marks: string, text: string): number {
  return marks.split(text).length - 1;
}

suite('SVG', () => {
  test('attributes and text are escaped', () => {
    assert.equal(element('rect', { class: '"><x' }), '<rect class="&quot;&gt;&lt;x"/>');
    assert.doesNotMatch(label(0, 0, HOSTILE_TEXTS.script, 'axis'), /<script|<img/);
  });
});

suite('time axis', () => {
  test('ticks are at round times in UTC, whatever the zone of the machine', () => {
    const axis = makeTimeAxis(Date.UTC(2024, 3, 2, 16, 50), Date.UTC(2024, 3, 2, 18, 7), 6);
    assert.deepEqual(
      axis.ticks.map(({ text }) => text),
      ['17:00', '17:15', '17:30', '17:45', '18:00'],
    );
  });

  test('days are named where ticks are days', () => {
    const axis = makeTimeAxis(Date.UTC(2024, 3, 1), Date.UTC(2024, 3, 6), 5);
    assert.equal(axis.ticks[0]!.text, '1 April');
  });

  test('a span of nothing is drawn all the same, and what is outside lies on the edge', () => {
    const axis = makeTimeAxis(1000, 1000);
    assert.deepEqual([axis.place(1000), axis.place(0), axis.place(1e12)], [0, 0, 1]);
  });
});

suite('container lanes', () => {
  const chart = drawIncidentLanes(facts!, outage.goodPulls, same, 'UTC')!;
  const lanes = chart.rows.filter((row) => row.nameRest !== '');

  test('one lane per container, under its node', () => {
    assert.equal(lanes.length, 10);
    assert.equal(chart.rows.filter((row) => row.isGroup).length, 4);
  });

  test('a cross for each recorded failure, a diamond for each inferred one, a disc for each recovery', () => {
    const marks = lanes.map((row) => row.drawing.marks).join('');
    assert.equal(countMarks(marks, '#m-cross'), 70);
    assert.equal(countMarks(marks, '#m-diamond'), 6);
    assert.ok(countMarks(marks, '#m-tick') >= 10);
  });

  test('too many lanes are cut, and the chart says how many', () => {
    const huge = makeHugeReport(500, 1000);
    const cut = drawIncidentLanes(deriveIncidentFacts(huge)[0]!, [], same, 'UTC')!;
    assert.equal(cut.rows.filter((row) => row.nameRest !== '').length, LANE_LIMIT);
    assert.match(cut.leftOut, /460 more/);
  });
});

suite('back-off ladder', () => {
  const waits = collectLadderWaits(outage.incidents[0]!);

  test('every wait is held against the law of its own step', () => {
    assert.equal(waits.length, 76);
    for (const { step, lawSeconds } of waits) assert.equal(lawSeconds, Math.min(300, 10 * 2 ** (step - 1)));
  });

  test('a wait is the time from one call to the next', () => {
    for (const { seconds, lawSeconds } of waits.filter((wait) => wait.basis === 'observed')) {
      assert.ok(seconds > lawSeconds && seconds < lawSeconds + 17, `${seconds} after ${lawSeconds}`);
    }
    assert.equal(countUndrawnWaits(waits), 0);
  });
});

suite('blast radius', () => {
  test('counts pods by image and node', () => {
    const paths = collectBlastPaths(outage.incidents[0]!, same);
    assert.equal(paths.length, 10);
    assert.equal(
      paths.reduce((sum, path) => sum + path.pods, 0),
      10,
    );
  });

  test('hundreds of nodes end in one box for the rest', () => {
    const huge = makeHugeReport(500, 1000);
    const drawing = drawBlastRadius(collectBlastPaths(huge.incidents[0]!, same));
    assert.ok(drawing.height! < 500);
    assert.match(drawing.marks, /other nodes/);
  });
});

suite('phases', () => {
  test('a fault that ended is bar, fade and lag; one that holds is bar and wait', () => {
    const ended = drawPhaseBar(facts!, 'UTC')!.bar.marks;
    for (const kind of ['fill-fail', 'fill-fade', 'fill-lag', 'stroke-ok']) assert.ok(ended.includes(kind), kind);
    const [ongoing] = deriveIncidentFacts(makeMixedReport());
    const holds = drawPhaseBar(ongoing!, 'UTC')!.bar.marks;
    assert.ok(holds.includes('fill-fail') && holds.includes('tint-fail'));
    assert.ok(!holds.includes('fill-fade') && !holds.includes('fill-lag'));
  });

  test('the overview has a lane per incident and per source', () => {
    const chart = drawOverview(outage, [facts!], same, 'UTC')!;
    assert.deepEqual(
      chart.rows.filter((row) => !row.isGroup).map((row) => row.name),
      [
        'INC-1',
        'Other registries',
        ...outage.inputs.slice(0, 4).map((input) => input.node),
        'Events, JSON',
        'Prometheus range',
        'kubectl describe',
      ],
    );
  });
});
