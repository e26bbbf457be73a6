-- What staff keeps beside the figures of a site.

CREATE TABLE statistics.annotations (
  id uuid PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  on_day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('release', 'campaign', 'other')),
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 200),
  created_by uuid,
  created_at timestamptz NOT NULL
);
CREATE INDEX annotations_of_site ON statistics.annotations (site_id, on_day);
SELECT platform.label('statistics.annotations', 'not personal', 'id site_id on_day kind words created_by created_at');

-- The search of a screen of the desk under a name.
CREATE TABLE statistics.saved_views (
  id uuid PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  search jsonb NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  UNIQUE (site_id, name)
);
SELECT platform.label('statistics.saved_views', 'not personal', 'id site_id name search created_by created_at');

-- A page that shows the figures to whoever has its address. Of the address only a digest is kept.
CREATE TABLE statistics.shared_links (
  id uuid PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  token_sha256 bytea NOT NULL UNIQUE,
  days int NOT NULL CHECK (days BETWEEN 1 AND 1100),
  origin statistics.origin NOT NULL,
  dimensions text[] NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  last_opened_on date
);
SELECT platform.label('statistics.shared_links', 'not personal', 'id site_id name token_sha256 days origin dimensions created_by created_at expires_at ended_at last_opened_on');

-- Who of staff gets a report by mail. The address stays with the account.
CREATE TABLE statistics.mail_reports (
  id uuid PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  member_id uuid NOT NULL,
  every text NOT NULL CHECK (every IN ('week', 'month')),
  created_by uuid,
  created_at timestamptz NOT NULL,
  -- first day of the week or month that was sent last
  sent_for date,
  UNIQUE (site_id, member_id, every)
);
SELECT platform.label('statistics.mail_reports', 'not personal', 'id site_id member_id every created_by created_at sent_for');

-- Each writing of a row of cells has a number of its own, by which whoever has read it knows whether it still stands.
CREATE SEQUENCE statistics.cell_writings;
ALTER TABLE statistics.cells ADD COLUMN writing bigint NOT NULL DEFAULT nextval('statistics.cell_writings');
SELECT platform.label('statistics.cells', 'not personal', 'writing');
CREATE FUNCTION statistics.number_writing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.writing := nextval('statistics.cell_writings');
  RETURN NEW;
END
$$;
CREATE TRIGGER number_writing BEFORE UPDATE ON statistics.cells FOR EACH ROW EXECUTE FUNCTION statistics.number_writing();
