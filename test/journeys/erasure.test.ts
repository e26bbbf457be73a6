import { verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

import { bringForward } from '../../src/app/bring-forward.ts';
import { someLicences } from '../../src/parts/licensing/fixtures.ts';
import { remindHolders } from '../../src/parts/rights/actions/acknowledge.ts';
import { tellLateErasures } from '../../src/parts/rights/actions/tell-erased.ts';
import { takenOut } from '../../src/platform/erasure/eraser.ts';
import { parseReplay, replayFile } from '../../src/platform/erasure/replay-log.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';
import {
  app,
  askForErasure,
  begin,
  columnsWith,
  desk,
  erase,
  officer,
  openPage,
  owner,
  product,
  register,
  reseller,
  somebody,
} from './erasure-kit.ts';

// Longer than most files: one life, whose steps build on one another.
// Somebody activates a licence, is reported, opts in, corrects, is looked at, and then has everything erased.

beforeAll(begin, 60_000);
afterAll(() => app?.stop());

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
    // The corrections went; that they were passed on stays in the ledger, and is no fault of it.
    expect(await prove(app, 'M5.in-ledger')).toMatchObject({ finding: { counterexamples: [] } });
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

  test('takes the name out of what others asked and what staff noted, and leaves the rest of their words', async () => {
    const data = somebody();
    const other = somebody();
    const { personId } = await register(data);
    const { personId: otherId } = await register(other);
    const [open] = await owner<{ id: string }>(
      `INSERT INTO rights.requests (id, number, kind, channel, person_id, identity, law, rule, received_at, received_on, due_on, wording)
       VALUES (gen_random_uuid(), '0000-0001', 'question', 'phone', $1, 'shown', 'house', 'house', now(), current_date, current_date + 30, $2) RETURNING id`,
      [otherId, `Does ${data.name} still have my licence?`],
    );
    await owner(
      `INSERT INTO staff.invitations (id, role, company_id, email, evidence, token_sha256, created_at, expires_at)
       VALUES (gen_random_uuid(), 'buyer administrator', NULL, 'chief@elsewhere.example', $1, '\\x01', now(), now() + interval '7 days'),
         (gen_random_uuid(), 'buyer administrator', NULL, $2, NULL, '\\x02', now(), now() + interval '7 days')`,
      [`${data.name} vouched by phone`, data.email?.toLowerCase()],
    );
    const { id } = await askForErasure(data.email ?? '');
    expect((await erase(id)).status).toBe(200);
    await app.settle();
    expect(await owner('SELECT wording FROM rights.requests WHERE id = $1', [open?.id])).toEqual([
      { wording: 'Does (erased) still have my licence?' },
    ]);
    const invitations = await owner<{ email: string | null; evidence: string | null; over: boolean }>(
      `SELECT email, evidence, expires_at <= now() AS over FROM staff.invitations WHERE token_sha256 IN ('\\x01', '\\x02') ORDER BY token_sha256`,
    );
    expect(invitations[0]).toMatchObject({ email: 'chief@elsewhere.example', evidence: takenOut });
    expect(invitations[1]).toMatchObject({ email: null });
    const [erasure] = await owner<{ found: string[] }>('SELECT found FROM rights.erasures WHERE person_id = $1', [
      personId,
    ]);
    expect(erasure?.found).toEqual([]);
  });

  test('is told to everybody who was given something, by a mail that names nobody, and acknowledged', async () => {
    const data = somebody();
    const { personId } = await register(data);
    const [licensor] = await owner<{ id: string }>(
      "SELECT id FROM disclosures.recipients WHERE name = 'Solid Kernels'",
    );
    const report = {
      recipientKind: 'licensor',
      recipientId: licensor?.id ?? '',
      personId,
      companyId: null,
      channel: 'report',
      purpose: 'licensor obligation',
      fields: ['name', 'email', 'companyName'],
      basis: 'contract',
    } as const;
    await app.kept.deps.db.base((trx) => app.kept.deps.egress.send(trx, { disclosures: [report] }));
    const { id, receipt } = await askForErasure(data.email ?? '');
    expect((await erase(id)).status).toBe(200);
    await app.settle();

    const told = (to: string) =>
      app.mails.messages.filter((mail) => mail.to.includes(to) && mail.text.includes(`Our reference: ${personId}`));
    const [toLicensor, toReseller] = [told('reports@kernels.example'), told('office@nearby.example')].map((mails) =>
      mails.filter(({ text }) => text.includes('has erased the data of a person')),
    );
    expect([toLicensor?.length, toReseller?.length]).toEqual([1, 1]);
    const text = toLicensor?.[0]?.text ?? '';
    for (const value of [data.name, data.email, data.phone]) expect(text).not.toContain(value);
    expect(text).toContain(`The company: ${data.companyName}`);
    expect(await columnsWith(data.email ?? '')).toEqual([]);

    const notices = () =>
      owner<{ kind: string; state: string; acknowledged: boolean; name: string }>(
        `SELECT n.kind, n.state, n.acknowledged_at IS NOT NULL AS acknowledged, r.name FROM rights.holder_notices n
         JOIN disclosures.recipients r ON r.id = n.recipient_id WHERE n.person_id = $1 ORDER BY r.name`,
        [personId],
      );
    expect(await notices()).toEqual([
      { kind: 'erasure', state: 'queued', acknowledged: false, name: 'Nearby Dealers' },
      { kind: 'erasure', state: 'queued', acknowledged: false, name: 'Solid Kernels' },
    ]);
    const page = await (await app.get(`/receipts/${receipt}`)).text();
    expect(page).toContain('Solid Kernels: told by mail');
    expect(await (await app.get(`/receipts/${receipt}/text`)).text()).toContain('told of it by mail Nearby Dealers');

    const link = /\/acknowledge\/\S+/.exec(text)?.[0] ?? '';
    expect(await (await app.get(link)).text()).toContain('Whose data was erased?');
    const ask = async (addresses: string) => (await app.submit(`${link}/which`, { addresses })).text();
    const found = await ask(`somebody@else.example\n${data.email?.toUpperCase()}; third@else.example`);
    expect(found).toContain('This is the one');
    expect(found).not.toContain('else.example');
    expect(await ask('somebody@else.example')).toContain('None of these');
    expect(await columnsWith(data.email ?? '')).toEqual([]);
    expect((await app.submit(`/acknowledge/${'A'.repeat(43)}/which`, { addresses: 'a@b.example' })).status).toBe(404);
    expect(await (await app.submit(link, {})).text()).toContain('Thank you');
    expect((await notices()).map(({ acknowledged }) => acknowledged)).toEqual([false, true]);

    app.clock.advance({ days: 8 });
    await remindHolders(app.kept.deps);
    await app.settle();
    expect(app.mails.messages.filter((mail) => mail.text.includes(`erasure, our reference ${personId}`))).toHaveLength(
      1,
    );
    app.clock.advance({ days: -8 });

    // What a backup brought back, or what was erased before anybody was told.
    expect(await prove(app, 'M5.erasures')).toMatchObject({ verdict: 'true' });
    await owner("DELETE FROM rights.holder_notices WHERE kind = 'erasure' AND person_id = $1", [personId]);
    expect(await prove(app, 'M5.erasures')).toMatchObject({ verdict: 'false' });
    const handed = { fieldFacts: () => new Map() };
    await Promise.all([tellLateErasures(app.kept.deps, handed), tellLateErasures(app.kept.deps, handed)]);
    await app.settle();
    expect(told('reports@kernels.example').filter(({ text: said }) => said.includes('has erased'))).toHaveLength(2);
    expect(await prove(app, 'M5.erasures')).toMatchObject({ verdict: 'true' });
  });

  test('of many at once is told by one mail to each holder, whose link has the list and is no oracle', async () => {
    const people = [somebody(), somebody(), somebody()];
    const ids: string[] = [];
    for (const data of people) ids.push((await register(data)).personId);
    const [licensor] = await owner<{ id: string }>(
      "SELECT id FROM disclosures.recipients WHERE name = 'Solid Kernels'",
    );
    // Of the third the licensor was given no address.
    await connected(app.database.ownerUrl, async (client) => {
      await client.query('ALTER TABLE disclosures.ledger DISABLE TRIGGER USER');
      await client.query(
        `UPDATE disclosures.ledger SET fields = '{companyName,name}' WHERE person_id = $1 AND recipient_id = $2`,
        [ids[2], licensor?.id],
      );
      await client.query('ALTER TABLE disclosures.ledger ENABLE TRIGGER USER');
    });
    const before = app.mails.messages.length;
    for (const personId of ids)
      await app.kept.erasures.erase(async () => ({
        ...{ personId, cause: 'retention', requestId: null, number: null, backupDays: 30, together: true },
      }));
    await app.settle();
    const mailsTo = (to: string) => app.mails.messages.slice(before).filter((mail) => mail.to.includes(to));
    const [kernels, dealers] = ['reports@kernels.example', 'office@nearby.example'];
    expect([...mailsTo(kernels), ...mailsTo(dealers)]).toEqual([]);
    const [waiting] = await owner<{ n: number }>('SELECT count(*)::int AS n FROM rights.erasures_to_tell');
    expect(waiting?.n).toBe(6);
    // However they come to it, each is told once.
    const handed = { fieldFacts: () => new Map() };
    await Promise.all([
      app.kept.erasures.tellHolders(),
      app.kept.erasures.tellHolders(),
      tellLateErasures(app.kept.deps, handed),
    ]);
    await app.settle();
    const [toLicensor, toReseller] = [mailsTo(kernels), mailsTo(dealers)];
    expect([toLicensor.length, toReseller.length]).toEqual([1, 1]);
    const text = toLicensor[0]?.text ?? '';
    expect(text).toContain('has erased the data of 3 people');
    for (const data of people)
      for (const value of [data.name, data.email, data.companyName]) expect(text).not.toContain(value);
    const told = await owner<{ recipient: string; rows: number; mails: number }>(
      `SELECT r.name AS recipient, count(*)::int AS rows, count(DISTINCT n.ledger_id)::int AS mails FROM rights.holder_notices n
       JOIN disclosures.recipients r ON r.id = n.recipient_id WHERE n.kind = 'erasure' AND n.person_id = ANY ($1) GROUP BY 1 ORDER BY 1`,
      [ids],
    );
    expect(told).toEqual([
      { recipient: 'Nearby Dealers', rows: 3, mails: 1 },
      { recipient: 'Solid Kernels', rows: 3, mails: 1 },
    ]);
    expect(await owner('SELECT FROM rights.erasures_to_tell')).toEqual([]);

    const link = /\/acknowledge\/\S+/.exec(text)?.[0] ?? '';
    const page = await (await app.get(link)).text();
    for (const personId of ids) expect(page).toContain(personId);
    for (const data of people) for (const value of [data.name, data.email]) expect(page).not.toContain(value);
    expect((await app.get(`${link}?page=2`)).status).toBe(200);
    expect((await app.get(`${link}?page=0`)).status).toBe(400);
    const which = (addresses: string, at = 1) =>
      app.submit(`${link}/which`, { addresses }, { 'x-forwarded-for': `198.51.100.${at}` });
    const given = await (await which(people.map(({ email }) => email).join('\n'))).text();
    for (const { email } of people.slice(0, 2)) expect(given).toContain(email);
    expect(given).not.toContain(people[2]?.email);
    // An address that it was not given, one of somebody who is here, one of nobody: one answer.
    const here = somebody();
    await register(here);
    const answers: string[] = [];
    for (const address of [people[2]?.email, here.email, 'nobody@else.example'])
      answers.push(await (await which(address ?? '')).text());
    expect(answers[0]).toContain('None of these');
    expect(new Set(answers).size).toBe(1);
    // So many a day, and then nothing is said of any.
    const many = (from: number) => Array.from({ length: 500 }, (_, n) => `guess${from + n}@else.example`).join('\n');
    const statuses: number[] = [];
    for (let time = 0; time < 21; time += 1) statuses.push((await which(many(time * 500), time + 2)).status);
    expect([statuses.slice(0, 19), statuses.slice(19)]).toEqual([Array(19).fill(200), [429, 429]]);
    expect((await which(people[0]?.email ?? '', 30)).status).toBe(200);
    app.clock.advance({ days: 1 });
    expect((await which(many(0), 31)).status).toBe(200);
    await app.submit(link, {});
    const open = await owner(
      'SELECT FROM rights.holder_notices WHERE person_id = ANY ($1) AND acknowledged_at IS NULL',
      [ids],
    );
    expect(open).toHaveLength(3);
    expect(await prove(app, 'M5.erasures')).toMatchObject({ verdict: 'true' });
  }, 120_000);

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
