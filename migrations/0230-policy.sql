-- A version of the policy is put up by one person and approved by another. What was put up and how it ended is only ever added to.
CREATE TABLE policy.drafts (
  id uuid PRIMARY KEY,
  -- of the words that were read
  sha256 bytea NOT NULL,
  -- null: in force once approved
  effective_at timestamptz,
  drafted_by uuid NOT NULL,
  drafted_at timestamptz NOT NULL,
  UNIQUE (id, drafted_by)
);
SELECT platform.label('policy.drafts', 'not personal', 'id sha256 effective_at drafted_by drafted_at');

CREATE TABLE policy.draft_ends (
  draft_id uuid PRIMARY KEY,
  drafted_by uuid NOT NULL,
  how text NOT NULL CHECK (how IN ('approved', 'taken back', 'overtaken')),
  ended_by uuid NOT NULL,
  ended_at timestamptz NOT NULL,
  notice_id uuid UNIQUE REFERENCES policy.notices,
  FOREIGN KEY (draft_id, drafted_by) REFERENCES policy.drafts (id, drafted_by),
  CONSTRAINT draft_ends_two_people CHECK (how <> 'approved' OR ended_by <> drafted_by),
  CONSTRAINT draft_ends_notice CHECK ((how = 'approved') = (notice_id IS NOT NULL))
);
SELECT platform.label('policy.draft_ends', 'not personal', 'draft_id drafted_by how ended_by ended_at notice_id');

-- Versions from the time before a second person was asked; written here and never again.
CREATE TABLE policy.versions_before_approval (notice_id uuid PRIMARY KEY REFERENCES policy.notices);
SELECT platform.label('policy.versions_before_approval', 'not personal', 'notice_id');
INSERT INTO policy.versions_before_approval
  SELECT id FROM policy.notices WHERE kind = 'privacy policy' AND version > 1;
