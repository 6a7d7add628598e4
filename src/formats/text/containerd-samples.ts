import type { FormatSample } from '../format.ts';
export const CONTAINERD_SAMPLES: readonly FormatSample[] = [];
