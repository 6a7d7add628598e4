import type { Evidence } from '../model/evidence.ts';
import type { ReportEvidence } from '../model/report.ts';

/** Numbers the evidence that a report cites; the same record has one number however often it is cited. */
export interface Citations {
  /** The numbers of these records, ascending and without repeats. */
  readonly cite: (evidence: readonly Evidence[]) => number[];
  readonly list: readonly ReportEvidence[];
}

/**
 * @param paths of the inputs, by index
 * @param clean removes credentials from an excerpt
 */
export function collectCitations(paths: readonly string[], clean: (text: string) => string): Citations {
  const numbers = new Map<number, Map<string, number>>();
  const list: ReportEvidence[] = [];
  const numberOf = ({ artefact, line, item, excerpt }: Evidence): number => {
    let ofInput = numbers.get(artefact);
    if (!ofInput) {
      ofInput = new Map();
      numbers.set(artefact, ofInput);
    }
    const key = item === null ? String(line) : `${line}/${item}`;
    const known = ofInput.get(key);
    if (known !== undefined) return known;
    const number = list.length;
    list.push({ input: paths[artefact] ?? '', line, item, excerpt: clean(excerpt) });
    ofInput.set(key, number);
    return number;
  };
  const cite = (evidence: readonly Evidence[]): number[] => [...new Set(evidence.map(numberOf))].sort((a, b) => a - b);
  return { cite, list };
}
