import { normaliseImage } from '../../model/image-reference.ts';
import type { Question, Rule } from './question.ts';
import { coversImage } from './registry-patterns.ts';
import { weighIn } from './scale.ts';
import { settingsOf } from './settings.ts';

/** What the node's object, its kubelet's configuration and its images say. */
export const NODE_RULES: readonly Rule[] = [weighNode, weighPullLimits, weighPlugIn, weighImagesOfNode];

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
