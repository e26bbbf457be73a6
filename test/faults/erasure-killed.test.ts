import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { dataFolder, type KeptTree, kill, startTree } from './kept-tree.ts';
import { administratorOf, type Call, openShop, type Shop } from './shop.ts';

// `kill -9` of the server in the middle of an erasure, stopped at a place that is chosen: before the commit nothing of it may
// be there; after it all of it, with a receipt that says no more than what was looked at.

const today = () => new Date().toISOString().slice(0, 10);

/** Somebody who activated and asks, on the phone, to be erased. */
async function asked(tree: KeptTree, given: Shop & { readonly call: Call }) {
  const licence = given.serials.pop();
  const { email, status } = await given.activate(licence?.serial ?? '');
  expect(status).toBe(201);
  const [person] = await rows<{ id: string }>(tree, 'SELECT id FROM contacts.people WHERE email = $1', [email]);
  const personId = person?.id ?? '';
  const call = given.call;
  const { id } = await call<{ id: string }>('POST', '/api/v1/requests', {
    ...{ kind: 'erasure', channel: 'phone', receivedOn: today(), personId },
    ...{ asker: 'A caller', wording: 'Erase what you hold about me.' },
  });
  await call('POST', `/api/v1/requests/${id}/identity`, { personId });
  return { id, personId, email };
}

async function rows<Row extends object>(tree: KeptTree, text: string, values: unknown[] = []): Promise<Row[]> {
  return tree.asOwner(async (client) => (await client.query<Row>(text, values)).rows);
}

/** What there is of the person, of the request and of the receipt. */
async function state(tree: KeptTree, { id, personId, email }: Awaited<ReturnType<typeof asked>>) {
  const [row] = await rows<{
    held: boolean;
    told: boolean;
    erased: boolean;
    request: string;
    erasures: number;
    receipt: string | null;
    searched: boolean;
  }>(
    tree,
    `SELECT EXISTS (SELECT FROM contacts.people WHERE email = $3) AS held, EXISTS (SELECT FROM licensing.registrations WHERE email = $3) AS told,
       (SELECT erased_at IS NOT NULL FROM contacts.people WHERE id = $2) AS erased, (SELECT state FROM rights.requests WHERE id = $1) AS request,
       (SELECT count(*)::int FROM rights.erasures WHERE person_id = $2) AS erasures, (SELECT receipt FROM rights.erasures WHERE person_id = $2) AS receipt,
       EXISTS (SELECT FROM rights.erasures WHERE person_id = $2 AND searched_at IS NOT NULL) AS searched`,
    [id, personId, email],
  );
  return row;
}

interface Place {
  readonly table: string;
  readonly mode: 'EXCLUSIVE' | 'ACCESS EXCLUSIVE';
  readonly there: string;
}

/**
 * Holds a table against writers, or everybody, until `free`; `reached` resolves once somebody waits for it and the erasure is where
 * `there` (a condition on the waiting lock `w`) says: the server's own rounds read these tables too, and wait as well.
 */
async function hold(tree: KeptTree, { table, mode, there }: Place) {
  const client = await tree.asOwner(async (own) => new pg.Client(ownUrl(own)));
  // Ended with everything else where the test fails while it is held.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN ${mode} MODE`);
  return {
    reached: () =>
      expect
        .poll(
          async () =>
            (
              await client.query<{ n: number }>(
                `SELECT count(*)::int AS n FROM pg_locks w WHERE NOT w.granted AND w.relation = $1::regclass AND ${there}`,
                [table],
              )
            ).rows[0]?.n,
          { timeout: 60_000, interval: 50 },
        )
        .toBeGreaterThan(0),
    async free() {
      await client.query('ROLLBACK').catch(() => undefined);
      await client.end();
    },
  };
}

const ownUrl = ({ host, port, user, password, database }: pg.Client): pg.ClientConfig => ({
  ...{ host, port, database },
  ...(user === undefined ? {} : { user }),
  ...(password === null || password === undefined ? {} : { password }),
});

/** Kills the server while it waits for the table, and waits until the next one serves. */
async function killAt(tree: KeptTree, place: Place, begin: () => Promise<unknown>): Promise<void> {
  const held = await hold(tree, place);
  const answer = begin().then(
    () => 'answered',
    (error: unknown) => String(error),
  );
  // Whatever answers before it gets there was no erasure.
  await Promise.race([held.reached(), answer.then((said) => Promise.reject(new Error(said)))]);
  const pid = tree.serverPid();
  kill(pid);
  expect(await answer).toContain('fetch failed');
  await held.free();
  await expect
    .poll(
      async () => {
        const now = tree.serverPid();
        if (now === 0 || now === pid) return false;
        return (await fetch(`${tree.url}/readyz`).catch(() => null))?.ok ?? false;
      },
      { timeout: 90_000, interval: 200 },
    )
    .toBe(true);
}

test('kill -9 in the middle of an erasure: wholly undone before its commit, finished after it, and the receipt says what is so', async () => {
  const data = dataFolder();
  const tree = await startTree(data.path);
  onTestFinished(async () => {
    await tree.stop();
    data.remove();
  });
  const call = await administratorOf(tree);
  const shop = { ...(await openShop(tree, 10, call)), call };
  const erase = (id: string) => call<{ receipt: string }>('POST', `/api/v1/requests/${id}/erase`, {});

  // Rights and contacts have erased by then, licensing has not.
  const undone = await asked(tree, shop);
  const erasing = `EXISTS (SELECT FROM pg_locks e WHERE e.pid = w.pid AND e.granted AND e.relation = 'contacts.origins'::regclass
    AND e.mode = 'RowExclusiveLock')`;
  const halfDone: Place = { table: 'licensing.registrations', mode: 'EXCLUSIVE', there: erasing };
  await killAt(tree, halfDone, () => erase(undone.id));
  expect(await state(tree, undone)).toEqual({
    ...{ held: true, told: true, erased: false, request: 'open', erasures: 0, receipt: null, searched: false },
  });
  // Asked again, it is done.
  const { receipt } = await erase(undone.id);
  expect(await state(tree, undone)).toMatchObject({ held: false, told: false, erased: true, request: 'answered' });
  expect(await (await fetch(`${tree.url}/receipts/${receipt}`)).text()).toContain('Searched, and nothing found');

  // No part erases there; only the search afterwards reads it.
  const done = await asked(tree, shop);
  const erased = `EXISTS (SELECT FROM rights.erasures WHERE person_id = '${done.personId}')`;
  const searching: Place = { table: 'resellers.territories', mode: 'ACCESS EXCLUSIVE', there: erased };
  await killAt(tree, searching, () => erase(done.id));
  const after = await state(tree, done);
  expect(after).toMatchObject({ held: false, told: false, erased: true, request: 'answered', erasures: 1 });
  expect(after?.receipt).toContain('signature ');
  // What it would have been looked for was in the memory of the server that is gone: nobody says that it was looked for.
  expect(after?.searched).toBe(false);
  const number = /[0-9A-Z]{26}/.exec(after?.receipt ?? '')?.[0] ?? '';
  const page = await (await fetch(`${tree.url}/receipts/${number}`)).text();
  expect(page).not.toContain('Searched, and nothing found');
  for (const personal of [done.email, done.personId]) expect(page).not.toContain(personal);
  await expect(erase(done.id)).rejects.toThrow('409');
}, 240_000);
