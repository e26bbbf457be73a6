import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { prove } from '../../../test/kit/prove.ts';
import { aProduct, registrationData, someLicences } from '../licensing/fixtures.ts';
import { aReseller } from '../resellers/fixtures.ts';

// Longer than most files: one act and its undoing, over everything that a company can have.
// One company was noted as two. Merged, everything of the one is the other's; taken back, it is as it was. Nothing is ever lost, no
// licence has two holders, and a reseller sees exactly what is shared with it.

let app: TestApp;
let desk: Session;
let product: { productId: string; releaseId: string };
let notice: string;
const resellers: { id: string; session: Session }[] = [];

const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  product = await aProduct(app);
  for (const _ of [1, 2]) {
    const id = await aReseller(app);
    resellers.push({ id, session: await app.signInAs('reseller staff', id) });
  }
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  notice = shown.notice.sha256;
}, 120_000);
afterAll(() => app?.stop());

interface Firm {
  id: string;
  name: string;
  serial: string;
  licenceId: string;
}

async function activate(serial: string, companyName: string) {
  const data = registrationData({ companyName });
  const { status } = await app.post('/api/v1/activations', { serial, notice, ...data });
  const [row] = await owner<{ company: string; person: string }>(
    'SELECT company_id AS company, person_id AS person FROM licensing.registrations WHERE email = $1',
    [data.email],
  );
  return { status, company: row?.company ?? '', person: row?.person ?? '', email: data.email as string };
}

let named = 0;
/** A company that bought a licence of many seats from a reseller, and activated it. */
async function aFirm(reseller: 0 | 1): Promise<Firm & { person: string }> {
  const holderCompanyId = resellers[reseller]?.id ?? '';
  const [licence] = await someLicences(app, { ...product, holderCompanyId, seats: 500 });
  named += 1;
  const name = `Gearworks ${named}`;
  const { company, person } = await activate(licence?.serial ?? '', name);
  await app.settle();
  return { id: company, name, serial: licence?.serial ?? '', licenceId: licence?.id ?? '', person };
}

const merge = (from: string, into: string, session = desk) =>
  session.call<{ merges: { id: string }[]; error?: { code: string } }>('POST', `/api/v1/companies/${from}/merge`, {
    intoCompanyId: into,
    evidence: 'Register of companies',
  });
const undo = (companyId: string, mergeId: string) =>
  desk.call<{ error?: { code: string } }>('POST', `/api/v1/companies/${companyId}/merges/${mergeId}/undo`, {});
const seenBy = async (reseller: 0 | 1) => {
  const answer = await resellers[reseller]?.session.call<{ items: { id: string }[] }>(
    'GET',
    '/api/v1/companies?limit=500',
  );
  return answer?.body.items.map(({ id }) => id) ?? [];
};

test('everything goes along, the preview says so, and the history of the serial keeps both under their names', async () => {
  const [stays, goes] = [await aFirm(0), await aFirm(1)];
  await desk.call('POST', `/api/v1/companies/${goes.id}/domains`, { domain: 'goes.example', evidence: 'Letterhead' });
  app.clock.advance({ minutes: 5 });
  await desk.call('POST', `/api/v1/companies/${goes.id}/rename`, { name: 'Cogworks', evidence: 'Register' });
  app.clock.advance({ minutes: 5 });
  const preview = await desk.call<{
    counts: { kind: string; count: number }[];
    newSights: { reseller: { id: string }; company: { id: string } }[];
    lostSights: { reseller: { id: string } }[];
  }>('GET', `/api/v1/companies/${goes.id}/merge?into=${stays.id}`);
  const counts = Object.fromEntries(preview.body.counts.map(({ kind, count }) => [kind, count]));
  expect(counts).toMatchObject({ people: 1, domains: 1, licence: 1, registration: 1, lead: 0, administrators: 0 });
  expect(preview.body.newSights.map((one) => [one.reseller.id, one.company.id])).toEqual([[resellers[0]?.id, goes.id]]);
  expect(preview.body.lostSights.map((one) => one.reseller.id)).toEqual([resellers[1]?.id]);

  const before = await owner('SELECT FROM disclosures.ledger WHERE company_id = $1', [stays.id]);
  const merged = await merge(goes.id, stays.id);
  expect(merged.status).toBe(200);
  const ledger = await owner('SELECT FROM disclosures.ledger WHERE company_id = $1', [stays.id]);
  expect(ledger.length - before.length).toBe(1);
  expect([await seenBy(0), await seenBy(1)]).toEqual([
    expect.arrayContaining([stays.id]),
    expect.not.arrayContaining([goes.id, stays.id]),
  ]);
  const [person] = await owner<{ company_id: string }>(
    'SELECT company_id FROM contacts.company_people WHERE person_id = $1 AND until IS NULL',
    [goes.person],
  );
  expect(person?.company_id).toBe(stays.id);

  const { body: licence } = await desk.call<{
    owners: { company: { id: string; name: string }; until: string | null }[];
  }>('GET', `/api/v1/licences/${goes.licenceId}`);
  expect(licence.owners.map(({ company, until }) => [company.id, company.name, until === null])).toEqual([
    [goes.id, goes.name, false],
    [stays.id, stays.name, true],
  ]);
  expect(await prove(app, 'L1.owners')).toMatchObject({ verdict: 'true' });
  // Old id, old names and old domain lead to the company that stayed.
  const { body: old } = await desk.call<{ mergedInto: { id: string } }>('GET', `/api/v1/companies/${goes.id}`);
  expect(old.mergedInto.id).toBe(stays.id);
  for (const q of [goes.name, 'cogworks']) {
    const { body } = await desk.call<{ items: { id: string }[] }>(
      'GET',
      `/api/v1/companies?q=${encodeURIComponent(q)}`,
    );
    expect(body.items.map(({ id }) => id)).toContain(stays.id);
  }
  expect((await activate(goes.serial, goes.name)).company).toBe(stays.id);
  expect((await activate(goes.serial, 'COGWORKS')).company).toBe(stays.id);
  const renamed = await desk.call<{ error: { code: string } }>('POST', `/api/v1/companies/${goes.id}/rename`, {
    name: 'Other',
    evidence: 'x',
  });
  expect(renamed.body.error.code).toBe('KEPT_COMPANY_MERGED');
});

test('taken back, it is as it was; later activations stay where they went', async () => {
  const [stays, goes] = [await aFirm(0), await aFirm(1)];
  app.clock.advance({ minutes: 5 });
  const { body } = await merge(goes.id, stays.id);
  const later = await activate(goes.serial, goes.name);
  expect(later.company).toBe(stays.id);
  app.clock.advance({ days: 29 });
  expect((await undo(stays.id, body.merges[0]?.id ?? '')).status).toBe(200);
  await app.settle();
  const [licence] = await owner<{ company_id: string }>('SELECT company_id FROM licensing.licences WHERE id = $1', [
    goes.licenceId,
  ]);
  expect(licence?.company_id).toBe(goes.id);
  expect([await seenBy(0), await seenBy(1)]).toEqual([
    expect.arrayContaining([stays.id]),
    expect.arrayContaining([goes.id]),
  ]);
  expect(await seenBy(0)).not.toContain(goes.id);
  const members = await owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM contacts.company_people WHERE person_id = ANY($1) AND until IS NULL',
    [[goes.person, later.person]],
  );
  expect(members.find((one) => one.person_id === goes.person)?.company_id).toBe(goes.id);
  expect(members.find((one) => one.person_id === later.person)?.company_id).toBe(stays.id);
  expect((await activate(goes.serial, goes.name)).company).toBe(goes.id);
  expect((await undo(stays.id, body.merges[0]?.id ?? '')).body.error?.code).toBe('KEPT_MERGE_UNDONE');
});

test('what stands against a merge or its undoing is said', async () => {
  const [a, b, c] = [await aFirm(0), await aFirm(0), await aFirm(0)];
  expect((await merge(a.id, a.id)).body.error?.code).toBe('KEPT_NOT_MERGEABLE');
  expect((await merge(a.id, resellers[0]?.id ?? '')).body.error?.code).toBe('KEPT_NOT_MERGEABLE');
  expect((await merge(a.id, b.id, await app.signInAs('support'))).status).toBe(403);
  expect((await merge(a.id, b.id, resellers[0]?.session)).status).toBe(403);
  const first = (await merge(a.id, b.id)).body.merges[0]?.id ?? '';
  expect((await merge(c.id, a.id)).body.error?.code).toBe('KEPT_NOT_MERGEABLE');
  const second = (await merge(b.id, c.id)).body.merges[0]?.id ?? '';
  expect((await undo(a.id, first)).body.error?.code).toBe('KEPT_MERGE_BURIED');
  expect((await desk.call<{ mergedInto: { id: string } }>('GET', `/api/v1/companies/${a.id}`)).body.mergedInto.id).toBe(
    c.id,
  );
  // A licence that is somebody else's by now.
  await owner('UPDATE licensing.licences SET company_id = $1 WHERE id = $2', [a.id, b.licenceId]);
  expect((await undo(b.id, second)).body.error?.code).toBe('KEPT_MERGE_LICENCES_GONE');
  await owner('UPDATE licensing.licences SET company_id = $1 WHERE id = $2', [c.id, b.licenceId]);
  app.clock.advance({ days: 31 });
  expect((await undo(b.id, second)).body.error?.code).toBe('KEPT_MERGE_OVER');
});

test('an administrator of the company that goes sees the one that stays, and only as long', async () => {
  const [stays, goes] = [await aFirm(0), await aFirm(0)];
  const buyer = await app.signInAs('buyer administrator', goes.id);
  await owner(
    `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis)
      VALUES (gen_random_uuid(), $1, $1, now(), 'its own company') ON CONFLICT DO NOTHING`,
    [goes.id],
  );
  const serials = async () =>
    (await buyer.call<{ items: { serial: string }[] }>('GET', '/api/v1/company/licences')).body.items
      .map(({ serial }) => serial)
      .sort();
  expect(await serials()).toEqual([goes.serial]);
  const { body } = await merge(goes.id, stays.id);
  expect(await serials()).toEqual([goes.serial, stays.serial].sort());
  await undo(goes.id, body.merges[0]?.id ?? '');
  expect(await serials()).toEqual([goes.serial]);
});

test('a person keeps their page and their rights over a merge: erased after it, they do not come back with its undoing', async () => {
  const [stays, goes] = [await aFirm(0), await aFirm(1)];
  const { body } = await merge(goes.id, stays.id);
  const officer = await app.signInAs('privacy officer');
  const ground = { purpose: 'rights', reason: 'request' };
  const seen = await officer.call<{
    companies: { id: string; until: string | null }[];
    recipients: { kind: string }[];
  }>('GET', `/api/v1/people/${goes.person}`, undefined, ground);
  // What was shared of the company that went is still theirs to see, beside what is shared now.
  expect(seen.body.companies.map(({ id, until }) => [id, until === null]).sort()).toEqual(
    [
      [goes.id, false],
      [stays.id, true],
    ].sort(),
  );
  expect(seen.body.recipients.filter(({ kind }) => kind === 'reseller')).toHaveLength(2);
  await app.kept.erasures.erase(async () => ({
    personId: goes.person,
    cause: 'request',
    requestId: null,
    number: null,
    backupDays: 30,
  }));
  expect((await undo(goes.id, body.merges[0]?.id ?? '')).status).toBe(200);
  expect(await owner('SELECT FROM contacts.company_people WHERE person_id = $1', [goes.person])).toHaveLength(0);
});

test('activations under way end first, and what they write goes along; nobody waits for ever', async () => {
  const [stays, goes] = [await aFirm(0), await aFirm(1)];
  // A serial that was only handed to it: nothing but the name says whose the activation is.
  const [handed] = await someLicences(app, { ...product, holderCompanyId: resellers[1]?.id ?? '', seats: 500 });
  await owner('UPDATE licensing.licences SET company_id = $1 WHERE id = $2', [goes.id, handed?.id]);
  for (let round = 0; round < 4; round += 1) {
    app.clock.advance({ minutes: 1 });
    const [merged, ...activated] = await Promise.all([
      merge(goes.id, stays.id),
      ...Array.from({ length: 8 }, (_, at) => activate((at % 2 ? handed?.serial : goes.serial) ?? '', goes.name)),
    ]);
    expect([merged.status, ...activated.map(({ status }) => status)]).toEqual([200, ...Array(8).fill(201)]);
    await app.settle();
    expect(
      await owner(
        'SELECT FROM licensing.registrations WHERE company_id = $1 UNION ALL SELECT FROM licensing.licences WHERE company_id = $1',
        [goes.id],
      ),
    ).toHaveLength(0);
    expect(
      await owner('SELECT FROM contacts.company_people WHERE company_id = $1 AND until IS NULL', [goes.id]),
    ).toHaveLength(0);
    expect(await owner('SELECT FROM contacts.companies WHERE name = $1', [goes.name])).toHaveLength(1);
    expect((await undo(goes.id, merged.body.merges[0]?.id ?? '')).status).toBe(200);
  }
}, 120_000);

test('an activation that waited for the merge decides by what is there after it', async () => {
  const [stays, firm] = [await aFirm(0), await aFirm(1)];
  const name = `Branch of ${firm.name}`;
  // Two ways to be known: a registration at a serial of another company, and a serial that was handed to it.
  const branch = (await activate(firm.serial, name)).company;
  const [handed] = await someLicences(app, { ...product, holderCompanyId: resellers[1]?.id ?? '', seats: 500 });
  await owner('UPDATE licensing.licences SET company_id = $1 WHERE id = $2', [branch, handed?.id]);
  await app.settle();
  const waiting = (count: number) =>
    expect
      .poll(
        async () => (await owner(`SELECT FROM pg_locks WHERE NOT granted AND pg_blocking_pids(pid) <> '{}'`)).length,
        { timeout: 15_000 },
      )
      .toBeGreaterThanOrEqual(count);
  const hold = (client: pg.Client, id = '') =>
    client.query('BEGIN').then(() => client.query('SELECT FROM licensing.licences WHERE id = $1 FOR UPDATE', [id]));
  // The merge takes the serials by their ids. Once it waits for the later one it is the first at both.
  const [earlier, later] = [firm.licenceId, handed?.id ?? ''].sort();
  const all = await connected(app.database.ownerUrl, (one) =>
    connected(app.database.ownerUrl, async (other) => {
      await hold(one, earlier);
      await hold(other, later);
      const merged = merge(branch, stays.id);
      await waiting(1);
      await one.query('COMMIT');
      await waiting(1);
      const activated = [activate(firm.serial, name), activate(handed?.serial ?? '', name)];
      await waiting(2);
      await other.query('COMMIT');
      return { merged: (await merged).status, companies: (await Promise.all(activated)).map(({ company }) => company) };
    }),
  );
  expect(all).toEqual({ merged: 200, companies: [stays.id, stays.id] });
  expect(await owner('SELECT FROM licensing.registrations WHERE company_id = $1', [branch])).toEqual([]);
  expect(await owner('SELECT FROM contacts.companies WHERE name = $1', [name])).toHaveLength(1);
}, 60_000);

async function anEnquiry() {
  named += 1;
  const told = {
    name: `Sam Enquirer ${named}`,
    email: `sam${named}@enquiry.example`,
    companyName: `Enquirers ${named}`,
  };
  const { body } = await desk.call<{ id: string }>('POST', '/api/v1/leads', {
    ...told,
    country: 'DE',
    interest: 'advice',
  });
  const [row] = await owner<{ company: string; person: string }>(
    'SELECT company_id AS company, person_id AS person FROM resellers.leads WHERE id = $1',
    [body.id],
  );
  return { lead: body.id, company: row?.company ?? '', person: row?.person ?? '' };
}

test('a lead that the merge closed waits again once it is undone, and is offered anew', async () => {
  await desk.call('POST', `/api/v1/resellers/${resellers[0]?.id}/territories`, { country: 'DE', priority: 1 });
  const leadOf = async (id: string) =>
    (
      await owner<{ state: string; outcome: string | null; holder: string | null; offers: string[] }>(
        `SELECT l.state, l.outcome, l.holder_company_id AS holder,
           ARRAY(SELECT o.state FROM resellers.lead_offers o WHERE o.lead_id = l.id ORDER BY o.offered_at, o.id) AS offers
         FROM resellers.leads l WHERE l.id = $1`,
        [id],
      )
    )[0];
  const open = { state: 'offered', outcome: null, holder: resellers[0]?.id };
  const mergedWith = async (into: string) => {
    app.clock.advance({ minutes: 1 });
    const goes = await aFirm(1);
    return (await merge(goes.id, into)).body.merges[0]?.id ?? '';
  };
  const [again, won, erased] = [await anEnquiry(), await anEnquiry(), await anEnquiry()];
  expect(await leadOf(again.lead)).toEqual({ ...open, offers: ['open'] });
  const closed = { state: 'closed', outcome: 'served already', holder: null, offers: ['withdrawn'] };
  for (const { lead, company, person } of [again, won, erased]) {
    const mergeId = await mergedWith(company);
    expect(await leadOf(lead)).toEqual(closed);
    // What came since then stands against it.
    if (lead === won.lead)
      await desk.call('PUT', `/api/v1/companies/${company}/reseller`, { resellerCompanyId: resellers[1]?.id });
    if (lead === erased.lead)
      await owner(
        `UPDATE contacts.people SET erased_at = now(), email = NULL, name = NULL, phone = NULL, title = NULL, role = NULL WHERE id = $1`,
        [person],
      );
    expect((await undo(company, mergeId)).status).toBe(200);
  }
  expect(await leadOf(again.lead)).toEqual({ ...closed, state: 'waiting', outcome: null });
  expect(await leadOf(won.lead)).toEqual(closed);
  expect(await leadOf(erased.lead)).toEqual(closed);
  await app.kept.tidy();
  expect(await leadOf(again.lead)).toEqual({ ...open, offers: ['withdrawn', 'open'] });
  expect(await owner(`SELECT FROM staff.audit WHERE action = 'resellers.lead reopened'`)).toHaveLength(1);
}, 60_000);

test('in any order of merges, undoings and activations nothing is lost', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ act: fc.constant('merge' as const), from: fc.nat(3), into: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(5) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('activate' as const), firm: fc.nat(3) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const firms = [await aFirm(0), await aFirm(1), await aFirm(0), await aFirm(1)];
      const served = new Map(firms.map(({ id }, at) => [id, (at % 2) as 0 | 1]));
      const holds = new Map(firms.map(({ id, licenceId }) => [licenceId, id]));
      const people = new Map(firms.map(({ id, person }) => [person, id]));
      const merged = new Set<string>();
      const done: { id: string; from: string; into: string; licences: string[]; people: string[]; undone: boolean }[] =
        [];
      let registrations = 4;
      for (const each of steps) {
        app.clock.advance({ minutes: 1 });
        if (each.act === 'merge') {
          const [from, into] = [(firms[each.from] as Firm).id, (firms[each.into] as Firm).id];
          const may = from !== into && !merged.has(from) && !merged.has(into);
          const { status, body } = await merge(from, into);
          expect(status).toBe(may ? 200 : 409);
          if (!may) continue;
          const licences = [...holds].filter(([, at]) => at === from).map(([id]) => id);
          const moved = [...people].filter(([, at]) => at === from).map(([id]) => id);
          for (const id of licences) holds.set(id, into);
          for (const id of moved) people.set(id, into);
          merged.add(from);
          const id = body.merges.find((one) => !done.some((known) => known.id === one.id))?.id ?? '';
          done.push({ id, from, into, licences, people: moved, undone: false });
        } else if (each.act === 'undo') {
          const one = done[each.which];
          if (!one) continue;
          const may = !one.undone && !merged.has(one.into);
          expect((await undo(one.into, one.id)).status).toBe(may ? 200 : 409);
          if (!may) continue;
          one.undone = true;
          merged.delete(one.from);
          for (const id of one.licences) holds.set(id, one.from);
          for (const id of one.people) people.set(id, one.from);
        } else {
          const firm = firms[each.firm] as Firm;
          const { company, person } = await activate(firm.serial, firm.name);
          await app.settle();
          expect(company).toBe(holds.get(firm.licenceId));
          people.set(person, company);
          registrations += 1;
        }
      }
      const ids = firms.map(({ id }) => id);
      const licences = await owner<{ id: string; company: string }>(
        'SELECT id, company_id AS company FROM licensing.licences WHERE company_id = ANY($1)',
        [ids],
      );
      expect(new Map(licences.map(({ id, company }) => [id, company]))).toEqual(new Map([...holds].sort()));
      const told = await owner<{ n: number }>(
        'SELECT count(*)::int AS n FROM licensing.registrations WHERE company_id = ANY($1)',
        [ids],
      );
      expect(told[0]?.n).toBe(registrations);
      const members = await owner<{ person: string; company: string }>(
        'SELECT person_id AS person, company_id AS company FROM contacts.company_people WHERE company_id = ANY($1) AND until IS NULL',
        [ids],
      );
      expect(members.map(({ person, company }) => `${person} ${company}`).sort()).toEqual(
        [...people].map(([person, company]) => `${person} ${company}`).sort(),
      );
      for (const reseller of [0, 1] as const) {
        const expected = ids.filter((id) => !merged.has(id) && served.get(id) === reseller);
        expect((await seenBy(reseller)).filter((id) => ids.includes(id)).sort()).toEqual(expected.sort());
      }
    }),
    { numRuns: Number(process.env.KEPT_PROPERTY_RUNS ?? 12) },
  );
}, 240_000);
