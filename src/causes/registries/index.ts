import type { CauseId } from '../../model/cause.ts';
import type { Remediation } from '../../model/report.ts';
import { fillNames } from '../commands.ts';
import type { ObjectNames } from '../object-names.ts';
import type { PullError } from '../pull-error.ts';
import { acr } from './acr.ts';
import { artifactRegistry } from './artifact-registry.ts';
import { artifactory } from './artifactory.ts';
import { dockerHub } from './docker-hub.ts';
import { ecr } from './ecr.ts';
import { ecrPublic } from './ecr-public.ts';
import { ghcr } from './ghcr.ts';
import { gitlab } from './gitlab.ts';
import { harbor } from './harbor.ts';
import { openshift } from './openshift.ts';
import type { RegistryProfile } from './profile.ts';
import { quay } from './quay.ts';
import { redHat } from './red-hat.ts';

/** Registries whose habits are known, the first that fits counts; others are judged by the protocol alone. */
const REGISTRIES: readonly RegistryProfile[] = [
  dockerHub,
  ecrPublic,
  ecr,
  ghcr,
  artifactRegistry,
  acr,
  quay,
  openshift,
  redHat,
  gitlab,
  artifactory,
  harbor,
];

const EXACT = new Map(
  REGISTRIES.flatMap((profile) => profile.hosts.filter((h) => !h.includes('*')).map((h) => [h, profile])),
);
const PATTERNS = REGISTRIES.flatMap((profile) =>
  profile.hosts
    .filter((host) => host.includes('*'))
    .map((host) => {
      const [head = '', ...rest] = host.split('*');
      return { profile, head, rest };
    }),
);

/** The profile of a registry by its host (a port does not matter); null for one whose habits are not known. */
export function registryOfHost(host: string): RegistryProfile | null {
  const name = host.toLowerCase().replace(/:[0-9]+$/, '');
  const exact = EXACT.get(name);
  if (exact) return exact;
  return PATTERNS.find(({ head, rest }) => fits(name, head, rest))?.profile ?? null;
}

function fits(name: string, head: string, rest: readonly string[]): boolean {
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const [index, part] of rest.entries()) {
    // At least one character stands for each `*`.
    const found = index === rest.length - 1 && part !== '' ? name.length - part.length : name.indexOf(part, at + 1);
    if (found <= at || !name.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}

/** The profile of the registry that an error is of, by host or by words of its own; null where neither shows it. */
export function registryOfError(error: PullError): RegistryProfile | null {
  const byHost = error.registry === null ? null : registryOfHost(error.registry);
  if (byHost) return byHost;
  const text = error.message.slice(0, 4096).toLowerCase();
  return REGISTRIES.find((profile) => profile.words.some((word) => text.includes(word))) ?? null;
}

/** Steps for credentials: those of the registry where its habits are known. */
export function credentialSteps(names: ObjectNames): readonly Remediation[] {
  const profile = names.registry === null && names.image === null ? null : registryOfHost(fillNames(names).registry);
  return profile ? [profile.credentials(names)] : [];
}

const REFUSALS: ReadonlySet<CauseId> = new Set([
  'repository-missing-or-denied',
  'credentials-missing',
  'credentials-invalid',
  'access-denied',
]);

/** What a refusal means at a registry whose habits are known; null for another, or where nothing was refused. */
export function explainRefusal(id: CauseId, registry: string | null): string | null {
  return REFUSALS.has(id) && registry !== null ? (registryOfHost(registry)?.refusal ?? null) : null;
}
