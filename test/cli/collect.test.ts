import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findContradictions } from '../check-truth.ts';
import { analyzePaths } from '../figures/analyze-paths.ts';
import { type ApiObject, buildApiState } from '../lab/api-objects.ts';
import { startApiServer } from '../lab/api-server.ts';
import { buildTruth } from '../lab/build-truth.ts';
import { CASES } from '../lab/cases/index.ts';
import { runScenario } from '../lab/kubelet-model.ts';
import { runInProcess } from './run-in-process.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pullmortem-collect-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { stdout: printed } = await runInProcess(['collect']);
const script = join(folder, 'collect.sh');
writeFileSync(script, printed);

/** Runs the script to its end, with the variables in place of those of this process. */
async function runScript(parameters: readonly string[], variables: Readonly<Record<string, string>>) {
  const child = spawn('/bin/sh', [script, ...parameters], { cwd: folder, env: variables });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stderr };
}

function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** A folder for PATH that holds these programs of the machine and these scripts. */
function makePath(name: string, programs: readonly string[], scripts: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, `${name}-`));
  for (const program of programs) {
    const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
    if (found !== '') symlinkSync(found, join(path, program));
  }
  for (const [program, text] of Object.entries(scripts)) {
    writeFileSync(join(path, program), `#!/bin/sh\n${text}\n`);
    chmodSync(join(path, program), 0o755);
  }
  return path;
}

/** What every machine has: POSIX, and what stands in Debian's essential packages. */
const BASIC = [
  'sh',
  'date',
  'mkdir',
  'rm',
  'sed',
  'cut',
  'cat',
  'awk',
  'grep',
  'sort',
  'head',
  'tail',
  'tr',
  'wc',
  'df',
];
const MORE = [...BASIC, 'paste', 'uname', 'dirname', 'basename', 'xargs', 'tar', 'gzip'];

function readAll(of: string): string {
  return readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

suite('the script that collect prints', () => {
  test('is a POSIX shell script that names the version', async () => {
    const { status, stdout, stderr } = await runInProcess(['collect']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^#!\/bin\/sh\n/);
    assert.match(stdout, /pullmortem 1\.2\.3/);
    assert.ok(!stdout.includes('@VERSION@'));
  });

  test('collect itself takes no arguments', async () => {
    const { status, stdout, stderr } = await runInProcess(['collect', 'folder']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /takes no arguments/);
  });

  test('has nothing that shellcheck remarks', { skip: has('shellcheck') ? false : 'shellcheck is not there' }, () => {
    const { stdout, status } = spawnSync('shellcheck', ['--shell=sh', script], { encoding: 'utf8' });
    assert.deepEqual([stdout, status], ['', 0]);
  });

  for (const [title, parameters, message] of [
    ['an unknown option', ['--bogus'], /no such option/],
    ['an option without its value', ['-n'], /wants a value/],
    ['a namespace that is none', ['-n', 'a;b'], /no name of a namespace/],
    ['a span that is none', ['-s', 'yesterday'], /no span of time/],
    ['a span of nothing', ['-s', '0h'], /no span of time/],
    ['a folder that is there', ['-o', '.'], /is there already/],
  ] as const) {
    test(`refuses ${title}, and makes nothing`, async () => {
      const before = readdirSync(folder);
      const { status, stderr } = await runScript(parameters, { PATH: process.env['PATH'] ?? '' });
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.deepEqual(readdirSync(folder), before);
    });
  }

  test('says what it lacks where nothing is there, and fails', async () => {
    const { status, stderr } = await runScript(['-o', 'bare', '-p', 'http://127.0.0.1:9'], {
      PATH: makePath('bare', BASIC, {}),
    });
    assert.equal(status, 1);
    assert.match(stderr, /nothing could be saved/);
    const lacking = readFileSync(join(folder, 'bare/not-saved.txt'), 'utf8');
    assert.match(lacking, /^cluster: kubectl is not on this machine$/m);
    assert.match(lacking, /^metrics: curl is not on this machine$/m);
    assert.match(lacking, /^logs and settings of a node: this machine is no node/m);
  });

  test('does without a cluster that refuses, and says how it refused', async () => {
    const path = makePath('refused', BASIC, { kubectl: 'echo "error: You must be logged in" >&2; exit 1' });
    const { status } = await runScript(['-o', 'refused'], { PATH: path });
    assert.equal(status, 1);
    assert.match(
      readFileSync(join(folder, 'refused/not-saved.txt'), 'utf8'),
      /^cluster: error: You must be logged in$/m,
    );
  });

  test('saves a node: log, images and settings, of which analyze reads the node', async () => {
    const log = join(FIXTURES, 'registry-outage-recovers/input/nodes/worker-1.log');
    const path = makePath('node', MORE, {
      uname: 'echo worker-1',
      journalctl: `case "$*" in *--since=*) cat "${log}" ;; esac`,
      crictl: `echo '{"images":[{"id":"sha256:1","repoTags":["registry.example/x:1"],"repoDigests":[]}]}'`,
      ps: 'echo "/usr/bin/kubelet --bootstrap-token=hunter2 --registry-qps=2 --serialize-image-pulls=false"',
    });
    const { status } = await runScript(['-o', 'node'], { PATH: path });
    assert.equal(status, 0);
    const flags = readFileSync(join(folder, 'node/nodes/worker-1/kubelet-flags.env'), 'utf8');
    assert.equal(flags, 'KUBELET_ARGS="--registry-qps=2 --serialize-image-pulls=false"\n');
    const report = await analyzePaths([join(folder, 'node')]);
    const read = report.inputs.map((input) => `${input.path} ${input.format} ${input.node}`);
    for (const input of [
      'nodes/worker-1/journal.log kubelet-log worker-1',
      'nodes/worker-1/journal.log containerd-log worker-1',
      'nodes/worker-1/crictl-images.json runtime-images-json worker-1',
      'nodes/worker-1/kubelet-flags.env kubelet-flags worker-1',
    ])
      assert.ok(read.includes(input), `${input} is not in ${read.join('\n')}`);
  });
});

suite('what the script leaves out of the configuration of registries', () => {
  const withoutLogins = /^without_logins\(\) \{\n.*?^\}$/ms.exec(printed)?.[0] ?? '';
  for (const [title, text, kept] of [
    [
      'registries.yaml of k3s: logins go, TLS and mirrors stay',
      'mirrors:\n  docker.io:\n    endpoint:\n      - "https://user:hunter2@mirror.example"\nconfigs:\n  "mirror.example":\n    auth:\n      username: me\n      password: hunter2\n\n      identity_token: hunter2\n    tls:\n      insecure_skip_verify: true\n  "other.example":\n    auth: {username: me, password: hunter2}\n    tls:\n      ca_file: /etc/ca.pem\n',
      'mirrors:\n  docker.io:\n    endpoint:\n      - "https://mirror.example"\nconfigs:\n  "mirror.example":\n    tls:\n      insecure_skip_verify: true\n  "other.example":\n    tls:\n      ca_file: /etc/ca.pem\n',
    ],
    [
      "containerd's config.toml: tables of logins and headers go",
      '[plugins."io.containerd.grpc.v1.cri".registry.configs."a.example".auth]\n  auth = "hunter2"\n  other = "hunter2"\n[plugins."io.containerd.grpc.v1.cri".registry.configs."a.example".tls]\n  insecure_skip_verify = true\n[host."https://a.example".header]\n  x-key = "hunter2"\n[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n',
      '[plugins."io.containerd.grpc.v1.cri".registry.configs."a.example".tls]\n  insecure_skip_verify = true\n[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n',
    ],
  ] as const) {
    test(title, () => {
      const file = join(folder, 'registries');
      writeFileSync(file, text);
      const shell = spawnSync('sh', ['-c', `${withoutLogins}\nwithout_logins "$1"`, 'sh', file], { encoding: 'utf8' });
      assert.deepEqual([shell.stdout, shell.stderr], [kept, '']);
    });
  }
});

suite('what the script saves of a cluster', { skip: has('kubectl') ? false : 'kubectl is not there' }, () => {
  const PASSWORD = Buffer.from('{"auths":{"registry.lab.example":{"auth":"c2VjcmV0OnNlY3JldA=="}}}').toString('base64');

  for (const name of ['two-unrelated-causes-at-once', 'an-init-container-image-is-missing']) {
    test(`gives the same incidents: ${name.replaceAll('-', ' ')}`, async () => {
      const labCase = CASES.find((candidate) => candidate.name === name);
      assert.ok(labCase);
      const captureAt = Math.ceil(Date.now() / 1000 + 1) * 1000;
      const world = runScenario(labCase.scenario(captureAt));
      const namespace = world.scenario.pods[0]?.namespace ?? 'default';
      const secret: ApiObject = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'regcred', namespace, annotations: { note: PASSWORD } },
        data: { '.dockerconfigjson': PASSWORD },
        type: 'kubernetes.io/dockerconfigjson',
      } as ApiObject;
      const state = withEnvironment(buildApiState(world));
      const server = await startApiServer({ ...state, secrets: [secret] }, world.scenario.minor);
      const calls = join(folder, `${name}.calls`);
      const path = makePath('cluster', [...MORE, 'jq'], {
        kubectl: `echo "$1 $2" >>"${calls}"; exec "${findProgram('kubectl')}" --server=${server.url} "$@"`,
      });
      try {
        await sleep(captureAt - Date.now());
        const { status, stderr } = await runScript(['-o', name], { PATH: path, HOME: folder, KUBECONFIG: '/dev/null' });
        assert.equal(status, 0, stderr);
      } finally {
        await server.close();
      }
      for (const call of readFileSync(calls, 'utf8').trim().split('\n'))
        assert.match(call, /^--request-timeout=60s (?:get|describe)$/);
      const saved = readAll(join(folder, name));
      assert.ok(
        saved.includes('regcred') && !saved.includes(PASSWORD),
        'the name of the Secret, and nothing of its value',
      );
      if (has('jq')) assert.ok(!saved.includes('hunter2'), 'no environment value');
      assert.ok(existsSync(join(folder, name, 'captured-at')));
      // How narrow times are where the logs of nodes are there: here they are not.
      const { incidents, ...rest } = buildTruth(labCase, world);
      const truth = { ...rest, incidents: incidents.map(({ widest: _, ...incident }) => incident) };
      for (const evidence of [name, `${name}.tar.gz`]) {
        const report = await analyzePaths([join(folder, evidence)]);
        assert.deepEqual(findContradictions(report, truth), []);
      }
    });
  }
});

function findProgram(program: string): string {
  return spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
}

/** Every container gets a password in its environment, as people do it. */
function withEnvironment(state: ReturnType<typeof buildApiState>): ReturnType<typeof buildApiState> {
  const pods = state.pods.map((pod): ApiObject => {
    const spec = pod['spec'] as { readonly containers: readonly object[] };
    const containers = spec.containers.map((container) => ({ ...container, env: [{ name: 'P', value: 'hunter2' }] }));
    return { ...pod, spec: { ...spec, containers } };
  });
  return { ...state, pods };
}
