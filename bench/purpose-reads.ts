import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { lookUp } from '../src/parts/contacts/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import { startCluster } from '../src/platform/db/cluster.ts';
import { type Database, openDatabase, type Trx } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { roleName } from '../src/platform/db/purposes.ts';
import { databasePasswords } from '../src/platform/db/secrets.ts';
import { changeUrl } from '../src/platform/db/urls.ts';
import type { Deps } from '../src/platform/deps.ts';
import { systemIds } from '../src/platform/ids.ts';
import { type Figure, median } from './figure.ts';
import { removeFolder } from './installation.ts';

const people = 100_000;
const reads = 1_000;
const runs = 7;
const prefix = 'bench';
const purpose = 'customer service';

/** A person read under a purpose, without and with the look-up log, beside the same read by the tables' owner in a bare transaction. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  // PostgreSQL's own user passes through where Kept runs as root.
  chmodSync(folder, 0o711);
  const cluster = await startCluster({ folder: join(folder, 'cluster') });
  const ownerUrl = cluster.ownerUrl('postgres');
  const passwords = await databasePasswords(join(folder, 'secrets'));
  await migrate({ ownerUrl, prefix, passwords });
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  const ids = await fill(owner);
  await owner.end();
  const bare = openDatabase({ url: ownerUrl, prefix, poolSize: 1 });
  const db = openDatabase({
    url: changeUrl(ownerUrl, { user: roleName(prefix, 'login'), password: passwords.login }),
    prefix,
    poolSize: 1,
  });
  try {
    return await compared(bare, db, () => ids[Math.floor(Math.random() * ids.length)] ?? '');
  } finally {
    await bare.close();
    await db.close();
    await cluster.stop();
    removeFolder(folder);
  }
}

async function fill(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO contacts.people (id, email_key, email, name, phone, title, role, created_at, changed_at)
     SELECT gen_random_uuid(), sha256(int4send(n)), 'c' || n || '@customer.example', 'Contact ' || n, '+49 30 ' || n, 'Dr', 'engineer', now(), now()
     FROM generate_series(1, $1::int) n RETURNING id`,
    [people],
  );
  await owner.query('VACUUM ANALYZE contacts.people');
  return rows.map(({ id }) => id);
}

const text = 'SELECT id, email, name, phone, title, role, created_at, changed_at FROM contacts.people WHERE id = $1';

/** Each round asks all three, one after the other, on one connection each; a ratio is that of a round. */
async function compared(bare: Database, db: Database, anybody: () => string): Promise<Figure[]> {
  const read = async (trx: Trx, id: string) => {
    const { rows } = await trx.executeQuery<{ id: string }>(CompiledQuery.raw(text, [id]));
    if (rows[0]?.id !== id) throw new Error('somebody else was read, or nobody');
    return rows;
  };
  const deps = { db, clock: systemClock, ids: systemIds } as unknown as Deps;
  const who = { kind: 'member', memberId: systemIds.uuid(), role: 'licence desk', companyId: null } as const;
  const acts = {
    bare: () => bare.base((trx) => read(trx, anybody())),
    purpose: () => db.as(purpose, (trx) => read(trx, anybody())),
    logged: () => {
      const personId = anybody();
      return lookUp(
        deps,
        who,
        { purpose, reason: 'a question of theirs' },
        {
          read: async (trx) => ({
            read: await read(trx, personId),
            lookUps: [{ kind: 'opened', personId, companyId: null, fields: ['email', 'name', 'phone'] }],
          }),
          finish: async (_, rows) => rows,
        },
      );
    },
  };
  for (const act of Object.values(acts)) await timed(act);
  const rounds: Record<keyof typeof acts, number>[] = [];
  for (let run = 0; run < runs; run += 1)
    rounds.push({ bare: await timed(acts.bare), purpose: await timed(acts.purpose), logged: await timed(acts.logged) });
  return [
    beside('a read under a purpose', rounds, 'purpose', 1.25),
    beside('a read under a purpose, with the look-up log', rounds, 'logged', 2.2),
  ];
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let done = 0; done < reads; done += 1) await act();
  return (performance.now() - began) / reads;
}

function beside(
  name: string,
  rounds: readonly { bare: number; purpose: number; logged: number }[],
  which: 'purpose' | 'logged',
  limit: number,
): Figure {
  const ratios = rounds.map((round) => round[which] / round.bare);
  const ratio = median(ratios);
  return {
    name,
    value: median(rounds.map((round) => round[which])),
    unit: 'ms',
    beside: median(rounds.map((round) => round.bare)),
    ratio,
    goal: `at most ${limit}`,
    met: ratio <= limit,
    detail: `one of ${people.toLocaleString('en')} people by id, ${runs} rounds of ${reads.toLocaleString('en')}; ratios ${ratios.map((each) => each.toFixed(2)).join(', ')}`,
  };
}
