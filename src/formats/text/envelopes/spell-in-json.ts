/** Characters that Go's JSON writes as escapes (encoding/json, moby's jsonlog). */
const ESCAPED_BY_GO = /[<>&]/g;

/**
 * How a text may stand in a line: as it is, and in JSON, where quotes and control characters are escaped, by Go's own
 * writer `<`, `>` and `&` too.
 */
export function spellInJson(text: string): string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  const byGo = inJson.replace(ESCAPED_BY_GO, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  return text.startsWith('\n') ? [text] : [...new Set([text, inJson, byGo])];
}
