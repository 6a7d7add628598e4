import type { FormatSample, ObjectFormat } from './format.ts';
import { fieldsOf, isFields, listOf, textOf } from './objects/fields.ts';
import { standingFact } from './objects/standing.ts';

const SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl get serviceaccounts -o yaml, 1.32',
    text: `apiVersion: v1
items:
- apiVersion: v1
  imagePullSecrets:
  - name: regcred
  kind: ServiceAccount
  metadata:
    name: builder
    namespace: shop
- apiVersion: v1
  kind: ServiceAccount
  metadata:
    name: default
    namespace: shop
kind: List
metadata:
  resourceVersion: ""
`,
    observations: [
      {
        kind: 'service-account',
        subject: { namespace: 'shop', pod: null },
        name: 'builder',
        pullSecrets: ['regcred'],
        evidence: { line: 3, item: 0, excerpt: 'service account shop/builder · imagePullSecrets: regcred' },
      },
      {
        kind: 'service-account',
        name: 'default',
        pullSecrets: [],
        evidence: { line: 10, item: 1, excerpt: 'service account shop/default · imagePullSecrets: none' },
      },
    ],
  },
];

/** ServiceAccount objects in JSON and YAML. */
export const serviceAccounts: ObjectFormat = {
  id: 'service-accounts',
  kind: 'object',
  title: 'Kubernetes ServiceAccount objects (JSON or YAML)',
  description:
    'Saved ServiceAccounts, for their pull secrets. Admission copies these into a pod that names none, once, when the pod is created: a secret that was added later is in no older pod.',
  commands: ['kubectl get serviceaccounts --all-namespaces --output json > serviceaccounts.json'],
  sources: [
    'kubernetes/api core/v1/types.go ServiceAccount, v0.34',
    'kubernetes plugin/pkg/admission/serviceaccount/admission.go, 1.13–1.36',
  ],
  samples: SAMPLES,
  needles: ['ServiceAccount'],
  accepts(object, place) {
    const kind = textOf(object['kind']);
    if (kind !== null) return kind === 'ServiceAccount';
    return place.listKind === 'ServiceAccountList' && isFields(object['metadata']);
  },
  read(account, place, context) {
    const metadata = fieldsOf(account['metadata']);
    const [name, namespace] = [textOf(metadata['name']), textOf(metadata['namespace'])];
    if (name === null) return;
    const pullSecrets = listOf(account['imagePullSecrets']).flatMap((secret) => textOf(secret['name']) ?? []);
    context.observe({
      ...standingFact(context, place, { namespace }, [
        `service account ${namespace === null ? name : `${namespace}/${name}`}`,
        `imagePullSecrets: ${pullSecrets.join(', ') || 'none'}`,
      ]),
      kind: 'service-account',
      name,
      pullSecrets,
    });
  },
};
