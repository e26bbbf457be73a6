-- Orders of new licences and of renewals, what becomes of them, and what the customer is asked about one.

CREATE TABLE licensing.orders (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('new', 'renewal')),
  company_id uuid NOT NULL REFERENCES contacts.companies,
  -- The reseller that orders, and that serials are issued to; null: the customer renews with the vendor itself.
  holder_company_id uuid REFERENCES contacts.companies,
  product_id uuid REFERENCES licensing.products,
  licence_kind text CHECK (licence_kind IN ('perpetual', 'subscription', 'trial', 'education', 'nfr', 'demo', 'home')),
  seats integer CHECK (seats BETWEEN 1 AND 100000),
  copies integer CHECK (copies BETWEEN 1 AND 500),
  contract_id uuid REFERENCES licensing.contracts,
  reference text CHECK (reference ~ '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$'),
  state text NOT NULL CHECK (state IN ('placed', 'confirmed', 'fulfilled', 'cancelled', 'refused')),
  reason text,
  renewed_by_id uuid REFERENCES licensing.contracts,
  placed_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT orders_new CHECK (kind <> 'new' OR (holder_company_id IS NOT NULL AND contract_id IS NULL
    AND num_nonnulls(product_id, licence_kind, seats, copies) = 4)),
  CONSTRAINT orders_renewal CHECK (kind <> 'renewal' OR (contract_id IS NOT NULL AND num_nonnulls(product_id, licence_kind, seats, copies) = 0)),
  CONSTRAINT orders_renewed CHECK ((renewed_by_id IS NOT NULL) = (kind = 'renewal' AND state = 'fulfilled')),
  CONSTRAINT orders_reason CHECK ((reason IS NOT NULL) = (state IN ('cancelled', 'refused')))
);
CREATE UNIQUE INDEX orders_open_renewal ON licensing.orders (contract_id) WHERE state IN ('placed', 'confirmed');
CREATE INDEX orders_by_age ON licensing.orders (placed_at DESC, id);
CREATE INDEX orders_by_holder ON licensing.orders (holder_company_id, placed_at DESC, id);
CREATE INDEX orders_by_company ON licensing.orders (company_id, placed_at DESC, id);
SELECT platform.label('licensing.orders', 'not personal', 'id number kind company_id holder_company_id product_id licence_kind seats copies
  contract_id reference state reason renewed_by_id placed_at changed_at');

CREATE TABLE licensing.order_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES licensing.orders,
  kind text NOT NULL CHECK (kind IN ('placed', 'confirmed', 'fulfilled', 'cancelled', 'refused', 'asked', 'answered')),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid
);
CREATE INDEX order_events_by_order ON licensing.order_events (order_id, id);
SELECT platform.label('licensing.order_events', 'not personal', 'id order_id kind at actor_kind actor_id');

-- The serials that an order brought.
CREATE TABLE licensing.order_licences (
  order_id uuid NOT NULL REFERENCES licensing.orders,
  licence_id uuid PRIMARY KEY REFERENCES licensing.licences
);
CREATE INDEX order_licences_by_order ON licensing.order_licences (order_id);
SELECT platform.label('licensing.order_licences', 'not personal', 'order_id licence_id');

-- What somebody of the customer was asked, and answered: on their page, or told by phone, mail or letter to whoever wrote it down. Null:
-- taken out when the person was erased.
CREATE TABLE licensing.order_questions (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES licensing.orders,
  person_id uuid NOT NULL REFERENCES contacts.people,
  ledger_id uuid NOT NULL REFERENCES disclosures.ledger,
  question text,
  asked_at timestamptz NOT NULL,
  asked_by uuid,
  answer text,
  answered_at timestamptz,
  answered_by text CHECK (answered_by IN ('page', 'phone', 'mail', 'letter')),
  CONSTRAINT order_questions_answered CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answer IS NULL OR answered_at IS NOT NULL))
);
CREATE INDEX order_questions_by_order ON licensing.order_questions (order_id, asked_at);
CREATE INDEX order_questions_by_person ON licensing.order_questions (person_id, asked_at);
SELECT platform.label('licensing.order_questions', 'not personal', 'id order_id person_id ledger_id asked_at asked_by answered_at answered_by');
SELECT platform.label('licensing.order_questions', 'personal:question', 'question answer');

ALTER TABLE licensing.orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.orders TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
-- A reseller sees the orders that it placed, as long as its contract holds; no others, not even of customers that it serves now.
CREATE POLICY tenant ON licensing.orders FOR SELECT TO {{reseller}}
  USING (holder_company_id = current_setting('kept.tenant')::uuid AND EXISTS (SELECT FROM contacts.shares o
    WHERE o.company_id = current_setting('kept.tenant')::uuid AND o.tenant_company_id = current_setting('kept.tenant')::uuid AND o.until IS NULL));
ALTER TABLE licensing.order_questions ENABLE ROW LEVEL SECURITY;
CREATE POLICY staff ON licensing.order_questions TO {{base}}, {{probe}} USING (true) WITH CHECK (true);
CREATE POLICY tenant ON licensing.order_questions FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM licensing.orders r WHERE r.id = order_questions.order_id
    AND r.holder_company_id = current_setting('kept.tenant')::uuid));
-- Whoever may not see the person may not see what they were asked: restricted, sealed, erased, or a customer of another reseller by now.
CREATE POLICY hidden ON licensing.order_questions AS RESTRICTIVE FOR SELECT TO {{registration}}, {{authentication}}, {{customer_service}},
    {{support}}, {{marketing}}, {{product_improvement}}, {{licensor_obligation}}, {{legal}}, {{operations}}, {{reseller}}
  USING (EXISTS (SELECT FROM contacts.people p WHERE p.id = order_questions.person_id));

UPDATE rights.retention SET tables = tables || '{licensing.order_questions}' WHERE category = 'people';

-- Who moved a serial along: null for the vendor, else the distributor that did.
ALTER TABLE licensing.handovers ADD COLUMN by_company_id uuid REFERENCES contacts.companies;
SELECT platform.label('licensing.handovers', 'not personal', 'by_company_id');
