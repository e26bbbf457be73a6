-- What the owner is asked to write anew on disk, so that what was deleted is gone from the files too (platform/db/rewrite.ts).

CREATE TABLE platform.rewrites (
  id uuid PRIMARY KEY,
  tables text[] NOT NULL CHECK (cardinality(tables) > 0),
  asked_at timestamptz NOT NULL,
  by_day date NOT NULL,
  done_at timestamptz,
  wal_done boolean
);
SELECT platform.label('platform.rewrites', 'not personal', 'id tables asked_at by_day done_at wal_done');
