/** A seeded source of numbers and of the identifiers that Kubernetes makes up. The same seed gives the same run. */
export interface Random {
  /** From `low` up to `high`. */
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  integer(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  hex(length: number): string;
  /** A UUID of version 4, as `metadata.uid` is. */
  uid(): string;
  /** The random part of a generated name; alphabet of k8s.io/apimachinery pkg/util/rand. */
  suffix(length: number): string;
}

const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Makes a source from a seed (mulberry32). */
export function seedRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const text = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]).join('');
  const hex = (length: number) => text(length, '0123456789abcdef');
  return {
    between: (low, high) => low + next() * (high - low),
    integer,
    pick: (list) => list[integer(0, list.length - 1)]!,
    hex,
    uid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${text(1, '89ab')}${hex(3)}-${hex(12)}`,
    suffix: (length) => text(length, NAME_ALPHABET),
  };
}
