import { parseLogfmt } from '../logfmt.ts';
import type { Envelope } from './envelope.ts';
import { isProgramLine } from './program-line.ts';

/**
 * Opens a line that a supervisor has put whole into the message of a line of its own, with the name of the program beside it
 * (`time="…" level=info msg="time=\"…\" level=error …" component=containerd`). Every other envelope comes back as it is.
 * Source: k0sproject/k0s pkg/supervisor/supervisor.go and log_wrap.go, v0.9–v1.33.
 */
export function openNestedLine(envelope: Envelope): Envelope {
  const { body } = envelope;
  if (!body.startsWith('time="') || !body.includes(' component=')) return envelope;
  const outer = parseLogfmt(body);
  const component = outer?.fields.get('component');
  if (!outer || component === undefined || !isProgramLine(outer.message)) return envelope;
  return { ...envelope, time: envelope.time ?? outer.time, identifier: component, pid: null, body: outer.message };
}
