import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { errors } from './setup-errors.ts';

/** One numbered file of migrations/. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  /** The very first, which the runner's own tables go with. */
  readonly first: boolean;
}

const home = resolve(import.meta.dirname, '../../../migrations');

/** In their order. `name` is that of the file without its ending. */
export async function readMigrations(folder = home): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const text = await readFile(join(folder, file), 'utf8');
      const sha256 = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
      return { name: file.slice(0, -'.sql'.length), text, sha256, first: index === 0 };
    }),
  );
}

/** What is still to be applied. History may only grow at its end. */
export function pendingOf(
  migrations: readonly Migration[],
  recorded: readonly { name: string; sha256: string }[],
): Migration[] {
  const applied = new Map(recorded.map((one) => [one.name, one.sha256]));
  const unknown = recorded.filter((one) => !migrations.some(({ name }) => name === one.name));
  if (unknown.length > 0) throw errors.KEPT_DATABASE_NEWER({ names: unknown.map((one) => one.name).join(', ') });
  for (const { name, sha256 } of migrations) {
    if (applied.has(name) && applied.get(name) !== sha256) throw errors.KEPT_MIGRATION_CHANGED({ name });
  }
  const last = migrations.findLast(({ name }) => applied.has(name))?.name ?? '';
  const pending = migrations.filter(({ name }) => !applied.has(name));
  const late = pending.find(({ name }) => name < last);
  if (late) throw errors.KEPT_MIGRATION_ORDER({ name: late.name, last });
  return pending;
}

/** Puts the role names of this database where the text says {{base}}, {{customer_service}} and so on. */
export function fillIn(migration: Migration, roles: Record<string, string>): string {
  return migration.text.replace(/\{\{(\w+)\}\}/g, (_, role: string) => {
    const name = roles[role];
    if (name === undefined) throw errors.KEPT_MIGRATION_TEMPLATE({ name: migration.name, role });
    return pg.escapeIdentifier(name);
  });
}
