import type { CauseId } from '../../model/cause.ts';
import { type Evidenced, historiesOf, idsOf, nameSome } from './evidenced.ts';

/** Causes that can be a mirror's as well as the registry's. */
const OF_A_MIRROR: ReadonlySet<CauseId> = new Set([
  'connection-refused',
  'connection-reset',
  'connection-timeout',
  'dns-failure',
  'http-https-mismatch',
  'mirror-misconfigured',
  'network-unreachable',
  'not-a-registry',
  'registry-server-error',
  'registry-unavailable',
  'tls-untrusted-ca',
  'tls-invalid-certificate',
]);

/** Nodes whose runtime looks for mirrors in folders that are not among the files, where a mirror may have failed. */
export function findMirrorsUnknown({ ofKind, incidents, inputs }: Evidenced) {
  if (inputs.some(({ format }) => format === 'hosts-toml')) return null;
  const folders = new Map<string | null, readonly string[]>();
  for (const { subject, setting } of ofKind('node-config'))
    if (setting.name === 'mirror-folders') folders.set(subject.node, setting.paths);
  if (folders.size === 0) return null;
  const isOpen = (node: string | null): boolean => folders.has(null) || (node !== null && folders.has(node));
  const lacking = incidents.filter(
    (incident) =>
      OF_A_MIRROR.has(incident.cause.id) && historiesOf(incident).some(({ subject }) => isOpen(subject.node)),
  );
  if (lacking.length === 0) return null;
  const nodes = lacking
    .flatMap(historiesOf)
    .flatMap(({ subject: { node } }) => (node !== null && isOpen(node) ? [node] : []));
  const paths = [...new Set([...folders.values()].flat())].filter((path) => /^\/[\w./-]{1,200}$/.test(path));
  return {
    id: 'mirrors-unknown',
    statement: `Which mirrors ${nodes.length === 0 ? 'the nodes' : nameSome(nodes)} asked: the runtime looks for them in ${paths.join(', ') || 'a folder'}, which is not among the files.`,
    hides: 'Whether the registry failed, or a mirror that stands for it.',
    incidents: idsOf(lacking),
    collect: [
      `cat ${(paths.length > 0 ? paths : ['/etc/containerd/certs.d']).map((path) => `${path}/*/hosts.toml`).join(' ')}   # on each of these nodes; may hold headers with logins`,
    ],
  };
}
