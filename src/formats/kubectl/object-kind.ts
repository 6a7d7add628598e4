// `kubectl get events` writes kinds in lower case, `kubectl events` as they are.
const KINDS: readonly string[] = [
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'DeploymentConfig',
  'HorizontalPodAutoscaler',
];

/** The controller that a table names, with its kind as the API writes it; null for pods, nodes and what has no name. */
export function controllerOf(
  kind: string,
  name: string | null,
): { readonly kind: string; readonly name: string } | null {
  if (name === null || name === '' || /^(?:pods?|nodes?)$/i.test(kind) || !/^[A-Za-z]+$/.test(kind)) return null;
  const known = KINDS.find((each) => each.toLowerCase() === kind.toLowerCase());
  return { kind: known ?? kind, name };
}
