-- New uses of data wait for the person (clause P1): a purpose does not see who has yet to be told of it, or to answer.
ALTER TABLE contacts.people ADD COLUMN waits_for text[] NOT NULL DEFAULT '{}';
SELECT platform.label('contacts.people', 'not personal', 'waits_for');
CREATE INDEX people_waiting ON contacts.people (id) WHERE waits_for <> '{}';

CREATE POLICY untold_customer_service ON contacts.people AS RESTRICTIVE FOR SELECT TO {{customer_service}}
  USING (waits_for = '{}' OR NOT 'purpose customer service' = ANY (waits_for));
CREATE POLICY untold_support ON contacts.people AS RESTRICTIVE FOR SELECT TO {{support}}
  USING (waits_for = '{}' OR NOT 'purpose support' = ANY (waits_for));
CREATE POLICY untold_marketing ON contacts.people AS RESTRICTIVE FOR SELECT TO {{marketing}}
  USING (waits_for = '{}' OR NOT 'purpose marketing' = ANY (waits_for));
CREATE POLICY untold_product_improvement ON contacts.people AS RESTRICTIVE FOR SELECT TO {{product_improvement}}
  USING (waits_for = '{}' OR NOT 'purpose product improvement' = ANY (waits_for));
CREATE POLICY untold_licensor_obligation ON contacts.people AS RESTRICTIVE FOR SELECT TO {{licensor_obligation}}
  USING (waits_for = '{}' OR NOT waits_for && ARRAY['purpose licensor obligation', 'recipient licensor']);
CREATE POLICY untold_reseller ON contacts.people AS RESTRICTIVE FOR SELECT TO {{reseller}}
  USING (waits_for = '{}' OR NOT 'recipient reseller' = ANY (waits_for));

-- For everybody as long as the use itself is closed. (A reseller reads no table but what is shared: for it only the above.)
CREATE POLICY closed_customer_service ON contacts.people AS RESTRICTIVE FOR SELECT TO {{customer_service}}
  USING (NOT EXISTS (SELECT FROM policy.closed_uses WHERE use = 'purpose customer service'));
CREATE POLICY closed_support ON contacts.people AS RESTRICTIVE FOR SELECT TO {{support}}
  USING (NOT EXISTS (SELECT FROM policy.closed_uses WHERE use = 'purpose support'));
CREATE POLICY closed_marketing ON contacts.people AS RESTRICTIVE FOR SELECT TO {{marketing}}
  USING (NOT EXISTS (SELECT FROM policy.closed_uses WHERE use = 'purpose marketing'));
CREATE POLICY closed_product_improvement ON contacts.people AS RESTRICTIVE FOR SELECT TO {{product_improvement}}
  USING (NOT EXISTS (SELECT FROM policy.closed_uses WHERE use = 'purpose product improvement'));
CREATE POLICY closed_licensor_obligation ON contacts.people AS RESTRICTIVE FOR SELECT TO {{licensor_obligation}}
  USING (NOT EXISTS (SELECT FROM policy.closed_uses WHERE use IN ('purpose licensor obligation', 'recipient licensor')));
