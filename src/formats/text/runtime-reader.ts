import type { Origin, PullRemark } from '../../model/observation.ts';
import type { ReadContext, TextReader } from '../format.ts';
import type { Finding } from './kubelet-finding.ts';
import { createLogLineParser, type LogLine } from './log-line.ts';
import type { LogfmtLine } from './logfmt.ts';
import { createFindingObserver, type EntryPlace } from './observe-findings.ts';

/** What a container runtime's entry says; null where it is not that runtime's or cannot be told. */
export type RuntimeEntryReader = (entry: LogfmtLine, identifier: string) => readonly Finding[] | null;

/** A mirror is asked for images of another registry (containerd remotes/docker, since 1.4): that one comes after it. */
const OF_MIRROR = '?ns=';
/** So few lines of a runtime are an excerpt that somebody has chosen: they show no calls because those were left out. */
const EXCERPT_LINES = 50;

/**
 * Makes a reader of a container runtime's log: logrus lines, in any envelope. Where an excerpt shows no call at all, and a
 * host that failed, it is the call that failed there, since the excerpt ends before it was given up.
 */
export function createRuntimeReader(context: ReadContext, read: RuntimeEntryReader): TextReader {
  const parse = createLogLineParser(context);
  // CRI-O's lines are understood by those before them.
  const observer = createFindingObserver(context, false);
  let lines = 0;
  let showsCalls = false;
  let failedHost: { readonly place: EntryPlace; readonly line: LogLine; readonly message: string } | null = null;
  const keep = (findings: readonly Finding[] | null, place: EntryPlace, line: LogLine) => {
    for (const { claim } of findings ?? []) {
      if (claim.kind !== 'pull-remark') showsCalls = true;
      else if (claim.remark === 'mirror-failed' && claim.message && !claim.message.includes(OF_MIRROR))
        failedHost = { place, line, message: claim.message };
    }
    return findings;
  };
  return {
    line({ number, text }) {
      const line = parse(text);
      if (!line?.logfmt) return 'ignored';
      const { logfmt, envelope, time } = line;
      const { body } = envelope;
      const before = text.endsWith(body) ? text.slice(0, text.length - body.length) : '';
      const place = { number, before, text: body };
      const findings = () => keep(read(logfmt, envelope.identifier ?? ''), place, line);
      const made = observer.observe(place, envelope.hostname, time, findings);
      if (made === null) return 'ignored';
      lines += 1;
      context.record();
      return 'taken';
    },
    end() {
      const failed = failedHost;
      if (!failed || showsCalls || lines > EXCERPT_LINES) return;
      const { place, line, message } = failed;
      observer.observe(place, line.envelope.hostname, line.time, () => [pullFailed(null, message)]);
    },
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
