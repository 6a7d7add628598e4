import type { ObjectFormat } from './format.ts';
import { fieldsOf, isFields } from './objects/fields.ts';
import { holdsStatus, observeStatuses } from './pasted/read-statuses.ts';

/** A pod's status, or one of its parts, without the pod around it. */
export const containerStatuses: ObjectFormat = {
  kind: 'object',
  id: 'container-statuses',
  title: 'Part of a pod’s status (JSON or YAML)',
  description:
    'The status of a pod, its container statuses or one state, as `-o jsonpath` or `jq` cut it out. It shows the waiting reason ' +
    'and the message, and container and image where they are in the part; never the pod, which stands outside.',
  commands: ["kubectl get pod NAME --output jsonpath='{.status}'"],
  sources: ['kubernetes/api core/v1/types.go ContainerStatus, v0.34'],
  samples: [
    {
      title: 'one container status, by jsonpath',
      text: '{"image":"shop/web:1","imageID":"","lastState":{},"name":"web","ready":false,"state":{"waiting":{"message":"Back-off pulling image \\"shop/web:1\\"","reason":"ImagePullBackOff"}}}\n',
      observations: [
        { kind: 'waiting', reason: 'ImagePullBackOff', subject: { container: 'web', image: 'shop/web:1', pod: null } },
      ],
    },
    {
      title: 'the state alone: the image stands in the message',
      text: '{"waiting":{"message":"rpc error: code = NotFound desc = failed to pull and unpack image \\"docker.io/shop/web:1\\": not found","reason":"ErrImagePull"}}\n',
      observations: [{ kind: 'waiting', reason: 'ErrImagePull', subject: { image: 'docker.io/shop/web:1' } }],
    },
    {
      title: 'a container that crashes: another problem',
      text: '{"image":"shop/web:1","name":"web","ready":false,"state":{"waiting":{"message":"back-off 5m0s","reason":"CrashLoopBackOff"}}}\n',
      observations: [{ kind: 'other-problem', problem: 'crash-loop', subject: { container: 'web' } }],
    },
  ],
  needles: ['waiting', 'ErrImagePull', 'ImagePullBackOff'],
  accepts: (object) => !isFields(object['spec']) && (holdsStatus(object) || holdsStatus(fieldsOf(object['status']))),
  read: (object, place, context) => {
    observeStatuses(object, place, context);
  },
};
