import type { Origin, PullRemark } from '../../model/observation.ts';
import type { ReadContext, TextReader } from '../format.ts';
import type { Finding } from './kubelet-finding.ts';
import { createLogLineParser } from './log-line.ts';
import type { LogfmtLine } from './logfmt.ts';
import { createFindingObserver } from './observe-findings.ts';

/** What a container runtime's entry says; null where it is not that runtime's or cannot be told. */
export type RuntimeEntryReader = (entry: LogfmtLine, identifier: string) => readonly Finding[] | null;

/** Makes a reader of a container runtime's log: logrus lines, in any envelope. */
export function createRuntimeReader(context: ReadContext, read: RuntimeEntryReader): TextReader {
  const parse = createLogLineParser(context);
  const observe = createFindingObserver(context);
  return {
    line(place) {
      const line = parse(place.text);
      if (!line?.logfmt) return 'ignored';
      const findings = read(line.logfmt, line.envelope.identifier ?? '');
      if (!findings) return 'ignored';
      context.record();
      observe(findings, place, line);
      return 'taken';
    },
    end() {},
  };
}

const ORIGIN: Origin = 'runtime';

/** A pull call that began. */
export function pullStarted(image: string): Finding {
  return { origin: ORIGIN, claim: { kind: 'pull-started' }, subject: imageSubject(image) };
}

/** A pull call that worked; `durationMs` is null where not shown. */
export function pullSucceeded(image: string, durationMs: number | null): Finding {
  return { origin: ORIGIN, claim: { kind: 'pull-succeeded', durationMs }, subject: imageSubject(image) };
}

/** A pull call that failed. The runtime does not know for which pod it was. */
export function pullFailed(image: string | null, message: string): Finding {
  const claim = { kind: 'pull-failed', reason: null, message: message || null } as const;
  return { origin: ORIGIN, claim, subject: imageSubject(image) };
}

/** A side remark; `host` and `image` are null where not shown. */
export function runtimeRemark(
  kind: PullRemark['remark'],
  message: string,
  host: string | null,
  image: string | null,
): Finding {
  const claim = { kind: 'pull-remark', remark: kind, host, message } as const;
  return { origin: ORIGIN, claim, subject: imageSubject(image) };
}

/** An image that was deleted from the node. */
export function imageRemoved(image: string, message: string): Finding {
  return { origin: ORIGIN, claim: { kind: 'changed', change: 'image-removed', message }, subject: imageSubject(image) };
}

function imageSubject(image: string | null): Finding['subject'] {
  return image ? { image } : {};
}
