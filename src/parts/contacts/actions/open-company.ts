import { become } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { disclosuresOfCompany } from '../../disclosures/index.ts';
import { personColumns, personFields, prefixRange } from '../rules.ts';
import { readCompanyRest, readShares } from '../store/companies.ts';
import { type CompanyListRow, listCompanies, readCompanyItem } from '../store/company-list.ts';
import { readDomains } from '../store/domains.ts';
import { readFormerlyNamed, readFormerNames } from '../store/former-names.ts';
import { type AddressRow, type MemberRow, readAddress, readPeopleOfCompany } from '../store/people.ts';
import type { CompanyItem, CompanyPage, CompanyPersonal, CompanyQuery } from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';
import { inDesk, tenantOf } from './desk-reader.ts';
import { lookUp, mayRead } from './look-up.ts';
import { mergesOfCompany } from './merge-companies.ts';
import { datum, type Sources, sourcesOf } from './provenance.ts';

/** One page of the companies that the member may see. */
export function companyList(
  deps: Deps,
  handed: Pick<ContactsHanded, 'licenceCounts'>,
  who: Member,
  asked: { readonly list: ListRequest; readonly query: CompanyQuery },
): Promise<ListAnswer<CompanyItem>> {
  const { list, query } = asked;
  return inDesk(deps, who, async (trx, tenantCompanyId) => {
    const name = prefixRange(query.q ?? '');
    const { rows, count } = await listCompanies(trx, list, {
      name,
      formerly: name && tenantCompanyId === null ? await readFormerlyNamed(trx, name) : [],
      kind: query.kind ?? null,
      country: query.country ?? null,
      resellerId: query.resellerId ?? null,
      tenantCompanyId,
    });
    const licences = await handed.licenceCounts(
      trx,
      rows.map((row) => row.id),
    );
    return answerList(list, rows, count, (row) => presentItem(row, licences.get(row.id) ?? 0));
  });
}

/** A company without its people. */
export function companyPage(deps: Deps, handed: ContactsHanded, who: Member, companyId: string): Promise<CompanyPage> {
  return inDesk(deps, who, async (trx, tenant) => {
    const item = await readCompanyItem(trx, companyId);
    if (!item) throw httpErrors.KEPT_NOT_FOUND();
    const licences = await handed.licenceCounts(trx, [companyId]);
    // The tenant's sight is proven; what it has no grant on belongs to this one company.
    const base = await become(trx, deps.db.prefix, 'base');
    const rest = await readCompanyRest(base, companyId);
    const shares = await readShares(base, companyId, tenant);
    const former = tenant === null ? await readFormerNames(base, companyId) : [];
    const domains = tenant === null ? await readDomains(base, companyId) : [];
    const disclosed = tenant === null ? await disclosuresOfCompany(base, companyId) : [];
    const sources = await sourcesOf(base, handed, [companyId], disclosed);
    const values = {
      companyName: item.name,
      country: item.country,
      region: item.region,
      industry: rest?.industry ?? null,
    };
    return {
      ...presentItem(item, licences.get(companyId) ?? 0),
      mergedInto: rest?.merged_into ? { id: rest.merged_into, name: rest.merged_name ?? '' } : null,
      data: Object.entries(values).map(([field, value]) =>
        datum(field, value, { readable: true, provenance: sources(companyId, field) }),
      ),
      shares: shares.map((share) => ({
        id: share.id,
        tenant: { id: share.tenant_company_id, name: share.tenant_name },
        since: share.since.toISOString(),
        until: share.until?.toISOString() ?? null,
        basis: share.basis,
      })),
      formerNames: former.map(({ name, until, merged }) => ({ name, until: until.toISOString(), merged })),
      merges: tenant === null ? await mergesOfCompany(base, deps, companyId) : [],
      domains: domains.map((row) => ({
        id: row.id,
        domain: row.domain,
        since: row.verified_at.toISOString(),
        until: row.ended_at?.toISOString() ?? null,
      })),
    };
  });
}

/** The people and the address of a company, as far as the reader may see them. Logged as `listed`. */
export function companyPersonal(
  deps: Deps,
  handed: ContactsHanded,
  who: Member,
  asked: { readonly companyId: string; readonly ground: Ground | null },
): Promise<CompanyPersonal> {
  const { companyId, ground } = asked;
  return lookUp(deps, who, ground, {
    async read(trx, reader) {
      if (!(await readCompanyItem(trx, companyId))) throw httpErrors.KEPT_NOT_FOUND();
      const people = await readPeopleOfCompany(trx, reader, companyId);
      const address = (await readAddress(trx, reader, companyId))[0] ?? null;
      const fields = personFields.filter((field) => mayRead(reader, personColumns[field]));
      const seesAddress = address !== null && mayRead(reader, 'address');
      return {
        read: { people, address, seesAddress },
        lookUps: [
          ...people.map((person) => ({ kind: 'listed' as const, personId: person.id, companyId, fields })),
          ...(seesAddress ? [{ kind: 'listed' as const, personId: null, companyId, fields: [...addressFields] }] : []),
        ],
      };
    },
    async finish(base, { people, address, seesAddress }, reader) {
      const disclosed = tenantOf(who) === null ? await disclosuresOfCompany(base, companyId) : [];
      const subjects = [...people.map((person) => person.id), ...(address ? [address.id] : [])];
      const sources = await sourcesOf(base, handed, subjects, disclosed);
      return {
        purpose: reader === 'reseller' ? 'customer service' : reader,
        address: address ? addressData(address, seesAddress, sources) : [],
        people: people.map((person) =>
          presentMember(person, sources, (field) => mayRead(reader, personColumns[field])),
        ),
      };
    },
  });
}

const addressFields = ['street', 'postalCode', 'city', 'region', 'country'] as const;

function addressData(address: AddressRow, readable: boolean, sources: Sources) {
  const values = { ...address, postalCode: address.postal_code, country: address.country.trim() };
  return addressFields.map((field) =>
    datum(field, values[field], { readable: readable || field === 'country', provenance: sources(address.id, field) }),
  );
}

function presentMember(
  person: MemberRow,
  sources: Sources,
  readable: (field: keyof typeof personColumns) => boolean,
): CompanyPersonal['people'][number] {
  const one = (field: keyof typeof personColumns) =>
    datum(field, person[field], { readable: readable(field), provenance: sources(person.id, field) });
  return {
    id: person.id,
    name: one('name'),
    email: one('email'),
    phone: one('phone'),
    title: one('title'),
    role: one('role'),
    since: person.since.toISOString(),
    until: person.until?.toISOString() ?? null,
    provenAt: person.proven_at?.toISOString() ?? null,
  };
}

function presentItem(row: CompanyListRow, licences: number): CompanyItem {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    country: row.country,
    region: row.region,
    people: row.people,
    licences,
    reseller: row.reseller_id ? { id: row.reseller_id, name: row.reseller_name ?? '' } : null,
    createdAt: row.created_at.toISOString(),
  };
}
