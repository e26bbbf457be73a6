-- States of a person's record that every writer and sender obeys. An erased record keeps its id, so that licences and the ledger stay
-- whole, and nothing of the person. A restricted one is kept and read for nothing but the person's rights and the law; whoever objected is
-- read neither for marketing nor for improving products: the database itself says so.

ALTER TABLE contacts.people ALTER COLUMN email DROP NOT NULL;
ALTER TABLE contacts.people ADD COLUMN erased_at timestamptz, ADD COLUMN restricted_at timestamptz, ADD COLUMN objected_at timestamptz;
ALTER TABLE contacts.people ADD CONSTRAINT people_erased
  CHECK ((email IS NULL) = (erased_at IS NOT NULL) AND (erased_at IS NULL OR num_nonnulls(name, phone, title, role) = 0));
SELECT platform.label('contacts.people', 'not personal', 'erased_at restricted_at objected_at');
CREATE INDEX people_in_a_state ON contacts.people (id) WHERE erased_at IS NOT NULL OR restricted_at IS NOT NULL OR objected_at IS NOT NULL;

CREATE POLICY restricted ON contacts.people AS RESTRICTIVE FOR SELECT
  TO {{customer_service}}, {{support}}, {{marketing}}, {{product_improvement}}, {{licensor_obligation}}, {{reseller}}
  USING (restricted_at IS NULL AND erased_at IS NULL);
CREATE POLICY objected ON contacts.people AS RESTRICTIVE FOR SELECT TO {{marketing}}, {{product_improvement}} USING (objected_at IS NULL);
