import type { TextFormat } from './format.ts';
import { DOCKERD_SAMPLES } from './text/dockerd-samples.ts';
import type { Finding } from './text/kubelet-finding.ts';
import type { LogfmtLine } from './text/logfmt.ts';
import { createRuntimeReader, pullFailed, runtimeRemark } from './text/runtime-reader.ts';

export const dockerdLog: TextFormat = {
  kind: 'text',
  id: 'dockerd-log',
  title: 'Docker daemon log',
  description:
    "The Docker daemon's own log, of 17.03 to 28, on nodes with dockershim or cri-dockerd. It shows pulls that failed and " +
    'endpoints that were given up, with the error; which image was pulled only where the error names it. It names no pods.',
  commands: ['journalctl --unit docker --output short-iso-precise --utc --no-pager > dockerd.log'],
  sources: [
    'moby/moby api/server/httputils and api/server/server.go (Handler for … returned error), v17.03–v28',
    'moby/moby distribution/pull.go and distribution/pull_v2.go, v17.03–v28',
    'moby/moby daemon/cluster/executor/container/controller.go (pulling image failed), v17.03–v28',
  ],
  samples: DOCKERD_SAMPLES,
  needles: [
    'images/create returned error',
    'Attempting next endpoint for pull after error',
    'Not continuing with pull after error',
    'pulling image failed',
    'Daemon has completed initialization',
  ],
  reader: (context) => createRuntimeReader(context, readDockerdEntry),
};

const HANDLER = /^Handler for POST \S{0,40}\/images\/create returned error: ([\s\S]*)$/;
const NEXT_ENDPOINT = /^Attempting next endpoint for pull after error: ([\s\S]*)$/;
const NOT_CONTINUING = /^Not continuing with pull after error: ([\s\S]*)$/;
// moby distribution/errors.go: the texts that name what was asked for.
const NAMED = [
  /manifest for ([^\s,]+) not found/,
  /pull access denied for ([^\s,]+),/,
  /repository ([^\s,]+) not found/,
  /invalid reference format: ([^\s,]+)/,
];

function readDockerdEntry({ message, fields }: LogfmtLine, identifier: string): readonly Finding[] | null {
  const handler = HANDLER.exec(message)?.[1];
  if (handler !== undefined) return [pullFailed(imageOf(handler), handler)];
  const error = message === 'pulling image failed' ? fields.get('error') : undefined;
  if (error !== undefined) return [pullFailed(imageOf(error), error)];
  // The registry's own reason, where the answer to the kubelet says less.
  const given = NOT_CONTINUING.exec(message)?.[1];
  if (given !== undefined) return [pullFailed(imageOf(given), given)];
  const next = NEXT_ENDPOINT.exec(message)?.[1];
  if (next !== undefined) return [runtimeRemark('mirror-failed', next, hostOf(next), imageOf(next))];
  return identifier.includes('dockerd') || message === 'Daemon has completed initialization' ? [] : null;
}

function imageOf(error: string): string | null {
  for (const pattern of NAMED) {
    const image = pattern.exec(error)?.[1];
    if (image !== undefined) return image;
  }
  return null;
}

/** The host of the URL that was asked. */
function hostOf(error: string): string | null {
  return /https?:\/\/([^\s/"]{1,253})/.exec(error)?.[1] ?? null;
}
