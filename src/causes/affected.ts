import { parseImageReference } from '../model/image-reference.ts';
import type { Cause, Role } from './cause.ts';
import type { Affected } from './object-names.ts';
import { registryOfHost } from './registries/index.ts';

/** Nothing is known. */
export const NOBODY_AFFECTED: Affected = {
  scope: null,
  status: null,
  registry: null,
  images: [],
  workloads: [],
  nodes: [],
  address: null,
  lookup: null,
};

const NOTHING_TO_CHANGE = 'Nothing to change in the cluster.';

/** Who acts, by role and name, never a person; and that the cluster needs no change, where that is so. */
export function wordActor(cause: Cause, affected: Affected): string {
  const who = cause.actor?.(affected) ?? ACTORS[cause.whoActs](affected);
  return cause.isOutsideCluster?.(affected) === true ? `${who}. ${NOTHING_TO_CHANGE}` : who;
}

/** The title of a cause, with names where it reads better so. */
export function wordTitle(cause: Cause, affected: Affected): string {
  return cause.titleOf?.(affected) ?? cause.title;
}

/** The registry by the name that people use; null where it is not known. */
export function nameRegistry({ registry }: Affected): string | null {
  return registry === 'docker.io' ? 'Docker Hub' : registry;
}

/** The only one of a list; null where there are none or several. */
export function onlyOne(items: readonly string[]): string | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** The repository as people write it: `registry.corp.example/shop/web`; null where images are of several or none. */
function onlyRepository({ images }: Affected): string | null {
  const repositories = new Set(
    images.map((image) => {
      const reference = parseImageReference(image);
      return reference ? `${reference.registry}/${reference.repository}` : image;
    }),
  );
  return onlyOne([...repositories]);
}

/** `Platform team, on worker-2`: for what is wrong on the nodes themselves. */
export function platformTeamOnNodes({ nodes }: Affected): string {
  const where = onlyOne(nodes) ?? (nodes.length > 1 ? `${nodes.length} nodes` : null);
  return where === null ? 'Platform team' : `Platform team, on ${where}`;
}

/** Whoever grants rights on the repository, which need not be who runs the registry. */
export function whoGrantsAccess(affected: Affected): string {
  const what = onlyRepository(affected) ?? nameRegistry(affected);
  return what === null ? 'Whoever grants access in the registry' : `Whoever grants access to ${what}`;
}

/** Whoever builds and pushes the image. */
export function whoPushes(affected: Affected): string {
  const what = onlyOne(affected.images) ?? onlyRepository(affected);
  return what === null ? 'Whoever pushes the images' : `Whoever pushes ${what}`;
}

/** Whether the registry is known and does not run in the cluster itself, as OpenShift's own does. */
export function isRegistryElsewhere({ registry }: Affected): boolean {
  return registry !== null && !IN_CLUSTER.test(registry);
}

const IN_CLUSTER = /\.svc(?:$|[.:])|^localhost(?:$|:)|^127\./;

/** A fault of the registry's side that ended by itself: the nodes reached it again with the configuration they had. */
export function hasPassed(affected: Affected): boolean {
  const { scope, status, nodes } = affected;
  return scope === 'registry' && status === 'recovered' && nodes.length > 1 && isRegistryElsewhere(affected);
}

const ACTORS: Readonly<Record<Role, (affected: Affected) => string>> = {
  'application team': nameOwners,
  'registry owner': (affected) => {
    const name = nameRegistry(affected);
    if (name === null || affected.registry === null) return 'The team that runs the registry';
    return registryOfHost(affected.registry)?.isPublic ? `The operators of ${name}` : `The team that runs ${name}`;
  },
  'network team': ({ scope, nodes }) => {
    const node = scope === 'node' ? onlyOne(nodes) : null;
    return node === null ? 'Network team' : `Network team, for ${node}`;
  },
  'platform team': (affected) => (affected.scope === 'node' ? platformTeamOnNodes(affected) : 'Platform team'),
};

function nameOwners({ workloads }: Affected): string {
  if (workloads.length === 0) return 'Application team';
  const only = onlyOne(workloads);
  if (only !== null) return `Owners of ${only}`;
  const namespaces = [...new Set(workloads.map((workload) => workload.slice(0, workload.indexOf('/'))))];
  const where = onlyOne(namespaces) ?? `${namespaces.length} namespaces`;
  return `Owners of ${workloads.length} workloads in ${where}`;
}
