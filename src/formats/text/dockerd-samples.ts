import type { FormatSample } from '../format.ts';

/** The Docker daemon's lines, 17.03–28, in the words of the sources that `dockerd-log` names. */
export const DOCKERD_SAMPLES: readonly FormatSample[] = [
  {
    title: 'pulls that failed, 20.10: the request names no image, the error does',
    text: [
      'Sep 26 21:40:00 worker-02 dockerd[911]: time="2024-09-26T21:40:00.758000000Z" level=error msg="Handler for POST /v1.40/images/create returned error: manifest for nginx:1.99 not found: manifest unknown: manifest unknown"',
      String.raw`Sep 26 21:40:20 worker-02 dockerd[911]: time="2024-09-26T21:40:20.758000000Z" level=error msg="Handler for POST /v1.40/images/create returned error: Get \"https://r.corp.example/v2/\": x509: certificate signed by unknown authority"`,
    ].join('\n'),
    observations: [
      {
        kind: 'pull-failed',
        origin: 'runtime',
        message: 'manifest for nginx:1.99 not found: manifest unknown: manifest unknown',
        subject: { pod: null, image: 'nginx:1.99', node: 'worker-02' },
      },
      {
        kind: 'pull-failed',
        message: 'Get "https://r.corp.example/v2/": x509: certificate signed by unknown authority',
        subject: { image: null },
      },
    ],
  },
  {
    title: 'an endpoint that was given up, 19.03, where nothing tells how the call ended',
    text: 'time="2020-09-26T21:40:00.758000000Z" level=warning msg="Attempting next endpoint for pull after error: Get https://r.corp.example/v2/: dial tcp 10.0.0.7:443: connect: connection refused"',
    observations: [
      { kind: 'pull-remark', remark: 'mirror-failed', host: 'r.corp.example' },
      {
        kind: 'pull-failed',
        message: 'Get https://r.corp.example/v2/: dial tcp 10.0.0.7:443: connect: connection refused',
        subject: { image: null },
      },
    ],
  },
];
