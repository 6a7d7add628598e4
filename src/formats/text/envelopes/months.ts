/**
 * Names of months as `journalctl -o short` and syslog print them (strftime's %b) in the locales of their users, without
 * case and dots. Source: glibc localedata/locales, `abmon` of de, en, es, fr, it, nl, pl, pt, ru, sv; ja, ko and zh print
 * numbers.
 */
const NAMES: readonly (readonly string[])[] = [
  ['jan', 'janv', 'ene', 'gen', 'янв', 'sty'],
  ['feb', 'févr', 'fev', 'фев', 'lut'],
  ['mar', 'mär', 'mrz', 'mars', 'mrt', 'мар'],
  ['apr', 'avril', 'avr', 'abr', 'апр', 'kwi'],
  ['may', 'mai', 'mag', 'mei', 'maj', 'май', 'мая'],
  ['jun', 'juin', 'giu', 'июн', 'cze'],
  ['jul', 'juil', 'lug', 'июл', 'lip'],
  ['aug', 'août', 'ago', 'авг', 'sie'],
  ['sep', 'sept', 'set', 'сен', 'wrz'],
  ['oct', 'okt', 'ott', 'out', 'окт', 'paź'],
  ['nov', 'ноя', 'lis'],
  ['dec', 'dez', 'déc', 'dic', 'дек', 'gru'],
];
const MONTHS = new Map(NAMES.flatMap((names, month) => names.map((name) => [name, month] as const)));
/** `11月`, `11월`: Japanese, Chinese, Korean. */
const NUMBERED = /^([0-9]{1,2})[\u6708\uc6d4]$/;

/** Number of the month, from 0, by its name or number in a log; undefined for other texts. */
export function monthOf(text: string): number | undefined {
  const numbered = NUMBERED.exec(text);
  if (numbered) return Number(numbered[1]) - 1;
  return MONTHS.get(text.toLowerCase().replace(/\.$/, ''));
}
