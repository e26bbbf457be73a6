-- What somebody told at an activation a reseller sees as long as it sees the person: not of a sealed or restricted record, and not of whoever
-- has yet to be told that resellers are given it. (0062 left this out, as nothing here names anybody; what somebody designs is about them all the same.)
CREATE POLICY hidden ON licensing.registrations AS RESTRICTIVE FOR SELECT TO {{reseller}}
  USING (EXISTS (SELECT FROM contacts.people p WHERE p.id = registrations.person_id));
