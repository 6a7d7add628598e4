import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import assembleWith from 'wabt';
import { assertGolden } from '../../golden.ts';

const FOLDER = new URL('../../../src/formats/text/search/', import.meta.url);

test('needle-search-wasm.ts holds needle-search.wat, assembled', async () => {
  const { parseWat } = await assembleWith();
  const module = parseWat('needle-search.wat', readFileSync(new URL('needle-search.wat', FOLDER)), { simd: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  const base64 = Buffer.from(buffer).toString('base64');
  const text = `/** needle-search.wat, assembled by \`npm run golden:update\`: base64. */
export const NEEDLE_SEARCH_WASM =
  '${base64}';
`;
  assertGolden(text, fileURLToPath(new URL('needle-search-wasm.ts', FOLDER)));
});
