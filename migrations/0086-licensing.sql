-- Further kinds of licences, what is included in each, and templates of their terms.

ALTER TABLE licensing.licences DROP CONSTRAINT licences_kind_check;
ALTER TABLE licensing.licences ADD CONSTRAINT licences_kind_check
  CHECK (kind IN ('perpetual', 'subscription', 'trial', 'education', 'nfr', 'demo', 'home'));

CREATE TABLE licensing.features (
  product_id uuid NOT NULL REFERENCES licensing.products,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (product_id, code)
);
SELECT platform.label('licensing.features', 'not personal', 'product_id code name created_at');

-- Null: all features of the product, those to come included.
ALTER TABLE licensing.licences ADD COLUMN features text[] CHECK (cardinality(features) <= 64);
SELECT platform.label('licensing.licences', 'not personal', 'features');

CREATE TABLE licensing.templates (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES licensing.products,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('perpetual', 'subscription', 'trial', 'education', 'nfr', 'demo', 'home')),
  seats integer NOT NULL CHECK (seats BETWEEN 1 AND 100000),
  term_days integer CHECK (term_days BETWEEN 1 AND 36500),
  maintenance_days integer CHECK (maintenance_days BETWEEN 1 AND 36500),
  features text[] CHECK (cardinality(features) <= 64),
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX templates_current ON licensing.templates (product_id, lower(name)) WHERE ended_at IS NULL;
SELECT platform.label('licensing.templates', 'not personal', 'id product_id name kind seats term_days maintenance_days features created_at ended_at');
