-- An invitation of a buyer's first administrator: what showed that they belong to the company. A mailbox in its domain needs none.
ALTER TABLE staff.invitations ADD COLUMN evidence text CHECK (btrim(evidence) <> '');
SELECT platform.label('staff.invitations', 'personal:message', 'evidence');
