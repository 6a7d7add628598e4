import type { NumberedLine } from './unwrap.ts';

// kubectl pkg/describe/describe.go describePod and describeContainers, v0.16–v0.36, with the keys of older versions.
const LISTS = /^(?:Init Containers|Containers|Ephemeral Containers):$/;
const CONTAINER_KEYS =
  /^(?:Container ID|Image|Image ID|Ports?|Host Ports?|SeccompProfile|Command|Args|State|Last State|Ready|Restart Count|Limits|Requests|Liveness|Readiness|Startup|Environment(?: Variables)?(?: from)?|Mounts|Devices|QoS Tier):(?:\s|$)/;
const STATE_FACTS = /^(?:Reason|Message|Exit Code|Signal|Started|Finished):(?:\s|$)/;
const AFTER_CONTAINERS =
  /^(?:Conditions|Volumes|QoS Class|Node-Selectors|Tolerations|Topology Spread Constraints|Events|Readiness Gates|Controlled By):(?:\s|$)/;
const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?:$/;
const ASIDE = '      ';

/**
 * Gives the lines of a pod's description their indentation back where a paste has lost it: its containers are told by
 * their keys. Null where no description without indentation is among the lines.
 */
export function restoreIndentation(lines: readonly NumberedLine[]): NumberedLine[] | null {
  const isLost = lines.some(({ text }, index) => {
    if (!LISTS.test(text.trimEnd())) return false;
    return NAME.test(dropBlank(lines[index + 1]?.text ?? '').trimEnd());
  });
  if (!isLost) return null;
  let inContainers = false;
  let inState = false;
  return lines.map((line) => {
    const text = dropBlank(line.text).trimEnd();
    if (text !== text.trimStart()) return line;
    if (LISTS.test(text)) inContainers = true;
    else if (AFTER_CONTAINERS.test(text) || text === '') inContainers = false;
    else if (inContainers) {
      const isKey = CONTAINER_KEYS.test(text);
      const indentation = isKey
        ? '    '
        : NAME.test(text)
          ? '  '
          : inState && STATE_FACTS.test(text)
            ? '      '
            : ASIDE;
      if (isKey) inState = /^(?:Last )?State:/.test(text);
      return { number: line.number, text: indentation + text };
    }
    inState = false;
    return line;
  });
}

/** Web pages make one blank of many. */
function dropBlank(text: string): string {
  return text.startsWith(' ') ? text.slice(1) : text;
}
