/**
 * Names of months as `journalctl -o short` and syslog print them (strftime's %b) in the locales of their users, without
 * case and dots. Source: glibc localedata/locales, `abmon` of cs, da, de, en, es, fi, fr, hu, it, nb, nl, pl, pt, ro, ru, sv,
 * tr, uk; ja, ko and zh print numbers.
 */
const NAMES: readonly (readonly string[])[] = [
  ['jan', 'janv', 'ene', 'gen', 'янв', 'sty', 'led', 'tammi', 'ian', 'oca', 'січ'],
  ['feb', 'févr', 'fev', 'фев', 'lut', 'úno', 'helmi', 'febr', 'şub', 'лют'],
  ['mar', 'mär', 'mrz', 'mars', 'mrt', 'мар', 'bře', 'maalis', 'márc', 'бер'],
  ['apr', 'avril', 'avr', 'abr', 'апр', 'kwi', 'dub', 'huhti', 'ápr', 'nis', 'кві'],
  ['may', 'mai', 'mag', 'mei', 'maj', 'май', 'мая', 'kvě', 'touko', 'máj', 'тра'],
  ['jun', 'juin', 'giu', 'июн', 'cze', 'čen', 'kesä', 'jún', 'iun', 'haz', 'чер'],
  ['jul', 'juil', 'lug', 'июл', 'lip', 'čec', 'heinä', 'júl', 'iul', 'tem', 'лип'],
  ['aug', 'août', 'ago', 'авг', 'sie', 'srp', 'elo', 'ağu', 'сер'],
  ['sep', 'sept', 'set', 'сен', 'wrz', 'zář', 'syys', 'szept', 'eyl', 'вер'],
  ['oct', 'okt', 'ott', 'out', 'окт', 'paź', 'říj', 'loka', 'eki', 'жов'],
  ['nov', 'ноя', 'lis', 'marras', 'kas', 'лис'],
  ['dec', 'dez', 'déc', 'dic', 'дек', 'gru', 'pro', 'joulu', 'des', 'ara', 'гру'],
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
