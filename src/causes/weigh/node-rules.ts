import { normaliseImage } from '../../model/image-reference.ts';
import type { NodeConfigured, NodeSetting } from '../../model/observation.ts';
import { QUOTED, type Question, type Rule } from './question.ts';
import { configures, coversImage } from './registry-patterns.ts';
import { weighIn } from './scale.ts';

/** What the node's object, its configuration and its images say. */
export const NODE_RULES: readonly Rule[] = [
  weighNode,
  weighMirrors,
  weighBlockedRegistry,
  weighPullLimits,
  weighPlugIn,
  weighImagesOfNode,
];

/** What the node's own object says: its architecture and the state of its disk. */
function weighNode({ history, file, scale }: Question): void {
  const node = file.nodeOf(history.subject.node);
  if (!node) return;
  if (node.architecture !== null) {
    weighIn(scale, {
      statement: `${history.subject.node} is ${node.os ?? 'linux'}/${node.architecture}.`,
      favours: ['platform-mismatch'],
      strength: 1,
      evidence: [node.evidence],
    });
  }
  if (node.conditions.some(({ type, status }) => type === 'DiskPressure' && status === 'True')) {
    weighIn(scale, {
      statement: `${history.subject.node} reports DiskPressure.`,
      favours: ['disk-full', 'image-removed'],
      strength: 4,
      evidence: [node.evidence],
    });
  }
}

/** Settings of one name that hold on the history's node, or on a node that the file does not name. */
function settingsOf<Name extends NodeSetting['name']>(
  { history, file }: Question,
  name: Name,
): { readonly setting: Extract<NodeSetting, { name: Name }>; readonly of: string; readonly seen: NodeConfigured }[] {
  return file.settingsOn(history.subject.node).flatMap((seen) => {
    const { setting } = seen;
    if (setting.name !== name) return [];
    const of = seen.subject.node ?? 'the node whose configuration is among the files';
    return [{ setting: setting as Extract<NodeSetting, { name: Name }>, of, seen }];
  });
}

/** A mirror is asked before the registry, so an error can be the mirror's. */
function weighMirrors(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const mirrors = settingsOf(question, 'mirror').filter(({ setting }) => configures(setting.registry, reference));
  const [first] = mirrors;
  if (!first) return;
  const names = [...new Set(mirrors.flatMap(({ setting }) => setting.mirrors))];
  weighIn(scale, {
    statement: `On ${first.of}, ${names.slice(0, QUOTED).join(', ')} is asked before ${reference.registry}: an error may be the mirror's.`,
    favours: ['mirror-misconfigured', 'not-a-registry', 'http-https-mismatch', 'tls-untrusted-ca'],
    strength: 1.5,
    evidence: mirrors.slice(0, QUOTED).map(({ seen }) => seen.evidence),
  });
}

/** The node may not pull from the registry at all. */
function weighBlockedRegistry(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const blocked = settingsOf(question, 'registry-blocked').filter(({ setting }) =>
    configures(setting.registry, reference),
  );
  const [first] = blocked;
  if (!first) return;
  weighIn(scale, {
    statement: `The configuration of ${first.of} blocks ${first.setting.registry}.`,
    favours: ['mirror-misconfigured', 'blocked-by-policy'],
    strength: 6,
    evidence: blocked.slice(0, QUOTED).map(({ seen }) => seen.evidence),
  });
}

/**
 * The kubelet's own limit on pulls: `registryPullQPS` 0 is none. Source: pkg/kubelet/images/helpers.go throttleImagePulling.
 */
function weighPullLimits(question: Question): void {
  const [first] = settingsOf(question, 'pull-limits').filter(({ setting }) => setting.registryPullQps !== null);
  if (!first) return;
  const { registryPullQps, registryBurst } = first.setting;
  const burst = registryBurst === null ? '' : `, ${registryBurst} in a burst`;
  weighIn(question.scale, {
    statement:
      registryPullQps === 0
        ? `The kubelet of ${first.of} has no limit on pulls (registryPullQPS 0).`
        : `The kubelet of ${first.of} begins no more than ${registryPullQps} pulls a second${burst} (registryPullQPS).`,
    ...(registryPullQps === 0 ? { disfavours: ['kubelet-throttled'] } : { favours: ['kubelet-throttled'] }),
    strength: registryPullQps === 0 ? 4 : 1,
    evidence: [first.seen.evidence],
  });
}

/** A credential plug-in serves the registry: pulls from it have a login without a pull secret, unless the plug-in fails. */
function weighPlugIn(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const [first] = settingsOf(question, 'credential-provider').filter(({ setting }) =>
    setting.matchImages.some((pattern) => coversImage(pattern, reference)),
  );
  if (!first) return;
  weighIn(scale, {
    statement: `On ${first.of}, the credential plug-in ${first.setting.provider} gives logins for ${reference.registry}.`,
    favours: ['credential-provider-failed', 'access-denied'],
    disfavours: ['credentials-missing'],
    strength: 1.5,
    evidence: [first.seen.evidence],
  });
}

/** Whether the node has the image at the capture, which decides where nothing was to be pulled. */
function weighImagesOfNode({ history, file, scale }: Question): void {
  const { node } = history.subject;
  if (node === null || history.image === null) return;
  const lists = file.imagesOn(node);
  const having = lists.filter(({ images }) => images.some((image) => normaliseImage(image) === history.image));
  const [present] = having;
  if (present && history.state !== 'recovered') {
    weighIn(scale, {
      statement: `${node} had the image when its images were listed.`,
      disfavours: ['never-pull', 'image-removed'],
      strength: 2,
      evidence: [present.evidence],
    });
  }
  const [whole] = lists.filter(({ isComplete }) => isComplete);
  if (having.length > 0 || !whole) return;
  weighIn(scale, {
    statement: `${node} did not have the image when its images were listed.`,
    favours: ['never-pull', 'image-removed'],
    strength: 2,
    evidence: [whole.evidence],
  });
}
