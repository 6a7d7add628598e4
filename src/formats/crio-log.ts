import type { ReadContext, TextFormat, TextReader } from './format.ts';
import { CRIO_SAMPLES } from './text/crio-samples.ts';
import type { Finding } from './text/kubelet-finding.ts';
import type { LogfmtLine } from './text/logfmt.ts';
import {
  createRuntimeReader,
  imageRemoved,
  pullFailed,
  pullStarted,
  pullSucceeded,
  runtimeRemark,
} from './text/runtime-reader.ts';

export const crioLog: TextFormat = {
  kind: 'text',
  id: 'crio-log',
  title: 'CRI-O log',
  description:
    "CRI-O's own log, of 1.20 to 1.36, alone or among the lines of other programs in a journal. At the default level it shows " +
    'when pull calls began and succeeded; failures only at the level debug. It names images and no pods.',
  commands: ['journalctl --unit crio --output short-iso-precise --utc --no-pager > crio.log'],
  sources: ['cri-o/cri-o server/image_pull.go and server/image_remove.go v1.20–v1.34'],
  samples: CRIO_SAMPLES,
  needles: ['Pulling image: ', 'Pulled image: ', 'Error pulling image ', 'Removed image ', 'Starting CRI-O'],
  reader: readCrioLog,
};

/** Calls that began and whose end was not seen; more are no kubelet's. */
const OPEN_CALLS = 1000;
const FAILED = /^Error pulling image ([^\s:]+(?::[^\s:]+)*?): ([\s\S]*)$/;

function readCrioLog(context: ReadContext): TextReader {
  // The end names the image by its digest; the request's id leads back to the text that was asked for.
  const asked = new Map<string, string>();
  return createRuntimeReader(context, (entry, identifier) => readCrioEntry(entry, identifier, asked));
}

function readCrioEntry(
  { message, fields }: LogfmtLine,
  identifier: string,
  asked: Map<string, string>,
): readonly Finding[] | null {
  const id = fields.get('id') ?? '';
  const pulling = /^Pulling image: (\S.*)$/.exec(message)?.[1];
  if (pulling !== undefined) {
    if (asked.size >= OPEN_CALLS) asked.clear();
    if (id !== '') asked.set(id, pulling);
    return [pullStarted(pulling)];
  }
  const pulled = /^Pulled image: (\S+)$/.exec(message)?.[1];
  if (pulled !== undefined) {
    const image = asked.get(id) ?? pulled;
    asked.delete(id);
    return [pullSucceeded(image, null)];
  }
  const failed = FAILED.exec(message);
  if (failed) return [pullFailed(asked.get(id) ?? failed[1] ?? null, failed[2] ?? '')];
  const removed = /^Removed image (\S+)$/.exec(message)?.[1];
  if (removed !== undefined) return [imageRemoved(removed, message)];
  if (/because of no progress|timed out waiting for image pull progress/i.test(message))
    return [runtimeRemark('no-progress', message, null, asked.get(id) ?? null)];
  return /cri-?o/i.test(identifier) || message.startsWith('Starting CRI-O') ? [] : null;
}
