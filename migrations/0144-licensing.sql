-- Buyers' administrators: what a company sees of its own (clause L1), seats that it keeps for its people by name, and the full list of who
-- there activated what (clause L5).

-- Seats kept for somebody by name who has not taken theirs yet: nobody else gets them.
ALTER TABLE licensing.licences ADD COLUMN seats_named integer NOT NULL DEFAULT 0 CHECK (seats_named >= 0);
ALTER TABLE licensing.licences ADD CONSTRAINT licences_named CHECK (seats_used + seats_named <= seats);
SELECT platform.label('licensing.licences', 'not personal', 'seats_named');

-- One row each time that a seat is kept for somebody. `activation_id`: the seat in use, where they have taken it.
CREATE TABLE licensing.named_seats (
  id uuid PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  person_id uuid NOT NULL REFERENCES contacts.people,
  notice_id uuid NOT NULL REFERENCES policy.notices,
  name text,
  email text,
  assigned_at timestamptz NOT NULL,
  assigned_by uuid NOT NULL,
  activation_id uuid REFERENCES licensing.activations,
  ended_at timestamptz,
  ended_by uuid,
  ended_how text CHECK (ended_how IN ('taken back', 'passed on', 'erased')),
  CONSTRAINT named_seats_ended CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
  CONSTRAINT named_seats_erased CHECK ((email IS NULL) = (name IS NULL) AND (email IS NOT NULL OR ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX named_seats_current ON licensing.named_seats (licence_id, person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX named_seats_taken ON licensing.named_seats (activation_id) WHERE ended_at IS NULL;
CREATE INDEX named_seats_by_licence ON licensing.named_seats (licence_id, assigned_at DESC, id);
CREATE INDEX named_seats_by_person ON licensing.named_seats (person_id, assigned_at DESC);
SELECT platform.label('licensing.named_seats', 'not personal',
  'id licence_id company_id person_id notice_id assigned_at assigned_by activation_id ended_at ended_by ended_how');
SELECT platform.label('licensing.named_seats', 'personal:identity', 'name');
SELECT platform.label('licensing.named_seats', 'personal:email', 'email');

-- Each time that an administrator opened the full list: ten a day.
CREATE TABLE licensing.contact_lists (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  member_id uuid NOT NULL,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  lines integer NOT NULL,
  named integer NOT NULL
);
CREATE INDEX contact_lists_by_member ON licensing.contact_lists (member_id, at DESC);
SELECT platform.label('licensing.contact_lists', 'not personal', 'id at member_id company_id lines named');

ALTER TABLE licensing.inquiries ADD COLUMN list_id uuid REFERENCES licensing.contact_lists;
SELECT platform.label('licensing.inquiries', 'not personal', 'list_id');
ALTER TABLE licensing.inquiries DROP CONSTRAINT inquiries_channel_check, DROP CONSTRAINT inquiries_evidence;
ALTER TABLE licensing.inquiries ADD CONSTRAINT inquiries_channel_check CHECK (channel IN ('page', 'phone', 'mail', 'letter', 'list')),
  ADD CONSTRAINT inquiries_evidence CHECK ((channel IN ('page', 'list')) = (evidence IS NULL)),
  ADD CONSTRAINT inquiries_list CHECK ((channel = 'list') = (list_id IS NOT NULL));
CREATE INDEX inquiries_by_list ON licensing.inquiries (list_id) WHERE list_id IS NOT NULL;

ALTER TABLE policy.notices DROP CONSTRAINT notices_kind_check;
ALTER TABLE policy.notices ADD CONSTRAINT notices_kind_check
  CHECK (kind IN ('privacy policy', 'registration', 'person page', 'enquiry', 'named seat'));
ALTER TABLE contacts.origins DROP CONSTRAINT origins_source_kind_check;
ALTER TABLE contacts.origins ADD CONSTRAINT origins_source_kind_check
  CHECK (source_kind IN ('registration', 'person page', 'staff', 'reseller', 'demo', 'import', 'enquiry', 'buyer'));

-- A buyer's administrator sees what is their company's, as long as it has a share in itself, and nothing of anybody else's.
CREATE POLICY buyer ON licensing.licences FOR SELECT TO {{buyer}}
  USING (company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
    WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL));
CREATE POLICY buyer ON licensing.activations FOR SELECT TO {{buyer}}
  USING (EXISTS (SELECT FROM licensing.licences l WHERE l.id = activations.licence_id));
CREATE POLICY buyer ON licensing.contracts FOR SELECT TO {{buyer}}
  USING (company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
    WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL));
ALTER TABLE licensing.named_seats ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.named_seats TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY buyer ON licensing.named_seats FOR SELECT TO {{buyer}}
  USING (company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
    WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL));
-- Whom the database hides from a purpose (0061, 0076) it hides here, too; a sealed record from their company as well.
CREATE POLICY hidden ON licensing.named_seats AS RESTRICTIVE FOR SELECT TO {{registration}}, {{authentication}}, {{customer_service}},
    {{support}}, {{marketing}}, {{product_improvement}}, {{licensor_obligation}}, {{legal}}, {{operations}}, {{buyer}}
  USING (EXISTS (SELECT FROM contacts.people p WHERE p.id = named_seats.person_id));
CREATE POLICY sealed_from_buyers ON contacts.people AS RESTRICTIVE FOR SELECT TO {{buyer}} USING (sealed_at IS NULL AND erased_at IS NULL);
-- Of a contact a buyer's administrator reads the id and nothing else: that somebody is there.
