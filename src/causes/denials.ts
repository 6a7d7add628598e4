import type { CauseId } from '../model/cause.ts';
import { isBlobStage } from './missing.ts';
import type { PullError } from './pull-error.ts';
import { registryOfError } from './registries/index.ts';

type Shares = readonly (readonly [CauseId, number])[];

/** A refusal that the words leave open: the likeliest cause, its share, and the others. */
export interface Denial {
  readonly cause: CauseId;
  readonly confidence: number;
  readonly alternatives: Shares;
}

/**
 * What a refusal without a reason (403, `denied`) most likely means. Past the manifest the repository is proved to exist.
 * A token that was fetched anonymously means that no credentials were there.
 * Source: containerd remotes/docker/auth/fetch.go; the registries' habits in registries.ts.
 */
export function judgeRefusal(error: PullError): Denial {
  if (isBlobStage(error)) {
    return {
      cause: 'access-denied',
      confidence: 0.7,
      alternatives: [
        ['credentials-invalid', 0.15],
        ['proxy-failure', 0.08],
      ],
    };
  }
  if (error.token === 'anonymous') {
    return {
      cause: 'credentials-missing',
      confidence: 0.45,
      alternatives: [
        ['repository-missing-or-denied', 0.25],
        ['repository-not-found', 0.12],
        ['access-denied', 0.12],
      ],
    };
  }
  if (error.status?.code === 403 || error.token !== null) {
    return {
      cause: 'access-denied',
      confidence: 0.5,
      alternatives: [
        ['repository-missing-or-denied', 0.18],
        ['credentials-invalid', 0.18],
        ['blocked-by-policy', 0.08],
      ],
    };
  }
  if (registryOfError(error)?.hidesMissingRepositories || saysBoth(error)) {
    return {
      cause: 'repository-missing-or-denied',
      confidence: 0.5,
      alternatives: [
        ['access-denied', 0.15],
        ['credentials-missing', 0.15],
        ['repository-not-found', 0.12],
        ['credentials-invalid', 0.05],
      ],
    };
  }
  return {
    cause: 'access-denied',
    confidence: 0.5,
    alternatives: [
      ['repository-missing-or-denied', 0.2],
      ['credentials-missing', 0.12],
      ['credentials-invalid', 0.1],
    ],
  };
}

/**
 * Docker Hub answers with both codes, denied and unauthorized, where it will not say whether there is such a repository; dockerd
 * logs them without the registry's name ("Not continuing with pull after error").
 */
function saysBoth(error: PullError): boolean {
  return error.find('denied.plain') !== null && error.find('auth.unauthorized') !== null;
}

/**
 * What a 401 or `unauthorized` without a reason most likely means. containerd from 1.6.25 and 1.7 on says "no basic auth
 * credentials" where none were there, so that its plain 401 on a request means refused ones (authorizer.go).
 */
export function judgeUnauthorized(error: PullError): Denial {
  if (error.token === 'oauth') {
    return { cause: 'credentials-invalid', confidence: 0.85, alternatives: [['access-denied', 0.1]] };
  }
  if (error.token === 'anonymous') {
    return {
      cause: 'credentials-missing',
      confidence: 0.65,
      alternatives: [
        ['repository-missing-or-denied', 0.18],
        ['repository-not-found', 0.1],
      ],
    };
  }
  if (error.find('auth.token-refused')) {
    return {
      cause: 'credentials-invalid',
      confidence: 0.55,
      alternatives: [
        ['credentials-missing', 0.25],
        ['repository-missing-or-denied', 0.1],
        ['access-denied', 0.05],
      ],
    };
  }
  if (error.status && /from \S+ request to/.test(error.wordsOf(error.status.fact))) {
    return {
      cause: 'credentials-invalid',
      confidence: 0.6,
      alternatives: [
        ['access-denied', 0.15],
        ['credentials-missing', 0.15],
      ],
    };
  }
  return {
    cause: 'credentials-missing',
    confidence: 0.45,
    alternatives: [
      ['credentials-invalid', 0.3],
      ['access-denied', 0.1],
      ['repository-missing-or-denied', 0.1],
    ],
  };
}
