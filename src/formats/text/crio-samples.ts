import type { FormatSample } from '../format.ts';
export const CRIO_SAMPLES: readonly FormatSample[] = [];
