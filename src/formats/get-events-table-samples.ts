import type { FormatSample } from './format.ts';

export const GET_EVENTS_SAMPLES: readonly FormatSample[] = [];
