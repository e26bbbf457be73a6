-- Whom a re-assignment of many customers has told, once each way: the one who served them before, and the one who serves them then.
CREATE TABLE resellers.reassignment_tellings (
  reassignment_id uuid NOT NULL REFERENCES resellers.reassignments,
  what text NOT NULL CHECK (what IN ('given over', 'brought back')),
  reseller_company_id uuid NOT NULL REFERENCES contacts.companies,
  -- How many customers it was told of, or would have been.
  customers integer NOT NULL CHECK (customers > 0),
  outcome text NOT NULL CHECK (outcome IN ('mailed', 'no mailbox', 'no contract')),
  ledger_id uuid REFERENCES disclosures.ledger,
  at timestamptz NOT NULL,
  PRIMARY KEY (reassignment_id, what, reseller_company_id),
  CONSTRAINT reassignment_tellings_ledger CHECK ((outcome = 'mailed') = (ledger_id IS NOT NULL))
);
CREATE INDEX reassignment_tellings_by_reseller ON resellers.reassignment_tellings (reseller_company_id);
SELECT platform.label('resellers.reassignment_tellings', 'not personal', 'reassignment_id what reseller_company_id customers outcome ledger_id at');
