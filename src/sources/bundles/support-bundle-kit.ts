import { defineProducer } from './producer.ts';
import { collectedFrom, readGoTime } from './read-times.ts';

/** Rancher's support-bundle-kit: Harvester, Longhorn. Each node's logs are a zip in the zip. */
export const supportBundleKit = defineProducer({
  id: 'support-bundle-kit',
  title: 'a support bundle of Harvester or Longhorn',
  sources: ['rancher/support-bundle-kit pkg/manager/manager.go and hack/collector-{harvester,longhorn}, 2026-04'],
  marks: [[{ place: 'metadata.yaml', holds: ['bundlecreatedat:', 'bundleCreatedAt:'] }, 'yamls/**']],
  metadata: { metadata: 'metadata.yaml' },
  evidence: [
    {
      places: ['yamls/namespaced/*/v1/events.yaml', 'yamls/namespaced/*/events.k8s.io/v1/events.yaml'],
      lack: 'Events',
    },
    { places: ['yamls/namespaced/*/v1/pods.yaml'], lack: 'pod objects' },
    { places: ['nodes/*.zip/**', 'nodes/*/logs/**'], lack: 'the logs of nodes' },
  ],
  neverHolds: ['metrics over time'],
  masks: 'Secrets are left out.',
  collect: ['journalctl -u rke2-server -u rke2-agent -u k3s -u kubelet --utc -o short-iso-precise   # on each node'],
  version(files) {
    const text = files.texts('metadata')[0] ?? '';
    const name = /^\s*projectname:\s*"?([^\s"]+)/im.exec(text)?.[1];
    const version = /^\s*projectversion:\s*"?([^\s"]+)/im.exec(text)?.[1];
    return [name, version].filter(Boolean).join(' ') || null;
  },
  capture(files) {
    const text = /bundlecreatedat:\s*"?([^\n"]+)/i.exec(files.texts('metadata')[0] ?? '')?.[1];
    const at = text === undefined ? null : readGoTime(text);
    return at === null ? null : { value: collectedFrom(at), statedBy: 'metadata.yaml' };
  },
  nodeOf: (path) =>
    /^nodes\/[^/]+\.zip\/([^/]+)\//.exec(path)?.[1] ?? /^nodes\/([^/]+)\/logs\//.exec(path)?.[1] ?? null,
});
