-- How long each category of data is kept (clause U5), for which tables, and why. Null days: without a time limit, which everybody can see.
-- A fixed row is what the programs do; the others may be changed.

CREATE TABLE rights.retention (
  category text PRIMARY KEY,
  tables text[] NOT NULL CHECK (cardinality(tables) > 0),
  days integer CHECK (days BETWEEN 0 AND 36525),
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 10 AND 1000),
  fixed boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT retention_children CHECK (category <> 'children' OR days IS NOT NULL)
);
SELECT platform.label('rights.retention', 'not personal', 'category tables days reason fixed changed_at');

INSERT INTO rights.retention (category, tables, days, reason, fixed, changed_at) VALUES
  ('people', '{contacts.people,contacts.addresses,contacts.domains,licensing.registrations}', NULL,
    'Licences and their support have no end, so customers are kept until they ask to be erased.', false, now()),
  ('questions', '{licensing.inquiries}', NULL, 'Whom a company asked about stays visible to the person named.', true, now()),
  ('mails', '{platform.mail_outbox}', 30, 'A sent mail is of use while somebody may ask about it.', true, now()),
  ('links', '{rights.links,rights.sittings}', 90, 'So that a person can see who asked for their page.', false, now()),
  ('words of requests', '{rights.requests,rights.request_scans}', 182, 'Until nobody can dispute the answer any more.', false, now()),
  ('requests', '{rights.request_events}', 731, 'The law wants requests to be provable for 24 months; without words.', true, now()),
  ('legal matters', '{rights.holds}', NULL, 'Why data was kept or given must be provable as long as anybody may ask.', true, now()),
  ('accounts', '{staff.invitations,auth.user,auth.passkey}', NULL, 'What staff did stays with their name, so that they are accountable.', true, now()),
  ('backups', '{backups}', 90, 'So that a loss that is noticed late can be mended.', false, now()),
  ('children', '{contacts.people}', 0, 'Data of a child that is found is sealed at once and purged after a check.', true, now());
