import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCaseFile } from '../../../src/causes/weigh/case-file.ts';
import { judgeFailures } from '../../../src/causes/weigh/index.ts';
import type { TextVerdict } from '../../../src/causes/weigh/scale.ts';
import type { CauseId } from '../../../src/model/cause.ts';
import type { NodeSetting } from '../../../src/model/node-setting.ts';
import { subject } from '../../../src/model/subject.ts';
import type { Timed } from '../../../src/model/timed.ts';
import { reconstructPulls } from '../../../src/pulls/index.ts';
import { at, record, WEB } from '../../pulls/records.ts';

/** Each of these causes is as likely as the next by the text, so that only the settings move them. */
const OPEN: readonly CauseId[] = [
  'tls-untrusted-ca',
  'http-https-mismatch',
  'credentials-missing',
  'credentials-invalid',
  'credential-provider-failed',
  'pull-secret-missing',
  'runtime-unavailable',
  'pull-timed-out',
  'tag-not-found',
  'disk-full',
  'image-removed',
];
const VERDICT: TextVerdict = {
  cause: { id: 'tls-untrusted-ca', confidence: 0.1 },
  alternatives: OPEN.slice(1).map((id) => ({ id, confidence: 0.1 })),
};

/** What the facts beside one failed pull on node-1 make of it. */
function weigh(facts: readonly Timed[], about = WEB) {
  const failed = record('pull-failed', { first: 0, message: 'failed', reason: 'ErrImagePull', subject: about });
  const { histories, good, pods } = reconstructPulls(
    [failed, ...facts],
    { capturedAt: at(3600), coverage: [] },
    ({ valueMs }) => ({ earliest: valueMs, latest: valueMs }),
  );
  const judge = () => VERDICT;
  const [failure] = judgeFailures(histories, openCaseFile([failed, ...facts], good, pods), {
    judgeError: judge,
    judgeCheck: judge,
  });
  assert.ok(failure);
  const { cause, alternatives, reasoning } = failure.verdict;
  const confidence = (id: CauseId) => [cause, ...alternatives].find((one) => one.id === id)?.confidence ?? 0;
  return { confidence, statements: reasoning.map(({ statement }) => statement).join('\n') };
}

function setting(value: NodeSetting, node: string | null = 'node-1'): Timed {
  return record('node-config', { origin: 'status', subject: subject({ node }), setting: value });
}

const TLS = { name: 'registry-tls', isPlain: false, isChecked: true, caFile: null } as const;
/** Only that the error is so; no fact beside it. */
const NOTHING = /^One recorded error says “failed”\.$/;

const MIRROR = setting({ name: 'mirror', registry: '*', mirrors: ['mirror.example:5000/hub'], isRewritten: true });

describe('what settings of the runtime say of a pull of registry.example/shop/web:1.0', () => {
  for (const [title, facts, cause, direction, words] of [
    [
      'it is asked over plain HTTP',
      [setting({ ...TLS, registry: 'registry.example', isPlain: true })],
      'http-https-mismatch',
      'up',
      /ask registry\.example over plain HTTP/,
    ],
    [
      'its certificate is not checked',
      [setting({ ...TLS, registry: 'registry.example', isChecked: false })],
      'tls-untrusted-ca',
      'down',
      /not to check the certificate of registry\.example/,
    ],
    [
      'the certificate of its mirror is not checked',
      [MIRROR, setting({ ...TLS, registry: 'mirror.example:5000', isChecked: false })],
      'tls-untrusted-ca',
      'down',
      /not to check the certificate of mirror\.example:5000/,
    ],
    [
      'its mirror is asked by digest only',
      [setting({ name: 'mirror', registry: '*', mirrors: ['mirror.example'], pullsBy: 'digest' })],
      'tls-untrusted-ca',
      'same',
      NOTHING,
    ],
    [
      'its mirror is asked by tag only',
      [setting({ name: 'mirror', registry: '*', mirrors: ['mirror.example'], pullsBy: 'tag' })],
      'tls-untrusted-ca',
      'up',
      /mirror\.example is asked before/,
    ],
    [
      'the certificate of a host that is not asked is not checked',
      [setting({ ...TLS, registry: 'mirror.example:5000', isChecked: false })],
      'tls-untrusted-ca',
      'same',
      NOTHING,
    ],
    [
      'its certificate is checked against a file',
      [setting({ ...TLS, registry: 'registry.example', caFile: '/etc/ca.pem' })],
      'tls-untrusted-ca',
      'same',
      /against \/etc\/ca\.pem/,
    ],
    [
      'the runtime has a login for it',
      [setting({ name: 'registry-login', registry: 'registry.example' })],
      'credentials-missing',
      'down',
      /has a login of its own for registry\.example/,
    ],
    [
      'the runtime has a login for another registry',
      [setting({ name: 'registry-login', registry: 'quay.example' })],
      'credentials-missing',
      'same',
      NOTHING,
    ],
    [
      'the runtime does not serve the kubelet',
      [setting({ name: 'cri-not-served', why: 'it is disabled' })],
      'runtime-unavailable',
      'up',
      /does not serve the kubelet by its configuration: it is disabled/,
    ],
    [
      'it does not on another node',
      [setting({ name: 'cri-not-served', why: 'it is disabled' }, 'node-2')],
      'runtime-unavailable',
      'same',
      NOTHING,
    ],
    [
      'pulls without progress are never cancelled',
      [setting({ name: 'pull-progress-timeout', seconds: 0 })],
      'pull-timed-out',
      'down',
      /cancels no pull/,
    ],
    [
      'pulls without progress are cancelled',
      [setting({ name: 'pull-progress-timeout', seconds: 90 })],
      'pull-timed-out',
      'same',
      /no progress for 90 s/,
    ],
    [
      'the kubelet is told of plug-ins',
      [setting({ name: 'credential-provider-flags', configFile: '/etc/plug-ins.yaml', folder: '/opt/plug-ins' })],
      'credential-provider-failed',
      'same',
      /credential plug-ins \(\/etc\/plug-ins\.yaml\)/,
    ],
  ] as const) {
    it(`${title}: ${cause} ${direction === 'same' ? 'stays' : `goes ${direction}`}`, () => {
      const { confidence, statements } = weigh(facts);
      if (direction === 'up') assert.ok(confidence(cause) > 0.1);
      else if (direction === 'down') assert.ok(confidence(cause) < 0.1);
      else assert.ok(Math.abs(confidence(cause) - 0.1) < 0.02);
      assert.match(statements.split('\n').at(-1) ?? '', words);
    });
  }

  it('says where the image of a sandbox is named', () => {
    const sandbox = { ...WEB, container: null, containerType: 'sandbox' as const, image: 'registry.example/pause:3.9' };
    const named = setting({ name: 'sandbox-image', image: 'registry.example/pause:3.9', of: 'runtime' });
    const of = (facts: readonly Timed[]) => weigh(facts, sandbox).statements;
    const kept = (image: string) => setting({ name: 'sandbox-image', image, of: 'kubelet' });
    assert.match(
      of([kept('registry.example/pause:3.6')]),
      /keeps registry\.example\/pause:3\.6 from being deleted, not the image/,
    );
    assert.match(of([kept('registry.example/pause:3.9')]), NOTHING);
    assert.match(of([named]), /what the configuration of node-1 names for sandboxes/);
    assert.match(of([setting({ name: 'sandbox-image', image: 'registry.example/pause:3.8', of: 'runtime' })]), NOTHING);
    assert.match(weigh([named]).statements, NOTHING);
  });
});

describe('what a full disk says of a pull', () => {
  const full = (first: number, last: number, node = 'node-1') =>
    record('changed', {
      origin: 'metric',
      first,
      last,
      subject: subject({ node }),
      change: 'disk-full',
      message: '/var of node-1 had 0 bytes of 10.0 GiB free',
    });
  for (const [title, fact, direction] of [
    ['while the pull failed', full(-60, 60), 'up'],
    ['long before', full(-7200, -3600), 'same'],
    ['of another node', full(-60, 60, 'node-2'), 'same'],
  ] as const) {
    it(`${title}: disk-full ${direction === 'up' ? 'goes up' : 'stays'}`, () => {
      const { confidence, statements } = weigh([fact]);
      assert.equal(confidence('disk-full') > 0.1, direction === 'up');
      assert.equal(/Meanwhile, \/var of node-1 had 0 bytes/.test(statements), direction === 'up');
    });
  }
});
