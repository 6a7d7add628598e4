import type { IncidentStatus, Scope } from '../model/incident.ts';

/** The names of the failing object, as far as they are known; null where they are not. */
export interface ObjectNames {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly workload: { readonly kind: string; readonly name: string } | null;
  readonly image: string | null;
  readonly registry: string | null;
  readonly node: string | null;
  readonly secret: string | null;
  readonly serviceAccount: string | null;
}

/** What a failure or an incident touches, as far as it is known: for saying who acts, and for titles with names. */
export interface Affected {
  readonly scope: Scope | null;
  readonly status: IncidentStatus | null;
  readonly registry: string | null;
  /** As the pods' specs write them. */
  readonly images: readonly string[];
  /** `namespace/name` of the workloads. */
  readonly workloads: readonly string[];
  readonly nodes: readonly string[];
  /** `address:port` that was dialled; null where no text shows one, or texts differ. */
  readonly address: string | null;
  /** The name that was looked up; null as above. */
  readonly lookup: string | null;
}
