import type { FormatSample } from './format.ts';

export const DESCRIBE_NODE_SAMPLES: readonly FormatSample[] = [];
