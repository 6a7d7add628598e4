import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NOBODY_AFFECTED, wordActor, wordTitle } from '../../src/causes/affected.ts';
import { CAUSES } from '../../src/causes/index.ts';
import type { Affected } from '../../src/causes/object-names.ts';
import type { CauseId } from '../../src/model/cause.ts';

const OUTAGE: Affected = {
  scope: 'registry',
  status: 'recovered',
  registry: 'registry.corp.example',
  images: ['registry.corp.example/shop/cart:1', 'registry.corp.example/shop/web:2'],
  workloads: ['shop/cart', 'shop/web'],
  nodes: ['worker-1', 'worker-2'],
  address: '10.40.7.17:443',
  lookup: null,
};
const ONE_POD: Affected = {
  ...OUTAGE,
  scope: 'node',
  status: 'ongoing',
  images: ['registry.corp.example/shop/cart:1'],
  workloads: ['shop/cart'],
  nodes: ['worker-2'],
  lookup: 'registry.corp.example',
};

function word(id: CauseId, say: typeof wordActor, affected: Affected): string {
  const cause = CAUSES.find((known) => known.id === id);
  assert.ok(cause, id);
  return say(cause, affected);
}

describe('wordActor', () => {
  const cases: [CauseId, Affected, string][] = [
    ['connection-refused', OUTAGE, 'The team that runs registry.corp.example. Nothing to change in the cluster.'],
    ['connection-refused', { ...OUTAGE, status: 'ongoing' }, 'The team that runs registry.corp.example'],
    ['connection-refused', { ...OUTAGE, nodes: ['worker-1'] }, 'The team that runs registry.corp.example'],
    [
      'registry-server-error',
      { ...OUTAGE, registry: 'docker.io', status: 'ongoing' },
      'The operators of Docker Hub. Nothing to change in the cluster.',
    ],
    [
      'registry-server-error',
      { ...OUTAGE, registry: 'image-registry.openshift-image-registry.svc:5000' },
      'The team that runs image-registry.openshift-image-registry.svc:5000',
    ],
    ['tag-not-found', ONE_POD, 'Owners of shop/cart'],
    ['tag-not-found', OUTAGE, 'Owners of 2 workloads in shop'],
    [
      'tag-not-found',
      { ...OUTAGE, workloads: ['shop/cart', 'pay/web', 'pay/api'] },
      'Owners of 3 workloads in 2 namespaces',
    ],
    ['disk-full', ONE_POD, 'Platform team, on worker-2'],
    ['disk-full', OUTAGE, 'Platform team, on 2 nodes'],
    ['rate-limited', OUTAGE, 'Platform team'],
    ['connection-timeout', OUTAGE, 'Network team'],
    ['dns-failure', ONE_POD, 'Network team, for worker-2'],
    ['access-denied', ONE_POD, 'Whoever grants access to registry.corp.example/shop/cart'],
    ['blob-not-found', ONE_POD, 'Whoever pushes registry.corp.example/shop/cart:1. Nothing to change in the cluster.'],
  ];
  for (const [id, affected, expected] of cases) {
    it(`${id}, ${affected.status}, ${affected.nodes.length} nodes: ${expected}`, () => {
      assert.equal(word(id, wordActor, affected), expected);
    });
  }

  it('is a role where nothing is known, of every cause', () => {
    for (const cause of CAUSES) {
      const said = wordActor(cause, NOBODY_AFFECTED);
      assert.match(
        said,
        /^(?:Application|Network|Platform) team$|^The team that runs the registry|^Whoever /,
        cause.id,
      );
      assert.doesNotMatch(said, /null|undefined/);
    }
  });
});

describe('wordTitle', () => {
  const cases: [CauseId, Affected, string][] = [
    ['connection-refused', OUTAGE, 'Nothing accepted connections on 10.40.7.17:443'],
    ['connection-refused', { ...OUTAGE, address: null }, 'Nothing listens at the address of the registry'],
    ['connection-timeout', OUTAGE, '10.40.7.17:443 did not answer in time'],
    ['dns-failure', ONE_POD, 'The name registry.corp.example does not resolve on worker-2'],
    ['dns-failure', { ...ONE_POD, lookup: null, registry: null }, 'Names of registries do not resolve on worker-2'],
    ['tag-not-found', { ...ONE_POD, images: ['nginx:1.99'] }, 'Docker Hub has no tag 1.99 of nginx'],
    ['disk-full', ONE_POD, 'No space, or no inodes, for the image on worker-2'],
    ['disk-full', OUTAGE, 'No space, or no inodes, for the image on the node'],
    ['rate-limited', { ...OUTAGE, registry: 'docker.io' }, 'Docker Hub limits the rate of pulls'],
    ['tag-not-found', ONE_POD, 'registry.corp.example/shop/cart has no tag 1'],
    ['tag-not-found', OUTAGE, 'The tag does not exist in the registry'],
    [
      'tls-untrusted-ca',
      ONE_POD,
      'worker-2 does not trust the authority that signed the certificate of registry.corp.example',
    ],
  ];
  for (const [id, affected, expected] of cases) {
    it(`${id}: ${expected}`, () => assert.equal(word(id, wordTitle, affected), expected));
  }

  it('is the plain title of every cause where nothing is known', () => {
    for (const cause of CAUSES) assert.equal(wordTitle(cause, NOBODY_AFFECTED), cause.title);
  });
});
