import { defineProducer } from './producer.ts';

export const CRASHD_SOURCES = [
  'vmware-tanzu/crash-diagnostics k8s/{result_writer,object_writer,container_logger}.go and starlark/capture.go, v0.3.10',
];

/** `crashd run` of Crash Diagnostics: objects and logs of pods, and what commands print on hosts. */
export const crashd = defineProducer({
  id: 'crashd',
  title: 'an archive of Crash Diagnostics (crashd)',
  sources: CRASHD_SOURCES,
  marks: [['kubecapture/core_v1/**'], ['kubecapture/apps_v1/**']],
  evidence: [
    { places: ['kubecapture/core_v1/*/pods/*.json', 'kubecapture/core_v1/*/pods/*.yaml'], lack: 'pod objects' },
    { places: ['kubecapture/core_v1/*/events/**', 'kubecapture/events.k8s.io_v1/*/events/**'], lack: 'Events' },
    { places: ['*/*journalctl*'], lack: 'the journals of kubelets and runtimes' },
    { places: ['kubecapture/core_v1/nodes/*.json', 'kubecapture/core_v1/nodes/*.yaml'], lack: null },
    { places: ['kubecapture/core_v1/*/pods/*/*/*.log'], lack: null },
  ],
  neverHolds: ['metrics over time'],
  collect: ['kubectl get pods,events -A -o json > cluster.json'],
});
