import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The real programs that write the fixtures, and their versions as they state them. */
export interface Programs {
  readonly kubectl: Program;
  readonly oldKubectl: Program;
  readonly prometheus: Program;
  readonly promtool: Program;
  readonly journalRemote: Program;
  readonly journalctl: Program;
}

export interface Program {
  readonly path: string;
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
}

const PACKAGES = ['kubernetes-client', 'prometheus', 'systemd-journal-remote', 'libmicrohttpd12'];

/**
 * Finds kubectl and journalctl on the machine, and unpacks the others from Debian's packages below `folder`, so that
 * nothing is installed and no daemon is started.
 */
export function prepareProgramFolder(folder: string): Programs {
  const root = join(folder, 'root');
  if (!existsSync(join(root, 'usr/bin/promtool'))) {
    mkdirSync(root, { recursive: true });
    execFileSync('apt-get', ['download', ...PACKAGES], { cwd: folder, stdio: 'inherit' });
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')))
      execFileSync('dpkg', ['-x', join(folder, file), root]);
  }
  const libraries = { LD_LIBRARY_PATH: join(root, 'usr/lib/x86_64-linux-gnu') };
  const kubectl = (path: string, version: string): Program => ({
    path,
    name: `kubectl ${version}`,
    environment: { KUBECONFIG: '/dev/null', HOME: folder, TZ: 'UTC' },
  });
  const program = (path: string, name: string): Program => ({ path, name, environment: { ...libraries, TZ: 'UTC' } });
  return {
    kubectl: kubectl('kubectl', kubectlVersion('kubectl')),
    oldKubectl: kubectl(join(root, 'usr/bin/kubectl'), kubectlVersion(join(root, 'usr/bin/kubectl'))),
    prometheus: program(join(root, 'usr/bin/prometheus'), 'Prometheus 2.42.0'),
    promtool: program(join(root, 'usr/bin/promtool'), 'promtool 2.42.0'),
    journalRemote: program(join(root, 'lib/systemd/systemd-journal-remote'), 'systemd-journal-remote 252'),
    journalctl: program('journalctl', 'journalctl 252'),
  };
}

function kubectlVersion(path: string): string {
  const text = execFileSync(path, ['version', '--client', '--output=json'], {
    encoding: 'utf8',
    env: { ...process.env, KUBECONFIG: '/dev/null' },
  });
  return (JSON.parse(text) as { clientVersion: { gitVersion: string } }).clientVersion.gitVersion.replace(
    /^v|-.*$/g,
    '',
  );
}

/** Runs a program to its end; gives what it wrote to both streams. Its exit status is the caller's to judge. */
export async function runProgram(
  program: Program,
  parameters: readonly string[],
  input: string | null = null,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string; status: number | null }> {
  const child = spawn(program.path, parameters, { env: { ...process.env, ...program.environment, ...environment } });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.end(input ?? '');
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), status };
}
