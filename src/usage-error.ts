/**
 * Arguments, a configuration or input that cannot be used: the user gets this one line and exit status 2. The message
 * says what is wrong and, where that is known, what would be right.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
