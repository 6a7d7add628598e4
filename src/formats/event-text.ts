import type {
  BackedOff,
  Changed,
  CheckFailed,
  ContainerRan,
  ImagePresent,
  OtherProblem,
  PullFailed,
  PullSecretUnreadable,
  PullStarted,
  PullSucceeded,
  SandboxFailed,
} from '../model/observation.ts';
import type { Subject } from '../model/subject.ts';

/** The text of an Event, as an Event object or a row of a table shows it. */
export interface EventText {
  /** `Normal` or `Warning`; null where not shown. */
  readonly type: string | null;
  readonly reason: string;
  /** The whole message, without the `spec.containers{c}: ` that kubectl 1.35 and later put before it. */
  readonly message: string;
  /** `source.component` or `reportingComponent`; null where not shown. */
  readonly component: string | null;
  /** `involvedObject.fieldPath`; null where not shown. */
  readonly fieldPath: string | null;
}

type PodEvent =
  | PullStarted
  | PullFailed
  | PullSucceeded
  | ImagePresent
  | BackedOff
  | CheckFailed
  | SandboxFailed
  | ContainerRan
  | PullSecretUnreadable
  | Changed
  | OtherProblem;

type Shared = 'origin' | 'subject' | 'first' | 'last' | 'count' | 'storedAt' | 'eventUid' | 'combined' | 'evidence';

type Own<T> = T extends unknown ? Omit<T, Shared> : never;

/** Kind and own fields of the observation that an Event stands for. */
export type EventClaim = Own<PodEvent>;

/** What an Event's text says: the claim, what of the subject the text shows, and whether the recorder merged texts into it. */
export interface EventMeaning {
  readonly claim: EventClaim;
  /** Only what type, reason, message and field path show; what is absent is to be taken from the record around them. */
  readonly subject: Partial<Subject>;
  readonly combined: boolean;
}
