-- What each holder of somebody's data was told (a datum that was corrected, an opt-out), and whether it said that it has done so.
CREATE TABLE rights.holder_notices (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('correction', 'opt-out')),
  person_id uuid NOT NULL REFERENCES contacts.people,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  -- the company in contacts that the holder is, for a reseller
  holder_company_id uuid REFERENCES contacts.companies,
  -- the field that was corrected, or the channel that was stopped
  subject text NOT NULL,
  -- when it was corrected or stopped
  happened_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'no mailbox', 'ended')),
  ledger_id uuid REFERENCES disclosures.ledger,
  told_at timestamptz NOT NULL,
  reminders integer NOT NULL DEFAULT 0,
  reminded_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_how text CHECK (acknowledged_how IN ('link', 'reseller', 'staff')),
  acknowledged_by uuid,
  UNIQUE (kind, person_id, recipient_id, subject, happened_at),
  CONSTRAINT holder_notices_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_how IS NULL)),
  CONSTRAINT holder_notices_by CHECK (acknowledged_by IS NULL OR acknowledged_how IN ('reseller', 'staff')),
  CONSTRAINT holder_notices_queued CHECK (state <> 'queued' OR ledger_id IS NOT NULL)
);
CREATE INDEX holder_notices_open ON rights.holder_notices (told_at, id) WHERE acknowledged_at IS NULL AND state <> 'ended';
CREATE INDEX holder_notices_by_holder ON rights.holder_notices (holder_company_id, told_at);
SELECT platform.label('rights.holder_notices', 'not personal',
  'id kind person_id recipient_id holder_company_id subject happened_at state ledger_id told_at reminders reminded_at acknowledged_at acknowledged_how acknowledged_by');

-- A link in a mail to a holder: what it acknowledges is what that mail told.
CREATE TABLE rights.holder_links (
  token_sha256 bytea PRIMARY KEY,
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  notice_ids uuid[] NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
SELECT platform.label('rights.holder_links', 'not personal', 'token_sha256 recipient_id notice_ids made_at expires_at');

-- A reseller sees what it was told itself, while it works with the vendor.
ALTER TABLE rights.holder_notices ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON rights.holder_notices TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON rights.holder_notices FOR SELECT TO {{reseller}}
  USING (holder_company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
    WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL));

-- Corrections that were passed on before: their holders can acknowledge them, too.
INSERT INTO rights.holder_notices (id, kind, person_id, recipient_id, holder_company_id, subject, happened_at, state, ledger_id, told_at)
SELECT gen_random_uuid(), 'correction', c.person_id, n.recipient_id, r.company_id, c.field, c.at,
  CASE WHEN n.state = 'queued' AND n.ledger_id IS NULL THEN 'no mailbox' ELSE n.state END, n.ledger_id, n.at
FROM rights.correction_notices n JOIN rights.corrections c ON c.id = n.correction_id JOIN disclosures.recipients r ON r.id = n.recipient_id
ON CONFLICT DO NOTHING;
