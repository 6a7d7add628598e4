import type { Cause } from './causes/cause.ts';
import type { Warning } from './model/evidence.ts';
import type { Report } from './model/report.ts';
import type { Instant } from './model/time.ts';

/**
 * What a user sets for one analysis. Everything that comes from outside is in here: the pipeline reads no clock, no
 * environment and no disk.
 */
export interface AnalyzeOptions {
  /**
   * When evidence was saved, by `--captured-at`. `path` is that of an input, or of a folder or archive above it
   * (`bundle.tar.gz`, `node-a`); null: of all inputs. The longest path that fits wins.
   */
  readonly capturedAt: readonly { readonly path: string | null; readonly instant: Instant }[];
  /** Zones of times without one. `node` null: of all nodes. `zone` is an IANA name or an offset such as `+02:00`. */
  readonly timezones: readonly { readonly node: string | null; readonly zone: string }[];
  /** Failures that were over before this instant are left out; null: none. */
  readonly since: Instant | null;
  /** Failures that began after this instant are left out; null: none. */
  readonly until: Instant | null;
  /** Filters: an empty list lets everything through; in a pattern `*` stands for any text, also for none. */
  readonly namespaces: readonly string[];
  readonly pods: readonly string[];
  readonly images: readonly string[];
  readonly nodes: readonly string[];
  /** Whether credentials are removed from everything that is written. */
  readonly redact: boolean;
  /** Causes of the user's own (`--causes`); they outrank the known ones. */
  readonly userCauses: readonly Cause[];
  readonly title: string | null;
  readonly author: string | null;
  readonly incidentId: string | null;
  /** The time that the report bears: `SOURCE_DATE_EPOCH`, or when the program was started. */
  readonly generatedAt: Instant;
  /** Version of pullmortem. */
  readonly version: string;
  /** Warnings of the sources. Filled while artefacts are read, whole once they are exhausted; shown to the user already. */
  readonly sourceWarnings: readonly Warning[];
  /** Shows a warning of the analysis as it arises. It goes into the report as well. */
  readonly warn: (warning: Warning) => void;
  /** Called with the path of each artefact before it is read. */
  readonly onProgress?: (path: string) => void;
}

/** What an analysis gives. */
export interface AnalyzeResult {
  readonly report: Report;
  /** Whether at least one artefact was of a known format, or a known format without a record; else nothing was readable. */
  readonly readable: boolean;
}
