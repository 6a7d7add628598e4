import { quote } from '../lab/go-text.ts';
import type { Random } from '../lab/random.ts';

/** A line of the log: when, by whom, and its text behind the envelope. */
export interface TimedLine {
  /** Milliseconds since the beginning of the log. */
  readonly at: number;
  readonly sender: 'kubelet' | 'containerd';
  readonly severity: 'I' | 'W' | 'E';
  /** For the kubelet `file.go:NNN] message`; for containerd what follows the time. */
  readonly text: string;
}

interface Image {
  readonly name: string;
  readonly error: string;
}

/** Errors in the words of containerd 2.0 through the CRI, as a kubelet of 1.33 logs them. */
const IMAGES: readonly Image[] = [
  [
    'registry.corp.example:5000/shop/web:4.2.0',
    (n: string) =>
      `unexpected status from HEAD request to https://registry.corp.example:5000/v2/${n}: 503 Service Unavailable`,
  ],
  [
    'registry.corp.example:5000/shop/cart:1.9',
    (n: string) =>
      `failed to do request: Head "https://registry.corp.example:5000/v2/${n}": dial tcp 10.40.7.17:5000: connect: connection refused`,
  ],
  ['docker.io/library/nginx:1.99', () => 'docker.io/library/nginx:1.99: not found'],
  [
    'ghcr.io/acme/private:7',
    (n: string) => `unexpected status from HEAD request to https://ghcr.io/v2/${n}: 403 Forbidden`,
  ],
  [
    'quay.io/acme/batch:2024-06',
    (n: string) =>
      `failed to do request: Head "https://quay.io/v2/${n}": dial tcp: lookup quay.io on 10.0.0.10:53: no such host`,
  ],
  [
    'harbor.corp.example/prod/api:9',
    (n: string) =>
      `failed to do request: Head "https://harbor.corp.example/v2/${n}": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
  ],
  [
    'docker.io/grafana/grafana:10.2.2',
    (n: string) => `unexpected status from HEAD request to https://registry-1.docker.io/v2/${n}: 429 Too Many Requests`,
  ],
].map(([name, core]) => {
  const path = String(name)
    .replace(/^[^/]+\//, '')
    .replace(/:([^:]+)$/, '/manifests/$1');
  const cause = (core as (path: string) => string)(path);
  return {
    name: String(name),
    error: `failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${cause}`,
  };
});

const MAX_BACKOFF_MS = 300_000;

/** Writes what a kubelet 1.33 and containerd 2.0 log about one pod whose image fails from `from` to `to`, and then comes. */
export function writeFailingPod(random: Random, from: number, to: number): TimedLine[] {
  const lines: TimedLine[] = [];
  const image = random.pick(IMAGES);
  const namespace = random.pick(['shop', 'payments', 'batch', 'ml-serving', 'web']);
  const pod = `${random.pick(['web', 'cart', 'checkout', 'trainer', 'sync'])}-${random.suffix(10)}-${random.suffix(5)}`;
  const uid = random.uid();
  const container = random.pick(['app', 'web', 'main', 'worker']);
  const kubelet = (at: number, text: string) => lines.push({ at, sender: 'kubelet', severity: 'E', text });
  const runtime = (at: number, text: string) => lines.push({ at, sender: 'containerd', severity: 'I', text });
  const sync = (at: number, reason: string, message: string) => {
    const error = `failed to "StartContainer" for ${quote(container)} with ${reason}: ${quote(message)}`;
    kubelet(
      at,
      `pod_workers.go:1301] "Error syncing pod, skipping" err=${quote(error)} pod="${namespace}/${pod}" podUID="${uid}"`,
    );
  };
  const notFound = image.error.endsWith('not found');
  const grpc = `rpc error: code = ${notFound ? 'NotFound' : 'Unknown'} desc = ${image.error}`;
  const kept = notFound ? grpc : image.error;
  const struct = `&Container{Name:${container},Image:${image.name},Command:[],Args:[],WorkingDir:,Ports:[]ContainerPort{},Env:[]EnvVar{EnvVar{Name:LOG_LEVEL,Value:info,ValueFrom:nil,},},Resources:ResourceRequirements{Limits:ResourceList{},Requests:ResourceList{},},VolumeMounts:[]VolumeMount{},LivenessProbe:nil,ReadinessProbe:nil,Lifecycle:nil,TerminationMessagePath:/dev/termination-log,ImagePullPolicy:IfNotPresent,SecurityContext:nil,Stdin:false,StdinOnce:false,TTY:false,EnvFrom:[]EnvFromSource{},TerminationMessagePolicy:File,VolumeDevices:[]VolumeDevice{},StartupProbe:nil,}`;

  let at = from;
  let backoff = 10_000;
  let retryAt = from;
  while (at < to) {
    if (at >= retryAt) {
      runtime(at, `level=info msg=${quote(`PullImage ${quote(image.name)}`)}`);
      at += random.between(40, 400);
      runtime(
        at,
        `level=error msg=${quote(`PullImage ${quote(image.name)} failed`)} error=${quote(notFound ? grpc : image.error)}`,
      );
      kubelet(at + 0.2, `log.go:32] "PullImage from image service failed" err=${quote(grpc)} image="${image.name}"`);
      kubelet(at + 0.3, `kuberuntime_image.go:42] "Failed to pull image" err=${quote(kept)} image="${image.name}"`);
      const start = `container ${struct} start failed in pod ${pod}_${namespace}(${uid}): ErrImagePull: ${kept}`;
      kubelet(at + 0.4, `kuberuntime_manager.go:1358] "Unhandled Error" err=${quote(start)} logger="UnhandledError"`);
      sync(at + 0.5, 'ErrImagePull', kept);
      retryAt = at + backoff;
      backoff = Math.min(backoff * 2, MAX_BACKOFF_MS);
    } else sync(at, 'ImagePullBackOff', `Back-off pulling image "${image.name}": ErrImagePull: ${kept}`);
    at += random.between(10_000, 15_000);
  }
  runtime(at, `level=info msg=${quote(`PullImage ${quote(image.name)}`)}`);
  runtime(
    at + 2_345,
    `level=info msg=${quote(`PullImage ${quote(image.name)} returns image reference "sha256:${random.hex(64)}"`)}`,
  );
  return lines;
}
