import type { ReportGap } from '../../model/report.ts';
import { findBundlesLack } from './bundle-lacks.ts';
import { findCaptureTimeUnknown } from './capture-time-unknown.ts';
import { findCauseUndecided } from './cause-undecided.ts';
import { findCauseUnknown } from './cause-unknown.ts';
import { findSkewUnknown, findZoneUnknown } from './clock-unknown.ts';
import { findDiskUnknown } from './disk-unknown.ts';
import { findEventCountsFrozen } from './event-counts-frozen.ts';
import { findEventUpdatesDropped } from './event-updates-dropped.ts';
import { findEventsCombined } from './events-combined.ts';
import { findEventsExpired } from './events-expired.ts';
import { findEvidenceMissing } from './evidence-missing.ts';
import { type Detector, type GapInput, indexEvidence } from './evidenced.ts';
import { findKubeletLogLate } from './kubelet-log-late.ts';
import { findKubeletLogMissing } from './kubelet-log-missing.ts';
import { findMessagesLost } from './messages-lost.ts';
import { findSamplesAbsent, findSeriesLingering } from './metric-samples.ts';
import { findMetricsMissing } from './metrics-missing.ts';
import { findMirrorsUnknown } from './mirrors-unknown.ts';
import { findNamespacesMissing } from './namespaces-missing.ts';
import { findPodObjectsMissing } from './pod-objects-missing.ts';
import { findPullSecretsUnknown } from './pull-secrets-unknown.ts';
import { findRuntimeLogMissing } from './runtime-log-missing.ts';

/** Every kind of gap, what hides most first. */
const DETECTORS: readonly Detector[] = [
  findEvidenceMissing,
  findCauseUnknown,
  findCauseUndecided,
  findPullSecretsUnknown,
  findPodObjectsMissing,
  findKubeletLogMissing,
  findKubeletLogLate,
  findMessagesLost,
  findRuntimeLogMissing,
  findMirrorsUnknown,
  findDiskUnknown,
  findEventsExpired,
  findNamespacesMissing,
  findEventCountsFrozen,
  findEventsCombined,
  findEventUpdatesDropped,
  findSamplesAbsent,
  findSeriesLingering,
  findMetricsMissing,
  findCaptureTimeUnknown,
  findZoneUnknown,
  findSkewUnknown,
];

/** What the evidence cannot tell, where that matters: what it hides, for which incidents, and the commands that would tell. */
export function findGaps(input: GapInput): ReportGap[] {
  const evidenced = indexEvidence(input);
  const gaps = DETECTORS.map((detect) => detect(evidenced)).filter((gap) => gap !== null);
  return [...gaps, ...findBundlesLack(evidenced)];
}
