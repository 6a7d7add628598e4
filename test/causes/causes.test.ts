import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isBetter } from '../../src/causes/cause.ts';
import { classify, classifyPullError } from '../../src/causes/classify.ts';
import { CAUSES } from '../../src/causes/index.ts';
import { VOCABULARY_LISTING } from '../../src/causes/pull-error/facts.ts';
import { parsePullError } from '../../src/causes/pull-error.ts';
import { CAUSE_IDS } from '../../src/model/cause.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../src/causes');

describe('the registry of causes', () => {
  it('has exactly the causes of the contract, each once', () => {
    assert.deepEqual(
      CAUSES.map(({ id }) => id),
      [...CAUSE_IDS],
    );
  });

  it('has each cause in the file of its name', () => {
    const defined = readdirSync(FOLDER)
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => readFileSync(join(FOLDER, name), 'utf8').includes('= defineCause({'));
    assert.deepEqual(defined.sort(), CAUSE_IDS.map((id) => `${id}.ts`).sort());
    for (const id of CAUSE_IDS) {
      assert.ok(readFileSync(join(FOLDER, `${id}.ts`), 'utf8').includes(`id: '${id}'`), `${id}.ts defines another id`);
    }
  });

  it('has at least three examples of each cause, no text twice', () => {
    const seen = new Map<string, string>();
    for (const { id, examples } of CAUSES) {
      assert.ok(examples.length >= 3, `${id} has ${examples.length} examples`);
      for (const { message } of examples) {
        assert.equal(seen.get(message), undefined, `${id} and ${seen.get(message)} share an example`);
        seen.set(message, id);
      }
    }
  });

  it('explains each cause in whole sentences and links to documentation', () => {
    for (const cause of CAUSES) {
      for (const text of [cause.explanation, cause.proves, cause.doesNotProve]) {
        assert.match(text, /^[A-Z"].*[.)]$/s, `${cause.id}: ${text}`);
      }
      assert.ok(cause.docs.length > 0, cause.id);
      for (const { url } of cause.docs) assert.equal(new URL(url).protocol, 'https:');
    }
  });

  it('lists no phrase under two kinds, for then their order would decide', () => {
    const kinds = new Map<string, string>();
    for (const [kind, phrases] of Object.entries(VOCABULARY_LISTING)) {
      for (const phrase of phrases.flatMap(expand)) {
        assert.equal(kinds.get(phrase), undefined, `"${phrase}" is ${kinds.get(phrase)} and ${kind}`);
        kinds.set(phrase, kind);
      }
    }
  });

  it('writes phrases in the form in which words reach them', () => {
    for (const phrase of Object.values(VOCABULARY_LISTING).flat()) {
      const words = phrase.replace(/^\^/, '').replace(/\$$/, '').split(' ');
      for (const word of words) {
        assert.equal(word, word.toLowerCase(), phrase);
        assert.doesNotMatch(word, /^[([{'<]|[)\]}>,;:]$|^$/, phrase);
      }
    }
  });
});

/** The phrases that `a|b` in a phrase stands for. */
function expand(phrase: string): string[] {
  const bar = phrase.split(' ').find((word) => word.includes('|'));
  if (!bar) return [phrase];
  return bar.split('|').flatMap((word) => expand(phrase.replace(bar, word)));
}

describe('every example under the whole registry', () => {
  for (const cause of CAUSES) {
    for (const { from, message } of cause.examples) {
      it(`is ${cause.id}: ${from}`, () => {
        const judged = classify(message);
        assert.equal(judged.cause.id, cause.id, `matched on ${judged.matchedOn}`);
        assert.equal(classifyPullError(message).cause.id, cause.id);
      });
    }
    for (const { message, cause: expected } of cause.counterExamples) {
      it(`is no ${cause.id} but ${expected}: ${message.slice(0, 80)}`, () => {
        assert.equal(classify(message).cause.id, expected);
      });
    }
  }
});

describe('the verdict on every example', () => {
  const messages = CAUSES.flatMap(({ examples }) => examples.map(({ message }) => message));

  it('has confidences that sum to at most 1, likeliest first', () => {
    for (const message of messages) {
      const { cause, alternatives } = classify(message);
      const sum = alternatives.reduce((total, { confidence }) => total + confidence, cause.confidence);
      assert.ok(sum <= 1 + 1e-9, `${sum} for ${message}`);
      assert.ok(cause.confidence > 0);
      for (const [i, { id, confidence }] of alternatives.entries()) {
        assert.notEqual(id, cause.id, message);
        assert.ok(confidence > 0 && confidence <= (alternatives[i - 1]?.confidence ?? 1), message);
        assert.ok(
          CAUSES.some((known) => known.id === id),
          `${id} is no cause`,
        );
      }
      assert.equal(new Set(alternatives.map(({ id }) => id)).size, alternatives.length, message);
    }
  });

  it('does not hang on the order of the registry', () => {
    const reversed = [...CAUSES].reverse();
    for (const message of messages) {
      assert.deepEqual(classify(message, reversed).cause, classify(message).cause, message);
    }
  });

  it('is not a draw between two causes', () => {
    for (const message of messages) {
      const error = parsePullError(message);
      const matches = CAUSES.flatMap((cause) => cause.matches(error) ?? []);
      const winners = matches.filter((match) => !matches.some((other) => isBetter(other, match)));
      assert.ok(winners.length <= 1, message);
    }
  });

  it('is the same where every cause is asked, whether or not it looks at a fact of the text', () => {
    const asked = CAUSES.map((cause) => ({ ...cause, looksAt: null }));
    for (const message of messages)
      assert.equal(classify(message, asked).cause.id, classify(message).cause.id, message);
  });

  it('says where the words that decided stand, escaped or not', () => {
    for (const message of messages) {
      for (const text of [message, JSON.stringify(message), JSON.stringify({ message })]) {
        const { match, matchedOn, error } = classifyPullError(text);
        if (match === null) continue;
        const found = error.placesOf(match.fact).map(({ start, end }) => text.slice(start, end));
        const plain = (words: string): string => words.replaceAll('\\', '').replaceAll(' … ', '');
        assert.equal(plain(found.join('')), plain(matchedOn ?? ''), text);
      }
    }
  });

  it('names words that stand in the text', () => {
    for (const message of messages) {
      const { matchedOn, cause } = classify(message);
      if (cause.id === 'unknown') continue;
      assert.ok(matchedOn, message);
      for (const part of matchedOn.split(' … ')) {
        assert.ok(message.replaceAll('\\', '').includes(part), `${part} is not in ${message}`);
      }
    }
  });
});
