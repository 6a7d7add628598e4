import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { command, shellQuote } from '../../src/causes/commands.ts';
import { CAUSES } from '../../src/causes/index.ts';
import type { ObjectNames } from '../../src/causes/object-names.ts';

const NOBODY: ObjectNames = {
  namespace: null,
  pod: null,
  container: null,
  workload: null,
  image: null,
  registry: null,
  node: null,
  secret: null,
  serviceAccount: null,
};
const SHOP: ObjectNames = {
  namespace: 'shop',
  pod: 'web-7d9c6b5f4-abcde',
  container: 'web',
  workload: { kind: 'Deployment', name: 'web' },
  image: 'registry.corp.example:5000/shop/web:1.99',
  registry: 'registry.corp.example:5000',
  node: 'node-a',
  secret: 'registry-login',
  serviceAccount: 'web',
};
const EVIL = `$(touch x)\`id\`';rm -rf "/" & |`;
const HOSTILE: ObjectNames = {
  namespace: EVIL,
  pod: EVIL,
  container: EVIL,
  workload: { kind: EVIL, name: EVIL },
  image: EVIL,
  registry: EVIL,
  node: EVIL,
  secret: EVIL,
  serviceAccount: EVIL,
};

describe('shellQuote', () => {
  const cases: [string, string][] = [
    ['registry.corp.example:5000/a/b:1', 'registry.corp.example:5000/a/b:1'],
    ['two words', "'two words'"],
    ["it's", `'it'\\''s'`],
    ['$(id)', "'$(id)'"],
    ['', 'NAME'],
    ['-rf', 'NAME'],
    ['a\nb', 'NAME'],
    ['a\u202eb', 'NAME'],
  ];
  for (const [value, quoted] of cases) {
    it(`writes ${JSON.stringify(value)} as ${quoted}`, () => assert.equal(shellQuote(value), quoted));
  }

  it('is undone by a real shell', () => {
    for (const value of [EVIL, 'plain', 'two words', "'''"]) {
      const printed = execFileSync('sh', ['-c', command`printf %s ${value}`], { encoding: 'utf8' });
      assert.equal(printed, value);
    }
  });
});

describe('remediation', () => {
  for (const cause of CAUSES) {
    it(`of ${cause.id} has steps, filled with the object's names`, () => {
      const steps = cause.remediation(SHOP);
      assert.ok(steps.length >= 2);
      for (const { action } of steps) assert.match(action, /^[A-Z]/);
      const commands = steps.flatMap((step) => step.commands).join('\n');
      assert.doesNotMatch(commands, /\b(?:NAMESPACE|POD|CONTAINER|WORKLOAD|IMAGE|NODE|SECRET)\b(?!\.|_)/);
    });

    it(`of ${cause.id} has commands that a shell can read, whatever the names are`, () => {
      for (const names of [NOBODY, SHOP, HOSTILE]) {
        const script = cause
          .remediation(names)
          .flatMap((step) => step.commands)
          .join('\n');
        execFileSync('sh', ['-n'], { input: `${script}\n` });
      }
    });
  }

  it('runs nothing of a hostile name', () => {
    for (const cause of CAUSES) {
      for (const line of cause.remediation(HOSTILE).flatMap((step) => step.commands)) {
        // Every program is replaced by one that does nothing; a substitution that slips through would be run.
        const names = [
          'kubectl',
          'skopeo',
          'curl',
          'aws',
          'gcloud',
          'az',
          'oc',
          'docker',
          'nslookup',
          'jq',
          'base64',
          'touch',
          'rm',
          'id',
        ];
        const stubs = names.map((name) =>
          ['touch', 'rm', 'id'].includes(name)
            ? `${name}() { echo RAN >&2; }`
            : `${name}() { cat >/dev/null 2>&1 </dev/null; }`,
        );
        const output = execFileSync('bash', ['-c', `${stubs.join('\n')}\n${line}\ntrue`], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        assert.equal(output, '', line);
      }
    }
  });

  it('knows how one logs in to the big registries', () => {
    const missing = CAUSES.find(({ id }) => id === 'credentials-missing');
    const text = (image: string) => JSON.stringify(missing?.remediation({ ...SHOP, image }));
    assert.match(
      text('123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1'),
      /get-login-password --region eu-west-1/,
    );
    assert.match(text('europe-docker.pkg.dev/project/repo/web:1'), /--location=europe/);
    assert.match(text('corp.azurecr.io/web:1'), /--attach-acr corp/);
    assert.match(text('docker.io/acme/web:1'), /index\.docker\.io\/v1/);
  });
});
