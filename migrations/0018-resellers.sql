-- Staff may decide that nobody serves a customer: that, too, is an assignment, and holds until staff decides otherwise.
ALTER TABLE resellers.assignments ALTER COLUMN reseller_company_id DROP NOT NULL;
ALTER TABLE resellers.assignments ADD CHECK (reseller_company_id IS NOT NULL OR basis = 'decision of staff');

-- Whose contract does not hold has no share in itself, and without that it sees no licence, not even one issued to it.
DROP POLICY tenant ON licensing.licences;
CREATE POLICY tenant ON licensing.licences FOR SELECT TO {{reseller}}
  USING ((holder_company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
      WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL))
    OR EXISTS (SELECT FROM contacts.shares s
      WHERE s.company_id = licences.company_id AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
