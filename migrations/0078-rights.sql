-- Children that were found (clause U4): who sealed the record and why, in a kind and not in words; by when somebody else must have looked;
-- what came of it. Once purged nothing in here points to anybody.
CREATE TABLE rights.children (
  id uuid PRIMARY KEY,
  person_id uuid,
  reason text NOT NULL CHECK (reason IN ('told by a parent', 'told by a school', 'told by the person', 'seen by staff')),
  sealed_at timestamptz NOT NULL,
  sealed_by uuid NOT NULL,
  check_by date NOT NULL,
  -- what stood before, for the case that it was a mistake
  was_restricted boolean NOT NULL,
  was_objected boolean NOT NULL,
  outcome text CHECK (outcome IN ('purged', 'lifted')),
  decided_at timestamptz,
  -- null where nobody had looked by the day
  decided_by uuid,
  -- number of the erasure's receipt
  receipt text CHECK (receipt ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
  CONSTRAINT children_decided CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS DISTINCT FROM 'purged') = (receipt IS NULL)
    AND (outcome IS DISTINCT FROM 'purged' OR person_id IS NULL) AND decided_by IS DISTINCT FROM sealed_by)
);
CREATE UNIQUE INDEX children_open ON rights.children (person_id) WHERE outcome IS NULL;
SELECT platform.label('rights.children', 'not personal',
  'id person_id reason sealed_at sealed_by check_by was_restricted was_objected outcome decided_at decided_by receipt');
