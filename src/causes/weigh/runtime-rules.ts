import { normaliseImage } from '../../model/image-reference.ts';
import { between, widen } from '../../model/time.ts';
import { MEANWHILE_MS } from './case-file.ts';
import type { Question, Rule } from './question.ts';
import { QUOTED, RIGHTS } from './question.ts';
import { weighIn } from './scale.ts';
import { settingsOf } from './settings.ts';

/** What settings of the runtime and the kubelet say beside registries, and what metrics say of the node's disk. */
export const RUNTIME_RULES: readonly Rule[] = [
  weighUnservedCri,
  weighSandboxImage,
  weighProgressTimeout,
  weighPlugInFlags,
  weighFullDisk,
];

/** A runtime that does not load its CRI plug-in answers the kubelet's calls with `Unimplemented`. */
function weighUnservedCri(question: Question): void {
  const [first] = settingsOf(question, 'cri-not-served');
  if (!first) return;
  weighIn(question.scale, {
    statement: `The runtime of ${first.of} does not serve the kubelet by its configuration: ${first.setting.why}.`,
    favours: ['runtime-unavailable'],
    strength: 4,
    evidence: [first.seen.evidence],
  });
}

/** The image of sandboxes is named by the runtime's configuration, by no pod. */
function weighSandboxImage(question: Question): void {
  const { history, scale } = question;
  if (history.subject.containerType !== 'sandbox' || history.image === null) return;
  weighKeptImage(question);
  const [first] = settingsOf(question, 'sandbox-image').filter(
    ({ setting }) => setting.of === 'runtime' && normaliseImage(setting.image) === history.image,
  );
  if (!first) return;
  weighIn(scale, {
    statement: `${first.setting.image} is what the configuration of ${first.of} names for sandboxes; every pod there needs it.`,
    favours: [
      'tag-not-found',
      'repository-not-found',
      'digest-not-found',
      'repository-missing-or-denied',
      'image-removed',
    ],
    strength: 1,
    evidence: [first.seen.evidence],
  });
}

/**
 * The kubelet deletes unused images, and keeps one for sandboxes: that of its own flag, until the runtime told which are
 * pinned. Source: cmd/kubelet/app/options/options.go `--pod-infra-container-image`, 1.13–1.34.
 */
function weighKeptImage(question: Question): void {
  const kept = settingsOf(question, 'sandbox-image').filter(({ setting }) => setting.of === 'kubelet');
  const [first] = kept;
  if (!first || kept.some(({ setting }) => normaliseImage(setting.image) === question.history.image)) return;
  weighIn(question.scale, {
    statement: `The kubelet of ${first.of} keeps ${first.setting.image} from being deleted, not the image that sandboxes run.`,
    favours: ['image-removed'],
    strength: 2,
    evidence: [first.seen.evidence],
  });
}

/** A pull without progress is cancelled after the time that is set. Source: containerd docs/cri/config.md, v1.7 and v2.1. */
function weighProgressTimeout(question: Question): void {
  const [first] = settingsOf(question, 'pull-progress-timeout');
  if (!first) return;
  const { seconds } = first.setting;
  const isNever = seconds === 0;
  weighIn(question.scale, {
    statement: isNever
      ? `The runtime of ${first.of} cancels no pull for want of progress.`
      : `The runtime of ${first.of} cancels a pull that makes no progress for ${seconds} s.`,
    ...(isNever ? { disfavours: ['pull-timed-out'] as const } : { favours: ['pull-timed-out'] as const }),
    strength: isNever ? 1.5 : 1,
    evidence: [first.seen.evidence],
  });
}

/** The kubelet is told of credential plug-ins, and the file that says for which images is not among the files. */
function weighPlugInFlags(question: Question): void {
  const [first] = settingsOf(question, 'credential-provider-flags');
  if (!first || settingsOf(question, 'credential-provider').length > 0) return;
  const { configFile, folder } = first.setting;
  weighIn(question.scale, {
    statement: `The kubelet of ${first.of} asks credential plug-ins (${configFile ?? folder}); for which images, that file would tell.`,
    favours: ['credential-provider-failed', ...RIGHTS.filter((id) => id !== 'credentials-missing')],
    strength: 1,
    evidence: [first.seen.evidence],
  });
}

/** The disk that can hold the node's images was as good as full while the pulls failed. */
function weighFullDisk({ history, file, scale }: Question): void {
  const { node } = history.subject;
  if (node === null) return;
  // An earlier failure is possible where no record excludes it; a disk that was full then says nothing.
  const failing = widen(between(history.firstFailureAt.latest, history.lastFailureAt.earliest), MEANWHILE_MS);
  const full = file
    .fullDisksOn(node)
    .filter(({ first, last }) => first.earliest <= failing.latest && last.latest >= failing.earliest);
  const [example] = full;
  if (!example) return;
  weighIn(scale, {
    statement: `Meanwhile, ${example.observation.message}.`,
    favours: ['disk-full', 'image-removed'],
    strength: 6,
    evidence: full.slice(0, QUOTED).map(({ observation }) => observation.evidence),
  });
}
