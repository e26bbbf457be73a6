-- A box at a registration that was left empty was once stored as a no, and no address was suppressed for it: whoever chooses people
-- for marketing asks the suppressed addresses alone. From now on each stored no has its suppression, whatever it came from.
INSERT INTO contacts.suppressions (email_key, channel, since, source_kind, source_id)
SELECT p.email_key, f.channel, f.changed_at, f.source_kind, f.source_id
FROM contacts.preferences f JOIN contacts.people p ON p.id = f.person_id
WHERE NOT f.allowed ON CONFLICT (email_key, channel) DO NOTHING;
