-- Whether reports under a contract wait until somebody has looked at them and approved (clause L4), and in which form they go.
ALTER TABLE disclosures.contracts
  ADD COLUMN approval boolean NOT NULL DEFAULT false,
  ADD COLUMN format text NOT NULL DEFAULT 'csv' CHECK (format IN ('csv', 'json'));
SELECT platform.label('disclosures.contracts', 'not personal', 'approval format');
