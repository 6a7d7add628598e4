import type { CauseId, Provenance, Weighed } from '../../model/cause.ts';
import type { Evidence } from '../../model/evidence.ts';
import { type JudgedFailure, quoteErrors, type Reason, type Verdict } from '../../model/incident.ts';
import type { PullHistory } from '../../model/pull.ts';
import { type Interval, overlaps, widen } from '../../model/time.ts';
import { arrangeDonors, CARRIED, carryVerdict } from './carry.ts';
import type { CaseFile } from './case-file.ts';
import { decideBetween } from './decide.ts';
import { weighEvidence } from './evidence-rules.ts';
import { judgeByCheck } from './registry-checks.ts';
import { balance, read, type Scale, type TextVerdict } from './scale.ts';

/** How texts are judged: the cause catalogue, with the user's own causes. */
export interface TextJudges {
  /** An error text that is known to come from a failed pull. */
  readonly judgeError: (message: string) => TextVerdict;
  /** A waiting reason of a check that failed, with its text. */
  readonly judgeCheck: (reason: string, message: string | null) => TextVerdict;
}

const UNDECIDED: TextVerdict = { cause: { id: 'unknown', confidence: 1 }, alternatives: [] };
const QUOTED_TEXTS = 3;
const LONGEST_QUOTE = 200;
/** Stands in a quotation for what is left out of it. */
const LEFT_OUT = '…';
// OCI distribution spec, sections "pulling manifests" and "pulling blobs".
const ASKED_FOR = /(https?:\/\/[^\s/"]{1,300}\/v2\/)[^\s"]{1,300}?\/(manifests|blobs)\/[^\s"]{1,200}?(?=:? |"|$)/g;
/** A text that no call ended with is another writer's spelling of one that did, or of a call before: it weighs little. */
const OTHER_SPELLING = 0.1;
/** What the latest text weighs more, in calls: it settles what is about even. */
const LATEST = 0.25;
/** A text that proves so little leaves its cause open; one that proves so much settles it. */
const VAGUE = 0.6;
const CLEAR = 0.85;
/** All lines about one call are written within a second or two. */
const SAME_CALL_MS = 2_500;

/** Judges every history: by its own texts and the rest of the evidence, else by the texts of its nearest relation. */
export function judgeFailures(histories: readonly PullHistory[], file: CaseFile, judges: TextJudges): JudgedFailure[] {
  const direct = new Map<PullHistory, Verdict>();
  for (const history of histories) {
    const scale = weighTexts(history, judges);
    if (!scale) continue;
    weighEvidence(history, file, scale);
    direct.set(history, verdictOf(history, scale, 'direct'));
  }
  const donors = arrangeDonors(direct);
  return histories.map((history) => ({
    history,
    verdict:
      direct.get(history) ??
      carryVerdict(history, donors) ??
      checkedVerdict(history, file, judges) ??
      verdictOf(history, balance([{ verdict: UNDECIDED, calls: 1 }]), 'direct'),
  }));
}

/** What the history's own texts say; null where none names a cause. */
function weighTexts(history: PullHistory, judges: TextJudges): Scale | null {
  const verdicts: JudgedText[] = [];
  const calls = new Map<string, number>();
  for (const { message } of history.attempts) if (message !== null) calls.set(message, (calls.get(message) ?? 0) + 1);
  const checkReason = history.kind === 'pull' || history.kind === 'sandbox' ? null : (history.reasons[0] ?? null);
  for (const { message, evidence, last } of history.errors) {
    const verdict = checkReason === null ? judges.judgeError(message) : judges.judgeCheck(checkReason, message);
    if (verdict.cause.id === 'unknown' && verdict.alternatives.length === 0 && history.errors.length > 1) continue;
    verdicts.push({
      verdict,
      calls: calls.get(message) ?? (calls.size > 0 ? OTHER_SPELLING : 1),
      message,
      evidence,
      lastAt: last,
    });
  }
  if (verdicts.length === 0) {
    const telling = history.reasons.find((reason) => judges.judgeCheck(reason, null).cause.id !== 'unknown');
    if (telling === undefined) return null;
    const scale = balance([{ verdict: judges.judgeCheck(telling, null), calls: 1 }]);
    scale.reasons.push(textReason(scale, `The kubelet gives the reason ${telling}.`, history.evidence.slice(0, 1)));
    return scale;
  }
  if (verdicts.every(({ verdict }) => verdict.cause.id === 'unknown')) {
    // A text that proves nothing is still the container's own; a relation's text may say more.
    return history.errors.some(({ message }) => message.length > 0) ? balance(verdicts) : null;
  }
  const scale = balance(favourLatest(favourClearer(verdicts)));
  for (const { words, calls: said, cause, evidence } of commonestWords(verdicts)) {
    scale.reasons.push(quoteErrors(words, said, cause === 'unknown' ? heaviestOf(scale) : [cause], evidence));
  }
  return scale;
}

interface JudgedText {
  readonly verdict: TextVerdict;
  readonly calls: number;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** When it was seen last. */
  readonly lastAt: Interval;
}

/**
 * Two writers tell of one call, and only one of them says why: dockerd's log has the registry's own words, its answer to the
 * kubelet “not found, or no pull access”. The clear text weighs as much as the call that it is about.
 */
function favourClearer(texts: readonly JudgedText[]): JudgedText[] {
  return texts.map((text) => {
    const { cause } = text.verdict;
    if (text.calls !== OTHER_SPELLING || cause.confidence < CLEAR) return text;
    const vague = texts.filter(
      ({ verdict, calls, lastAt }) =>
        calls > OTHER_SPELLING &&
        verdict.cause.confidence < VAGUE &&
        overlaps(lastAt, widen(text.lastAt, SAME_CALL_MS)),
    );
    return { ...text, calls: Math.max(text.calls, ...vague.map(({ calls }) => calls)) };
  });
}

/** Among errors that are as common, the latest says most about what still fails. */
function favourLatest(texts: readonly JudgedText[]): JudgedText[] {
  const latest = Math.max(...texts.map(({ lastAt }) => lastAt.latest));
  return texts.map((text) => (text.lastAt.latest === latest ? { ...text, calls: text.calls + LATEST } : text));
}

/** What some of the texts say. */
interface SaidWords {
  readonly words: string;
  readonly cause: CauseId;
  calls: number;
  readonly evidence: Evidence[];
}

/** What the texts say, by the words that decided: the commonest first. */
function commonestWords(verdicts: readonly JudgedText[]): SaidWords[] {
  const said = new Map<string, SaidWords>();
  for (const { verdict, calls, message, evidence } of verdicts) {
    const words = withoutNames(verdict.matchedOn ?? cutText(message));
    const { id: cause } = verdict.cause;
    const known = said.get(words);
    const counted = calls === OTHER_SPELLING ? 0 : calls;
    if (!known) said.set(words, { words, cause, calls: counted, evidence: evidence.slice(0, 2) });
    else {
      known.calls += counted;
      if (known.evidence.length < QUOTED_TEXTS) known.evidence.push(...evidence.slice(0, 1));
    }
  }
  return [...said.values()].sort((a, b) => b.calls - a.calls).slice(0, QUOTED_TEXTS);
}

/** A registry's answer is the same for each of its images: of what it was asked for, the kind is kept. */
function withoutNames(words: string): string {
  return words.replace(ASKED_FOR, `$1${LEFT_OUT}/$2/${LEFT_OUT}`);
}

function cutText(message: string): string {
  return message.length > LONGEST_QUOTE ? `${message.slice(0, LONGEST_QUOTE)}${LEFT_OUT}` : message;
}

function textReason(scale: Scale, statement: string, evidence: readonly Evidence[]): Reason {
  return { statement, supports: heaviestOf(scale), against: [], evidence };
}

function heaviestOf(scale: Scale): CauseId[] {
  return [...scale.weights]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 1)
    .map(([id]) => id);
}

function verdictOf(history: PullHistory, scale: Scale, provenance: Provenance): Verdict {
  const { cause, alternatives } = read(scale);
  return {
    cause,
    alternatives,
    provenance,
    reasoning: scale.reasons,
    proxy: scale.proxy,
    decidedBy: decideBetween(
      cause.id,
      alternatives.map(({ id }) => id),
      history,
    ),
  };
}

/** A check of the registry speaks for the image, not for the node that failed: it is no closer than a pull of it there. */
function checkedVerdict(history: PullHistory, file: CaseFile, judges: TextJudges): Verdict | null {
  const checked = history.kind === 'pull' ? judgeByCheck(history, file, judges.judgeError) : null;
  if (!checked) return null;
  const { verdict, check } = checked;
  const weaken = ({ id, confidence }: Weighed): Weighed => ({ id, confidence: confidence * CARRIED.medium });
  const scale = balance([
    { verdict: { cause: weaken(verdict.cause), alternatives: verdict.alternatives.map(weaken) }, calls: 1 },
  ]);
  const { message, evidence } = check.observation;
  const statement = `No record of the pull says why; a check of the registry for this image, made when the files were collected, says “${cutText(message)}”.`;
  scale.reasons.push({ statement, supports: [verdict.cause.id], against: [], evidence: [evidence] });
  return verdictOf(history, scale, 'medium');
}
