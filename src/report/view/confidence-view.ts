import { bar, upright } from '../charts/svg.ts';
import { formatConfidence, nameConfidence } from '../wording.ts';

const NOTCHES = [0.5, 0.8];

/** How sure a verdict is: a bar with notches, a word, and two decimals. */
export function viewConfidence(confidence: number) {
  const word = nameConfidence(confidence);
  const figure = formatConfidence(confidence);
  const marks =
    bar(0, 1, 0, 10, 'meter-rest') +
    bar(0, confidence, 0, 10, 'meter') +
    NOTCHES.map((at) => upright(at, 0, 10, 'notch')).join('');
  return { word, figure, bar: { height: 10, marks, description: '' } };
}
