import { parseImageReference } from '../../model/image-reference.ts';
import type { Incident } from '../../model/incident.ts';
import type { SecretSeen } from '../../model/observation.ts';
import { type Evidenced, historiesOf, idsOf, nameSome, plainName } from './evidenced.ts';
import { asksForPod } from './pod-objects-missing.ts';

interface NamedSecret {
  readonly namespace: string | null;
  readonly name: string;
  /** What is pulled with it. */
  readonly image: string | null;
}

/** What prints the registries of a pull secret alone: the logins are blanked before they leave the pipe. */
const BLANK_LOGINS = `jq '{kind, metadata: {namespace: .metadata.namespace, name: .metadata.name}, type, stringData: {".dockerconfigjson": (.data[".dockerconfigjson"] | @base64d | fromjson | {auths: (.auths | map_values({}))} | tojson)}}'`;

/** Pull secrets that failing pods name and of which the files do not show for which registries they have logins. */
export function findPullSecretsUnknown({ ofKind, incidents }: Evidenced) {
  const named = new Map<string, readonly string[]>();
  const secrets = new Map<string, SecretSeen>();
  const listed = new Set<string | null>();
  for (const { subject, pullSecrets } of ofKind('pod')) {
    if (pullSecrets) named.set(`${subject.namespace}/${subject.pod}`, pullSecrets);
  }
  for (const secret of ofKind('secret')) {
    const { namespace } = secret.subject;
    secrets.set(`${namespace}/${secret.name}`, secret);
    if (secret.evidence.item !== null) listed.add(namespace);
  }
  const isUnknown = ({ namespace, name, image }: NamedSecret): boolean => {
    const secret = secrets.get(`${namespace}/${name}`);
    // One that the list of its namespace lacks is known to be absent.
    if (!secret) return !listed.has(namespace);
    if (secret.isPartial && !hasHost(secret.registries ?? [], image)) return true;
    return secret.registries === null && (secret.type === null || secret.type.startsWith('kubernetes.io/dockerc'));
  };
  const unknownOf = (incident: Incident): NamedSecret[] =>
    historiesOf(incident)
      .flatMap(({ subject: { namespace, pod }, image }) =>
        (named.get(`${namespace}/${pod}`) ?? []).map((name) => ({ namespace, name, image })),
      )
      .filter(isUnknown);
  const lacking = incidents.filter((incident) => asksForPod(incident) && unknownOf(incident).length > 0);
  if (lacking.length === 0) return null;
  const unknown = new Map(lacking.flatMap(unknownOf).map((secret) => [`${secret.namespace}/${secret.name}`, secret]));
  return {
    id: 'pull-secrets-unknown',
    statement: `For which registries ${nameSome(unknown.keys())} ${unknown.size === 1 ? 'has' : 'have'} a login: the files do not show it.`,
    hides: 'Whether the login was refused, or none was sent.',
    incidents: idsOf(lacking),
    collect: [...unknown.values()]
      .slice(0, 3)
      .map(
        ({ namespace, name }) =>
          `kubectl -n ${plainName(namespace, 'NAMESPACE')} get secret ${plainName(name, 'SECRET')} -o json | ${BLANK_LOGINS}   # registries only, no logins`,
      ),
  };
}

/** Whether an entry is for the host that an image is pulled from. */
function hasHost(registries: readonly string[], image: string | null): boolean {
  const registry = image === null ? null : (parseImageReference(image)?.registry ?? null);
  return registries.some((entry) => entry.split('/', 1)[0] === registry);
}
