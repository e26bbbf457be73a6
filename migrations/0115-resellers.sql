-- Territories by more than country and region, who stands above whom, and leads: prospects that reached the vendor first, offered to one
-- reseller after the other until one takes them.

ALTER TABLE resellers.territories ALTER COLUMN country DROP NOT NULL,
  -- From and to: prefixes of one length; both the same for a single prefix.
  ADD COLUMN postal_from text COLLATE "C", ADD COLUMN postal_to text COLLATE "C",
  ADD COLUMN industry text,
  -- A company by its name, before or after there is one.
  ADD COLUMN account text, ADD COLUMN account_key text COLLATE "C",
  -- The lowest goes first.
  ADD COLUMN priority integer NOT NULL DEFAULT 100 CHECK (priority BETWEEN 1 AND 999),
  -- Null: since ever, and without an end.
  ADD COLUMN from_on date, ADD COLUMN until_on date;
ALTER TABLE resellers.territories
  ADD CONSTRAINT territories_of_something CHECK (num_nonnulls(country, industry, account_key) > 0),
  ADD CONSTRAINT territories_within_country CHECK (country IS NOT NULL OR num_nonnulls(region, postal_from) = 0),
  ADD CONSTRAINT territories_postal CHECK (num_nonnulls(postal_from, postal_to) IN (0, 2)
    AND length(postal_from) = length(postal_to) AND postal_from <= postal_to),
  ADD CONSTRAINT territories_account CHECK (num_nonnulls(account, account_key) IN (0, 2)),
  ADD CONSTRAINT territories_days CHECK (until_on >= from_on);
DROP INDEX resellers.territories_current;
CREATE UNIQUE INDEX territories_current ON resellers.territories (coalesce(country, ''), lower(coalesce(region, '')), coalesce(postal_from, ''),
  coalesce(postal_to, ''), coalesce(industry, ''), coalesce(account_key, ''), priority, coalesce(from_on, '-infinity')) WHERE ended_at IS NULL;
SELECT platform.label('resellers.territories', 'not personal', 'postal_from postal_to industry account account_key priority from_on until_on');

-- Why a customer went to its reseller, in words, and by which territory.
ALTER TABLE resellers.assignments ADD COLUMN territory_id uuid REFERENCES resellers.territories, ADD COLUMN reason text;
SELECT platform.label('resellers.assignments', 'not personal', 'territory_id reason');

-- A distributor supplies other resellers. One is never supplied itself.
CREATE TABLE resellers.tiers (
  id uuid PRIMARY KEY,
  reseller_company_id uuid NOT NULL REFERENCES resellers.resellers,
  distributor_company_id uuid NOT NULL REFERENCES resellers.resellers,
  since timestamptz NOT NULL,
  until timestamptz,
  CONSTRAINT tiers_apart CHECK (reseller_company_id <> distributor_company_id)
);
CREATE UNIQUE INDEX tiers_current ON resellers.tiers (reseller_company_id) WHERE until IS NULL;
CREATE INDEX tiers_by_distributor ON resellers.tiers (distributor_company_id) WHERE until IS NULL;
SELECT platform.label('resellers.tiers', 'not personal', 'id reseller_company_id distributor_company_id since until');

-- What is said here of the company is what was told at the enquiry, so that a reseller may know what it is asked to take before anything
-- is shared with it. Who the person is stands in contacts only.
CREATE TABLE resellers.leads (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES contacts.companies,
  person_id uuid REFERENCES contacts.people,
  source text NOT NULL CHECK (source IN ('staff', 'activation', 'API')),
  interest text NOT NULL CHECK (interest IN ('new licences', 'trial', 'renewal', 'advice', 'service')),
  product_id uuid REFERENCES licensing.products,
  company_name text NOT NULL,
  country char(2),
  region text,
  industry text,
  state text NOT NULL CHECK (state IN ('waiting', 'offered', 'accepted', 'closed')),
  holder_company_id uuid REFERENCES contacts.companies,
  outcome text CHECK (outcome IN ('won', 'lost', 'no interest', 'duplicate', 'served already', 'erased')),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  CONSTRAINT leads_holder CHECK (state = 'closed' OR (holder_company_id IS NOT NULL) = (state IN ('offered', 'accepted'))),
  CONSTRAINT leads_outcome CHECK ((outcome IS NOT NULL) = (state = 'closed'))
);
CREATE UNIQUE INDEX leads_open ON resellers.leads (company_id) WHERE state IN ('waiting', 'offered');
CREATE INDEX leads_by_age ON resellers.leads (created_at DESC, id);
CREATE INDEX leads_by_holder ON resellers.leads (holder_company_id, created_at DESC, id);
CREATE INDEX leads_by_person ON resellers.leads (person_id);
SELECT platform.label('resellers.leads', 'not personal',
  'id company_id person_id source interest product_id company_name country region industry state holder_company_id outcome created_at changed_at actor_kind actor_id');

-- Each offer with its clock. A lead has one open offer at a time.
CREATE TABLE resellers.lead_offers (
  id uuid PRIMARY KEY,
  lead_id uuid NOT NULL REFERENCES resellers.leads,
  reseller_company_id uuid NOT NULL REFERENCES contacts.companies,
  territory_id uuid REFERENCES resellers.territories,
  reason text NOT NULL,
  ledger_id uuid NOT NULL REFERENCES disclosures.ledger,
  offered_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  reminded_at timestamptz,
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  answered_at timestamptz,
  answered_by uuid,
  CONSTRAINT lead_offers_answered CHECK ((answered_at IS NULL) = (state = 'open'))
);
CREATE UNIQUE INDEX lead_offers_open ON resellers.lead_offers (lead_id) WHERE state = 'open';
CREATE INDEX lead_offers_by_lead ON resellers.lead_offers (lead_id, offered_at);
CREATE INDEX lead_offers_due ON resellers.lead_offers (due_at) WHERE state = 'open';
SELECT platform.label('resellers.lead_offers', 'not personal',
  'id lead_id reseller_company_id territory_id reason ledger_id offered_at due_at reminded_at state answered_at answered_by');

-- A reseller sees the leads that it is offered or has taken, and none that it declined or let lapse; and nothing once its contract is over.
ALTER TABLE resellers.leads ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON resellers.leads TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON resellers.leads FOR SELECT TO {{reseller}}
  USING (holder_company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
    WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL));
ALTER TABLE resellers.lead_offers ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON resellers.lead_offers TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON resellers.lead_offers FOR SELECT TO {{reseller}}
  USING (reseller_company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM resellers.leads l
    WHERE l.id = lead_offers.lead_id AND l.holder_company_id = current_setting('kept.tenant')::uuid));

-- The words that go with an enquiry, and an enquiry as the source of a datum.
ALTER TABLE policy.notices DROP CONSTRAINT notices_kind_check;
ALTER TABLE policy.notices ADD CONSTRAINT notices_kind_check CHECK (kind IN ('privacy policy', 'registration', 'person page', 'enquiry'));
ALTER TABLE contacts.origins DROP CONSTRAINT origins_source_kind_check;
ALTER TABLE contacts.origins ADD CONSTRAINT origins_source_kind_check
  CHECK (source_kind IN ('registration', 'person page', 'staff', 'reseller', 'demo', 'import', 'enquiry'));

-- A licence is seen by whoever sells it, by the distributor of that reseller, and by the reseller of the customer. (A distributor has a share
-- in each company that it supplies.)
DROP POLICY tenant ON licensing.licences;
CREATE POLICY tenant ON licensing.licences FOR SELECT TO {{reseller}}
  USING ((holder_company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
      WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL))
    OR EXISTS (SELECT FROM contacts.shares s
      WHERE s.company_id = licences.company_id AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL)
    OR EXISTS (SELECT FROM contacts.shares d
      WHERE d.company_id = licences.holder_company_id AND d.tenant_company_id = current_setting('kept.tenant')::uuid AND d.until IS NULL));

ALTER TABLE disclosures.ledger DROP CONSTRAINT ledger_channel_check;
ALTER TABLE disclosures.ledger ADD CONSTRAINT ledger_channel_check
  CHECK (channel IN ('mail', 'share', 'report', 'correction', 'export', 'webhook', 'answer', 'offer'));
