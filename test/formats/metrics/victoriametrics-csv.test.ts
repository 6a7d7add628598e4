import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { victoriametricsCsv } from '../../../src/formats/victoriametrics-csv.ts';
import { cutChunks, scanChunks } from '../text/run-samples.ts';

const FORMATS = [victoriametricsCsv];
const ROW = 'kube_pod_container_status_waiting_reason,shop,cart-0,web,ErrImagePull,1';

async function read(text: string) {
  const bytes = Buffer.from(text);
  return scanChunks(cutChunks(bytes, bytes.length), FORMATS);
}

suite('rows whose columns nothing tells', () => {
  test('are left out, with the reason and what to do', async () => {
    const { observations, warnings, records } = await read(`${ROW},1720998600\n${ROW},1720998630\n`);
    assert.deepEqual(observations, []);
    assert.equal(records.get('victoriametrics-csv'), 2);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /^1: 2 rows .* only the query says which is the namespace/);
  });

  test('that do not fit the columns told before them are named as that', async () => {
    const header = '__name__,namespace,pod,reason,__value__,__timestamp__:unix_s\n';
    const { observations, warnings } = await read(`${header}${ROW},1720998600\n`);
    assert.deepEqual(observations, []);
    assert.match(warnings[0] ?? '', /^2: 1 rows .* do not fit the columns/);
  });

  for (const [title, text] of [
    ['without a time', `${ROW},yes\n`],
    ['with text for people', 'kube_pod_container_status_waiting_reason,"is the metric, see 2024",1,1720998600\n'],
    ['of another metric', 'up,node-a,1,1720998600\n'],
    ['of a header of another table', '__value__,__name__\n'],
  ] as const) {
    test(`a row ${title} is none of them`, async () => {
      const { warnings, records } = await read(text);
      assert.deepEqual([warnings, records.size], [[], 0]);
    });
  }
});

test('the query may be written as browsers and shells encode it', async () => {
  const query =
    'GET /api/v1/export/csv?match=x&format=__name__%2Cnamespace%2Cpod%2Ccontainer%2Creason%2C__value__%2C__timestamp__%3Aunix_s';
  const { observations, warnings } = await read(`${query}\n${ROW},1720998600\n${ROW},1720998630\n`);
  assert.deepEqual(warnings, []);
  assert.equal(observations.length, 1);
});
