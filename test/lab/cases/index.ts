import type { LabCase } from '../lab-case.ts';
import { aBadRolloutIsReplacedByAGoodOne } from './a-bad-rollout-is-replaced-by-a-good-one.ts';
import { aBundleInOneArchive } from './a-bundle-in-one-archive.ts';
import { aHealthyClusterReportsNothing } from './a-healthy-cluster-reports-nothing.ts';
import { aPauseImageCannotBePulledBesideABrokenNetworkPlugin } from './a-pause-image-cannot-be-pulled-beside-a-broken-network-plugin.ts';
import { aTagTypoSeenByFourSources } from './a-tag-typo-seen-by-four-sources.ts';
import { anImageNameThatCannotBeParsed } from './an-image-name-that-cannot-be-parsed.ts';
import { anImageWithPolicyNeverIsNotThere } from './an-image-with-policy-never-is-not-there.ts';
import { anInitContainerImageIsMissing } from './an-init-container-image-is-missing.ts';
import { damagedFilesBesideGoodEvidence } from './damaged-files-beside-good-evidence.ts';
import { dockerHubLimitsNodesThatJustJoined } from './docker-hub-limits-nodes-that-just-joined.ts';
import { eventsWithSeriesAndNullTimestamps } from './events-with-series-and-null-timestamps.ts';
import { hostileNamesAndMessages } from './hostile-names-and-messages.ts';
import { oneNodeHasNoDiskSpaceLeft } from './one-node-has-no-disk-space-left.ts';
import { onlyAPastedTableAndALogError } from './only-a-pasted-table-and-a-log-error.ts';
import { registryOutageRecovers } from './registry-outage-recovers.ts';
import { twoUnrelatedCausesAtOnce } from './two-unrelated-causes-at-once.ts';

/** Every case that make-fixtures.ts makes. */
export const CASES: readonly LabCase[] = [
  aBadRolloutIsReplacedByAGoodOne,
  aBundleInOneArchive,
  aHealthyClusterReportsNothing,
  aPauseImageCannotBePulledBesideABrokenNetworkPlugin,
  aTagTypoSeenByFourSources,
  anImageNameThatCannotBeParsed,
  anImageWithPolicyNeverIsNotThere,
  anInitContainerImageIsMissing,
  damagedFilesBesideGoodEvidence,
  dockerHubLimitsNodesThatJustJoined,
  eventsWithSeriesAndNullTimestamps,
  hostileNamesAndMessages,
  oneNodeHasNoDiskSpaceLeft,
  onlyAPastedTableAndALogError,
  registryOutageRecovers,
  twoUnrelatedCausesAtOnce,
];
