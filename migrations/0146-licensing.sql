-- The seat of a machine that is dead: the contact who registered it frees it by a link in a mail, without the vendor (clause L1).
CREATE TABLE licensing.seat_releases (
  id uuid PRIMARY KEY,
  licence_id uuid NOT NULL REFERENCES licensing.licences,
  person_id uuid NOT NULL REFERENCES contacts.people,
  -- Of the address that the link was mailed to.
  email_key bytea NOT NULL,
  token_sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  -- The seat that it freed.
  activation_id uuid REFERENCES licensing.activations,
  CONSTRAINT seat_releases_used CHECK ((used_at IS NULL) = (activation_id IS NULL))
);
CREATE INDEX seat_releases_by_person ON licensing.seat_releases (person_id, created_at DESC);
CREATE INDEX seat_releases_by_activation ON licensing.seat_releases (activation_id) WHERE activation_id IS NOT NULL;
SELECT platform.label('licensing.seat_releases', 'not personal',
  'id licence_id person_id email_key token_sha256 created_at expires_at used_at activation_id');
