import { analyze } from '../../../src/analyze.ts';
import type { Report, ReportFailure } from '../../../src/model/report.ts';
import { PLAIN_OPTIONS } from '../../plain-options.ts';

/** Analyses one text alone, as the command does with a file. */
export async function analyzeText(text: string): Promise<Report> {
  async function* artefacts() {
    const bytes = Buffer.from(text, 'utf8');
    yield {
      path: 'ticket.txt',
      bytes: bytes.length,
      modifiedAt: null,
      chunks: async function* () {
        yield bytes;
      },
    };
  }
  const { report } = await analyze(artefacts(), PLAIN_OPTIONS);
  return report;
}

/** The failures in short: `namespace/pod container image cause`, with `-` for what is not known. */
export function shortFailures(report: Report): string[] {
  return report.incidents.flatMap(({ failures }) => failures.map(shorten)).sort();
}

function shorten({ namespace, pod, container, image, cause }: ReportFailure): string {
  return [`${namespace ?? '-'}/${pod ?? '-'}`, container ?? '-', image ?? '-', cause].join(' ');
}
