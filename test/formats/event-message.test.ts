import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEventMessage, readFieldPath } from '../../src/formats/event-message.ts';

/** Rows: what it shows, type, reason, message, expected claim, expected subject; the component is the kubelet's. */
const ROWS: readonly (readonly [string, string, string, string, object | null, object?])[] = [
  ['M1 until 1.13', 'Normal', 'Pulling', 'pulling image "web:1"', { kind: 'pull-started' }, { image: 'web:1' }],
  ['M1 since 1.14', 'Normal', 'Pulling', 'Pulling image "web:1"', { kind: 'pull-started' }, { image: 'web:1' }],
  [
    'M2 until 1.18',
    'Normal',
    'Pulled',
    'Successfully pulled image "web:1"',
    { kind: 'pull-succeeded', durationMs: null },
    { image: 'web:1' },
  ],
  [
    'M2 since 1.19',
    'Normal',
    'Pulled',
    'Successfully pulled image "web:1" in 1m2.345678901s',
    { kind: 'pull-succeeded', durationMs: 62345.678901 },
    { image: 'web:1' },
  ],
  [
    'M2 since 1.30',
    'Normal',
    'Pulled',
    'Successfully pulled image "web:1" in 840ms (2m40.25s including waiting). Image size: 70534964 bytes.',
    { kind: 'pull-succeeded', durationMs: 840 },
    { image: 'web:1' },
  ],
  [
    'M3',
    'Normal',
    'Pulled',
    'Container image "web:1" already present on machine and can be accessed by the pod',
    { kind: 'image-present' },
    { image: 'web:1' },
  ],
  [
    'M4 with quotes in the error',
    'Warning',
    'Failed',
    'Failed to pull image "web:1": rpc error: code = NotFound desc = failed to resolve reference "docker.io/library/web:1": not found',
    {
      kind: 'pull-failed',
      reason: null,
      message: 'rpc error: code = NotFound desc = failed to resolve reference "docker.io/library/web:1": not found',
    },
    { image: 'web:1' },
  ],
  [
    'M4 over several lines',
    'Warning',
    'Failed',
    'Failed to pull image "web:1": failed to resolve: <html>\n<body>Sign in</body>\n',
    { kind: 'pull-failed', reason: null, message: 'failed to resolve: <html>\n<body>Sign in</body>' },
    { image: 'web:1' },
  ],
  [
    'M4 cut after the image',
    'Warning',
    'Failed',
    'Failed to pull image "web:1":',
    { kind: 'pull-failed', reason: null, message: null },
    { image: 'web:1' },
  ],
  [
    'M5',
    'Warning',
    'Failed',
    'Error: ErrImagePull',
    { kind: 'pull-failed', reason: 'ErrImagePull', message: null },
    {},
  ],
  [
    'M5 of CRI-O',
    'Warning',
    'Failed',
    'Error: SignatureValidationFailed',
    { kind: 'pull-failed', reason: 'SignatureValidationFailed', message: null },
    {},
  ],
  ['M5 in back-off', 'Warning', 'Failed', 'Error: ImagePullBackOff', { kind: 'back-off', message: null }, {}],
  [
    'M5 of a check',
    'Warning',
    'Failed',
    'Error: ErrImageNeverPull',
    { kind: 'check-failed', reason: 'ErrImageNeverPull', message: null },
    {},
  ],
  [
    'M5 with the free text of 1.33',
    'Warning',
    'Failed',
    'Error: illegal base64 data at input byte 4',
    {
      kind: 'check-failed',
      reason: 'illegal base64 data at input byte 4',
      message: 'illegal base64 data at input byte 4',
    },
    {},
  ],
  [
    'M5 of a secret that is no pull secret',
    'Warning',
    'Failed',
    'Error: secret "db" not found',
    { kind: 'other-problem', problem: 'config', reason: 'Failed', message: 'Error: secret "db" not found' },
    {},
  ],
  [
    'M5 of a start error, with the container',
    'Warning',
    'Failed',
    'Error: failed to start container "app": Error response from daemon: exec: "/entry": permission denied',
    {
      kind: 'other-problem',
      problem: 'other',
      reason: 'Failed',
      message: 'Error: failed to start container "app": Error response from daemon: exec: "/entry": permission denied',
    },
    { container: 'app' },
  ],
  [
    'M6',
    'Normal',
    'BackOff',
    'Back-off pulling image "web:1"',
    { kind: 'back-off', message: null },
    { image: 'web:1' },
  ],
  [
    'M6 with the earlier error',
    'Normal',
    'BackOff',
    'Back-off pulling image "web:1": ErrImagePull: failed to pull and unpack image "web:1": EOF',
    { kind: 'back-off', message: 'failed to pull and unpack image "web:1": EOF' },
    { image: 'web:1' },
  ],
  [
    'M7',
    'Warning',
    'ErrImageNeverPull',
    'Container image "web:1" is not present with pull policy of Never',
    {
      kind: 'check-failed',
      reason: 'ErrImageNeverPull',
      message: 'Container image "web:1" is not present with pull policy of Never',
    },
    { image: 'web:1' },
  ],
  [
    'M8 since 1.32, without the image',
    'Warning',
    'InspectFailed',
    'Failed to inspect image "": rpc error: code = Unavailable desc = connection error',
    {
      kind: 'check-failed',
      reason: 'ImageInspectError',
      message: 'Failed to inspect image "": rpc error: code = Unavailable desc = connection error',
    },
    {},
  ],
  [
    'M9',
    'Warning',
    'InspectFailed',
    'Failed to apply default image tag "Web:1": couldn\'t parse image name "Web:1": invalid reference format: repository name must be lowercase',
    {
      kind: 'check-failed',
      reason: 'InvalidImageName',
      message:
        'Failed to apply default image tag "Web:1": couldn\'t parse image name "Web:1": invalid reference format: repository name must be lowercase',
    },
    { image: 'Web:1' },
  ],
  [
    'M10',
    'Warning',
    'FailedToRetrieveImagePullSecret',
    'Unable to retrieve some image pull secrets (corp, hub); attempting to pull the image may not succeed.',
    {
      kind: 'pull-secret-unreadable',
      secrets: ['corp', 'hub'],
      message: 'Unable to retrieve some image pull secrets (corp, hub); attempting to pull the image may not succeed.',
    },
    {},
  ],
  [
    'M11 with the pause image',
    'Warning',
    'FailedCreatePodSandBox',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "k8s.gcr.io/pause:3.6": failed to pull image "k8s.gcr.io/pause:3.6": EOF',
    {
      kind: 'sandbox-failed',
      message:
        'rpc error: code = Unknown desc = failed to get sandbox image "k8s.gcr.io/pause:3.6": failed to pull image "k8s.gcr.io/pause:3.6": EOF',
    },
    { containerType: 'sandbox', image: 'k8s.gcr.io/pause:3.6' },
  ],
  [
    'M11 until 1.16, no pull',
    'Warning',
    'FailedCreatePodSandBox',
    'Failed create pod sandbox: networkPlugin cni failed',
    { kind: 'sandbox-failed', message: 'networkPlugin cni failed' },
    { containerType: 'sandbox' },
  ],
  [
    'M13 since 1.26',
    'Warning',
    'BackOff',
    'Back-off restarting failed container app in pod web-0_shop(4f)',
    {
      kind: 'other-problem',
      problem: 'crash-loop',
      reason: 'BackOff',
      message: 'Back-off restarting failed container app in pod web-0_shop(4f)',
    },
    { container: 'app' },
  ],
  [
    'M13 until 1.25',
    'Warning',
    'BackOff',
    'Back-off restarting failed container',
    {
      kind: 'other-problem',
      problem: 'crash-loop',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
    },
    {},
  ],
  [
    'M14 since 1.26',
    'Warning',
    'FreeDiskSpaceFailed',
    'Failed to garbage collect required amount of images. Attempted to free 9 bytes, but only found 0 bytes eligible to free.',
    {
      kind: 'changed',
      change: 'disk-pressure',
      message:
        'Failed to garbage collect required amount of images. Attempted to free 9 bytes, but only found 0 bytes eligible to free.',
    },
    {},
  ],
  [
    'image garbage collection that fails for another reason',
    'Warning',
    'ImageGCFailed',
    'failed to get image stats: rpc error',
    {
      kind: 'other-problem',
      problem: 'other',
      reason: 'ImageGCFailed',
      message: 'failed to get image stats: rpc error',
    },
    {},
  ],
  ['M16, at every start', 'Warning', 'InvalidDiskCapacity', 'invalid capacity 0 on image filesystem', null],
  [
    'M19 of the disk',
    'Warning',
    'EvictionThresholdMet',
    'Attempting to reclaim ephemeral-storage',
    { kind: 'changed', change: 'disk-pressure', message: 'Attempting to reclaim ephemeral-storage' },
    {},
  ],
  [
    'M19 of memory',
    'Warning',
    'EvictionThresholdMet',
    'Attempting to reclaim memory',
    {
      kind: 'other-problem',
      problem: 'other',
      reason: 'EvictionThresholdMet',
      message: 'Attempting to reclaim memory',
    },
    {},
  ],
  [
    'scheduled',
    'Normal',
    'Scheduled',
    'Successfully assigned shop/web-0 to node-1',
    { kind: 'changed', change: 'scheduled', message: 'Successfully assigned shop/web-0 to node-1' },
    { namespace: 'shop', pod: 'web-0', node: 'node-1' },
  ],
  [
    'scheduled until 1.11, without the namespace',
    'Normal',
    'Scheduled',
    'Successfully assigned web-0 to node-1',
    { kind: 'changed', change: 'scheduled', message: 'Successfully assigned web-0 to node-1' },
    { pod: 'web-0', node: 'node-1' },
  ],
  [
    'a set that grows from none',
    'Normal',
    'ScalingReplicaSet',
    'Scaled up replica set web-7d9c to 3 from 0',
    { kind: 'changed', change: 'rollout', message: 'Scaled up replica set web-7d9c to 3 from 0' },
    {},
  ],
  [
    'a set that grows',
    'Normal',
    'ScalingReplicaSet',
    'Scaled up replica set web-7d9c from 3 to 5',
    { kind: 'changed', change: 'scaled', message: 'Scaled up replica set web-7d9c from 3 to 5' },
    {},
  ],
  [
    'a pod made by its controller',
    'Normal',
    'SuccessfulCreate',
    'create Pod web-0 in StatefulSet web successful',
    { kind: 'changed', change: 'pod-created', message: 'create Pod web-0 in StatefulSet web successful' },
    { pod: 'web-0' },
  ],
  [
    'started',
    'Normal',
    'Started',
    'Started container app',
    { kind: 'container-ran', state: 'running' },
    { container: 'app' },
  ],
  [
    'started, without the name',
    'Normal',
    'Started',
    'Started container',
    { kind: 'container-ran', state: 'running' },
    {},
  ],
  ['created, which proves no run', 'Normal', 'Created', 'Created container app', null],
  ['killing at the end of a pod', 'Normal', 'Killing', 'Stopping container app', null],
  [
    'killing by a probe',
    'Normal',
    'Killing',
    'Container app failed liveness probe, will be restarted',
    {
      kind: 'other-problem',
      problem: 'probe',
      reason: 'Killing',
      message: 'Container app failed liveness probe, will be restarted',
    },
    { container: 'app' },
  ],
  [
    'the start error in a sync error, until 1.5',
    'Warning',
    'FailedSync',
    'Error syncing pod, skipping: failed to "StartContainer" for "app" with ErrImagePull: "unauthorized: \\"web\\" is private"',
    { kind: 'pull-failed', reason: 'ErrImagePull', message: 'unauthorized: "web" is private' },
    { container: 'app' },
  ],
  [
    'the back-off in a sync error, until 1.5',
    'Warning',
    'FailedSync',
    'Error syncing pod, skipping: failed to "StartContainer" for "app" with ImagePullBackOff: "Back-off pulling image \\"web:1\\""',
    { kind: 'back-off', message: null },
    { container: 'app', image: 'web:1' },
  ],
  [
    'a warning of another kind',
    'Warning',
    'BackoffLimitExceeded',
    'Job has reached the specified backoff limit',
    {
      kind: 'other-problem',
      problem: 'other',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    },
    {},
  ],
  ['M5 cut at the end of a paste', 'Warning', 'Failed', 'Error: ImagePullBac', { kind: 'back-off', message: null }, {}],
  [
    'an image that went away before the start',
    'Warning',
    'Failed',
    'Error: image not known',
    { kind: 'check-failed', reason: 'CreateContainerError', message: 'image not known' },
    {},
  ],
  [
    'a sandbox in words of later kubelets',
    'Warning',
    'FailedCreatePodSandBox',
    'Could not make the sandbox: timed out',
    { kind: 'sandbox-failed', message: 'Could not make the sandbox: timed out' },
    { containerType: 'sandbox' },
  ],
  ['a row whose message is cut off', 'Warning', 'Failed', '', null],
  ['a normal event of another kind', 'Normal', 'AddedInterface', 'Add eth0 [10.0.0.21/23]', null],
  ['a reason that is a property of every object', 'Normal', 'constructor', 'x', null],
];

for (const [title, type, reason, message, claim, subject] of ROWS) {
  test(`an Event's message: ${title}`, () => {
    const meaning = readEventMessage({ type, reason, message, component: 'kubelet', fieldPath: null });
    assert.deepEqual(meaning, claim === null ? null : { claim, subject, combined: false });
  });
}

test("an Event's message: the recorder's prefix of merged Events is taken off and told", () => {
  const meaning = readEventMessage({
    type: 'Warning',
    reason: 'Failed',
    message: '(combined from similar events): Failed to pull image "web:1": EOF',
    component: 'kubelet',
    fieldPath: 'spec.initContainers{setup}',
  });
  assert.deepEqual(meaning, {
    claim: { kind: 'pull-failed', reason: null, message: 'EOF' },
    subject: { image: 'web:1', container: 'setup', containerType: 'init' },
    combined: true,
  });
});

test('field paths show the container and the list it is in', () => {
  assert.deepEqual(readFieldPath('spec.containers{app}'), { container: 'app', containerType: 'regular' });
  assert.deepEqual(readFieldPath('spec.ephemeralContainers{debug}'), {
    container: 'debug',
    containerType: 'ephemeral',
  });
  assert.deepEqual(readFieldPath('spec.containers[2]'), { containerType: 'regular' });
  assert.deepEqual(readFieldPath('implicitly required container POD'), {});
});
