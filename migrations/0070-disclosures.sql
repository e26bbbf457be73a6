-- An authority that demands data by law is a recipient of its own kind: it needs no contract, but a legal demand that names it.
ALTER TABLE disclosures.recipients DROP CONSTRAINT recipients_kind_check;
ALTER TABLE disclosures.recipients ADD CONSTRAINT recipients_kind_check
  CHECK (kind IN ('licensor', 'reseller', 'processor', 'witness', 'authority'));
ALTER TABLE disclosures.ledger DROP CONSTRAINT ledger_recipient_kind_check;
ALTER TABLE disclosures.ledger ADD CONSTRAINT ledger_recipient_kind_check
  CHECK (recipient_kind IN ('licensor', 'reseller', 'processor', 'witness', 'person', 'staff', 'licensee', 'authority'));
