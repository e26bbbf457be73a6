-- What a child told at an activation is hidden with its record (0076): whoever may not see the person may not see it here.
CREATE POLICY sealed ON licensing.registrations AS RESTRICTIVE FOR SELECT
  TO {{registration}}, {{authentication}}, {{legal}}, {{operations}}
  USING (EXISTS (SELECT FROM contacts.people p WHERE p.id = registrations.person_id));
