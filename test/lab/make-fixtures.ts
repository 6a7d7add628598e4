import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buildApiState } from './api-objects.ts';
import { startApiServer } from './api-server.ts';
import { buildTruth } from './build-truth.ts';
import { CASES } from './cases/index.ts';
import { formatReadme } from './format-readme.ts';
import { formatSeconds } from './go-text.ts';
import { printJournal } from './journal.ts';
import { runScenario, type World } from './kubelet-model.ts';
import { type LabCase, type LabFile, MINUTE } from './lab-case.ts';
import { queryMetrics } from './metrics.ts';
import { type Programs, prepareProgramFolder, runProgram } from './programs.ts';

/*
 * node --import tsx test/lab/make-fixtures.ts [case…]
 *
 * Makes `input/`, `truth.json` and `README.md` of the named cases, or of all. Needs Debian 12's apt and dpkg, kubectl and
 * journalctl. Each run captures anew: kubectl counts ages from the real clock, so the scenario ends at the real now.
 */

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;

/** A made file: where it lies, what is in it, and what wrote it. */
export interface MadeFile {
  readonly file: LabFile;
  readonly program: string;
  readonly content: string | Buffer;
}

async function makeCase(labCase: LabCase, programs: Programs): Promise<void> {
  // Two seconds are ample to compute the run; then kubectl has the second after `captureAt` for itself.
  const captureAt = Math.ceil(Date.now() / 1000 + 2) * 1000;
  const world = runScenario(labCase.scenario(captureAt));
  if (Date.now() > captureAt) throw new Error(`${labCase.name}: the run took too long`);
  const server = await startApiServer(buildApiState(world), world.scenario.minor);
  const made: MadeFile[] = [];
  try {
    await sleep(captureAt - Date.now() + 20);
    for (const file of labCase.files.filter(({ by }) => by.kind === 'kubectl'))
      made.push(await makeFile(file, world, programs, server.url));
    const late = Date.now() - captureAt;
    if (late > 1000) process.stderr.write(`${labCase.name}: kubectl took ${late} ms, so ages may be a second off\n`);
  } finally {
    await server.close();
  }
  for (const file of labCase.files.filter(({ by }) => by.kind !== 'kubectl'))
    made.push(await makeFile(file, world, programs, ''));
  await writeCase(labCase, world, made);
}

async function makeFile(file: LabFile, world: World, programs: Programs, url: string): Promise<MadeFile> {
  const { by, change = (content) => content } = file;
  const { captureAt, nodes } = world.scenario;
  const node = (name: string) => nodes.find((one) => one.name === name)!;
  const records = (name: string) => world.logs.get(name) ?? [];
  switch (by.kind) {
    case 'kubectl': {
      const program = by.old ? programs.oldKubectl : programs.kubectl;
      const { stdout, stderr } = await runProgram(program, [`--server=${url}`, ...by.parameters], null, {
        TZ: by.zone,
      });
      if (stdout === '' && !by.both) throw new Error(`kubectl ${by.parameters.join(' ')}: ${stderr}`);
      return { file, program: program.name, content: change(by.both ? stdout + stderr : stdout) };
    }
    case 'journal': {
      const content = await printJournal(programs, node(by.node), records(by.node), by.form);
      return { file, program: programs.journalctl.name, content: change(content) };
    }
    case 'klog': {
      const lines = records(by.node).filter(({ unit }) => unit === 'kubelet');
      return {
        file,
        program: `kubelet 1.${world.scenario.minor}`,
        content: change(lines.map(({ text }) => `${text}\n`).join('')),
      };
    }
    case 'metrics': {
      const gaps = by.gaps.map(([from, to]) => ({ from: captureAt - from * MINUTE, to: captureAt - to * MINUTE }));
      const [content] = await queryMetrics(programs, world, [by.query], gaps);
      return { file, program: programs.prometheus.name, content: change(content!) };
    }
    case 'written':
      return { file, program: 'by hand', content: by.content };
  }
}

async function writeCase(labCase: LabCase, world: World, made: readonly MadeFile[]): Promise<void> {
  const folder = join(FIXTURES, labCase.name);
  const truth = buildTruth(labCase, world);
  rmSync(join(folder, 'input'), { recursive: true, force: true });
  const capturedAt = `${formatSeconds(world.scenario.captureAt)}\n`;
  const files = [
    ...made.map(({ file, content }) => ({ path: file.path, content })),
    { path: join(labCase.folder ?? '', 'captured-at'), content: capturedAt },
  ];
  if (labCase.archive === undefined) for (const { path, content } of files) write(join(folder, 'input', path), content);
  else write(join(folder, 'input', labCase.archive), await packArchive(files, world.scenario.captureAt));
  write(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  write(join(folder, 'README.md'), formatReadme(labCase, world, made, truth));
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

async function packArchive(files: readonly { path: string; content: string | Buffer }[], at: number): Promise<Buffer> {
  const archive = pack();
  for (const { path, content } of files) archive.entry({ name: path, mtime: new Date(at) }, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CASES.some((labCase) => labCase.name === name));
if (unknown.length > 0) throw new Error(`no case ${unknown.join(', ')}`);
const programs = prepareProgramFolder(process.env['LAB_PROGRAMS'] ?? join(tmpdir(), 'pullmortem-lab'));
for (const labCase of CASES) {
  if (wanted.length > 0 && !wanted.includes(labCase.name)) continue;
  await makeCase(labCase, programs);
  process.stdout.write(`${labCase.name}\n`);
}
