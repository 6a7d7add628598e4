import type { Incident, Trigger } from '../model/incident.ts';
import type { Changed } from '../model/observation.ts';
import { compareIntervals } from '../model/time.ts';
import type { Timed } from '../model/timed.ts';

/** A record of something that changed. */
export type Change = Timed<Changed>;

/** Whether a record is of something that changed. */
export function isChange(record: Timed): record is Change {
  return record.observation.kind === 'changed';
}

/** A change earlier than this before the first failure is not offered as what set it off. */
const BEFORE_MS = 10 * 60_000;
const MOST_TRIGGERS = 5;
/** Every pod is created and scheduled; that is only said of the first failing ones. */
const RANK: Readonly<Record<Changed['change'], number>> = {
  'disk-pressure': 0,
  'disk-full': 0,
  'image-removed': 0,
  'secret-changed': 0,
  'node-joined': 1,
  'kubelet-started': 1,
  rollout: 1,
  scaled: 2,
  'pod-created': 3,
  'pod-deleted': 4,
  scheduled: 4,
  'disk-pressure-gone': 9,
  'disk-full-gone': 9,
};

/** What changed just before the first failure, on the incident's own nodes and workloads. */
export function findTriggers(incident: Omit<Incident, 'triggers'>, changes: readonly Change[]): Trigger[] {
  const nodes = new Set(incident.failures.map(({ history }) => history.subject.node));
  const pods = new Set(incident.failures.map(({ history }) => history.subject.pod));
  const workloads = new Set(
    incident.failures.flatMap(({ history }) =>
      history.workload ? [`${history.subject.namespace}/${history.workload.name}`] : [],
    ),
  );
  // ReplicaSets are named after their Deployment and a hash, pods after their ReplicaSet.
  const owners = new Set(
    incident.failures.flatMap(({ history: { subject } }) =>
      subject.pod === null ? [] : [`${subject.namespace}/${subject.pod.replace(/-[a-z0-9]{5}$/, '')}`],
    ),
  );
  const { startedAt } = incident;
  return changes
    .filter(({ observation, first, last }) => {
      // A disk is full until it is not, be it for hours.
      const until = observation.change === 'disk-full' ? last : first;
      if (until.latest < startedAt.earliest - BEFORE_MS || first.earliest > startedAt.latest) return false;
      if (RANK[observation.change] > 3) return false;
      const { subject, of } = observation;
      if (of) return workloads.has(`${subject.namespace}/${of.name}`) || owners.has(`${subject.namespace}/${of.name}`);
      if (subject.pod !== null) return pods.has(subject.pod);
      return subject.node !== null && nodes.has(subject.node);
    })
    .sort((a, b) => RANK[a.observation.change] - RANK[b.observation.change] || compareIntervals(a.first, b.first))
    .slice(0, MOST_TRIGGERS)
    .sort((a, b) => compareIntervals(a.first, b.first))
    .map(({ observation, first }) => ({ at: first, statement: observation.message, evidence: [observation.evidence] }));
}
