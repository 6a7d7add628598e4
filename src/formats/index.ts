import { events } from './events.ts';
import type { Format } from './format.ts';
import { nodes } from './nodes.ts';
import { pods } from './pods.ts';
import { prometheusRange } from './prometheus-range.ts';

/** Every known format. Text formats are asked in this order; of object formats the first that accepts reads. */
export const FORMATS: readonly Format[] = [events, pods, nodes, prometheusRange];
