-- What keeps the list of licences quick at a million rows, in each order and under each filter. No more than that: an
-- activation writes every one of them. States that a licence is rarely in have an index, the others are found by age.

CREATE INDEX licences_by_activation ON licensing.licences (activated_at, id);
CREATE INDEX licences_by_expiry ON licensing.licences (expires_on, id);
CREATE INDEX licences_by_maintenance ON licensing.licences (maintenance_until, id);
CREATE INDEX licences_by_product ON licensing.licences (product_id, created_at DESC, id);
CREATE INDEX licences_in_rare_state ON licensing.licences (state, created_at DESC, id) WHERE state NOT IN ('issued', 'active');
CREATE INDEX licence_events_refused ON licensing.licence_events (at DESC) WHERE kind = 'refused';
CREATE INDEX registrations_waiting ON licensing.registrations (given_at) WHERE state = 'waiting for proof';

-- When what was told became the person's data: at once, or when the address was proven. Reports to licensors go by it.
ALTER TABLE licensing.registrations ADD COLUMN applied_at timestamptz;
UPDATE licensing.registrations SET applied_at = given_at WHERE state = 'applied';
ALTER TABLE licensing.registrations ADD CHECK ((state = 'applied') = (applied_at IS NOT NULL));
DROP INDEX licensing.registrations_by_age;
CREATE INDEX registrations_by_application ON licensing.registrations (applied_at) WHERE applied_at IS NOT NULL;
SELECT platform.label('licensing.registrations', 'not personal', 'applied_at');

-- Which registration went into which report: each once under a contract, however the clocks of two writers stand.
CREATE TABLE licensing.reported (
  contract_id uuid NOT NULL REFERENCES disclosures.contracts,
  registration_id uuid NOT NULL REFERENCES licensing.registrations,
  report_id uuid NOT NULL REFERENCES licensing.reports,
  PRIMARY KEY (contract_id, registration_id)
);
CREATE INDEX reported_by_registration ON licensing.reported (registration_id);
SELECT platform.label('licensing.reported', 'not personal', 'contract_id registration_id report_id');
