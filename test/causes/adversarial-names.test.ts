import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../src/causes/classify.ts';
import { CAUSES } from '../../src/causes/index.ts';
import { parseImageReference } from '../../src/model/image-reference.ts';
import { FIELD_MESSAGES } from './field-messages.ts';
import { FURTHER_MESSAGES } from './further-messages.ts';

/** Names that say what errors say. All are valid as image path, tag, pod or namespace. */
const NAMES =
  'not-found unauthorized v1.404 429 x509 timeout no-space denied eof forbidden too-many-requests manifest-unknown 503 error toomanyrequests proxyconnect mirror push unknown blocked quarantine unavailable xray errimageneverpull not found image status manifest'.split(
    ' ',
  );
/** Registries whose habits shape the alternatives keep their host. */
const KNOWN_HOST = /docker\.io|ghcr\.io|azurecr\.io|amazonaws\.com|ecr\.aws|pkg\.dev|gcr\.io|gitlab\.com|quay\.io/;
const DRAWS = 25;

/** A linear congruential generator (Numerical Recipes): the same names in every run. */
function createDraw(seed: number): <T>(choices: readonly T[]) => T {
  let state = seed;
  return (choices) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return choices[state % choices.length] as (typeof choices)[number];
  };
}

/** The message with other names for image, tag, registry, pod and namespace, everywhere they stand. */
function rename(message: string, image: string, draw: ReturnType<typeof createDraw>): string {
  const reference = parseImageReference(image);
  let text = message;
  if (reference) {
    const path = reference.repository.replace(/^library\//, '');
    // A dot or port in the first part would make it a registry.
    const newPath = `${draw(NAMES).replaceAll('.', '-')}/${draw(NAMES).replaceAll('.', '-')}`;
    text = replaceWord(text, path, newPath);
    if (path.includes('/')) text = text.replaceAll(encodeURIComponent(path), encodeURIComponent(newPath));
    if (reference.tag) {
      text = text.replace(
        new RegExp(`(?<=[:/]|manifests? )${escapeExpression(reference.tag)}(?=["\\]: ,?\\\\]|$)`, 'g'),
        draw(NAMES),
      );
    }
    if (!KNOWN_HOST.test(reference.registry)) {
      text = replaceWord(text, reference.registry, draw(NAMES) + draw(['.example', ':5000', '.corp:8443']));
    }
  }
  return text.replace(/(pod=\\*")[^"\\]+/g, `$1${draw(NAMES)}/${draw(NAMES)}`);
}

function replaceWord(text: string, word: string, other: string): string {
  return text.replace(new RegExp(`(?<![\\w.-])${escapeExpression(word)}(?![\\w-])`, 'g'), other);
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('names that say what errors say', () => {
  const messages = [
    ...CAUSES.flatMap(({ examples }) => examples.map(({ message }) => message)),
    ...[...FURTHER_MESSAGES, ...FIELD_MESSAGES].map(([message]) => message),
  ];
  const draw = createDraw(42);

  it('change no verdict, wherever they stand', () => {
    let renamed = 0;
    for (const message of messages) {
      const { cause, image } = classify(message);
      if (image === null) continue;
      for (let i = 0; i < DRAWS; i++) {
        const other = rename(message, image, draw);
        if (other === message) continue;
        renamed++;
        const judged = classify(other);
        assert.equal(judged.cause.id, cause.id, `on ${judged.matchedOn} in ${other}`);
      }
    }
    assert.ok(renamed > 2500, `only ${renamed} messages had names to draw anew`);
  });

  it('do not make a pull failure of what is none', () => {
    for (const name of NAMES) {
      for (const message of [
        `Successfully pulled image "registry.corp.example/${name}:${name}" in 2s`,
        `Container image "${name}:${name}" already present on machine`,
        `Back-off restarting failed container ${name} in pod ${name}_${name}(5c1b0d0e)`,
        `Readiness probe failed: Get "http://10.0.0.1:80/${name}": EOF`,
        `MountVolume.SetUp failed for volume "${name}" : secret "${name}" not found`,
        `Error: secret "${name}" not found`,
        `Created container ${name}`,
      ]) {
        assert.equal(classify(message).cause.id, 'not-image-pull', message);
      }
    }
  });

  it('leave a bare back-off without a cause', () => {
    for (const name of NAMES) {
      assert.equal(
        classify(`Back-off pulling image "${name}.example/${name}/${name}:${name}"`).cause.id,
        'unknown',
        name,
      );
      assert.equal(classify(`Back-off pulling image "${name}"`).cause.id, 'unknown', name);
    }
  });

  it('do nothing in quotes either, blanks and all: the kubelet prints any text of the spec', () => {
    for (const image of [
      'x: no space left on device',
      'a b: connection refused',
      'web:1: not found',
      'pull QPS exceeded',
    ]) {
      assert.equal(classify(`Back-off pulling image "${image}"`).cause.id, 'unknown', image);
      assert.equal(
        classify(
          `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`,
        ).cause.id,
        'invalid-image-name',
      );
    }
  });
});
