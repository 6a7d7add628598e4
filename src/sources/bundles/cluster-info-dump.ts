import { defineProducer } from './producer.ts';

export const DUMP_SOURCES = ['kubernetes/kubectl pkg/cmd/clusterinfo/clusterinfo_dump.go, v0.13–v0.36'];
export const DUMP_NEVER_HOLDS = ['the journals of kubelets and runtimes', 'metrics over time'];
export const DUMP_COLLECT = ['journalctl -u kubelet -u containerd -u crio --utc -o short-iso-precise   # on each node'];

/** `kubectl cluster-info dump --output-directory`. */
export const clusterInfoDump = defineProducer({
  id: 'cluster-info-dump',
  title: 'a folder of kubectl cluster-info dump',
  sources: DUMP_SOURCES,
  marks: [
    ['nodes.json', '*/events.json', '*/pods.json'],
    ['nodes.yaml', '*/events.yaml', '*/pods.yaml'],
  ],
  evidence: [],
  neverHolds: DUMP_NEVER_HOLDS,
  collect: DUMP_COLLECT,
});
