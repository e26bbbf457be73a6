-- Lists that were sent to be imported, while they wait.
INSERT INTO rights.retention (category, tables, days, reason, fixed, changed_at) VALUES
  ('lists', '{licensing.import_pieces}', 7, 'A list that was sent is needed until it is imported, and nobody waits longer than a week for that.', true, now());
