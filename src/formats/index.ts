import type { Format } from './format.ts';

/** Every known format. Text formats are asked in this order; of object formats the first that accepts reads. */
export const FORMATS: readonly Format[] = [];
