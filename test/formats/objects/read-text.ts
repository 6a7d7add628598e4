import type { ObjectFormat, ReadContext } from '../../../src/formats/format.ts';
import { detectSyntax } from '../../../src/formats/objects/detect-syntax.ts';
import { type ObjectsRead, readObjects } from '../../../src/formats/objects/read-objects.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Observation } from '../../../src/model/observation.ts';

/** What reading a text gave. */
export interface TextRead extends ObjectsRead {
  readonly observations: readonly Observation[];
  readonly warnings: readonly { readonly line: number | null; readonly message: string }[];
  /** Records by format id. */
  readonly records: ReadonlyMap<string, number>;
}

/** Reads bytes through the real driver, in chunks of the given size. */
export async function readText(
  bytes: Buffer,
  formats: readonly ObjectFormat[],
  chunkBytes = 64 * 1024,
  path = 'sample',
): Promise<TextRead> {
  const observations: Observation[] = [];
  const warnings: { line: number | null; message: string }[] = [];
  const records = new Map<string, number>();
  const clocks = new Map<string, Clock>();
  const warn = (line: number | null, message: string): void => void warnings.push({ line, message });

  const contextFor = (format: ObjectFormat): ReadContext => ({
    artefact: 0,
    path,
    clock(notation, keeper, offsetMinutes = null) {
      const id = JSON.stringify([notation, keeper, offsetMinutes]);
      const clock = clocks.get(id) ?? { id, artefact: 0, notation, keeper, offsetMinutes };
      clocks.set(id, clock);
      return clock;
    },
    observe(observation) {
      observations.push(observation);
      return null;
    },
    record: () => void records.set(format.id, (records.get(format.id) ?? 0) + 1),
    warn,
  });

  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      // A copy that is overwritten afterwards: chunks are valid only until the next is asked for.
      const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
      yield chunk;
      chunk.fill(0x21);
    }
  }
  const syntax = detectSyntax(bytes.subarray(0, 64 * 1024));
  if (syntax !== 'json' && syntax !== 'yaml') throw new Error(`the text is ${syntax}, not JSON or YAML`);
  const read = await readObjects(chunks(), syntax, formats, contextFor, warn);
  return { ...read, observations, warnings, records };
}
