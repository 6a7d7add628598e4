import type { ShownTime } from '../timestamps.ts';

/** What journald, syslog or a container runtime put before a line of a program. */
export interface Envelope {
  /** Null where nothing stands before the line. */
  readonly time: ShownTime | null;
  readonly hostname: string | null;
  /** `kubelet`, `k3s`, `microk8s.daemon-kubelite`, a unit (`kubelet.service`): never proof of who wrote the line. */
  readonly identifier: string | null;
  readonly pid: string | null;
  /** The program's own line. */
  readonly body: string;
}

/** A line, maybe with a time, of which nothing tells who sent it. */
export function bare(body: string, time: ShownTime | null = null): Envelope {
  return { time, hostname: null, identifier: null, pid: null, body };
}

/** A name, where syslog writes `-` for none. */
export function nameOf(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' || text === '-' ? null : text;
}
