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
  // CRI-O's lines are understood by those before them.
  const observer = createFindingObserver(context, false);
  return {
    line({ number, text }) {
      const line = parse(text);
      if (!line?.logfmt) return 'ignored';
      const { logfmt, envelope, time } = line;
      const { body } = envelope;
      const before = text.endsWith(body) ? text.slice(0, text.length - body.length) : '';
      const findings = () => read(logfmt, envelope.identifier ?? '');
      const made = observer.observe({ number, before, text: body }, envelope.hostname, time, findings);
      if (made === null) return 'ignored';
      context.record();
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
