-- Anonymous figures of websites: nothing but aggregates. No row stands for a visitor, a visit or a request.

CREATE SCHEMA statistics;

CREATE TABLE statistics.sites (
  id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  hosts text[] NOT NULL CHECK (cardinality(hosts) BETWEEN 1 AND 50),
  time_zone text NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
SELECT platform.label('statistics.sites', 'not personal', 'id slug name hosts time_zone settings created_at ended_at');

-- Where the figures of a day come from: counted live, from a log imported later, or taken over from another program. They are
-- never added up with one another.
CREATE TYPE statistics.origin AS ENUM ('live', 'log', 'plausible', 'matomo', 'google analytics');

-- One row a day of a site: what is counted whatever page was seen. Seconds are sums over the visits that began on that day.
CREATE TABLE statistics.days (
  site_id smallint NOT NULL REFERENCES statistics.sites,
  origin statistics.origin NOT NULL,
  day date NOT NULL,
  visits int NOT NULL DEFAULT 0,
  visitors int NOT NULL DEFAULT 0,
  -- false: the server was started anew on this day, or a cap was reached; then there were at most so many
  visitors_exact boolean NOT NULL DEFAULT true,
  views int NOT NULL DEFAULT 0,
  bounces int NOT NULL DEFAULT 0,
  one_page int NOT NULL DEFAULT 0,
  span_seconds bigint NOT NULL DEFAULT 0,
  -- of it, in visits of more than one page
  span_seconds_many bigint NOT NULL DEFAULT 0,
  engaged_seconds bigint NOT NULL DEFAULT 0,
  engaged_seconds_many bigint NOT NULL DEFAULT 0,
  -- visits for which engaged time could be measured at all (those that the beacon saw)
  engaged_visits int NOT NULL DEFAULT 0,
  engaged_visits_many int NOT NULL DEFAULT 0,
  -- visits by their duration, in the steps of rules/durations.ts
  span_steps int[] NOT NULL DEFAULT '{}',
  engaged_steps int[] NOT NULL DEFAULT '{}',
  goals int NOT NULL DEFAULT 0,
  bot_hits int NOT NULL DEFAULT 0,
  refused_hits int NOT NULL DEFAULT 0,
  own_hits int NOT NULL DEFAULT 0,
  bad_lines int NOT NULL DEFAULT 0,
  -- of the visits, those that only the log saw and only the beacon saw, where both are counted live
  log_only_visits int NOT NULL DEFAULT 0,
  beacon_only_visits int NOT NULL DEFAULT 0,
  closed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (site_id, origin, day)
);
SELECT platform.label('statistics.days', 'not personal', 'site_id origin day visits visitors visitors_exact views bounces one_page span_seconds span_seconds_many engaged_seconds engaged_seconds_many engaged_visits engaged_visits_many span_steps engaged_steps goals bot_hits refused_hits own_hits bad_lines log_only_visits beacon_only_visits closed');

-- The names behind the numbers in statistics.cells. Value 0 of every dimension is "other" and stands in no row.
CREATE TABLE statistics.values (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id smallint NOT NULL REFERENCES statistics.sites,
  dimension smallint NOT NULL,
  value text COLLATE "C" NOT NULL CHECK (length(value) <= 400),
  UNIQUE (site_id, dimension, value)
);
SELECT platform.label('statistics.values', 'not personal', 'id site_id dimension value');

-- One row a dimension and day, month or year. The lists run side by side: the n-th of each speaks of the n-th value (and, of a pair
-- of dimensions, the n-th second value). Months and years hold closed days only.
CREATE TABLE statistics.cells (
  site_id smallint NOT NULL REFERENCES statistics.sites,
  origin statistics.origin NOT NULL,
  dimension smallint NOT NULL,
  period "char" NOT NULL CHECK (period IN ('d', 'm', 'y')),
  starts_on date NOT NULL,
  value_ids int[] NOT NULL,
  second_ids int[],
  visits int[] NOT NULL,
  views int[] NOT NULL,
  bounces int[] NOT NULL,
  seconds bigint[] NOT NULL,
  -- sums of what goals are worth, in hundredths of the site's currency
  amounts bigint[],
  PRIMARY KEY (site_id, dimension, origin, period, starts_on)
);
SELECT platform.label('statistics.cells', 'not personal', 'site_id origin dimension period starts_on value_ids second_ids visits views bounces seconds amounts');
