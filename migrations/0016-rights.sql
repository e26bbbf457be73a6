-- A link is bound to the mail address that it was mailed to, and so is the sitting that it opens: once the person's
-- address is another one, neither works any more. What was open when this came is ended, as nobody knows its address.

ALTER TABLE rights.links ADD COLUMN email_key bytea;
ALTER TABLE rights.sittings ADD COLUMN email_key bytea;
UPDATE rights.links l SET email_key = p.email_key, expires_at = least(l.expires_at, now()) FROM contacts.people p WHERE p.id = l.person_id;
UPDATE rights.sittings s SET email_key = p.email_key, expires_at = least(s.expires_at, now()) FROM contacts.people p WHERE p.id = s.person_id;
ALTER TABLE rights.links ALTER COLUMN email_key SET NOT NULL;
ALTER TABLE rights.sittings ALTER COLUMN email_key SET NOT NULL;
CREATE INDEX sittings_by_person ON rights.sittings (person_id);
SELECT platform.label('rights.links', 'not personal', 'email_key');
SELECT platform.label('rights.sittings', 'not personal', 'email_key');
