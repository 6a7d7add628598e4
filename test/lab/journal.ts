import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KUBELET_PID, type LogRecord, RUNTIME_PID } from './log-lines.ts';
import { type Programs, runProgram } from './programs.ts';
import type { LabNode } from './scenario.ts';

export type JournalForm = 'short' | 'short-iso' | 'short-precise';

const PIDS = { kubelet: KUBELET_PID, containerd: RUNTIME_PID, systemd: 1 };

/**
 * Makes a real journal file of a node's records (systemd-journal-remote reads journald's export format) and lets
 * journalctl print it in the node's zone. A record with line breaks becomes one entry per line, as stderr of a unit does.
 */
export async function printJournal(
  programs: Programs,
  node: LabNode,
  records: readonly LogRecord[],
  form: JournalForm,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  try {
    const exported = join(folder, 'node.export');
    const journal = join(folder, 'node.journal');
    writeFileSync(exported, records.flatMap((record) => exportRecord(record, node)).join(''));
    const remote = await runProgram(programs.journalRemote, [`--output=${journal}`, exported]);
    if (remote.status !== 0) throw new Error(remote.stderr);
    const printed = await runProgram(programs.journalctl, ['--file', journal, '-o', form, '--no-pager'], null, {
      TZ: formatPosixZone(node.zoneOffsetMinutes),
    });
    if (printed.status !== 0) throw new Error(printed.stderr);
    return printed.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let cursor = 0;

function exportRecord({ at, unit, text }: LogRecord, node: LabNode): string[] {
  const realtime = Math.floor((at + node.clockSkewMs) * 1000);
  return text.split('\n').map((line) => {
    cursor += 1;
    return [
      `__CURSOR=s=0a1b2c3d4e5f40718293a4b5c6d7e8f0;i=${cursor.toString(16)}`,
      `__REALTIME_TIMESTAMP=${realtime}`,
      `__MONOTONIC_TIMESTAMP=${Math.floor((at - node.createdAt) * 1000)}`,
      '_BOOT_ID=0a1b2c3d4e5f40718293a4b5c6d7e8f0',
      '_MACHINE_ID=ffeeddccbbaa99887766554433221100',
      `_HOSTNAME=${node.name}`,
      `PRIORITY=${unit === 'systemd' ? 5 : 6}`,
      `SYSLOG_IDENTIFIER=${unit}`,
      `_PID=${PIDS[unit]}`,
      `_SYSTEMD_UNIT=${unit}.service`,
      '_TRANSPORT=stdout',
      `MESSAGE=${line}`,
      '\n',
    ].join('\n');
  });
}

/** A zone of a fixed offset in POSIX form, in which the sign is the other way round. */
function formatPosixZone(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const name = minutes < 0 ? 'WST' : 'EST';
  return `${name}${minutes < 0 ? '' : '-'}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
}
