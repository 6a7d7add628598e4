import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyzeFiles } from './small-bundles.ts';

/** A pod in the layout of Troubleshoot, whose status says only that it waits; written by hand. */
const pod = (name: string, image: string) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, creationTimestamp: '2024-07-02T09:00:00Z' },
  spec: { nodeName: 'node-1', containers: [{ name: 'app', image, imagePullPolicy: 'Always' }] },
  status: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'app',
        image,
        state: { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` } },
      },
    ],
  },
});

async function analyzeCheck(images: Readonly<Record<string, { exists: boolean; error?: string }>>, waiting: string[]) {
  return analyzeFiles({
    'version.yaml': 'apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n',
    'cluster-resources/pods/shop.json': JSON.stringify({
      kind: 'PodList',
      apiVersion: 'v1',
      items: waiting.map((image, index) => pod(`web-${index}`, image)),
    }),
    'registry/images.json': JSON.stringify({ images }, null, 2),
  });
}

suite('a check of the registry in a support bundle', () => {
  const CASES = [
    {
      title: 'tells why a pod waits that has no other text',
      answer: {
        exists: false,
        error:
          'failed to get image manifest: reading manifest 2 in registry.example/shop/web: unauthorized: authentication required',
      },
      cause: 'credentials-missing',
    },
    { title: 'tells that the image is not there', answer: { exists: false }, cause: 'tag-not-found' },
    { title: 'says nothing where the image is there', answer: { exists: true }, cause: 'unknown' },
  ];
  for (const { title, answer, cause } of CASES) {
    test(title, async () => {
      const image = 'registry.example/shop/web:2';
      const report = await analyzeCheck({ [image]: answer }, [image]);
      assert.equal(report.incidents.length, 1);
      const [incident] = report.incidents;
      assert.equal(incident?.cause.id, cause);
      const [failure] = incident.failures;
      // The check is none of the kubelet's calls.
      assert.equal(failure?.pod, 'web-0');
      const called = failure.attempts.flatMap(({ evidence }) => evidence.map((index) => report.evidence[index]?.input));
      assert.ok(!called.includes('registry/images.json'));
      const cited = incident.reasoning.flatMap(({ evidence }) =>
        evidence.map((index) => report.evidence[index]?.input),
      );
      assert.equal(cited.includes('registry/images.json'), cause !== 'unknown');
    });
  }

  test('is no pull failure by itself', async () => {
    const report = await analyzeCheck(
      { 'registry.example/shop/unused:1': { exists: false, error: 'x509: unknown' } },
      [],
    );
    assert.deepEqual(report.incidents, []);
  });
});
