import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiObject, type ApiState, convertEvent } from './api-objects.ts';
import { printTable } from './print-tables.ts';

/** A running API server; `url` is what kubectl's `--server` takes. */
export interface ApiServer {
  readonly url: string;
  close(): Promise<void>;
}

interface Resource {
  readonly state: keyof ApiState;
  readonly groupVersion: string;
  readonly kind: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
}

const RESOURCES: readonly Resource[] = [
  { state: 'pods', groupVersion: 'v1', kind: 'Pod', singular: 'pod', shortNames: ['po'], namespaced: true },
  { state: 'events', groupVersion: 'v1', kind: 'Event', singular: 'event', shortNames: ['ev'], namespaced: true },
  { state: 'nodes', groupVersion: 'v1', kind: 'Node', singular: 'node', shortNames: ['no'], namespaced: false },
  {
    state: 'namespaces',
    groupVersion: 'v1',
    kind: 'Namespace',
    singular: 'namespace',
    shortNames: ['ns'],
    namespaced: false,
  },
  {
    state: 'replicasets',
    groupVersion: 'apps/v1',
    kind: 'ReplicaSet',
    singular: 'replicaset',
    shortNames: ['rs'],
    namespaced: true,
  },
  {
    state: 'deployments',
    groupVersion: 'apps/v1',
    kind: 'Deployment',
    singular: 'deployment',
    shortNames: ['deploy'],
    namespaced: true,
  },
  { state: 'secrets', groupVersion: 'v1', kind: 'Secret', singular: 'secret', shortNames: [], namespaced: true },
  {
    state: 'serviceaccounts',
    groupVersion: 'v1',
    kind: 'ServiceAccount',
    singular: 'serviceaccount',
    shortNames: ['sa'],
    namespaced: true,
  },
  {
    state: 'events',
    groupVersion: 'events.k8s.io/v1',
    kind: 'Event',
    singular: 'event',
    shortNames: ['ev'],
    namespaced: true,
  },
];

/**
 * Starts a read-only API server on the loopback with a fixed state, good enough for kubectl 1.20 to 1.32 to get, list,
 * describe and print. Plain HTTP, no authentication. Ages in tables count from the real now, as kubectl's own do.
 */
export async function startApiServer(state: ApiState, minor: number): Promise<ApiServer> {
  const server = createServer((request, response) => answer(request, response, state, minor));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, state: ApiState, minor: number): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = discover(url.pathname, minor) ?? read(url, state, request.headers.accept ?? '');
  const body = found ?? status(404, 'NotFound', 'the server could not find the requested resource');
  response.writeHead('code' in body ? Number(body.code) : 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function discover(path: string, minor: number): object | null {
  const groupVersions = [...new Set(RESOURCES.map(({ groupVersion }) => groupVersion))];
  if (path === '/version')
    return { major: '1', minor: String(minor), gitVersion: `v1.${minor}.4`, platform: 'linux/amd64' };
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') {
    const groups = groupVersions
      .filter((groupVersion) => groupVersion.includes('/'))
      .map((groupVersion) => {
        const [name, version] = groupVersion.split('/');
        return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } };
      });
    return { kind: 'APIGroupList', apiVersion: 'v1', groups };
  }
  const groupVersion = path === '/api/v1' ? 'v1' : path.startsWith('/apis/') ? path.slice('/apis/'.length) : '';
  if (!groupVersions.includes(groupVersion)) return null;
  const resources = RESOURCES.filter((resource) => resource.groupVersion === groupVersion).map((resource) => ({
    name: resource.state,
    singularName: resource.singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: ['get', 'list'],
    shortNames: resource.shortNames,
  }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

/** Answers `/api/v1/…` and `/apis/GROUP/VERSION/…` with an object, a list or a table; null where there is no such resource. */
function read(url: URL, state: ApiState, accept: string): object | null {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const groupVersion = parts[0] === 'api' ? 'v1' : `${parts[1]}/${parts[2]}`;
  let rest = parts.slice(parts[0] === 'api' ? 2 : 3);
  let namespace: string | null = null;
  if (rest[0] === 'namespaces' && rest.length > 2) [namespace, rest] = [rest[1]!, rest.slice(2)];
  const resource = RESOURCES.find((one) => one.groupVersion === groupVersion && one.state === rest[0]);
  if (!resource) return null;
  const all = state[resource.state].filter(({ metadata }) => namespace === null || metadata.namespace === namespace);
  const converted = resource.groupVersion === 'events.k8s.io/v1' ? all.map(convertEvent) : all;
  if (rest[1] !== undefined) {
    const object = converted.find(({ metadata }) => metadata.name === rest[1]);
    if (!object) return status(404, 'NotFound', `${resource.state} "${rest[1]}" not found`);
    if (rest[2] === 'log') return readLog(object, url.searchParams.get('container'));
    return wantsTable(accept) ? printTable(resource.state, [object], Date.now()) : object;
  }
  const selected = converted.filter((object) => matchesSelectors(object, url.searchParams));
  if (wantsTable(accept)) return printTable(resource.state, selected, Date.now());
  const items = selected.map(({ apiVersion: _apiVersion, kind: _kind, ...item }) => item);
  return { kind: `${resource.kind}List`, apiVersion: groupVersion, metadata: { resourceVersion: '400000' }, items };
}

function wantsTable(accept: string): boolean {
  return accept.includes('as=Table');
}

/** The answer to `kubectl logs` for a container that has not run (pkg/kubelet/kubelet_pods.go validateContainerLogStatus). */
function readLog(pod: ApiObject, wanted: string | null): object {
  const podStatus = pod['status'] as {
    containerStatuses?: { name: string; state: { waiting?: { reason: string } } }[];
  };
  const container = podStatus.containerStatuses?.find(({ name }) => wanted === null || name === wanted);
  const reason = container?.state.waiting?.reason ?? 'ContainerCreating';
  const why =
    reason === 'ErrImagePull'
      ? "image can't be pulled"
      : reason === 'ImagePullBackOff'
        ? 'trying and failing to pull image'
        : reason;
  return status(
    400,
    'BadRequest',
    `container "${container?.name}" in pod "${pod.metadata.name}" is waiting to start: ${why}`,
  );
}

function matchesSelectors(object: ApiObject, parameters: URLSearchParams): boolean {
  const labels = (object.metadata['labels'] ?? {}) as Readonly<Record<string, string>>;
  return (
    matchesAll(parameters.get('fieldSelector'), (path) => readField(object, path)) &&
    matchesAll(parameters.get('labelSelector'), (key) => labels[key])
  );
}

/** Comma-separated `a=b`, `a==b` and `a!=b`. */
function matchesAll(selector: string | null, readValue: (key: string) => unknown): boolean {
  return (selector ?? '').split(',').every((term) => {
    if (term === '') return true;
    const negated = term.includes('!=');
    const [key = '', value = ''] = term.split(negated ? '!=' : /==?/);
    return (String(readValue(key) ?? '') === value) !== negated;
  });
}

function readField(object: ApiObject, path: string): unknown {
  let value: unknown = object;
  for (const key of path.split('.'))
    value = value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
  return value;
}

function status(code: number, reason: string, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}
