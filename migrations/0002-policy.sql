-- The vendor, the notices people were given, where data is stored, and what the proofs found.

CREATE SCHEMA policy;

CREATE TABLE policy.vendor (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  name text NOT NULL,
  address text NOT NULL,
  country char(2) NOT NULL,
  phone text NOT NULL,
  privacy_mailbox text NOT NULL,
  remove_mailbox text NOT NULL,
  office_countries char(2)[] NOT NULL CHECK (country = ANY (office_countries)),
  time_zone text NOT NULL,
  accent_color text,
  demo boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL
);
SELECT platform.label('policy.vendor', 'not personal', 'id name address country phone privacy_mailbox remove_mailbox office_countries time_zone accent_color demo changed_at');

-- Every text that a person was shown: policy versions and registration notices. Never changed, never deleted.
CREATE TABLE policy.notices (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('privacy policy', 'registration', 'person page')),
  version integer NOT NULL,
  sha256 bytea NOT NULL,
  body jsonb NOT NULL,
  effective_at timestamptz NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid,
  UNIQUE (kind, version)
);
CREATE INDEX notices_by_hash ON policy.notices (kind, sha256);
SELECT platform.label('policy.notices', 'not personal', 'id kind version sha256 body effective_at published_at published_by');

CREATE TABLE policy.stores (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  holds text NOT NULL,
  country char(2) NOT NULL,
  processor_id uuid,
  changed_at timestamptz NOT NULL
);
SELECT platform.label('policy.stores', 'not personal', 'id name holds country processor_id changed_at');

CREATE TABLE policy.outside_links (
  id uuid PRIMARY KEY,
  url text NOT NULL UNIQUE,
  party text NOT NULL,
  created_at timestamptz NOT NULL
);
SELECT platform.label('policy.outside_links', 'not personal', 'id url party created_at');

CREATE TABLE policy.proofs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clause text NOT NULL,
  demand text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('true', 'false', 'unknown')),
  examined bigint,
  counted bigint,
  counterexamples jsonb NOT NULL DEFAULT '[]',
  cause text,
  probe_version text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL
);
CREATE INDEX proofs_newest ON policy.proofs (demand, id DESC);
SELECT platform.label('policy.proofs', 'not personal', 'id clause demand verdict examined counted counterexamples cause probe_version started_at finished_at');

CREATE TABLE policy.sabotages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  demand text NOT NULL,
  red boolean NOT NULL,
  green_before boolean NOT NULL,
  detail text,
  probe_version text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX sabotages_newest ON policy.sabotages (demand, id DESC);
SELECT platform.label('policy.sabotages', 'not personal', 'id demand red green_before detail probe_version at');

-- A promise by people: who attests it, and when. Shown as attested, never as proven.
CREATE TABLE policy.attestations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  demand text NOT NULL,
  attested_by uuid NOT NULL,
  statement text NOT NULL,
  at timestamptz NOT NULL
);
SELECT platform.label('policy.attestations', 'not personal', 'id demand attested_by statement at');
