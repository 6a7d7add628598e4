import type { AnalyzeOptions } from '../src/analyze-options.ts';

/** An analysis for which the user set nothing. */
export const PLAIN_OPTIONS: AnalyzeOptions = {
  capturedAt: [],
  timezones: [],
  since: null,
  until: null,
  namespaces: [],
  pods: [],
  images: [],
  nodes: [],
  redact: true,
  userCauses: [],
  title: null,
  author: null,
  incidentId: null,
  generatedAt: 0,
  version: '0.0.0',
  sourceWarnings: [],
  warn: () => {},
};
