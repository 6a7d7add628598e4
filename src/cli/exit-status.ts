/** Exit statuses of the public contract. */
export const EXIT = {
  done: 0,
  /** Done, and `--fail-on` was reached. */
  failedOn: 1,
  /** Unusable arguments, configuration or input. */
  unusable: 2,
  /** A defect of pullmortem itself. */
  defect: 3,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
