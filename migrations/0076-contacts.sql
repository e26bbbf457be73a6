-- A child that is found (clause U4): the record is sealed at once. The database hides it from every purpose but the rights of the person,
-- under which a privacy officer checks it and it is purged.

ALTER TABLE contacts.people ADD COLUMN sealed_at timestamptz;
ALTER TABLE contacts.people ADD CONSTRAINT people_sealed CHECK (sealed_at IS NULL OR (restricted_at IS NOT NULL AND objected_at IS NOT NULL));
SELECT platform.label('contacts.people', 'not personal', 'sealed_at');
CREATE INDEX people_sealed ON contacts.people (sealed_at) WHERE sealed_at IS NOT NULL;

CREATE POLICY sealed ON contacts.people AS RESTRICTIVE FOR SELECT
  TO {{registration}}, {{authentication}}, {{customer_service}}, {{support}}, {{marketing}}, {{product_improvement}}, {{licensor_obligation}},
    {{legal}}, {{operations}}, {{reseller}}
  USING (sealed_at IS NULL);
