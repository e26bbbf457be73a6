-- To which resellers an import gives customers, and how many to each: as its check found, or its run has done.
CREATE TABLE licensing.import_resellers (
  import_id uuid NOT NULL REFERENCES licensing.imports,
  reseller_company_id uuid NOT NULL REFERENCES contacts.companies,
  customers integer NOT NULL CHECK (customers > 0),
  PRIMARY KEY (import_id, reseller_company_id)
);
CREATE INDEX import_resellers_by_reseller ON licensing.import_resellers (reseller_company_id);
SELECT platform.label('licensing.import_resellers', 'not personal', 'import_id reseller_company_id customers');
