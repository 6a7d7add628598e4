import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isMasked } from '../../../src/model/masked-text.ts';
import { analyzeFiles } from './small-bundles.ts';

/** A failed pull as an Event, after a redactor has been over it; written by hand. */
const event = (pod: string, image: string, error: string) => ({
  kind: 'Event',
  metadata: { name: `${pod}.1`, namespace: 'shop', uid: `e-${pod}`, creationTimestamp: '2024-07-02T09:10:05Z' },
  involvedObject: { kind: 'Pod', namespace: 'shop', name: pod, uid: `u-${pod}`, fieldPath: 'spec.containers{app}' },
  reason: 'Failed',
  message: `Failed to pull image "${image}": ${error}`,
  source: { component: 'kubelet', host: 'node-1' },
  firstTimestamp: '2024-07-02T09:10:05Z',
  lastTimestamp: '2024-07-02T09:10:05Z',
  count: 1,
  type: 'Warning',
});

suite('names that were masked before the files were handed on', () => {
  const NAMES: readonly (readonly [string, boolean])[] = [
    ['***HIDDEN***/team/web:1', true],
    ['***TOKEN_host_A1***', true],
    ['********', true],
    ['registry.example/[REDACTED]/web', true],
    ['xxxxxxxxxx/web:1', true],
    // Equal names are masked alike there, so this one tells a registry from another.
    ['x-ipv4-0000000001-x:5000/team/web:1', false],
    ['registry.example/xxl/web:1', false],
    ['nginx', false],
  ];
  for (const [name, masked] of NAMES)
    test(`${name} is ${masked ? 'masked' : 'a name'}`, () => assert.equal(isMasked(name), masked));

  test('the failure is reported with its cause, and no mask is called a registry or an image', async () => {
    const hidden = '***HIDDEN***';
    const lookup = `failed to do request: Head "https://${hidden}/v2/": dial tcp: lookup ${hidden} on ${hidden}:53: no such host`;
    const report = await analyzeFiles({
      'events.json': JSON.stringify([event('web-0', `${hidden}/team/web:1`, lookup)]),
    });
    const [incident] = report.incidents;
    assert.equal(incident?.cause.id, 'dns-failure');
    assert.equal(incident.registry, null);
    assert.doesNotMatch(incident.title, /HIDDEN|several/);
    assert.match(incident.title, /masked/);
    assert.equal(incident.failures[0]?.pod, 'web-0');
  });

  test('a consistent mask still names a registry', async () => {
    const image = 'x-ipv4-0000000001-x:5000/team/web:1';
    const refused = 'dial tcp x-ipv4-0000000001-x:5000: connect: connection refused';
    const report = await analyzeFiles({ 'events.json': JSON.stringify([event('web-0', image, refused)]) });
    assert.equal(report.incidents[0]?.registry, 'x-ipv4-0000000001-x:5000');
  });
});
