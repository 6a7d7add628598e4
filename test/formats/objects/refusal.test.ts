import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRefusal } from '../../../src/formats/objects/refusal.ts';

const START = '==== START logs for container app of pod shop/web-0 ====';
const END = '==== END logs for container app of pod shop/web-0 ====';
const REFUSED = 'Request log error: the server rejected our request for an unknown reason (get pods web-0)';

const TEXTS: readonly (readonly [title: string, text: string, expected: RegExp | null])[] = [
  ['kubectl was refused', 'Error from server (Forbidden): nodes is forbidden\n', /^kubectl was refused/],
  [
    'an error with a hint in a second line is named by its first',
    'error: unknown command "x"\nRun help\n',
    /unknown command "x"$/,
  ],
  ['logs that kubectl could not get', `${START}\n${REFUSED}\n${END}\n`, /^kubectl could not get the logs.*web-0\)$/],
  [
    'logs of two containers, both refused',
    `${START}\n${REFUSED}\n${END}\n${START}\n${REFUSED}\n${END}\n`,
    /could not get/,
  ],
  ['a log without a line', `${START}\n${END}\n`, /had written no log/],
  ['a log beside one that was refused', `${START}\n${REFUSED}\n${END}\n${START}\nlistening on 8080\n${END}\n`, null],
  ['what kubectl says when it has written a dump', 'Cluster info dumped to cluster-dump\n', /the folder to give/],
  ['any other text', 'Cluster info dumped to a folder by hand\n', null],
];

for (const [title, text, expected] of TEXTS)
  test(title, () => {
    const said = describeRefusal(text);
    if (expected === null) assert.equal(said, null);
    else assert.match(said ?? '', expected);
  });
