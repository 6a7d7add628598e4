import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { closesBlock, opensBlock, parseKlogMessage } from './text/klog.ts';
import type { Finding } from './text/kubelet-finding.ts';
import { readStructuredMessage } from './text/kubelet-messages.ts';
import { mayGoOnBelow, readPrintfMessage } from './text/kubelet-printf.ts';
import { KUBELET_SAMPLES } from './text/kubelet-samples.ts';
import { createLogLineParser, type LogLine } from './text/log-line.ts';
import { createFindingObserver } from './text/observe-findings.ts';

export const kubeletLog: TextFormat = {
  kind: 'text',
  id: 'kubelet-log',
  title: 'kubelet log',
  description:
    'The log of a kubelet, of Kubernetes 1.13 to 1.36, also inside hyperkube, k3s, rke2 or MicroK8s: plain klog text, klog in ' +
    'JSON, or as journalctl and syslog print it in any of their formats, with lines of other programs between. Told by the ' +
    'lines themselves. Each failed call and each sync of a failing pod is a line, so attempts and waits can be counted. At ' +
    'the default -v=2 it has no line for a call that began or succeeded, and plain klog has neither year nor zone.',
  commands: [
    'journalctl --unit kubelet --output short-iso-precise --utc --no-pager > kubelet.log',
    "kubectl get --raw '/api/v1/nodes/NODE/proxy/logs/kubelet.log'",
  ],
  sources: [
    'kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_{manager,container,image,sandbox}.go, 1.13–1.36',
    'kubernetes/kubernetes pkg/kubelet/pod_workers.go, pkg/kubelet/kubelet_pods.go, pkg/kubelet/container/sync_result.go, 1.13–1.36',
    'kubernetes/kubernetes remote_image.go in pkg/kubelet/remote, pkg/kubelet/cri/remote and cri-client/pkg, 1.13–1.36',
    'kubernetes/klog v1.0.0–v2.140.0; systemd src/shared/logs-show.c v219–v257',
  ],
  samples: KUBELET_SAMPLES,
  needles: [
    'PullImage ',
    'Pull image ',
    'Pulling image ',
    'Failed to pull image',
    ' start failed',
    // The struct of a container whose command is a script has line breaks.
    'container &Container{Name:',
    'Unhandled Error" err=<',
    'Error syncing pod',
    'Failed to create pod infra container',
    'ImageRef of image is not set',
    'ImageStatus ',
    'Failed to ensure image',
    'RunPodSandbox from runtime service failed',
    'create sandbox for pod',
    'reatePodSandbox for pod',
    'Unable to retrieve pull secret',
    'mount volumes for pod',
    // Of a pod's start, only where something was pulled for it: the others are among the commonest lines.
    'lastFinishedPulling="2',
    // In a cell of CSV.
    'lastFinishedPulling=""2',
    'Event occurred',
    'Event(v1.ObjectReference{',
    'SyncLoop DELETE',
    'SyncLoop REMOVE',
    'SyncLoop (DELETE',
    'SyncLoop (REMOVE',
    'Starting kubelet main sync loop',
    'Removing image ',
    'ttempting to reclaim',
    'external registry credential provider',
    'Failed to get cached docker config',
    'valid cacheKeyType',
    'in dockercfg invalid',
    '-- Logs begin at ',
    '-- Journal begins at ',
    'Log file created at: ',
    'Running on machine: ',
    '\n==> ',
  ],
  reader: readKubeletLog,
};

/** An entry that may go on in the lines below. */
interface HeldEntry {
  readonly place: TextLine;
  readonly line: LogLine;
  readonly isBlock: boolean;
  readonly below: string[];
}

/** Longer entries are cut. Scripts in a container's command have hundreds of lines, errors with a page of HTML some. */
const LINES_BELOW = 2000;

// Source files of the kubelet that write most of a healthy one's lines; other programs use klog as well.
const KUBELET_FILES =
  /^(?:kubelet\w*|kuberuntime_\w+|pod_\w+|prober\w*|reconciler\w*|operation_generator|operation_executor|desired_state_of_world_populator|image_gc_manager|eviction_manager|container_manager_linux|cpu_manager|memory_manager|topology_manager|remote_(?:image|runtime)|generic|status_manager|nodestatus|setters|dns|plugin_watcher|csi_plugin|cloud_request_manager|docker_\w+)\.go$/;

function readKubeletLog(context: ReadContext): TextReader {
  const parse = createLogLineParser(context);
  const observer = createFindingObserver(context, true);
  let held: HeldEntry | null = null;
  let broken: { readonly line: number; readonly count: number } | null = null;

  const observe = (place: TextLine, line: LogLine, below: readonly string[]): number | null => {
    const message = line.klog?.message ?? line.envelope.body;
    const before = place.text.endsWith(message) ? place.text.slice(0, place.text.length - message.length) : '';
    const text = below.length === 0 ? message : `${message}\n${below.join('\n')}`;
    const read = line.json ? () => readJsonEntry(line) : readMessage;
    return observer.observe({ number: place.number, before, text }, line.envelope.hostname, line.time, read);
  };
  const release = () => {
    const entry = held;
    held = null;
    if (!entry) return;
    if (entry.isBlock && entry.below.length === 0)
      broken = { line: broken?.line ?? entry.place.number, count: (broken?.count ?? 0) + 1 };
    observe(entry.place, entry.line, entry.below);
  };

  /** A line below an entry that may go on; null where the line begins another entry. */
  const continueHeld = (entry: HeldEntry, text: string, line: LogLine | null): LineVerdict | null => {
    const body = line?.envelope.body ?? text;
    if (line && line.envelope.time === null) return null;
    // An empty line of a journal is none of its entries.
    if (!isSameSender(entry.line, line)) return line || text === '' ? 'passed' : null;
    if (line?.klog || line?.json || entry.below.length >= LINES_BELOW) return null;
    entry.below.push(body);
    if (entry.isBlock && closesBlock(body) && !body.endsWith('=<')) {
      release();
      return 'taken';
    }
    return 'more';
  };

  return {
    line(place) {
      const line = parse(place.text);
      if (held) {
        const verdict = continueHeld(held, place.text, line);
        if (verdict) return verdict;
        release();
      }
      if (!line?.klog && !line?.json) return 'ignored';
      const entry = { place, line, isBlock: line.klog !== null && opensBlock(line.klog.message), below: [] };
      if (entry.isBlock || (line.klog && mayGoOnBelow(line.klog.message))) {
        context.record();
        held = entry;
        return 'more';
      }
      const made = observe(place, line, []);
      // Other programs log with klog, too, and some of them Events.
      if (made || isKubelet(line)) context.record();
      else if (made === null) return 'ignored';
      return 'taken';
    },
    end() {
      release();
      if (broken) context.warn(broken.line, sayBroken(broken.count));
    },
  };
}

function sayBroken(count: number): string {
  const what = count === 1 ? 'An error' : `${count} errors, the first here,`;
  return `${what} of several lines cannot be read, since the lines do not follow: save the log in the order of time (not with journalctl --reverse) and unfiltered`;
}

/** Lines without an envelope belong to the entry above them where that has none either. */
function isSameSender(entry: LogLine, line: LogLine | null): boolean {
  const { time, identifier, pid } = entry.envelope;
  if (line === null) return time === null;
  return time !== null && line.envelope.identifier === identifier && line.envelope.pid === pid;
}

/** What a message says; null where it is none that bears on pulls. */
function readMessage(message: string): readonly Finding[] | null {
  if (!message.startsWith('"')) return readPrintfMessage(message);
  const { text, keys } = parseKlogMessage(message);
  return readStructuredMessage(text, keys) ?? readPrintfMessage(text);
}

function readJsonEntry({ json }: LogLine): readonly Finding[] | null {
  return json && (readStructuredMessage(json.text, json.keys) ?? readPrintfMessage(json.text));
}

function isKubelet({ klog, json, envelope }: LogLine): boolean {
  return (
    /kubelet|kubelite|hyperkube|kubenswrapper|k3s|edgecore/.test(envelope.identifier ?? '') ||
    KUBELET_FILES.test((klog ?? json)?.file ?? '')
  );
}
