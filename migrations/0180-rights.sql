-- What shows that a company was renamed, and who has a seat by name, are kept as long as the people whom they name; what an agent sent
-- in goes with the words of the request.
UPDATE rights.retention SET tables = tables || '{contacts.former_names,licensing.named_seats}' WHERE category = 'people';
UPDATE rights.retention SET tables = tables || '{rights.agents}' WHERE category = 'words of requests';
