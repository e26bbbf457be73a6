import type { Deps } from '../../../platform/deps.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member } from '../../../platform/http/who.ts';
import { readCompanies } from '../store/companies.ts';
import { countLookUpPeople, listLookUps } from '../store/lookups.ts';
import type { LookUpItem } from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';
import { inDesk, tenantOf } from './desk-reader.ts';

/** Who looked at whom, and why. A reseller sees its own members' look-ups only. */
export async function lookUpLog(
  deps: Deps,
  handed: Pick<ContactsHanded, 'actors'>,
  who: Member,
  asked: {
    readonly list: ListRequest;
    readonly query: {
      readonly personId?: string;
      readonly companyId?: string;
      readonly memberId?: string;
      readonly purpose?: string;
    };
  },
): Promise<ListAnswer<LookUpItem>> {
  const { list, query } = asked;
  const { rows, count } = await listLookUps(deps.db.read, list, {
    personId: query.personId ?? null,
    companyId: query.companyId ?? null,
    memberId: query.memberId ?? null,
    purpose: query.purpose ?? null,
    tenantCompanyId: tenantOf(who),
  });
  const companyIds = [
    ...new Set(rows.flatMap((row) => [row.company_id, row.tenant_company_id].filter((id) => id !== null))),
  ];
  // Under a tenant, a company that is not shared any more has no name here.
  const companies = await inDesk(deps, who, (trx) =>
    companyIds.length === 0 ? Promise.resolve([]) : readCompanies(trx, companyIds),
  );
  const names = new Map(companies.map((row) => [row.id, row.name]));
  const ref = (id: string | null) => {
    const name = id === null ? undefined : names.get(id);
    return id !== null && name !== undefined ? { id, name } : null;
  };
  const actor = await handed.actors(rows.map((row) => row.member_id));
  const many = await countLookUpPeople(
    deps.db.read,
    rows.flatMap(({ id, person_id, kind }) => (person_id === null && kind === 'exported' ? [id] : [])),
  );
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: actor('member', row.member_id),
    tenant: ref(row.tenant_company_id),
    person: row.person_id === null ? null : { id: row.person_id },
    company: ref(row.company_id),
    people: many.get(row.id) ?? null,
    kind: row.kind,
    purpose: row.purpose,
    reason: row.reason,
    fields: [...row.fields],
  }));
}
