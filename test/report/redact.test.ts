import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redactText } from '../../src/report/redact.ts';

/** Each text with the secret that must be gone and the part that must stay. */
const SECRETS: readonly (readonly [title: string, text: string, secret: string, stays: string])[] = [
  ['a login in a URL', 'Get "https://bob:hunter2@registry.example/v2/": EOF', 'hunter2', 'registry.example/v2/'],
  ['a bearer token', 'Authorization: Bearer abcdefghijklmnop.qrst-uv_wx', 'abcdefghijklmnop', 'Authorization'],
  ['a basic authorization header', 'authorization: Basic Ym9iOmh1bnRlcjI0Mg==', 'Ym9iOmh1bnRlcjI0Mg', 'authorization'],
  ['a JSON Web Token', 'token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2ln end', 'eyJzdWIi', ' end'],
  ['a signed S3 URL', 'https://s3.example/b?X-Amz-Signature=0123abcd&X-Amz-Date=1', '0123abcd', 'X-Amz-Date=1'],
  ['an Azure SAS parameter', 'https://x.blob.example/l?sv=2020&sig=AbC%2Bd%3D', 'AbC%2Bd', 'sv=2020'],
  ['a docker configuration', '{"auths":{"r.example":{"auth":"Ym9iOmh1"}}}', 'Ym9iOmh1', 'r.example'],
  ['a docker configuration in a quoted string', '{\\"password\\":\\"hunter2\\"}', 'hunter2', 'password'],
  [
    'an environment value of a kubelet line',
    'Env:[]EnvVar{EnvVar{Name:DB,Value:hunter2,ValueFrom:nil,},}',
    'hunter2',
    'Name:DB',
  ],
  ['a GitHub token', `pull with ghp_${'a'.repeat(36)} failed`, 'ghp_a', 'failed'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE was refused', 'AKIAIOSFODNN7EXAMPLE', 'was refused'],
  ['a password option', 'kubectl create secret docker-registry x --docker-password=hunter2 -n y', 'hunter2', '-n y'],
];

/** What looks a little like a secret and is needed to understand a failure. */
const HARMLESS = [
  'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
  'docker.io/library/nginx@sha256:1111111111111111111111111111111111111111111111111111111111111111',
  'Get "https://auth.docker.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.docker.io": EOF',
  'no basic auth credentials',
  'kubectl create secret docker-registry x --docker-username=USER --docker-password=PASSWORD',
  'reading manifest 1.2@beta in registry.example/a/b: unauthorized',
];

describe('redaction', () => {
  for (const [title, text, secret, stays] of SECRETS) {
    it(`removes ${title}`, () => {
      const redacted = redactText(text);
      assert.ok(!redacted.includes(secret), redacted);
      assert.ok(redacted.includes(stays), redacted);
    });
  }
  for (const text of HARMLESS) it(`leaves: ${text}`, () => assert.equal(redactText(text), text));
});
