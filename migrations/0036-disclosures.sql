-- A company that holds a licence may ask who there activated it: the answer goes to the company, as a row of the ledger.
ALTER TABLE disclosures.ledger DROP CONSTRAINT ledger_channel_check;
ALTER TABLE disclosures.ledger ADD CONSTRAINT ledger_channel_check
  CHECK (channel IN ('mail', 'share', 'report', 'correction', 'export', 'webhook', 'answer'));
ALTER TABLE disclosures.ledger DROP CONSTRAINT ledger_recipient_kind_check;
ALTER TABLE disclosures.ledger ADD CONSTRAINT ledger_recipient_kind_check
  CHECK (recipient_kind IN ('licensor', 'reseller', 'processor', 'witness', 'person', 'staff', 'licensee'));
