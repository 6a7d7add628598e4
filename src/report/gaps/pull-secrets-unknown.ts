import { type Evidenced, historiesOf, idsOf, nameSome, plainName } from './evidenced.ts';
import { asksForPod } from './pod-objects-missing.ts';

/**
 * Pull secrets that failing pods name and of which the files do not show for which registries they have logins.
 * The command prints these alone: it blanks the logins before they leave the pipe.
 */
export function findPullSecretsUnknown({ records, incidents }: Evidenced) {
  const named = new Map<string, readonly string[]>();
  const settled = new Set<string>();
  const lists = new Set<string>();
  for (const { observation } of records) {
    const { namespace, pod } = observation.subject;
    if (observation.kind === 'pod' && observation.pullSecrets)
      named.set(`${namespace}/${pod}`, observation.pullSecrets);
    if (observation.kind !== 'secret') continue;
    if (observation.evidence.item !== null) lists.add(namespace ?? '');
    const isPullSecret = observation.type === null || observation.type.startsWith('kubernetes.io/dockerc');
    if (observation.registries !== null || !isPullSecret) settled.add(`${namespace}/${observation.name}`);
    else lists.delete(`${namespace}/${observation.name}`);
  }
  const listed = new Set(
    records.flatMap(({ observation }) =>
      observation.kind === 'secret' ? [`${observation.subject.namespace}/${observation.name}`] : [],
    ),
  );
  const unknown = (incident: Evidenced['incidents'][number]) =>
    historiesOf(incident).flatMap(({ subject: { namespace, pod } }) =>
      (named.get(`${namespace}/${pod}`) ?? [])
        .map((name) => ({ namespace, name, key: `${namespace}/${name}` }))
        // One that a list does not have is known to be absent.
        .filter(({ key }) => !settled.has(key) && (listed.has(key) || !lists.has(namespace ?? ''))),
    );
  const lacking = incidents.filter((incident) => asksForPod(incident) && unknown(incident).length > 0);
  if (lacking.length === 0) return null;
  const secrets = new Map(lacking.flatMap(unknown).map((secret) => [secret.key, secret]));
  return {
    id: 'pull-secrets-unknown',
    statement: `For which registries ${nameSome(secrets.keys())} ${secrets.size === 1 ? 'has' : 'have'} a login: the files do not show it.`,
    hides: 'Whether the login was refused, or none was sent.',
    incidents: idsOf(lacking),
    collect: [...secrets.values()]
      .slice(0, 3)
      .map(
        ({ namespace, name }) =>
          `kubectl -n ${plainName(namespace, 'NAMESPACE')} get secret ${plainName(name, 'SECRET')} -o json | jq '{kind, metadata: {namespace: .metadata.namespace, name: .metadata.name}, type, stringData: {".dockerconfigjson": (.data[".dockerconfigjson"] | @base64d | fromjson | {auths: (.auths | map_values({}))} | tojson)}}'   # registries only, no logins`,
      ),
  };
}
