-- A token that is changed for another one: both hold until the old one's end.
ALTER TABLE staff.tokens ADD COLUMN replaced_by uuid REFERENCES staff.tokens;
SELECT platform.label('staff.tokens', 'not personal', 'replaced_by');
