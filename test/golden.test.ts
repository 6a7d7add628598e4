import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showDifference } from './golden.ts';

test('the difference of two texts shows the lines that differ and two lines around them', () => {
  const expected = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
  const actual = 'one\ntwo\nthree\n4\nfive\nsix\nseven\n';
  assert.equal(showDifference(expected, actual), '@@ line 4 @@\n  two\n  three\n- four\n+ 4\n  five\n  six');
});

test('the difference of a text that only grew shows what was added', () => {
  assert.equal(showDifference('one\n', 'one\ntwo\n'), '@@ line 2 @@\n  one\n+ two\n  ');
});
