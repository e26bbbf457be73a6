-- What shows that companies are one is kept as long as the people whom it may name.
UPDATE rights.retention SET tables = tables || '{contacts.merges}' WHERE category = 'people';
