import { parseImageReference } from '../../model/image-reference.ts';
import type { PullHistory } from '../../model/pull.ts';
import { type Evidenced, historiesOf, idsOf, incidentsWhere, journalCommand, nameSome, spansOf } from './evidenced.ts';

/** The address of a registry's API in an error text. */
const API_HOST = /https?:\/\/([^/\s"'@]{1,255})\/v2\//g;

/**
 * Nodes whose kubelet log is there without the runtime's while mirrors are in play: the kubelet hears of the last host that
 * failed only, and the runtime logs every one. Source: containerd core/remotes/docker/resolver.go "trying next host".
 */
export function findRuntimeLogMissing(evidenced: Evidenced) {
  const settings = evidenced
    .ofKind('node-config')
    .flatMap(({ subject: { node }, setting }) =>
      setting.name === 'mirror' ? [{ node, registry: setting.registry }] : [],
    );
  const hasMirror = ({ subject: { node }, image, errors }: PullHistory): boolean => {
    const registry = image === null ? null : (parseImageReference(image)?.registry ?? null);
    if (registry === null) return false;
    const isSet = settings.some(
      (setting) =>
        (setting.node === null || setting.node === node) &&
        (setting.registry === '*' || setting.registry.split('/', 1)[0] === registry),
    );
    return isSet || errors.some(({ message }) => hostsOf(message).some((host) => !isHostOf(host, registry)));
  };
  const isBlind = (history: PullHistory): boolean =>
    spansOf(evidenced, history.subject.node, 'kubelet').length > 0 &&
    spansOf(evidenced, history.subject.node, 'runtime').length === 0 &&
    hasMirror(history);
  const incidents = incidentsWhere(evidenced, isBlind);
  if (incidents.length === 0) return null;
  const nodes = incidents
    .flatMap(historiesOf)
    .filter(isBlind)
    .map(({ subject }) => subject.node ?? '');
  return {
    id: 'runtime-log-missing',
    statement: `Which hosts the runtime of ${nameSome(nodes)} asked: a mirror is in play, and only the kubelet's log is among the files.`,
    hides: 'Whether the mirror failed, the registry behind it, or both: the kubelet hears of the last one only.',
    incidents: idsOf(incidents),
    collect: [
      journalCommand(incidents, 'on each of these nodes'),
      'cat /etc/containerd/certs.d/*/hosts.toml /etc/containers/registries.conf   # on each of these nodes',
    ],
  };
}

function hostsOf(message: string): string[] {
  return Array.from(message.matchAll(API_HOST), (match) => match[1] ?? '');
}

function isHostOf(host: string, registry: string): boolean {
  if (registry === 'docker.io') return host === 'docker.io' || host.endsWith('.docker.io');
  return host === registry || host === `${registry}:443` || host === `${registry}:80`;
}
