import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parsePullError } from '../../src/causes/pull-error.ts';
import { registryOfError, registryOfHost } from '../../src/causes/registries/index.ts';
import { canonicalRegistry } from '../../src/model/image-reference.ts';

const HOSTS: readonly (readonly [host: string, id: string | null])[] = [
  ['docker.io', 'docker-hub'],
  ['registry-1.docker.io:443', 'docker-hub'],
  ['AUTH.Docker.IO', 'docker-hub'],
  ['public.ecr.aws', 'ecr-public'],
  ['111122223333.dkr.ecr.eu-central-1.amazonaws.com', 'ecr'],
  ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn', 'ecr'],
  ['ghcr.io', 'ghcr'],
  ['europe-west3-docker.pkg.dev', 'artifact-registry'],
  ['eu.gcr.io', 'artifact-registry'],
  ['acme.azurecr.io', 'acr'],
  ['quay.io', 'quay'],
  ['image-registry.openshift-image-registry.svc:5000', 'openshift'],
  ['registry.redhat.io', 'red-hat'],
  ['registry.gitlab.com', 'gitlab'],
  ['acme.jfrog.io', 'artifactory'],
  ['harbor.corp.example', 'harbor'],
  // Names that only look like them.
  ['docker.io.evil.example', null],
  ['notdocker.io', null],
  ['xgcr.io', null],
  ['quay.io.example', null],
  ['.azurecr.io', null],
  ['dkr.ecr.amazonaws.com', null],
  ['harbor.', null],
  ['registry.corp.example:5000', null],
  ['10.0.0.1', null],
  ['', null],
];

suite('a registry is known by its host', () => {
  for (const [host, id] of HOSTS)
    test(`${host || 'none'}: ${id}`, () => assert.equal(registryOfHost(host)?.id ?? null, id));
});

test('a registry of any name is known by words of its own', () => {
  const idOf = (message: string) => registryOfError(parsePullError(message))?.id ?? null;
  assert.equal(
    idOf('denied: unauthorized to access repository: prod/api, action: pull: unauthorized to access repository'),
    'harbor',
  );
  assert.equal(idOf('failed to resolve reference "r.corp.example/a:1": 403 Forbidden'), null);
});

test('the hosts behind Docker Hub are docker.io, as images name it', () => {
  assert.equal(canonicalRegistry('registry-1.docker.io'), 'docker.io');
  assert.equal(canonicalRegistry('registry-1.docker.io.example'), 'registry-1.docker.io.example');
});
