import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupIncidents, type Surroundings } from '../../src/incidents/index.ts';
import type { CauseId } from '../../src/model/cause.ts';
import { type Incident, type JudgedFailure, quoteErrors } from '../../src/model/incident.ts';
import type { GoodPull, PullHistory } from '../../src/model/pull.ts';
import { subject } from '../../src/model/subject.ts';
import type { Interval } from '../../src/model/time.ts';
import { at } from '../pulls/records.ts';

interface Parts {
  readonly cause: CauseId;
  readonly image?: string;
  readonly pod?: string;
  readonly node?: string;
  readonly from?: number;
  readonly to?: number;
  readonly recovered?: number;
  readonly state?: PullHistory['state'];
  readonly alternatives?: readonly CauseId[];
  readonly proxy?: string;
}

function failure({
  cause,
  image = 'r.example/a/b:1',
  pod = 'p',
  node = 'node-1',
  from = 0,
  to = 60,
  ...rest
}: Parts): JudgedFailure {
  const recoveredAt: Interval | null = rest.recovered === undefined ? null : at(rest.recovered);
  const attempts = [from, to].map((seconds) => ({
    at: at(seconds),
    startedAt: null,
    outcome: 'failed' as const,
    basis: 'observed' as const,
    message: null,
    evidence: [],
  }));
  return {
    history: {
      subject: subject({ namespace: 'ns', pod, podUid: pod, container: 'c', node, image }),
      image,
      kind: 'pull',
      reasons: ['ErrImagePull'],
      attempts,
      attemptCount: { min: 2, max: 2 },
      backoff: [],
      waiting: [],
      errors: [],
      firstFailureAt: at(from),
      lastFailureAt: at(to),
      recoveredAt,
      deletedAt: null,
      state: rest.state ?? (recoveredAt ? 'recovered' : 'failing'),
      undecidedWith: [],
      workload: { kind: 'Deployment', name: pod },
      remarks: [],
      evidence: [],
    },
    verdict: {
      cause: { id: cause, confidence: 0.9 },
      alternatives: (rest.alternatives ?? []).map((id) => ({ id, confidence: 0.05 })),
      provenance: 'direct',
      reasoning: [],
      proxy: rest.proxy ?? null,
      decidedBy: null,
    },
  };
}

function pulled(image: string, node: string, seconds: number): GoodPull {
  return {
    subject: subject({ node, image }),
    image,
    at: at(seconds),
    pulled: true,
    evidence: { artefact: 0, line: 1, item: null, excerpt: '' },
  };
}

function group(failures: readonly JudgedFailure[], parts: Partial<Surroundings> = {}): Incident[] {
  return groupIncidents(failures, { good: [], changes: [], capturedAt: at(3600), isReplaced: () => false, ...parts });
}

function podsOf(incidents: readonly Incident[]): string[][] {
  return incidents.map(({ failures }) => failures.map(({ history }) => history.subject.pod ?? '').sort()).sort();
}

describe('grouping failures into incidents', () => {
  it('makes one incident of a registry whose errors vary, under the commonest cause', () => {
    const incidents = group([
      failure({ cause: 'connection-refused', pod: 'a' }),
      failure({ cause: 'registry-server-error', pod: 'b', image: 'r.example/c/d:1' }),
      failure({ cause: 'connection-refused', pod: 'c', node: 'node-2' }),
    ]);
    assert.equal(incidents.length, 1);
    assert.equal(incidents[0]?.cause.id, 'connection-refused');
    assert.equal(incidents[0]?.scope, 'registry');
    assert.equal(incidents[0]?.registry, 'r.example');
  });

  it('calls a registry unavailable where no one error is in the majority', () => {
    const [incident] = group([
      failure({ cause: 'connection-refused', pod: 'a' }),
      failure({ cause: 'registry-server-error', pod: 'b' }),
    ]);
    assert.equal(incident?.cause.id, 'registry-unavailable');
  });

  it('says of each of these errors that it supports what they are called together', () => {
    const saying = (cause: CauseId, pod: string): JudgedFailure => {
      const judged = failure({ cause, pod });
      return { ...judged, verdict: { ...judged.verdict, reasoning: [quoteErrors(cause, 2, [cause], [])] } };
    };
    const [incident] = group([saying('connection-refused', 'a'), saying('registry-server-error', 'b')]);
    assert.deepEqual(
      incident?.reasoning.map(({ supports }) => supports),
      [
        ['registry-unavailable', 'connection-refused'],
        ['registry-unavailable', 'registry-server-error'],
      ],
    );
  });

  it('keeps unrelated typos apart', () => {
    const incidents = group([
      failure({ cause: 'tag-not-found', pod: 'a', image: 'r.example/a/b:1' }),
      failure({ cause: 'tag-not-found', pod: 'b', image: 'r.example/a/c:1' }),
      failure({ cause: 'tag-not-found', pod: 'c', image: 'r.example/a/b:1' }),
    ]);
    assert.deepEqual(podsOf(incidents), [['a', 'c'], ['b']]);
  });

  it('joins one refusal that two runtimes word differently', () => {
    const vague = failure({ cause: 'repository-missing-or-denied', pod: 'a', alternatives: ['repository-not-found'] });
    assert.deepEqual(podsOf(group([vague, failure({ cause: 'repository-not-found', pod: 'b' })])), [['a', 'b']]);
    // Another image of which nothing says the same is another fault.
    const other = failure({ cause: 'repository-not-found', pod: 'b', image: 'r.example/x/y:1' });
    assert.equal(group([vague, other]).length, 2);
  });

  it('joins what a registry refuses without a login, also where one text only may mean that', () => {
    const vague = failure({ cause: 'repository-missing-or-denied', pod: 'a', alternatives: ['credentials-missing'] });
    const clear = failure({ cause: 'credentials-missing', pod: 'b', image: 'r.example/x/y:1' });
    assert.deepEqual(podsOf(group([vague, clear])), [['a', 'b']]);
  });

  it('joins all registries behind one proxy, and parts two proxies', () => {
    const first = failure({ cause: 'proxy-failure', pod: 'a', proxy: '10.0.0.5:3128' });
    const second = failure({ cause: 'proxy-failure', pod: 'b', image: 'quay.io/x/y:1', proxy: '10.0.0.5:3128' });
    assert.deepEqual(podsOf(group([first, second])), [['a', 'b']]);
    const another = failure({ cause: 'proxy-failure', pod: 'c', image: 'quay.io/x/z:1', proxy: '10.9.9.9:3128' });
    assert.equal(group([first, second, another]).length, 2);
  });

  it('joins what one node cannot resolve, whatever the registries', () => {
    const incidents = group([
      failure({ cause: 'dns-failure', pod: 'a', image: 'r.example/a/b:1' }),
      failure({ cause: 'dns-failure', pod: 'b', image: 'quay.io/a/b:1' }),
    ]);
    assert.deepEqual(podsOf(incidents), [['a', 'b']]);
    assert.equal(incidents[0]?.scope, 'node');
    assert.equal(incidents[0]?.registry, null);
  });

  it('joins by registry where several nodes fail to resolve the same one name', () => {
    const incidents = group([
      failure({ cause: 'dns-failure', pod: 'a', node: 'node-1' }),
      failure({ cause: 'dns-failure', pod: 'b', node: 'node-2' }),
    ]);
    assert.deepEqual(podsOf(incidents), [['a', 'b']]);
  });

  it('parts a registry fault by node where other nodes pulled from the registry meanwhile', () => {
    const failures = [
      failure({ cause: 'connection-timeout', pod: 'a', node: 'node-1' }),
      failure({ cause: 'connection-timeout', pod: 'b', node: 'node-2' }),
    ];
    assert.equal(group(failures).length, 1);
    assert.equal(group(failures, { good: [pulled('r.example/x/y:1', 'node-3', 30)] }).length, 2);
    assert.equal(group(failures, { good: [pulled('r.example/x/y:1', 'node-3', 900)] }).length, 1);
  });

  it('parts faults that were recovered between, and joins those that flap', () => {
    const first = failure({ cause: 'connection-refused', pod: 'a', from: 0, to: 60, recovered: 90 });
    const soon = failure({ cause: 'connection-refused', pod: 'b', from: 600, to: 660, recovered: 700 });
    const late = failure({ cause: 'connection-refused', pod: 'c', from: 9000, to: 9060, recovered: 9100 });
    const incidents = group([first, soon, late], { capturedAt: at(20_000) });
    assert.deepEqual(podsOf(incidents), [['a', 'b'], ['c']]);
    const flapping = incidents.find(({ failures }) => failures.length === 2);
    assert.deepEqual(
      flapping?.phases.map(({ state }) => state),
      ['failing', 'answering', 'failing', 'answering'],
    );
  });

  it('puts what still fails first, then what holds back more pods', () => {
    const incidents = group([
      failure({ cause: 'tag-not-found', pod: 'a', image: 'r.example/a:1', recovered: 100 }),
      failure({ cause: 'tag-not-found', pod: 'b', image: 'r.example/b:1' }),
      failure({ cause: 'tag-not-found', pod: 'c', image: 'r.example/c:1' }),
      failure({ cause: 'tag-not-found', pod: 'd', image: 'r.example/c:1' }),
    ]);
    assert.deepEqual(
      incidents.map(({ id, status, failures }) => [id, status, failures.length]),
      [
        ['INC-1', 'ongoing', 2],
        ['INC-2', 'ongoing', 1],
        ['INC-3', 'recovered', 1],
      ],
    );
  });

  it('measures the lag from the first pull that worked to the last recovery', () => {
    const [incident] = group([
      failure({ cause: 'connection-refused', pod: 'a', to: 600, recovered: 700 }),
      failure({ cause: 'connection-refused', pod: 'b', to: 500, recovered: 880 }),
    ]);
    // The fault ended between 600 s and 700 s; the last pod came at 880 s.
    assert.deepEqual(incident?.recoveryLagSeconds, { min: 180, max: 280 });
  });

  it('counts pod-minutes once for a pod with two failing containers', () => {
    const [incident] = group([
      failure({ cause: 'connection-refused', pod: 'a', from: 0, to: 60, recovered: 600 }),
      failure({ cause: 'connection-refused', pod: 'a', from: 0, to: 60, recovered: 1200 }),
    ]);
    assert.deepEqual(incident?.impact, { pods: 1, workloads: ['ns/Deployment/a'], podMinutes: { min: 20, max: 20 } });
  });
});
