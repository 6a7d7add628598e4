import { CLEANED, captureByTimestamp, INSPECT_SOURCES, INSPECTED } from './must-gather.ts';
import { defineProducer } from './producer.ts';

/** `oc adm inspect` on its own. */
export const ocInspect = defineProducer({
  id: 'oc-inspect',
  title: 'a folder of oc adm inspect',
  sources: INSPECT_SOURCES,
  marks: [
    ['timestamp', 'namespaces/*/core/**'],
    ['timestamp', 'namespaces/*/pods/**'],
  ],
  metadata: { timestamp: 'timestamp' },
  evidence: INSPECTED,
  neverHolds: ['the journals of kubelets and runtimes', 'metrics over time'],
  masks: CLEANED,
  collect: ['oc adm node-logs NODE -u kubelet -u crio > NODE.log'],
  capture: captureByTimestamp,
});
