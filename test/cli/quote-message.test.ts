import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { quoteMessage } from '../../src/cli/quote-message.ts';

/** The stretch of a text that a word fills. */
function mark(message: string, word: string) {
  const start = message.lastIndexOf(word);
  return { start, end: start + word.length };
}

suite('quoteMessage', () => {
  test('puts carets below the marked words, in the line where they stand', () => {
    const message = 'pull of a.example/not-found:1 failed: not found';
    assert.deepEqual(quoteMessage(message, [mark(message, 'not found')], null), [
      '> pull of a.example/not-found:1 failed: not found',
      '                                        ^^^^^^^^^',
    ]);
  });

  test('underlines them where the terminal can', () => {
    assert.deepEqual(quoteMessage('a EOF', [{ start: 2, end: 5 }], ['<', '>']), ['> a <EOF>']);
  });

  test('breaks lines at blanks, and longer words where the line ends', () => {
    const message = `${'word '.repeat(20)}${'x'.repeat(200)}`;
    const lines = quoteMessage(message, [], null);
    for (const line of lines) assert.ok(line.length <= 80, line);
    assert.equal(
      lines
        .map((line) => line.slice(2))
        .join('')
        .replaceAll(' ', ''),
      message.replaceAll(' ', ''),
    );
  });

  test('marks words that go over the end of a line in both lines', () => {
    const message = `${'x'.repeat(70)} connection refused`;
    assert.deepEqual(quoteMessage(message, [mark(message, 'connection refused')], null).slice(1), [
      '> connection refused',
      '  ^^^^^^^^^^^^^^^^^^',
    ]);
    const late = `${'x'.repeat(65)} connection refused`;
    assert.equal(
      quoteMessage(late, [mark(late, 'connection refused')], null).filter((line) => /\^/.test(line)).length,
      2,
    );
  });

  test('keeps the line breaks of the message, and shows what would steer a terminal', () => {
    assert.deepEqual(quoteMessage('a\r\nb\u001b[31m\u202e\tc', [], null), ['> a', '> b␛[31m⟨U+202E⟩ c']);
  });

  test('leaves out what is far from beginning and marks of a long message', () => {
    const message = `begins here ${'word '.repeat(2000)}no space left on device ${'word '.repeat(2000)}`;
    const text = quoteMessage(message, [mark(message, 'no space left')], null).join('\n');
    assert.match(text, /^> begins here/);
    assert.match(text, / … /);
    assert.match(text, /no space left/);
    assert.ok(text.length < 1200, String(text.length));
    assert.ok(quoteMessage(message, [], null).join('').length < 1200);
  });

  test('quotes an empty message', () => assert.deepEqual(quoteMessage('', [], null), ['>']));
});
