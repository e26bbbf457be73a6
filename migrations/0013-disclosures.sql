-- The ledger and the outgoing mail as lists, the newest first.

CREATE INDEX ledger_by_age ON disclosures.ledger (at DESC, id);
CREATE INDEX mail_outbox_by_age ON platform.mail_outbox (queued_at DESC, id);
