import { accessDenied } from './access-denied.ts';
import { blobNotFound } from './blob-not-found.ts';
import { blockedByPolicy } from './blocked-by-policy.ts';
import type { Cause } from './cause.ts';
import { connectionRefused } from './connection-refused.ts';
import { connectionReset } from './connection-reset.ts';
import { connectionTimeout } from './connection-timeout.ts';
import { contentCorrupt } from './content-corrupt.ts';
import { credentialProviderFailed } from './credential-provider-failed.ts';
import { credentialsInvalid } from './credentials-invalid.ts';
import { credentialsMissing } from './credentials-missing.ts';
import { digestNotFound } from './digest-not-found.ts';
import { diskFull } from './disk-full.ts';
import { dnsFailure } from './dns-failure.ts';
import { httpHttpsMismatch } from './http-https-mismatch.ts';
import { imageInspectFailed } from './image-inspect-failed.ts';
import { imageRemoved } from './image-removed.ts';
import { invalidImageName } from './invalid-image-name.ts';
import { kubeletThrottled } from './kubelet-throttled.ts';
import { layerExtractFailed } from './layer-extract-failed.ts';
import { manifestUnsupported } from './manifest-unsupported.ts';
import { mirrorMisconfigured } from './mirror-misconfigured.ts';
import { networkUnreachable } from './network-unreachable.ts';
import { neverPull } from './never-pull.ts';
import { notARegistry } from './not-a-registry.ts';
import { platformMismatch } from './platform-mismatch.ts';
import { proxyFailure } from './proxy-failure.ts';
import { pullSecretMissing } from './pull-secret-missing.ts';
import { pullTimedOut } from './pull-timed-out.ts';
import { rateLimited } from './rate-limited.ts';
import { registryRequestRejected } from './registry-request-rejected.ts';
import { registryServerError } from './registry-server-error.ts';
import { registryUnavailable } from './registry-unavailable.ts';
import { repositoryMissingOrDenied } from './repository-missing-or-denied.ts';
import { repositoryNotFound } from './repository-not-found.ts';
import { runtimeUnavailable } from './runtime-unavailable.ts';
import { signatureRejected } from './signature-rejected.ts';
import { tagNotFound } from './tag-not-found.ts';
import { tlsHandshakeFailed } from './tls-handshake-failed.ts';
import { tlsInvalidCertificate } from './tls-invalid-certificate.ts';
import { tlsUntrustedCa } from './tls-untrusted-ca.ts';
import { unknown } from './unknown.ts';

/** Every cause of the contract, in its order. The order decides nothing: the most specific match wins. */
export const CAUSES: readonly Cause[] = [
  tagNotFound,
  repositoryNotFound,
  digestNotFound,
  repositoryMissingOrDenied,
  blobNotFound,
  credentialsMissing,
  credentialsInvalid,
  accessDenied,
  pullSecretMissing,
  rateLimited,
  invalidImageName,
  dnsFailure,
  connectionRefused,
  connectionReset,
  connectionTimeout,
  networkUnreachable,
  tlsUntrustedCa,
  tlsInvalidCertificate,
  tlsHandshakeFailed,
  httpHttpsMismatch,
  proxyFailure,
  registryServerError,
  registryRequestRejected,
  notARegistry,
  registryUnavailable,
  platformMismatch,
  manifestUnsupported,
  contentCorrupt,
  diskFull,
  layerExtractFailed,
  neverPull,
  kubeletThrottled,
  pullTimedOut,
  blockedByPolicy,
  signatureRejected,
  runtimeUnavailable,
  imageInspectFailed,
  credentialProviderFailed,
  mirrorMisconfigured,
  imageRemoved,
  unknown,
];
