import { parseInstant } from '../../../src/clocks/instant-text.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import { readInputs } from '../../../src/formats/reading/read-inputs.ts';
import type { Warning } from '../../../src/model/evidence.ts';
import type { ReadInput } from '../../../src/model/input.ts';
import type { Artefact } from '../../../src/sources/artefact.ts';
import { PRODUCERS } from '../../../src/sources/bundles/index.ts';
import { createBundleScout } from '../../../src/sources/bundles/scout.ts';
import { DEFAULT_LIMITS } from '../../../src/sources/limits.ts';
import { openSources } from '../../../src/sources/open-sources.ts';
import { countHeld, type Held } from './count-held.ts';

/** What was made of one file, and what an eye that knows no format sees in it. */
export interface SavedFile {
  readonly path: string;
  readonly inputs: readonly ReadInput[];
  /** How many observations of each kind, as text: `12 pod, 3 waiting`. */
  readonly observed: string;
  /** What is wrong with it, in order; each with its line. */
  readonly warnings: readonly string[];
  /** What it truly holds; null where only a format can tell. */
  readonly held: Held | null;
  /** Lines that hold a word of image pulls. */
  readonly mentions: number;
}

const MENTION = /ImagePullBackOff|ErrImage|InvalidImageName|\bpull(?:ed|ing)? |PullImage/i;
/** Every file that nothing was found in is warned of, up to a number; the note of its input says the same. */
const LEFT_OUT = 'left out: ';

/** Reads a folder as the command does, with everything in it, archives too. */
export async function readSavedFiles(folder: string): Promise<readonly SavedFile[]> {
  const warnings: Warning[] = [];
  const looks = new Map<string, Look>();
  const warn = (warning: Warning) => void warnings.push(warning);
  const sources = openSources([folder], { limits: DEFAULT_LIMITS, stdin: nothing(), exclude: () => false, warn });
  const { artefacts, observations } = await readInputs(lookInto(sources, looks), {
    formats: FORMATS,
    warn,
    onProgress: () => {},
    parseInstant,
    onlooker: createBundleScout(PRODUCERS),
  });
  const kinds = new Map<number, Map<string, number>>();
  for (const { kind, evidence } of observations) {
    const counts = kinds.get(evidence.artefact) ?? new Map<string, number>();
    kinds.set(evidence.artefact, counts.set(kind, (counts.get(kind) ?? 0) + 1));
  }
  return artefacts.map(({ index, path, inputs }) => ({
    path,
    inputs,
    observed: [...(kinds.get(index) ?? [])]
      .sort()
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', '),
    warnings: warnings
      .filter(({ input, message }) => input === path && !message.startsWith(LEFT_OUT))
      .map(({ line, message }) => `${line ?? '-'}: ${message}`),
    held: looks.get(path)?.held ?? null,
    mentions: looks.get(path)?.mentions ?? 0,
  }));
}

interface Look {
  readonly held: Held | null;
  readonly mentions: number;
}

/** Passes artefacts on, and looks at the bytes of each with other eyes. */
async function* lookInto(artefacts: AsyncIterable<Artefact>, looks: Map<string, Look>): AsyncGenerator<Artefact> {
  for await (const artefact of artefacts) {
    yield {
      ...artefact,
      async *chunks() {
        const parts: Buffer[] = [];
        for await (const chunk of artefact.chunks()) {
          // A chunk is valid only until the next is asked for.
          parts.push(Buffer.from(chunk));
          yield chunk;
        }
        const text = Buffer.concat(parts).toString('utf8');
        looks.set(artefact.path, {
          held: countHeld(artefact.path, text),
          mentions: text.split('\n').filter((line) => MENTION.test(line)).length,
        });
      },
    };
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}
