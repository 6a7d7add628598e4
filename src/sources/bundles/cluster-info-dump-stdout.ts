import { DUMP_COLLECT, DUMP_NEVER_HOLDS, DUMP_SOURCES } from './cluster-info-dump.ts';
import { defineProducer } from './producer.ts';

/** `kubectl cluster-info dump` without a folder: lists and logs one after another in one file. */
export const clusterInfoDumpStdout = defineProducer({
  id: 'cluster-info-dump-stdout',
  title: 'the text of kubectl cluster-info dump',
  sources: DUMP_SOURCES,
  marks: [[{ anyObjectsWithLine: '==== START logs for container ' }]],
  evidence: [],
  neverHolds: DUMP_NEVER_HOLDS,
  collect: DUMP_COLLECT,
});
