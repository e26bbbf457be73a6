INSERT INTO rights.retention (category, tables, days, reason, fixed, changed_at) VALUES
  ('denied parties', '{licensing.screening_entries}', NULL, 'Names on lists of export control stay until a newer list takes their place.', true, now());
