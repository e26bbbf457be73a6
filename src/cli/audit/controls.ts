import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { AuditServer } from './installation.ts';
import { rowsOf } from './installation.ts';
import type { Control } from './searches.ts';
import { spellingsOf } from './spellings.ts';
import { aVisitor, type Visitor } from './visitors.ts';
import { ownPage } from './ways/people.ts';
import type { World } from './ways/way.ts';

/** Somebody made up for each kind of place, who is put there on purpose: what does not find them has not searched. */
export function makeControls() {
  const control = (place: string, family: Visitor['family'] = 'IPv4') => aVisitor(`the control of ${place}`, family);
  return {
    row: control('rows'),
    job: control('jobs'),
    passing: control('rows that are gone', 'IPv6'),
    output: control('output'),
    databaseLog: control('the log of the database'),
    temporary: control('temporary files'),
    packed: control('gzip'),
    zstd: control('zstd', 'IPv6'),
    spelledOut: [control('spellings'), control('spellings', 'IPv6')] as const,
    exported: control('exports'),
  };
}
export type Controls = ReturnType<typeof makeControls>;

/** Where each of them must be found. */
export function expected(controls: Controls): Control[] {
  const text = (place: Control['place'], visitor: Visitor): Control => ({ place, visitor, marks: 'text' });
  return [
    text('table rows', controls.row),
    text('backup', controls.row),
    text('job payloads', controls.job),
    text('database files', controls.passing),
    text('write-ahead log', controls.passing),
    text('database log', controls.databaseLog),
    text('server output', controls.output),
    text('temporary files', controls.temporary),
    text('data folder', controls.packed),
    text('data folder', controls.zstd),
    ...controls.spelledOut.map((visitor): Control => ({ place: 'data folder', visitor, marks: 'all' })),
    { place: 'exports', visitor: controls.exported, marks: 'agent' },
  ];
}

export const everyVisitor = ({ spelledOut, ...more }: Controls): Visitor[] => [...Object.values(more), ...spelledOut];

const words = ({ address, agent }: Visitor) => `${address} ${agent}`;

/** Puts each where it belongs, while everything runs. */
export async function putControls(world: World, server: AuditServer, controls: Controls): Promise<void> {
  const { installation } = world;
  const file = (path: string, bytes: string | Buffer) => writeFileSync(join(installation.folder, path), bytes);
  const run = (text: string, value: string) => rowsOf(installation, text, [value]);
  await run(
    `INSERT INTO staff.audit (at, actor_kind, action, detail) VALUES (now(), 'public', 'control', jsonb_build_object('of', $1::text))`,
    words(controls.row),
  );
  await run(
    `INSERT INTO jobs.job (name, data) VALUES ('scratch.queue', jsonb_build_object('of', $1::text))`,
    words(controls.job),
  );
  // Gone from the rows, and never tidied away: only in the files of the database.
  await installation.asOwner((client) =>
    client.query('CREATE TABLE public.audit_control (words text) WITH (autovacuum_enabled = false)'),
  );
  await run('INSERT INTO public.audit_control VALUES ($1)', words(controls.passing));
  await run('DELETE FROM public.audit_control WHERE words = $1', words(controls.passing));
  await installation.asOwner((client) =>
    client.query(`DO $control$ BEGIN RAISE LOG '${words(controls.databaseLog)}'; END $control$`),
  );
  server.tell({ print: words(controls.output) });
  file('temporary/control.tmp', words(controls.temporary));
  file('data/control.gz', gzipSync(words(controls.packed)));
  file('data/control.zst', zstdCompressSync(words(controls.zstd)));
  const all = controls.spelledOut.flatMap((visitor) => spellingsOf(visitor).map(({ bytes }) => bytes));
  file('data/control.spellings', Buffer.concat(all.flatMap((bytes) => [bytes, Buffer.from('\n')])));
  await ownPage(world, controls.exported, `Pat ${controls.exported.mark}`);
}
