import { parseImageReference } from '../model/image-reference.ts';
import type { ObjectNames } from './object-names.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/**
 * A shell command with names put in: `command\`kubectl -n ${namespace} get pods\``. Each value is quoted for a POSIX
 * shell where it needs it. What no valid name can be (empty, a leading dash, control or bidi characters) is left out in
 * favour of the placeholder NAME, for it could change the command.
 */
export function command(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((text, part, index) => text + shellQuote(values[index - 1] ?? '') + part);
}

/** Quotes a name for a POSIX shell. */
export function shellQuote(value: string): string {
  if (value === '' || value.startsWith('-') || UNPRINTABLE.test(value)) return 'NAME';
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** The names with placeholders in capitals for what is not known. */
export function fillNames(names: ObjectNames) {
  const reference = names.image === null ? null : parseImageReference(names.image);
  const registry = reference?.registry ?? names.registry;
  return {
    namespace: names.namespace ?? 'NAMESPACE',
    pod: names.pod ?? 'POD',
    container: names.container ?? 'CONTAINER',
    workload: names.workload ? `${names.workload.kind.toLowerCase()}/${names.workload.name}` : 'deployment/WORKLOAD',
    image: names.image ?? 'IMAGE',
    registry: registry ?? 'REGISTRY',
    /** Where the registry's API answers: Docker Hub's is not at docker.io. */
    endpoint: registry === 'docker.io' ? 'registry-1.docker.io' : (registry ?? 'REGISTRY'),
    host: (registry === 'docker.io' ? 'registry-1.docker.io' : (registry ?? 'REGISTRY')).replace(/:[0-9]+$/, ''),
    port: /:([0-9]+)$/.exec(registry ?? '')?.[1] ?? '443',
    repository: reference ? `${reference.registry}/${reference.repository}` : 'REGISTRY/REPOSITORY',
    path: reference?.repository ?? 'REPOSITORY',
    tag: reference?.tag ?? (reference?.digest === null ? 'latest' : 'TAG'),
    node: names.node ?? 'NODE',
    secret: names.secret ?? 'SECRET',
    serviceAccount: names.serviceAccount ?? 'default',
  };
}

/** Sets another image: on the workload where it is known. */
export function setImageCommand(names: ObjectNames): string {
  const n = fillNames(names);
  const assignment = `${n.container}=${n.repository}:TAG`;
  return command`kubectl -n ${n.namespace} set image ${n.workload} ${assignment}`;
}

/** Lists the tags of the repository, with the caller's own login. */
export function listTagsCommand(names: ObjectNames): string {
  const { repository } = fillNames(names);
  return command`skopeo list-tags ${`docker://${repository}`}`;
}

/** Asks for the manifest from a machine with the caller's own login. */
export function inspectImageCommand(names: ObjectNames): string {
  const { image } = fillNames(names);
  return command`skopeo inspect --raw ${`docker://${image}`}`;
}

/** Pulls on the node by the runtime itself, so that kubelet and workload are out of the picture. */
export function pullOnNodeCommand(names: ObjectNames): string {
  const { node, image } = fillNames(names);
  return command`kubectl debug node/${node} -it --image=busybox -- chroot /host crictl pull ${image}`;
}

/** Runs a command in the node's own network and file system. */
export function onNode(names: ObjectNames, script: string): string {
  const { node } = fillNames(names);
  return `${command`kubectl debug node/${node} -it --image=busybox -- chroot /host`} sh -c ${shellQuote(script)}`;
}

/** Creates a pull secret and names the parts that only people know in capitals. */
export function createSecretCommand(names: ObjectNames): string {
  const n = fillNames(names);
  const server = n.registry === 'docker.io' ? 'https://index.docker.io/v1/' : n.registry;
  return `${command`kubectl -n ${n.namespace} create secret docker-registry ${n.secret} --docker-server=${server}`} --docker-username=USER --docker-password=PASSWORD`;
}

/** Lets the pod's service account use the secret. */
export function attachSecretCommand(names: ObjectNames): string {
  const n = fillNames(names);
  const patch = JSON.stringify({ imagePullSecrets: [{ name: n.secret }] });
  return command`kubectl -n ${n.namespace} patch serviceaccount ${n.serviceAccount} -p ${patch}`;
}

/** Shows which pull secrets the pod names. */
export function showPullSecretsCommand(names: ObjectNames): string {
  const n = fillNames(names);
  return command`kubectl -n ${n.namespace} get pod ${n.pod} -o jsonpath=${'{.spec.imagePullSecrets[*].name}{"\\n"}{.spec.serviceAccountName}{"\\n"}'}`;
}

/** Shows which registry hosts a pull secret covers, not its passwords. */
export function showSecretHostsCommand(names: ObjectNames): string {
  const n = fillNames(names);
  return `${command`kubectl -n ${n.namespace} get secret ${n.secret} -o jsonpath=${'{.data.\\.dockerconfigjson}'}`} | base64 -d | jq '.auths | keys'`;
}
