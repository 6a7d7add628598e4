import type { FormatSample } from './format.ts';

// {"auths":{"https://index.docker.io/v1/":{"auth":"dXNlcjpwdw=="},"https://user:pw@Registry.Example:5000/v2/":{}}}
const CONFIG =
  'eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImRYTmxjanB3ZHc9PSJ9LCJodHRwczovL3VzZXI6cHdAUmVnaXN0cnkuRXhhbXBsZTo1MDAwL3YyLyI6e319fQ==';
// {"quay.example":{"username":"u","password":"p"}}
const OLD_CONFIG = 'eyJxdWF5LmV4YW1wbGUiOnsidXNlcm5hbWUiOiJ1IiwicGFzc3dvcmQiOiJwIn19';

export const SECRET_SAMPLES: readonly FormatSample[] = [
  {
    title: 'kubectl get secrets -o json, 1.32: pull secrets of both types and one of another type',
    text: `{
    "apiVersion": "v1",
    "items": [
        {
            "apiVersion": "v1",
            "data": {
                ".dockerconfigjson": "${CONFIG}"
            },
            "kind": "Secret",
            "metadata": { "name": "regcred", "namespace": "shop" },
            "type": "kubernetes.io/dockerconfigjson"
        },
        {
            "apiVersion": "v1",
            "data": { ".dockercfg": "${OLD_CONFIG}" },
            "kind": "Secret",
            "metadata": { "name": "old", "namespace": "shop" },
            "type": "kubernetes.io/dockercfg"
        },
        {
            "apiVersion": "v1",
            "data": { "password": "aHVudGVyMg==" },
            "kind": "Secret",
            "metadata": { "name": "database", "namespace": "shop" },
            "type": "Opaque"
        }
    ],
    "kind": "List",
    "metadata": { "resourceVersion": "" }
}
`,
    observations: [
      {
        kind: 'secret',
        subject: { namespace: 'shop', pod: null },
        name: 'regcred',
        type: 'kubernetes.io/dockerconfigjson',
        registries: ['docker.io', 'registry.example:5000'],
        evidence: {
          line: 4,
          item: 0,
          excerpt:
            'secret shop/regcred · type: kubernetes.io/dockerconfigjson · registries: docker.io, registry.example:5000',
        },
      },
      { kind: 'secret', name: 'old', type: 'kubernetes.io/dockercfg', registries: ['quay.example'] },
      {
        kind: 'secret',
        name: 'database',
        type: 'Opaque',
        registries: null,
        evidence: { line: 20, item: 2, excerpt: 'secret shop/database · type: Opaque' },
      },
    ],
  },
  {
    title: 'the list of names and types that `pullmortem collect` saves',
    text: `{"apiVersion":"v1","kind":"SecretList","items":[
{"metadata":{"namespace":"shop","name":"regcred"},"type":"kubernetes.io/dockerconfigjson"}
]}
`,
    observations: [{ kind: 'secret', name: 'regcred', type: 'kubernetes.io/dockerconfigjson', registries: null }],
  },
  {
    title: 'a manifest with plain data, and one whose data a collector blanked',
    text: `apiVersion: v1
kind: Secret
metadata:
  name: team
  namespace: shop
stringData:
  .dockerconfigjson: '{"auths": {"registry.example/team": {}, "*.example.org": {}}}'
type: kubernetes.io/dockerconfigjson
---
apiVersion: v1
kind: Secret
metadata:
  name: blank
  namespace: shop
data:
  .dockerconfigjson: '***HIDDEN***'
type: kubernetes.io/dockerconfigjson
`,
    observations: [
      { kind: 'secret', name: 'team', registries: ['*.example.org', 'registry.example/team'] },
      { kind: 'secret', name: 'blank', registries: null },
    ],
  },
];
