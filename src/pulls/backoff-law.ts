/**
 * The kubelet's back-off law for image pulls.
 * Sources: pkg/kubelet/kubelet.go (`imageBackOffPeriod`, `MaxImageBackOff`; `backOffPeriod`, `MaxContainerBackOff` up to
 * 1.31), client-go util/flowcontrol/backoff.go (Next, IsInBackOffSinceUpdate, hasExpired), Kubernetes 1.13–1.36.
 */

const INITIAL_SECONDS = 10;
const LIMIT_SECONDS = 300;

/** A failure that comes later than this after the one before starts the ladder anew (`2 × maxDuration`). */
export const RESET_SECONDS = 600;

/** How long after the end of a wait the next sync starts at the latest, while the kubelet is up and not busy: 15 s of requeue jitter and a 1 s tick. */
export const SYNC_OVERSHOOT_SECONDS = 17;

/**
 * The shortest distance of two failures of one pod and image: the first wait. Shorter ones mean another kubelet process,
 * another pod or another image.
 */
export const SHORTEST_GAP_SECONDS = INITIAL_SECONDS;

/** Stands for a number that nothing bounds, in counts that must be numbers. */
export const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** The wait after the n-th failure of a ladder (n from 1): 10, 20, 40, 80, 160, 300, 300 … seconds. */
export function delayAfterFailure(n: number): number {
  return n >= 6 ? LIMIT_SECONDS : INITIAL_SECONDS * 2 ** (Math.max(n, 1) - 1);
}

/** Seconds from the first to the n-th failure of one ladder at the least, where every pull fails at once and no wait is reset. */
export function shortestLadder(n: number): number {
  let seconds = 0;
  for (let failure = 1; failure < n; failure++) seconds += delayAfterFailure(failure);
  return seconds;
}

/** From here on five failures more need 750 s more: a fresh ladder of five (150 s) and its reset (600 s) are the densest. */
const PERIODIC_FROM = 64;
const PERIOD = { failures: 5, seconds: RESET_SECONDS + shortestLadder(5) };

const SHORTEST_SPANS = computeShortestSpans(PERIODIC_FROM);

function computeShortestSpans(most: number): readonly number[] {
  const spans = [0, 0];
  for (let count = 2; count <= most; count++) {
    let best = shortestLadder(count);
    for (let last = 1; last < count; last++) {
      best = Math.min(best, (spans[count - last] ?? 0) + RESET_SECONDS + shortestLadder(last));
    }
    spans.push(best);
  }
  return spans;
}

/**
 * Seconds from the first to the n-th failure at the least, when the ladder may start anew: after more than 600 s between
 * two failures (slow pulls) the next wait is 10 s again, so many failures can come sooner than on one ladder.
 */
export function shortestSpan(n: number): number {
  const periods = Math.max(0, Math.ceil((n - PERIODIC_FROM) / PERIOD.failures));
  return (SHORTEST_SPANS[Math.max(n - periods * PERIOD.failures, 0)] ?? 0) + periods * PERIOD.seconds;
}

/** How many failures one pod and image can have in a span of that many seconds at the most, the one at its start included. */
export function mostFailures(seconds: number): number {
  if (!Number.isFinite(seconds)) return UNBOUNDED;
  if (seconds < 0) return 0;
  const limit = SHORTEST_SPANS[PERIODIC_FROM - PERIOD.failures] ?? 0;
  const periods = Math.max(0, Math.ceil((seconds - limit) / PERIOD.seconds));
  const rest = seconds - periods * PERIOD.seconds;
  let n = 1;
  while (n < PERIODIC_FROM && shortestSpan(n + 1) <= rest) n++;
  return n + periods * PERIOD.failures;
}
