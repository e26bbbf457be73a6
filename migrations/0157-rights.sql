-- Files of exports, while they are held.
INSERT INTO rights.retention (category, tables, days, reason, fixed, changed_at) VALUES
  ('exports', '{licensing.export_pieces}', 1, 'The file of an export is held for a day, so that who asked for it can fetch it.', true, now());
