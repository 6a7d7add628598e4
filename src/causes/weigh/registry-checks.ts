import { normaliseImage } from '../../model/image-reference.ts';
import type { PullRemark } from '../../model/observation.ts';
import type { PullHistory } from '../../model/pull.ts';
import type { Timed } from '../../model/timed.ts';
import type { CaseFile } from './case-file.ts';
import { QUOTED, type Question, RIGHTS, type Rule } from './question.ts';
import { type TextVerdict, weighIn } from './scale.ts';

const MISSING = ['tag-not-found', 'digest-not-found', 'repository-not-found'] as const;

/** What a check of the registry says of texts that leave it open. */
export const REGISTRY_CHECK_RULES: readonly Rule[] = [weighImageInRegistry, weighImageNotInRegistry];

/** Checks that a collector made of the very image, from where it ran and with the login that it was given. */
function checksOf(history: PullHistory, file: CaseFile, remark: PullRemark['remark']): readonly Timed<PullRemark>[] {
  if (history.image === null) return [];
  return file
    .remarksOn(null, null)
    .filter(
      ({ observation }) =>
        observation.remark === remark &&
        observation.subject.image !== null &&
        normaliseImage(observation.subject.image) === history.image,
    );
}

function weighImageInRegistry({ history, file, scale }: Question): void {
  const found = checksOf(history, file, 'registry-has-image');
  if (found.length === 0) return;
  weighIn(scale, {
    statement: 'A check of the registry, made when the files were collected, found this image there.',
    favours: [...RIGHTS, 'platform-mismatch'],
    disfavours: MISSING,
    strength: 4,
    evidence: found.slice(0, QUOTED).map(({ observation }) => observation.evidence),
  });
}

function weighImageNotInRegistry({ history, file, scale }: Question): void {
  const missing = checksOf(history, file, 'registry-lacks-image');
  if (missing.length === 0) return;
  weighIn(scale, {
    statement:
      'A check of the registry, made when the files were collected, was answered that this image is not there.',
    favours: MISSING,
    disfavours: ['repository-missing-or-denied', ...RIGHTS],
    strength: 6,
    evidence: missing.slice(0, QUOTED).map(({ observation }) => observation.evidence),
  });
}

/** What a check of the registry says where no record of the pull has a text; null where none was made or it tells nothing. */
export function judgeByCheck(
  history: PullHistory,
  file: CaseFile,
  judgeError: (message: string) => TextVerdict,
): { readonly verdict: TextVerdict; readonly check: Timed<PullRemark> } | null {
  const [missing] = checksOf(history, file, 'registry-lacks-image');
  if (missing) {
    const id = history.image?.includes('@') ? ('digest-not-found' as const) : ('tag-not-found' as const);
    return { verdict: { cause: { id, confidence: 1 }, alternatives: [] }, check: missing };
  }
  const [failed] = checksOf(history, file, 'registry-check-failed');
  if (!failed) return null;
  const verdict = judgeError(failed.observation.message);
  return verdict.cause.id === 'unknown' ? null : { verdict, check: failed };
}
