import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMessage, readMessages } from '../../src/cli/read-messages.ts';
import { streamOf } from '../sources/archives.ts';

const lines: [string, string, string][] = [
  ['plain text is itself', 'rpc error: code = NotFound', 'rpc error: code = NotFound'],
  ['a JSON string is its text', '"one\\ntwo"', 'one\ntwo'],
  ['a JSON object gives its message', '{"level":"error","message":"one\\ntwo"}', 'one\ntwo'],
  ['a JSON object without a message is itself', '{"error":"x"}', '{"error":"x"}'],
  ['a message that is no text is none', '{"message":7}', '{"message":7}'],
  ['broken JSON is itself', '{"message":', '{"message":'],
  ['a quoted image at the start of a message is no JSON', '"nginx" is not there', '"nginx" is not there'],
];
for (const [title, line, message] of lines) test(title, () => assert.equal(readMessage(line), message));

test('lines end at line feeds only, also where a chunk breaks in a character or a CRLF', async () => {
  const input = Buffer.from('ä\u2028b\r\n\n  \n"c"\nlast');
  const messages: string[] = [];
  for await (const message of readMessages(streamOf(input, 1))) messages.push(message);
  assert.deepEqual(messages, ['ä\u2028b', 'c', 'last']);
});
