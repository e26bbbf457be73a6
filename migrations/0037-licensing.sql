-- Questions of a company who there activated a licence: on the person's page, or told to the licence desk, which notes the evidence.
-- Those that led to nothing are kept as well: they count against guessing.
CREATE TABLE licensing.inquiries (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  channel text NOT NULL CHECK (channel IN ('page', 'phone', 'mail', 'letter')),
  asked_person_id uuid REFERENCES contacts.people,
  member_id uuid,
  licence_id uuid REFERENCES licensing.licences,
  company_id uuid REFERENCES contacts.companies,
  domain_id uuid REFERENCES contacts.domains,
  answer text NOT NULL CHECK (answer IN ('named', 'former contact', 'not confirmed', 'no licence')),
  named_person_id uuid,
  ledger_id uuid REFERENCES disclosures.ledger,
  evidence text CHECK (btrim(evidence) <> ''),
  CONSTRAINT inquiries_asked_by CHECK ((channel = 'page') = (member_id IS NULL) AND (asked_person_id IS NULL OR channel = 'page')),
  CONSTRAINT inquiries_evidence CHECK ((channel = 'page') = (evidence IS NULL)),
  CONSTRAINT inquiries_named CHECK ((answer = 'named') = (named_person_id IS NOT NULL) AND (answer = 'named') = (ledger_id IS NOT NULL)),
  CONSTRAINT inquiries_about CHECK (answer = 'no licence' OR (licence_id IS NOT NULL AND company_id IS NOT NULL))
);
CREATE INDEX inquiries_by_asker ON licensing.inquiries (asked_person_id, at DESC) WHERE asked_person_id IS NOT NULL;
CREATE INDEX inquiries_by_named ON licensing.inquiries (named_person_id, at DESC) WHERE named_person_id IS NOT NULL;
CREATE INDEX inquiries_by_licence ON licensing.inquiries (licence_id, at DESC) WHERE licence_id IS NOT NULL;
SELECT platform.label('licensing.inquiries', 'not personal',
  'id at channel asked_person_id member_id licence_id company_id domain_id answer named_person_id ledger_id');
SELECT platform.label('licensing.inquiries', 'personal:message', 'evidence');
