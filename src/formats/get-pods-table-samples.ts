import type { FormatSample } from './format.ts';

export const GET_PODS_SAMPLES: readonly FormatSample[] = [];
