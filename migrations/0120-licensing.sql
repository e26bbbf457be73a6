-- Education licences (clause U4). A licence that a school or a teacher has registered is a school's: in each term it gives its pupils labels,
-- and a label is all that a pupil's seat knows (decision 27).
CREATE TABLE licensing.school_licences (
  licence_id uuid PRIMARY KEY REFERENCES licensing.licences,
  since timestamptz NOT NULL
);
SELECT platform.label('licensing.school_licences', 'not personal', 'licence_id since');

CREATE TABLE licensing.school_terms (
  id uuid PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.school_licences,
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  made_at timestamptz NOT NULL,
  -- When other labels took the place of its own, or it was over.
  ended_at timestamptz
);
CREATE UNIQUE INDEX school_terms_now ON licensing.school_terms (licence_id) WHERE ended_at IS NULL;
CREATE INDEX school_terms_by_licence ON licensing.school_terms (licence_id);
SELECT platform.label('licensing.school_terms', 'not personal', 'id licence_id starts_on ends_on made_at ended_at');

-- Digits that the server has drawn: no name fits in.
CREATE TABLE licensing.pupil_labels (
  label text COLLATE "C" PRIMARY KEY CHECK (label ~ '^[0-9]{4}-[0-9]{4}-[0-9]{4}$'),
  term_id uuid NOT NULL REFERENCES licensing.school_terms
);
CREATE INDEX pupil_labels_by_term ON licensing.pupil_labels (term_id);
SELECT platform.label('licensing.pupil_labels', 'not personal', 'label term_id');

-- A seat has either the registration of whoever told us who they are, or the label of a pupil who did not.
ALTER TABLE licensing.activations ALTER COLUMN registration_id DROP NOT NULL,
  ADD COLUMN label text COLLATE "C" REFERENCES licensing.pupil_labels,
  ADD COLUMN ends_on date,
  ADD CONSTRAINT activations_told CHECK ((registration_id IS NULL) = (label IS NOT NULL)),
  ADD CONSTRAINT activations_term CHECK ((ends_on IS NULL) = (label IS NULL));
-- A machine may have a seat of its own beside that of a pupil.
DROP INDEX licensing.activations_by_machine;
CREATE UNIQUE INDEX activations_by_machine ON licensing.activations (licence_id, machine_key) WHERE deactivated_at IS NULL AND label IS NULL;
CREATE UNIQUE INDEX activations_by_label ON licensing.activations (label) WHERE deactivated_at IS NULL AND label IS NOT NULL;
CREATE INDEX activations_of_label ON licensing.activations (label) WHERE label IS NOT NULL;
SELECT platform.label('licensing.activations', 'not personal', 'label ends_on');
