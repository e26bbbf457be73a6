-- Tables that came since the schedule was written belong to one of its categories.
UPDATE rights.retention SET tables = tables || '{rights.agents}' WHERE category = 'words of requests';
UPDATE rights.retention SET tables = tables || '{licensing.named_seats,contacts.former_names}' WHERE category = 'people';
