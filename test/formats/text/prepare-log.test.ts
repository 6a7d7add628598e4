import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peek } from '../../../src/formats/reading/peek.ts';
import { prepareLog } from '../../../src/formats/text/envelopes/prepare-log.ts';
import { cutChunks } from './run-samples.ts';

const ESCAPE = '\u001b';

async function prepare(bytes: Buffer): Promise<string> {
  const prepared: Buffer[] = [];
  const chunks = prepareLog(await peek(cutChunks(bytes, 1000)), 1024 * 1024, (_line, message) => assert.fail(message));
  for await (const chunk of chunks) prepared.push(Buffer.from(chunk));
  return Buffer.concat(prepared).toString('utf8');
}

/** A field of journald's export format that has its length before it, as those with control characters have. */
function binaryField(name: string, value: string): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(value)));
  return Buffer.concat([Buffer.from(`${name}\n`), length, Buffer.from(`${value}\n`)]);
}

test('the lengths in an export of journald count the colours of a message', async () => {
  const entry = (message: string) => [
    Buffer.from(
      '__CURSOR=s=0a;i=1\n__REALTIME_TIMESTAMP=1721361964520700\n_HOSTNAME=node-1\nSYSLOG_IDENTIFIER=kubelet\n',
    ),
    binaryField('MESSAGE', message),
    Buffer.from('\n'),
  ];
  const text = await prepare(
    Buffer.concat([...entry(`${ESCAPE}[31mfirst${ESCAPE}[0m one`), ...entry(`${ESCAPE}[31msecond${ESCAPE}[0m one`)]),
  );
  assert.match(text, /kubelet: first one$/m);
  assert.match(text, /kubelet: second one$/m);
});

test('a text that shows neither colours nor entities goes through byte by byte', async () => {
  const text = `${'a line & <nothing> "more", a?b=c&d=e; ü\r\n'.repeat(5000)}the end`;
  assert.equal(await prepare(Buffer.from(text)), text);
});
