/** What the first bytes of a file say that it is; `plain` is everything else. */
export type Container = 'gzip' | 'tar' | 'plain' | { readonly unread: string };

/** Bytes that `recogniseContainer` wants to see: up to the end of tar's magic. */
export const MAGIC_BYTES = 262;

/**
 * Magic numbers of containers that are not read, and what to say. Sources: RFC 8878 (zstd), .xz file format 1.2,
 * bzip2 1.0 manual, APPNOTE.TXT 6.3 (zip), age-encryption.org/v1, RFC 4880 section 6.2, 7zFormat.txt.
 */
const UNREAD: readonly { readonly magic: Buffer; readonly message: string }[] = [
  { magic: Buffer.from('504b0304', 'hex'), message: 'zip archives are not read yet: unpack it first' },
  { magic: Buffer.from('504b0506', 'hex'), message: 'an empty zip archive' },
  { magic: Buffer.from('fd377a585a00', 'hex'), message: 'xz files are not read yet: unpack it first (xz -d)' },
  { magic: Buffer.from('28b52ffd', 'hex'), message: 'zstd files are not read yet: unpack it first (zstd -d)' },
  { magic: Buffer.from('377abcaf271c', 'hex'), message: '7z archives are not read: unpack it first' },
  { magic: Buffer.from('age-encryption.org/v1'), message: 'encrypted with age: decrypt it first' },
  { magic: Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----'), message: 'encrypted with age: decrypt it first' },
  { magic: Buffer.from('-----BEGIN PGP MESSAGE-----'), message: 'encrypted with PGP: decrypt it first' },
];
const GZIP = Buffer.from('1f8b08', 'hex');
const TAR = Buffer.from('ustar');
const TAR_OFFSET = 257;

/** Tells a container by its first bytes (RFC 1952 for gzip, POSIX.1-1988 `ustar` for tar), never by its name. */
export function recogniseContainer(head: Buffer): Container {
  if (startsWith(head, GZIP)) return 'gzip';
  if (startsWith(head.subarray(TAR_OFFSET), TAR)) return 'tar';
  if (isBzip2(head)) return { unread: 'bzip2 files are not read yet: unpack it first (bzip2 -d)' };
  const unread = UNREAD.find(({ magic }) => startsWith(head, magic));
  return unread ? { unread: unread.message } : 'plain';
}

/** `BZh`, the block size from 1 to 9, and the magic of a block or of the stream's end: three letters alone are text. */
function isBzip2(head: Buffer): boolean {
  return /^425a683[1-9](?:314159265359|177245385090)$/.test(head.toString('hex', 0, 10));
}

/** The modification time in a gzip header, Unix milliseconds; null where it holds none (RFC 1952, MTIME). */
export function readGzipTime(head: Buffer): number | null {
  const seconds = head.length >= 8 ? head.readUInt32LE(4) : 0;
  return seconds === 0 ? null : seconds * 1000;
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.length >= magic.length && bytes.compare(magic, 0, magic.length, 0, magic.length) === 0;
}
