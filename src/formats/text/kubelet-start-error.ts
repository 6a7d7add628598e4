import type { ContainerType, Subject } from '../../model/subject.ts';
import { type Finding, isAboutImage, readPodName, readStartError } from './kubelet-finding.ts';

const TYPES: readonly (readonly [string, ContainerType])[] = [
  ['init container ', 'init'],
  ['ephemeral container ', 'ephemeral'],
  ['container ', 'regular'],
];
const IN_POD = ' start failed in pod ';
const NO_POD = 'start failed: ';
const POD = /^([^\s:]+\([^\s()]*\)): ([\s\S]*)$/;

/**
 * Reads the kubelet's line about a container that did not start, where that is for its image; null otherwise (the pod
 * worker's line follows and tells of other reasons).
 * Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go SyncPod, 1.13–1.36: without pod until 1.18, with the whole
 * container struct 1.19–1.33, with the container's name from 1.34.
 */
export function readContainerStartError(text: string): Finding | null {
  const type = TYPES.find(([prefix]) => text.startsWith(prefix));
  if (!type) return null;
  const [prefix, containerType] = type;
  const rest = text.slice(prefix.length);
  if (rest.startsWith(NO_POD)) return readReason(rest.slice(NO_POD.length), { containerType });
  const isStruct = rest.startsWith('&Container{');
  // Values of the environment may hold the same words: none of them may get into a message.
  const mark = isStruct ? rest.lastIndexOf(`}${IN_POD}`) + 1 : rest.indexOf(IN_POD);
  if (mark < (isStruct ? 1 : 0)) return null;
  const pod = POD.exec(rest.slice(mark + IN_POD.length));
  if (!pod) return null;
  const shown = isStruct ? readStruct(rest) : { container: rest.slice(0, mark) };
  return readReason(pod[2] ?? '', { containerType, ...shown, ...readPodName(pod[1] ?? '') });
}

/** Name and image stand first in the struct. */
function readStruct(text: string): Partial<Subject> {
  const match = /^&Container\{Name:([^\s,]*),Image:([^\n]*?),Command:/.exec(text);
  if (!match) return {};
  const [, container = '', image = ''] = match;
  return { ...(container === '' ? {} : { container }), ...(image === '' ? {} : { image }) };
}

function readReason(text: string, subject: Partial<Subject>): Finding | null {
  const colon = text.indexOf(': ');
  const reason = colon < 0 ? text.trim() : text.slice(0, colon);
  const message = colon < 0 ? '' : text.slice(colon + 2);
  let finding = readStartError('container-start', reason, message);
  // Free text of newer kubelets may hold colons.
  if (!isAboutImage(finding)) finding = readStartError('container-start', text, message);
  if (!isAboutImage(finding)) return null;
  return { ...finding, subject: { ...finding.subject, ...subject } };
}
