import { verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

import { bringForward } from '../../src/app/bring-forward.ts';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { parseReplay, replayFile } from '../../src/platform/erasure/replay-log.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Somebody activates a licence, is reported, opts in, corrects, is looked at, and then has everything erased.

let app: TestApp;
let officer: Session;
let desk: Session;
let reseller: string;
let product: { productId: string; releaseId: string };

beforeAll(async () => {
  // Behind a server that says from where a request comes: the limits count by that.
  app = await startApp({ overrides: { trustedProxies: ['127.0.0.1'] } });
  reseller = await aReseller(app, { name: 'Nearby Dealers', mailbox: 'office@nearby.example' });
  const { technologyId } = await aLicensor(app, {
    name: 'Solid Kernels',
    mailbox: 'reports@kernels.example',
    fields: ['companyName', 'name', 'email', 'phone'],
  });
  product = await aProduct(app, { name: 'Sample Mill', technologyIds: [technologyId] });
  officer = await app.signInAs('privacy officer');
  desk = await app.signInAs('licence desk');
}, 60_000);
afterAll(() => app?.stop());

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

let counter = 0;
/** A person with an own name and number, so that they can be looked for. */
function somebody() {
  counter += 1;
  const email = `Erna.Vanish${counter}@gone-${counter}.example`;
  return registrationData({
    email,
    name: `Erna Vanish${counter}`,
    phone: `+49 69 770${counter}00`,
    street: `${counter} Vanishing Lane`,
    companyName: `Gone Works ${counter}`,
  });
}

async function register(
  data: Record<string, string>,
): Promise<{ personId: string; serial: string; activationId: string }> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const body = { ...data, serial: licence?.serial, notice: schema.notice.sha256, marketing: true };
  const answer = await app.post('/api/v1/activations', body, { 'idempotency-key': `k${Math.random()}` });
  expect(answer.status).toBe(201);
  const { activationId } = (await answer.json()) as { activationId: string };
  await app.settle();
  const [row] = await owner<{ person_id: string }>(
    'SELECT person_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  return { personId: row?.person_id ?? '', serial: licence?.serial ?? '', activationId };
}

let network = 0;
async function openPage(email: string): Promise<string> {
  app.clock.advance({ minutes: 2 });
  const links = () =>
    app.mails.messages
      .filter((mail) => mail.to.includes(email.toLowerCase()) || mail.to.includes(email))
      .filter((mail) => mail.text.includes('/me/link/'));
  const before = links().length;
  network += 1;
  await app.submit('/me', { email }, { 'x-forwarded-for': `203.0.113.${network}` });
  await expect
    .poll(
      async () => {
        await app.settle();
        return links().length;
      },
      { timeout: 15_000 },
    )
    .toBe(before + 1);
  const path = /\/me\/link\/\S+/.exec(links().at(-1)?.text ?? '')?.[0] ?? '';
  return /name="sitting" value="([^"]+)"/.exec(await (await app.submit(path, {})).text())?.[1] ?? '';
}

async function askForErasure(email: string): Promise<{ id: string; receipt: string }> {
  const sitting = await openPage(email);
  await app.submit('/me/requests', { sitting, kind: 'erasure', wording: `I am ${email}, erase me.` });
  await app.settle();
  const { body } = await officer.call<{ items: { id: string; receipt: string }[] }>(
    'GET',
    '/api/v1/requests?kind=erasure&state=open&sort=-receivedAt',
  );
  return body.items[0] as { id: string; receipt: string };
}

const erase = (id: string) =>
  officer.call<{ receipt: string; error?: { code: string } }>('POST', `/api/v1/requests/${id}/erase`, {});

/** Past every rule: columns of the whole database in which the text stands. */
function columnsWith(text: string): Promise<string[]> {
  return connected(app.database.ownerUrl, async (client) => {
    const { rows: columns } = await client.query<{
      t: string;
      c: string;
    }>(`SELECT format('%I.%I', table_schema, table_name) AS t, format('%I', column_name) AS c
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
    const found: string[] = [];
    for (const { t, c } of columns) {
      const looked = `SELECT EXISTS (SELECT FROM ${t} WHERE position(lower($1) IN lower(${c}::text)) > 0) AS found`;
      if ((await client.query(looked, [text])).rows[0].found) found.push(`${t}.${c}`);
    }
    return found;
  });
}

describe('an erasure', () => {
  test('leaves nothing in any column and any file, keeps the licence, and gives a receipt that anybody can check', async () => {
    const data = somebody();
    const { personId, activationId } = await register(data);
    const sitting = await openPage(data.email ?? '');
    const page = await (await app.submit('/me/page', { sitting })).text();
    await app.submit('/me/correct', {
      sitting,
      version: /name="version" value="(\d+)"/.exec(page)?.[1] ?? '',
      name: data.name ?? '',
      phone: '+49 69 88 99 00',
      title: '',
      role: '',
    });
    await app.settle();
    await desk.call('GET', `/api/v1/people/${personId}`, undefined, {
      purpose: 'customer service',
      reason: `call of ${data.name}`,
    });
    expect((await columnsWith(data.email ?? '')).length).toBeGreaterThan(3);
    const nonces = () =>
      connected(app.database.ownerUrl, async (client) => {
        const about = `SELECT id::text FROM disclosures.ledger WHERE person_id = $1 UNION SELECT id::text FROM contacts.lookups WHERE person_id = $1`;
        const { rows } = await client.query(
          `SELECT count(*)::int AS leaves, count(nonce)::int AS nonces FROM policy.log_rows WHERE key IN (${about})`,
          [personId],
        );
        return rows[0];
      });
    const { id, receipt } = await askForErasure(data.email ?? '');
    const begun = Date.now();
    expect(await erase(id)).toMatchObject({ status: 200, body: { receipt } });
    expect(Date.now() - begun).toBeLessThan(10_000);
    const left = await nonces();
    expect(left.leaves).toBeGreaterThan(2);
    expect(left.nonces).toBe(0);
    for (const value of [data.email, data.name, data.phone, '+49 69 88 99 00', data.street])
      expect(await columnsWith(value ?? '')).toEqual([]);
    await app.settle();
    const text = await (await app.get(`/receipts/${receipt}`)).text();
    expect(text).toContain('Solid Kernels');
    expect(text).toContain('Searched, and nothing found');
    for (const value of [data.email, data.name, personId]) expect(text).not.toContain(value);
    const signed = await (await app.get(`/receipts/${receipt}/text`)).text();
    const [lines = '', signature = ''] = signed.split('signature ');
    const key = app.kept.deps.signing.publicKey;
    expect(verify(null, Buffer.from(lines), key, Buffer.from(signature.trim(), 'base64url'))).toBe(true);
    expect(
      verify(null, Buffer.from(lines.replace('gone 1', 'gone 2')), key, Buffer.from(signature.trim(), 'base64url')),
    ).toBe(false);
    const status = await (await app.get(`/api/v1/activations/${activationId}?nonce=AAAAAAAAAAAAAAAAAAAAAA`)).json();
    expect(status).toMatchObject({ verdict: 'good' });
    expect((await erase(id)).body.error?.code).toBe('KEPT_REQUEST_CLOSED');
    const [row] = await owner('SELECT state, person_id, wording FROM rights.requests WHERE id = $1', [id]);
    expect(row).toEqual({ state: 'answered', person_id: null, wording: null });
    expect((await app.submit('/me/page', { sitting })).status).toBe(403);
  });

  test('a new registration under the address makes somebody new, to whom no product information may be sent', async () => {
    const data = somebody();
    const { personId } = await register(data);
    await erase((await askForErasure(data.email ?? '')).id);
    const again = await register(data);
    expect(again.personId).not.toBe(personId);
    const rows = await owner('SELECT channel FROM contacts.preferences WHERE person_id = $1 AND allowed', [
      again.personId,
    ]);
    expect(rows).toEqual([]);
  });

  test('of two officers at once, one erases; a foreign or open question erases nobody', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const { id } = await askForErasure(data.email ?? '');
    const both = await Promise.all([erase(id), erase(id)]);
    expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
    expect(await owner('SELECT id FROM rights.erasures WHERE person_id = $1', [personId])).toHaveLength(1);
    expect((await erase('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    const other = somebody();
    await register(other);
    const sitting = await openPage(other.email ?? '');
    await app.submit('/me/requests', { sitting, kind: 'question', wording: 'Erase?' });
    const { body } = await officer.call<{ items: { id: string }[] }>(
      'GET',
      '/api/v1/requests?kind=question&state=open',
    );
    expect((await erase(body.items[0]?.id ?? '')).body.error?.code).toBe('KEPT_NOT_ERASURE');
  });

  test('activations under the address at the same moment leave nothing of the person either', async () => {
    const data = somebody();
    await register(data);
    const { id } = await askForErasure(data.email ?? '');
    const licences = await someLicences(app, { ...product, holderCompanyId: reseller, count: 8 });
    const { notice } = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
    const activations = licences.map(({ serial }) =>
      app.post('/api/v1/activations', { ...data, serial, notice: notice.sha256 }, { 'idempotency-key': `c${serial}` }),
    );
    const [erased] = await Promise.all([erase(id), ...activations]);
    expect(erased.status).toBe(200);
    await app.settle();
    await app.kept.erasures.proveBytes();
    // Whoever registered afterwards is somebody new, under an id of their own.
    const rows = await owner<{
      n: number;
    }>(`SELECT count(*)::int AS n FROM licensing.registrations r JOIN contacts.people p ON p.id = r.person_id
      WHERE p.erased_at IS NOT NULL AND r.email IS NOT NULL`);
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('what somebody else has, too, is not taken for a trace, and the others keep it', async () => {
    const [one, two] = [somebody(), somebody()];
    const phone = '+49 69 123 456 0';
    await register({ ...one, phone });
    const other = await register({ ...two, phone });
    const { id, receipt } = await askForErasure(one.email ?? '');
    expect((await erase(id)).status).toBe(200);
    expect(await (await app.get(`/receipts/${receipt}`)).text()).toContain(
      'could not look for it afterwards: telephone number',
    );
    const [row] = await owner('SELECT name, phone FROM contacts.people WHERE id = $1', [other.personId]);
    expect(row).toEqual({ name: two.name, phone });
  });

  test('a trace in a file of the data folder is found, and said', async () => {
    const data = somebody();
    await register(data);
    const { id, receipt } = await askForErasure(data.email ?? '');
    const [folder] = await owner<never>('SELECT 1').then(() => [dataFolder()]);
    mkdirSync(join(folder ?? '', 'exports'), { recursive: true });
    const file = join(folder ?? '', 'exports', 'list.csv');
    writeFileSync(file, `x,${data.email}\n`);
    expect((await erase(id)).status).toBe(200);
    expect(await (await app.get(`/receipts/${receipt}`)).text()).toContain(
      'still found in these places, which our staff look at: exports/list.csv',
    );
    rmSync(file);
  });

  test('the log beside the database says who, without saying who', async () => {
    const data = somebody();
    const { personId } = await register(data);
    await erase((await askForErasure(data.email ?? '')).id);
    await app.settle();
    expect(existsSync(replayFile(dataFolder()))).toBe(true);
    const text = readFileSync(replayFile(dataFolder()), 'utf8');
    expect(parseReplay(text).some((line) => line.kind === 'erasure' && line.personId === personId)).toBe(true);
    expect(text.toLowerCase()).not.toContain('vanish');
    expect(parseReplay(`${text}{"kind":"eras`)).toHaveLength(parseReplay(text).length);
  });
});

test.each(['0'.repeat(26), 'x', '../../etc/passwd', 'A'.repeat(400)])('the receipt %s is not there', async (number) => {
  expect((await app.get(`/receipts/${encodeURIComponent(number)}`)).status).toBeGreaterThanOrEqual(400);
});

const dataFolder = () => app.dataFolder;

describe('after an older backup was restored', () => {
  test('who was erased since is erased again before anybody is served, and opt-outs hold again', async () => {
    const [gone, out, kept] = [somebody(), somebody(), somebody()];
    const { personId } = await register(gone);
    const outPerson = (await register(out)).personId;
    const keptPerson = (await register(kept)).personId;
    // The rows as a backup has them.
    const tables = ['contacts.people', 'contacts.preferences', 'licensing.registrations', 'contacts.company_people'];
    const backup = new Map<string, unknown[]>();
    for (const table of tables) {
      const key = table === 'contacts.people' ? 'id' : 'person_id';
      const rows = await owner<{ row: unknown }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = ANY ($1::uuid[])`,
        [[personId, outPerson, keptPerson]],
      );
      backup.set(
        table,
        rows.map((each) => each.row),
      );
    }
    await erase((await askForErasure(gone.email ?? '')).id);
    const sitting = await openPage(out.email ?? '');
    await app.submit('/me/requests', { sitting, kind: 'opt-out', wording: '' });
    await app.settle();
    const lines = parseReplay(readFileSync(replayFile(dataFolder()), 'utf8'));
    await connected(app.database.ownerUrl, async (client) => {
      await client.query(
        `DELETE FROM contacts.suppressions WHERE email_key IN (SELECT email_key FROM contacts.people WHERE id = $1)`,
        [outPerson],
      );
      await client.query('DELETE FROM rights.erasures WHERE person_id = $1', [personId]);
      await client.query('DELETE FROM contacts.preferences WHERE person_id = ANY ($1::uuid[])', [
        [personId, outPerson, keptPerson],
      ]);
      await client.query('SET session_replication_role = replica');
      for (const [table, rows] of [...backup]) {
        if (table !== 'contacts.preferences')
          await client.query(
            `DELETE FROM ${table} WHERE ${table === 'contacts.people' ? 'id' : 'person_id'} = ANY ($1::uuid[])`,
            [[personId, outPerson, keptPerson]],
          );
        await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
          JSON.stringify(rows),
        ]);
      }
      await client.query('SET session_replication_role = DEFAULT');
      expect(await bringForward(client, lines)).toBe(1);
      // Twice changes nothing.
      expect(await bringForward(client, lines)).toBe(0);
    });
    expect(await columnsWith(gone.email ?? '')).not.toEqual([]);
    expect(await app.kept.erasures.finish()).toBe(1);
    expect(await app.kept.erasures.finish()).toBe(0);
    for (const value of [gone.email, gone.name, gone.phone]) expect(await columnsWith(value ?? '')).toEqual([]);
    const allowed = await owner(
      'SELECT person_id FROM contacts.preferences WHERE allowed AND person_id = ANY ($1::uuid[])',
      [[personId, outPerson, keptPerson]],
    );
    expect(allowed).toEqual([{ person_id: keptPerson }]);
  }, 60_000);
});

describe('restriction, objection and holds', () => {
  const service = { purpose: 'customer service', reason: 'call about renewal' };
  const read = (personId: string, ground = service, who = desk) =>
    who.call<{ error?: { code: string }; data: unknown[] }>('GET', `/api/v1/people/${personId}`, undefined, ground);

  test('a restricted person is hidden from staff, resellers and reports, and changed by nobody else, until they lift it', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const [row] = await owner<{ company_id: string }>(
      'SELECT company_id FROM licensing.registrations WHERE person_id = $1',
      [personId],
    );
    const dealer = await app.signInAs('reseller administrator', reseller);
    const sight = async () => {
      const { body } = await dealer.call<{ people: unknown[] }>('GET', `/api/v1/companies/${row?.company_id}/personal`);
      return body.people.length;
    };
    expect((await read(personId)).status).toBe(200);
    expect(await sight()).toBe(1);
    const sitting = await openPage(data.email ?? '');
    expect(await (await app.submit('/me/requests', { sitting, kind: 'restriction', wording: '' })).text()).toContain(
      'Let my data be used again',
    );
    expect((await read(personId)).body.error?.code).toBe('KEPT_RESTRICTED');
    expect(await sight()).toBe(0);
    const change = { version: 1, field: 'phone', value: '+49 69 1' };
    expect(
      (await desk.call<{ error?: { code: string } }>('PATCH', `/api/v1/people/${personId}`, change, service)).body.error
        ?.code,
    ).toBe('KEPT_RESTRICTED');
    expect((await read(personId, { purpose: 'rights', reason: 'their request' }, officer)).status).toBe(200);
    // Another licence is registered under the address: nothing of it is reported.
    await connected(app.database.ownerUrl, (client) =>
      client.query(
        'DELETE FROM licensing.reported WHERE registration_id IN (SELECT id FROM licensing.registrations WHERE person_id = $1)',
        [personId],
      ),
    );
    const before = await owner('SELECT id FROM disclosures.ledger WHERE person_id = $1 AND channel = $2', [
      personId,
      'report',
    ]);
    await register(somebody());
    const after = await owner('SELECT id FROM disclosures.ledger WHERE person_id = $1 AND channel = $2', [
      personId,
      'report',
    ]);
    expect(after).toEqual(before);
    const lifted = await (await app.submit('/me/requests/lift', { sitting, state: 'restricted' })).text();
    expect(lifted).toContain('may be used again');
    expect((await read(personId)).status).toBe(200);
    expect(await sight()).toBe(1);
  });

  test('who objected is not read for marketing, and for everything else as before', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const sitting = await openPage(data.email ?? '');
    const marketer = await app.signInAs('marketing');
    const campaign = { purpose: 'marketing', reason: 'spring campaign' };
    expect((await read(personId, campaign, marketer)).status).toBe(200);
    await app.submit('/me/requests', { sitting, kind: 'objection', wording: '' });
    expect((await read(personId, campaign, marketer)).status).toBe(404);
    expect((await read(personId)).status).toBe(200);
    const [row] = await owner<{ n: number }>(
      'SELECT count(*)::int AS n FROM contacts.preferences WHERE person_id = $1 AND allowed',
      [personId],
    );
    expect(row?.n).toBe(0);
  });

  test('what is held by law is not erased, and is once the hold has ended', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const { id } = await askForErasure(data.email ?? '');
    const hold = { personId, reason: 'A lawsuit about the licence.', until: '2036-01-01' };
    const made = await officer.call<{ id: string }>('POST', '/api/v1/holds', hold);
    expect((await erase(id)).body.error?.code).toBe('KEPT_HELD');
    expect((await columnsWith(data.email ?? '')).length).toBeGreaterThan(0);
    await officer.call('POST', `/api/v1/holds/${made.body.id}/end`, {});
    expect((await erase(id)).status).toBe(200);
  });

  test('whoever did nothing for years and holds no licence in use is erased by the sweeper', async () => {
    const [idle, busy] = [await register(somebody()), await register(somebody())];
    await connected(app.database.ownerUrl, (client) =>
      client.query(`UPDATE licensing.licences SET state = 'revoked' WHERE serial = $1`, [idle.serial]),
    );
    await officer.call('PUT', '/api/v1/retention/people', { days: 365, reason: 'A year without a licence is enough.' });
    app.clock.advance({ days: 400 });
    const dry = await app.kept.sweep({ dryRun: true });
    expect(dry.find((each) => each.category === 'people')?.due).toBeGreaterThan(0);
    await app.kept.sweep({ dryRun: false });
    const rows = await owner<{ id: string; gone: boolean }>(
      'SELECT id, erased_at IS NOT NULL AS gone FROM contacts.people WHERE id = ANY ($1::uuid[])',
      [[idle.personId, busy.personId]],
    );
    expect(Object.fromEntries(rows.map(({ id, gone }) => [id, gone]))).toEqual({
      [idle.personId]: true,
      [busy.personId]: false,
    });
  });
});
