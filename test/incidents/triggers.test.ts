import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Change, findTriggers } from '../../src/incidents/triggers.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { PullHistory } from '../../src/model/pull.ts';
import { subject } from '../../src/model/subject.ts';
import { at, record, WEB } from '../pulls/records.ts';

const HISTORY: PullHistory = {
  subject: WEB,
  image: 'registry.example/shop/web:1.0',
  kind: 'pull',
  reasons: [],
  attempts: [],
  attemptCount: { min: 1, max: 1 },
  backoff: [],
  waiting: [],
  errors: [],
  firstFailureAt: at(0),
  lastFailureAt: at(600),
  recoveredAt: null,
  deletedAt: null,
  state: 'failing',
  undecidedWith: [],
  workload: null,
  remarks: [],
  evidence: [],
};
const VERDICT = {
  cause: { id: 'disk-full', confidence: 0.9 },
  alternatives: [],
  provenance: 'direct',
  reasoning: [],
  proxy: null,
  decidedBy: null,
} as const;
const INCIDENT: Omit<Incident, 'triggers'> = {
  id: 'INC-1',
  cause: VERDICT.cause,
  alternatives: [],
  reasoning: [],
  decidedBy: null,
  scope: 'node',
  registry: null,
  startedAt: at(0),
  endedAt: null,
  status: 'ongoing',
  phases: [],
  impact: { pods: 1, workloads: [], podMinutes: { min: 0, max: 0 } },
  recoveryLagSeconds: null,
  failures: [{ history: HISTORY, verdict: VERDICT }],
};

function change(what: string, first: number, last = first, node = 'node-1'): Change {
  return record('changed', { first, last, subject: subject({ node }), change: what, message: what }) as Change;
}

suite('what may have set off an incident that began at noon', () => {
  for (const [title, changed, isTrigger] of [
    ['a kubelet that was started minutes before', change('kubelet-started', -300), true],
    ['a kubelet that was started an hour before', change('kubelet-started', -3600), false],
    ['a disk that was full since an hour before', change('disk-full', -3600, 1200), true],
    ['a disk that had been full an hour before, and had room again', change('disk-full', -7200, -3600), false],
    ['a disk that is full after it', change('disk-full', 900), false],
    ['a disk of another node', change('disk-full', -3600, 1200, 'node-2'), false],
    ['a disk that has room again', change('disk-full-gone', -60), false],
  ] as const) {
    test(`${title}: ${isTrigger ? 'yes' : 'no'}`, () => {
      assert.equal(findTriggers(INCIDENT, [changed]).length, isTrigger ? 1 : 0);
    });
  }
});
