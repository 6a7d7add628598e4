/**
 * How a source writes its times, which decides what must be found out before they are instants:
 * - `absolute`: with zone and year (or Unix time); only the skew of the clock itself is open
 * - `zoneless`: date and time, no zone
 * - `yearless`: neither year nor zone, as klog and `journalctl -o short` print
 * - `age`: counted back from the capture, as kubectl prints ("3m57s")
 * - `monotonic`: since an unknown boot
 */
export type Notation = 'absolute' | 'zoneless' | 'yearless' | 'age' | 'monotonic';

/** Whose physical clock was read. Kubelets and runtimes read their node's, `creationTimestamp` is the API server's. */
export type ClockKeeper =
  | { readonly kind: 'node'; readonly node: string | null }
  | { readonly kind: 'api-server' }
  | { readonly kind: 'monitoring' }
  | { readonly kind: 'controller'; readonly name: string };

/** A clock that a source reads: one per artefact, notation and keeper. Compared by identity; made by `ReadContext.clock`. */
export interface Clock {
  /** Unique in an analysis. */
  readonly id: string;
  /** Index of the artefact in the inputs. */
  readonly artefact: number;
  readonly notation: Notation;
  readonly keeper: ClockKeeper;
  /** Minutes east of UTC where the source states the zone of year-less or zone-less times (a `--utc` header); else null. */
  readonly offsetMinutes: number | null;
}

/**
 * What a source says about an instant, before its clock is set: somewhere in `[valueMs, valueMs + widthMs)`.
 * The unit is milliseconds; what they count from depends on the clock's notation:
 * - `absolute`: the Unix epoch, UTC
 * - `zoneless`: the Unix epoch, as if the text were UTC
 * - `yearless`: 1 January 1972 (a leap year), as if the text were UTC
 * - `age`: back from the capture, so the instant is `capture − valueMs` or up to `widthMs` earlier
 * - `monotonic`: the boot
 */
export interface Reading {
  readonly clock: Clock;
  readonly valueMs: number;
  readonly widthMs: number;
}

/**
 * What `<invalid>` says as an age: kubectl prints it where the stamp is 2 s or more ahead of its own clock. A day ahead is
 * taken as the most that a clock in use is off. Source: k8s.io/apimachinery pkg/util/duration/duration.go, v0.13–v0.36.
 */
export const INVALID_AGE = { valueMs: -86_400_000, widthMs: 86_398_000 } as const;

/** The year that stands in `yearless` readings; a leap year, so that 29 February is a day. */
export const YEARLESS_YEAR = 1972;
