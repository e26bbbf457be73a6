-- The way of each serial: from the vendor to a reseller, from one reseller to another, to a customer. Who activated it stands in the registrations.

CREATE TABLE licensing.handovers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  kind text NOT NULL CHECK (kind IN ('issued', 'passed on', 'handed over')),
  -- Null: the vendor.
  from_company_id uuid REFERENCES contacts.companies,
  to_company_id uuid NOT NULL REFERENCES contacts.companies,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid
);
CREATE INDEX handovers_by_licence ON licensing.handovers (licence_id, id);
SELECT platform.label('licensing.handovers', 'not personal', 'id licence_id kind from_company_id to_company_id at actor_kind actor_id');

INSERT INTO licensing.handovers (licence_id, kind, to_company_id, at, actor_kind)
SELECT id, 'issued', holder_company_id, issued_at, 'system' FROM licensing.licences WHERE holder_company_id IS NOT NULL AND issued_at IS NOT NULL;

ALTER TABLE licensing.handovers ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.handovers TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
-- A reseller sees what came to it or its customers, and what it gave away.
CREATE POLICY tenant ON licensing.handovers FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM contacts.shares s WHERE s.company_id IN (handovers.from_company_id, handovers.to_company_id)
    AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL));
