/** A pull that failed three times, as each source of a bundle writes it. Written by hand after the formats' own samples. */

export const IMAGE = 'registry.example/shop/web:9';
export const POD = 'web-0';
export const UID = '3c1f0c4e-0000-4000-8000-1234567890ab';
export const LOOPING_POD = 'worker-0';
export const LOOPING_UID = '3c1f0c4e-0000-4000-8000-1234567890cd';

const ERROR = `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
/** When the calls failed, after 09:10 UTC on 2 July. */
const FAILED_AT = ['10:05', '10:18', '10:46'];

const quote = (text: string): string => JSON.stringify(text);
/** The hour on a clock so many hours east of UTC. */
const hourAt = (zoneHours: number): string => String(9 + zoneHours).padStart(2, '0');

/** Lines of a kubelet 1.31 on a clock so many hours east of UTC, and one of a container that crashes. Without what journald puts before them. */
export function kubeletLines(zoneHours = 0): { readonly time: string; readonly text: string }[] {
  return FAILED_AT.flatMap((minute) => {
    const time = `${hourAt(zoneHours)}:${minute}`;
    const header = (micros: string, file: string) => `E0702 ${time}.${micros}     201 ${file}] `;
    const sync = `failed to "StartContainer" for "web" with ErrImagePull: ${quote(ERROR)}`;
    const crash = `failed to "StartContainer" for "worker" with CrashLoopBackOff: "back-off 40s restarting failed container=worker pod=${LOOPING_POD}_shop(${LOOPING_UID})"`;
    return [
      `${header('123456', 'log.go:32')}"PullImage from image service failed" err=${quote(ERROR)} image=${quote(IMAGE)}`,
      `${header('124000', 'pod_workers.go:1301')}"Error syncing pod, skipping" err=${quote(sync)} pod="shop/${POD}" podUID="${UID}"`,
      `${header('125000', 'pod_workers.go:1301')}"Error syncing pod, skipping" err=${quote(crash)} pod="shop/${LOOPING_POD}" podUID="${LOOPING_UID}"`,
    ].map((text) => ({ time, text }));
  });
}

/** The same as journalctl or syslog write them. `sender` is `kubelet[201]`. */
export function kubeletJournal(host: string, sender: string, zoneHours = 0): string {
  return kubeletLines(zoneHours)
    .map(({ time, text }) => `Jul 02 ${time} ${host} ${sender}: ${text}\n`)
    .join('');
}

/** containerd's own lines, in the journal of a host on UTC. */
export function containerdJournal(host: string): string {
  return FAILED_AT.map((minute) => {
    const message = quote(`PullImage ${quote(IMAGE)} failed`);
    const entry = `time="2024-07-02T09:${minute}.123100417Z" level=error msg=${message} error=${quote(ERROR)}`;
    return `Jul 02 09:${minute} ${host} containerd[105]: ${entry}\n`;
  }).join('');
}

/** `kubectl get pods -A -o wide`, which names no container. */
export const PODS_TABLE = `NAMESPACE   NAME       READY   STATUS             RESTARTS      AGE   IP          NODE     NOMINATED NODE   READINESS GATES
shop        ${POD}      0/1     ImagePullBackOff   0             70s   10.42.0.7   node-7   <none>           <none>
shop        ${LOOPING_POD}   0/1     CrashLoopBackOff   4 (38s ago)   70s   10.42.0.9   node-7   <none>           <none>
`;

/** `kubectl get events -A -o wide`, 55 s after the last call: the Events of all three. */
export const EVENTS_TABLE = `NAMESPACE   LAST SEEN   TYPE      REASON   OBJECT      SUBOBJECT              SOURCE            MESSAGE${' '.repeat(ERROR.length + 50)}   FIRST SEEN   COUNT   NAME
shop        55s         Warning   Failed   pod/${POD}   spec.containers{web}   kubelet, node-7   Failed to pull image "${IMAGE}": ${ERROR}   96s          3       ${POD}.17de2
shop        55s         Warning   Failed   pod/${POD}   spec.containers{web}   kubelet, node-7   Error: ErrImagePull${' '.repeat(ERROR.length + 38)}   96s          3       ${POD}.17de3
`;
