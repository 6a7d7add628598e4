/** Text that programs print where data was asked for. Sources: kubectl pkg/cmd/util/helpers.go and get.go, 1.13–1.36. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^Error from server/, 'kubectl was refused'],
  [/^No resources found/, 'kubectl found nothing'],
  [/^Unable to connect to the server/, 'kubectl could not reach the API server'],
  [/^The connection to the server \S+ was refused/, 'kubectl could not reach the API server'],
  [/^[Ee]rror: /, 'the command failed'],
  // journalctl of a unit that is not there, or never wrote: systemd src/journal/journalctl.c.
  [/^-- No entries --/, 'the journal held nothing'],
];

/**
 * Says what it means where a program printed an error instead of data (`Error from server (Forbidden): …`); null for
 * any other text.
 */
export function describeRefusal(text: string): string | null {
  const line = text.trim();
  const found = REFUSALS.find(([pattern]) => pattern.test(line));
  return found ? `${found[1]}, so there is no data here: ${line.slice(0, 300)}` : null;
}
