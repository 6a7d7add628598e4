import { crc32, deflateRawSync } from 'node:zlib';

/** A member to put into a zip, and how. */
export interface ZipMember {
  readonly name: string;
  readonly content: string | Buffer;
  readonly method?: 'stored' | 'deflated' | number;
  /** The content as it stands in the zip, where neither is it stored nor deflated. */
  readonly packed?: Buffer;
  /** Sizes stand behind the content, as when a zip is written to a pipe: with a signature, or as old tools without. */
  readonly descriptor?: 'signed' | 'bare';
  readonly isZip64?: boolean;
  readonly isEncrypted?: boolean;
  readonly isLink?: boolean;
  /** Unix time, seconds, in Info-ZIP's extra field. */
  readonly modified?: number;
  /** The member has no bytes of its own: its entry points to those of the member before. */
  readonly sharesBytes?: boolean;
}

const WIDE = 0xffffffff;

/** Makes a zip of the members, in their order (APPNOTE.TXT 6.3.10). */
export function makeZip(members: readonly ZipMember[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let previous = 0;
  for (const member of members) {
    const packed = packMember(member);
    const at = member.sharesBytes ? previous : offset;
    central.push(packed.central(at));
    if (member.sharesBytes) continue;
    local.push(packed.local);
    previous = offset;
    offset += packed.local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function packMember(member: ZipMember) {
  const content = Buffer.from(member.content);
  const method = member.method === 'stored' ? 0 : typeof member.method === 'number' ? member.method : 8;
  const data = member.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const name = Buffer.from(member.name);
  const sum = crc32(content);
  const flags = (member.isEncrypted ? 1 : 0) | (member.descriptor ? 8 : 0);
  const isWide = member.isZip64 === true;
  const isLate = member.descriptor !== undefined;

  const write = (signature: number, isCentral: boolean, at: number): Buffer => {
    const size = isLate && !isCentral ? 0 : content.length;
    const packedSize = isLate && !isCentral ? 0 : data.length;
    const extra = Buffer.concat([...(isWide ? [field(1, wide(size, packedSize))] : []), ...timeField(member)]);
    const header = Buffer.alloc(isCentral ? 46 : 30);
    header.writeUInt32LE(signature, 0);
    // In the directory the version that wrote it comes first: 3 is Unix.
    const start = isCentral ? 6 : 4;
    if (isCentral) header.writeUInt16LE(0x031e, 4);
    header.writeUInt16LE(isWide ? 45 : 20, start);
    header.writeUInt16LE(flags, start + 2);
    header.writeUInt16LE(method, start + 4);
    header.writeUInt32LE(isLate && !isCentral ? 0 : sum, start + 10);
    header.writeUInt32LE(isWide ? WIDE : packedSize, start + 14);
    header.writeUInt32LE(isWide ? WIDE : size, start + 18);
    header.writeUInt16LE(name.length, start + 22);
    header.writeUInt16LE(extra.length, start + 24);
    if (isCentral) {
      header.writeUInt32LE((member.isLink ? 0o120777 : 0o100644) * 0x10000, 38);
      header.writeUInt32LE(at, 42);
    }
    return Buffer.concat([header, name, extra]);
  };

  return {
    local: Buffer.concat([write(0x04034b50, false, 0), data, writeDescriptor()]),
    central: (at: number) => write(0x02014b50, true, at),
  };

  function writeDescriptor(): Buffer {
    if (member.descriptor === undefined) return Buffer.alloc(0);
    const signature = Buffer.from(member.descriptor === 'signed' ? '504b0708' : '', 'hex');
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(sum);
    const sizes = isWide ? wide(data.length, content.length) : wide(data.length, content.length, 4);
    return Buffer.concat([signature, checksum, sizes]);
  }
}

function wide(first: number, second: number, bytes: 4 | 8 = 8): Buffer {
  const sizes = Buffer.alloc(2 * bytes);
  sizes.writeUIntLE(first, 0, 4);
  sizes.writeUIntLE(second, bytes, 4);
  return sizes;
}

function field(id: number, data: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(id, 0);
  header.writeUInt16LE(data.length, 2);
  return Buffer.concat([header, data]);
}

function timeField({ modified }: ZipMember): Buffer[] {
  if (modified === undefined) return [];
  const data = Buffer.alloc(5);
  data[0] = 1;
  data.writeInt32LE(modified, 1);
  return [field(0x5455, data)];
}
