import { isMasked } from '../model/masked-text.ts';
import type { Observation } from '../model/observation.ts';

/**
 * Takes masked names for what they are: none. Another node or pod may have the same mask. A pod with a UID is known by that;
 * what names an image can do without its pod; a row of a table that shows no more is a pod of its own.
 *
 * @param path of the file that the observation is from
 */
export function withoutMaskedNames(observation: Observation, path: string): Observation {
  const { node, pod, podUid, image } = observation.subject;
  const isNodeMasked = node !== null && isMasked(node);
  const isPodMasked = pod !== null && podUid === null && isMasked(pod);
  if (!isNodeMasked && !isPodMasked) return observation;
  const place = `${path.slice(path.lastIndexOf('/') + 1)}:${observation.evidence.line}`;
  return {
    ...observation,
    subject: {
      ...observation.subject,
      ...(isNodeMasked && { node: null }),
      ...(isPodMasked && { pod: image === null ? `${pod} (${place})` : null }),
    },
  };
}
