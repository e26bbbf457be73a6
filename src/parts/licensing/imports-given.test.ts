import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aCompany, aMember } from '../contacts/fixtures.ts';
import { companyRefs } from '../contacts/index.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { assignReseller, importAssigner } from '../resellers/index.ts';
import { planImport, sendOn, takeList } from './actions/import/imports.ts';
import { workOn } from './actions/import/work.ts';
import type { ImportPage, PlanImport } from './wire/imports.ts';

let opened: LicensingDesk;
const desk = aMember('licence desk');
beforeAll(async () => {
  opened = await licensingDesk();
});
afterAll(() => opened.stop());

const head = 'Serial;Product;Customer;Country;Reseller';
const listOf = (...rows: string[]) => [head, ...rows].join('\n');
let counter = 0;
function next(): number {
  counter += 1;
  return counter;
}
/** A serial and a product, so that a row says no more than its customer and its reseller. */
const row = (customer: string, reseller: string) => `G-${next()};Sample Mill;${customer};DE;${reseller}`;

const page = async (id: string) => (await opened.server.call<ImportPage>(desk, 'GET', `/api/v1/imports/${id}`)).body;

async function checked(text: string, changes: Partial<PlanImport['plan']> = { assign: true }): Promise<ImportPage> {
  const { deps } = opened;
  async function* bytes() {
    yield Buffer.from(text);
  }
  const { id, plan } = await takeList(deps, desk, { fileName: 'given.csv', bytes: bytes() });
  const fresh = { ...(plan as PlanImport['plan']), assign: false, ...changes };
  await planImport(deps, desk, id, { plan: fresh, cameFrom: 'our old licence server' });
  return act(id, 'check');
}
async function act(id: string, way: 'check' | 'run' | 'resume' | 'undo'): Promise<ImportPage> {
  await sendOn(opened.deps, desk, id, way);
  await workOn(opened.deps, id, { assigner: importAssigner() });
  return page(id);
}
async function imported(text: string, changes?: Partial<PlanImport['plan']>) {
  const { id } = await checked(text, changes);
  return act(id, 'run');
}

const companyId = async (name: string) =>
  (
    await opened.owner<{ id: string }>(
      'SELECT id FROM contacts.companies WHERE name = $1 ORDER BY created_at LIMIT 1',
      [name],
    )
  )[0]?.id ?? '';
/** Who serves a customer, on what basis, and who sees it. */
const standing = async (name: string) => {
  const id = await companyId(name);
  const served = await opened.owner<{ reseller: string; basis: string }>(
    `SELECT reseller_company_id AS reseller, basis FROM resellers.assignments WHERE customer_company_id = $1 AND until IS NULL`,
    [id],
  );
  const shared = await opened.owner<{ reseller: string; basis: string; channel: string; ledger_basis: string }>(
    `SELECT s.tenant_company_id AS reseller, s.basis, l.channel, l.basis AS ledger_basis
      FROM contacts.shares s JOIN disclosures.ledger l ON l.id = s.ledger_id WHERE s.company_id = $1 AND s.until IS NULL`,
    [id],
  );
  return { served, shared };
};
const givenTo = (reseller: string) => ({
  served: [{ reseller, basis: 'import' }],
  shared: [{ reseller, basis: 'import', channel: 'share', ledger_basis: 'import' }],
});
const nobodys = { served: [], shared: [] };
const faultsOf = ({ faults }: ImportPage) => Object.fromEntries(faults.map(({ code, rows }) => [code, rows]));
const aName = (what: string) => `${what} ${next()}`;

describe('an import that gives customers to resellers', () => {
  it('says beforehand to whom, gives each with share, ledger row and news, and only its reseller sees it', async () => {
    const [first, second] = [aName('Given Works'), aName('Given Works')];
    const text = listOf(row(first, 'holding  dealers'), row(first, 'Holding Dealers'), row(second, opened.other));
    const look = await checked(text);
    expect(look.counts).toMatchObject({ licences: 3, assigned: 2, refused: 0 });
    expect(look.resellers.map(({ reseller, customers }) => [reseller.name, customers]).sort()).toEqual([
      ['Holding Dealers', 1],
      ['Other Dealers', 1],
    ]);
    expect(await companyId(first)).toBe('');
    const done = await act(look.id, 'run');
    expect(done.counts).toMatchObject({ licences: 3, assigned: 2, refused: 0 });
    expect(done.resellers).toEqual(look.resellers);
    expect(done.faults).toEqual([]);
    expect(await standing(first)).toEqual(givenTo(opened.holder));
    expect(await standing(second)).toEqual(givenTo(opened.other));
    const ids = [await companyId(first), await companyId(second)];
    const seen = await opened.deps.db.tenant('reseller', opened.holder, (trx) => companyRefs(trx, ids));
    expect([...seen.keys()]).toEqual([ids[0]]);
    const news = await opened.owner<{ n: number }>(
      `SELECT count(*)::int AS n FROM platform.events WHERE name = 'resellers.assigned' AND payload->>'companyId' = ANY($1)`,
      [ids],
    );
    expect(news).toEqual([{ n: 2 }]);
  });

  it('gives nothing where that was not asked for', async () => {
    const name = aName('Kept Works');
    const done = await imported(listOf(row(name, 'Holding Dealers')), { assign: false });
    expect(done.counts).toMatchObject({ licences: 1, assigned: 0 });
    expect(done.resellers).toEqual([]);
    expect(await standing(name)).toEqual(nobodys);
  });

  it('finds resellers by a former name and a mail domain, and says which rows mean none or several', async () => {
    const { deps, owner } = opened;
    const named = await aReseller(deps, { name: 'Namesake Dealers' });
    const namesake = await aReseller(deps, { name: 'Namesake Dealers of Elsewhere' });
    await owner(
      `UPDATE contacts.companies SET name = 'Namesake Dealers', name_key = 'namesake dealers' WHERE id = $1`,
      [namesake],
    );
    const renamed = await aReseller(deps, { name: 'New Name Dealers' });
    await owner(
      `INSERT INTO contacts.former_names (id, company_id, name, name_key, until, evidence) VALUES (gen_random_uuid(), $1, 'Old Name Dealers', 'old name dealers', now(), 'register')`,
      [renamed],
    );
    await owner(
      `INSERT INTO contacts.domains (id, company_id, domain, evidence, verified_at) VALUES (gen_random_uuid(), $1, 'namesake.example', 'letter head', now())`,
      [named],
    );
    const names = [1, 2, 3, 4, 5].map(() => aName('Called Works'));
    const [byFormer = '', byDomain = '', byId = '', several = '', unknown = ''] = names;
    const text = listOf(
      row(byFormer, 'Old Name Dealers'),
      row(byDomain, 'Namesake.example'),
      row(byId, named),
      row(several, 'Namesake Dealers'),
      row(unknown, 'Nobody at all'),
    );
    const look = await checked(text);
    expect(faultsOf(look)).toEqual({ KEPT_ROW_RESELLER_SEVERAL: 1, KEPT_ROW_RESELLER: 1 });
    expect(look.counts).toMatchObject({ licences: 3, assigned: 3, refused: 2 });
    const done = await act(look.id, 'run');
    expect(done.counts).toMatchObject({ licences: 3, assigned: 3, refused: 2 });
    expect(await standing(byFormer)).toEqual(givenTo(renamed));
    expect(await standing(byDomain)).toEqual(givenTo(named));
    expect(await standing(byId)).toEqual(givenTo(named));
    expect(await companyId(several)).toBe('');
    const file = await opened.server.call(desk, 'GET', `/api/v1/imports/${done.id}/faults`);
    expect(file.text).toContain('5,reseller,KEPT_ROW_RESELLER_SEVERAL');
  });

  it('leaves whom somebody serves or nobody is to serve, and of several rows follows the first', async () => {
    const { deps } = opened;
    const [served, nobody, twice] = [aName('Served Works'), aName('Nobody Works'), aName('Twice Works')];
    for (const name of [served, nobody]) await aCompany(deps, { name, country: 'DE', region: null });
    const give = async (name: string, resellerCompanyId: string | null) => {
      const about = { companyId: await companyId(name), resellerCompanyId };
      await deps.db.base((trx) => assignReseller(trx, deps, desk, about));
    };
    await give(served, opened.other);
    await give(nobody, opened.other);
    await give(nobody, null);
    const text = listOf(
      row(served, 'Holding Dealers'),
      row(nobody, 'Holding Dealers'),
      row(twice, 'Other Dealers'),
      row(twice, 'Holding Dealers'),
      row(twice, 'Other Dealers'),
    );
    const look = await checked(text);
    expect(look.counts).toMatchObject({ licences: 5, assigned: 1, refused: 0 });
    expect(faultsOf(look)).toEqual({ KEPT_ROW_SERVED: 3 });
    const done = await act(look.id, 'run');
    expect(done.counts).toMatchObject({ licences: 5, assigned: 1, refused: 0 });
    expect(faultsOf(done)).toEqual({ KEPT_ROW_SERVED: 3 });
    expect(await standing(served)).toMatchObject({ served: [{ reseller: opened.other, basis: 'decision of staff' }] });
    expect(await standing(nobody)).toMatchObject({ served: [{ reseller: null }], shared: [] });
    expect(await standing(twice)).toEqual(givenTo(opened.other));
  });

  it('gives nothing to a reseller without a contract, and says so', async () => {
    const { deps } = opened;
    const ended = await aReseller(deps, {
      name: aName('Ended Dealers'),
      contract: { signedOn: '2019-01-01', endsOn: '2020-01-01', confidential: true, reference: null },
    });
    const name = aName('Given To Nobody');
    const done = await imported(listOf(row(name, ended)));
    expect(done.counts).toMatchObject({ licences: 1, assigned: 0 });
    expect(faultsOf(done)).toEqual({ KEPT_ROW_RESELLER_ENDED: 1 });
    expect(await standing(name)).toEqual(nobodys);
  });

  it('gives customers of a list without serials, and those in more than one group of rows once', async () => {
    const names = [1, 2, 3].map(() => aName('Plain Works'));
    const rows = Array.from(
      { length: 4_100 },
      (_, at) => `${names[at % 3]};DE;${at % 3 === 0 ? 'Other Dealers' : 'Holding Dealers'}`,
    );
    const look = await checked(['Customer;Country;Reseller', ...rows].join('\n'));
    expect(look.counts).toMatchObject({ licences: 0, companies: 3, assigned: 3 });
    const done = await act(look.id, 'run');
    expect(done.counts).toMatchObject({ companies: 3, assigned: 3 });
    expect(done.resellers).toEqual(look.resellers);
    expect(done.faults).toEqual([]);
    expect(await standing(names[0] ?? '')).toEqual(givenTo(opened.other));
  });
});

describe('what an import gave', () => {
  it('is there once, however often it is stopped and gone on with', async () => {
    const { deps, owner } = opened;
    const names = Array.from({ length: 2_300 }, () => aName('Resumed Works'));
    const { id } = await checked(listOf(...names.map((name) => row(name, 'Holding Dealers'))));
    await sendOn(deps, desk, id, 'run');
    let sent = 0;
    const fragile = {
      ...deps,
      egress: {
        send: async (...all: Parameters<typeof deps.egress.send>) => {
          sent += 1;
          if (sent === 2) throw new Error('no more of it');
          return deps.egress.send(...all);
        },
      },
    };
    await workOn(fragile, id, { assigner: importAssigner() });
    expect(await page(id)).toMatchObject({ state: 'stopped', rowsDone: 2_000, counts: { assigned: 2_000 } });
    const done = await act(id, 'resume');
    expect(done).toMatchObject({ state: 'done', counts: { assigned: 2_300, licences: 2_300 } });
    expect(done.resellers.map(({ customers }) => customers)).toEqual([2_300]);
    const shares = await owner<{ n: number; of: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT s.company_id)::int AS of FROM contacts.shares s
        JOIN contacts.companies c ON c.id = s.company_id WHERE c.name LIKE 'Resumed Works %'`,
    );
    expect(shares).toEqual([{ n: 2_300, of: 2_300 }]);
  });

  it('is taken back with it; whom somebody gave to another since stays there', async () => {
    const { deps, owner } = opened;
    const [first, second, third] = [aName('Back Works'), aName('Back Works'), aName('Back Works')];
    await aCompany(deps, { name: third, country: 'DE', region: null });
    const { id } = await imported(listOf(...[first, second, third].map((name) => row(name, 'Holding Dealers'))));
    await deps.db.base(async (trx) =>
      assignReseller(trx, deps, desk, { companyId: await companyId(second), resellerCompanyId: opened.other }),
    );
    const undone = await act(id, 'undo');
    expect(undone.state).toBe('undone');
    // Both that were made are in the ledger; the licences are gone.
    expect(undone.counts).toMatchObject({ leftLicences: 0, leftCompanies: 2 });
    expect(await standing(first)).toEqual(nobodys);
    expect(await standing(third)).toEqual(nobodys);
    expect(await standing(second)).toMatchObject({ served: [{ reseller: opened.other, basis: 'decision of staff' }] });
    const history = await owner<{ basis: string; ended: boolean }>(
      'SELECT basis, until IS NOT NULL AS ended FROM resellers.assignments WHERE customer_company_id = $1',
      [await companyId(first)],
    );
    expect(history).toEqual([{ basis: 'import', ended: true }]);
    const ids = [await companyId(first), await companyId(third)];
    const seen = await deps.db.tenant('reseller', opened.holder, (trx) => companyRefs(trx, ids));
    expect([...seen.keys()]).toEqual([]);
  });

  it('is not done by somebody who does not know how', async () => {
    const { deps } = opened;
    const { id } = await checked(listOf(row(aName('Unknown How'), 'Holding Dealers')));
    await sendOn(deps, desk, id, 'run');
    await workOn(deps, id);
    expect(await page(id)).toMatchObject({ state: 'stopped', code: 'KEPT_FAULT' });
  });
});
