import type { FormatSample } from '../format.ts';
export const KUBELET_SAMPLES: readonly FormatSample[] = [];
