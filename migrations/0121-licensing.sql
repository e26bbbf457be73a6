-- Export control: lists that the vendor loads, and what was found of them. The names on a list may be those of people.
CREATE TABLE licensing.screening_lists (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  entries integer NOT NULL,
  content_sha256 bytea NOT NULL,
  loaded_at timestamptz NOT NULL,
  loaded_by uuid NOT NULL,
  -- When a newer list of the name took its place; its entries are deleted then.
  replaced_at timestamptz,
  -- How far everything that is there already was held against it.
  checked integer NOT NULL DEFAULT 0,
  to_check integer NOT NULL DEFAULT 0,
  checked_up_to uuid,
  checked_at timestamptz
);
CREATE UNIQUE INDEX screening_lists_now ON licensing.screening_lists (name) WHERE replaced_at IS NULL;
SELECT platform.label('licensing.screening_lists', 'not personal', 'id name entries content_sha256 loaded_at loaded_by replaced_at checked to_check checked_up_to checked_at');

CREATE TABLE licensing.screening_entries (
  list_id uuid NOT NULL REFERENCES licensing.screening_lists ON DELETE CASCADE,
  position integer NOT NULL,
  -- The list's own number of the party; of a destination the country.
  reference text NOT NULL,
  country char(2),
  -- The name and its aliases; none: the destination itself.
  names text[] NOT NULL,
  PRIMARY KEY (list_id, position)
);
SELECT platform.label('licensing.screening_entries', 'not personal', 'list_id position reference country');
SELECT platform.label('licensing.screening_entries', 'personal:identity', 'names');

-- One row a licence and entry. Two people release it; released once, the same entry does not hold the same licence again.
CREATE TABLE licensing.screening_hits (
  id uuid PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  list_name text NOT NULL,
  reference text NOT NULL,
  matched text NOT NULL CHECK (matched IN ('company', 'contact', 'destination')),
  score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
  occasion text NOT NULL CHECK (occasion IN ('issue', 'activation', 'hand-over', 'list')),
  -- Of the company that was matched, or whose contact was.
  company_name text NOT NULL,
  country char(2),
  found_at timestamptz NOT NULL,
  first_by uuid,
  first_at timestamptz,
  released_by uuid CHECK (released_by <> first_by),
  released_at timestamptz,
  CONSTRAINT screening_hits_two CHECK ((released_by IS NULL) = (released_at IS NULL) AND (released_at IS NULL OR first_at IS NOT NULL)
    AND (first_by IS NULL) = (first_at IS NULL)),
  UNIQUE (licence_id, list_name, reference, matched)
);
CREATE INDEX screening_hits_open ON licensing.screening_hits (found_at DESC, id) WHERE released_at IS NULL;
SELECT platform.label('licensing.screening_hits', 'not personal', 'id licence_id list_name reference matched score occasion company_name country found_at first_by first_at released_by released_at');
