import { DUMP_COLLECT, DUMP_NEVER_HOLDS, DUMP_SOURCES } from './cluster-info-dump.ts';
import { defineProducer } from './producer.ts';

const START = '==== START logs for container ';

/** `kubectl cluster-info dump` without a folder: lists and logs one after another in one file. */
export const clusterInfoDumpStdout = defineProducer({
  id: 'cluster-info-dump-stdout',
  title: 'the text of kubectl cluster-info dump',
  sources: DUMP_SOURCES,
  marks: [
    [{ anyObjectsWithLine: START }],
    // A short one, of which all is in the first bytes; the file of one pod's log in the folder form holds no list.
    [{ anyFileWith: [START] }, { anyFileWith: ['"NodeList"', '"/api/v1/nodes"'] }],
  ],
  evidence: [],
  neverHolds: DUMP_NEVER_HOLDS,
  collect: DUMP_COLLECT,
});
