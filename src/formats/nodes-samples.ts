import type { FormatSample } from './format.ts';

export const NODE_SAMPLES: readonly FormatSample[] = [];
