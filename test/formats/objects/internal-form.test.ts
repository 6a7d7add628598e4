import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events } from '../../../src/formats/events.ts';
import { nodes } from '../../../src/formats/nodes.ts';
import { toServedForm } from '../../../src/formats/objects/internal-form.ts';
import { pods } from '../../../src/formats/pods.ts';
import { readText } from './read-text.ts';

/** Written by hand after what kubectl 1.10 prints in `cluster-info dump`: internal types, without kind. */
const list = (items: readonly object[]): Buffer =>
  Buffer.from(JSON.stringify({ selfLink: '/api/v1/x', resourceVersion: '1', Items: items }, null, 4));
const EVENT = {
  name: 'web-0.155d1a2b3c4d5e6f',
  namespace: 'shop',
  uid: 'e-1',
  creationTimestamp: '2018-10-01T10:05:00Z',
  InvolvedObject: { Kind: 'Pod', Namespace: 'shop', Name: 'web-0', UID: 'p-1', FieldPath: 'spec.containers{web}' },
  Reason: 'Failed',
  Message: 'Failed to pull image "web:9": rpc error: code = Unknown desc = manifest for web:9 not found',
  Source: { Component: 'kubelet', Host: 'minikube' },
  FirstTimestamp: '2018-10-01T10:05:00Z',
  LastTimestamp: '2018-10-01T10:07:00Z',
  Count: 4,
  Type: 'Warning',
  Series: null,
};
const POD = {
  name: 'web-0',
  namespace: 'shop',
  uid: 'p-1',
  creationTimestamp: '2018-10-01T10:04:50Z',
  labels: { App: 'web' },
  Spec: {
    Containers: [{ Name: 'web', Image: 'web:9', ImagePullPolicy: 'IfNotPresent' }],
    NodeName: 'minikube',
    ImagePullSecrets: null,
  },
  Status: {
    Phase: 'Pending',
    ContainerStatuses: [{ Name: 'web', State: { Waiting: { Reason: 'ImagePullBackOff', Message: 'x' } } }],
  },
};
const NODE = {
  name: 'minikube',
  uid: 'n-1',
  Spec: { PodCIDR: '' },
  Status: { NodeInfo: { KubeletVersion: 'v1.10.0', OperatingSystem: 'linux', Architecture: 'amd64' } },
};

test('an Event of the internal form is read like any other', async () => {
  const { observations } = await readText(list([EVENT]), [events, pods, nodes]);
  assert.equal(observations.length, 1);
  const [failed] = observations;
  assert.equal(failed?.kind, 'pull-failed');
  assert.deepEqual(
    [
      failed.subject.namespace,
      failed.subject.pod,
      failed.subject.podUid,
      failed.subject.container,
      failed.subject.node,
    ],
    ['shop', 'web-0', 'p-1', 'web', 'minikube'],
  );
  assert.deepEqual([failed.count, failed.eventUid, failed.evidence.item], [4, 'e-1', 0]);
});

test('a Pod of the internal form has its spec, its labels as they are, and its waiting reason', async () => {
  const { observations } = await readText(list([POD]), [events, pods, nodes]);
  const pod = observations.find(({ kind }) => kind === 'pod');
  assert.ok(pod?.kind === 'pod');
  assert.deepEqual(pod.containers, [{ name: 'web', type: 'regular', image: 'web:9', pullPolicy: 'IfNotPresent' }]);
  assert.deepEqual(pod.labels, { App: 'web' });
  const waiting = observations.find(({ kind }) => kind === 'waiting');
  assert.ok(waiting?.kind === 'waiting');
  assert.equal(waiting.reason, 'ImagePullBackOff');
});

test('a Node of the internal form has its architecture', async () => {
  const { observations } = await readText(list([NODE]), [events, pods, nodes]);
  assert.ok(observations[0]?.kind === 'node');
  assert.deepEqual([observations[0].subject.node, observations[0].architecture], ['minikube', 'amd64']);
});

test('names of Go become those of the API; an object that the API served stays as it is', () => {
  const served = toServedForm({ name: 'n', Status: { PodIP: '1', HostIP: '2', OSImage: 'x', UID: 'u', ImageID: 'i' } });
  assert.deepEqual(served, {
    metadata: { name: 'n' },
    status: { podIP: '1', hostIP: '2', osImage: 'x', uid: 'u', imageID: 'i' },
  });
  const api = { metadata: { name: 'n' }, Spec: { A: 1 } };
  assert.equal(toServedForm(api), api);
});
