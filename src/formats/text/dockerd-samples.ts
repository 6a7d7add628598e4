import type { FormatSample } from '../format.ts';
export const DOCKERD_SAMPLES: readonly FormatSample[] = [];
