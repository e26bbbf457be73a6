import { type RawBuilder, sql } from 'kysely';

/** `(SELECT company_id …)`: the companies that a tenant sees now. For `IN`, in statements of parts above. */
export function sharedCompaniesSql(tenantCompanyId: string): RawBuilder<string> {
  return sql<string>`(SELECT company_id FROM contacts.shares WHERE tenant_company_id = ${tenantCompanyId}::uuid AND until IS NULL)`;
}

/** `(SELECT id …)`: of these the resellers, a few: itself and those that it supplies. */
export function sharedResellersSql(tenantCompanyId: string): RawBuilder<string> {
  return sql<string>`(SELECT c.id FROM contacts.companies c WHERE c.kind = 'reseller' AND c.id IN ${sharedCompaniesSql(tenantCompanyId)})`;
}

/** `(SELECT id …)`: the person whose address this is; null where nobody has it. */
export function personOfAddressSql(emailKey: Buffer | RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`(SELECT id FROM contacts.people WHERE email_key = ${emailKey})`;
}

/** Whether the record of this person is sealed, or waits until they are told of this use of their data. */
export function isHeldBackSql(personId: RawBuilder<unknown>, use: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT FROM contacts.people WHERE id = ${personId}
    AND (sealed_at IS NOT NULL OR waits_for <> '{}' AND ${use} = ANY (waits_for)))`;
}

/** `(SELECT id …)`: this company, if its normalised name is this; null where it is not. */
export function companyNamedSoSql(of: {
  readonly companyId: RawBuilder<unknown>;
  readonly name: RawBuilder<unknown>;
}): RawBuilder<string | null> {
  return sql<string | null>`(SELECT id FROM contacts.companies WHERE id = ${of.companyId} AND (name_key = ${of.name}
    OR EXISTS (SELECT FROM contacts.former_names f WHERE f.company_id = companies.id AND f.name_key = ${of.name})))`;
}

/** `(SELECT id …)`: the companies whose normalised name lies in this range. */
export function companiesInRangeSql(
  range: { readonly from: string; readonly below: string } | null,
): RawBuilder<string> {
  return range === null
    ? sql<string>`(SELECT id FROM contacts.companies WHERE false)`
    : sql<string>`(SELECT id FROM contacts.companies WHERE name_key >= ${range.from} COLLATE "C" AND name_key < ${range.below} COLLATE "C")`;
}
