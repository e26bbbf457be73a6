-- Hosts outside that the operator named and that learn who somebody is, with the processor of the register that runs each.
CREATE TABLE disclosures.outside_hosts (
  host text PRIMARY KEY CHECK (host = lower(host) AND host <> ''),
  recipient_id uuid NOT NULL REFERENCES disclosures.recipients,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL
);
CREATE INDEX outside_hosts_by_recipient ON disclosures.outside_hosts (recipient_id);
SELECT platform.label('disclosures.outside_hosts', 'not personal', 'host recipient_id noted_by noted_at');
