import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTextMemo } from '../../../src/formats/text/text-memo.ts';

test('a memo knows the texts that it was given, and no other that is sampled alike', () => {
  const memo = createTextMemo<number>(100);
  memo.set('Error syncing pod web-0', 1);
  memo.set('Error synced a pod web-0', 2);
  // Differs from the first between the samples only.
  memo.set('Erxor syncing pod web-0', 3);
  assert.equal(memo.get('Error syncing pod web-0'), 1);
  assert.equal(memo.get('Error synced a pod web-0'), 2);
  assert.equal(memo.get('Erxor syncing pod web-0'), 3);
  assert.equal(memo.get('Exror syncing pod web-0'), undefined);
  assert.equal(memo.get(''), undefined);
});

test('of texts that are sampled alike none is forgotten before others', () => {
  const memo = createTextMemo<number>(1000);
  for (let index = 0; index < 1000; index++) memo.set(`x${String(index).padStart(7, '0')}`, index);
  for (let index = 0; index < 1000; index++) assert.equal(memo.get(`x${String(index).padStart(7, '0')}`), index);
});

test('what a memo holds is bounded', () => {
  const memo = createTextMemo<number>(10);
  for (let index = 0; index < 1000; index++) memo.set(`x${String(index).padStart(7, '0')}`, index);
  assert.equal(memo.get('x0000999'), 999);
  assert.equal(memo.get('x0000001'), undefined);
});
