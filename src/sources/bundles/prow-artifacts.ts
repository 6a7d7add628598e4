import { type BundleFiles, defineProducer } from './producer.ts';

/** What prow uploads of one run of a job: what it ran as, and whatever the job left in its folder `artifacts`. */
export const prowArtifacts = defineProducer({
  id: 'prow-artifacts',
  title: 'the artifacts of a prow job',
  sources: [
    'kubernetes-sigs/prow pkg/pod-utils/gcs and pkg/apis/prowjobs/v1, 2025',
    'openshift/release ci-operator/step-registry/gather/extra, 2025',
  ],
  marks: [
    [{ place: 'started.json', holds: ['"timestamp"'] }, 'prowjob.json'],
    [{ place: 'started.json', holds: ['"timestamp"'] }, 'build-log.txt'],
    [
      { place: 'started.json', holds: ['"timestamp"'] },
      { place: 'finished.json', holds: ['"timestamp"'] },
    ],
  ],
  metadata: { started: 'started.json', finished: 'finished.json' },
  evidence: [{ places: ['artifacts/**'], lack: 'artifacts of the job' }],
  collect: [],
  // What the job saved of its clusters it saved while it ran.
  capture(files) {
    const started = readTimestamp(files, 'started');
    if (started === null) return null;
    const finished = readTimestamp(files, 'finished');
    return finished !== null && finished >= started
      ? { value: { earliest: started, latest: finished }, statedBy: 'started.json and finished.json' }
      : { value: { earliest: started, latest: started + LONGEST_RUN_MS }, statedBy: 'started.json' };
  },
  nodeOf: (path) => /\/gather-extra\/artifacts\/nodes\/([^/]+)\//.exec(path)?.[1] ?? null,
});

/** prow ends a run after a day unless its configuration says otherwise (`default_job_timeout`). */
const LONGEST_RUN_MS = 24 * 60 * 60_000;

/** Seconds since the epoch; null where the file has none. */
function readTimestamp(files: BundleFiles, key: string): number | null {
  const seconds = /"timestamp"\s*:\s*(\d{9,11})\b/.exec(files.texts(key)[0] ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
