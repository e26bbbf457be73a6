-- Where a company is named: an import that is undone takes out hundreds of thousands of them, and each is looked for here.
CREATE INDEX companies_merged ON contacts.companies (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX shares_by_company ON contacts.shares (company_id);
CREATE INDEX shares_of_tenant ON contacts.shares (tenant_company_id);
CREATE INDEX handovers_from ON licensing.handovers (from_company_id) WHERE from_company_id IS NOT NULL;
CREATE INDEX handovers_to ON licensing.handovers (to_company_id);
CREATE INDEX assignments_of_customer ON resellers.assignments (customer_company_id);
CREATE INDEX assignments_of_reseller ON resellers.assignments (reseller_company_id);
