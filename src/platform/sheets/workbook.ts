import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from './errors.ts';

const mostMiB = 64;
/** So much a workbook may say that it unpacks to, and so much memory its reader may take: it is ended beyond. */
const mostUnpacked = 512 * 1_048_576;
const mostMemory = 1_536 * 1_048_576;
const mostMs = 180_000;

/**
 * The first sheet of a workbook (XLSX) as CSV, read by a process of its own: whatever a hostile file does to a parser, it does there, and
 * is ended. Formulas are what the spreadsheet last made of them, as text.
 */
export async function* csvOfWorkbook(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const workbook = await whole(bytes);
  if (unpackedSize(workbook) > mostUnpacked) throw errors.KEPT_SHEET_UNREADABLE();
  const child = spawn(process.execPath, ['--max-old-space-size=1024', join(import.meta.dirname, 'workbook-child.ts')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const end = () => child.kill('SIGKILL');
  const clock = setTimeout(end, mostMs);
  const watch = setInterval(() => {
    if (memoryOf(child.pid ?? 0) > mostMemory) end();
  }, 50);
  // It may end before it has read all.
  child.stdin.on('error', () => undefined);
  child.stdin.end(workbook);
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    if ((await ended) !== 0) throw errors.KEPT_SHEET_UNREADABLE();
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    end();
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > mostMiB * 1_048_576) throw errors.KEPT_SHEET_TOO_LARGE({ most: mostMiB });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What the central directory says (APPNOTE.TXT 4.3.12): a bomb that tells the truth is not unpacked at all. */
function unpackedSize(zip: Buffer): number {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > zip.length) throw errors.KEPT_SHEET_UNREADABLE();
  let at = zip.readUInt32LE(end + 16);
  let size = 0;
  for (let number = zip.readUInt16LE(end + 10); number > 0; number -= 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw errors.KEPT_SHEET_UNREADABLE();
    size += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return size;
}

/** Resident bytes of a process; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4_096;
  } catch {
    return 0;
  }
}
