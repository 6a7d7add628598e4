import type { LineVerdict, ReadContext, TextFormat, TextLine, TextReader } from './format.ts';
import { parseGoDuration } from './go-text.ts';
import { KUBELET_FLAGS_SAMPLES } from './kubelet-flags-samples.ts';
import { standingFact } from './objects/standing.ts';
import { createSettingObserver } from './registries/observe-registries.ts';
import { parseEnvelope } from './text/envelope.ts';

/** The kubelet's command line, wherever it is written. */
export const kubeletFlags: TextFormat = {
  kind: 'text',
  id: 'kubelet-flags',
  title: "A kubelet's command line: in its log, in kubeadm-flags.env, in ps or systemctl",
  description:
    "Flags that decide on pulls: limits, image deletion, the sandbox's image that the kubelet keeps, credential plug-ins. Flags outrank the configuration file. A log that lists all flags (FLAG: --…, at -v=1 and more) shows defaults for those that are not given, which say nothing of what is in force, so only other values are read. Since Kubernetes 1.24 the runtime alone decides which image sandboxes run.",
  commands: ['cat /var/lib/kubelet/kubeadm-flags.env; ps -C kubelet -o args=   # on the node'],
  sources: [
    'kubernetes/kubernetes cmd/kubelet/app/options/options.go AddFlags and component-base/cli/flag PrintFlags, 1.13–1.34',
    'kubernetes/kubernetes cmd/kubeadm/app/phases/kubelet/flags.go, 1.13–1.34; k3s-io/k3s pkg/agent/run.go "Running kubelet"',
  ],
  samples: KUBELET_FLAGS_SAMPLES,
  needles: [
    'FLAG: --registry-',
    'FLAG: --serialize-image',
    'FLAG: --image-',
    'FLAG: --pod-infra-',
    'KUBELET_KUBEADM_ARGS=',
    'KUBELET_EXTRA_ARGS=',
    'KUBELET_ARGS=',
    '/kubelet --',
    'Running kubelet --',
    'hyperkube kubelet --',
  ],
  reader: readFlags,
};

/**
 * The flags that decide on pulls, with what they are where they are not given; null where that is nothing, or differs by
 * version. Source: cmd/kubelet/app/options/options.go, 1.13–1.34.
 */
const DEFAULTS: Readonly<Record<string, string | null>> = {
  'registry-qps': '5',
  'registry-burst': '10',
  'serialize-image-pulls': 'true',
  'image-gc-high-threshold': '85',
  'image-gc-low-threshold': '80',
  'image-pull-progress-deadline': '1m0s',
  'image-credential-provider-config': null,
  'image-credential-provider-bin-dir': null,
  'pod-infra-container-image': null,
};

const LISTED = /FLAG: --([a-z-]{1,60})=\\?"([^"\\]{0,400})\\?"/;
/** `…/kubelet --flag=…` of a process or a unit, k3s's and RKE2's own line, or a variable of an environment file. */
const COMMAND =
  /(?:\/(?:hyperkube )?kubelet|Running kubelet|hyperkube kubelet) (?=--)|\bKUBELET_(?:KUBEADM_|EXTRA_)?ARGS=["']?/;
const FLAG = /--([a-z-]{1,60})(?:=|\s+(?!-)|(?=\s|["']|$))["']?([^\s"'\\]{0,400})/g;

/** A flag that is given, and where. */
interface Given {
  readonly value: string;
  readonly line: number;
}
type Flags = Map<string, Given>;

function readFlags(context: ReadContext): TextReader {
  const byHost = new Map<string | null, Flags>();
  const flagsOf = (text: string): Flags => {
    const { hostname } = parseEnvelope(text);
    const flags = byHost.get(hostname) ?? new Map<string, Given>();
    byHost.set(hostname, flags);
    return flags;
  };

  const line = ({ number, text }: TextLine): LineVerdict => {
    const listed = text.includes('FLAG: --') ? LISTED.exec(text) : null;
    if (listed) {
      const [, name = '', value = ''] = listed;
      if (!Object.hasOwn(DEFAULTS, name)) return 'ignored';
      context.record();
      if (value === '' || value === DEFAULTS[name]) return 'taken';
      // The pause image's default differs by version, and is no setting.
      if (name === 'pod-infra-container-image' && DEFAULT_PAUSE.test(value)) return 'taken';
      flagsOf(text).set(name, { value, line: number });
      return 'taken';
    }
    // Nearly every line of a kubelet's journal names the kubelet.
    const command = text.includes('ubelet --') || text.includes('KUBELET_') ? COMMAND.exec(text) : null;
    if (!command) return 'ignored';
    const given = readCommand(text.slice(command.index + command[0].length));
    if (given.length === 0) return 'ignored';
    context.record();
    const flags = flagsOf(text);
    for (const [name, value] of given) flags.set(name, { value, line: number });
    return 'taken';
  };

  return {
    line,
    end() {
      for (const [host, flags] of byHost) observeFlags(context, byHost.size > 1 ? host : null, flags);
      byHost.clear();
    },
  };
}

/** Kubernetes' own: `k8s.gcr.io/pause:3.1`, `registry.k8s.io/pause:3.9`. */
const DEFAULT_PAUSE = /^(?:k8s\.gcr\.io|registry\.k8s\.io)\/pause(?:-[a-z0-9]+)?:[0-9.]+$/;

function readCommand(text: string): (readonly [string, string])[] {
  return Array.from(text.matchAll(FLAG), ([, name = '', value = '']) => [name, value] as const).flatMap(
    ([name, value]) => {
      if (!Object.hasOwn(DEFAULTS, name)) return [];
      if (value === '') return name === 'serialize-image-pulls' ? [[name, 'true'] as const] : [];
      return [[name, value] as const];
    },
  );
}

function observeFlags(context: ReadContext, node: string | null, flags: Flags): void {
  const observeHere = createSettingObserver(context, "kubelet's flags");
  const seen = (...names: readonly string[]) => {
    const given = names.flatMap((name) => flags.get(name) ?? []);
    const parts = names.flatMap((name) => (flags.has(name) ? [`--${name}=${flags.get(name)?.value}`] : []));
    const place = { line: Math.min(...given.map((flag) => flag.line)), item: null };
    return given.length === 0 ? null : { place, parts };
  };
  const observe: typeof observeHere = (setting, place, parts) => {
    if (node === null) observeHere(setting, place, parts);
    else
      context.observe({
        ...standingFact(context, place, { node }, ["kubelet's flags", ...parts]),
        kind: 'node-config',
        setting,
      });
  };
  const numberOf = (name: string): number | null => {
    const value = Number(flags.get(name)?.value ?? Number.NaN);
    return Number.isFinite(value) ? value : null;
  };

  const limits = seen('registry-qps', 'registry-burst', 'serialize-image-pulls');
  const serialized = flags.get('serialize-image-pulls')?.value;
  if (limits)
    observe(
      {
        name: 'pull-limits',
        registryPullQps: numberOf('registry-qps'),
        registryBurst: numberOf('registry-burst'),
        serializeImagePulls: serialized === undefined ? null : serialized === 'true',
        maxParallelImagePulls: null,
      },
      limits.place,
      limits.parts,
    );
  const deletion = seen('image-gc-high-threshold', 'image-gc-low-threshold');
  if (deletion)
    observe(
      {
        name: 'image-gc',
        highPercent: numberOf('image-gc-high-threshold'),
        lowPercent: numberOf('image-gc-low-threshold'),
      },
      deletion.place,
      deletion.parts,
    );
  const deadline = seen('image-pull-progress-deadline');
  const deadlineMs = parseGoDuration(flags.get('image-pull-progress-deadline')?.value ?? '');
  if (deadline && deadlineMs !== null)
    observe({ name: 'pull-progress-timeout', seconds: deadlineMs / 1000 }, deadline.place, deadline.parts);
  const plugIns = seen('image-credential-provider-config', 'image-credential-provider-bin-dir');
  if (plugIns)
    observe(
      {
        name: 'credential-provider-flags',
        configFile: flags.get('image-credential-provider-config')?.value ?? null,
        folder: flags.get('image-credential-provider-bin-dir')?.value ?? null,
      },
      plugIns.place,
      plugIns.parts,
    );
  const image = flags.get('pod-infra-container-image');
  const pause = seen('pod-infra-container-image');
  if (image && pause) observe({ name: 'sandbox-image', image: image.value, of: 'kubelet' }, pause.place, pause.parts);
}
