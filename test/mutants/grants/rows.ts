import type { Mutant } from '../mutant.ts';

const own = `tenant_company_id = (current_setting('kept.tenant'))::uuid`;

/** Row security: which tenant sees whose rows. */
export const rows: readonly Mutant[] = [
  {
    id: 'policy-dropped-on-licences-of-tenants',
    kind: 'grants',
    clause: 'U3',
    breaks: 'A reseller sees not even the licences that it holds: its role has a grant and no policy.',
    sql: `DROP POLICY tenant ON licensing.licences`,
  },
  {
    id: 'policy-dropped-for-staff-on-registrations',
    kind: 'grants',
    clause: 'U1',
    breaks: 'A read within its purpose answers that there is nobody, instead of answering.',
    sql: `DROP POLICY staff ON licensing.registrations`,
  },
  {
    id: 'policy-dropped-on-people-and-replaced-by-a-wide-one',
    kind: 'grants',
    clause: 'U3',
    breaks: 'Every reseller sees every person of every customer.',
    sql: `
      DROP POLICY tenant ON contacts.people;
      CREATE POLICY tenant ON contacts.people FOR SELECT TO :prefix_reseller, :prefix_buyer USING (true)`,
  },
  {
    id: 'wide-policy-added-beside-the-narrow-one',
    kind: 'grants',
    clause: 'U3',
    breaks: 'A second policy lets every tenant read all addresses, whatever the first one says.',
    sql: `CREATE POLICY export ON contacts.addresses FOR SELECT USING (country IS NOT NULL)`,
  },
  {
    id: 'row-security-off-on-registrations',
    kind: 'grants',
    clause: 'U3',
    breaks: 'A reseller reads the registrations of customers that are not its own.',
    sql: `ALTER TABLE licensing.registrations DISABLE ROW LEVEL SECURITY`,
  },
  {
    id: 'ended-shares-still-open-companies',
    kind: 'grants',
    clause: 'U3',
    breaks: 'A share outlives its end: a former reseller goes on seeing the company.',
    sql: `
      DROP POLICY tenant ON contacts.companies;
      CREATE POLICY tenant ON contacts.companies FOR SELECT TO :prefix_reseller, :prefix_buyer
        USING (EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = companies.id AND s.${own}));
      ALTER POLICY tenant ON contacts.shares USING (${own})`,
  },
  {
    id: 'no-tenant-means-all-tenants',
    kind: 'grants',
    clause: 'U3',
    breaks: 'A request of a reseller that forgot its tenant sees all licences.',
    sql: `
      ALTER POLICY tenant ON licensing.licences USING (
        coalesce(current_setting('kept.tenant', true), '') = ''
        OR holder_company_id = nullif(current_setting('kept.tenant', true), '')::uuid)`,
  },
  {
    id: 'stock-of-the-holder-shows-the-customer-of-another',
    kind: 'grants',
    clause: 'U3',
    breaks: 'The reseller that once held a licence sees who registered it after the customer went to another reseller.',
    sql: `
      ALTER POLICY tenant ON licensing.registrations USING (
        EXISTS (SELECT FROM licensing.licences l WHERE l.id = registrations.licence_id))`,
  },
  {
    id: 'tenants-may-write-their-own-shares',
    kind: 'grants',
    clause: 'U3',
    breaks: 'A reseller can share any customer with itself.',
    sql: `
      GRANT INSERT ON contacts.shares TO :prefix_reseller;
      CREATE POLICY tenant_writes ON contacts.shares FOR INSERT TO :prefix_reseller WITH CHECK (${own})`,
  },
];
