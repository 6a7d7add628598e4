import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../../src/causes/classify.ts';
import { CAUSES } from '../../src/causes/index.ts';
import { parsePullError } from '../../src/causes/pull-error.ts';
import { parseUserCauses, testUserCauses } from '../../src/causes/user-causes.ts';
import { findPattern, fitsWildcard, preparePattern } from '../../src/causes/user-patterns.ts';

const FILE = `# Our own
causes:
  - id: x-license-gate
    title: The licence gate refused the image
    explanation: Images without a licence report are not served.
    whoActs: registry owner
    transience: terminal
    contains:
      - licence report * is missing
      - no licence report
    registry: ['*.corp.example', 'registry.corp.example:*']
    remediation:
      - Ask the licence desk.
      - action: See the report
        commands: [curl https://licences.corp.example]
    examples:
      - 'Failed to pull image "registry.corp.example/web:1": denied: licence report for "web" is missing'
      - 'Failed to pull image "a.corp.example/web:1": denied: no licence report'
    counterExamples:
      - 'Failed to pull image "ghcr.io/web:1": denied: no licence report'
`;

describe('parseUserCauses', () => {
  it('reads causes that outrank our own', () => {
    const { causes, problems } = parseUserCauses(FILE, 'ours.yaml');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      causes.map(({ id, line, whoActs, transience }) => ({ id, line, whoActs, transience })),
      [{ id: 'x-license-gate', line: 3, whoActs: 'registry owner', transience: 'terminal' }],
    );
    const message =
      'Failed to pull image "registry.corp.example:5000/web:1": denied: licence report of yesterday is missing';
    const judged = classify(message, [...causes, ...CAUSES]);
    assert.equal(judged.cause.id, 'x-license-gate');
    assert.equal(judged.matchedOn, 'licence report of yesterday is missing');
    assert.deepEqual(
      judged.nearMisses.map(({ id }) => id),
      ['access-denied'],
    );
    assert.equal(classify(message).cause.id, 'access-denied');
    assert.deepEqual(causes[0]?.remediation({} as never), [
      { action: 'Ask the licence desk.', commands: [] },
      { action: 'See the report', commands: ['curl https://licences.corp.example'] },
    ]);
  });

  it('matches on a status too, where one is wanted', () => {
    const yaml =
      'causes:\n  - {id: x-gone, title: t, explanation: e, contains: [unexpected status], status: [410], remediation: []}\n';
    const [cause] = parseUserCauses(yaml, 'ours.yaml').causes;
    const text = (status: string) =>
      parsePullError(`unexpected status from HEAD request to https://h/v2/a/manifests/1: ${status}`);
    assert.ok(cause?.matches(text('410 Gone')));
    assert.equal(cause?.matches(text('404 Not Found')), null);
  });

  const WRONG: [title: string, yaml: string, problems: [number, RegExp][]][] = [
    ['no YAML', 'causes:\n  - id: [x\n', [[3, /./]]],
    ['an empty file', '', [[1, /input is empty/]]],
    ['a list instead of causes', '- a\n', [[1, /wants a list named causes/]]],
    ['no list', 'causes: x\n', [[1, /wants a list of causes/]]],
    [
      'an id of ours, and a field that is none',
      'causes:\n  - id: disk-full\n    title: t\n    explanation: e\n    contains: [a]\n    remediation: []\n    regex: a+\n',
      [
        [2, /causes\[0\]\.id: wants an id such as x-our-proxy/],
        [7, /causes\[0\]: there is no regex here/],
      ],
    ],
    [
      'a field left out',
      'causes:\n  - id: x-a\n    title: t\n    contains: [a]\n    remediation: []\n',
      [[2, /causes\[0\]\.explanation: wants a text/]],
    ],
    [
      'a pattern of names and asterisks alone',
      'causes:\n  - id: x-a\n    title: t\n    explanation: e\n    contains:\n      - words\n      - "* *"\n    remediation: []\n',
      [[7, /contains\[1\]: wants words/]],
    ],
    [
      'an id twice',
      'causes:\n  - {id: x-a, title: t, explanation: e, contains: [a], remediation: []}\n  - {id: x-a, title: t, explanation: e, contains: [a], remediation: []}\n',
      [[3, /x-a is there already, on line 2/]],
    ],
    [
      'a status that is none',
      'causes:\n  - id: x-a\n    title: t\n    explanation: e\n    contains: [a]\n    status:\n      - 404\n      - 4040\n    remediation: []\n',
      [[8, /status\[1\]: wants an HTTP status/]],
    ],
    [
      'a role that is none',
      'causes:\n  - id: x-a\n    title: t\n    explanation: e\n    whoActs: Bob\n    contains: [a]\n    remediation: []\n',
      [[5, /whoActs: wants one of application team/]],
    ],
  ];
  for (const [title, yaml, wanted] of WRONG) {
    it(`names the line of ${title}`, () => {
      const { problems } = parseUserCauses(yaml, 'ours.yaml');
      assert.equal(problems.length, wanted.length, JSON.stringify(problems));
      for (const [index, [line, message]] of wanted.entries()) {
        assert.equal(problems[index]?.line, line, problems[index]?.message);
        assert.match(problems[index]?.message ?? '', message);
      }
    });
  }
});

describe('testUserCauses', () => {
  const test = (yaml: string) =>
    testUserCauses(parseUserCauses(yaml, 'ours.yaml').causes).map(({ line, message }) => ({ line, message }));

  it('finds nothing where all examples are judged as they should be', () => {
    assert.deepEqual(testUserCauses(parseUserCauses(FILE, 'ours.yaml').causes), []);
  });

  it('names the line of an example that is judged otherwise', () => {
    const yaml = FILE.replace(
      'a.corp.example/web:1": denied: no licence report',
      'a.corp.example/web:1": pull QPS exceeded',
    );
    assert.deepEqual(test(yaml), [
      { line: 18, message: 'an example of x-license-gate is judged kubelet-throttled on "pull QPS exceeded"' },
    ]);
  });

  it('names the line of a counter-example that is judged to be of the cause', () => {
    const yaml = FILE.replace('ghcr.io/web:1', 'b.corp.example/web:1');
    assert.deepEqual(test(yaml), [
      { line: 20, message: 'a counter-example of x-license-gate is judged x-license-gate on "no licence report"' },
    ]);
  });
});

describe('patterns of users', () => {
  const cases: [pattern: string, message: string, fits: boolean][] = [
    ['blocked by umbrella', 'Error: Blocked by Umbrella.', true],
    ['blocked by umbrella', 'Error: blocked by the umbrella', false],
    ['blocked * umbrella', 'Error: blocked by the umbrella', true],
    ['*umbrella*', 'an umbrella', true],
    ['umbrella blocked', 'blocked: umbrella', false],
    ['image "x" was refused', 'image "registry.corp.example/web:1" was refused', true],
    ['refused', 'Failed to pull image "refused": EOF', false],
    ['a * b * c', 'a b', false],
  ];
  for (const [pattern, message, fits] of cases) {
    it(`${pattern} ${fits ? 'is' : 'is not'} in ${message}`, () => {
      assert.equal(findPattern(parsePullError(message), preparePattern(pattern)) !== null, fits);
    });
  }

  const hosts: [name: string, pattern: string, fits: boolean][] = [
    ['registry.corp.example:5000', 'registry.corp.example:*', true],
    ['registry.corp.example', '*.CORP.example', true],
    ['registry.corp.example', 'corp.example', false],
    ['aab', 'a*ab', true],
    ['ab', 'ab*b', false],
    ['anything', '*', true],
  ];
  for (const [name, pattern, fits] of hosts) {
    it(`${pattern} ${fits ? 'fits' : 'does not fit'} ${name}`, () => assert.equal(fitsWildcard(name, pattern), fits));
  }
});
