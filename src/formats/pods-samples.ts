import type { FormatSample } from './format.ts';

export const POD_SAMPLES: readonly FormatSample[] = [];
