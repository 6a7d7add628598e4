import type { ImageReference } from '../../model/image-reference.ts';
import { QUOTED, type Question, RIGHTS, type Rule } from './question.ts';
import { configures } from './registry-patterns.ts';
import { weighIn } from './scale.ts';
import { settingsOf } from './settings.ts';

/** What a node's configuration of registries says: mirrors, how hosts are asked, logins, and what is not allowed. */
export const REGISTRY_RULES: readonly Rule[] = [weighMirrors, weighBlockedRegistry, weighHowAsked, weighLogin];

/** The settings of mirrors for an image's registry. */
function mirrorsOf(question: Question, reference: ImageReference) {
  const pullsBy = reference.digest === null ? 'tag' : 'digest';
  return settingsOf(question, 'mirror').filter(
    ({ setting }) => configures(setting.registry, reference) && (setting.pullsBy ?? pullsBy) === pullsBy,
  );
}

/** Whether a host of the configuration is asked for the image: its registry, or one of the mirrors. */
function isAsked(question: Question, reference: ImageReference): (host: string) => boolean {
  const mirrors = mirrorsOf(question, reference).flatMap(({ setting }) => setting.mirrors);
  const hosts = new Set(mirrors.map((mirror) => mirror.split('/', 1)[0]));
  return (host) => hosts.has(host) || configures(host, reference);
}

/** A mirror is asked before the registry, so an error can be the mirror's. */
function weighMirrors(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const mirrors = mirrorsOf(question, reference);
  const [first] = mirrors;
  if (!first) return;
  const names = [...new Set(mirrors.flatMap(({ setting }) => setting.mirrors))];
  const rewritten = mirrors.some(({ setting }) => setting.isRewritten) ? ' for a rewritten name' : '';
  weighIn(scale, {
    statement: `On ${first.of}, ${names.slice(0, QUOTED).join(', ')} is asked${rewritten} before ${reference.registry}: an error may be the mirror's.`,
    favours: ['mirror-misconfigured', 'not-a-registry', 'http-https-mismatch', 'tls-untrusted-ca'],
    strength: 1.5,
    evidence: mirrors.slice(0, QUOTED).map(({ seen }) => seen.evidence),
  });
}

/** The node may not pull from the registry at all. */
function weighBlockedRegistry(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const blocked = settingsOf(question, 'registry-blocked').filter(({ setting }) =>
    configures(setting.registry, reference),
  );
  const [first] = blocked;
  if (!first) return;
  weighIn(scale, {
    statement: `The configuration of ${first.of} blocks ${first.setting.registry}.`,
    favours: ['mirror-misconfigured', 'blocked-by-policy'],
    strength: 6,
    evidence: blocked.slice(0, QUOTED).map(({ seen }) => seen.evidence),
  });
}

/** How the hosts that are asked for the image are asked: without TLS, unchecked, or against an authority of their own. */
function weighHowAsked(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const asked = isAsked(question, reference);
  const hosts = settingsOf(question, 'registry-tls').filter(({ setting }) => asked(setting.registry));
  const plain = hosts.find(({ setting }) => setting.isPlain);
  if (plain)
    weighIn(scale, {
      statement: `${plain.of} is set to ask ${plain.setting.registry} over plain HTTP.`,
      favours: ['http-https-mismatch'],
      strength: 2,
      evidence: [plain.seen.evidence],
    });
  const unchecked = hosts.find(({ setting }) => !setting.isChecked);
  if (unchecked)
    weighIn(scale, {
      statement: `${unchecked.of} is set not to check the certificate of ${unchecked.setting.registry}.`,
      disfavours: ['tls-untrusted-ca', 'tls-invalid-certificate'],
      strength: 1.5,
      evidence: [unchecked.seen.evidence],
    });
  const own = hosts.find(({ setting }) => setting.isChecked && setting.caFile !== null);
  if (own)
    weighIn(scale, {
      statement: `${own.of} is set to check the certificate of ${own.setting.registry} against ${own.setting.caFile}.`,
      favours: ['tls-untrusted-ca'],
      strength: 1,
      evidence: [own.seen.evidence],
    });
}

/** The runtime sends a login of its own where the pull brings none. Source: containerd docs/cri/registry.md, v1.7 and v2.1. */
function weighLogin(question: Question): void {
  const { reference, scale } = question;
  if (!reference) return;
  const asked = isAsked(question, reference);
  const [first] = settingsOf(question, 'registry-login').filter(({ setting }) => asked(setting.registry));
  if (!first) return;
  weighIn(scale, {
    statement: `The runtime of ${first.of} has a login of its own for ${first.setting.registry}, for pulls that bring none.`,
    favours: RIGHTS.filter((id) => id !== 'credentials-missing'),
    disfavours: ['credentials-missing'],
    strength: 1.5,
    evidence: [first.seen.evidence],
  });
}
