import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { Report, ReportFailure } from '../../../src/model/report.ts';
import { analyzePaths } from '../../figures/analyze-paths.ts';

/**
 * Bundles that others published. They are not part of the project: the folder is named by an environment variable, and
 * without it these tests are skipped.
 */
const FOLDER = process.env['PULLMORTEM_REAL_DATA'] ?? '';

function skipWithout(path: string): { skip: string } | object {
  return FOLDER !== '' && existsSync(join(FOLDER, path))
    ? {}
    : { skip: 'PULLMORTEM_REAL_DATA names no folder with it' };
}

const failuresOf = (report: Report): ReportFailure[] => report.incidents.flatMap(({ failures }) => failures);

/** The ends of the paths and the lines of all evidence of a failure. */
function placesOf(report: Report, { evidence, attempts }: ReportFailure): string[] {
  const numbers = new Set([...evidence, ...attempts.flatMap((attempt) => attempt.evidence)]);
  return [...numbers].map((number) => {
    const { input, line } = report.evidence[number]!;
    return `${input.split(/[/!]+/).slice(-3).join('/')}:${line}`;
  });
}

suite('openshift/must-gather-clean: a must-gather of OpenShift 4.9', () => {
  const path = 'openshift+must-gather-clean/must-gather-metal.tar.xz';
  const skip = skipWithout(path);

  test('its two pull failures are found, each once, with file and line; nothing else is one', skip, async () => {
    const report = await analyzePaths([join(FOLDER, path)]);
    const failures = failuresOf(report);
    assert.deepEqual(
      failures.map(({ namespace, pod, container, cause }) => [namespace, pod, container, cause]),
      [
        ['openshift-sdn', 'sdn-controller-z7sjl', 'sdn-controller', 'rate-limited'],
        ['openshift-marketplace', 'certified-operators-tqzlc', 'registry-server', 'kubelet-throttled'],
      ],
    );
    const [sdn, operators] = failures;
    assert.deepEqual(sdn?.attemptCount, { min: 1, max: 1 });
    const sdnPlaces = placesOf(report, sdn);
    for (const wanted of [
      /host_service_logs\/masters\/kubelet_service\.log:1724$/,
      /openshift-sdn\/core\/events\.yaml:587$/,
      /must-gather-metal\/event-filter\.html:5154$/,
      /sha256-[0-9a-f]+\/event-filter\.html:5154$/,
    ])
      assert.ok(
        sdnPlaces.some((place) => wanted.test(place)),
        `${wanted} is not among ${sdnPlaces.join(' ')}`,
      );
    const operatorPlaces = placesOf(report, operators!);
    for (const wanted of [/openshift-marketplace\/core\/events\.yaml:391$/, /event-filter\.html:38077$/])
      assert.ok(
        operatorPlaces.some((place) => wanted.test(place)),
        `${wanted} is not among ${operatorPlaces.join(' ')}`,
      );
    assert.ok(!operatorPlaces.some((place) => place.includes('kubelet_service.log')));
    const gap = report.gaps.find(({ id }) => id === 'kubelet-log-missing');
    assert.ok(gap?.statement.includes(operators?.node ?? '-'), gap?.statement);
  });

  test('it is told as a must-gather, with its version, its own times and what it lacks', skip, async () => {
    const report = await analyzePaths(
      [join(FOLDER, path)],
      (member) => !member.includes('/namespaces/') || member.includes('openshift-sdn'),
    );
    const [bundle, ...others] = report.bundles;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [bundle?.producer, bundle?.version, bundle?.capturedAt?.earliest, bundle?.capturedAt?.latest],
      ['must-gather', 'openshift/must-gather 4.0-art-dev', '2021-09-14T14:43:46.909Z', '2021-09-14T14:44:13.399Z'],
    );
    assert.ok(bundle?.lacks.includes('the journals of worker nodes'));
  });
});

test(
  'Rancheroo/r8s: an RKE2 node, captured to ten minutes, with its live back-off',
  skipWithout('Rancheroo+r8s'),
  async () => {
    const report = await analyzePaths([join(FOLDER, 'Rancheroo+r8s')]);
    const [bundle] = report.bundles;
    assert.equal(bundle?.producer, 'rancher-logs-collector');
    assert.equal(report.capturedAt?.earliest, '2025-12-04T09:15:58.000Z');
    assert.ok(
      failuresOf(report).some(({ pod, image }) => pod === 'test-imagepull' && image === 'nonexistent/invalid:tag'),
    );
    const log = report.inputs.find(({ path }) => path.includes('agent-logs/kubelet'));
    assert.equal(log?.node, 'w-guard-wg-cp-svtk6-lqtxw');
  },
);

test(
  'replicatedhq/sbctl: a healthy cluster, whose crash loops are no image back-off',
  skipWithout('replicatedhq+sbctl'),
  async () => {
    const report = await analyzePaths([join(FOLDER, 'replicatedhq+sbctl')]);
    assert.deepEqual(report.incidents, []);
    assert.deepEqual(
      report.bundles.map(({ producer }) => producer),
      ['troubleshoot'],
    );
  },
);

test('replicatedhq/troubleshoot: one cause in all of its files', skipWithout('replicatedhq+troubleshoot'), async () => {
  const report = await analyzePaths([join(FOLDER, 'replicatedhq+troubleshoot')]);
  assert.deepEqual([...new Set(failuresOf(report).map(({ cause }) => cause))], ['tls-invalid-certificate']);
  assert.deepEqual(report.bundles, []);
});

test(
  'openshift/insights-operator: a sample of an archive without pull failures',
  skipWithout('openshift+insights-operator'),
  async () => {
    const report = await analyzePaths([join(FOLDER, 'openshift+insights-operator')]);
    assert.deepEqual(report.incidents, []);
    assert.deepEqual(
      report.bundles.map(({ producer }) => producer),
      ['insights-archive'],
    );
  },
);

test('gmeghnag/omc: the four kinds of archive are opened', skipWithout('gmeghnag+omc'), async () => {
  const report = await analyzePaths([join(FOLDER, 'gmeghnag+omc')]);
  const archives = readdirSync(join(FOLDER, 'gmeghnag+omc/cmd/use/testdata'));
  for (const archive of archives)
    assert.ok(
      report.inputs.some(({ path }) => path.includes(`${archive}!/`)) ||
        report.warnings.some(({ input }) => input.includes(archive)),
      `nothing is said of ${archive}`,
    );
});
