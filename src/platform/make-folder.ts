import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, level by level. Node's own `recursive` never comes back from a place such as /proc, where
 * the level above exists and yet answers that nothing is there.
 * Those above that are made may be passed through, whatever the umask: what is private is the folder itself.
 * @returns whether the folder itself was made
 */
export function makeFolder(folder: string, mode = 0o777): boolean {
  try {
    return make(folder, mode);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    if (makeFolder(dirname(folder))) chmodSync(dirname(folder), 0o755);
    return make(folder, mode);
  }
}

function make(folder: string, mode: number): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
    return false;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
