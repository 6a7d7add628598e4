import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  defaultPullPolicy,
  formatImageReference,
  normaliseImage,
  parseImageReference,
} from '../../src/model/image-reference.ts';

const DIGEST = `sha256:${'1'.repeat(64)}`;

describe('normaliseImage', () => {
  const cases: [string, string][] = [
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.25', 'docker.io/library/nginx:1.25'],
    ['acme/web', 'docker.io/acme/web:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['index.docker.io/nginx:1', 'docker.io/library/nginx:1'],
    ['localhost/web:1', 'localhost/web:1'],
    ['localhost:5000/web', 'localhost:5000/web:latest'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    ['registry.corp.example:5000/a/b/c:v1', 'registry.corp.example:5000/a/b/c:v1'],
    ['[2001:db8::1]:5000/web:1', '[2001:db8::1]:5000/web:1'],
    ['Registry/web', 'Registry/web:latest'],
    [`nginx@${DIGEST}`, `docker.io/library/nginx@${DIGEST}`],
    [`nginx:1.25@${DIGEST}`, `docker.io/library/nginx:1.25@${DIGEST}`],
    ['a.b/c', 'a.b/c:latest'],
    ['not-found:404', 'docker.io/library/not-found:404'],
    ['a__b/c--d/e.f:_1', 'docker.io/a__b/c--d/e.f:_1'],
    [`${'a'.repeat(63)}:1`, `docker.io/library/${'a'.repeat(63)}:1`],
  ];
  for (const [text, normal] of cases)
    it(`${text.slice(0, 60)} is ${normal.slice(0, 60)}`, () => assert.equal(normaliseImage(text), normal));

  it('does not change what is normal already', () => {
    for (const [, normal] of cases) assert.equal(normaliseImage(normal), normal);
  });
});

describe('parseImageReference', () => {
  it('takes tag and digest apart where both are there', () => {
    assert.deepEqual(parseImageReference(`registry.corp.example:5000/shop/web:1@${DIGEST}`), {
      registry: 'registry.corp.example:5000',
      repository: 'shop/web',
      tag: '1',
      digest: DIGEST,
    });
  });

  const invalid: [string, string][] = [
    ['no text', ''],
    ['an upper-case repository', 'docker.io/library/Nginx'],
    ['an upper-case repository alone', 'Nginx'],
    ['a scheme', 'https://registry.corp.example/web:1'],
    ['a blank', 'nginx: 1'],
    ['a line break', 'nginx\n'],
    ['two colons', 'nginx::1'],
    ['an empty tag', 'nginx:'],
    ['a tag that begins with a dot', 'nginx:.1'],
    ['a tag of 129 characters', `nginx:${'a'.repeat(129)}`],
    ['a short digest', 'nginx@sha256:1111'],
    ['a digest in upper case', `nginx@sha256:${'A'.repeat(64)}`],
    ['an unknown digest algorithm', `nginx@md5:${'1'.repeat(32)}`],
    ['an image id', 'a'.repeat(64)],
    ['a template', '{{ .Values.image }}'],
    ['three underscores', 'a___b'],
    ['a trailing slash', 'registry.corp.example/'],
    ['a double slash', 'registry.corp.example//web'],
    ['a host with a leading dash', '-registry.corp.example/web'],
    ['a port that is no number', 'registry.corp.example:port/web'],
    ['a path of 256 characters', `registry.corp.example/${'a'.repeat(256)}`],
  ];
  for (const [title, text] of invalid) it(`refuses ${title}`, () => assert.equal(parseImageReference(text), null));

  it('is undone by formatImageReference', () => {
    const reference = parseImageReference('registry.corp.example/web');
    assert.ok(reference);
    assert.equal(formatImageReference(reference), 'registry.corp.example/web:latest');
  });
});

describe('defaultPullPolicy', () => {
  const cases: [string, 'Always' | 'IfNotPresent'][] = [
    ['web', 'Always'],
    ['web:latest', 'Always'],
    [`web:latest@${DIGEST}`, 'Always'],
    [`web@${DIGEST}`, 'IfNotPresent'],
    ['web:v1', 'IfNotPresent'],
    [`web:v1@${DIGEST}`, 'IfNotPresent'],
    ['web:LATEST', 'IfNotPresent'],
    ['Not Parsable', 'IfNotPresent'],
  ];
  for (const [image, policy] of cases)
    it(`of ${image.slice(0, 40)} is ${policy}`, () => assert.equal(defaultPullPolicy(image), policy));
});
