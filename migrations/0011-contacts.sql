-- The sector a company works in, as told at a registration. It belongs to the company, not to the person who told it.

ALTER TABLE contacts.companies ADD COLUMN industry text;
SELECT platform.label('contacts.companies', 'not personal', 'industry');

-- Search by the beginning of a person's name (under a purpose that reads names), and the look-up log as a list.
CREATE INDEX people_by_name ON contacts.people ((lower(name)) COLLATE "C");
CREATE INDEX lookups_by_age ON contacts.lookups (at DESC, id);
