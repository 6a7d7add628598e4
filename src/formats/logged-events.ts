import type { FormatSample, TextFormat } from './format.ts';
import { createKlogReader, isLoggedEvent, isLogHeader } from './text/klog-reader.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'a kubelet at -v=3, 1.30, in a log of k3s',
    text: [
      String.raw`2024-07-19T04:06:04+00:00 edge-1 k3s[977]: I0719 04:06:04.100000     977 event.go:364] "Event occurred" object="shop/web-0" fieldPath="spec.initContainers{migrate}" kind="Pod" apiVersion="v1" type="Normal" reason="Pulling" message="Pulling image \"nginx:1.99\""`,
      String.raw`2024-07-19T04:06:05+00:00 edge-1 k3s[977]: I0719 04:06:05.100000     977 event.go:364] "Event occurred" object="shop/web-0" fieldPath="spec.containers{web}" kind="Pod" apiVersion="v1" type="Normal" reason="Pulled" message="Successfully pulled image \"nginx:1.25\" in 2.345s (2.345s including waiting). Image size: 70 bytes."`,
    ].join('\n'),
    observations: [
      {
        kind: 'pull-started',
        origin: 'event',
        subject: { namespace: 'shop', pod: 'web-0', container: 'migrate', containerType: 'init', image: 'nginx:1.99' },
      },
      { kind: 'pull-succeeded', durationMs: 2345, subject: { container: 'web', image: 'nginx:1.25', node: 'edge-1' } },
    ],
  },
  {
    title: 'a kubelet 1.18, in a CRI log file',
    text: `2021-03-04T05:06:07.123456789Z stderr F I0304 05:06:07.123400    4726 event.go:281] Event(v1.ObjectReference{Kind:"Pod", Namespace:"shop", Name:"web-0", UID:"5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e", APIVersion:"v1", ResourceVersion:"12", FieldPath:"spec.containers{web}"}): type: 'Warning' reason: 'Failed' Failed to pull image "nginx:1.99": rpc error: code = Unknown desc = EOF`,
    observations: [
      {
        kind: 'pull-failed',
        origin: 'event',
        message: 'rpc error: code = Unknown desc = EOF',
        subject: {
          namespace: 'shop',
          pod: 'web-0',
          podUid: '5b1c7f0e-1d2a-4c55-9c52-3f1f6a1c2d3e',
          container: 'web',
          containerType: 'regular',
        },
        first: { clock: { notation: 'absolute' }, valueMs: Date.UTC(2021, 2, 4, 5, 6, 7) + 123.4 },
      },
    ],
  },
  {
    title: 'a message of several lines, 1.32',
    text: [
      'I0719 04:06:04.100000       1 event.go:389] "Event occurred" object="shop/web-0" kind="Pod" apiVersion="v1" type="Warning" reason="Failed" message=<',
      '\tFailed to pull image "nginx:1.99": unexpected status: 403 Forbidden',
      '\tdenied: the scan found something',
      ' >',
      'I0719 04:06:05.100000       1 shared_informer.go:320] Caches are synced for node',
    ].join('\n'),
    observations: [
      {
        kind: 'pull-failed',
        message: 'unexpected status: 403 Forbidden\ndenied: the scan found something',
        subject: { namespace: 'shop', pod: 'web-0', image: 'nginx:1.99' },
      },
    ],
  },
  {
    title: 'an API server of OpenShift 4.9, of something else than a pod',
    text: `I0914 14:13:48.703630       1 event.go:282] Event(v1.ObjectReference{Kind:"ConfigMap", Namespace:"openshift-controller-manager", Name:"leader", UID:"", APIVersion:"v1", ResourceVersion:"1", FieldPath:""}): type: 'Normal' reason: 'LeaderElection' became leader
`,
    observations: [],
  },
];

export const loggedEvents: TextFormat = {
  kind: 'text',
  id: 'logged-events',
  title: 'Events in the log of a component',
  description:
    'The Events that a program of Kubernetes (a controller, the API server, a kubelet at -v=3 or more) writes into its own log ' +
    'as it records them, in klog text or JSON. Unlike Events of the API they are not counted together and do not expire.',
  commands: ['kubectl logs --namespace kube-system POD_OF_A_CONTROLLER --timestamps'],
  sources: ['kubernetes/client-go tools/record/event.go StartLogging and StartStructuredLogging, v0.13–v0.36'],
  samples: SAMPLES,
  needles: ['Event occurred', 'Event(v1.ObjectReference{'],
  reader: (context) =>
    createKlogReader(context, {
      mayMatter: (text) => text.includes('Event') || isLogHeader(text),
      isOurs: isLoggedEvent,
      isRecord: isLoggedEvent,
    }),
};
