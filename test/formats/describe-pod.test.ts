import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describePod } from '../../src/formats/describe-pod.ts';
import type { Observation } from '../../src/model/observation.ts';
import { readText } from './kubectl/read-text.ts';

const DESCRIPTION = `Name:             web-0
Namespace:        shop
Priority:         0
Service Account:  default
Node:             node-1/192.0.2.10
Start Time:       Tue, 02 Jan 2024 15:04:05 +0000
Labels:           <none>
Annotations:      note:
                    Namespace:  not-a-pod
Status:           Pending
IP:               
IPs:              <none>
Init Containers:
  setup:
    Container ID:  docker://1
    Image:         setup:1
    State:         Terminated
      Reason:      Completed
      Exit Code:   0
      Started:     Tue, 02 Jan 2024 15:04:06 +0000
      Finished:    Tue, 02 Jan 2024 15:04:07 +0000
    Ready:         True
Containers:
  web:
    Container ID:  
    Image:         web:1
    Command:
      sh
      -c
      State:  Waiting
    State:         Waiting
      Reason:      ImagePullBackOff
    Ready:         False
    Environment:
      TOKEN:   s3cr3t-value
      Reason:  CrashLoopBackOff
Conditions:
  Type              Status
  Ready             False 
QoS Class:          BestEffort
`;
const EVENTS = `Events:
  Type     Reason   Age               From     Message
  ----     ------   ----              ----     -------
  Warning  Failed   9s (x2 over 41s)  kubelet  Failed to pull image "web:1": EOF
  Normal   BackOff  8s (x3 over 40s)  kubelet  Back-off pulling image "web:1"
`;

/** The observations in short: kind, container, and what is told. */
function shorten(observations: readonly Observation[]): string[] {
  return observations.map((observation) => {
    const { kind, subject, evidence } = observation;
    const told =
      'message' in observation ? (observation.message ?? '') : 'state' in observation ? observation.state : '';
    return `${evidence.line} ${kind} ${subject.namespace}/${subject.pod}/${subject.container} ${told}`.trim();
  });
}

function read(text: string): string[] {
  return shorten(readText(describePod, text).observations);
}

/** As `read`, without line numbers. */
function readWithoutLines(text: string): string[] {
  return read(text).map((line) => line.replace(/^[0-9]+ /, ''));
}

const WHOLE = [
  'pod shop/web-0/null',
  'container-ran shop/web-0/setup terminated',
  'waiting shop/web-0/web',
  'pull-failed shop/web-0/web EOF',
  'back-off shop/web-0/web',
];

test('a description gives its pod, states and events, and nothing of its annotations, commands and variables', () => {
  assert.deepEqual(read(DESCRIPTION + EVENTS), [
    '1 pod shop/web-0/null',
    '20 container-ran shop/web-0/setup terminated',
    '32 waiting shop/web-0/web',
    '44 pull-failed shop/web-0/web EOF',
    '45 back-off shop/web-0/web',
  ]);
});

test('no value of an environment variable gets into an excerpt', () => {
  for (const { evidence } of readText(describePod, DESCRIPTION + EVENTS).observations)
    assert.doesNotMatch(evidence.excerpt, /s3cr3t|TOKEN/);
});

test('a whole paste may be indented', () => {
  const indented = (DESCRIPTION + EVENTS).replaceAll(/^(?=.)/gm, '    ');
  assert.deepEqual(readWithoutLines(indented), WHOLE);
});

test('an events table may have lost its leading spaces', () => {
  assert.deepEqual(readWithoutLines(DESCRIPTION + EVENTS.replaceAll(/^ {2}/gm, '')), WHOLE);
});

test('an events table may have lost the spaces between its columns', () => {
  assert.deepEqual(readWithoutLines(DESCRIPTION + EVENTS.replaceAll(/ {2,}/g, ' ')), WHOLE);
});

test('an events table may have tabs between its columns', () => {
  assert.deepEqual(readWithoutLines(DESCRIPTION + EVENTS.replaceAll(/ {2,}/g, '\t')), WHOLE);
});

test('prompts and other output before and after do not get in', () => {
  const text = `user@host:~$ kubectl describe pod web-0\n${DESCRIPTION}${EVENTS}user@host:~$ kubectl get nodes\nNAME   STATUS\n`;
  assert.deepEqual(readWithoutLines(text), WHOLE);
});

test('a description without events, with none, or cut before them, ends where it ends', () => {
  const states = WHOLE.slice(0, 3);
  assert.deepEqual(readWithoutLines(DESCRIPTION), states);
  assert.deepEqual(readWithoutLines(`${DESCRIPTION}Events:           <none>\n`), states);
  assert.deepEqual(readWithoutLines(`${DESCRIPTION}\n\n${DESCRIPTION}${EVENTS}`), [...states, ...WHOLE]);
  assert.deepEqual(readWithoutLines(`${DESCRIPTION}$ cat notes\nReason: none\n`), states);
});

test('line breaks of a message belong to it, up to the next row or other output', () => {
  const page = EVENTS.replace('EOF', 'unexpected status:\n<html>\n  <b>Sign in</b>\n\n</html>');
  const [failed, backOff] = readWithoutLines(`${DESCRIPTION}${page}\nSome prose of the ticket.\n`).slice(3);
  assert.equal(failed, 'pull-failed shop/web-0/web unexpected status:\n<html>\n  <b>Sign in</b>\n\n</html>');
  assert.equal(backOff, 'back-off shop/web-0/web');
});

test('the last events of a pod that is gone keep its name', () => {
  const text = `Pod 'web-9': error 'pods "web-9" not found', but found events.\n${EVENTS}`;
  assert.deepEqual(readWithoutLines(text), ['pull-failed null/web-9/null EOF', 'back-off null/web-9/null']);
});

test('a row that names no image is of the only container that waits for one; of none where two do', () => {
  const row = '  Warning  Failed   9s  kubelet  Error: ErrImagePull\n';
  const header = EVENTS.split('\n').slice(0, 3).join('\n');
  assert.equal(read(`${DESCRIPTION}${header}\n${row}`).at(-1), '44 pull-failed shop/web-0/web');
  const second = DESCRIPTION.replace(
    '    State:         Terminated\n      Reason:      Completed',
    '    State:         Waiting\n      Reason:      ErrImagePull',
  );
  assert.equal(read(`${second}${header}\n${row}`).at(-1), '44 pull-failed shop/web-0/null');
});

test('descriptions of other kinds are let go at once', () => {
  const other = `Name:         web\nNamespace:    shop\nSelector:     app=web\nReplicas:     1\nContainers:\n  web:\n    Image:  web:1\n`;
  assert.deepEqual(readText(describePod, other), { observations: [], records: 0, warnings: [] });
});

test('a very long hostile line is refused fast', () => {
  const begin = performance.now();
  for (const part of [
    'Normal ',
    'Type Reason ',
    '5m ',
    'Warning Failed 5m x',
    ' "',
    'secret "',
    'sandbox image "',
    '(x1 over ',
  ])
    readText(
      describePod,
      `  Warning  Failed  5m  kubelet  Error: ErrImagePull ${part.repeat(100_000)}\nName:  ${part.repeat(100_000)}\n`,
    );
  assert.ok(performance.now() - begin < 5000);
});
