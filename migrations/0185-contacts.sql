-- One company was noted as two: the one goes into the other. Each row that went with it is noted, so that it can be taken back (decision 36).
CREATE TABLE contacts.merges (
  id uuid PRIMARY KEY,
  from_company_id uuid NOT NULL REFERENCES contacts.companies,
  into_company_id uuid NOT NULL REFERENCES contacts.companies CHECK (into_company_id <> from_company_id),
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  evidence text NOT NULL CHECK (btrim(evidence) <> ''),
  undone_at timestamptz,
  undone_by uuid,
  CONSTRAINT merges_undone CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
-- A company is merged into one other at a time.
CREATE UNIQUE INDEX merges_standing ON contacts.merges (from_company_id) WHERE undone_at IS NULL;
CREATE INDEX merges_from ON contacts.merges (from_company_id, at DESC);
CREATE INDEX merges_into ON contacts.merges (into_company_id, at DESC);
SELECT platform.label('contacts.merges', 'not personal', 'id from_company_id into_company_id at actor_id undone_at undone_by');
SELECT platform.label('contacts.merges', 'personal:message', 'evidence');

CREATE TABLE contacts.merge_rows (
  merge_id uuid NOT NULL REFERENCES contacts.merges,
  kind text NOT NULL,
  row_id uuid NOT NULL,
  PRIMARY KEY (merge_id, kind, row_id)
);
CREATE INDEX merge_rows_by_row ON contacts.merge_rows (row_id, kind);
SELECT platform.label('contacts.merge_rows', 'not personal', 'merge_id kind row_id');

-- The names of a company that was merged lead to the one that it went into.
ALTER TABLE contacts.former_names ADD COLUMN merge_id uuid REFERENCES contacts.merges;
CREATE INDEX former_names_by_merge ON contacts.former_names (merge_id) WHERE merge_id IS NOT NULL;
SELECT platform.label('contacts.former_names', 'not personal', 'merge_id');
