-- A list that was imported: what the source of its data says. Its id is the source's id on every datum (origins), and the ids of the
-- companies and people that it made begin with it (decision 25).
CREATE TABLE contacts.lists (
  id uuid PRIMARY KEY,
  file_name text NOT NULL,
  -- Where the list came from, as whoever imported it says.
  came_from text NOT NULL CHECK (btrim(came_from) <> ''),
  notice_id uuid NOT NULL,
  at timestamptz NOT NULL
);
SELECT platform.label('contacts.lists', 'not personal', 'id file_name came_from notice_id at');

ALTER TABLE contacts.origins DROP CONSTRAINT origins_source_kind_check,
  ADD CONSTRAINT origins_source_kind_check CHECK (source_kind IN ('registration', 'person page', 'staff', 'reseller', 'demo', 'import'));
