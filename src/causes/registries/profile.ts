import type { Remediation } from '../../model/report.ts';
import type { ObjectNames } from '../object-names.ts';

/** What is particular to a registry: what its answers mean there, and how one logs in. */
export interface RegistryProfile {
  readonly id: string;
  readonly name: string;
  /** Hosts without port: exact, or `*.suffix`, or `*` in the middle of one label. */
  readonly hosts: readonly string[];
  /** Words of its own that show it whatever its host is called. */
  readonly words: readonly string[];
  /** A 404 for a manifest there proves that the repository exists: a missing one is answered with 401 or 403. */
  readonly hidesMissingRepositories: boolean;
  /** What a refusal (401, 403) means there. */
  readonly refusal: string;
  /** How credentials for it come and go. */
  readonly credentials: (names: ObjectNames) => Remediation;
  /** Its limits, and how they are raised; null where none are published. */
  readonly limits: string | null;
  readonly docs: { readonly title: string; readonly url: string };
  /** Its operators serve everybody: nobody at the user's runs it. */
  readonly isPublic?: true;
}
