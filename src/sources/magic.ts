/** What the first bytes of a file say that it is; `plain` is everything else. */
export type Container = 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'tar' | 'zip' | 'plain' | { readonly unread: string };

/** Bytes that `recogniseContainer` wants to see: a whole header of tar. */
export const MAGIC_BYTES = 512;

/** Magics of containers that are read, at the beginning of the file, in hexadecimal. */
const READ: readonly (readonly [RegExp, Exclude<Container, object>])[] = [
  // RFC 1952, section 2.3.1: deflate is the only method there is.
  [/^1f8b08/, 'gzip'],
  // .xz file format 1.2, section 2.1.1.1.
  [/^fd377a585a00/, 'xz'],
  // RFC 8878, section 3.1.1: a frame; 3.1.2: a skippable frame, with which pzstd begins.
  [/^(?:28b52ffd|5[0-9a-f]2a4d18)/, 'zstd'],
  // `BZh`, the block size from 1 to 9, and the magic of a block or of the end: three letters alone are text.
  [/^425a683[1-9](?:314159265359|177245385090)/, 'bzip2'],
  // APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.16 and 8.5.3: a member, the end of an empty zip, the mark of one in parts.
  [/^504b(?:0304|0506|0708504b0304)/, 'zip'],
];

/** Magics of containers that are not read, and what to say. */
const UNREAD: readonly (readonly [RegExp, string])[] = [
  // 7zFormat.txt of the LZMA SDK.
  [/^377abcaf271c/, '7z archives are not read: unpack it first (7z x)'],
  // technote.txt of RAR 5.0.
  [/^526172211a07/, 'RAR archives are not read: unpack it first (unrar x)'],
  // lz4_Frame_format.md of lz4 1.9.
  [/^04224d18/, 'lz4 files are not read: unpack it first (lz4 -d)'],
  // The manual of lzip 1.23, chapter "File format".
  [/^4c5a495001/, 'lzip files are not read: unpack it first (lzip -d)'],
  // lzop 1.04, src/lzop.c.
  [/^894c5a4f000d0a1a0a/, 'lzop files are not read: unpack it first (lzop -d)'],
  // ncompress 5.0, compress.c.
  [/^1f9d/, 'files of compress are not read: unpack it first (gzip -d)'],
  // age-encryption.org/v1.
  [/^6167652d656e6372797074696f6e2e6f72672f7631/, 'encrypted with age: decrypt it first (age -d)'],
  [/^2d2d2d2d2d424547494e2041474520454e43525950/, 'encrypted with age: decrypt it first (age -d)'],
  // RFC 9580, section 6.2.1: `-----BEGIN PGP MESSAGE`.
  [/^2d2d2d2d2d424547494e20504750204d455353414745/, 'encrypted with PGP: decrypt it first (gpg -d)'],
  // RFC 9580, sections 4.2, 5.1 and 5.3: a packet with an encrypted session key of version 3, 4 or 6 comes first.
  [/^(?:84..|85....|8c..|c1..|c3..)(?:03|04|06)/, 'encrypted with PGP: decrypt it first (gpg -d)'],
  // apps/enc.c of OpenSSL 3.0: `Salted__`.
  [/^53616c7465645f5f/, 'encrypted with openssl: decrypt it first (openssl enc -d)'],
  // docs/JOURNAL_FILE_FORMAT.md of systemd 255.
  [/^4c504b5348485248/, "a journal in systemd's own format: save it as text (journalctl --file FILE)"],
];

const TAR_MAGIC = Buffer.from('ustar');
const TAR_MAGIC_OFFSET = 257;
/** Where a header of tar has its checksum (POSIX.1-1988, section 10.1.1). */
const TAR_CHECKSUM_OFFSET = 148;
const TAR_CHECKSUM_BYTES = 8;
const TAR_HEADER_BYTES = 512;

/** Tells a container by its first bytes, never by its name. */
export function recogniseContainer(head: Buffer): Container {
  const start = head.toString('hex', 0, 32);
  const read = READ.find(([magic]) => magic.test(start));
  if (read) return read[1];
  if (isTar(head)) return 'tar';
  const unread = UNREAD.find(([magic]) => magic.test(start));
  return unread ? { unread: unread[1] } : 'plain';
}

/** By the magic, or in archives older than it by the checksum of the first header. */
function isTar(head: Buffer): boolean {
  if (head.indexOf(TAR_MAGIC, TAR_MAGIC_OFFSET) === TAR_MAGIC_OFFSET) return true;
  if (head.length < TAR_HEADER_BYTES || head[0] === 0) return false;
  const field = head.toString('latin1', TAR_CHECKSUM_OFFSET, TAR_CHECKSUM_OFFSET + TAR_CHECKSUM_BYTES);
  if (!/^ {0,5}[0-7]{1,7}[\0 ]/.test(field)) return false;
  let sum = ' '.charCodeAt(0) * TAR_CHECKSUM_BYTES;
  for (let at = 0; at < TAR_HEADER_BYTES; at++) {
    if (at < TAR_CHECKSUM_OFFSET || at >= TAR_CHECKSUM_OFFSET + TAR_CHECKSUM_BYTES) sum += head[at] ?? 0;
  }
  return sum === Number.parseInt(field, 8);
}

/** The modification time in a gzip header, Unix milliseconds; null where it holds none (RFC 1952, MTIME). */
export function readGzipTime(head: Buffer): number | null {
  const seconds = head.length >= 8 ? head.readUInt32LE(4) : 0;
  return seconds === 0 ? null : seconds * 1000;
}
