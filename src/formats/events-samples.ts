import type { FormatSample } from './format.ts';

export const EVENT_SAMPLES: readonly FormatSample[] = [];
