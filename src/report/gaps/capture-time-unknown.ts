import { type Evidenced, idsOf } from './evidenced.ts';

/** A capture time that nothing tells, where something counts from it. */
export function findCaptureTimeUnknown({ capturedAt, records, incidents }: Evidenced) {
  if (Number.isFinite(capturedAt.earliest) && Number.isFinite(capturedAt.latest)) return null;
  if (records.length === 0) return null;
  const aged = records.some(({ observation: { first } }) => first?.clock.notation === 'age' && first.valueMs > 0);
  const ongoing = incidents.filter(({ status }) => status !== 'recovered' && status !== 'replaced');
  if (!aged && ongoing.length === 0) return null;
  return {
    id: 'capture-time-unknown',
    statement: aged
      ? 'When these files were saved: no file says it, so ages such as "5m" cannot be turned into times.'
      : 'When these files were saved: no file says it.',
    hides: aged ? 'When the things happened that only an age tells of.' : 'How long the pods had been failing by then.',
    incidents: idsOf(aged ? incidents : ongoing),
    collect: [
      'date -u +%Y-%m-%dT%H:%M:%SZ > captured-at   # beside the saved files, when they are saved',
      'pullmortem analyze --captured-at TIME PATH   # where somebody knows it',
    ],
  };
}
