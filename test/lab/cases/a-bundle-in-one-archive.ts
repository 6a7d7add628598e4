import { journal, klog, kubectl, type LabCase } from '../lab-case.ts';
import { twoUnrelatedCausesAtOnce } from './two-unrelated-causes-at-once.ts';

/** The scenario of another case, saved another way. */
export const aBundleInOneArchive: LabCase = {
  ...twoUnrelatedCausesAtOnce,
  name: 'a-bundle-in-one-archive',
  shows: `What a support bundle looks like: everything in one \`.tar.gz\`, with folders and the capture time inside. The scenario is that of
\`two-unrelated-causes-at-once\`.`,
  archive: 'bundle.tar.gz',
  folder: 'bundle',
  files: [
    kubectl('bundle/cluster/events.json', 'get events -A -o json'),
    kubectl('bundle/cluster/pods.yaml', 'get pods -A -o yaml'),
    kubectl('bundle/cluster/describe-pods.txt', 'describe pods -A'),
    klog('bundle/nodes/worker-1/kubelet.log', 'worker-1'),
    journal('bundle/nodes/worker-2/journal.log', 'worker-2', 'short-iso'),
  ],
};
