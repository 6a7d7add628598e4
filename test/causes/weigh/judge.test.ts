import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCaseFile } from '../../../src/causes/weigh/case-file.ts';
import { judgeFailures } from '../../../src/causes/weigh/index.ts';
import type { TextVerdict } from '../../../src/causes/weigh/scale.ts';
import type { CauseId } from '../../../src/model/cause.ts';
import type { JudgedFailure } from '../../../src/model/incident.ts';
import { subject } from '../../../src/model/subject.ts';
import type { Timed } from '../../../src/model/timed.ts';
import { reconstructPulls } from '../../../src/pulls/index.ts';
import { at, record, WEB } from '../../pulls/records.ts';

/** Texts and what each says alone, so that the tests are about the weighing only. */
const TEXTS: Readonly<Record<string, TextVerdict>> = {
  denied: {
    cause: { id: 'repository-missing-or-denied', confidence: 0.4 },
    alternatives: [
      { id: 'credentials-missing', confidence: 0.2 },
      { id: 'repository-not-found', confidence: 0.2 },
      { id: 'access-denied', confidence: 0.1 },
      { id: 'credentials-invalid', confidence: 0.1 },
    ],
  },
  absent: {
    cause: { id: 'tag-not-found', confidence: 0.6 },
    alternatives: [{ id: 'repository-not-found', confidence: 0.3 }],
  },
  refused: { cause: { id: 'connection-refused', confidence: 0.95 }, alternatives: [] },
  bad: { cause: { id: 'registry-server-error', confidence: 0.95 }, alternatives: [] },
};
const NOTHING: TextVerdict = { cause: { id: 'unknown', confidence: 1 }, alternatives: [] };

function judge(records: readonly Timed[]): JudgedFailure[] {
  const { histories, good, pods } = reconstructPulls(
    records,
    { capturedAt: at(3600), coverage: [] },
    ({ valueMs }) => ({
      earliest: valueMs,
      latest: valueMs,
    }),
  );
  return judgeFailures(histories, openCaseFile(records, good, pods), {
    judgeError: (message) => TEXTS[message] ?? NOTHING,
    judgeCheck: (reason) =>
      reason === 'ErrImageNeverPull' ? { cause: { id: 'never-pull', confidence: 0.99 }, alternatives: [] } : NOTHING,
  });
}

function failed(message: string | null, first: number, parts: Partial<typeof WEB> = {}): Timed {
  return record('pull-failed', { first, message, reason: 'ErrImagePull', subject: { ...WEB, ...parts } });
}

function pod(pullSecrets: readonly string[] | null): Timed {
  return record('pod', {
    origin: 'status',
    first: 100,
    subject: { ...WEB, container: null, image: null },
    phase: 'Pending',
    createdAt: null,
    startedAt: null,
    deletedAt: null,
    owner: null,
    labels: {},
    pullSecrets,
    serviceAccount: null,
    containers: [{ name: 'web', type: 'regular', image: WEB.image, pullPolicy: 'Always' }],
  });
}

function confidence({ verdict }: JudgedFailure, id: CauseId): number {
  return [verdict.cause, ...verdict.alternatives].find((weighed) => weighed.id === id)?.confidence ?? 0;
}

function first(failures: readonly JudgedFailure[]): JudgedFailure {
  assert.ok(failures[0]);
  return failures[0];
}

function sum({ verdict }: JudgedFailure): number {
  return [verdict.cause, ...verdict.alternatives].reduce((total, weighed) => total + weighed.confidence, 0);
}

describe('weighing evidence beside the text', () => {
  it('leaves open what the text leaves open', () => {
    const verdict = first(judge([failed('denied', 0)])).verdict;
    assert.equal(verdict.cause.id, 'repository-missing-or-denied');
    assert.equal(verdict.alternatives.length, 4);
    assert.match(verdict.decidedBy ?? '', /registry\.example\/shop\/web/);
  });

  it('favours missing credentials where the pod names no pull secret', () => {
    const without = first(judge([failed('denied', 0), pod([])]));
    const unknown = first(judge([failed('denied', 0)]));
    assert.ok(confidence(without, 'credentials-missing') > confidence(unknown, 'credentials-missing'));
    assert.ok(confidence(without, 'credentials-invalid') < confidence(unknown, 'credentials-invalid'));
    const reason = without.verdict.reasoning.find(({ statement }) => statement.includes('names no pull secret'));
    assert.equal(reason?.evidence.length, 1);
  });

  it('speaks against missing credentials where the pod names a pull secret', () => {
    const named = first(judge([failed('denied', 0), pod(['regcred'])]));
    const unknown = first(judge([failed('denied', 0)]));
    assert.ok(confidence(named, 'credentials-missing') < confidence(unknown, 'credentials-missing'));
  });

  it('takes a pull for anonymous whose pull secret cannot be read, and names the secret', () => {
    const unreadable = record('pull-secret-unreadable', {
      first: 0,
      secrets: ['regcred'],
      message: 'Unable to retrieve some image pull secrets (regcred)',
      subject: { ...WEB, container: null, image: null },
    });
    const failure = first(judge([failed('denied', 0), unreadable]));
    assert.equal(failure.verdict.cause.id, 'credentials-missing');
    assert.equal(failure.verdict.alternatives[0]?.id, 'pull-secret-missing');
  });

  it('does not blame a pull secret for a refused connection', () => {
    const unreadable = record('pull-secret-unreadable', {
      first: 0,
      secrets: ['regcred'],
      message: '',
      subject: { ...WEB, container: null, image: null },
    });
    assert.equal(confidence(first(judge([failed('refused', 0), unreadable])), 'pull-secret-missing'), 0);
  });

  it('is surer of a missing tag where another tag of the repository was pulled', () => {
    const other = record('pull-succeeded', {
      first: 5,
      durationMs: 1,
      subject: subject({ node: 'node-2', namespace: 'shop', pod: 'other', image: 'registry.example/shop/web:0.9' }),
    });
    const helped = first(judge([failed('absent', 0), other]));
    assert.ok(confidence(helped, 'tag-not-found') > confidence(first(judge([failed('absent', 0)])), 'tag-not-found'));
    assert.ok(confidence(helped, 'repository-not-found') < 0.3);
  });

  it('never sums to more than one', () => {
    for (const text of Object.keys(TEXTS)) {
      for (const secrets of [[], ['a'], null]) assert.ok(sum(first(judge([failed(text, 0), pod(secrets)]))) <= 1);
    }
  });

  it('takes the commonest cause of errors that vary, and keeps the other', () => {
    const [failure] = judge([failed('refused', 0), failed('bad', 20), failed('bad', 60)]);
    assert.ok(failure);
    assert.equal(failure.verdict.cause.id, 'registry-server-error');
    assert.ok(confidence(failure, 'connection-refused') > 0.2);
  });

  it('judges a check by its reason where no text is left', () => {
    const check = record('check-failed', { first: 0, reason: 'ErrImageNeverPull', message: null });
    assert.equal(first(judge([check])).verdict.cause.id, 'never-pull');
  });
});

describe('carrying a cause to records that name none', () => {
  const backOff = (parts: Partial<typeof WEB>) =>
    record('back-off', { first: 30, message: null, subject: { ...WEB, ...parts } });

  for (const [title, parts, provenance] of [
    ['the same pod and image', { container: 'twin' }, 'strong'],
    ['the same image on the same node', { pod: 'web-1', podUid: 'uid-web-1' }, 'medium'],
    [
      'the same registry at the same time',
      { pod: 'x', podUid: 'uid-x', node: 'node-9', image: 'registry.example/x:1' },
      'weak',
    ],
  ] as const) {
    it(`takes it from ${title} (${provenance})`, () => {
      const failures = judge([failed('refused', 0), failed('refused', 20), backOff(parts)]);
      const carried = failures.find(({ verdict }) => verdict.provenance !== 'direct');
      assert.equal(carried?.verdict.provenance, provenance);
      assert.equal(carried?.verdict.cause.id, 'connection-refused');
      assert.ok((carried?.verdict.cause.confidence ?? 1) < 0.95);
    });
  }

  it('takes none that is about another image of the registry', () => {
    const other = backOff({ pod: 'x', podUid: 'uid-x', node: 'node-9', image: 'registry.example/x:1' });
    const failures = judge([failed('absent', 0), other]);
    assert.equal(failures.find(({ history }) => history.subject.pod === 'x')?.verdict.cause.id, 'unknown');
  });

  it('takes none from another registry', () => {
    const other = backOff({ pod: 'x', podUid: 'uid-x', node: 'node-9', image: 'other.example/x:1' });
    const failures = judge([failed('refused', 0), other]);
    assert.equal(failures.find(({ history }) => history.subject.pod === 'x')?.verdict.cause.id, 'unknown');
  });
});

describe('what the texts of one container say', () => {
  const answer = (path: string) =>
    `unexpected status from HEAD request to https://registry.example/v2/${path}: 503 Service Unavailable`;
  const texts: Readonly<Record<string, TextVerdict>> = {
    [answer('shop/web/manifests/1.0')]: TEXTS['bad']!,
    [answer('shop/web/manifests/sha256:0123')]: TEXTS['bad']!,
    [answer('shop/web/blobs/sha256:0123')]: TEXTS['bad']!,
    refused: TEXTS['refused']!,
  };
  const records = Object.keys(texts).map((message, index) => failed(message, index * 60));
  const { histories, good, pods } = reconstructPulls(
    records,
    { capturedAt: at(3600), coverage: [] },
    ({ valueMs }) => ({ earliest: valueMs, latest: valueMs }),
  );
  const { reasoning } = first(
    judgeFailures(histories, openCaseFile(records, good, pods), {
      judgeError: (message) => texts[message] ?? NOTHING,
      judgeCheck: () => NOTHING,
    }),
  ).verdict;

  it('is counted by what the registry answered, whatever image it was asked for', () => {
    assert.deepEqual(
      reasoning.map(({ statement }) => statement).sort(),
      [
        'One recorded error says “refused”.',
        'One recorded error says “unexpected status from HEAD request to https://registry.example/v2/…/blobs/…: 503 Service Unavailable”.',
        '2 recorded errors say “unexpected status from HEAD request to https://registry.example/v2/…/manifests/…: 503 Service Unavailable”.',
      ].sort(),
    );
  });

  it('supports the cause that it names, not the one that weighs most', () => {
    for (const { statement, supports } of reasoning) {
      assert.deepEqual(supports, [statement.includes('refused') ? 'connection-refused' : 'registry-server-error']);
    }
  });
});
