import { open } from 'node:fs/promises';
import { reading } from './open-log.ts';

export { basename } from 'node:path';

/** Larger files are no exports of reports. */
const largest = 200_000_000;

/** The text of a file in UTF-8 or, as Matomo exports it, UTF-16 with its mark. @throws KEPT_LOG_NOT_READ */
export async function readText(path: string): Promise<string> {
  const bytes = await reading(path, async () => {
    const handle = await open(path, 'r');
    try {
      if ((await handle.stat()).size > largest) throw new Error('it is larger than 200 MB');
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  });
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
