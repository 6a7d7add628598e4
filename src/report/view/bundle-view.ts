import type { Report, ReportBundle } from '../../model/report.ts';
import type { Instant } from '../../model/time.ts';
import { readOptionalInterval } from '../read-interval.ts';
import { cutMiddle, showHidden, showName } from '../visible-text.ts';
import { capitalise, formatAt, formatNumber } from '../wording.ts';

const PATH_LIMIT = 90;
const BUNDLE_LIMIT = 20;

/** One sentence for each bundle: what it is, of which version, when it was collected, what it lacks and masks. */
export function viewBundles(report: Report, day: Instant | null) {
  const rest = report.bundles.length - BUNDLE_LIMIT;
  return {
    rows: report.bundles.slice(0, BUNDLE_LIMIT).map((bundle) => ({
      path: bundle.root === '' ? '' : cutMiddle(showHidden(bundle.root), PATH_LIMIT),
      text: sayBundle(bundle, day),
    })),
    leftOut: rest > 0 ? `${formatNumber(rest)} more bundles are in report.json.` : '',
  };
}

function sayBundle({ root, title, version, capturedAt, lacks, masks }: ReportBundle, day: Instant | null): string {
  const capture = readOptionalInterval(capturedAt);
  const parts = [
    root === '' ? `What was given is ${title}` : `is ${title}`,
    version === null ? '' : ` (${showName(version, 80)})`,
    capture ? `, collected ${formatAt(capture, { day })}` : '',
    '.',
    lacks.length === 0 ? '' : ` It lacks: ${lacks.join('; ')}.`,
    masks === null ? '' : ` ${capitalise(masks)}`,
  ];
  return parts.join('');
}
