import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { type PartServer, partServer } from '../../../test/kit/part-server.ts';
import { aCompany, aMember } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { workOnReassignment } from './actions/reassignments.ts';
import { aReseller } from './fixtures.ts';
import { assignReseller } from './index.ts';
import { mountResellers } from './plugin.ts';
import type { Preview, Reassignment } from './wire/reassignments.ts';

let deps: TestDeps;
let server: PartServer;
const desk = aMember('licence desk');

beforeAll(async () => {
  deps = await testDeps(ledger);
  server = await partServer(deps, (app) => mountResellers(app, deps, { memberCounts: async () => new Map() }));
});
afterAll(async () => {
  await server.app.close();
  await deps.stop();
});

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const servedBy = async (companyId: string) =>
  (
    await owner<{ id: string; basis: string }>(
      'SELECT reseller_company_id AS id, basis FROM resellers.assignments WHERE customer_company_id = $1 AND until IS NULL',
      [companyId],
    )
  )[0];
const seenBy = async (companyId: string) =>
  (
    await owner<{ id: string }>(
      'SELECT tenant_company_id AS id FROM contacts.shares WHERE company_id = $1 AND until IS NULL',
      [companyId],
    )
  ).map(({ id }) => id);
const give = (companyId: string, resellerCompanyId: string | null) =>
  deps.db.base((trx) => assignReseller(trx, deps, desk, { companyId, resellerCompanyId }));

/** Two resellers, the first with customers in two countries. */
async function two(many = 3) {
  const from = await aReseller(deps, {});
  const to = await aReseller(deps, {});
  const german: string[] = [];
  for (let number = 0; number < many; number += 1)
    german.push(await aCompany(deps, { country: 'DE', region: 'Hesse' }));
  const french = await aCompany(deps, { name: `Maison ${from.slice(0, 6)}`, country: 'FR' });
  for (const id of [...german, french]) await give(id, from);
  return { from, to, german, french };
}

const begin = (from: string, body: object, who = desk) =>
  server.call<Reassignment & { error?: { code: string } }>(who, 'POST', `/api/v1/resellers/${from}/reassignments`, {
    body,
  });
const undo = (id: string) =>
  server.call<Reassignment & { error?: { code: string } }>(desk, 'POST', `/api/v1/reassignments/${id}/undo`, {
    body: {},
  });
/** As it stands once nobody works on it any more: the route began with it, too. */
async function ended(id: string): Promise<Reassignment> {
  for (let turn = 0; turn < 200; turn += 1) {
    await workOnReassignment(deps, id);
    const { body } = await server.call<{ items: Reassignment[] }>(desk, 'GET', '/api/v1/reassignments?limit=100');
    const found = body.items.find((each) => each.id === id);
    if (found && found.state !== 'running' && found.state !== 'undoing') return found;
    await sleep(25);
  }
  throw new Error('it never came to its end');
}

describe('many customers of a reseller', () => {
  it('are looked at, given to another with share and ledger row each, and brought back as they were', async () => {
    const { from, to, german, french } = await two();
    await owner(
      "UPDATE resellers.assignments SET basis = 'sold the licence' WHERE customer_company_id = $1 AND until IS NULL",
      [german[0]],
    );
    const path = `/api/v1/resellers/${from}/reassignment`;
    const all = await server.call<Preview>(desk, 'GET', path);
    expect(all.body.count).toBe(4);
    const some = await server.call<Preview>(desk, 'GET', `${path}?country=DE&region=Hesse`);
    expect(some.body.customers.map(({ id }) => id).sort()).toEqual([...german].sort());
    expect((await server.call<Preview>(desk, 'GET', `${path}?name=maison`)).body.customers.map(({ id }) => id)).toEqual(
      [french],
    );
    const rows = await owner<{ n: number }>(
      "SELECT count(*)::int AS n FROM disclosures.ledger WHERE channel = 'share'",
    );
    deps.clock.advance({ minutes: 1 });
    const begun = await begin(from, { country: 'DE', toCompanyId: to, count: 3 });
    expect([begun.status, begun.body.customers]).toEqual([202, 3]);
    expect(await ended(begun.body.id)).toMatchObject({
      state: 'done',
      moved: 3,
      left: 0,
      waiting: 0,
      from: { id: from },
      to: { id: to },
    });
    for (const id of german) {
      expect(await servedBy(id)).toEqual({ id: to, basis: 'decision of staff' });
      expect(await seenBy(id)).toEqual([to]);
    }
    expect(await seenBy(french)).toEqual([from]);
    const after = await owner<{ n: number }>(
      "SELECT count(*)::int AS n FROM disclosures.ledger WHERE channel = 'share'",
    );
    expect((after[0]?.n ?? 0) - (rows[0]?.n ?? 0)).toBe(3);
    const audited = await owner<{ action: string }>('SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY id', [
      german[0],
    ]);
    expect(audited.at(-1)?.action).toBe('resellers.assigned');

    // Decided by somebody since: that stays.
    const other = await aReseller(deps, {});
    await give(german[2] ?? '', other);
    deps.clock.advance({ minutes: 1 });
    expect((await undo(begun.body.id)).status).toBe(202);
    expect(await ended(begun.body.id)).toMatchObject({ state: 'undone', left: 1, waiting: 0 });
    expect(await servedBy(german[0] ?? '')).toEqual({ id: from, basis: 'sold the licence' });
    expect(await seenBy(german[1] ?? '')).toEqual([from]);
    expect(await servedBy(german[2] ?? '')).toMatchObject({ id: other });
    expect((await undo(begun.body.id)).body.error?.code).toBe('KEPT_REASSIGNMENT_STATE');
  });

  it('are left where they are if they are others than were looked at, or the other has no contract', async () => {
    const { from, to, german } = await two();
    expect((await begin(from, { country: 'DE', toCompanyId: to, count: 2 })).body.error?.code).toBe(
      'KEPT_CUSTOMERS_CHANGED',
    );
    expect((await begin(from, { toCompanyId: from, count: 4 })).body.error?.code).toBe('KEPT_RESELLER_UNKNOWN');
    const customer = await aCompany(deps, {});
    expect((await begin(from, { toCompanyId: customer, count: 4 })).body.error?.code).toBe('KEPT_RESELLER_UNKNOWN');
    expect((await begin(from, { toCompanyId: to, count: 4 }, aMember('support'))).status).toBe(403);
    expect((await begin(from, { toCompanyId: to, count: 4 }, aMember('reseller administrator', from))).status).toBe(
      403,
    );
    expect(await servedBy(german[0] ?? '')).toMatchObject({ id: from });
  });

  it('are each moved once, however many servers work on it, and go on after one was killed', async () => {
    const { from, to, german, french } = await two(12);
    deps.clock.advance({ minutes: 1 });
    const begun = await begin(from, { toCompanyId: to, count: 13 });
    await Promise.all([1, 2, 3].map(() => workOnReassignment(deps, begun.body.id)));
    expect(await ended(begun.body.id)).toMatchObject({ state: 'done', moved: 13, left: 0 });
    for (const id of [...german, french]) {
      const rows = await owner('SELECT FROM resellers.assignments WHERE customer_company_id = $1', [id]);
      expect(rows).toHaveLength(2);
      expect(await seenBy(id)).toEqual([to]);
    }
  });

  it('whom somebody gives away in the meantime are left', async () => {
    const { from, to, german } = await two();
    const other = await aReseller(deps, {});
    const { beginReassignment } = await import('./actions/reassignments.ts');
    const { id } = await deps.db.base((trx) => beginReassignment(trx, deps, desk, { from, toCompanyId: to, count: 4 }));
    deps.clock.advance({ minutes: 1 });
    await give(german[0] ?? '', other);
    expect(await ended(id)).toMatchObject({ state: 'done', moved: 3, left: 1 });
    expect(await servedBy(german[0] ?? '')).toMatchObject({ id: other });
  });
});

interface Posted {
  to_address: string;
  subject: string;
  body_text: string;
  attachments: { name: string; base64: string }[];
}
const mailboxOf = async (companyId: string) =>
  (await owner<{ mailbox: string }>('SELECT mailbox FROM disclosures.recipients WHERE company_id = $1', [companyId]))[0]
    ?.mailbox ?? '';
/** What a reseller was sent about customers that went from or to it. */
const mailsTo = async (companyId: string) =>
  owner<Posted>(
    `SELECT to_address, subject, body_text, attachments FROM platform.mail_outbox
      WHERE kind = 'customers given over' AND to_address = $1 ORDER BY queued_at, id`,
    [await mailboxOf(companyId)],
  );
const nameOf = async (id: string) =>
  (await owner<{ name: string }>('SELECT name FROM contacts.companies WHERE id = $1', [id]))[0]?.name ?? '';
/** What is there before a run is no matter of it. */
const forgetMails = () => owner("DELETE FROM platform.mail_outbox WHERE kind = 'customers given over'");

describe('both resellers', () => {
  it('are told by one mail each of the customers they saw or see, and again when those are brought back', async () => {
    const { from, to, german, french } = await two();
    await forgetMails();
    deps.clock.advance({ minutes: 1 });
    const { body } = await begin(from, { country: 'DE', toCompanyId: to, count: 3 });
    const done = await ended(body.id);
    expect(done.told).toMatchObject([
      { what: 'given over', customers: 3, outcome: 'mailed' },
      { what: 'given over', customers: 3, outcome: 'mailed' },
    ]);
    expect(new Set(done.told.map(({ reseller }) => reseller.id))).toEqual(new Set([from, to]));
    const names = await Promise.all(german.map(nameOf));
    const [lost, gained] = [await mailsTo(from), await mailsTo(to)];
    expect([lost.map(({ subject }) => subject), gained.map(({ subject }) => subject)]).toEqual([
      ['You serve 3 customers no longer'],
      ['You serve 3 customers from now on'],
    ]);
    for (const { body_text: text } of [...lost, ...gained]) {
      for (const name of names) expect(text).toContain(name);
      expect(text).not.toContain(await nameOf(french));
    }
    // Neither is told who the other is.
    expect(lost[0]?.body_text).not.toContain(await nameOf(to));
    expect(gained[0]?.body_text).not.toContain(await nameOf(from));
    const rows = await owner<{ fields: string[]; recipient: string }>(
      `SELECT l.fields, r.company_id AS recipient FROM disclosures.ledger l JOIN disclosures.recipients r ON r.id = l.recipient_id
        WHERE l.about_kind = 'reassignment' AND l.about_id = $1 AND l.channel = 'mail'`,
      [body.id],
    );
    expect(new Set(rows.map(({ recipient }) => recipient))).toEqual(new Set([from, to]));
    expect(rows[0]?.fields).toEqual(['companyName', 'country', 'region']);

    deps.clock.advance({ minutes: 1 });
    await undo(body.id);
    expect((await ended(body.id)).told).toHaveLength(4);
    expect((await mailsTo(from)).map(({ subject }) => subject)).toEqual([
      'You serve 3 customers no longer',
      'You serve 3 customers again',
    ]);
    expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual([
      'You serve 3 customers from now on',
      'You serve 3 customers no longer',
    ]);
  });

  it('are told once where a server ends in between, and several go on with it', async () => {
    const { from, to, german } = await two(6);
    await forgetMails();
    deps.clock.advance({ minutes: 1 });
    const { beginReassignment } = await import('./actions/reassignments.ts');
    const { id } = await deps.db.base((trx) => beginReassignment(trx, deps, desk, { from, toCompanyId: to, count: 7 }));
    // It ends while the mails are written: nothing of them is there, nor is the run at its end.
    let mails = 0;
    const killed = {
      ...deps,
      egress: {
        send: async (...sent: Parameters<typeof deps.egress.send>) => {
          if (sent[1].mails) mails += 1;
          if (mails === 2) throw new Error('ended');
          return deps.egress.send(...sent);
        },
      },
    };
    await expect(workOnReassignment(killed, id)).rejects.toThrow('ended');
    expect([await mailsTo(from), await mailsTo(to)]).toEqual([[], []]);
    expect(await owner('SELECT state FROM resellers.reassignments WHERE id = $1', [id])).toEqual([
      { state: 'running' },
    ]);
    await Promise.all([1, 2, 3].map(() => workOnReassignment(deps, id)));
    expect((await ended(id)).told).toHaveLength(2);
    expect([(await mailsTo(from)).length, (await mailsTo(to)).length]).toEqual([1, 1]);
    expect(await seenBy(german[0] ?? '')).toEqual([to]);
  });

  it('are told of those alone that did go, and not told where none did', async () => {
    const { from, to, german, french } = await two();
    const other = await aReseller(deps, {});
    const { beginReassignment } = await import('./actions/reassignments.ts');
    const { id } = await deps.db.base((trx) => beginReassignment(trx, deps, desk, { from, toCompanyId: to, count: 4 }));
    deps.clock.advance({ minutes: 1 });
    await give(german[0] ?? '', other);
    await forgetMails();
    await ended(id);
    for (const reseller of [from, to]) {
      const [mail] = await mailsTo(reseller);
      expect(mail?.subject).toContain('3 customers');
      expect(mail?.body_text).not.toContain(await nameOf(german[0] ?? ''));
    }
    const rest = await deps.db.base((trx) =>
      beginReassignment(trx, deps, desk, { from: to, toCompanyId: from, country: 'FR', count: 1 }),
    );
    await give(french, other);
    await forgetMails();
    expect(await ended(rest.id)).toMatchObject({ moved: 0, left: 1, told: [] });
    expect([await mailsTo(from), await mailsTo(to)]).toEqual([[], []]);
  });

  it('are not written to without a mailbox or a contract, and the page says so', async () => {
    const { from, to } = await two();
    await forgetMails();
    await owner('UPDATE disclosures.recipients SET mailbox = NULL WHERE company_id = $1', [to]);
    const { beginReassignment } = await import('./actions/reassignments.ts');
    const { id } = await deps.db.base((trx) => beginReassignment(trx, deps, desk, { from, toCompanyId: to, count: 4 }));
    deps.clock.advance({ minutes: 1 });
    await owner(
      "UPDATE disclosures.contracts SET ends_on = '2020-02-01' WHERE recipient_id = (SELECT id FROM disclosures.recipients WHERE company_id = $1)",
      [from],
    );
    const { told } = await ended(id);
    expect(Object.fromEntries(told.map(({ reseller, outcome }) => [reseller.id, outcome]))).toEqual({
      [from]: 'no contract',
      [to]: 'no mailbox',
    });
    expect(await mailsTo(from)).toEqual([]);
  });

  it('read the first of many in the mail, and all in a list attached to it', async () => {
    const { customersGained } = await import('./mails/given-over.ts');
    const { emptySite } = await import('../../platform/html/page.ts');
    const { from, to } = await two(2);
    const many: string[] = [];
    for (let number = 0; number < 205; number += 1) many.push(await aCompany(deps, { country: 'AT' }));
    const { tellResellers } = await import('./actions/tell-resellers.ts');
    await owner(
      `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
        SELECT gen_random_uuid(), c.id, $1, now(), 'decision of staff', (SELECT ledger_id FROM contacts.shares WHERE ledger_id IS NOT NULL LIMIT 1)
        FROM contacts.companies c WHERE c.id = ANY($2::uuid[])`,
      [to, many],
    );
    await forgetMails();
    const about = { kind: 'company', id: from };
    const over = { site: emptySite, from: null, to, companyIds: many, since: deps.clock.now(), back: false, about };
    await deps.db.base((trx) => tellResellers(trx, deps, over));
    const [mail] = await mailsTo(to);
    expect(mail?.body_text).toContain('and 5 more.');
    expect(mail?.attachments[0]?.name).toBe('customers.csv');
    const list = Buffer.from(mail?.attachments[0]?.base64 ?? '', 'base64').toString();
    expect(list.trim().split('\r\n')).toHaveLength(206);
    const one = customersGained({
      site: emptySite,
      publicUrl: '',
      customers: [{ name: 'A\nB', country: null, region: null }],
      count: 1,
      back: false,
    });
    expect(one.subject).toBe('You serve A B from now on');
  });

  it('are told of a single customer in the same way', async () => {
    const { from, to, french } = await two(1);
    await forgetMails();
    deps.clock.advance({ minutes: 1 });
    await give(french, to);
    expect((await mailsTo(from)).map(({ subject }) => subject)).toEqual([
      `You serve ${await nameOf(french)} no longer`,
    ]);
    expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual([
      `You serve ${await nameOf(french)} from now on`,
    ]);
    await give(french, to);
    await give(french, null);
    expect(await mailsTo(to)).toHaveLength(2);
  });
});
