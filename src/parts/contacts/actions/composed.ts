import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import type { CompanyRegister, Search, SearchResult, Sight, Timeline } from '../../staff/index.ts';
import { personColumns, personFields, prefixRange } from '../rules.ts';
import { readCompanies } from '../store/companies.ts';
import { listCompanies } from '../store/company-list.ts';
import { readFormerlyNamed } from '../store/former-names.ts';
import { type DeskReader, findPeopleByName, readPeople, readPersonIdByKey } from '../store/people.ts';
import { companyTimeline, personTimeline, type TimelineRow } from '../store/timeline.ts';
import { emailPattern } from '../wire/api.ts';
import { shareOwnCompany } from './companies.ts';
import { inDesk, tenantOf } from './desk-reader.ts';
import { companyOfAddress } from './domains.ts';
import { type LookUp, lookUp, mayRead, openedJustNow } from './look-up.ts';

/** What staff needs to know of companies: their names, and which are resellers. */
export function companyRegister(deps: Deps): CompanyRegister {
  return {
    async names(ids) {
      const rows = ids.length === 0 ? [] : await readCompanies(deps.db.read, ids);
      return new Map(rows.map((row) => [row.id, row.name]));
    },
    async kindOf(companyId) {
      const [company] = await readCompanies(deps.db.read, [companyId]);
      return company && !company.merged ? company.kind : null;
    },
    ofMailbox: (email) => deps.db.base((trx) => companyOfAddress(trx, email)),
    openFor: (trx, companyId) => shareOwnCompany(trx, deps, companyId),
  };
}

/** Whether the member may see this company at all. */
export function sightOfCompany(deps: Deps): Sight {
  return (who, companyId) =>
    inDesk(deps, who, async (trx) => {
      if ((await readCompanies(trx, [companyId])).length === 0) throw httpErrors.KEPT_NOT_FOUND();
    });
}

/** Whether the member may see this person's past; asking for it is a look-up, unless they opened the person just now. */
export function sightOfPerson(deps: Deps): Sight {
  return async (who, personId, ground) => {
    const logged = await openedJustNow(deps, who, ground, personId);
    return lookUp(deps, who, ground, {
      async read(trx, reader) {
        if ((await readPeople(trx, reader, [personId])).length === 0) throw httpErrors.KEPT_NOT_FOUND();
        const look = { kind: 'opened', personId, companyId: null, fields: ['timeline'] } as const;
        return { read: null, lookUps: logged ? [] : [look] };
      },
      finish: async () => undefined,
    });
  };
}

/** Look-ups, corrections, choices, ended shares. */
export function contactsTimeline(deps: Deps): Timeline {
  return async (who, { about, until, limit, kinds }) => {
    const window = { until, limit, kinds, tenantCompanyId: tenantOf(who) };
    if (about.kind === 'licence') return { entries: [], count: 0 };
    const read = about.kind === 'company' ? companyTimeline : personTimeline;
    const { rows, count } = await read(deps.db.read, about.id, window);
    return { entries: rows.map(presentEntry), count };
  };
}

function presentEntry(row: TimelineRow) {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    by: { kind: row.by_kind, id: row.by_id },
    about: row.about_id === null ? null : { kind: 'company', id: row.about_id, name: row.about_name ?? '' },
    fields: row.fields,
    purpose: row.purpose,
    reason: row.reason,
    code: null,
    recipient: null,
  };
}

/**
 * Companies by the beginning of their name, a person by their whole mail address, people by the beginning of their name
 * where the purpose reads names. People found are logged.
 */
export function searchContacts(deps: Deps): Search {
  return async (who, { q, limit, ground }) => {
    if (emailPattern.test(q)) {
      const id = await readPersonIdByKey(deps.db.read, deps.digests.email(q));
      return id === null ? [] : findPeople(deps, who, { ids: [id], ground });
    }
    const companies = await findCompanies(deps, who, { q, limit });
    const people = tenantOf(who) === null ? await findPeople(deps, who, { named: q, limit: 10, ground }) : [];
    return [...companies, ...people].slice(0, limit);
  };
}

async function findCompanies(deps: Deps, who: Member, asked: { q: string; limit: number }): Promise<SearchResult[]> {
  const name = prefixRange(asked.q);
  if (!name) return [];
  const { rows } = await inDesk(deps, who, async (trx, tenantCompanyId) => {
    const formerly = tenantCompanyId === null ? await readFormerlyNamed(trx, name) : [];
    return listCompanies(
      trx,
      { limit: asked.limit, sort: 'name', descending: false, after: null },
      { name, formerly, kind: null, country: null, resellerId: null, tenantCompanyId },
    );
  });
  return rows.slice(0, asked.limit).map((row) => ({
    kind: row.kind === 'reseller' ? 'reseller' : 'company',
    id: row.id,
    title: row.name,
    detail: [row.region, row.country].filter(Boolean).join(', ') || null,
  }));
}

type Wanted = { ground: Parameters<typeof lookUp>[2] } & (
  | { ids: readonly string[] }
  | { named: string; limit: number }
);

async function idsByName(
  trx: Trx<DeskReader>,
  reader: DeskReader,
  wanted: { readonly named: string; readonly limit: number },
): Promise<string[]> {
  const from = wanted.named.trim().toLowerCase();
  if (from === '') return [];
  const rows = await findPeopleByName(trx, reader, { from, below: `${from}\u{10FFFF}`, limit: wanted.limit });
  return rows.map((row) => row.id);
}

function findPeople(deps: Deps, who: Member, wanted: Wanted): Promise<SearchResult[]> {
  return lookUp(deps, who, wanted.ground, {
    async read(trx, reader) {
      const ids = 'ids' in wanted ? wanted.ids : await idsByName(trx, reader, wanted);
      const people = ids.length === 0 ? [] : await readPeople(trx, reader, ids);
      const fields = personFields.filter((field) => mayRead(reader, personColumns[field]));
      const lookUps = people.map((person): LookUp => ({ kind: 'found', personId: person.id, companyId: null, fields }));
      return { read: people, lookUps };
    },
    finish: async (_base, people) =>
      people.map((person) => ({
        kind: 'person',
        id: person.id,
        title: person.name ?? 'A person',
        detail: person.role ?? null,
      })),
  });
}
