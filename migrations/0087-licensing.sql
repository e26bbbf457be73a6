-- Contracts with customers, and which reminders of their end were sent. Whether one runs, has lapsed or was reinstated is seen from the days.

CREATE TABLE licensing.contracts (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  licence_id uuid REFERENCES licensing.licences,
  kind text NOT NULL CHECK (kind IN ('maintenance', 'support', 'rental', 'training', 'other')),
  number text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  renews_id uuid UNIQUE REFERENCES licensing.contracts,
  declined_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT contracts_days CHECK (ends_on >= starts_on),
  CONSTRAINT contracts_maintenance CHECK (kind <> 'maintenance' OR licence_id IS NOT NULL)
);
CREATE UNIQUE INDEX contracts_by_number ON licensing.contracts (lower(number));
CREATE INDEX contracts_by_end ON licensing.contracts (ends_on, id);
CREATE INDEX contracts_by_company ON licensing.contracts (company_id, ends_on);
CREATE INDEX contracts_by_licence ON licensing.contracts (licence_id) WHERE licence_id IS NOT NULL;
SELECT platform.label('licensing.contracts', 'not personal', 'id company_id licence_id kind number starts_on ends_on renews_id declined_at created_at');

-- One row for each reminder that was sent: never the same twice, however often the job runs.
CREATE TABLE licensing.reminders (
  contract_id uuid NOT NULL REFERENCES licensing.contracts,
  days integer NOT NULL CHECK (days IN (90, 60, 30, 7)),
  recipient_kind text NOT NULL CHECK (recipient_kind IN ('person', 'reseller')),
  ledger_id uuid NOT NULL REFERENCES disclosures.ledger,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (contract_id, days, recipient_kind)
);
SELECT platform.label('licensing.reminders', 'not personal', 'contract_id days recipient_kind ledger_id sent_at');

ALTER TABLE licensing.contracts ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.contracts TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON licensing.contracts FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = contracts.company_id
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
