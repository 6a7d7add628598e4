import type { FormatSample } from './format.ts';

export const DESCRIBE_POD_SAMPLES: readonly FormatSample[] = [];
