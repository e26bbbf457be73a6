-- A program outside that is told of events by webhook is a recipient of its own kind: it gets ids and states, nothing about a person, so it needs no contract.
ALTER TABLE disclosures.recipients DROP CONSTRAINT recipients_kind_check;
ALTER TABLE disclosures.recipients ADD CONSTRAINT recipients_kind_check
  CHECK (kind IN ('licensor', 'reseller', 'processor', 'witness', 'authority', 'webhook'));
ALTER TABLE disclosures.ledger DROP CONSTRAINT ledger_recipient_kind_check;
ALTER TABLE disclosures.ledger ADD CONSTRAINT ledger_recipient_kind_check
  CHECK (recipient_kind IN ('licensor', 'reseller', 'processor', 'witness', 'person', 'staff', 'licensee', 'authority', 'webhook'));
ALTER TABLE disclosures.ledger ADD CONSTRAINT ledger_webhook_about_nobody
  CHECK (recipient_kind <> 'webhook' OR (person_id IS NULL AND company_id IS NULL AND fields = '{}' AND channel = 'webhook'));
