import type { Evidence } from '../../model/evidence.ts';
import { NO_EVENT } from '../../model/observation.ts';
import { type Subject, subject } from '../../model/subject.ts';
import { PULL_WAITING_REASONS, problemOfReason } from '../container-reason.ts';
import type { ReadContext } from '../format.ts';
import type { Age } from './age.ts';
import { readAge, readPicture } from './reading.ts';

const PHASES: ReadonlySet<string> = new Set(['Pending', 'Running', 'Succeeded', 'Failed']);

/** A row of the table of pods. */
export interface PodRow {
  readonly namespace: string | null;
  readonly pod: string;
  readonly podUid: string | null;
  /** One reason for the whole pod, or its phase. */
  readonly status: string;
  readonly age: Age;
  readonly node: string | null;
}

/** Hands on what a row of the table of pods shows. */
export function observePodRow(context: ReadContext, row: PodRow, evidence: Evidence): void {
  const picture = readPicture(context);
  const about: Partial<Subject> = { namespace: row.namespace, pod: row.pod, podUid: row.podUid, node: row.node };
  const shared = {
    origin: 'status',
    subject: subject(about),
    first: picture,
    last: picture,
    ...NO_EVENT,
    evidence,
  } as const;
  context.observe({
    ...shared,
    kind: 'pod',
    phase: PHASES.has(row.status) ? row.status : null,
    createdAt: readAge(context, row.age, { kind: 'api-server' }),
    startedAt: null,
    deletedAt: null,
    owner: null,
    labels: {},
    pullSecrets: null,
    serviceAccount: null,
    containers: [],
  });
  const isInit = row.status.startsWith('Init:');
  const reason = isInit ? row.status.slice('Init:'.length) : row.status;
  const place = subject({ ...about, containerType: isInit ? 'init' : null });
  const problem = problemOfReason(reason);
  if (PULL_WAITING_REASONS.has(reason))
    context.observe({ ...shared, subject: place, kind: 'waiting', reason, message: null });
  else if (problem) context.observe({ ...shared, subject: place, kind: 'other-problem', problem, reason, message: '' });
}
