import type { ObjectFormat, ObjectPlace, ReadContext } from './format.ts';
import { type Fields, fieldsOf, isFields, textOf } from './objects/fields.ts';
import { standingFact } from './objects/standing.ts';
import { SECRET_SAMPLES } from './secrets-samples.ts';

/** Secret objects in JSON and YAML: never their values. */
export const secrets: ObjectFormat = {
  id: 'secrets',
  kind: 'object',
  title: 'Kubernetes Secret objects (JSON or YAML)',
  description:
    'Saved Secrets: their names and types, and for pull secrets the registries that they have an entry for. Nothing else of them is looked at, and no value is kept. A list tells which secrets there are not; collectors that blank the data leave names and types. A picture of one instant.',
  commands: [
    'pullmortem collect > collect.sh   # saves names and types only',
    `kubectl -n NAMESPACE get secret NAME -o json | jq '{kind, metadata: {namespace: .metadata.namespace, name: .metadata.name}, type, stringData: {".dockerconfigjson": (.data[".dockerconfigjson"] | @base64d | fromjson | {auths: (.auths | map_values({}))} | tojson)}}'   # the registries, without logins`,
  ],
  sources: [
    'kubernetes/api core/v1/types.go Secret, v0.34',
    'kubernetes pkg/credentialprovider/config.go and pkg/credentialprovider/secrets/secrets.go, 1.13–1.36',
  ],
  samples: SECRET_SAMPLES,
  needles: ['Secret', 'kubernetes.io/docker', 'kubernetes.io/service-account-token', 'Opaque'],
  accepts(object, place) {
    const kind = textOf(object['kind']);
    if (kind !== null) return kind === 'Secret';
    return place.listKind === 'SecretList' && isFields(object['metadata']);
  },
  read: readSecret,
};

function readSecret(secret: Fields, place: ObjectPlace, context: ReadContext): void {
  const metadata = fieldsOf(secret['metadata']);
  const name = textOf(metadata['name']);
  if (name === null) return;
  const namespace = textOf(metadata['namespace']);
  const type = textOf(secret['type']);
  const registries = readRegistries(secret);
  context.observe({
    ...standingFact(context, place, { namespace }, [
      `secret ${namespace === null ? name : `${namespace}/${name}`}`,
      type && `type: ${type}`,
      registries && `registries: ${registries.join(', ') || 'none'}`,
    ]),
    kind: 'secret',
    name,
    type,
    registries,
  });
}

/**
 * The registries of `.dockerconfigjson` (`auths`) and of the older `.dockercfg` (top level), which are base64 in `data`
 * and plain in `stringData`; null where there is none or a collector blanked it.
 */
function readRegistries(secret: Fields): string[] | null {
  const [data, plain] = [fieldsOf(secret['data']), fieldsOf(secret['stringData'])];
  const read = (key: string): Fields | null => {
    const encoded = textOf(data[key]);
    const text = textOf(plain[key]) ?? (encoded && Buffer.from(encoded, 'base64').toString('utf8'));
    return text === null ? null : parseObject(text);
  };
  const config = read('.dockerconfigjson');
  const entries = config ? fieldsOf(config['auths']) : read('.dockercfg');
  return entries && [...new Set(Object.keys(entries).map(nameRegistry))].sort();
}

function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * The registry that a key of `auths` means: without scheme, user and the path of Docker's own API. Docker Hub's key is
 * `https://index.docker.io/v1/`. Source: pkg/credentialprovider/keyring.go BasicDockerKeyring.Add, 1.13–1.36.
 */
export function nameRegistry(key: string): string {
  const address = key.replace(/^[a-z]+:\/\//i, '');
  const slash = address.indexOf('/');
  const host = (slash < 0 ? address : address.slice(0, slash)).replace(/^.*@/, '').toLowerCase();
  const path =
    slash < 0
      ? ''
      : address
          .slice(slash)
          .replace(/^\/v[12](?=\/|$)/, '')
          .replace(/\/$/, '');
  return `${host === 'index.docker.io' ? 'docker.io' : host}${path}`;
}
