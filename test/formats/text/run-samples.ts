import assert from 'node:assert/strict';
import type { ReadContext, TextFormat } from '../../../src/formats/format.ts';
import { createTextScanner, type TextScan, type TextScanner } from '../../../src/formats/text/scan.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Observation } from '../../../src/model/observation.ts';

/** What a scan of a text gave. */
export interface ScanResult {
  readonly scan: TextScan;
  readonly observations: readonly Observation[];
  readonly warnings: readonly string[];
  readonly records: ReadonlyMap<string, number>;
}

/** A scanner holds a memory of its own, and thousands of samples are scanned. */
const scanners = new WeakMap<readonly TextFormat[], TextScanner>();

/** Scans bytes, given in chunks, with the given formats. Warnings are `line: message`. */
export async function scanChunks(
  chunks: AsyncIterable<Buffer>,
  formats: readonly TextFormat[],
  lineBytes?: number,
): Promise<ScanResult> {
  const observations: Observation[] = [];
  const warnings: string[] = [];
  const records = new Map<string, number>();
  const clocks = new Map<string, Clock>();
  const warn = (line: number | null, message: string) => warnings.push(`${line}: ${message}`);
  const contextFor = (format: TextFormat): ReadContext => ({
    artefact: 0,
    path: 'sample.txt',
    clock(notation, keeper, offsetMinutes = null) {
      const id = `${notation} ${JSON.stringify(keeper)} ${offsetMinutes}`;
      const clock = clocks.get(id) ?? { id, artefact: 0, notation, keeper, offsetMinutes };
      clocks.set(id, clock);
      return clock;
    },
    observe(observation) {
      observations.push(observation);
      return null;
    },
    record: () => records.set(format.id, (records.get(format.id) ?? 0) + 1),
    warn,
  });
  let scanner = scanners.get(formats);
  if (!scanner) {
    scanner = createTextScanner(formats);
    scanners.set(formats, scanner);
  }
  const scan = await scanner.scan(chunks, contextFor, warn, lineBytes === undefined ? undefined : { lineBytes });
  return { scan, observations, warnings, records };
}

/** Cuts bytes into chunks of a size, each of which is destroyed when the next is asked for. */
export async function* cutChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(chunk, 0, at, Math.min(bytes.length, at + size));
    yield chunk.subarray(0, length);
    chunk.fill('~');
  }
}

/** Asserts that each expected object is a deep subset of the actual one at its place, and that none is missing or more. */
export function assertSubsets(actual: readonly object[], expected: readonly object[]): void {
  assert.equal(
    actual.length,
    expected.length,
    `${actual.length} observations for ${expected.length}: ${JSON.stringify(actual, null, 1)}`,
  );
  actual.forEach((one, index) => {
    assert.deepEqual(cutLike(one, expected[index]), expected[index]);
  });
}

/** The parts of a value that the other has. */
function cutLike(value: unknown, like: unknown): unknown {
  if (Array.isArray(like) && Array.isArray(value)) return value.map((item, index) => cutLike(item, like[index]));
  if (typeof like !== 'object' || like === null || typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(like).map(([key, part]) => [key, cutLike((value as Record<string, unknown>)[key], part)]),
  );
}
