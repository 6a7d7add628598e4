import { NOBODY_AFFECTED, wordActor } from '../causes/affected.ts';
import type { Cause, Transience } from '../causes/cause.ts';
import type { Classification } from '../causes/classify.ts';
import { explainNearMiss } from '../causes/near-miss.ts';
import type { Affected } from '../causes/object-names.ts';
import type { PullError, Stretch } from '../causes/pull-error.ts';
import { explainRefusal } from '../causes/registries/index.ts';
import { showHidden } from '../report/visible-text.ts';
import { capitalise, formatConfidence, nameConfidence } from '../report/wording.ts';
import { NO_NAMES } from './causes.ts';
import { quoteMessage } from './quote-message.ts';
import { describeSteps, wrapText } from './wrap-text.ts';

/** How an explanation is shown. */
export interface ExplainStyle {
  readonly causes: readonly Cause[];
  /** Takes credentials out. */
  readonly clean: (text: string) => string;
  /** Bold type and underlines, as terminals show them. */
  readonly hasColors: boolean;
}

const WAITING: Readonly<Record<Transience, string>> = {
  transient: 'It passes by itself, and the kubelet tries again.',
  terminal: 'Waiting does not help: somebody has to act.',
  depends: 'It may pass by itself or need somebody.',
};

/** Says for people what a message means: the verdict, what it rests on, what else it may be, and what to do. */
export function describeExplanation(message: string, judged: Classification, style: ExplainStyle): string {
  const { causes, clean } = style;
  const bold = (text: string): string => (style.hasColors ? `\u001b[1m${text}\u001b[22m` : text);
  const say = (text: string, indent = '  ', hanging = indent): string[] =>
    wrapText(showHidden(clean(text)), indent, hanging);
  const find = (id: string): Cause | undefined => causes.find((candidate) => candidate.id === id);
  const quoted = quoteMessage(clean(message), placeMarks(message, judged, clean), style.hasColors ? UNDERLINE : null);
  const known = find(judged.cause.id);
  const sure = `${nameConfidence(judged.cause.confidence)}, ${formatConfidence(judged.cause.confidence)}`;
  const row = (name: string, value: string): string[] => say(value, `  ${name.padEnd(NAME_WIDTH)}`, ROW_INDENT);
  if (!known) {
    const title = say(`${judged.cause.id}: the text tells of no failed image pull`, '').map(bold);
    return joinLines([...quoted, '', ...title, ...row('how sure', sure)]);
  }
  const registry = judged.registry && clean(judged.registry);
  const image = judged.image && clean(judged.image);
  const lines = [...quoted, '', ...say(`${known.id}: ${known.title}`, '').map(bold), ...row('how sure', sure)];
  for (const [name, value] of listDetails(judged)) lines.push(...row(name, value));
  lines.push('', ...say(known.explanation));
  lines.push('', bold('The text proves'), ...say(known.proves));
  lines.push('', bold('It does not prove'), ...say(known.doesNotProve));
  const refusal = explainRefusal(known.id, registry);
  if (refusal !== null) lines.push(...say(refusal));
  if (judged.alternatives.length > 0) lines.push('', bold('What else it may be'));
  for (const { id, confidence } of judged.alternatives) {
    lines.push(...say(`${id}: ${find(id)?.title ?? id}`, `  ${formatConfidence(confidence)}  `, ' '.repeat(8)));
  }
  if (judged.nearMisses.length > 0) lines.push('', bold('Near misses'));
  for (const miss of judged.nearMisses)
    lines.push(...say(`${miss.id}: ${explainNearMiss(judged, miss)}`, '  ', '    '));
  const actor = wordActor(known, affectedBy(judged, image, registry)).replace(/\.?$/, '.');
  lines.push('', bold('What to do'), ...say(`${actor} ${WAITING[known.transience]}`));
  // Its placeholders are not to be taken for credentials, so only the names in it are clean.
  lines.push(...describeSteps(known.remediation({ ...NO_NAMES, image, registry }), '  ').map(showHidden));
  if (known.docs.length > 0) lines.push('', bold('Read more'));
  for (const { title, url } of known.docs) lines.push(...say(`${title}: ${url}`, '  ', '    '));
  return joinLines(lines);
}

const NAME_WIDTH = 11;
const ROW_INDENT = ' '.repeat(2 + NAME_WIDTH);
const UNDERLINE = ['\u001b[1;4m', '\u001b[22;24m'] as const;

function joinLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Where the words that decided stand in the message once it is clean; nowhere, if they stand in what was taken out. */
function placeMarks(message: string, { error, match }: Classification, clean: (text: string) => string): Stretch[] {
  if (match === null) return [];
  const cleaned = clean(message);
  return error.placesOf(match.fact).flatMap(({ start, end }) => {
    const words = message.slice(start, end);
    const at = cleaned === message ? start : clean(message.slice(0, start)).length;
    return cleaned.startsWith(words, at) ? [{ start: at, end: at + words.length }] : [];
  });
}

function affectedBy({ error }: Classification, image: string | null, registry: string | null): Affected {
  return {
    ...NOBODY_AFFECTED,
    registry,
    images: image === null ? [] : [image],
    address: error.address,
    lookup: error.lookup?.host ?? null,
  };
}

/** What was read from the text, by name. */
function listDetails({ image, registry, error }: Classification): [string, string][] {
  const { mirror, status, lookup, address } = error;
  const details: [string, string | null][] = [
    ['image', image],
    ['registry', registry],
    ['mirror', mirror && mirror.host !== mirror.of ? `${mirror.host}, asked in place of ${mirror.of}` : null],
    ['looked up', lookup && `${lookup.host}${lookup.server === null ? '' : `, at the DNS server ${lookup.server}`}`],
    ['dialled', address],
    ['status', status && `HTTP ${status.code}`],
    ['login', sayLogin(error)],
  ];
  return details.filter((detail): detail is [string, string] => detail[1] !== null);
}

/** The kubelet's list of one error per login that it tried (apimachinery util/errors, Aggregate). */
const AGGREGATE = /^(?:[^[]{0,2000}": )?\[[^\]]{1,4000}, [^\]]{1,4000}\]$/;

/** What the text says of the login that the runtime had; null where it says nothing. */
function sayLogin(error: PullError): string | null {
  const has = (kind: 'auth.oauth-token' | 'auth.anonymous-token' | 'auth.basic-missing'): boolean =>
    error.find(kind)?.strong === true;
  const said = [
    ...(AGGREGATE.test(error.message) ? ['several were tried, each with an error of its own'] : []),
    ...(has('auth.oauth-token') ? ['one was sent: the runtime asked for a token with it'] : []),
    ...(has('auth.anonymous-token') ? ['none was sent: the runtime asked for an anonymous token'] : []),
    ...(has('auth.basic-missing') ? ['the runtime had none for this host'] : []),
  ];
  return said.length === 0 ? null : capitalise(said.join('; '));
}
