import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Edit } from './plant.ts';

const root = resolve(import.meta.dirname, '../..');

/** A copy of the source that may be broken. */
export interface Tree {
  readonly folder: string;
  /** Changes files, and gives back what puts them right again. Throws where an edit does not fit the source any more. */
  change(edits: readonly Edit[]): () => void;
  remove(): void;
}

/** What the server reads of the tree: the source, and beside it what was built and installed. */
export function copyTree(): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'kept-tree-'));
  for (const name of ['src', 'migrations', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'test'));
  cpSync(join(root, 'test/mutants'), join(folder, 'test/mutants'), { recursive: true });
  for (const name of ['node_modules', 'desk', 'beacon', 'sdk', 'docs'])
    symlinkSync(join(root, name), join(folder, name));
  return {
    folder,
    change(edits) {
      const before = new Map<string, string>();
      for (const edit of edits) {
        const path = join(folder, edit.file);
        const text = readFileSync(path, 'utf8');
        if (!before.has(path)) before.set(path, text);
        writeFileSync(path, edited(text, edit));
      }
      return () => {
        for (const [path, text] of before) writeFileSync(path, text);
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The text with the edit in it. */
export function edited(text: string, { file, find, put }: Edit): string {
  const pieces = text.split(find);
  if (pieces.length !== 2) throw new Error(`stale: ${file} holds ${pieces.length - 1} times: ${find.slice(0, 60)}`);
  return pieces.join(put);
}

/** The source as it is, for whoever only asks whether an edit still fits. */
export function sourceOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
