import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCaseFile } from '../../../src/causes/weigh/case-file.ts';
import { judgeFailures } from '../../../src/causes/weigh/index.ts';
import { configures, coversImage } from '../../../src/causes/weigh/registry-patterns.ts';
import type { TextVerdict } from '../../../src/causes/weigh/scale.ts';
import type { CauseId } from '../../../src/model/cause.ts';
import { parseImageReference } from '../../../src/model/image-reference.ts';
import type { NodeSetting } from '../../../src/model/node-setting.ts';
import { subject } from '../../../src/model/subject.ts';
import type { Timed } from '../../../src/model/timed.ts';
import { reconstructPulls } from '../../../src/pulls/index.ts';
import { at, record, WEB } from '../../pulls/records.ts';

/** Each of these causes is as likely as the next by the text, so that only the facts move them. */
const OPEN: readonly CauseId[] = [
  'repository-missing-or-denied',
  'credentials-missing',
  'credentials-invalid',
  'access-denied',
  'credential-provider-failed',
  'mirror-misconfigured',
  'kubelet-throttled',
  'never-pull',
  'image-removed',
  'tag-not-found',
];
const VERDICT: TextVerdict = {
  cause: { id: 'repository-missing-or-denied', confidence: 0.1 },
  alternatives: OPEN.slice(1).map((id) => ({ id, confidence: 0.1 })),
};

/** What the facts beside one failed pull of registry.example/shop/web:1.0 on node-1 make of it. */
function weigh(...facts: readonly Timed[]) {
  return judge(record('pull-failed', { first: 0, message: 'denied', reason: 'ErrImagePull' }), ...facts);
}

function judge(failed: Timed, ...facts: readonly Timed[]) {
  const { histories, good, pods } = reconstructPulls(
    [failed, ...facts],
    { capturedAt: at(3600), coverage: [] },
    ({ valueMs }) => ({ earliest: valueMs, latest: valueMs }),
  );
  const [failure] = judgeFailures(histories, openCaseFile([failed, ...facts], good, pods), {
    judgeError: () => VERDICT,
    judgeCheck: () => VERDICT,
  });
  assert.ok(failure);
  const { cause, alternatives, reasoning } = failure.verdict;
  const confidence = (id: CauseId) => [cause, ...alternatives].find((one) => one.id === id)?.confidence ?? 0;
  return { confidence, statements: reasoning.map(({ statement }) => statement), reasoning };
}

function pod(pullSecrets: readonly string[], serviceAccount: string | null = null): Timed {
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
    serviceAccount,
    containers: [{ name: 'web', type: 'regular', image: WEB.image, pullPolicy: 'Always' }],
  });
}

function secret(
  name: string,
  { namespace = 'shop', type = 'kubernetes.io/dockerconfigjson', registries = null as readonly string[] | null } = {},
): Timed {
  const evidence = { artefact: 3, line: 1, item: 0, excerpt: `secret ${name}` };
  return record('secret', { origin: 'status', subject: subject({ namespace }), name, type, registries, evidence });
}

function setting(value: NodeSetting, node: string | null = 'node-1'): Timed {
  return record('node-config', { origin: 'status', subject: subject({ node }), setting: value });
}

function images(names: readonly string[], isComplete: boolean, node = 'node-1'): Timed {
  return record('node-images', { origin: 'status', subject: subject({ node }), images: names, isComplete });
}

describe('what Secret objects say of a pull', () => {
  const USELESS: readonly (readonly [string, readonly Timed[], RegExp])[] = [
    ['is not in the list of its namespace', [secret('other')], /list of shop's Secrets has none/],
    [
      'is not in a list of several namespaces',
      [secret('a', { namespace: 'x' }), secret('b', { namespace: 'y' })],
      /has none of that name/,
    ],
    ['is of another type', [secret('regcred', { type: 'Opaque' })], /type Opaque/],
    ['has no entry for the registry', [secret('regcred', { registries: ['quay.example'] })], /only for quay\.example/],
    ['has no entry at all', [secret('regcred', { registries: [] })], /none at all/],
  ];
  for (const [title, facts, words] of USELESS) {
    it(`takes the pull for anonymous where the secret that the pod names ${title}`, () => {
      const without = weigh(pod(['regcred']));
      const known = weigh(pod(['regcred']), ...facts);
      assert.ok(known.confidence('credentials-missing') > without.confidence('credentials-missing') * 2);
      assert.ok(known.confidence('credentials-invalid') < without.confidence('credentials-invalid'));
      assert.ok(known.statements.some((statement) => words.test(statement)));
    });
  }

  it('offers the missing secret as a cause only where the secret is absent', () => {
    assert.ok(weigh(pod(['regcred']), secret('other')).confidence('pull-secret-missing') > 0);
    assert.equal(weigh(pod(['regcred']), secret('regcred', { type: 'Opaque' })).confidence('pull-secret-missing'), 0);
  });

  it('knows that a login was sent where the secret has an entry for the registry', () => {
    const known = weigh(pod(['other', 'regcred']), secret('regcred', { registries: ['registry.example'] }));
    assert.ok(known.confidence('credentials-invalid') > 0.2);
    assert.ok(known.confidence('credentials-missing') < 0.05);
  });

  const UNDECIDED: readonly (readonly [string, readonly string[], Timed])[] = [
    ['the list is of another namespace', ['regcred'], secret('other', { namespace: 'elsewhere' })],
    ['the registries of the secret are not shown', ['regcred'], secret('regcred')],
    ['one of its registries is known', ['regcred'], partly(secret('regcred', { registries: ['quay.example'] }))],
    ['only one of two secrets is known', ['regcred', 'x'], notInList(secret('regcred', { type: 'Opaque' }))],
  ];
  for (const [title, names, fact] of UNDECIDED) {
    it(`concludes nothing where ${title}`, () => {
      assert.deepEqual(weigh(pod(names), fact).statements, weigh(pod(names)).statements);
    });
  }

  it('does not count twice that the kubelet could not read the secret', () => {
    const unreadable = record('pull-secret-unreadable', {
      first: 0,
      secrets: ['regcred'],
      message: '',
      subject: { ...WEB, container: null, image: null },
    });
    const once = weigh(pod(['regcred']), unreadable).confidence('credentials-missing');
    const twice = weigh(pod(['regcred']), unreadable, secret('other')).confidence('credentials-missing');
    assert.ok(twice < once * 2);
  });

  it('says that the service account got its secret after the pod was created', () => {
    const account = (pullSecrets: readonly string[]) =>
      record('service-account', {
        origin: 'status',
        subject: subject({ namespace: 'shop' }),
        name: 'builder',
        pullSecrets,
      });
    const later = weigh(pod([], 'builder'), account(['regcred']));
    assert.ok(later.statements.some((statement) => /builder names regcred, which the pod does not/.test(statement)));
    assert.ok(later.confidence('credentials-missing') > weigh(pod([], 'builder')).confidence('credentials-missing'));
    const none = weigh(pod([], 'builder'), account([]));
    assert.ok(none.statements.some((statement) => /names no pull secret either/.test(statement)));
    assert.ok(!weigh(pod([], 'other'), account([])).statements.some((statement) => /service account/.test(statement)));
  });
});

describe('what the configuration of a node says of a pull', () => {
  const MIRROR: NodeSetting = { name: 'mirror', registry: 'registry.example', mirrors: ['mirror.example:5000'] };
  const LIMITS = {
    name: 'pull-limits',
    registryBurst: 10,
    serializeImagePulls: true,
    maxParallelImagePulls: null,
  } as const;
  const PLUG_IN: NodeSetting = { name: 'credential-provider', provider: 'keys', matchImages: ['*.example'] };

  for (const [title, fact, cause, direction] of [
    ['a mirror is asked first', setting(MIRROR), 'mirror-misconfigured', 'up'],
    ['a mirror of all registries is asked first', setting({ ...MIRROR, registry: '*' }), 'mirror-misconfigured', 'up'],
    ['a mirror of another registry', setting({ ...MIRROR, registry: 'quay.example' }), 'mirror-misconfigured', 'same'],
    ['a mirror on another node', setting(MIRROR, 'node-2'), 'mirror-misconfigured', 'same'],
    ['the file names no node', setting(MIRROR, null), 'mirror-misconfigured', 'up'],
    [
      'the registry is blocked',
      setting({ name: 'registry-blocked', registry: 'registry.example/shop' }),
      'mirror-misconfigured',
      'up',
    ],
    [
      'another part of it is blocked',
      setting({ name: 'registry-blocked', registry: 'registry.example/sh' }),
      'mirror-misconfigured',
      'same',
    ],
    ['the kubelet has no limit', setting({ ...LIMITS, registryPullQps: 0 }), 'kubelet-throttled', 'down'],
    ['a plug-in serves the registry', setting(PLUG_IN), 'credentials-missing', 'down'],
    [
      'a plug-in serves another registry',
      setting({ ...PLUG_IN, matchImages: ['*.dkr.ecr.*.amazonaws.com'] }),
      'credentials-missing',
      'same',
    ],
  ] as const) {
    it(`${title}: ${cause} ${direction === 'same' ? 'stays' : `goes ${direction}`}`, () => {
      const known = weigh(fact).confidence(cause);
      if (direction === 'up') assert.ok(known > 0.1, `${known}`);
      else if (direction === 'down') assert.ok(known < 0.1, `${known}`);
      else assert.equal(known, 0.1);
    });
  }

  it('states the limit on pulls where throttling is in question', () => {
    const { statements } = weigh(setting({ ...LIMITS, registryPullQps: 5 }));
    assert.match(statements.join('\n'), /no more than 5 pulls a second, 10 in a burst/);
  });
});

describe('what the images of a node say', () => {
  for (const [title, fact, direction] of [
    ['the node has the image', images(['registry.example/shop/web:1.0'], false), 'down'],
    ['the whole list does not have it', images(['registry.example/shop/web:0.9'], true), 'up'],
    ['a list that is not whole does not have it', images(['registry.example/shop/web:0.9'], false), 'same'],
    ['another node has it', images(['registry.example/shop/web:1.0'], true, 'node-2'), 'same'],
  ] as const) {
    it(`${title}: an image that was never pulled or was removed is ${direction === 'same' ? 'as' : direction === 'up' ? 'more' : 'less'} likely`, () => {
      const { confidence } = weigh(fact);
      for (const cause of ['never-pull', 'image-removed'] as const) {
        if (direction === 'up') assert.ok(confidence(cause) > 0.1);
        else if (direction === 'down') assert.ok(confidence(cause) < 0.1);
        else assert.equal(confidence(cause), 0.1);
      }
    });
  }
});

describe('whether a registry of a secret or a configuration is the image’s', () => {
  const reference = (image: string) => {
    const parsed = parseImageReference(image);
    assert.ok(parsed);
    return parsed;
  };

  // The table of pkg/credentialprovider/keyring_test.go TestURLsMatch (Kubernetes 1.34), in our terms, and more.
  for (const [entry, image, expected] of [
    ['docker.io', 'nginx:1', true],
    ['registry.example', 'registry.example/shop/web', true],
    ['registry.example:5000', 'registry.example/shop/web', false],
    ['registry.example', 'registry.example:5000/shop/web', false],
    ['REGISTRY.example:5000', 'registry.example:5000/shop/web', true],
    ['*.example', 'registry.example/shop/web', true],
    ['*.example', 'a.registry.example/shop/web', false],
    ['*.*.example', 'a.registry.example/shop/web', true],
    ['prefix*.example', 'prefix-1.example/x', true],
    ['*suffix.example', 'a-suffix.example/x', true],
    ['a*b*c.example', 'a1b2c.example/x', true],
    ['a*a.example', 'a.example/x', false],
    ['registry.example/shop', 'registry.example/shop/web', true],
    ['registry.example/team', 'registry.example/shop/web', false],
    ['*', 'registry.example/shop/web', false],
  ] as const) {
    it(`${entry} ${expected ? 'covers' : 'does not cover'} ${image}`, () => {
      assert.equal(coversImage(entry, reference(image)), expected);
    });
  }

  for (const [configured, image, expected] of [
    ['*', 'nginx', true],
    ['docker.io', 'nginx', true],
    ['*.example', 'a.registry.example/x', true],
    ['*.example', 'example.org/x', false],
    ['registry.example/sh', 'registry.example/shop/web', false],
    ['registry.example/shop', 'registry.example/shop/web', true],
    ['registry.example', 'registry.example:5000/shop/web', false],
  ] as const) {
    it(`a configuration for ${configured} ${expected ? 'is' : 'is not'} for ${image}`, () => {
      assert.equal(configures(configured, reference(image)), expected);
    });
  }
});

/** The same Secret, saved alone. */
function notInList(fact: Timed): Timed {
  const { observation } = fact;
  return { ...fact, observation: { ...observation, evidence: { ...observation.evidence, item: null } } };
}

/** The same Secret, of which the source keeps some registries only. */
function partly(fact: Timed): Timed {
  return { ...fact, observation: { ...fact.observation, isPartial: true } as Timed['observation'] };
}

describe('what the pull policy says of a pull', () => {
  const LATEST = 'registry.example/shop/web:latest';
  const had = (seconds: number, node = 'node-1', image = WEB.image) =>
    record('image-present', { first: seconds, subject: { ...WEB, pod: 'web-1', podUid: 'uid-web-1', node, image } });
  const withPolicy = (pullPolicy: string | null): Timed => {
    const seen = pod([]);
    const containers = [{ name: 'web', type: 'regular', image: WEB.image, pullPolicy }];
    return { ...seen, observation: { ...seen.observation, containers } as Timed['observation'] };
  };

  it('says that a node that has the image asks the registry all the same, and with what it is known', () => {
    const facts = weigh(withPolicy('Always'), had(-600));
    const [reason] = facts.reasoning.filter(({ statement }) => statement.includes('Always'));
    assert.match(reason?.statement ?? '', /^node-1 had the image already\. The pull policy is Always, /);
    assert.equal(reason?.evidence.length, 2);
    assert.ok(facts.confidence('access-denied') > facts.confidence('tag-not-found'));
  });

  for (const [title, facts] of [
    ['where the policy is another', [withPolicy('IfNotPresent'), had(-600)]],
    ['where nothing shows that the node had the image', [withPolicy('Always')]],
    ['where the node had it only later', [withPolicy('Always'), had(600)]],
    ['where another node had it', [withPolicy('Always'), had(-600, 'node-2')]],
    ['where it had another image of the repository', [withPolicy('Always'), had(-600, 'node-1', LATEST)]],
    ['where no file shows the policy, and the default for the tag is IfNotPresent', [withPolicy(null), had(-600)]],
  ] as const) {
    it(`says nothing ${title}`, () => {
      assert.ok(weigh(...facts).statements.every((statement) => !statement.includes('Always')));
    });
  }

  it('takes the default for the tag where no file shows the policy', () => {
    const ofLatest = { ...WEB, image: LATEST };
    const failed = record('pull-failed', { first: 0, message: 'denied', reason: 'ErrImagePull', subject: ofLatest });
    const { statements } = judge(failed, had(-600, 'node-1', LATEST));
    assert.ok(
      statements.some((statement) =>
        /No file shows the pull policy; for this tag it is Always by default/.test(statement),
      ),
    );
  });
});
