-- A look-up names what was shown. Asking for a person's past alone named nothing, and nothing else did: what was shown then
-- was the past.
UPDATE contacts.lookups SET fields = '{timeline}' WHERE cardinality(fields) = 0;
ALTER TABLE contacts.lookups ADD CHECK (cardinality(fields) > 0);
