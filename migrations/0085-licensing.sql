-- Two further states. A licence that is over its term is in none of its own: that is seen from the day, whatever runs or does not.

ALTER TABLE licensing.licences DROP CONSTRAINT licences_state_check;
ALTER TABLE licensing.licences ADD CONSTRAINT licences_state_check
  CHECK (state IN ('draft', 'issued', 'active', 'suspended', 'on hold', 'revoked', 'replaced'));

-- Why stands in `code`: one of a list, so that no reason names anybody.
ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_kind_check;
ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_kind_check CHECK (kind IN ('created', 'issued', 'activated', 'refused',
  'deactivated', 'suspended', 'resumed', 'held', 'released', 'revoked', 'reinstated', 'replaced', 'extended', 'renewed', 'handed over', 'passed on'));

CREATE TABLE licensing.replacements (
  licence_id uuid PRIMARY KEY REFERENCES licensing.licences,
  by_licence_id uuid NOT NULL UNIQUE REFERENCES licensing.licences,
  at timestamptz NOT NULL
);
SELECT platform.label('licensing.replacements', 'not personal', 'licence_id by_licence_id at');
