import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify, classifyCheck, classifyPullError } from '../../src/causes/classify.ts';
import { FIELD_MESSAGES, FIELD_NO_PULLS } from './field-messages.ts';
import { FURTHER_MESSAGES, NO_PULLS } from './further-messages.ts';
import { SEVENTEEN } from './seventeen-messages.ts';

describe('messages of further versions, registries and tools', () => {
  for (const [message, ...causes] of [...FURTHER_MESSAGES, ...FIELD_MESSAGES]) {
    it(`${causes[0]}: ${message.slice(0, 110)}`, () => {
      const { cause, matchedOn } = classify(message);
      assert.ok(causes.includes(cause.id), `is ${cause.id} on ${matchedOn}, not ${causes.join(' or ')}`);
    });
  }
});

describe('messages that are no failed pull', () => {
  for (const message of [...NO_PULLS, ...FIELD_NO_PULLS]) {
    it(message.slice(0, 110) || '(empty)', () => assert.equal(classify(message).cause.id, 'not-image-pull'));
  }
});

describe('the seventeen kinds of message on which peers were replayed', () => {
  for (const { kind, cause, message } of SEVENTEEN) {
    it(`${kind}: ${cause}`, () => assert.equal(classify(message).cause.id, cause));
  }
});

describe('classify', () => {
  it('names image, registry, the words that decided, and what fitted less', () => {
    const judged = classify(
      'Failed to pull image "web:1": rpc error: code = Unknown desc = Error response from daemon: pull access denied for web, repository does not exist or may require \'docker login\': denied: Your authorization token has expired. Reauthenticate and try again.',
    );
    assert.equal(judged.cause.id, 'credentials-invalid');
    assert.equal(judged.image, 'web:1');
    assert.equal(judged.registry, 'docker.io');
    assert.equal(judged.matchedOn, 'Your authorization token has expired');
    assert.ok(judged.nearMisses.some(({ id }) => id === 'repository-missing-or-denied'));
  });

  it('takes the registry for which a mirror stood in', () => {
    const { registry, error } = classify(
      'failed to resolve reference "": failed to do request: Head "https://mirror.corp.example/v2/library/web/manifests/1?ns=docker.io": dial tcp 10.0.0.9:443: connect: connection refused',
    );
    assert.equal(registry, 'docker.io');
    assert.deepEqual(error.mirror, { host: 'mirror.corp.example', of: 'docker.io' });
  });

  it('leaves more open for a 404 of a registry whose habits are not known than for Docker Hub', () => {
    const judge = (image: string) =>
      classify(
        `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
      ).cause;
    assert.equal(judge('docker.io/acme/web:9').id, 'tag-not-found');
    assert.ok(judge('docker.io/acme/web:9').confidence > judge('registry.corp.example/acme/web:9').confidence);
  });
});

describe('classifyPullError', () => {
  it('never says that the text tells of no pull', () => {
    assert.equal(classify('EOF').cause.id, 'not-image-pull');
    assert.equal(classifyPullError('EOF').cause.id, 'connection-reset');
    assert.equal(classifyPullError('something odd').cause.id, 'unknown');
    assert.equal(classifyPullError('').cause.id, 'unknown');
  });
});

describe('classifyCheck', () => {
  const cases: [reason: string, message: string | null, cause: string][] = [
    ['ErrImageNeverPull', 'Container image "web:1" is not present with pull policy of Never', 'never-pull'],
    ['ErrImageNeverPull', null, 'never-pull'],
    ['InvalidImageName', null, 'invalid-image-name'],
    [
      'InvalidImageName',
      'Failed to apply default image tag "Web": couldn\'t parse image name "Web"',
      'invalid-image-name',
    ],
    [
      'ImageInspectError',
      'Failed to inspect image "": rpc error: code = Unknown desc = layer not known',
      'image-inspect-failed',
    ],
    [
      'ImageInspectError',
      'Failed to inspect image "web:1": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
      'runtime-unavailable',
    ],
    ['RegistryUnavailable', 'image pull failed for web:1 because the registry is unavailable.', 'registry-unavailable'],
    [
      'RegistryUnavailable',
      'image pull failed for registry.corp.example/web:1 because the registry is unavailable: pinging container registry registry.corp.example: Get "https://registry.corp.example/v2/": dial tcp 10.0.0.9:443: connect: connection refused',
      'connection-refused',
    ],
    ['SignatureValidationFailed', null, 'signature-rejected'],
    [
      'SignatureValidationFailed',
      'image pull failed for web:1 because the signature validation failed: Source image rejected: A signature was required, but no signature exists',
      'signature-rejected',
    ],
    [
      'couldn\'t parse image name "Web:1": invalid reference format: repository name (library/Web) must be lowercase',
      null,
      'invalid-image-name',
    ],
    ['unexpected end of JSON input', '', 'content-corrupt'],
  ];
  for (const [reason, message, cause] of cases) {
    it(`${reason.slice(0, 60)}, ${message?.slice(0, 60) ?? 'no message'}: ${cause}`, () => {
      assert.equal(classifyCheck(reason, message).cause.id, cause);
    });
  }
});
