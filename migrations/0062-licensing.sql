-- Of an erased person a registration keeps the licence, the company and the notice, and nothing that was told of the person. What a
-- restricted person told is read for no report.

ALTER TABLE licensing.registrations ALTER COLUMN email DROP NOT NULL, ALTER COLUMN name DROP NOT NULL;
ALTER TABLE licensing.registrations ADD CONSTRAINT registrations_erased CHECK (email IS NOT NULL OR
  num_nonnulls(name, phone, title, role, street, postal_code, city, region, products_designed, primary_product) = 0);

-- Whom the database hides from a purpose (0061), it hides here, too. A reseller reads nothing here that names anybody.
CREATE POLICY restricted ON licensing.registrations AS RESTRICTIVE FOR SELECT
  TO {{customer_service}}, {{support}}, {{marketing}}, {{product_improvement}}, {{licensor_obligation}}
  USING (EXISTS (SELECT FROM contacts.people p WHERE p.id = registrations.person_id));
