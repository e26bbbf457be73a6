import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file in an archive, made while it is read. */
export interface ZipEntry {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Beyond this an archive would need sizes of 64 bits, which not every spreadsheet reads. */
const most = 0xffff_ffff;

/**
 * An archive (PKWARE APPNOTE.TXT 6.3, without its 64-bit extensions) as it comes: sizes stand behind each file, so that memory is that of
 * a piece. Files bear no time. Throws a RangeError where it would hold more than 4 GiB.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const files: Written[] = [];
  let at = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const head = headOf(name);
    yield head;
    const sums = { crc: 0, size: 0 };
    let packed = 0;
    for await (const piece of deflated(entry.text, sums)) {
      packed += piece.length;
      if (at + packed > most || sums.size > most) throw new RangeError('the archive is too large');
      yield piece;
    }
    yield tailOf(sums, packed);
    files.push({ name, at, packed, ...sums });
    at += head.length + packed + 16;
  }
  const directory = Buffer.concat(files.map(listed));
  if (at + directory.length > most || files.length > 0xffff) throw new RangeError('the archive is too large');
  yield directory;
  yield endOf(files.length, directory.length, at);
}

async function* deflated(text: ZipEntry['text'], sums: { crc: number; size: number }): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 });
  const feed = async () => {
    for await (const piece of text) {
      const bytes = Buffer.from(piece, 'utf8');
      sums.crc = crc32(bytes, sums.crc);
      sums.size += bytes.length;
      if (deflate.destroyed) return;
      if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), once(deflate, 'close')]);
    }
    deflate.end();
  };
  // What fails while the text is made fails where the archive is read.
  const feeding = feed().catch((error: Error) => void deflate.destroy(error));
  yield* deflate as AsyncIterable<Buffer>;
  await feeding;
}

// Bit 3: sizes stand behind the file; bit 11: names are UTF-8. 1980-01-01, the first day that there is.
const flags = 0x0808;
const firstDay = 0x0021;

function headOf(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(firstDay, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function tailOf({ crc, size }: { readonly crc: number; readonly size: number }, packed: number): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function listed({ name, at, crc, packed, size }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt16LE(firstDay, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, name]);
}

function endOf(files: number, bytes: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
