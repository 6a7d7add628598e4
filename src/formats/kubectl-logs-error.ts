import { NO_EVENT } from '../model/observation.ts';
import { subject } from '../model/subject.ts';
import type { ReadContext, TextFormat, TextLine } from './format.ts';
import { cutExcerpt } from './kubectl/excerpt.ts';
import { readPicture } from './kubectl/reading.ts';

// pkg/kubelet/kubelet_pods.go validateContainerLogStatus, Kubernetes 1.13–1.36.
const WAITING =
  /container ["“]([^"“”]{1,253})["”] in pod ["“]([^"“”]{1,253})["”] is waiting to start: (trying and failing to pull image|image can't be pulled|ErrImageNeverPull|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)/;
// skaffold pkg/diag/validator/pod.go repeats the status in words of its own, behind `NAMESPACE:pod/NAME`.
const SKAFFOLD =
  /(?:(?:([a-z0-9][a-z0-9-]{0,62}):)?\bpod\/([a-z0-9][a-z0-9.-]{0,252}): )?\bcontainer ([a-z0-9][a-z0-9-]{0,62}) is waiting to start: (\S{1,400}) can't be pulled/;
// What `kubectl cluster-info dump` puts before each log: kubectl pkg/cmd/clusterinfo/clusterinfo_dump.go, v0.13–v0.36.
const LOG_START = /^==== START logs for container \S+ of pod ([^\s/]+)\/(\S+) ====/;
const REASONS: Readonly<Record<string, string>> = {
  'trying and failing to pull image': 'ImagePullBackOff',
  "image can't be pulled": 'ErrImagePull',
};

/** The answer of `kubectl logs` for a container whose image is not there. */
export const kubectlLogsError: TextFormat = {
  kind: 'text',
  id: 'kubectl-logs-error',
  title: 'kubectl logs of a container without image',
  description:
    'What `kubectl logs` answers where the container waits for its image, by itself or inside a file of logs that a tool has ' +
    'collected. It shows pod, container and which of the two waiting reasons it is, at the time of the command; neither the ' +
    'namespace nor the image nor the cause.',
  commands: ['kubectl logs POD --container CONTAINER'],
  sources: ['kubernetes/kubernetes pkg/kubelet/kubelet_pods.go validateContainerLogStatus, 1.13–1.36'],
  samples: [
    {
      title: 'kubectl 1.20, in back-off',
      text: 'Error from server (BadRequest): container "app" in pod "web-7d9c6b5f4-x2k8p" is waiting to start: trying and failing to pull image\n',
      observations: [
        {
          kind: 'waiting',
          reason: 'ImagePullBackOff',
          subject: { pod: 'web-7d9c6b5f4-x2k8p', container: 'app', image: null },
        },
      ],
    },
    {
      title: 'kubectl 1.32, after a failed pull, in the folder that `kubectl cluster-info dump` writes',
      text: 'Request log error: container "setup" in pod "db-0" is waiting to start: image can\'t be pulled\n',
      observations: [{ kind: 'waiting', reason: 'ErrImagePull', subject: { pod: 'db-0', container: 'setup' } }],
    },
    {
      title: 'kubectl cluster-info dump 1.20, with the mark that names the namespace',
      text: `==== START logs for container app of pod shop/web-0 ====
Request log error: container "app" in pod "web-0" is waiting to start: trying and failing to pull image
==== END logs for container app of pod shop/web-0 ====
`,
      observations: [
        { kind: 'waiting', reason: 'ImagePullBackOff', subject: { namespace: 'shop', pod: 'web-0', container: 'app' } },
      ],
    },
    {
      title: 'skaffold, in words of its own',
      text: " - shop:deployment/web: container web is waiting to start: registry.example/shop/web:1 can't be pulled\n",
      observations: [
        { kind: 'waiting', subject: { pod: null, container: 'web', image: 'registry.example/shop/web:1' } },
      ],
    },
    {
      title: 'skaffold, of a pod',
      text: "    - pod/web-7d9c6b5f4-x2k8p: container web is waiting to start: registry.example/shop/web:1 can't be pulled\n",
      observations: [
        {
          kind: 'waiting',
          subject: { pod: 'web-7d9c6b5f4-x2k8p', container: 'web', image: 'registry.example/shop/web:1' },
        },
      ],
    },
    {
      title: 'kubectl 1.27, a check before any pull',
      text: 'Error from server (BadRequest): container "app" in pod "web-0" is waiting to start: ErrImageNeverPull\n',
      observations: [
        { kind: 'waiting', reason: 'ErrImageNeverPull', subject: { pod: 'web-0', container: 'app', image: null } },
      ],
    },
    {
      title: 'kubectl 1.27, another reason to wait',
      text: 'Error from server (BadRequest): container "app" in pod "web-0" is waiting to start: ContainerCreating\n',
      observations: [],
    },
  ],
  needles: [
    'trying and failing to pull image',
    " can't be pulled",
    ' is waiting to start: ErrImage',
    ' is waiting to start: I',
    ' is waiting to start: RegistryUnavailable',
    ' is waiting to start: SignatureValidationFailed',
    '==== START logs for container ',
  ],
  reader(context) {
    let around: PodOfLog = { namespace: null, pod: null };
    return {
      line(line) {
        const start = LOG_START.exec(line.text);
        if (!start) return readLine(context, line, around);
        around = { namespace: start[1] ?? null, pod: start[2] ?? null };
        return 'taken';
      },
      end: () => {},
    };
  },
};

/** Whose log the lines are, by the mark before them. */
interface PodOfLog {
  readonly namespace: string | null;
  readonly pod: string | null;
}

function readLine(context: ReadContext, { number, text }: TextLine, around: PodOfLog): 'taken' | 'ignored' {
  const match = WAITING.exec(text);
  const skaffold = match ? null : SKAFFOLD.exec(text);
  if (!match && !skaffold) return 'ignored';
  context.record();
  const container = match?.[1] ?? skaffold?.[3] ?? null;
  const pod = match?.[2] ?? skaffold?.[2] ?? null;
  const image = skaffold?.[4] ?? null;
  const picture = readPicture(context);
  context.observe({
    kind: 'waiting',
    // Every other reason stands there as it is.
    reason: REASONS[match?.[3] ?? ''] ?? match?.[3] ?? 'ErrImagePull',
    message: null,
    origin: 'status',
    subject: subject({
      namespace: skaffold?.[1] ?? (pod !== null && around.pod === pod ? around.namespace : null),
      pod,
      container,
      image,
    }),
    first: picture,
    last: picture,
    ...NO_EVENT,
    evidence: { artefact: context.artefact, line: number, item: null, excerpt: cutExcerpt(text) },
  });
  return 'taken';
}
