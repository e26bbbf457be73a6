import type { Database, Trx } from '../../../platform/db/database.ts';
import { purposeCategories } from '../../../platform/db/purposes.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import * as store from '../store/export.ts';
import { insertLookUpPeople, insertLookUps } from '../store/lookups.ts';

export {
  countCustomers,
  customersSql,
  type ExportPurpose,
  exportPurposes,
} from '../store/export.ts';

/** The columns of customers and their people that a purpose may read. */
export function customerFields(purpose: store.ExportPurpose): store.CustomerField[] {
  const fields = Object.keys(store.exportColumns) as store.CustomerField[];
  return fields.filter((field) => {
    const { category } = store.exportColumns[field];
    return category === null || purposeCategories[purpose].includes(category);
  });
}

/**
 * Notes in the look-up log that somebody is about to read the people of many customers: one line, before any of them is read. Who was read
 * is added to it (`customersOf`). Answers with the line.
 */
export async function noteExport(trx: Trx, deps: Deps, who: Member, ground: Ground): Promise<string> {
  const id = deps.ids.uuid();
  await insertLookUps(trx, [
    {
      id,
      at: deps.clock.now(),
      member_id: who.memberId,
      tenant_company_id: null,
      person_id: null,
      company_id: null,
      kind: 'exported',
      purpose: ground.purpose,
      reason: ground.reason,
      fields: customerFields(ground.purpose as store.ExportPurpose),
    },
  ]);
  return id;
}

/** A page of customers, a row for each of their people, each of whom is noted beside the line of the log before it is handed out. */
export async function customersOf(
  trx: Trx<store.ExportPurpose>,
  db: Database['read'],
  asked: Omit<store.CustomersAsked, 'fields'> & { readonly purpose: store.ExportPurpose; readonly lookUpId: string },
): Promise<store.CustomerRow[]> {
  const rows = await store.readCustomers(trx, asked.purpose, { ...asked, fields: customerFields(asked.purpose) });
  await insertLookUpPeople(
    db,
    asked.lookUpId,
    rows.flatMap(({ personId }) => (personId === null ? [] : [personId])),
  );
  return rows;
}

export const resellerCompanies = store.readResellerCompanies;
export const sharesOf = store.readSharesTold;
