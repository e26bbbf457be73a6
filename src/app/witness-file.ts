import { appendFile } from 'node:fs/promises';

/** Adds checkpoints to a file, an empty line between two. */
export function witnessFile(path: string | null): ((note: string) => Promise<void>) | null {
  if (path === null) return null;
  return (note) => appendFile(path, `${note}\n`, { mode: 0o644 });
}
