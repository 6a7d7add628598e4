import type { ReportGoodPull } from '../../model/report.ts';
import type { Instant } from '../../model/time.ts';
import type { CitationLedger } from './citation-ledger.ts';
import type { NodeNames } from './node-names.ts';

/** What every incident view is made with. */
export interface ViewContext {
  readonly ledger: CitationLedger;
  readonly nodes: NodeNames;
  readonly day: Instant | null;
  /** What is put behind times: `UTC`, or `UTC+02:00`. */
  readonly zone: string;
  readonly goodPulls: readonly ReportGoodPull[];
}
