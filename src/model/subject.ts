/** Which list of the pod a container is in; `sandbox` is the pause container that the pod runs in. */
export type ContainerType = 'init' | 'regular' | 'ephemeral' | 'sandbox';

/** What a record is about, as far as the record itself shows it. */
export interface Subject {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  readonly container: string | null;
  readonly containerType: ContainerType | null;
  readonly node: string | null;
  /** The image reference as the record writes it: the spec's text in kubelet records, the normalised one in runtime records. */
  readonly image: string | null;
}

const NOTHING: Subject = {
  namespace: null,
  pod: null,
  podUid: null,
  container: null,
  containerType: null,
  node: null,
  image: null,
};

/** A subject of the given parts; what is left out is not shown by the record. */
export function subject(parts: Partial<Subject> = {}): Subject {
  return { ...NOTHING, ...parts };
}
