import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './kubelet-model.ts';
import type { PodRun } from './pod-worker.ts';
import { type Programs, runProgram } from './programs.ts';

const STEP_SECONDS = 30;
// The scrape runs this long after the step, as a target's own offset has it.
const SCRAPE_PHASE_SECONDS = 7;

/** A span of true time in which the target was not scraped. */
export interface ScrapeGap {
  readonly from: number;
  readonly to: number;
}

/**
 * Answers of a real Prometheus to query_range, by query. Its data are the run's pod states as kube-state-metrics 2.x
 * shows them (a series exists only while its reason holds), backfilled by promtool. Backfilled series have no staleness
 * markers, so the server looks back less than one step, which gives what markers would.
 */
export async function queryMetrics(
  programs: Programs,
  world: World,
  queries: readonly string[],
  gaps: readonly ScrapeGap[] = [],
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-'));
  try {
    const samples = join(folder, 'samples.txt');
    const data = join(folder, 'data');
    writeFileSync(samples, formatSamples(world, gaps));
    const made = await runProgram(programs.promtool, ['tsdb', 'create-blocks-from', 'openmetrics', samples, data]);
    if (made.status !== 0) throw new Error(made.stderr);
    return await askPrometheus(programs, folder, data, world, queries);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function askPrometheus(
  programs: Programs,
  folder: string,
  data: string,
  world: World,
  queries: readonly string[],
): Promise<string[]> {
  const configuration = join(folder, 'prometheus.yml');
  writeFileSync(configuration, 'global: {}\n');
  const port = await findFreePort();
  const server = spawn(
    programs.prometheus.path,
    [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--query.lookback-delta=${STEP_SECONDS - 1}s`,
    ],
    { stdio: 'ignore' },
  );
  try {
    await waitUntilReady(`http://127.0.0.1:${port}/-/ready`);
    const { from, captureAt } = world.scenario;
    const start = Math.ceil(from / 1000 / STEP_SECONDS) * STEP_SECONDS;
    const end = Math.floor(captureAt / 1000 / STEP_SECONDS) * STEP_SECONDS;
    const answers: string[] = [];
    for (const query of queries) {
      const parameters = new URLSearchParams({
        query,
        start: String(start),
        end: String(end),
        step: String(STEP_SECONDS),
      });
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/query_range?${parameters}`);
      answers.push(await response.text());
    }
    return answers;
  } finally {
    const closed = new Promise((resolve) => server.on('close', resolve));
    server.kill('SIGTERM');
    await closed;
  }
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await sleep(200);
  }
  throw new Error('Prometheus did not become ready');
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The samples in OpenMetrics text, one family after the other. */
function formatSamples(world: World, gaps: readonly ScrapeGap[]): string {
  const { from, captureAt } = world.scenario;
  const instants: number[] = [];
  const first = Math.ceil(from / 1000 / STEP_SECONDS) * STEP_SECONDS - STEP_SECONDS + SCRAPE_PHASE_SECONDS;
  for (let at = first; at * 1000 <= captureAt; at += STEP_SECONDS) {
    if (!gaps.some((gap) => at * 1000 >= gap.from && at * 1000 <= gap.to)) instants.push(at);
  }
  const families = [
    ['kube_pod_container_status_waiting_reason', 'regular'],
    ['kube_pod_init_container_status_waiting_reason', 'init'],
  ] as const;
  const text = families.map(([family, type]) => {
    const lines = instants.flatMap((at) => world.pods.flatMap((podRun) => formatPodSamples(family, type, podRun, at)));
    return lines.length > 0 ? `# TYPE ${family} gauge\n${lines.join('')}` : '';
  });
  return `${text.join('')}# EOF\n`;
}

function formatPodSamples(family: string, type: 'init' | 'regular', { pod, pictures }: PodRun, at: number): string[] {
  if ((pod.deletedAt ?? Infinity) <= at * 1000) return [];
  const picture = pictures.findLast((one) => one.at <= at * 1000);
  return (picture?.containers ?? []).flatMap(({ container, state }) => {
    if (container.type !== type || state.kind !== 'waiting') return [];
    const labels = {
      container: container.name,
      instance: '10.244.3.17:8080',
      job: 'kube-state-metrics',
      namespace: pod.namespace,
      pod: pod.name,
      reason: state.reason,
      uid: pod.uid,
    };
    const text = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return [`${family}{${text.join(',')}} 1 ${at}\n`];
  });
}
