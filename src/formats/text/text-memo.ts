/** Remembers what was made of long texts that come again and again. */
export interface TextMemo<Value> {
  /** What was made of the text; undefined where it was not met, or was forgotten. */
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/** Texts whose samples are alike and that are compared one by one; more are kept by all of their characters. */
const ALIKE = 8;
const STEP = 8;
/** The prime of FNV-1a (Fowler, Noll and Vo), 32 bits. */
const FACTOR = 0x01000193;

/**
 * Makes a memo of at most so many texts; beyond, it begins anew. A Map would look at each character of a text to find its
 * place, and then at each again to compare it: lines of a kubelet's log have 500, of which a few tell one from the other.
 */
export function createTextMemo<Value>(most: number): TextMemo<Value> {
  const bySample = new Map<number, { readonly text: string; readonly value: Value }[]>();
  const others = new Map<string, Value>();
  let size = 0;
  return {
    get(text) {
      const alike = bySample.get(sample(text));
      if (alike === undefined) return undefined;
      for (const known of alike) if (known.text === text) return known.value;
      return alike.length < ALIKE ? undefined : others.get(text);
    },
    set(text, value) {
      if (size >= most) {
        bySample.clear();
        others.clear();
        size = 0;
      }
      const key = sample(text);
      const alike = bySample.get(key);
      if (alike === undefined) bySample.set(key, [{ text, value }]);
      else if (alike.length < ALIKE) alike.push({ text, value });
      else others.set(text, value);
      size += 1;
    },
  };
}

/** A number of the text's length and of every eighth character, so that names of pods have some share in it. */
function sample(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at += STEP) hash = Math.imul(hash ^ text.charCodeAt(at), FACTOR);
  return hash;
}
