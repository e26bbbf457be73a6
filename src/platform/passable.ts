import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whether users other than owner and group may pass through a folder and all those above it, as far as they exist. */
export function isPassable(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found !== undefined && (found.mode & 0o001) === 0) return false;
  const above = dirname(resolve(folder));
  return above === folder || isPassable(above);
}
