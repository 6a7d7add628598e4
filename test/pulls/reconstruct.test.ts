import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PullHistory } from '../../src/model/pull.ts';
import { subject } from '../../src/model/subject.ts';
import type { Coverage, Timed } from '../../src/model/timed.ts';
import { reconstructPulls } from '../../src/pulls/index.ts';
import { at, NOON, record, WEB } from './records.ts';

const CAPTURE = at(3600, 1);
const DENIED = 'rpc error: code = NotFound desc = registry.example/shop/web:1.0: not found';

function reconstruct(records: readonly Timed[], coverage: readonly Coverage[] = []): readonly PullHistory[] {
  const setting = { capturedAt: CAPTURE, coverage };
  return reconstructPulls(records, setting, (reading) => ({ earliest: reading.valueMs, latest: reading.valueMs }))
    .histories;
}

function only(histories: readonly PullHistory[]): PullHistory {
  assert.equal(histories.length, 1);
  return histories[0] as PullHistory;
}

function ends(history: PullHistory): [number, number][] {
  return history.attempts.map(({ at: { earliest, latest } }) => [(earliest - NOON) / 1000, (latest - NOON) / 1000]);
}

/** The log lines of one failed call, as a kubelet writes them. */
function lines(seconds: number): Timed[] {
  const podless = subject({ node: 'node-1', image: WEB.image });
  return [
    record('pull-failed', {
      origin: 'runtime',
      subject: podless,
      first: seconds,
      message: DENIED,
      reason: null,
      artefact: 1,
    }),
    record('pull-failed', {
      origin: 'cri-client',
      subject: podless,
      first: seconds + 0.001,
      message: DENIED,
      reason: null,
      artefact: 1,
    }),
    record('pull-failed', {
      origin: 'container-start',
      first: seconds + 0.002,
      message: DENIED,
      reason: 'ErrImagePull',
      artefact: 1,
    }),
    record('pull-failed', {
      origin: 'pod-worker',
      first: seconds + 0.004,
      message: DENIED,
      reason: 'ErrImagePull',
      artefact: 1,
    }),
  ];
}

describe('reconstructing pulls', () => {
  it('makes one call of the event, the runtime line and the three kubelet lines about it', () => {
    const event = record('pull-failed', { first: 0, widthSeconds: 1, message: DENIED, reason: 'ErrImagePull' });
    const error = record('pull-failed', { first: 0, widthSeconds: 1, message: null, reason: 'ErrImagePull' });
    const history = only(reconstruct([...lines(0.3), event, error]));
    assert.equal(history.attempts.length, 1);
    const [attempt] = history.attempts;
    assert.equal(attempt?.evidence.length, 6);
    assert.equal(attempt?.message, DENIED);
    const [[from, to]] = ends(history) as [[number, number]];
    assert.ok(from <= 0.3 && to >= 0.3 && to - from <= 0.6, `${from}–${to}`);
  });

  it('takes back-off records for waits, not for calls', () => {
    const history = only(
      reconstruct([...lines(0), record('back-off', { first: 2, last: 300, count: 20, message: null }), ...lines(12)]),
    );
    assert.equal(history.attempts.length, 2);
    assert.equal(history.attemptCount.min, 2);
  });

  it('knows from a lone back-off that one call had failed, and says that it inferred it', () => {
    const history = only(reconstruct([record('back-off', { first: 40, message: null })]));
    assert.deepEqual(
      history.attempts.map(({ basis, outcome }) => [basis, outcome]),
      [['inferred', 'failed']],
    );
    assert.ok((history.attempts[0]?.at.latest ?? 0) <= NOON + 40_000);
  });

  it('places the calls that an event counted between its first and last by the law', () => {
    const event = record('pull-failed', {
      first: 0,
      last: 90,
      count: 4,
      widthSeconds: 1,
      message: DENIED,
      reason: 'ErrImagePull',
    });
    const history = only(reconstruct([event]));
    // 10 s after the first at the earliest; 10 + 20 s before the last at the latest.
    assert.deepEqual(ends(history), [
      [0, 1],
      [10, 61],
      [30, 81],
      [90, 91],
    ]);
    assert.deepEqual(
      history.attempts.map(({ basis }) => basis),
      ['observed', 'inferred', 'inferred', 'observed'],
    );
    assert.equal(history.attemptCount.min, 4);
  });

  it('sets the waits of a ladder whose start is known', () => {
    const created = record('changed', { first: -1, change: 'scheduled', message: '' });
    const history = only(reconstruct([created, ...[0, 15, 42, 90, 178, 345, 653].flatMap(lines)]));
    assert.deepEqual(
      history.backoff.map(({ delaySeconds }) => delaySeconds),
      [10, 20, 40, 80, 160, 300, 300],
    );
  });

  it('reads the step off the gap where the log begins in the middle of a ladder', () => {
    const history = only(reconstruct([1000, 1308, 1615].flatMap(lines)));
    assert.deepEqual(
      history.backoff.map(({ delaySeconds }) => delaySeconds),
      [300, 300, 300],
    );
  });

  it('counts exactly where a log covers the whole life of the pod', () => {
    const created = record('changed', { first: -5, change: 'scheduled', message: '' });
    const coverage: Coverage[] = [{ node: 'node-1', artefact: 1, origin: 'kubelet', from: at(-100), to: at(3601) }];
    const history = only(reconstruct([created, ...[0, 15, 42].flatMap(lines)], coverage));
    assert.deepEqual(history.attemptCount, { min: 3, max: 3 });
  });

  it('leaves room for what a log does not cover', () => {
    const created = record('changed', { first: -5, change: 'scheduled', message: '' });
    const coverage: Coverage[] = [{ node: 'node-1', artefact: 1, origin: 'kubelet', from: at(300), to: at(3601) }];
    const history = only(reconstruct([created, ...[350, 660].flatMap(lines)], coverage));
    assert.equal(history.attemptCount.min, 2);
    // From -5 s to 300 s the law allows five failures (at 0, 10, 30, 70 and 150 s).
    assert.equal(history.attemptCount.max, 2 + 5);
  });

  it('says so where an Event counts more calls than the law allows', () => {
    const event = record('pull-failed', { first: 0, last: 20, count: 9, message: null, reason: 'ErrImagePull' });
    const [remark] = only(reconstruct([event])).remarks;
    assert.match(remark?.statement ?? '', /9 failed pulls in 20 s, more than one back-off allows/);
    const fitting = record('pull-failed', { first: 0, last: 90, count: 4, message: null, reason: 'ErrImagePull' });
    assert.deepEqual(only(reconstruct([fitting])).remarks, []);
  });

  it('bounds the calls for a pause image by syncs, not by image back-off', () => {
    const message = 'failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image';
    const created = record('changed', { first: -1, change: 'scheduled', message: '' });
    const history = only(
      reconstruct([created, record('sandbox-failed', { first: 0, last: 3000, count: 240, message })]),
    );
    assert.ok(history.attemptCount.min >= 240, `${history.attemptCount.min}`);
    assert.ok(history.attemptCount.max >= 360, `${history.attemptCount.max}`);
  });

  it('finds recovery in a pull that worked, not in silence', () => {
    const silent = only(reconstruct(lines(0)));
    assert.equal(silent.state, 'unknown');
    assert.equal(silent.recoveredAt, null);
    const pulled = record('pull-succeeded', { first: 30, widthSeconds: 1, durationMs: 900 });
    const recovered = only(reconstruct([...lines(0), pulled]));
    assert.equal(recovered.state, 'recovered');
    assert.deepEqual(recovered.recoveredAt, at(30, 1));
  });

  it('is failing while the last sign is younger than the longest wait', () => {
    assert.equal(only(reconstruct(lines(3500))).state, 'failing');
  });

  it('makes no call of a check that fails before any pull', () => {
    const history = only(
      reconstruct([
        record('changed', { first: -1, change: 'scheduled', message: '' }),
        record('check-failed', { first: 0, last: 500, count: 40, reason: 'ErrImageNeverPull', message: 'absent' }),
      ]),
    );
    assert.equal(history.kind, 'never-pull');
    assert.deepEqual(history.attempts, []);
    assert.deepEqual(history.attemptCount, { min: 0, max: 0 });
    assert.deepEqual(history.firstFailureAt, at(0));
    // The Event's last write may be long past: the spam filter lets one through in five minutes.
    assert.deepEqual(history.lastFailureAt, { earliest: at(500).earliest, latest: CAPTURE.latest });
  });

  it('tells apart pods of one name by their UIDs', () => {
    const again = { ...WEB, podUid: 'uid-web-0-again' };
    const histories = reconstruct([
      ...lines(0),
      record('pull-failed', { subject: again, first: 500, message: DENIED, reason: 'ErrImagePull' }),
    ]);
    assert.deepEqual(
      histories.map((history) => history.subject.podUid),
      ['uid-web-0', 'uid-web-0-again'],
    );
  });

  it('joins records without a UID to the only pod of that name', () => {
    const row = record('pull-failed', {
      subject: { ...WEB, podUid: null, container: null },
      first: 12,
      widthSeconds: 1,
      message: DENIED,
      reason: 'ErrImagePull',
    });
    assert.equal(only(reconstruct([...lines(0), row])).attempts.length, 2);
  });

  it('lists a call that two containers of one image may have made once, and names the other', () => {
    const pod = record('pod', {
      origin: 'status',
      subject: { ...WEB, container: null, image: null },
      first: 100,
      phase: 'Pending',
      createdAt: null,
      startedAt: null,
      deletedAt: null,
      owner: null,
      labels: {},
      pullSecrets: null,
      serviceAccount: null,
      containers: [
        { name: 'web', type: 'regular', image: WEB.image, pullPolicy: null },
        { name: 'sidecar', type: 'regular', image: WEB.image, pullPolicy: null },
      ],
    });
    const unnamed = record('pull-failed', {
      subject: { ...WEB, container: null },
      first: 0,
      message: DENIED,
      reason: 'ErrImagePull',
    });
    const sidecar = record('back-off', { subject: { ...WEB, container: 'sidecar' }, first: 1, message: null });
    const histories = reconstruct([pod, unnamed, sidecar]);
    assert.deepEqual(
      histories.map(({ subject: { container }, attempts, undecidedWith }) => [
        container,
        attempts.length,
        undecidedWith,
      ]),
      [
        ['sidecar', 0, ['web']],
        ['web', 1, ['sidecar']],
      ],
    );
  });

  it('keeps a failure that only a runtime saw, without a pod', () => {
    const podless = subject({ node: 'node-1', image: WEB.image });
    const history = only(
      reconstruct([
        record('pull-failed', { origin: 'runtime', subject: podless, first: 5, message: DENIED, reason: null }),
      ]),
    );
    assert.equal(history.subject.pod, null);
    assert.equal(history.image, WEB.image);
  });

  it('takes the lines of a runtime that stand in two files for one failure, and lines of two nodes for two', () => {
    const line = (artefact: number, node: string | null, first: number) =>
      record('pull-failed', {
        origin: 'runtime',
        subject: subject({ node, image: WEB.image }),
        first,
        message: DENIED,
        reason: null,
        artefact,
      });
    const history = only(
      reconstruct([line(1, null, 5), line(1, null, 20), line(2, 'node-1', 5), line(2, 'node-1', 20)]),
    );
    assert.equal(history.subject.node, 'node-1');
    assert.equal(history.attempts.length, 2);
    assert.deepEqual(
      history.attempts[0]?.evidence.map(({ artefact }) => artefact),
      [1, 2],
    );
    assert.equal(reconstruct([line(1, 'node-1', 5), line(2, 'node-2', 5)]).length, 2);
    assert.equal(reconstruct([line(1, null, 5), line(2, null, 5.01)]).length, 2);
  });

  it('takes the pause image for a failure of the sandbox, and CNI for none', () => {
    const message = 'failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image';
    const sandbox = only(reconstruct([record('sandbox-failed', { first: 0, last: 60, count: 5, message })]));
    assert.equal(sandbox.kind, 'sandbox');
    assert.equal(sandbox.subject.image, 'registry.k8s.io/pause:3.9');
    assert.deepEqual(sandbox.backoff, []);
    assert.deepEqual(
      reconstruct([record('sandbox-failed', { first: 0, message: 'plugin type="calico" failed (add)' })]),
      [],
    );
  });
});
