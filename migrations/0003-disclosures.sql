-- To whom anything may leave, under which contract, and the ledger of all that left.

CREATE SCHEMA disclosures;

CREATE TABLE disclosures.recipients (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('licensor', 'reseller', 'processor', 'witness')),
  name text NOT NULL,
  company_id uuid UNIQUE,
  address text,
  country char(2) NOT NULL,
  mailbox text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (kind, name)
);
SELECT platform.label('disclosures.recipients', 'not personal', 'id kind name company_id address country mailbox created_at ended_at');

CREATE TABLE disclosures.contracts (
  id uuid PRIMARY KEY,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  kind text NOT NULL CHECK (kind IN ('registration report', 'reseller', 'processing')),
  fields text[] NOT NULL DEFAULT '{}',
  frequency text CHECK (frequency IN ('each activation', 'monthly', 'quarterly')),
  confidential boolean NOT NULL,
  signed_on date NOT NULL,
  ends_on date,
  reference text
);
CREATE INDEX contracts_by_recipient ON disclosures.contracts (recipient_id);
SELECT platform.label('disclosures.contracts', 'not personal', 'id recipient_id kind fields frequency confidential signed_on ends_on reference');

-- One row a disclosure: ids and names of fields, never values. Append only.
CREATE TABLE disclosures.ledger (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  recipient_kind text NOT NULL CHECK (recipient_kind IN ('licensor', 'reseller', 'processor', 'witness', 'person', 'staff')),
  recipient_id uuid NOT NULL,
  person_id uuid,
  company_id uuid,
  channel text NOT NULL CHECK (channel IN ('mail', 'share', 'report', 'correction', 'export', 'webhook')),
  purpose text NOT NULL,
  fields text[] NOT NULL,
  basis text NOT NULL,
  about_kind text,
  about_id uuid,
  content_sha256 bytea
);
CREATE INDEX ledger_by_person ON disclosures.ledger (person_id, at DESC);
CREATE INDEX ledger_by_company ON disclosures.ledger (company_id, at DESC);
CREATE INDEX ledger_by_recipient ON disclosures.ledger (recipient_id, at DESC);
SELECT platform.label('disclosures.ledger', 'not personal', 'id at recipient_kind recipient_id person_id company_id channel purpose fields basis about_kind about_id content_sha256');

-- No ledger row, no send: the database itself says so.
ALTER TABLE platform.mail_outbox ADD CONSTRAINT mail_outbox_in_ledger FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger;

CREATE FUNCTION disclosures.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append only' USING ERRCODE = 'KP001';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON disclosures.ledger
  FOR EACH STATEMENT EXECUTE FUNCTION disclosures.refuse_change();
