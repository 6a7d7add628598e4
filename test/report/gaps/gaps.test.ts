import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createLossCounter } from '../../../src/formats/text/envelopes/lost-messages.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Warning } from '../../../src/model/evidence.ts';
import type { Incident } from '../../../src/model/incident.ts';
import type { PullHistory } from '../../../src/model/pull.ts';
import { subject } from '../../../src/model/subject.ts';
import { ALWAYS, type Interval } from '../../../src/model/time.ts';
import type { Coverage, Timed } from '../../../src/model/timed.ts';
import type { GapInput } from '../../../src/report/gaps/evidenced.ts';
import { findGaps } from '../../../src/report/gaps/index.ts';
import { at, NOON, record, WEB } from '../../pulls/records.ts';

/** A failure of ten minutes from noon on; the files were saved half an hour after noon. */
function history(parts: Partial<PullHistory> = {}): PullHistory {
  return {
    subject: WEB,
    image: 'registry.example/shop/web:1.0',
    kind: 'pull',
    reasons: [],
    attempts: [],
    attemptCount: { min: 1, max: 9 },
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
    ...parts,
  };
}

function incident(histories: readonly PullHistory[], parts: Partial<Incident> = {}): Incident {
  return {
    id: 'INC-1',
    cause: { id: 'connection-refused', confidence: 0.95 },
    alternatives: [],
    reasoning: [],
    decidedBy: null,
    scope: 'registry',
    registry: 'registry.example',
    startedAt: at(0),
    endedAt: null,
    status: 'ongoing',
    phases: [],
    impact: { pods: 1, workloads: [], podMinutes: { min: 0, max: 0 } },
    triggers: [],
    recoveryLagSeconds: null,
    failures: histories.map((one) => ({
      history: one,
      verdict: {
        cause: { id: 'connection-refused', confidence: 0.95 },
        alternatives: [],
        provenance: 'direct',
        reasoning: [],
        proxy: null,
        decidedBy: null,
      },
    })),
    ...parts,
  };
}

function log(from: number, to: number, origin: Coverage['origin'] = 'kubelet', node = 'node-1'): Coverage {
  return { node, artefact: 0, origin, from: at(from), to: at(to) };
}

/** Whole evidence: Events, the whole log of kubelet and runtime, and a capture time. */
function evidenced(parts: Partial<GapInput> = {}): GapInput {
  return {
    records: [event('pull-failed', 0)],
    incidents: [incident([history()])],
    coverage: [log(-100, 1800), log(-100, 1800, 'runtime')],
    capturedAt: at(1800),
    clocks: [],
    inputs: [],
    warnings: [],
    bundles: [],
    ...parts,
  };
}

function event(kind: 'pull-failed' | 'back-off', first: number, parts: Record<string, unknown> = {}): Timed {
  return record(kind, { first, message: null, reason: null, ...parts });
}

function pod(pullSecrets: readonly string[] | null): Timed {
  return record('pod', { origin: 'status', first: 1800, pullSecrets, containers: [], phase: null, labels: {} });
}

function secret(name: string, type: string, registries: readonly string[] | null, item: number | null = 0): Timed {
  const evidence = { artefact: 3, line: 1, item, excerpt: name };
  return record('secret', {
    origin: 'status',
    subject: subject({ namespace: 'shop' }),
    name,
    type,
    registries,
    evidence,
  });
}

/** A pull secret of which some registries are known. */
function partial(registries: readonly string[]): Timed {
  const whole = secret('regcred', 'kubernetes.io/dockerconfigjson', registries, null);
  return { ...whole, observation: { ...whole.observation, isPartial: true } as Timed['observation'] };
}

function node(kubeletVersion: string): Timed {
  return record('node', { origin: 'status', subject: subject({ node: 'node-1' }), kubeletVersion, conditions: [] });
}

function series(seconds: readonly number[]): Timed {
  const waitingAtMs = Float64Array.from(seconds, (second) => NOON + second * 1000);
  return record('waiting-series', {
    origin: 'metric',
    reason: 'ImagePullBackOff',
    waitingAtMs,
    notWaitingAtMs: new Float64Array(),
  });
}

function every(step: number, from: number, to: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function clockOf(notation: Clock['notation']): Clock {
  return { id: notation, artefact: 0, notation, keeper: { kind: 'node', node: 'node-1' }, offsetMinutes: null };
}

function onClock(notation: Clock['notation'], when: Interval, valueMs = 5000): Timed {
  const timed = event('pull-failed', 0);
  const first = { clock: clockOf(notation), valueMs, widthMs: 1000 };
  return { ...timed, observation: { ...timed.observation, first, last: first }, first: when, last: when };
}

/** What a reader of logs says of a lost message. */
function lossWarning(input: string): Warning {
  let warning: Warning | null = null;
  const counter = createLossCounter((line, message) => {
    warning = { input, line, message };
  });
  counter.see(3, '{"MESSAGE":null,"PRIORITY":"3"}');
  counter.end();
  assert.ok(warning);
  return warning;
}

const NO_LOGS = { coverage: [] };
const ASKS = { cause: { id: 'repository-missing-or-denied', confidence: 0.4 } } as const;
const MIRROR = record('node-config', {
  origin: 'status',
  subject: subject({ node: 'node-1' }),
  setting: { name: 'mirror', registry: 'registry.example', mirrors: ['mirror.example'] },
});
const mirrorError = (url: string) =>
  history({ errors: [{ message: `Head "${url}": dial tcp: refused`, first: at(0), last: at(0), evidence: [] }] });
const MIRROR_FOLDERS = record('node-config', {
  origin: 'status',
  subject: subject({ node: 'node-1' }),
  setting: { name: 'mirror-folders', paths: ['/etc/containerd/certs.d'] },
});
const HOSTS_TOML = {
  path: 'hosts.toml',
  format: 'hosts-toml',
  bytes: 1,
  records: 1,
  observations: 0,
  span: null,
  node: null,
  status: 'read',
  note: null,
} as const;
const FULL_DISK = incident([history()], { cause: { id: 'disk-full', confidence: 0.9 } });
const diskFull = (node: string) =>
  record('changed', { origin: 'metric', first: 0, subject: subject({ node }), change: 'disk-full', message: 'full' });
const ONLY_KUBELET = [log(-100, 1800)];

/** Title, the gap, evidence that has it, and evidence that is nearly the same and has not. */
const TABLE: readonly (readonly [string, string, Partial<GapInput>, Partial<GapInput>])[] = [
  [
    'a cause that nothing proves',
    'cause-unknown',
    { incidents: [incident([history()], { cause: { id: 'unknown', confidence: 1 } })] },
    {},
  ],
  [
    'causes that one command would decide between',
    'cause-undecided',
    { incidents: [incident([history()], { ...ASKS, decidedBy: 'skopeo list-tags x' })] },
    { incidents: [incident([history()], { decidedBy: 'skopeo list-tags x' })] },
  ],
  ['no log of a failing node', 'kubelet-log-missing', { coverage: [log(-100, 1800, 'kubelet', 'node-2')] }, {}],
  [
    'no line of a failing node, where a log store has lines of another',
    'kubelet-log-missing',
    { records: [event('pull-failed', 0, { origin: 'cri-client', subject: { ...WEB, node: 'node-2' } })], ...NO_LOGS },
    { records: [event('pull-failed', 0, { origin: 'cri-client' })], ...NO_LOGS },
  ],
  ['a log that begins too late', 'kubelet-log-rotated', { coverage: [log(100, 1800)] }, {}],
  [
    'a mirror that is configured, without the log of the runtime',
    'runtime-log-missing',
    { records: [MIRROR], coverage: ONLY_KUBELET },
    { records: [MIRROR] },
  ],
  [
    'an error that names another host, without the log of the runtime',
    'runtime-log-missing',
    {
      incidents: [incident([mirrorError('https://mirror.example/v2/shop/web/manifests/1.0')])],
      coverage: ONLY_KUBELET,
    },
    {
      incidents: [incident([mirrorError('https://registry.example/v2/shop/web/manifests/1.0')])],
      coverage: ONLY_KUBELET,
    },
  ],
  [
    'folders of mirrors that are not among the files',
    'mirrors-unknown',
    { records: [MIRROR_FOLDERS] },
    { records: [MIRROR_FOLDERS], inputs: [HOSTS_TOML] },
  ],
  [
    'folders of mirrors, where no mirror can be at fault',
    'mirrors-unknown',
    { records: [MIRROR_FOLDERS] },
    { records: [MIRROR_FOLDERS], incidents: [incident([history()], { cause: { id: 'disk-full', confidence: 0.9 } })] },
  ],
  [
    'a full disk that nothing measures',
    'disk-unknown',
    { incidents: [FULL_DISK] },
    { incidents: [FULL_DISK], records: [event('pull-failed', 0), diskFull('node-1')] },
  ],
  [
    'a full disk, of which another node has a measurement',
    'disk-unknown',
    { incidents: [FULL_DISK], records: [event('pull-failed', 0), diskFull('node-2')] },
    {},
  ],
  [
    'metrics of a node only',
    'metrics-missing',
    { records: [event('pull-failed', 0), diskFull('node-1')], ...NO_LOGS },
    { records: [event('pull-failed', 0), series([0, 30])], ...NO_LOGS },
  ],
  ['Events that are too old', 'events-expired', { capturedAt: at(3700), ...NO_LOGS }, { capturedAt: at(3700) }],
  [
    'Events of another namespace only',
    'namespaces-missing',
    { records: [event('pull-failed', 0, { subject: { ...WEB, namespace: 'x' } })] },
    {},
  ],
  [
    'counts that the recorder froze',
    'event-counts-frozen',
    { records: [event('pull-failed', 0, { count: 4 }), event('back-off', 0, { count: 40 })], ...NO_LOGS },
    { records: [event('pull-failed', 0, { count: 6 }), event('back-off', 0, { count: 40 })], ...NO_LOGS },
  ],
  [
    'counts that the recorder froze, beside a log that has all',
    'event-counts-frozen',
    { records: [event('pull-failed', 0, { count: 4 }), event('back-off', 0, { count: 40 })], ...NO_LOGS },
    { records: [event('pull-failed', 0, { count: 4 }), event('back-off', 0, { count: 40 })] },
  ],
  [
    'Events that were combined',
    'events-combined',
    { records: [event('pull-failed', 0, { combined: true })], ...NO_LOGS },
    { records: [event('pull-failed', 0, { combined: true, subject: { ...WEB, pod: 'other' } })], ...NO_LOGS },
  ],
  [
    'Events that were never counted up',
    'event-updates-dropped',
    { records: [event('back-off', 20)], ...NO_LOGS },
    { records: [event('back-off', 20, { last: 500, count: 30 })], ...NO_LOGS },
  ],
  [
    'no objects of pods where rights are in question',
    'pod-objects-missing',
    { incidents: [incident([history()], ASKS)], records: [pod(null)] },
    { records: [pod(null)] },
  ],
  [
    'a pull secret of which nothing is known',
    'pull-secrets-unknown',
    { incidents: [incident([history()], ASKS)], records: [pod(['regcred'])] },
    { incidents: [incident([history()], ASKS)], records: [pod(['regcred']), secret('other', 'Opaque', null)] },
  ],
  [
    'a pull secret whose registries are not shown',
    'pull-secrets-unknown',
    {
      incidents: [incident([history()], ASKS)],
      records: [pod(['regcred']), secret('regcred', 'kubernetes.io/dockerconfigjson', null)],
    },
    {
      incidents: [incident([history()], ASKS)],
      records: [pod(['regcred']), secret('regcred', 'kubernetes.io/dockerconfigjson', ['quay.example'])],
    },
  ],
  [
    'a pull secret of which the collector kept another registry',
    'pull-secrets-unknown',
    { incidents: [incident([history()], ASKS)], records: [pod(['regcred']), partial(['quay.example'])] },
    { incidents: [incident([history()], ASKS)], records: [pod(['regcred']), partial(['registry.example'])] },
  ],
  [
    'a hole in the samples',
    'metric-samples-absent',
    { records: [series([...every(30, 0, 120), ...every(30, 400, 600)])], ...NO_LOGS },
    { records: [series(every(30, 0, 600))], ...NO_LOGS },
  ],
  [
    'a series that lingers',
    'metric-series-lingering',
    { incidents: [incident([history({ recoveredAt: at(700) })])], records: [series(every(30, 0, 990))] },
    { incidents: [incident([history({ recoveredAt: at(700) })])], records: [series(every(30, 0, 690))] },
  ],
  ['no metrics, and no whole log', 'metrics-missing', NO_LOGS, {}],
  [
    'ages that count from nothing known',
    'capture-time-unknown',
    { capturedAt: ALWAYS, records: [onClock('age', ALWAYS)] },
    { records: [onClock('age', at(0))] },
  ],
  [
    'a log whose zone nothing tells',
    'clock-zone-unknown',
    { records: [onClock('zoneless', at(0, 86_400))] },
    { records: [onClock('zoneless', at(0, 1))] },
  ],
  [
    'clocks of two nodes that nothing bounds',
    'clock-skew-unknown',
    {
      incidents: [incident([history(), history({ subject: { ...WEB, node: 'node-2' } })])],
      clocks: [
        {
          id: 'c',
          inputs: [0],
          node: 'node-1',
          notation: 'absolute',
          setBy: '',
          offsetSeconds: { min: -120, max: 120 },
        },
      ],
    },
    {
      incidents: [incident([history(), history({ subject: { ...WEB, node: 'node-2' } })])],
      clocks: [
        { id: 'c', inputs: [0], node: 'node-1', notation: 'absolute', setBy: '', offsetSeconds: { min: -1, max: 1 } },
      ],
    },
  ],
  [
    'messages that journalctl left out',
    'messages-lost',
    {
      warnings: [lossWarning('a.json')],
      inputs: [{ path: 'a.json', node: 'node-1' } as never],
    },
    {
      warnings: [lossWarning('a.json')],
      inputs: [{ path: 'a.json', node: 'node-9' } as never],
    },
  ],
];

suite('what the evidence cannot tell', () => {
  test('whole evidence has no gap', () => {
    assert.deepEqual(findGaps(evidenced()), []);
  });

  for (const [title, id, having, lacking] of TABLE) {
    test(`${title}: ${id}`, () => {
      const gap = findGaps(evidenced(having)).find((one) => one.id === id);
      assert.ok(gap, 'is found');
      assert.deepEqual(gap.incidents, ['INC-1']);
      assert.match(gap.statement, /^[A-Z].*\.$/);
      assert.match(gap.hides ?? '', /^[A-Z].*\.$/);
      assert.ok(gap.collect.length > 0 && gap.collect.every((command) => command !== ''));
      const others = findGaps(evidenced(lacking)).map((one) => one.id);
      assert.ok(!others.includes(id), 'is not found where it is not');
    });
  }
});

suite('what nothing failed rests on', () => {
  const healthy = { incidents: [], records: [event('pull-failed', 0)] };
  test('Events alone show an hour', () => {
    const [gap] = findGaps(evidenced({ ...healthy, ...NO_LOGS }));
    assert.equal(gap?.id, 'events-expired');
    assert.match(gap?.statement ?? '', /before 2024-04-02T16:30 UTC/);
  });

  test('with a log that reaches further back, no more is missing', () => {
    assert.deepEqual(findGaps(evidenced({ ...healthy, coverage: [log(-7200, 1800)] })), []);
  });

  test('no evidence at all proves nothing', () => {
    const gaps = findGaps(evidenced({ incidents: [], records: [], coverage: [] }));
    assert.deepEqual(
      gaps.map(({ id }) => id),
      ['evidence-missing'],
    );
  });
});

suite('what a gap says', () => {
  const frozen = [event('pull-failed', 0, { count: 4 }), event('back-off', 0, { count: 40 })];
  for (const [version, words] of [
    ['v1.31.4', /together, up to Kubernetes 1\.31/],
    ['v1.32.0', /apart, as of Kubernetes 1\.32/],
  ] as const) {
    test(`the budget of Events follows the kubelet's version: ${version}`, () => {
      const gap = findGaps(evidenced({ records: [...frozen, node(version)], ...NO_LOGS }));
      assert.match(gap.find(({ id }) => id === 'event-counts-frozen')?.statement ?? '', words);
    });
  }

  test('OpenShift keeps Events for three hours', () => {
    const other = event('pull-failed', 0, { subject: { ...WEB, namespace: 'openshift-dns' } });
    const records = [event('pull-failed', 0), other];
    const ids = (seconds: number) =>
      findGaps(evidenced({ records, capturedAt: at(seconds), ...NO_LOGS })).map(({ id }) => id);
    assert.ok(!ids(3700).includes('events-expired'));
    assert.ok(ids(3 * 3600 + 60).includes('events-expired'));
  });

  test('names that are none of Kubernetes get into no command', () => {
    const evil = { ...WEB, namespace: '$(reboot)', pod: "x'; reboot" };
    const incidents = [incident([history({ subject: evil })], { cause: { id: 'unknown', confidence: 1 } })];
    const commands = findGaps(evidenced({ incidents, ...NO_LOGS })).flatMap(({ collect }) => collect);
    assert.ok(commands.length > 0);
    assert.ok(
      commands.every((command) => !command.includes('reboot')),
      commands.join('\n'),
    );
  });
});
