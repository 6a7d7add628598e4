import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { renderHtml } from '../../src/report/render-html.ts';
import {
  makeHealthyReport,
  makeHostileReport,
  makeHugeReport,
  makeMixedReport,
  makeOutageReport,
} from '../report/sample-reports.ts';
import { checkPage } from './page-check.ts';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const skip = existsSync(BROWSER) ? false : `no browser at ${BROWSER}; CHROMIUM names another`;

/** Pages made here, or a file named by REPORT_HTML. */
const PAGES = {
  outage: makeOutageReport,
  mixed: makeMixedReport,
  healthy: makeHealthyReport,
  hostile: makeHostileReport,
  huge: () => makeHugeReport(500, 20_000),
};

suite('the page in a browser', { skip }, () => {
  for (const [name, make] of Object.entries(PAGES)) {
    test(`${name}: asks for nothing, logs nothing, fits every width, opens its tables on paper`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pullmortem-page-'));
      try {
        const path = join(folder, 'report.html');
        writeFileSync(path, renderHtml(make()));
        await assertGoodPage(path);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  const given = process.env['REPORT_HTML'];
  test('the file named by REPORT_HTML', { skip: given === undefined && 'REPORT_HTML is not set' }, async () => {
    await assertGoodPage(given ?? '');
  });
});

async function assertGoodPage(path: string): Promise<void> {
  const findings = await checkPage(path, BROWSER);
  assert.deepEqual(findings.requests, []);
  assert.deepEqual(findings.errors, []);
  assert.deepEqual(
    Object.entries(findings.overflow).filter(([, pixels]) => pixels > 0),
    [],
  );
  assert.notEqual(findings.headline, '');
  assert.equal(findings.foldedInPrint, 0);
}
