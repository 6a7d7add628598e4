import type { FormatSample } from './format.ts';

export const PROMETHEUS_RANGE_SAMPLES: readonly FormatSample[] = [];
