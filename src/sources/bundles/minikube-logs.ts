import { defineProducer } from './producer.ts';

/** `minikube logs --file`: all logs of a cluster in one text. */
export const minikubeLogs = defineProducer({
  id: 'minikube-logs',
  title: 'the text of minikube logs',
  sources: ['kubernetes/minikube pkg/minikube/logs/logs.go and cmd/minikube/cmd/logs.go, v1.37'],
  marks: [[{ anyFileWith: ['==> Audit <==', '==> Last Start <==', '==> coredns ['] }]],
  evidence: [],
  neverHolds: [
    'more than the last 60 lines of the kubelet’s journal, unless --length was given',
    'pods and Events of the cluster',
  ],
  collect: ['minikube logs --length=100000 --file=minikube.log', 'kubectl get pods,events -A -o json > cluster.json'],
  // The node is a machine or a container of minikube's own image, which is in UTC.
  zone: () => ({ value: 0, statedBy: 'the way minikube makes nodes' }),
});
