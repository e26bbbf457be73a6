import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Decrypter, Encrypter } from 'age-encryption';
import { extract, pack } from 'tar-stream';
import { KeptError } from '../errors.ts';
import { errors } from './errors.ts';

export interface Written {
  readonly bytes: number;
  /** Of the file as it lies on disk. */
  readonly sha256: string;
}

export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** Gives the file its name: only now is it a backup. */
  finish(): Promise<Written>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** tar -> gzip -> age -> a file of mode 0600 under a temporary name. Memory does not grow with what is added. */
export async function createArchive(options: {
  file: string;
  temporary: string;
  encrypter: Encrypter;
  madeAt: Date;
  signal?: AbortSignal | undefined;
}): Promise<ArchiveWriter> {
  const { file, temporary, encrypter, madeAt } = options;
  const refuse = (error: unknown) => notWritable(file, error);
  if (await exists(file)) throw errors.KEPT_BACKUP_EXISTS({ file });
  const handle = await open(temporary, 'wx', 0o600).catch(refuse);
  const tar = pack();
  const hash = createHash('sha256');
  let bytes = 0;
  const written = pipeline(
    tar,
    createGzip(),
    async (source: AsyncIterable<Buffer>) => {
      const sealed = await encrypter.encrypt(ReadableStream.from(source) as ReadableStream<Uint8Array>);
      for await (const chunk of sealed) {
        hash.update(chunk);
        bytes += chunk.length;
        await handle.appendFile(chunk);
      }
    },
    { signal: options.signal },
  );
  const failed = written.then(() => new Promise<never>(() => undefined), refuse);
  failed.catch(() => undefined);
  const discard = async () => {
    tar.destroy();
    await written.catch(() => undefined);
    await handle.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
  };
  return {
    discard,
    async add(name, content) {
      const added = new Promise<void>((done, fail) => {
        const header = { name, size: content.length, mode: 0o600, mtime: madeAt };
        const entry = tar.entry(header, content, (error) => (error ? fail(error) : done()));
        // The callback is told the same.
        entry.on('error', () => undefined);
      });
      await Promise.race([failed, added]).catch(refuse);
    },
    async finish() {
      try {
        tar.finalize();
        await written;
        await giveName(handle, temporary, file);
      } catch (error) {
        await discard();
        refuse(error);
      }
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}

function notWritable(file: string, error: unknown): never {
  if (error instanceof KeptError) throw error;
  if (isStop(error)) throw errors.KEPT_BACKUP_STOPPED({}, error);
  throw errors.KEPT_BACKUP_NOT_WRITABLE({ file, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' }, error);
}

async function giveName(handle: FileHandle, temporary: string, file: string): Promise<void> {
  await handle.sync();
  await handle.close();
  try {
    // Unlike rename(), link() never replaces a file that appeared meanwhile.
    await link(temporary, file);
    await unlink(temporary);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw errors.KEPT_BACKUP_EXISTS({ file }, error);
    // A file system without hard links.
    await rename(temporary, file);
  }
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

export interface ArchiveEntry {
  readonly name: string;
  readonly size: number;
  readonly chunks: AsyncIterable<Buffer>;
}

/** The entries of a backup, as they stand in the file. Each must be read to its end before the next. */
export async function* readArchive(options: {
  file: string;
  decrypter: Decrypter;
  signal?: AbortSignal | undefined;
}): AsyncGenerator<ArchiveEntry> {
  const { file, decrypter } = options;
  await mustBeAge(file);
  const tar = extract();
  const feeding = pipeline(
    createReadStream(file),
    async function* (source: AsyncIterable<Buffer>) {
      const opened = await decrypter.decrypt(ReadableStream.from(source) as ReadableStream<Uint8Array>).catch(unopened);
      yield* opened;
    },
    createGunzip(),
    tar,
    { signal: options.signal },
  );
  const fault = feeding.then(
    () => undefined,
    (error: unknown) => error,
  );
  async function* guarded<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* source;
    } catch (error) {
      throw damaged((await fault) ?? error);
    }
  }
  for await (const entry of guarded(tar)) {
    const { name, size = 0 } = entry.header;
    yield { name, size, chunks: guarded(entry as AsyncIterable<Buffer>) };
  }
  const late = await fault;
  if (late !== undefined) throw damaged(late);
}

async function mustBeAge(file: string): Promise<void> {
  const begin = 'age-encryption.org/v1\n';
  const found = Buffer.alloc(begin.length);
  try {
    const handle = await open(file, 'r');
    await handle.read(found, 0, begin.length, 0).finally(() => handle.close());
  } catch (error) {
    throw errors.KEPT_RESTORE_UNREADABLE({ file, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' }, error);
  }
  if (found.toString('latin1') !== begin)
    throw errors.KEPT_RESTORE_NOT_A_BACKUP({ file, reason: 'it is not encrypted with age' });
}

function unopened(error: unknown): never {
  if (error instanceof Error && /no identity matched/.test(error.message))
    throw errors.KEPT_RESTORE_WRONG_KEY({}, error);
  throw errors.KEPT_RESTORE_DAMAGED({ reason: 'its first lines are not those of age' }, error);
}

function damaged(error: unknown): KeptError {
  if (error instanceof KeptError) return error;
  if (isStop(error)) return errors.KEPT_RESTORE_STOPPED({}, error);
  const message = error instanceof Error ? error.message : '';
  const reason = /tag|chunk|size/i.test(message)
    ? 'a piece does not pass the check of its encryption'
    : /unexpected end/i.test(message)
      ? 'it ends too early'
      : 'its contents cannot be read';
  return errors.KEPT_RESTORE_DAMAGED({ reason }, error);
}

function isStop(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
