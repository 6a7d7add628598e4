export const GIBIBYTE = 1024 ** 3;
/** Images of hundreds of MiB are common, and unpacked they are larger: with less than that, pulls fail. */
export const FEW: Readonly<Record<'space' | 'inodes', number>> = { space: GIBIBYTE, inodes: 20_000 };
/** On a small disk that much may be plenty; the kubelet evicts at 15 % of the images' disk and 5 % of inodes. */
const SMALL_SHARE: Readonly<Record<'space' | 'inodes', number>> = { space: 0.1, inodes: 0.05 };
/** Where runtimes keep images; a disk can hold them where it is mounted there or above. */
const IMAGE_FOLDERS: readonly string[] = [
  '/var/lib/containerd',
  '/var/lib/docker',
  '/var/lib/containers/storage',
  '/var/lib/rancher/k3s/agent/containerd',
  '/var/lib/rancher/rke2/agent/containerd',
  '/var/snap/microk8s/common/var/lib/containerd',
];
/** Whether so little is free that pulls fail; an unknown total is taken for a large disk. */
export function isFull(of: 'space' | 'inodes', free: number, total: number | null): boolean {
  return free < FEW[of] && (total === null || free <= total * SMALL_SHARE[of]);
}

/** Whether a disk can hold images by where it is mounted. */
export function mayHoldImages(mount: string): boolean {
  return IMAGE_FOLDERS.some((folder) => isWithin(folder, mount));
}

/** Whether a folder is on the disk that is mounted there, or on one mounted below. */
function isWithin(folder: string, mount: string): boolean {
  return mount === '/' || folder === mount || folder.startsWith(`${mount}/`);
}

/** Whether the mount is the nearest above a folder of images. Where a node has several, the root is none of them. */
export function holdsImages(mount: string, mounts: readonly string[]): boolean {
  if (mount === '/') return mounts.every((other) => other === '/');
  return IMAGE_FOLDERS.some(
    (folder) =>
      isWithin(folder, mount) && !mounts.some((other) => other.length > mount.length && isWithin(folder, other)),
  );
}

/** `12.0 MiB of 98.4 GiB free`, `14 of 6553600 inodes free`; the total is left out where it is not known. */
export function describeFree(of: 'space' | 'inodes', least: number, total: number | null): string {
  if (of === 'inodes') return `${total === null ? least : `${least} of ${total}`} inodes free`;
  return total === null ? `${describeBytes(least)} free` : `${describeBytes(least)} of ${describeBytes(total)} free`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [1024 ** 4, 'TiB'],
  [GIBIBYTE, 'GiB'],
  [1024 ** 2, 'MiB'],
  [1024, 'KiB'],
];

function describeBytes(bytes: number): string {
  const unit = UNITS.find(([size]) => bytes >= size);
  return unit ? `${(bytes / unit[0]).toFixed(1)} ${unit[1]}` : `${Math.round(bytes)} bytes`;
}
