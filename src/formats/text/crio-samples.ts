import type { FormatSample } from '../format.ts';

/** CRI-O's lines, 1.20–1.35, in the words of the sources that `crio-log` names. */
export const CRIO_SAMPLES: readonly FormatSample[] = [
  {
    title: 'a pull that worked, 1.35: the request id leads from the digest back to the text that was asked for',
    text: [
      '2024-06-16T13:11:07+0100 worker-01 crio[1253]: time="2024-06-16 13:11:07.264932373+01:00" level=info msg="Pulling image: redis:7.2" id=c2c1854e name=/runtime.v1.ImageService/PullImage',
      '2024-06-16T13:11:09+0100 worker-01 crio[1253]: time="2024-06-16 13:11:09.264932373+01:00" level=info msg="Pulled image: docker.io/library/redis@sha256:aa" id=c2c1854e name=/runtime.v1.ImageService/PullImage',
    ].join('\n'),
    observations: [
      {
        kind: 'pull-started',
        origin: 'runtime',
        subject: { node: 'worker-01', image: 'redis:7.2' },
        first: { clock: { notation: 'absolute' } },
      },
      { kind: 'pull-succeeded', subject: { image: 'redis:7.2' } },
    ],
  },
  {
    title: 'a pull that failed, at the level debug, 1.24',
    text: 'time="2024-06-16 12:11:08.264932373Z" level=debug msg="Error pulling image r.corp.example:5000/a:1: reading manifest 1 in r.corp.example:5000/a: manifest unknown" file="server/image_pull.go:220" id=ff name=/runtime.v1.ImageService/PullImage',
    observations: [
      {
        kind: 'pull-failed',
        message: 'reading manifest 1 in r.corp.example:5000/a: manifest unknown',
        subject: { image: 'r.corp.example:5000/a:1' },
      },
    ],
  },
  {
    title: 'a line that says nothing about pulls',
    text: 'Jun 16 12:11:09 worker-01 crio[1253]: time="2024-06-16 12:11:09.264932373Z" level=info msg="Ran pod sandbox 77" id=ff name=/runtime.v1.RuntimeService/RunPodSandbox',
    observations: [],
  },
];
