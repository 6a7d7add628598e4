import { type Evidenced, idsOf, incidentsWhere, journalCommand, nameSome } from './evidenced.ts';

/** What the readers of logs say of messages that journalctl left out: formats/text/envelopes/lost-messages.ts. */
const LOST = /^(?:A message is lost here|[0-9]+ messages are lost, the first here)/;

/** Logs of nodes with failures, from which whole messages are missing. */
export function findMessagesLost(evidenced: Evidenced) {
  const paths = new Set(evidenced.warnings.filter(({ message }) => LOST.test(message)).map(({ input }) => input));
  if (paths.size === 0) return null;
  const nodes = new Set(evidenced.inputs.filter(({ path }) => paths.has(path)).map(({ node }) => node));
  const incidents = incidentsWhere(evidenced, ({ subject }) => nodes.has(subject.node) || nodes.has(null));
  if (incidents.length === 0 && evidenced.incidents.length > 0) return null;
  return {
    id: 'messages-lost',
    statement: `What the longest messages in ${nameSome(paths)} say: journalctl left them out.`,
    hides: 'Failed attempts: the kubelet’s longest messages are of containers that did not start.',
    incidents: idsOf(incidents),
    collect: [
      incidents.length > 0
        ? journalCommand(incidents, 'keeps long messages')
        : 'journalctl -u kubelet --utc --all --no-pager -o short-iso-precise   # keeps long messages',
    ],
  };
}
