import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CauseId } from '../../src/model/cause.ts';
import { CAUSE_IDS } from '../../src/model/cause.ts';
import type { Report, ReportIncident } from '../../src/model/report.ts';
import { deriveIncidentFacts } from '../../src/report/incident-facts.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { moveToZone } from '../../src/report/time-zone.ts';
import { toReportView } from '../../src/report/view/report-view.ts';
import { makeHealthyReport, makeHugeReport, makeMixedReport, makeOutageReport } from './sample-reports.ts';

function changeIncident(report: Report, change: Partial<ReportIncident>): Report {
  return { ...report, incidents: report.incidents.map((incident) => ({ ...incident, ...change })) };
}

const UNKNOWN = { earliest: '0001-01-01T00:00:00.000Z', latest: '9999-12-31T23:59:59.999Z' };

suite('headline', () => {
  test('one incident: thing, verb, at least how long, then the pods', () => {
    assert.equal(
      toReportView(makeOutageReport()).headline,
      'registry.acme.example refused connections for at least 21 minutes. All 10 affected pods have recovered.',
    );
  });

  test('several that share nothing are unrelated', () => {
    assert.equal(
      toReportView(makeMixedReport()).headline,
      'Four unrelated faults keep 9 pods from starting. None has recovered.',
    );
  });

  test('several of one registry are not called unrelated', () => {
    const view = toReportView(changeIncident(makeMixedReport(), { registry: 'one.example' }));
    assert.doesNotMatch(view.headline, /unrelated/);
    assert.doesNotMatch(view.lede, /share no/);
  });

  test('none', () => {
    const view = toReportView(makeHealthyReport());
    assert.equal(view.headline, 'No image pull failed in these files.');
    assert.equal(view.badge.text, 'Nothing failed');
  });

  test('a duration that is not known is not said', () => {
    const report = changeIncident(makeOutageReport(), { startedAt: UNKNOWN, endedAt: UNKNOWN });
    assert.equal(
      toReportView(report).headline,
      'registry.acme.example refused connections. All 10 affected pods have recovered.',
    );
  });

  test('pods that stand differently are counted apart', () => {
    const report = makeOutageReport();
    const [incident] = report.incidents;
    const failures = incident!.failures.map((failure, index) => ({
      ...failure,
      recoveredAt: index < 3 ? null : failure.recoveredAt,
      deletedAt: index === 0 ? failure.lastFailureAt : null,
    }));
    const { headline } = toReportView(changeIncident(report, { failures, status: 'ongoing', endedAt: null }));
    assert.match(headline, /Of 10 affected pods 7 recovered, 1 was deleted and 2 have not recovered\.$/);
  });

  for (const id of [...CAUSE_IDS, 'x-own'] as CauseId[]) {
    test(`${id} makes a sentence`, () => {
      const { headline } = toReportView(changeIncident(makeOutageReport(), { cause: { id, confidence: 0.9 } }));
      assert.match(headline, /^\S.* for at least 21 minutes\. All 10 affected pods have recovered\.$/);
      assert.doesNotMatch(headline, /undefined|images was|null/);
    });
  }
});

suite('lede', () => {
  test('tells start, reach, end and lag', () => {
    assert.equal(
      toReportView(makeOutageReport()).lede,
      'From 17:04:42–17:04:44 UTC, ten pods of five workloads on all four nodes failed 76 image pulls. The registry answered again between 17:26:24 and 17:28:52; back-off held the last pod until 17:31:27–17:31:29, 3 to 5 minutes longer than the fault lasted.',
    );
  });

  test('says so where nothing was pulled', () => {
    const report = makeOutageReport();
    const failures = report.incidents[0]!.failures.map((failure) => ({
      ...failure,
      attempts: [],
      backoff: [],
      attemptCount: { min: 0, max: 0 },
    }));
    assert.match(
      toReportView(changeIncident(report, { failures })).lede,
      /could not start, without a pull being tried/,
    );
  });
});

suite('facts', () => {
  test('count pods, not containers', () => {
    const report = makeOutageReport();
    const [incident] = report.incidents;
    const twice = incident!.failures.flatMap((failure) => [
      failure,
      { ...failure, container: 'second', recoveredAt: null },
    ]);
    const [facts] = deriveIncidentFacts(changeIncident(report, { failures: twice }));
    assert.deepEqual(facts!.pods, { all: 10, recovered: 0, deleted: 0, waiting: 10 });
  });

  test('recorded and inferred pulls add up', () => {
    const [facts] = deriveIncidentFacts(makeOutageReport());
    assert.deepEqual([facts!.failedPulls, facts!.recordedPulls], [{ min: 76, max: 76 }, 70]);
  });
});

suite('evidence', () => {
  test('every citation that has an anchor is printed, with its place', () => {
    const view = toReportView(makeOutageReport());
    const printed = new Set(view.evidence.map(({ anchor }) => anchor));
    const cited = view.moments.flatMap(({ sources }) => sources.shown);
    assert.ok(cited.length > 5);
    for (const { anchor, place } of cited) {
      assert.ok(anchor !== null && printed.has(anchor));
      assert.match(place, /^outage\.tar\.gz!\/kubelet\/node\.log:\d+$/);
    }
  });

  test('the end of the error is marked in the excerpt', () => {
    const marked = toReportView(makeOutageReport()).evidence.flatMap(({ excerpt }) =>
      excerpt.filter((part) => part.isFault),
    );
    assert.ok(marked.length > 5);
    for (const { text } of marked) assert.equal(text, 'dial tcp 10.40.7.17:443: connect: connection refused');
  });
});

suite('scale', () => {
  const report = makeHugeReport(500, 20_000);

  test('a page stays small, and says what it leaves out and where that is', () => {
    const html = renderHtml(report);
    assert.ok(html.length < 1_000_000, `${html.length} characters`);
    assert.match(html, /460 more are in report\.json and csv\/failures\.csv/);
    assert.match(html, /29\u202f800 more are in report\.json and csv\/timeline\.csv/);
    assert.match(html, /further pieces are in report\.json and csv\/evidence\.csv/);
  });

  test('so does the Markdown', () => {
    const size = renderMarkdown(report).reduce((sum, { content }) => sum + [...content].join('').length, 0);
    assert.ok(size < 1_000_000, `${size} characters`);
  });
});

suite('nothing known', () => {
  const empty: Report = {
    ...makeHealthyReport(),
    capturedAt: null,
    inputs: [],
    clocks: [],
    goodPulls: [],
    otherProblems: [],
    gaps: [],
    evidence: [],
  };
  const timeless = changeIncident(makeOutageReport(), {
    startedAt: UNKNOWN,
    endedAt: null,
    status: 'unknown',
    failures: [],
    phases: [],
  });

  for (const [title, report] of [
    ['a report of no input', empty],
    ['an incident without failures or times', { ...timeless, capturedAt: null, inputs: [], goodPulls: [] }],
    [
      'a saved report whose open bounds are null',
      JSON.parse(
        JSON.stringify(
          changeIncident(makeOutageReport(), {
            recoveryLagSeconds: { min: 0, max: Infinity },
            impact: { pods: 10, workloads: [], podMinutes: { min: 1, max: Infinity } },
          }),
        ),
      ),
    ],
  ] as [string, Report][]) {
    test(`${title} renders in every format`, () => {
      for (const text of [
        renderHtml(report),
        [...renderMarkdown(report)[0]!.content].join(''),
        renderSummary(report),
      ]) {
        assert.doesNotMatch(text, /undefined|NaN|Infinity|\[object|Invalid/);
      }
    });
  }
});

suite('other zones', () => {
  test('times move by the offset at the capture, and the zone is named', () => {
    const view = toReportView(makeOutageReport(), 'Europe/Berlin');
    assert.equal(view.zone, 'UTC+02:00');
    assert.match(view.state, /2 April 2024, 20:07:06–20:07:07 UTC\+02:00$/);
    assert.match(view.lede, /^From 19:04:42–19:04:44 UTC\+02:00, ten pods/);
  });

  test('west of UTC, half hours, offsets', () => {
    assert.equal(moveToZone(makeOutageReport(), 'America/St_Johns').zone, 'UTC−02:30');
    assert.equal(moveToZone(makeOutageReport(), '+05:30').zone, 'UTC+05:30');
    assert.equal(moveToZone(makeOutageReport(), 'UTC').zone, 'UTC');
  });

  test('open ends stay open', () => {
    const report = changeIncident(makeOutageReport(), { startedAt: UNKNOWN });
    assert.deepEqual(moveToZone(report, 'Asia/Tokyo').report.incidents[0]!.startedAt, UNKNOWN);
  });
});

suite('summary', () => {
  test('names state, cause, reach, who acts and what to do first', () => {
    const summary = renderSummary(makeOutageReport(), { width: 80 });
    for (const part of ['Recovered', 'connection-refused', '10 pods', 'The team that runs', 'curl -sI']) {
      assert.ok(summary.includes(part), part);
    }
    for (const line of summary.split('\n')) assert.ok(line.length <= 80, line);
  });

  test('where nothing failed, says what was looked at and what that proves', () => {
    const summary = renderSummary(makeHealthyReport());
    assert.match(summary, /No image pull failed/);
    assert.match(summary, /7 files read/);
    assert.match(summary, /What it does not prove/);
  });
});
