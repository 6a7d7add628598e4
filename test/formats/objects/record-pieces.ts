import type { Cutter, PieceLimits, PieceSink } from '../../../src/formats/objects/pieces.ts';

/** What a cutter handed on, in words: `object LINE ITEM KIND TEXT`, `list ITEMS STRAYS ENVELOPE`, `text …`, `flaw …`. */
export function recordPieces(
  createCutter: (sink: PieceSink, limits?: PieceLimits) => Cutter,
  bytes: Buffer,
  borders: readonly number[] = [],
  limits?: PieceLimits,
): string[] {
  const pieces: string[] = [];
  const cutter = createCutter(
    {
      object: ({ bytes, line, item, listKind }) =>
        void pieces.push(`object ${line} ${item} ${listKind} ${bytes.toString('utf8')}`),
      list: (envelope, items, strays) =>
        void pieces.push(`list ${items} ${strays} ${envelope?.bytes.toString('utf8') ?? null}`),
      text: (line, text) => void pieces.push(`text ${line} ${text}`),
      flaw: (flaw, line, item) => void pieces.push(`flaw ${flaw} ${line} ${item}`),
    },
    limits,
  );
  let from = 0;
  for (const border of [...borders, bytes.length]) {
    // A copy that is overwritten afterwards: a chunk is free again when `write` returns.
    const chunk = Buffer.from(bytes.subarray(from, border));
    cutter.write(chunk);
    chunk.fill(0x21);
    from = border;
  }
  cutter.end();
  return pieces;
}
