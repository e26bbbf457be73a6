-- Made by `npm run schema` from migrations/ and src/platform/db/. Do not edit.
-- The roles of a database called kept; elsewhere they begin with another word.

--
-- PostgreSQL database cluster dump
--

SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

--
-- Roles
--

CREATE ROLE kept_auth;
ALTER ROLE kept_auth WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_authentication;
ALTER ROLE kept_authentication WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_base;
ALTER ROLE kept_base WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_buyer;
ALTER ROLE kept_buyer WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_customer_service;
ALTER ROLE kept_customer_service WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_legal;
ALTER ROLE kept_legal WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_licensor_obligation;
ALTER ROLE kept_licensor_obligation WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_login;
ALTER ROLE kept_login WITH NOSUPERUSER NOINHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_marketing;
ALTER ROLE kept_marketing WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_operations;
ALTER ROLE kept_operations WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_owner;
ALTER ROLE kept_owner WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS;
CREATE ROLE kept_probe;
ALTER ROLE kept_probe WITH NOSUPERUSER NOINHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_product_improvement;
ALTER ROLE kept_product_improvement WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_registration;
ALTER ROLE kept_registration WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_reseller;
ALTER ROLE kept_reseller WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_rights;
ALTER ROLE kept_rights WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE kept_support;
ALTER ROLE kept_support WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;

--
-- User Configurations
--

--
-- User Config "kept_auth"
--

ALTER ROLE kept_auth SET search_path TO 'auth';

--
-- User Config "kept_login"
--

ALTER ROLE kept_login SET role TO 'kept_base';

--
-- User Config "kept_probe"
--

ALTER ROLE kept_probe SET default_transaction_read_only TO 'on';

--
-- Role memberships
--

GRANT kept_authentication TO kept_login GRANTED BY kept_owner;
GRANT kept_base TO kept_authentication GRANTED BY kept_owner;
GRANT kept_base TO kept_customer_service GRANTED BY kept_owner;
GRANT kept_base TO kept_legal GRANTED BY kept_owner;
GRANT kept_base TO kept_licensor_obligation GRANTED BY kept_owner;
GRANT kept_base TO kept_login GRANTED BY kept_owner;
GRANT kept_base TO kept_marketing GRANTED BY kept_owner;
GRANT kept_base TO kept_operations GRANTED BY kept_owner;
GRANT kept_base TO kept_product_improvement GRANTED BY kept_owner;
GRANT kept_base TO kept_registration GRANTED BY kept_owner;
GRANT kept_base TO kept_rights GRANTED BY kept_owner;
GRANT kept_base TO kept_support GRANTED BY kept_owner;
GRANT kept_buyer TO kept_login GRANTED BY kept_owner;
GRANT kept_buyer TO kept_probe GRANTED BY kept_owner;
GRANT kept_customer_service TO kept_login GRANTED BY kept_owner;
GRANT kept_legal TO kept_login GRANTED BY kept_owner;
GRANT kept_licensor_obligation TO kept_login GRANTED BY kept_owner;
GRANT kept_marketing TO kept_login GRANTED BY kept_owner;
GRANT kept_operations TO kept_login GRANTED BY kept_owner;
GRANT kept_product_improvement TO kept_login GRANTED BY kept_owner;
GRANT kept_registration TO kept_login GRANTED BY kept_owner;
GRANT kept_reseller TO kept_login GRANTED BY kept_owner;
GRANT kept_reseller TO kept_probe GRANTED BY kept_owner;
GRANT kept_rights TO kept_login GRANTED BY kept_owner;
GRANT kept_support TO kept_login GRANTED BY kept_owner;

--
-- PostgreSQL database cluster dump complete
--

--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: auth; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA auth;

--
-- Name: contacts; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA contacts;

--
-- Name: disclosures; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA disclosures;

--
-- Name: jobs; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA jobs;

--
-- Name: licensing; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA licensing;

--
-- Name: platform; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA platform;

--
-- Name: policy; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA policy;

--
-- Name: resellers; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA resellers;

--
-- Name: rights; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA rights;

--
-- Name: staff; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA staff;

--
-- Name: statistics; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA statistics;

--
-- Name: job_state; Type: TYPE; Schema: jobs; Owner: -
--

CREATE TYPE jobs.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);

--
-- Name: origin; Type: TYPE; Schema: statistics; Owner: -
--

CREATE TYPE statistics.origin AS ENUM (
    'live',
    'log',
    'plausible',
    'matomo',
    'google analytics'
);

--
-- Name: refuse_change(); Type: FUNCTION; Schema: disclosures; Owner: -
--

CREATE FUNCTION disclosures.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append only' USING ERRCODE = 'KP001';
END $$;

--
-- Name: create_queue(text, jsonb); Type: FUNCTION; Schema: jobs; Owner: -
--

CREATE FUNCTION jobs.create_queue(queue_name text, options jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $_$
DECLARE
  tablename varchar := CASE WHEN options->>'partition' = 'true'
                        THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                        ELSE 'job_common'
                        END;
  queue_created_on timestamptz;
BEGIN

  WITH q as (
    INSERT INTO jobs.queue (
      name,
      policy,
      retry_limit,
      retry_delay,
      retry_backoff,
      retry_delay_max,
      expire_seconds,
      retention_seconds,
      deletion_seconds,
      warning_queued,
      dead_letter,
      partition,
      table_name,
      heartbeat_seconds,
      notify,
      created_on,
      updated_on
    )
    VALUES (
      queue_name,
      options->>'policy',
      COALESCE((options->>'retryLimit')::int, 2),
      COALESCE((options->>'retryDelay')::int, 0),
      COALESCE((options->>'retryBackoff')::bool, false),
      (options->>'retryDelayMax')::int,
      COALESCE((options->>'expireInSeconds')::int, 900),
      COALESCE((options->>'retentionSeconds')::int, 1209600),
      COALESCE((options->>'deleteAfterSeconds')::int, 604800),
      COALESCE((options->>'warningQueueSize')::int, 0),
      options->>'deadLetter',
      COALESCE((options->>'partition')::bool, false),
      tablename,
      (options->>'heartbeatSeconds')::int,
      COALESCE((options->>'notify')::bool, false),
      jobs.job_now(),
      jobs.job_now()
    )
    ON CONFLICT DO NOTHING
    RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE jobs.%I (LIKE jobs.job INCLUDING DEFAULTS)', tablename);

  EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i11 ON jobs.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON jobs.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i7 ON jobs.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i9 ON jobs.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i12 ON jobs.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i13 ON jobs.job (name, singleton_key) WHERE state = 'created' AND upsert_by_key$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i14 ON jobs.job (name, state, blocked, start_after) WHERE state IN ('created', 'retry', 'active', 'failed')$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i15 ON jobs.job (name, created_on)$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i16 ON jobs.job (name, completed_on) WHERE completed_on IS NOT NULL$cmd$, tablename);
  EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i17 ON jobs.job (name, singleton_key, created_on) WHERE state < 'active' AND singleton_key IS NOT NULL$cmd$, tablename);

  IF options->>'policy' = 'short' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
  ELSIF options->>'policy' = 'singleton' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
  ELSIF options->>'policy' = 'stately' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON jobs.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
  ELSIF options->>'policy' = 'exclusive' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON jobs.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
  ELSIF options->>'policy' = 'key_strict_fifo' THEN
    EXECUTE jobs.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON jobs.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
    EXECUTE jobs.job_table_format($cmd$CREATE INDEX job_i10 ON jobs.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
    EXECUTE jobs.job_table_format($cmd$ALTER TABLE jobs.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
  END IF;

  EXECUTE format('ALTER TABLE jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
  EXECUTE format('ALTER TABLE jobs.job ATTACH PARTITION jobs.%I FOR VALUES IN (%L)', tablename, queue_name);
END;
$_$;

--
-- Name: delete_queue(text); Type: FUNCTION; Schema: jobs; Owner: -
--

CREATE FUNCTION jobs.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
  v_table varchar;
  v_partition bool;
BEGIN

  SELECT table_name, partition
  FROM jobs.queue
  WHERE name = queue_name
  INTO v_table, v_partition;

  IF v_partition THEN
    EXECUTE format('DROP TABLE IF EXISTS jobs.%I', v_table);
  ELSE
    EXECUTE format('DELETE FROM jobs.%I WHERE name = %L', v_table, queue_name);
  END IF;

  DELETE FROM jobs.queue WHERE name = queue_name;
END;
$$;

--
-- Name: job_now(); Type: FUNCTION; Schema: jobs; Owner: -
--

CREATE FUNCTION jobs.job_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  SELECT pg_catalog.now();
$$;

--
-- Name: job_table_format(text, text); Type: FUNCTION; Schema: jobs; Owner: -
--

CREATE FUNCTION jobs.job_table_format(command text, table_name text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
  SELECT format(
    regexp_replace(
      regexp_replace(command, '\.job\y', '.%1$I', 'g'),
      '\yjob_i(\d+)', '%1$s_i\1', 'g'
    ),
    table_name
  );
$_$;

--
-- Name: job_table_run(text, text, text); Type: FUNCTION; Schema: jobs; Owner: -
--

CREATE FUNCTION jobs.job_table_run(command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
  tbl RECORD;
BEGIN
  IF queue_name IS NOT NULL THEN
    SELECT table_name INTO tbl_name FROM jobs.queue WHERE name = queue_name;
  END IF;

  IF tbl_name IS NOT NULL THEN
    EXECUTE jobs.job_table_format(command, tbl_name);
    RETURN;
  END IF;

  EXECUTE jobs.job_table_format(command, 'job_common');

  FOR tbl IN SELECT table_name FROM jobs.queue WHERE partition = true
  LOOP
    EXECUTE jobs.job_table_format(command, tbl.table_name);
  END LOOP;
END;
$$;

--
-- Name: job_table_run_async(text, integer, text, text, text); Type: FUNCTION; Schema: jobs; Owner: -
--

CREATE FUNCTION jobs.job_table_run_async(command_name text, version integer, command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF queue_name IS NOT NULL THEN
    SELECT table_name INTO tbl_name FROM jobs.queue WHERE name = queue_name;
  END IF;

  IF tbl_name IS NOT NULL THEN
    INSERT INTO jobs.bam (name, version, status, queue, table_name, command)
    VALUES (
      command_name,
      version,
      'pending',
      queue_name,
      tbl_name,
      jobs.job_table_format(command, tbl_name)
    );
    RETURN;
  END IF;

  INSERT INTO jobs.bam (name, version, status, queue, table_name, command)
  SELECT
    command_name,
    version,
    'pending',
    NULL,
    'job_common',
    jobs.job_table_format(command, 'job_common')
  UNION ALL
  SELECT
    command_name,
    version,
    'pending',
    queue.name,
    queue.table_name,
    jobs.job_table_format(command, queue.table_name)
  FROM jobs.queue
  WHERE partition = true;
END;
$$;

--
-- Name: label(regclass, text, text); Type: FUNCTION; Schema: platform; Owner: -
--

CREATE FUNCTION platform.label(target regclass, label text, columns text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
DECLARE name text;
BEGIN
  IF label !~ '^(not personal|secret|personal:[a-z]+)$' THEN
    RAISE EXCEPTION 'label % is none of "not personal", "secret", "personal:<category>"', label;
  END IF;
  FOREACH name IN ARRAY regexp_split_to_array(trim(columns), '\s+') LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', target, name, label);
  END LOOP;
END $_$;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: policy; Owner: -
--

CREATE FUNCTION policy.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'the evidence log is append only' USING ERRCODE = 'KP001';
END $$;

--
-- Name: number_writing(); Type: FUNCTION; Schema: statistics; Owner: -
--

CREATE FUNCTION statistics.number_writing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.writing := nextval('statistics.cell_writings');
  RETURN NEW;
END
$$;

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.account (
    id text NOT NULL,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamp with time zone,
    "refreshTokenExpiresAt" timestamp with time zone,
    scope text,
    password text,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone NOT NULL
);

COMMENT ON COLUMN auth.account.id IS 'not personal';
COMMENT ON COLUMN auth.account."accountId" IS 'not personal';
COMMENT ON COLUMN auth.account."providerId" IS 'not personal';
COMMENT ON COLUMN auth.account."userId" IS 'not personal';
COMMENT ON COLUMN auth.account."accessToken" IS 'secret';
COMMENT ON COLUMN auth.account."refreshToken" IS 'secret';
COMMENT ON COLUMN auth.account."idToken" IS 'secret';
COMMENT ON COLUMN auth.account."accessTokenExpiresAt" IS 'not personal';
COMMENT ON COLUMN auth.account."refreshTokenExpiresAt" IS 'not personal';
COMMENT ON COLUMN auth.account.scope IS 'not personal';
COMMENT ON COLUMN auth.account.password IS 'secret';
COMMENT ON COLUMN auth.account."createdAt" IS 'not personal';
COMMENT ON COLUMN auth.account."updatedAt" IS 'not personal';

--
-- Name: passkey; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.passkey (
    id text NOT NULL,
    name text,
    "publicKey" text NOT NULL,
    "userId" text NOT NULL,
    "credentialID" text NOT NULL,
    counter integer NOT NULL,
    "deviceType" text NOT NULL,
    "backedUp" boolean NOT NULL,
    transports text,
    "createdAt" timestamp with time zone,
    aaguid text
);

COMMENT ON COLUMN auth.passkey.id IS 'not personal';
COMMENT ON COLUMN auth.passkey.name IS 'personal:identity';
COMMENT ON COLUMN auth.passkey."publicKey" IS 'not personal';
COMMENT ON COLUMN auth.passkey."userId" IS 'not personal';
COMMENT ON COLUMN auth.passkey."credentialID" IS 'not personal';
COMMENT ON COLUMN auth.passkey.counter IS 'not personal';
COMMENT ON COLUMN auth.passkey."deviceType" IS 'not personal';
COMMENT ON COLUMN auth.passkey."backedUp" IS 'not personal';
COMMENT ON COLUMN auth.passkey.transports IS 'not personal';
COMMENT ON COLUMN auth.passkey."createdAt" IS 'not personal';
COMMENT ON COLUMN auth.passkey.aaguid IS 'not personal';

--
-- Name: session; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.session (
    id text NOT NULL,
    "expiresAt" timestamp with time zone NOT NULL,
    token text NOT NULL,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    "userId" text NOT NULL,
    CONSTRAINT session_no_address CHECK ((("ipAddress" IS NULL) AND ("userAgent" IS NULL)))
);

COMMENT ON COLUMN auth.session.id IS 'not personal';
COMMENT ON COLUMN auth.session."expiresAt" IS 'not personal';
COMMENT ON COLUMN auth.session.token IS 'secret';
COMMENT ON COLUMN auth.session."createdAt" IS 'not personal';
COMMENT ON COLUMN auth.session."updatedAt" IS 'not personal';
COMMENT ON COLUMN auth.session."ipAddress" IS 'not personal';
COMMENT ON COLUMN auth.session."userAgent" IS 'not personal';
COMMENT ON COLUMN auth.session."userId" IS 'not personal';

--
-- Name: twoFactor; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth."twoFactor" (
    id text NOT NULL,
    secret text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL,
    verified boolean,
    "failedVerificationCount" integer,
    "lockedUntil" timestamp with time zone
);

COMMENT ON COLUMN auth."twoFactor".id IS 'not personal';
COMMENT ON COLUMN auth."twoFactor".secret IS 'secret';
COMMENT ON COLUMN auth."twoFactor"."backupCodes" IS 'secret';
COMMENT ON COLUMN auth."twoFactor"."userId" IS 'not personal';
COMMENT ON COLUMN auth."twoFactor".verified IS 'not personal';
COMMENT ON COLUMN auth."twoFactor"."failedVerificationCount" IS 'not personal';
COMMENT ON COLUMN auth."twoFactor"."lockedUntil" IS 'not personal';

--
-- Name: user; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth."user" (
    id text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    "emailVerified" boolean NOT NULL,
    image text,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "twoFactorEnabled" boolean
);

COMMENT ON COLUMN auth."user".id IS 'not personal';
COMMENT ON COLUMN auth."user".name IS 'personal:identity';
COMMENT ON COLUMN auth."user".email IS 'personal:email';
COMMENT ON COLUMN auth."user"."emailVerified" IS 'not personal';
COMMENT ON COLUMN auth."user".image IS 'personal:identity';
COMMENT ON COLUMN auth."user"."createdAt" IS 'not personal';
COMMENT ON COLUMN auth."user"."updatedAt" IS 'not personal';
COMMENT ON COLUMN auth."user"."twoFactorEnabled" IS 'not personal';

--
-- Name: verification; Type: TABLE; Schema: auth; Owner: -
--

CREATE TABLE auth.verification (
    id text NOT NULL,
    identifier text NOT NULL,
    value text NOT NULL,
    "expiresAt" timestamp with time zone NOT NULL,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

COMMENT ON COLUMN auth.verification.id IS 'not personal';
COMMENT ON COLUMN auth.verification.identifier IS 'not personal';
COMMENT ON COLUMN auth.verification.value IS 'secret';
COMMENT ON COLUMN auth.verification."expiresAt" IS 'not personal';
COMMENT ON COLUMN auth.verification."createdAt" IS 'not personal';
COMMENT ON COLUMN auth.verification."updatedAt" IS 'not personal';

--
-- Name: addresses; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.addresses (
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    kind text NOT NULL,
    street text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    region text,
    country character(2) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT addresses_kind_check CHECK ((kind = 'shipping'::text))
);

COMMENT ON COLUMN contacts.addresses.id IS 'not personal';
COMMENT ON COLUMN contacts.addresses.company_id IS 'not personal';
COMMENT ON COLUMN contacts.addresses.kind IS 'not personal';
COMMENT ON COLUMN contacts.addresses.street IS 'personal:address';
COMMENT ON COLUMN contacts.addresses.postal_code IS 'personal:address';
COMMENT ON COLUMN contacts.addresses.city IS 'personal:address';
COMMENT ON COLUMN contacts.addresses.region IS 'personal:address';
COMMENT ON COLUMN contacts.addresses.country IS 'not personal';
COMMENT ON COLUMN contacts.addresses.changed_at IS 'not personal';

--
-- Name: companies; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.companies (
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    kind text DEFAULT 'customer'::text NOT NULL,
    country character(2),
    region text,
    created_at timestamp with time zone NOT NULL,
    merged_into uuid,
    industry text,
    CONSTRAINT companies_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'reseller'::text])))
);

COMMENT ON COLUMN contacts.companies.id IS 'not personal';
COMMENT ON COLUMN contacts.companies.name IS 'not personal';
COMMENT ON COLUMN contacts.companies.name_key IS 'not personal';
COMMENT ON COLUMN contacts.companies.kind IS 'not personal';
COMMENT ON COLUMN contacts.companies.country IS 'not personal';
COMMENT ON COLUMN contacts.companies.region IS 'not personal';
COMMENT ON COLUMN contacts.companies.created_at IS 'not personal';
COMMENT ON COLUMN contacts.companies.merged_into IS 'not personal';
COMMENT ON COLUMN contacts.companies.industry IS 'not personal';

--
-- Name: company_people; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.company_people (
    company_id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

COMMENT ON COLUMN contacts.company_people.company_id IS 'not personal';
COMMENT ON COLUMN contacts.company_people.person_id IS 'not personal';
COMMENT ON COLUMN contacts.company_people.since IS 'not personal';
COMMENT ON COLUMN contacts.company_people.until IS 'not personal';

--
-- Name: domains; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.domains (
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    domain text NOT NULL COLLATE pg_catalog."C",
    evidence text NOT NULL,
    verified_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT domains_check CHECK ((ended_at >= verified_at)),
    CONSTRAINT domains_domain_check CHECK (((domain = lower(domain)) AND (domain ~ '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$'::text))),
    CONSTRAINT domains_evidence_check CHECK ((btrim(evidence) <> ''::text))
);

COMMENT ON COLUMN contacts.domains.id IS 'not personal';
COMMENT ON COLUMN contacts.domains.company_id IS 'not personal';
COMMENT ON COLUMN contacts.domains.domain IS 'not personal';
COMMENT ON COLUMN contacts.domains.evidence IS 'personal:message';
COMMENT ON COLUMN contacts.domains.verified_at IS 'not personal';
COMMENT ON COLUMN contacts.domains.ended_at IS 'not personal';

--
-- Name: former_names; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.former_names (
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    until timestamp with time zone NOT NULL,
    actor_id uuid,
    evidence text NOT NULL,
    merge_id uuid,
    CONSTRAINT former_names_evidence_check CHECK ((btrim(evidence) <> ''::text))
);

COMMENT ON COLUMN contacts.former_names.id IS 'not personal';
COMMENT ON COLUMN contacts.former_names.company_id IS 'not personal';
COMMENT ON COLUMN contacts.former_names.name IS 'not personal';
COMMENT ON COLUMN contacts.former_names.name_key IS 'not personal';
COMMENT ON COLUMN contacts.former_names.until IS 'not personal';
COMMENT ON COLUMN contacts.former_names.actor_id IS 'not personal';
COMMENT ON COLUMN contacts.former_names.evidence IS 'personal:message';
COMMENT ON COLUMN contacts.former_names.merge_id IS 'not personal';

--
-- Name: lists; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.lists (
    id uuid NOT NULL,
    file_name text NOT NULL,
    came_from text NOT NULL,
    notice_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT lists_came_from_check CHECK ((btrim(came_from) <> ''::text))
);

COMMENT ON COLUMN contacts.lists.id IS 'not personal';
COMMENT ON COLUMN contacts.lists.file_name IS 'not personal';
COMMENT ON COLUMN contacts.lists.came_from IS 'not personal';
COMMENT ON COLUMN contacts.lists.notice_id IS 'not personal';
COMMENT ON COLUMN contacts.lists.at IS 'not personal';

--
-- Name: lookup_people; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.lookup_people (
    lookup_id uuid NOT NULL,
    person_id uuid NOT NULL
);

COMMENT ON COLUMN contacts.lookup_people.lookup_id IS 'not personal';
COMMENT ON COLUMN contacts.lookup_people.person_id IS 'not personal';

--
-- Name: lookups; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.lookups (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid NOT NULL,
    tenant_company_id uuid,
    person_id uuid,
    company_id uuid,
    kind text NOT NULL,
    purpose text NOT NULL,
    reason text NOT NULL,
    fields text[] NOT NULL,
    CONSTRAINT lookups_fields_check CHECK ((cardinality(fields) > 0)),
    CONSTRAINT lookups_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'listed'::text, 'found'::text, 'exported'::text])))
);

COMMENT ON COLUMN contacts.lookups.id IS 'not personal';
COMMENT ON COLUMN contacts.lookups.at IS 'not personal';
COMMENT ON COLUMN contacts.lookups.member_id IS 'not personal';
COMMENT ON COLUMN contacts.lookups.tenant_company_id IS 'not personal';
COMMENT ON COLUMN contacts.lookups.person_id IS 'not personal';
COMMENT ON COLUMN contacts.lookups.company_id IS 'not personal';
COMMENT ON COLUMN contacts.lookups.kind IS 'not personal';
COMMENT ON COLUMN contacts.lookups.purpose IS 'not personal';
COMMENT ON COLUMN contacts.lookups.reason IS 'not personal';
COMMENT ON COLUMN contacts.lookups.fields IS 'not personal';

--
-- Name: merge_rows; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.merge_rows (
    merge_id uuid NOT NULL,
    kind text NOT NULL,
    row_id uuid NOT NULL
);

COMMENT ON COLUMN contacts.merge_rows.merge_id IS 'not personal';
COMMENT ON COLUMN contacts.merge_rows.kind IS 'not personal';
COMMENT ON COLUMN contacts.merge_rows.row_id IS 'not personal';

--
-- Name: merges; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.merges (
    id uuid NOT NULL,
    from_company_id uuid NOT NULL,
    into_company_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    evidence text NOT NULL,
    undone_at timestamp with time zone,
    undone_by uuid,
    CONSTRAINT merges_check CHECK ((into_company_id <> from_company_id)),
    CONSTRAINT merges_evidence_check CHECK ((btrim(evidence) <> ''::text)),
    CONSTRAINT merges_undone CHECK (((undone_at IS NULL) = (undone_by IS NULL)))
);

COMMENT ON COLUMN contacts.merges.id IS 'not personal';
COMMENT ON COLUMN contacts.merges.from_company_id IS 'not personal';
COMMENT ON COLUMN contacts.merges.into_company_id IS 'not personal';
COMMENT ON COLUMN contacts.merges.at IS 'not personal';
COMMENT ON COLUMN contacts.merges.actor_id IS 'not personal';
COMMENT ON COLUMN contacts.merges.evidence IS 'personal:message';
COMMENT ON COLUMN contacts.merges.undone_at IS 'not personal';
COMMENT ON COLUMN contacts.merges.undone_by IS 'not personal';

--
-- Name: origins; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.origins (
    id uuid NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    source_kind text NOT NULL,
    source_id uuid,
    notice_id uuid NOT NULL,
    given_at timestamp with time zone NOT NULL,
    purposes jsonb NOT NULL,
    replaced jsonb,
    CONSTRAINT origins_purposes_check CHECK (((jsonb_typeof(purposes) = 'object'::text) AND (purposes <> '{}'::jsonb))),
    CONSTRAINT origins_replaced_check CHECK ((jsonb_typeof(replaced) = 'object'::text)),
    CONSTRAINT origins_source_kind_check CHECK ((source_kind = ANY (ARRAY['registration'::text, 'person page'::text, 'staff'::text, 'reseller'::text, 'demo'::text, 'import'::text, 'enquiry'::text, 'buyer'::text]))),
    CONSTRAINT origins_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'company'::text, 'address'::text])))
);

COMMENT ON COLUMN contacts.origins.id IS 'not personal';
COMMENT ON COLUMN contacts.origins.subject_kind IS 'not personal';
COMMENT ON COLUMN contacts.origins.subject_id IS 'not personal';
COMMENT ON COLUMN contacts.origins.source_kind IS 'not personal';
COMMENT ON COLUMN contacts.origins.source_id IS 'not personal';
COMMENT ON COLUMN contacts.origins.notice_id IS 'not personal';
COMMENT ON COLUMN contacts.origins.given_at IS 'not personal';
COMMENT ON COLUMN contacts.origins.purposes IS 'not personal';
COMMENT ON COLUMN contacts.origins.replaced IS 'not personal';

--
-- Name: people; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.people (
    id uuid NOT NULL,
    email_key bytea NOT NULL,
    email text,
    name text,
    phone text,
    title text,
    role text,
    proven_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    erased_at timestamp with time zone,
    restricted_at timestamp with time zone,
    objected_at timestamp with time zone,
    sealed_at timestamp with time zone,
    waits_for text[] DEFAULT '{}'::text[] NOT NULL,
    refused_topics text[] DEFAULT '{}'::text[] NOT NULL,
    paused_at timestamp with time zone,
    paused_until timestamp with time zone,
    wishes_changed_at timestamp with time zone,
    wishes_source text,
    CONSTRAINT people_erased CHECK ((((email IS NULL) = (erased_at IS NOT NULL)) AND ((erased_at IS NULL) OR (num_nonnulls(name, phone, title, role) = 0)))),
    CONSTRAINT people_paused CHECK (((paused_at IS NULL) = (paused_until IS NULL))),
    CONSTRAINT people_refused_topics_check CHECK ((refused_topics <@ ARRAY['news'::text, 'seminars'::text, 'product tips'::text])),
    CONSTRAINT people_sealed CHECK (((sealed_at IS NULL) OR ((restricted_at IS NOT NULL) AND (objected_at IS NOT NULL)))),
    CONSTRAINT people_wishes_source_check CHECK ((wishes_source = ANY (ARRAY['person page'::text, 'staff'::text, 'restored'::text])))
);

COMMENT ON COLUMN contacts.people.id IS 'not personal';
COMMENT ON COLUMN contacts.people.email_key IS 'not personal';
COMMENT ON COLUMN contacts.people.email IS 'personal:email';
COMMENT ON COLUMN contacts.people.name IS 'personal:identity';
COMMENT ON COLUMN contacts.people.phone IS 'personal:phone';
COMMENT ON COLUMN contacts.people.title IS 'personal:profession';
COMMENT ON COLUMN contacts.people.role IS 'personal:profession';
COMMENT ON COLUMN contacts.people.proven_at IS 'not personal';
COMMENT ON COLUMN contacts.people.created_at IS 'not personal';
COMMENT ON COLUMN contacts.people.changed_at IS 'not personal';
COMMENT ON COLUMN contacts.people.version IS 'not personal';
COMMENT ON COLUMN contacts.people.erased_at IS 'not personal';
COMMENT ON COLUMN contacts.people.restricted_at IS 'not personal';
COMMENT ON COLUMN contacts.people.objected_at IS 'not personal';
COMMENT ON COLUMN contacts.people.sealed_at IS 'not personal';
COMMENT ON COLUMN contacts.people.waits_for IS 'not personal';
COMMENT ON COLUMN contacts.people.refused_topics IS 'not personal';
COMMENT ON COLUMN contacts.people.paused_at IS 'not personal';
COMMENT ON COLUMN contacts.people.paused_until IS 'not personal';
COMMENT ON COLUMN contacts.people.wishes_changed_at IS 'not personal';
COMMENT ON COLUMN contacts.people.wishes_source IS 'not personal';

--
-- Name: preferences; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.preferences (
    person_id uuid NOT NULL,
    channel text NOT NULL,
    allowed boolean NOT NULL,
    source_kind text NOT NULL,
    source_id uuid,
    notice_id uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT preferences_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'post'::text, 'phone'::text])))
);

COMMENT ON COLUMN contacts.preferences.person_id IS 'not personal';
COMMENT ON COLUMN contacts.preferences.channel IS 'not personal';
COMMENT ON COLUMN contacts.preferences.allowed IS 'not personal';
COMMENT ON COLUMN contacts.preferences.source_kind IS 'not personal';
COMMENT ON COLUMN contacts.preferences.source_id IS 'not personal';
COMMENT ON COLUMN contacts.preferences.notice_id IS 'not personal';
COMMENT ON COLUMN contacts.preferences.changed_at IS 'not personal';

--
-- Name: provenance; Type: VIEW; Schema: contacts; Owner: -
--

CREATE VIEW contacts.provenance WITH (security_invoker='true') AS
 SELECT o.id,
    o.subject_kind,
    o.subject_id,
    told.field,
    o.source_kind,
    o.source_id,
    o.notice_id,
    ARRAY( SELECT jsonb_array_elements_text(told.purposes) AS jsonb_array_elements_text) AS purposes,
    o.given_at,
    ((o.replaced ->> told.field))::timestamp with time zone AS replaced_at
   FROM (contacts.origins o
     CROSS JOIN LATERAL jsonb_each(o.purposes) told(field, purposes));

COMMENT ON COLUMN contacts.provenance.id IS 'not personal';
COMMENT ON COLUMN contacts.provenance.subject_kind IS 'not personal';
COMMENT ON COLUMN contacts.provenance.subject_id IS 'not personal';
COMMENT ON COLUMN contacts.provenance.field IS 'not personal';
COMMENT ON COLUMN contacts.provenance.source_kind IS 'not personal';
COMMENT ON COLUMN contacts.provenance.source_id IS 'not personal';
COMMENT ON COLUMN contacts.provenance.notice_id IS 'not personal';
COMMENT ON COLUMN contacts.provenance.purposes IS 'not personal';
COMMENT ON COLUMN contacts.provenance.given_at IS 'not personal';
COMMENT ON COLUMN contacts.provenance.replaced_at IS 'not personal';

--
-- Name: shares; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.shares (
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    tenant_company_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    basis text NOT NULL,
    ledger_id uuid,
    CONSTRAINT shares_check CHECK (((company_id = tenant_company_id) OR (ledger_id IS NOT NULL)))
);

COMMENT ON COLUMN contacts.shares.id IS 'not personal';
COMMENT ON COLUMN contacts.shares.company_id IS 'not personal';
COMMENT ON COLUMN contacts.shares.tenant_company_id IS 'not personal';
COMMENT ON COLUMN contacts.shares.since IS 'not personal';
COMMENT ON COLUMN contacts.shares.until IS 'not personal';
COMMENT ON COLUMN contacts.shares.basis IS 'not personal';
COMMENT ON COLUMN contacts.shares.ledger_id IS 'not personal';

--
-- Name: suppressions; Type: TABLE; Schema: contacts; Owner: -
--

CREATE TABLE contacts.suppressions (
    email_key bytea NOT NULL,
    channel text NOT NULL,
    since timestamp with time zone NOT NULL,
    source_kind text NOT NULL,
    source_id uuid,
    CONSTRAINT suppressions_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'post'::text, 'phone'::text])))
);

COMMENT ON COLUMN contacts.suppressions.email_key IS 'not personal';
COMMENT ON COLUMN contacts.suppressions.channel IS 'not personal';
COMMENT ON COLUMN contacts.suppressions.since IS 'not personal';
COMMENT ON COLUMN contacts.suppressions.source_kind IS 'not personal';
COMMENT ON COLUMN contacts.suppressions.source_id IS 'not personal';

--
-- Name: contracts; Type: TABLE; Schema: disclosures; Owner: -
--

CREATE TABLE disclosures.contracts (
    id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    kind text NOT NULL,
    fields text[] DEFAULT '{}'::text[] NOT NULL,
    frequency text,
    confidential boolean NOT NULL,
    signed_on date NOT NULL,
    ends_on date,
    reference text,
    confidential_on date,
    nothing_else boolean DEFAULT false NOT NULL,
    countries text[] DEFAULT '{}'::text[] NOT NULL,
    approval boolean DEFAULT false NOT NULL,
    format text DEFAULT 'csv'::text NOT NULL,
    CONSTRAINT contracts_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'json'::text]))),
    CONSTRAINT contracts_frequency_check CHECK ((frequency = ANY (ARRAY['each activation'::text, 'monthly'::text, 'quarterly'::text]))),
    CONSTRAINT contracts_kind_check CHECK ((kind = ANY (ARRAY['registration report'::text, 'reseller'::text, 'processing'::text]))),
    CONSTRAINT contracts_processing CHECK (((kind <> 'processing'::text) OR (cardinality(countries) > 0)))
);

COMMENT ON COLUMN disclosures.contracts.id IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.recipient_id IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.kind IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.fields IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.frequency IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.confidential IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.signed_on IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.ends_on IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.reference IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.confidential_on IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.nothing_else IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.countries IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.approval IS 'not personal';
COMMENT ON COLUMN disclosures.contracts.format IS 'not personal';

--
-- Name: deletions; Type: TABLE; Schema: disclosures; Owner: -
--

CREATE TABLE disclosures.deletions (
    id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    over_on date NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    ledger_id uuid,
    reminders integer DEFAULT 0 NOT NULL,
    reminded_at timestamp with time zone,
    confirmed_on date,
    evidence text,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT deletions_confirmed CHECK (((num_nonnulls(confirmed_on, evidence, confirmed_by, confirmed_at) = ANY (ARRAY[0, 4])) AND ((confirmed_at IS NULL) OR (withdrawn_at IS NULL)))),
    CONSTRAINT deletions_evidence_check CHECK ((evidence = ANY (ARRAY['certificate'::text, 'letter'::text, 'mail'::text])))
);

COMMENT ON COLUMN disclosures.deletions.id IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.recipient_id IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.over_on IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.asked_at IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.due_on IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.ledger_id IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.reminders IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.reminded_at IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.confirmed_on IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.evidence IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.confirmed_by IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.confirmed_at IS 'not personal';
COMMENT ON COLUMN disclosures.deletions.withdrawn_at IS 'not personal';

--
-- Name: hand_overs; Type: TABLE; Schema: disclosures; Owner: -
--

CREATE TABLE disclosures.hand_overs (
    id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid NOT NULL,
    purpose text NOT NULL,
    fields text[] NOT NULL,
    people integer NOT NULL,
    age_key text NOT NULL,
    envelope text NOT NULL,
    sha256 bytea NOT NULL,
    topic text,
    CONSTRAINT hand_overs_envelope_check CHECK ((envelope ~~ 'age-encryption.org/v1%'::text)),
    CONSTRAINT hand_overs_people_check CHECK ((people > 0)),
    CONSTRAINT hand_overs_sha256_check CHECK ((length(sha256) = 32))
);

COMMENT ON COLUMN disclosures.hand_overs.id IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.recipient_id IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.at IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.member_id IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.purpose IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.fields IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.people IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.age_key IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.envelope IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.sha256 IS 'not personal';
COMMENT ON COLUMN disclosures.hand_overs.topic IS 'not personal';

--
-- Name: ledger; Type: TABLE; Schema: disclosures; Owner: -
--

CREATE TABLE disclosures.ledger (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    recipient_kind text NOT NULL,
    recipient_id uuid NOT NULL,
    person_id uuid,
    company_id uuid,
    channel text NOT NULL,
    purpose text NOT NULL,
    fields text[] NOT NULL,
    basis text NOT NULL,
    about_kind text,
    about_id uuid,
    content_sha256 bytea,
    CONSTRAINT ledger_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'share'::text, 'report'::text, 'correction'::text, 'export'::text, 'webhook'::text, 'answer'::text, 'offer'::text]))),
    CONSTRAINT ledger_recipient_kind_check CHECK ((recipient_kind = ANY (ARRAY['licensor'::text, 'reseller'::text, 'processor'::text, 'witness'::text, 'person'::text, 'staff'::text, 'licensee'::text, 'authority'::text, 'webhook'::text]))),
    CONSTRAINT ledger_webhook_about_nobody CHECK (((recipient_kind <> 'webhook'::text) OR ((person_id IS NULL) AND (company_id IS NULL) AND (fields = '{}'::text[]) AND (channel = 'webhook'::text))))
);

COMMENT ON COLUMN disclosures.ledger.id IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.at IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.recipient_kind IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.recipient_id IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.person_id IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.company_id IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.channel IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.purpose IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.fields IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.basis IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.about_kind IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.about_id IS 'not personal';
COMMENT ON COLUMN disclosures.ledger.content_sha256 IS 'not personal';

--
-- Name: outside_hosts; Type: TABLE; Schema: disclosures; Owner: -
--

CREATE TABLE disclosures.outside_hosts (
    host text NOT NULL,
    recipient_id uuid NOT NULL,
    noted_by uuid NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT outside_hosts_host_check CHECK (((host = lower(host)) AND (host <> ''::text)))
);

COMMENT ON COLUMN disclosures.outside_hosts.host IS 'not personal';
COMMENT ON COLUMN disclosures.outside_hosts.recipient_id IS 'not personal';
COMMENT ON COLUMN disclosures.outside_hosts.noted_by IS 'not personal';
COMMENT ON COLUMN disclosures.outside_hosts.noted_at IS 'not personal';

--
-- Name: recipients; Type: TABLE; Schema: disclosures; Owner: -
--

CREATE TABLE disclosures.recipients (
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    company_id uuid,
    address text,
    country character(2) NOT NULL,
    mailbox text,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    age_key text,
    CONSTRAINT recipients_kind_check CHECK ((kind = ANY (ARRAY['licensor'::text, 'reseller'::text, 'processor'::text, 'witness'::text, 'authority'::text, 'webhook'::text])))
);

COMMENT ON COLUMN disclosures.recipients.id IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.kind IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.name IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.company_id IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.address IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.country IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.mailbox IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.created_at IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.ended_at IS 'not personal';
COMMENT ON COLUMN disclosures.recipients.age_key IS 'not personal';

--
-- Name: bam; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.bam (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    queue text,
    table_name text NOT NULL,
    command text NOT NULL,
    error text,
    created_on timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone
);

COMMENT ON COLUMN jobs.bam.id IS 'not personal';
COMMENT ON COLUMN jobs.bam.name IS 'not personal';
COMMENT ON COLUMN jobs.bam.version IS 'not personal';
COMMENT ON COLUMN jobs.bam.status IS 'not personal';
COMMENT ON COLUMN jobs.bam.queue IS 'not personal';
COMMENT ON COLUMN jobs.bam.table_name IS 'not personal';
COMMENT ON COLUMN jobs.bam.command IS 'not personal';
COMMENT ON COLUMN jobs.bam.error IS 'not personal';
COMMENT ON COLUMN jobs.bam.created_on IS 'not personal';
COMMENT ON COLUMN jobs.bam.started_on IS 'not personal';
COMMENT ON COLUMN jobs.bam.completed_on IS 'not personal';

--
-- Name: instance; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.instance (
    id uuid NOT NULL,
    name text,
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    node_version text NOT NULL,
    application_name text,
    heartbeat_seconds integer NOT NULL,
    supervise boolean NOT NULL,
    schedule boolean NOT NULL,
    migrate boolean NOT NULL,
    persist_queue_stats boolean NOT NULL,
    persist_warnings boolean NOT NULL,
    pool_max integer,
    pool_total integer,
    pool_idle integer,
    pool_waiting integer,
    workers jsonb DEFAULT '[]'::jsonb NOT NULL,
    metrics jsonb,
    config jsonb DEFAULT '{}'::jsonb NOT NULL,
    crash_restarts integer DEFAULT 0 NOT NULL,
    crash_restarts_since timestamp with time zone,
    started_on timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat_on timestamp with time zone DEFAULT now() NOT NULL,
    stopped_on timestamp with time zone
);

COMMENT ON COLUMN jobs.instance.id IS 'not personal';
COMMENT ON COLUMN jobs.instance.name IS 'not personal';
COMMENT ON COLUMN jobs.instance.host IS 'not personal';
COMMENT ON COLUMN jobs.instance.pid IS 'not personal';
COMMENT ON COLUMN jobs.instance.version IS 'not personal';
COMMENT ON COLUMN jobs.instance.node_version IS 'not personal';
COMMENT ON COLUMN jobs.instance.application_name IS 'not personal';
COMMENT ON COLUMN jobs.instance.heartbeat_seconds IS 'not personal';
COMMENT ON COLUMN jobs.instance.supervise IS 'not personal';
COMMENT ON COLUMN jobs.instance.schedule IS 'not personal';
COMMENT ON COLUMN jobs.instance.migrate IS 'not personal';
COMMENT ON COLUMN jobs.instance.persist_queue_stats IS 'not personal';
COMMENT ON COLUMN jobs.instance.persist_warnings IS 'not personal';
COMMENT ON COLUMN jobs.instance.pool_max IS 'not personal';
COMMENT ON COLUMN jobs.instance.pool_total IS 'not personal';
COMMENT ON COLUMN jobs.instance.pool_idle IS 'not personal';
COMMENT ON COLUMN jobs.instance.pool_waiting IS 'not personal';
COMMENT ON COLUMN jobs.instance.workers IS 'not personal';
COMMENT ON COLUMN jobs.instance.metrics IS 'not personal';
COMMENT ON COLUMN jobs.instance.config IS 'not personal';
COMMENT ON COLUMN jobs.instance.crash_restarts IS 'not personal';
COMMENT ON COLUMN jobs.instance.crash_restarts_since IS 'not personal';
COMMENT ON COLUMN jobs.instance.started_on IS 'not personal';
COMMENT ON COLUMN jobs.instance.heartbeat_on IS 'not personal';
COMMENT ON COLUMN jobs.instance.stopped_on IS 'not personal';

--
-- Name: job; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state jobs.job_state DEFAULT 'created'::jobs.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    trace_context jsonb,
    upsert_by_key boolean
)
PARTITION BY LIST (name);

COMMENT ON COLUMN jobs.job.id IS 'not personal';
COMMENT ON COLUMN jobs.job.name IS 'not personal';
COMMENT ON COLUMN jobs.job.priority IS 'not personal';
COMMENT ON COLUMN jobs.job.data IS 'not personal';
COMMENT ON COLUMN jobs.job.state IS 'not personal';
COMMENT ON COLUMN jobs.job.retry_limit IS 'not personal';
COMMENT ON COLUMN jobs.job.retry_count IS 'not personal';
COMMENT ON COLUMN jobs.job.retry_delay IS 'not personal';
COMMENT ON COLUMN jobs.job.retry_backoff IS 'not personal';
COMMENT ON COLUMN jobs.job.retry_delay_max IS 'not personal';
COMMENT ON COLUMN jobs.job.expire_seconds IS 'not personal';
COMMENT ON COLUMN jobs.job.deletion_seconds IS 'not personal';
COMMENT ON COLUMN jobs.job.singleton_key IS 'not personal';
COMMENT ON COLUMN jobs.job.singleton_on IS 'not personal';
COMMENT ON COLUMN jobs.job.group_id IS 'not personal';
COMMENT ON COLUMN jobs.job.group_tier IS 'not personal';
COMMENT ON COLUMN jobs.job.start_after IS 'not personal';
COMMENT ON COLUMN jobs.job.created_on IS 'not personal';
COMMENT ON COLUMN jobs.job.started_on IS 'not personal';
COMMENT ON COLUMN jobs.job.completed_on IS 'not personal';
COMMENT ON COLUMN jobs.job.keep_until IS 'not personal';
COMMENT ON COLUMN jobs.job.output IS 'not personal';
COMMENT ON COLUMN jobs.job.dead_letter IS 'not personal';
COMMENT ON COLUMN jobs.job.policy IS 'not personal';
COMMENT ON COLUMN jobs.job.heartbeat_on IS 'not personal';
COMMENT ON COLUMN jobs.job.heartbeat_seconds IS 'not personal';
COMMENT ON COLUMN jobs.job.blocked IS 'not personal';
COMMENT ON COLUMN jobs.job.blocking IS 'not personal';
COMMENT ON COLUMN jobs.job.pending_dependencies IS 'not personal';
COMMENT ON COLUMN jobs.job.source_name IS 'not personal';
COMMENT ON COLUMN jobs.job.source_id IS 'not personal';
COMMENT ON COLUMN jobs.job.source_created_on IS 'not personal';
COMMENT ON COLUMN jobs.job.source_retry_count IS 'not personal';
COMMENT ON COLUMN jobs.job.source_output IS 'not personal';
COMMENT ON COLUMN jobs.job.source_root_id IS 'not personal';
COMMENT ON COLUMN jobs.job.trace_context IS 'not personal';
COMMENT ON COLUMN jobs.job.upsert_by_key IS 'not personal';

--
-- Name: job_common; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.job_common (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state jobs.job_state DEFAULT 'created'::jobs.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    trace_context jsonb,
    upsert_by_key boolean,
    CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK ((NOT ((policy = 'key_strict_fifo'::text) AND (singleton_key IS NULL))))
);

COMMENT ON COLUMN jobs.job_common.id IS 'not personal';
COMMENT ON COLUMN jobs.job_common.name IS 'not personal';
COMMENT ON COLUMN jobs.job_common.priority IS 'not personal';
COMMENT ON COLUMN jobs.job_common.data IS 'not personal';
COMMENT ON COLUMN jobs.job_common.state IS 'not personal';
COMMENT ON COLUMN jobs.job_common.retry_limit IS 'not personal';
COMMENT ON COLUMN jobs.job_common.retry_count IS 'not personal';
COMMENT ON COLUMN jobs.job_common.retry_delay IS 'not personal';
COMMENT ON COLUMN jobs.job_common.retry_backoff IS 'not personal';
COMMENT ON COLUMN jobs.job_common.retry_delay_max IS 'not personal';
COMMENT ON COLUMN jobs.job_common.expire_seconds IS 'not personal';
COMMENT ON COLUMN jobs.job_common.deletion_seconds IS 'not personal';
COMMENT ON COLUMN jobs.job_common.singleton_key IS 'not personal';
COMMENT ON COLUMN jobs.job_common.singleton_on IS 'not personal';
COMMENT ON COLUMN jobs.job_common.group_id IS 'not personal';
COMMENT ON COLUMN jobs.job_common.group_tier IS 'not personal';
COMMENT ON COLUMN jobs.job_common.start_after IS 'not personal';
COMMENT ON COLUMN jobs.job_common.created_on IS 'not personal';
COMMENT ON COLUMN jobs.job_common.started_on IS 'not personal';
COMMENT ON COLUMN jobs.job_common.completed_on IS 'not personal';
COMMENT ON COLUMN jobs.job_common.keep_until IS 'not personal';
COMMENT ON COLUMN jobs.job_common.output IS 'not personal';
COMMENT ON COLUMN jobs.job_common.dead_letter IS 'not personal';
COMMENT ON COLUMN jobs.job_common.policy IS 'not personal';
COMMENT ON COLUMN jobs.job_common.heartbeat_on IS 'not personal';
COMMENT ON COLUMN jobs.job_common.heartbeat_seconds IS 'not personal';
COMMENT ON COLUMN jobs.job_common.blocked IS 'not personal';
COMMENT ON COLUMN jobs.job_common.blocking IS 'not personal';
COMMENT ON COLUMN jobs.job_common.pending_dependencies IS 'not personal';
COMMENT ON COLUMN jobs.job_common.source_name IS 'not personal';
COMMENT ON COLUMN jobs.job_common.source_id IS 'not personal';
COMMENT ON COLUMN jobs.job_common.source_created_on IS 'not personal';
COMMENT ON COLUMN jobs.job_common.source_retry_count IS 'not personal';
COMMENT ON COLUMN jobs.job_common.source_output IS 'not personal';
COMMENT ON COLUMN jobs.job_common.source_root_id IS 'not personal';
COMMENT ON COLUMN jobs.job_common.trace_context IS 'not personal';
COMMENT ON COLUMN jobs.job_common.upsert_by_key IS 'not personal';

--
-- Name: job_dependency; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.job_dependency (
    child_name text NOT NULL,
    child_id uuid NOT NULL,
    parent_name text NOT NULL,
    parent_id uuid NOT NULL
);

COMMENT ON COLUMN jobs.job_dependency.child_name IS 'not personal';
COMMENT ON COLUMN jobs.job_dependency.child_id IS 'not personal';
COMMENT ON COLUMN jobs.job_dependency.parent_name IS 'not personal';
COMMENT ON COLUMN jobs.job_dependency.parent_id IS 'not personal';

--
-- Name: queue; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.queue (
    name text NOT NULL,
    policy text NOT NULL,
    retry_limit integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    retry_delay_max integer,
    expire_seconds integer NOT NULL,
    retention_seconds integer NOT NULL,
    deletion_seconds integer NOT NULL,
    dead_letter text,
    partition boolean NOT NULL,
    table_name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    blocked_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    warning_queued integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    retained_count integer,
    retained_on timestamp with time zone,
    created_delta integer DEFAULT 0 NOT NULL,
    completed_delta integer DEFAULT 0 NOT NULL,
    failed_delta integer DEFAULT 0 NOT NULL,
    delta_on timestamp with time zone,
    delta_seconds integer,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    ready_history integer[] DEFAULT '{}'::integer[] NOT NULL,
    heartbeat_seconds integer,
    notify boolean DEFAULT false NOT NULL,
    singletons_active text[],
    monitor_claim_on timestamp with time zone,
    monitor_on timestamp with time zone,
    maintain_on timestamp with time zone,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT queue_check CHECK ((dead_letter IS DISTINCT FROM name))
);

COMMENT ON COLUMN jobs.queue.name IS 'not personal';
COMMENT ON COLUMN jobs.queue.policy IS 'not personal';
COMMENT ON COLUMN jobs.queue.retry_limit IS 'not personal';
COMMENT ON COLUMN jobs.queue.retry_delay IS 'not personal';
COMMENT ON COLUMN jobs.queue.retry_backoff IS 'not personal';
COMMENT ON COLUMN jobs.queue.retry_delay_max IS 'not personal';
COMMENT ON COLUMN jobs.queue.expire_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue.retention_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue.deletion_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue.dead_letter IS 'not personal';
COMMENT ON COLUMN jobs.queue.partition IS 'not personal';
COMMENT ON COLUMN jobs.queue.table_name IS 'not personal';
COMMENT ON COLUMN jobs.queue.deferred_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.blocked_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.queued_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.ready_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.warning_queued IS 'not personal';
COMMENT ON COLUMN jobs.queue.active_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.failed_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.total_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.retained_count IS 'not personal';
COMMENT ON COLUMN jobs.queue.retained_on IS 'not personal';
COMMENT ON COLUMN jobs.queue.created_delta IS 'not personal';
COMMENT ON COLUMN jobs.queue.completed_delta IS 'not personal';
COMMENT ON COLUMN jobs.queue.failed_delta IS 'not personal';
COMMENT ON COLUMN jobs.queue.delta_on IS 'not personal';
COMMENT ON COLUMN jobs.queue.delta_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue.wait_bins IS 'not personal';
COMMENT ON COLUMN jobs.queue.run_bins IS 'not personal';
COMMENT ON COLUMN jobs.queue.ready_oldest_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue.ready_history IS 'not personal';
COMMENT ON COLUMN jobs.queue.heartbeat_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue.notify IS 'not personal';
COMMENT ON COLUMN jobs.queue.singletons_active IS 'not personal';
COMMENT ON COLUMN jobs.queue.monitor_claim_on IS 'not personal';
COMMENT ON COLUMN jobs.queue.monitor_on IS 'not personal';
COMMENT ON COLUMN jobs.queue.maintain_on IS 'not personal';
COMMENT ON COLUMN jobs.queue.created_on IS 'not personal';
COMMENT ON COLUMN jobs.queue.updated_on IS 'not personal';

--
-- Name: queue_stats; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.queue_stats (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (captured_on);

COMMENT ON COLUMN jobs.queue_stats.id IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.name IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.deferred_count IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.queued_count IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.ready_count IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.active_count IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.failed_count IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.total_count IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.created_delta IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.completed_delta IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.failed_delta IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.delta_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.delta_on IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.wait_bins IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.run_bins IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.ready_oldest_seconds IS 'not personal';
COMMENT ON COLUMN jobs.queue_stats.captured_on IS 'not personal';

--
-- Name: schedule; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.schedule (
    name text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'cron'::text NOT NULL,
    cron text NOT NULL,
    timezone text DEFAULT 'UTC'::text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    last_job_id uuid,
    CONSTRAINT schedule_kind_check CHECK ((kind = ANY (ARRAY['cron'::text, 'rrule'::text])))
);

COMMENT ON COLUMN jobs.schedule.name IS 'not personal';
COMMENT ON COLUMN jobs.schedule.key IS 'not personal';
COMMENT ON COLUMN jobs.schedule.kind IS 'not personal';
COMMENT ON COLUMN jobs.schedule.cron IS 'not personal';
COMMENT ON COLUMN jobs.schedule.timezone IS 'not personal';
COMMENT ON COLUMN jobs.schedule.data IS 'not personal';
COMMENT ON COLUMN jobs.schedule.options IS 'not personal';
COMMENT ON COLUMN jobs.schedule.created_on IS 'not personal';
COMMENT ON COLUMN jobs.schedule.updated_on IS 'not personal';
COMMENT ON COLUMN jobs.schedule.last_job_id IS 'not personal';

--
-- Name: subscription; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON COLUMN jobs.subscription.event IS 'not personal';
COMMENT ON COLUMN jobs.subscription.name IS 'not personal';
COMMENT ON COLUMN jobs.subscription.created_on IS 'not personal';
COMMENT ON COLUMN jobs.subscription.updated_on IS 'not personal';

--
-- Name: version; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.version (
    version integer NOT NULL,
    cron_on timestamp with time zone,
    bam_on timestamp with time zone,
    flow_on timestamp with time zone,
    reindex_on timestamp with time zone,
    monitor_backoff_on timestamp with time zone
);

COMMENT ON COLUMN jobs.version.version IS 'not personal';
COMMENT ON COLUMN jobs.version.cron_on IS 'not personal';
COMMENT ON COLUMN jobs.version.bam_on IS 'not personal';
COMMENT ON COLUMN jobs.version.flow_on IS 'not personal';
COMMENT ON COLUMN jobs.version.reindex_on IS 'not personal';
COMMENT ON COLUMN jobs.version.monitor_backoff_on IS 'not personal';

--
-- Name: warning; Type: TABLE; Schema: jobs; Owner: -
--

CREATE TABLE jobs.warning (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    type text NOT NULL,
    message text NOT NULL,
    data jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON COLUMN jobs.warning.id IS 'not personal';
COMMENT ON COLUMN jobs.warning.type IS 'not personal';
COMMENT ON COLUMN jobs.warning.message IS 'not personal';
COMMENT ON COLUMN jobs.warning.data IS 'not personal';
COMMENT ON COLUMN jobs.warning.created_on IS 'not personal';

--
-- Name: activations; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.activations (
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    registration_id uuid,
    machine_key bytea,
    release_id uuid NOT NULL,
    activated_at timestamp with time zone NOT NULL,
    deactivated_at timestamp with time zone,
    machine_sha256 bytea,
    proof_sha256 bytea,
    machine_kind text,
    machine_parts jsonb,
    label text COLLATE pg_catalog."C",
    ends_on date,
    CONSTRAINT activations_machine_kind_check CHECK ((machine_kind = ANY (ARRAY['physical'::text, 'virtual'::text, 'terminal server'::text, 'dongle'::text]))),
    CONSTRAINT activations_machine_parts_check CHECK ((jsonb_typeof(machine_parts) = 'object'::text)),
    CONSTRAINT activations_machine_sha256_check CHECK ((length(machine_sha256) = 32)),
    CONSTRAINT activations_proof_sha256_check CHECK ((length(proof_sha256) = 32)),
    CONSTRAINT activations_term CHECK (((ends_on IS NULL) = (label IS NULL))),
    CONSTRAINT activations_told CHECK (((registration_id IS NULL) = (label IS NOT NULL)))
);

COMMENT ON COLUMN licensing.activations.id IS 'not personal';
COMMENT ON COLUMN licensing.activations.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.activations.registration_id IS 'not personal';
COMMENT ON COLUMN licensing.activations.machine_key IS 'not personal';
COMMENT ON COLUMN licensing.activations.release_id IS 'not personal';
COMMENT ON COLUMN licensing.activations.activated_at IS 'not personal';
COMMENT ON COLUMN licensing.activations.deactivated_at IS 'not personal';
COMMENT ON COLUMN licensing.activations.machine_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.activations.proof_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.activations.machine_kind IS 'not personal';
COMMENT ON COLUMN licensing.activations.machine_parts IS 'not personal';
COMMENT ON COLUMN licensing.activations.label IS 'not personal';
COMMENT ON COLUMN licensing.activations.ends_on IS 'not personal';

--
-- Name: contact_lists; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.contact_lists (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid NOT NULL,
    company_id uuid NOT NULL,
    lines integer NOT NULL,
    named integer NOT NULL
);

COMMENT ON COLUMN licensing.contact_lists.id IS 'not personal';
COMMENT ON COLUMN licensing.contact_lists.at IS 'not personal';
COMMENT ON COLUMN licensing.contact_lists.member_id IS 'not personal';
COMMENT ON COLUMN licensing.contact_lists.company_id IS 'not personal';
COMMENT ON COLUMN licensing.contact_lists.lines IS 'not personal';
COMMENT ON COLUMN licensing.contact_lists.named IS 'not personal';

--
-- Name: contracts; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.contracts (
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    licence_id uuid,
    kind text NOT NULL,
    number text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    renews_id uuid,
    declined_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT contracts_days CHECK ((ends_on >= starts_on)),
    CONSTRAINT contracts_kind_check CHECK ((kind = ANY (ARRAY['maintenance'::text, 'support'::text, 'rental'::text, 'training'::text, 'other'::text]))),
    CONSTRAINT contracts_maintenance CHECK (((kind <> 'maintenance'::text) OR (licence_id IS NOT NULL)))
);

COMMENT ON COLUMN licensing.contracts.id IS 'not personal';
COMMENT ON COLUMN licensing.contracts.company_id IS 'not personal';
COMMENT ON COLUMN licensing.contracts.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.contracts.kind IS 'not personal';
COMMENT ON COLUMN licensing.contracts.number IS 'not personal';
COMMENT ON COLUMN licensing.contracts.starts_on IS 'not personal';
COMMENT ON COLUMN licensing.contracts.ends_on IS 'not personal';
COMMENT ON COLUMN licensing.contracts.renews_id IS 'not personal';
COMMENT ON COLUMN licensing.contracts.declined_at IS 'not personal';
COMMENT ON COLUMN licensing.contracts.created_at IS 'not personal';

--
-- Name: dispute_claims; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.dispute_claims (
    id uuid NOT NULL,
    dispute_id uuid NOT NULL,
    side text NOT NULL,
    company_id uuid NOT NULL,
    CONSTRAINT dispute_claims_side_check CHECK ((side = ANY (ARRAY['holder'::text, 'claimant'::text])))
);

COMMENT ON COLUMN licensing.dispute_claims.id IS 'not personal';
COMMENT ON COLUMN licensing.dispute_claims.dispute_id IS 'not personal';
COMMENT ON COLUMN licensing.dispute_claims.side IS 'not personal';
COMMENT ON COLUMN licensing.dispute_claims.company_id IS 'not personal';

--
-- Name: dispute_evidence; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.dispute_evidence (
    id uuid NOT NULL,
    claim_id uuid NOT NULL,
    channel text NOT NULL,
    evidence text NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    CONSTRAINT dispute_evidence_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'mail'::text, 'letter'::text, 'registration'::text]))),
    CONSTRAINT dispute_evidence_evidence_check CHECK ((btrim(evidence) <> ''::text)),
    CONSTRAINT dispute_evidence_noted CHECK (((channel = 'registration'::text) = (member_id IS NULL)))
);

COMMENT ON COLUMN licensing.dispute_evidence.id IS 'not personal';
COMMENT ON COLUMN licensing.dispute_evidence.claim_id IS 'not personal';
COMMENT ON COLUMN licensing.dispute_evidence.channel IS 'not personal';
COMMENT ON COLUMN licensing.dispute_evidence.evidence IS 'personal:question';
COMMENT ON COLUMN licensing.dispute_evidence.at IS 'not personal';
COMMENT ON COLUMN licensing.dispute_evidence.member_id IS 'not personal';

--
-- Name: dispute_tellings; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.dispute_tellings (
    id uuid NOT NULL,
    claim_id uuid NOT NULL,
    what text NOT NULL,
    at timestamp with time zone NOT NULL,
    ledger_id uuid,
    CONSTRAINT dispute_tellings_what_check CHECK ((what = ANY (ARRAY['opened'::text, 'stays'::text, 'goes over'::text, 'taken back'::text])))
);

COMMENT ON COLUMN licensing.dispute_tellings.id IS 'not personal';
COMMENT ON COLUMN licensing.dispute_tellings.claim_id IS 'not personal';
COMMENT ON COLUMN licensing.dispute_tellings.what IS 'not personal';
COMMENT ON COLUMN licensing.dispute_tellings.at IS 'not personal';
COMMENT ON COLUMN licensing.dispute_tellings.ledger_id IS 'not personal';

--
-- Name: disputes; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.disputes (
    id uuid NOT NULL,
    number bigint NOT NULL,
    licence_id uuid NOT NULL,
    state text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid,
    registration_id uuid,
    decided_at timestamp with time zone,
    decided_by uuid,
    reason text,
    seats_until timestamp with time zone,
    seats_freed_at timestamp with time zone,
    CONSTRAINT disputes_check CHECK ((decided_by <> opened_by)),
    CONSTRAINT disputes_decided CHECK ((((state = 'open'::text) = (decided_at IS NULL)) AND ((state = ANY (ARRAY['stays'::text, 'goes over'::text])) = (decided_by IS NOT NULL)) AND ((decided_by IS NULL) = (reason IS NULL)))),
    CONSTRAINT disputes_opened CHECK (((opened_by IS NULL) = (registration_id IS NOT NULL))),
    CONSTRAINT disputes_seats CHECK ((((state = 'goes over'::text) = (seats_until IS NOT NULL)) AND ((seats_freed_at IS NULL) OR (seats_until IS NOT NULL)))),
    CONSTRAINT disputes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'stays'::text, 'goes over'::text, 'one company'::text])))
);

COMMENT ON COLUMN licensing.disputes.id IS 'not personal';
COMMENT ON COLUMN licensing.disputes.number IS 'not personal';
COMMENT ON COLUMN licensing.disputes.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.disputes.state IS 'not personal';
COMMENT ON COLUMN licensing.disputes.opened_at IS 'not personal';
COMMENT ON COLUMN licensing.disputes.opened_by IS 'not personal';
COMMENT ON COLUMN licensing.disputes.registration_id IS 'not personal';
COMMENT ON COLUMN licensing.disputes.decided_at IS 'not personal';
COMMENT ON COLUMN licensing.disputes.decided_by IS 'not personal';
COMMENT ON COLUMN licensing.disputes.reason IS 'not personal';
COMMENT ON COLUMN licensing.disputes.seats_until IS 'not personal';
COMMENT ON COLUMN licensing.disputes.seats_freed_at IS 'not personal';

--
-- Name: disputes_number_seq; Type: SEQUENCE; Schema: licensing; Owner: -
--

ALTER TABLE licensing.disputes ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME licensing.disputes_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: downloads; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.downloads (
    licence_id uuid NOT NULL,
    file_id uuid NOT NULL,
    day date NOT NULL
);

COMMENT ON COLUMN licensing.downloads.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.downloads.file_id IS 'not personal';
COMMENT ON COLUMN licensing.downloads.day IS 'not personal';

--
-- Name: export_pieces; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.export_pieces (
    export_id uuid NOT NULL,
    number integer NOT NULL,
    sealed bytea NOT NULL
);

COMMENT ON COLUMN licensing.export_pieces.export_id IS 'not personal';
COMMENT ON COLUMN licensing.export_pieces.number IS 'not personal';
COMMENT ON COLUMN licensing.export_pieces.sealed IS 'personal:message';

--
-- Name: exports; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.exports (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    format text NOT NULL,
    tables text[] NOT NULL,
    filters jsonb NOT NULL,
    purpose text NOT NULL,
    lookup_id uuid,
    state text NOT NULL,
    runner uuid,
    beat_at timestamp with time zone,
    code text,
    rows_total bigint,
    rows_done bigint DEFAULT 0 NOT NULL,
    file_bytes bigint,
    file_sha256 bytea,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT exports_file_sha256_check CHECK ((length(file_sha256) = 32)),
    CONSTRAINT exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
    CONSTRAINT exports_state_check CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'done'::text, 'deleted'::text]))),
    CONSTRAINT exports_tables_check CHECK ((cardinality(tables) > 0))
);

COMMENT ON COLUMN licensing.exports.id IS 'not personal';
COMMENT ON COLUMN licensing.exports.member_id IS 'not personal';
COMMENT ON COLUMN licensing.exports.format IS 'not personal';
COMMENT ON COLUMN licensing.exports.tables IS 'not personal';
COMMENT ON COLUMN licensing.exports.filters IS 'not personal';
COMMENT ON COLUMN licensing.exports.purpose IS 'not personal';
COMMENT ON COLUMN licensing.exports.lookup_id IS 'not personal';
COMMENT ON COLUMN licensing.exports.state IS 'not personal';
COMMENT ON COLUMN licensing.exports.runner IS 'not personal';
COMMENT ON COLUMN licensing.exports.beat_at IS 'not personal';
COMMENT ON COLUMN licensing.exports.code IS 'not personal';
COMMENT ON COLUMN licensing.exports.rows_total IS 'not personal';
COMMENT ON COLUMN licensing.exports.rows_done IS 'not personal';
COMMENT ON COLUMN licensing.exports.file_bytes IS 'not personal';
COMMENT ON COLUMN licensing.exports.file_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.exports.created_at IS 'not personal';
COMMENT ON COLUMN licensing.exports.changed_at IS 'not personal';
COMMENT ON COLUMN licensing.exports.expires_at IS 'not personal';

--
-- Name: features; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.features (
    product_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    meter jsonb,
    CONSTRAINT features_code_check CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'::text)),
    CONSTRAINT features_meter_check CHECK ((meter ?& ARRAY['cap'::text, 'period'::text]))
);

COMMENT ON COLUMN licensing.features.product_id IS 'not personal';
COMMENT ON COLUMN licensing.features.code IS 'not personal';
COMMENT ON COLUMN licensing.features.name IS 'not personal';
COMMENT ON COLUMN licensing.features.created_at IS 'not personal';
COMMENT ON COLUMN licensing.features.meter IS 'not personal';

--
-- Name: foreign_serials; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.foreign_serials (
    key text NOT NULL COLLATE pg_catalog."C",
    licence_id uuid NOT NULL
);

COMMENT ON COLUMN licensing.foreign_serials.key IS 'not personal';
COMMENT ON COLUMN licensing.foreign_serials.licence_id IS 'not personal';

--
-- Name: handovers; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.handovers (
    id bigint NOT NULL,
    licence_id uuid NOT NULL,
    kind text NOT NULL,
    from_company_id uuid,
    to_company_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    by_company_id uuid,
    CONSTRAINT handovers_kind_check CHECK ((kind = ANY (ARRAY['issued'::text, 'passed on'::text, 'handed over'::text, 'transferred'::text])))
);

COMMENT ON COLUMN licensing.handovers.id IS 'not personal';
COMMENT ON COLUMN licensing.handovers.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.handovers.kind IS 'not personal';
COMMENT ON COLUMN licensing.handovers.from_company_id IS 'not personal';
COMMENT ON COLUMN licensing.handovers.to_company_id IS 'not personal';
COMMENT ON COLUMN licensing.handovers.at IS 'not personal';
COMMENT ON COLUMN licensing.handovers.actor_kind IS 'not personal';
COMMENT ON COLUMN licensing.handovers.actor_id IS 'not personal';
COMMENT ON COLUMN licensing.handovers.by_company_id IS 'not personal';

--
-- Name: handovers_id_seq; Type: SEQUENCE; Schema: licensing; Owner: -
--

ALTER TABLE licensing.handovers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME licensing.handovers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: import_faults; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.import_faults (
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    code text NOT NULL,
    field text DEFAULT ''::text NOT NULL
);

COMMENT ON COLUMN licensing.import_faults.import_id IS 'not personal';
COMMENT ON COLUMN licensing.import_faults.line IS 'not personal';
COMMENT ON COLUMN licensing.import_faults.code IS 'not personal';
COMMENT ON COLUMN licensing.import_faults.field IS 'not personal';

--
-- Name: import_pieces; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.import_pieces (
    file_id uuid NOT NULL,
    number integer NOT NULL,
    sealed bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN licensing.import_pieces.file_id IS 'not personal';
COMMENT ON COLUMN licensing.import_pieces.number IS 'not personal';
COMMENT ON COLUMN licensing.import_pieces.sealed IS 'personal:message';
COMMENT ON COLUMN licensing.import_pieces.at IS 'not personal';

--
-- Name: import_resellers; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.import_resellers (
    import_id uuid NOT NULL,
    reseller_company_id uuid NOT NULL,
    customers integer NOT NULL,
    CONSTRAINT import_resellers_customers_check CHECK ((customers > 0))
);

COMMENT ON COLUMN licensing.import_resellers.import_id IS 'not personal';
COMMENT ON COLUMN licensing.import_resellers.reseller_company_id IS 'not personal';
COMMENT ON COLUMN licensing.import_resellers.customers IS 'not personal';

--
-- Name: imports; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.imports (
    id uuid NOT NULL,
    file_id uuid NOT NULL,
    file_name text NOT NULL,
    file_sha256 bytea NOT NULL,
    file_bytes bigint NOT NULL,
    header text[] NOT NULL,
    header_sha256 bytea NOT NULL,
    plan jsonb,
    came_from text,
    notice_id uuid,
    state text NOT NULL,
    runner uuid,
    beat_at timestamp with time zone,
    code text,
    rows_total bigint,
    rows_done bigint DEFAULT 0 NOT NULL,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT imports_file_sha256_check CHECK ((length(file_sha256) = 32)),
    CONSTRAINT imports_header_sha256_check CHECK ((length(header_sha256) = 32)),
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'running'::text, 'stopped'::text, 'done'::text, 'undoing'::text, 'undone'::text])))
);

COMMENT ON COLUMN licensing.imports.id IS 'not personal';
COMMENT ON COLUMN licensing.imports.file_id IS 'not personal';
COMMENT ON COLUMN licensing.imports.file_name IS 'not personal';
COMMENT ON COLUMN licensing.imports.file_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.imports.file_bytes IS 'not personal';
COMMENT ON COLUMN licensing.imports.header IS 'not personal';
COMMENT ON COLUMN licensing.imports.header_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.imports.plan IS 'not personal';
COMMENT ON COLUMN licensing.imports.came_from IS 'not personal';
COMMENT ON COLUMN licensing.imports.notice_id IS 'not personal';
COMMENT ON COLUMN licensing.imports.state IS 'not personal';
COMMENT ON COLUMN licensing.imports.runner IS 'not personal';
COMMENT ON COLUMN licensing.imports.beat_at IS 'not personal';
COMMENT ON COLUMN licensing.imports.code IS 'not personal';
COMMENT ON COLUMN licensing.imports.rows_total IS 'not personal';
COMMENT ON COLUMN licensing.imports.rows_done IS 'not personal';
COMMENT ON COLUMN licensing.imports.counts IS 'not personal';
COMMENT ON COLUMN licensing.imports.created_by IS 'not personal';
COMMENT ON COLUMN licensing.imports.created_at IS 'not personal';
COMMENT ON COLUMN licensing.imports.changed_at IS 'not personal';

--
-- Name: inquiries; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.inquiries (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    channel text NOT NULL,
    asked_person_id uuid,
    member_id uuid,
    licence_id uuid,
    company_id uuid,
    domain_id uuid,
    answer text NOT NULL,
    named_person_id uuid,
    ledger_id uuid,
    evidence text,
    list_id uuid,
    CONSTRAINT inquiries_about CHECK (((answer = 'no licence'::text) OR ((licence_id IS NOT NULL) AND (company_id IS NOT NULL)))),
    CONSTRAINT inquiries_answer_check CHECK ((answer = ANY (ARRAY['named'::text, 'former contact'::text, 'not confirmed'::text, 'no licence'::text]))),
    CONSTRAINT inquiries_asked_by CHECK ((((channel = 'page'::text) = (member_id IS NULL)) AND ((asked_person_id IS NULL) OR (channel = 'page'::text)))),
    CONSTRAINT inquiries_channel_check CHECK ((channel = ANY (ARRAY['page'::text, 'phone'::text, 'mail'::text, 'letter'::text, 'list'::text]))),
    CONSTRAINT inquiries_evidence CHECK (((channel = ANY (ARRAY['page'::text, 'list'::text])) = (evidence IS NULL))),
    CONSTRAINT inquiries_evidence_check CHECK ((btrim(evidence) <> ''::text)),
    CONSTRAINT inquiries_list CHECK (((channel = 'list'::text) = (list_id IS NOT NULL))),
    CONSTRAINT inquiries_named CHECK ((((answer = 'named'::text) = (named_person_id IS NOT NULL)) AND ((answer = 'named'::text) = (ledger_id IS NOT NULL))))
);

COMMENT ON COLUMN licensing.inquiries.id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.at IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.channel IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.asked_person_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.member_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.company_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.domain_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.answer IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.named_person_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.ledger_id IS 'not personal';
COMMENT ON COLUMN licensing.inquiries.evidence IS 'personal:message';
COMMENT ON COLUMN licensing.inquiries.list_id IS 'not personal';

--
-- Name: lease_days; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.lease_days (
    licence_id uuid NOT NULL,
    day date NOT NULL,
    peak integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL
);

COMMENT ON COLUMN licensing.lease_days.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.lease_days.day IS 'not personal';
COMMENT ON COLUMN licensing.lease_days.peak IS 'not personal';
COMMENT ON COLUMN licensing.lease_days.refused IS 'not personal';

--
-- Name: leases; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.leases (
    licence_id uuid NOT NULL,
    seat integer NOT NULL,
    activation_id uuid NOT NULL,
    leased_at timestamp with time zone NOT NULL,
    renewed_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone NOT NULL,
    borrowed boolean NOT NULL,
    CONSTRAINT leases_seat_check CHECK (((seat >= 1) AND (seat <= 100000)))
);

COMMENT ON COLUMN licensing.leases.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.leases.seat IS 'not personal';
COMMENT ON COLUMN licensing.leases.activation_id IS 'not personal';
COMMENT ON COLUMN licensing.leases.leased_at IS 'not personal';
COMMENT ON COLUMN licensing.leases.renewed_at IS 'not personal';
COMMENT ON COLUMN licensing.leases.leased_until IS 'not personal';
COMMENT ON COLUMN licensing.leases.borrowed IS 'not personal';

--
-- Name: licence_events; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.licence_events (
    id bigint NOT NULL,
    licence_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    code text,
    CONSTRAINT licence_events_kind_check CHECK ((kind = ANY (ARRAY['dispute opened'::text, 'dispute decided'::text, 'dispute taken up again'::text, 'meter reset'::text, 'meter set'::text, 'downloaded'::text, 'imported'::text, 'machine changed'::text, 'seat borrowed'::text, 'seat returned'::text, 'lease ended'::text, 'renewal made'::text, 'created'::text, 'issued'::text, 'activated'::text, 'refused'::text, 'deactivated'::text, 'suspended'::text, 'resumed'::text, 'held'::text, 'released'::text, 'revoked'::text, 'reinstated'::text, 'replaced'::text, 'extended'::text, 'renewed'::text, 'handed over'::text, 'passed on'::text])))
);

COMMENT ON COLUMN licensing.licence_events.id IS 'not personal';
COMMENT ON COLUMN licensing.licence_events.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.licence_events.at IS 'not personal';
COMMENT ON COLUMN licensing.licence_events.kind IS 'not personal';
COMMENT ON COLUMN licensing.licence_events.actor_kind IS 'not personal';
COMMENT ON COLUMN licensing.licence_events.actor_id IS 'not personal';
COMMENT ON COLUMN licensing.licence_events.code IS 'not personal';

--
-- Name: licence_events_id_seq; Type: SEQUENCE; Schema: licensing; Owner: -
--

ALTER TABLE licensing.licence_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME licensing.licence_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: licence_meters; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.licence_meters (
    licence_id uuid NOT NULL,
    feature text NOT NULL COLLATE pg_catalog."C",
    meter jsonb NOT NULL,
    CONSTRAINT licence_meters_meter_check CHECK ((meter ?& ARRAY['cap'::text, 'period'::text]))
);

COMMENT ON COLUMN licensing.licence_meters.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.licence_meters.feature IS 'not personal';
COMMENT ON COLUMN licensing.licence_meters.meter IS 'not personal';

--
-- Name: licences; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.licences (
    id uuid NOT NULL,
    serial text NOT NULL COLLATE pg_catalog."C",
    product_id uuid NOT NULL,
    release_id uuid NOT NULL,
    kind text DEFAULT 'perpetual'::text NOT NULL,
    state text NOT NULL,
    seats integer NOT NULL,
    seats_used integer DEFAULT 0 NOT NULL,
    expires_on date,
    maintenance_until date,
    holder_company_id uuid,
    company_id uuid,
    created_at timestamp with time zone NOT NULL,
    issued_at timestamp with time zone,
    activated_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    features text[],
    floating jsonb,
    grace jsonb,
    machines jsonb,
    seats_named integer DEFAULT 0 NOT NULL,
    CONSTRAINT licences_features_check CHECK ((cardinality(features) <= 64)),
    CONSTRAINT licences_floating_check CHECK ((floating ?& ARRAY['leaseMinutes'::text, 'heartbeatMinutes'::text, 'borrowDays'::text])),
    CONSTRAINT licences_grace_check CHECK ((grace ?& ARRAY['networkDays'::text, 'expiryDays'::text, 'leaseHours'::text])),
    CONSTRAINT licences_kind_check CHECK ((kind = ANY (ARRAY['perpetual'::text, 'subscription'::text, 'trial'::text, 'education'::text, 'nfr'::text, 'demo'::text, 'home'::text]))),
    CONSTRAINT licences_machines_check CHECK ((machines ?& ARRAY['match'::text, 'virtual'::text, 'terminalServer'::text])),
    CONSTRAINT licences_named CHECK (((seats_used + seats_named) <= seats)),
    CONSTRAINT licences_seats CHECK (((seats_used >= 0) AND (seats_used <= seats))),
    CONSTRAINT licences_seats_check CHECK (((seats >= 1) AND (seats <= 100000))),
    CONSTRAINT licences_seats_named_check CHECK ((seats_named >= 0)),
    CONSTRAINT licences_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'issued'::text, 'active'::text, 'suspended'::text, 'on hold'::text, 'revoked'::text, 'replaced'::text])))
);

COMMENT ON COLUMN licensing.licences.id IS 'not personal';
COMMENT ON COLUMN licensing.licences.serial IS 'not personal';
COMMENT ON COLUMN licensing.licences.product_id IS 'not personal';
COMMENT ON COLUMN licensing.licences.release_id IS 'not personal';
COMMENT ON COLUMN licensing.licences.kind IS 'not personal';
COMMENT ON COLUMN licensing.licences.state IS 'not personal';
COMMENT ON COLUMN licensing.licences.seats IS 'not personal';
COMMENT ON COLUMN licensing.licences.seats_used IS 'not personal';
COMMENT ON COLUMN licensing.licences.expires_on IS 'not personal';
COMMENT ON COLUMN licensing.licences.maintenance_until IS 'not personal';
COMMENT ON COLUMN licensing.licences.holder_company_id IS 'not personal';
COMMENT ON COLUMN licensing.licences.company_id IS 'not personal';
COMMENT ON COLUMN licensing.licences.created_at IS 'not personal';
COMMENT ON COLUMN licensing.licences.issued_at IS 'not personal';
COMMENT ON COLUMN licensing.licences.activated_at IS 'not personal';
COMMENT ON COLUMN licensing.licences.changed_at IS 'not personal';
COMMENT ON COLUMN licensing.licences.features IS 'not personal';
COMMENT ON COLUMN licensing.licences.floating IS 'not personal';
COMMENT ON COLUMN licensing.licences.grace IS 'not personal';
COMMENT ON COLUMN licensing.licences.machines IS 'not personal';
COMMENT ON COLUMN licensing.licences.seats_named IS 'not personal';

--
-- Name: meter_counters; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.meter_counters (
    activation_id uuid NOT NULL,
    counter text NOT NULL COLLATE pg_catalog."C",
    feature text NOT NULL COLLATE pg_catalog."C",
    total bigint NOT NULL,
    CONSTRAINT meter_counters_counter_check CHECK ((counter ~ '^[A-Za-z0-9_-]{16,32}$'::text)),
    CONSTRAINT meter_counters_total_check CHECK ((total >= 0))
);

COMMENT ON COLUMN licensing.meter_counters.activation_id IS 'not personal';
COMMENT ON COLUMN licensing.meter_counters.counter IS 'not personal';
COMMENT ON COLUMN licensing.meter_counters.feature IS 'not personal';
COMMENT ON COLUMN licensing.meter_counters.total IS 'not personal';

--
-- Name: meter_counts; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.meter_counts (
    licence_id uuid NOT NULL,
    feature text NOT NULL COLLATE pg_catalog."C",
    period text NOT NULL,
    starts_on date NOT NULL,
    used bigint DEFAULT 0 NOT NULL,
    refused bigint DEFAULT 0 NOT NULL,
    CONSTRAINT meter_counts_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text, 'year'::text, 'never'::text]))),
    CONSTRAINT meter_counts_used_check CHECK ((used >= 0))
);

COMMENT ON COLUMN licensing.meter_counts.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.meter_counts.feature IS 'not personal';
COMMENT ON COLUMN licensing.meter_counts.period IS 'not personal';
COMMENT ON COLUMN licensing.meter_counts.starts_on IS 'not personal';
COMMENT ON COLUMN licensing.meter_counts.used IS 'not personal';
COMMENT ON COLUMN licensing.meter_counts.refused IS 'not personal';

--
-- Name: named_seats; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.named_seats (
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    company_id uuid NOT NULL,
    person_id uuid NOT NULL,
    notice_id uuid NOT NULL,
    name text,
    email text,
    assigned_at timestamp with time zone NOT NULL,
    assigned_by uuid NOT NULL,
    activation_id uuid,
    ended_at timestamp with time zone,
    ended_by uuid,
    ended_how text,
    CONSTRAINT named_seats_ended CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
    CONSTRAINT named_seats_ended_how_check CHECK ((ended_how = ANY (ARRAY['taken back'::text, 'passed on'::text, 'erased'::text]))),
    CONSTRAINT named_seats_erased CHECK ((((email IS NULL) = (name IS NULL)) AND ((email IS NOT NULL) OR (ended_at IS NOT NULL))))
);

COMMENT ON COLUMN licensing.named_seats.id IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.company_id IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.person_id IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.notice_id IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.name IS 'personal:identity';
COMMENT ON COLUMN licensing.named_seats.email IS 'personal:email';
COMMENT ON COLUMN licensing.named_seats.assigned_at IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.assigned_by IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.activation_id IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.ended_at IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.ended_by IS 'not personal';
COMMENT ON COLUMN licensing.named_seats.ended_how IS 'not personal';

--
-- Name: notice_licensors; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.notice_licensors (
    notice_id uuid NOT NULL,
    licensor_id uuid NOT NULL,
    product_id uuid NOT NULL,
    fields text[] NOT NULL,
    CONSTRAINT notice_licensors_fields_check CHECK ((cardinality(fields) > 0))
);

COMMENT ON COLUMN licensing.notice_licensors.notice_id IS 'not personal';
COMMENT ON COLUMN licensing.notice_licensors.licensor_id IS 'not personal';
COMMENT ON COLUMN licensing.notice_licensors.product_id IS 'not personal';
COMMENT ON COLUMN licensing.notice_licensors.fields IS 'not personal';

--
-- Name: order_events; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.order_events (
    id bigint NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    CONSTRAINT order_events_kind_check CHECK ((kind = ANY (ARRAY['placed'::text, 'confirmed'::text, 'fulfilled'::text, 'cancelled'::text, 'refused'::text, 'asked'::text, 'answered'::text])))
);

COMMENT ON COLUMN licensing.order_events.id IS 'not personal';
COMMENT ON COLUMN licensing.order_events.order_id IS 'not personal';
COMMENT ON COLUMN licensing.order_events.kind IS 'not personal';
COMMENT ON COLUMN licensing.order_events.at IS 'not personal';
COMMENT ON COLUMN licensing.order_events.actor_kind IS 'not personal';
COMMENT ON COLUMN licensing.order_events.actor_id IS 'not personal';

--
-- Name: order_events_id_seq; Type: SEQUENCE; Schema: licensing; Owner: -
--

ALTER TABLE licensing.order_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME licensing.order_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: order_licences; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.order_licences (
    order_id uuid NOT NULL,
    licence_id uuid NOT NULL
);

COMMENT ON COLUMN licensing.order_licences.order_id IS 'not personal';
COMMENT ON COLUMN licensing.order_licences.licence_id IS 'not personal';

--
-- Name: order_questions; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.order_questions (
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    person_id uuid NOT NULL,
    ledger_id uuid NOT NULL,
    question text,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid,
    answer text,
    answered_at timestamp with time zone,
    answered_by text,
    CONSTRAINT order_questions_answered CHECK ((((answered_at IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) OR (answered_at IS NOT NULL)))),
    CONSTRAINT order_questions_answered_by_check CHECK ((answered_by = ANY (ARRAY['page'::text, 'phone'::text, 'mail'::text, 'letter'::text])))
);

COMMENT ON COLUMN licensing.order_questions.id IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.order_id IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.person_id IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.ledger_id IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.question IS 'personal:question';
COMMENT ON COLUMN licensing.order_questions.asked_at IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.asked_by IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.answer IS 'personal:question';
COMMENT ON COLUMN licensing.order_questions.answered_at IS 'not personal';
COMMENT ON COLUMN licensing.order_questions.answered_by IS 'not personal';

--
-- Name: orders; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.orders (
    id uuid NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    company_id uuid NOT NULL,
    holder_company_id uuid,
    product_id uuid,
    licence_kind text,
    seats integer,
    copies integer,
    contract_id uuid,
    reference text,
    state text NOT NULL,
    reason text,
    renewed_by_id uuid,
    placed_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT orders_copies_check CHECK (((copies >= 1) AND (copies <= 500))),
    CONSTRAINT orders_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'renewal'::text]))),
    CONSTRAINT orders_licence_kind_check CHECK ((licence_kind = ANY (ARRAY['perpetual'::text, 'subscription'::text, 'trial'::text, 'education'::text, 'nfr'::text, 'demo'::text, 'home'::text]))),
    CONSTRAINT orders_new CHECK (((kind <> 'new'::text) OR ((holder_company_id IS NOT NULL) AND (contract_id IS NULL) AND (num_nonnulls(product_id, licence_kind, seats, copies) = 4)))),
    CONSTRAINT orders_reason CHECK (((reason IS NOT NULL) = (state = ANY (ARRAY['cancelled'::text, 'refused'::text])))),
    CONSTRAINT orders_reference_check CHECK ((reference ~ '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$'::text)),
    CONSTRAINT orders_renewal CHECK (((kind <> 'renewal'::text) OR ((contract_id IS NOT NULL) AND (num_nonnulls(product_id, licence_kind, seats, copies) = 0)))),
    CONSTRAINT orders_renewed CHECK (((renewed_by_id IS NOT NULL) = ((kind = 'renewal'::text) AND (state = 'fulfilled'::text)))),
    CONSTRAINT orders_seats_check CHECK (((seats >= 1) AND (seats <= 100000))),
    CONSTRAINT orders_state_check CHECK ((state = ANY (ARRAY['placed'::text, 'confirmed'::text, 'fulfilled'::text, 'cancelled'::text, 'refused'::text])))
);

COMMENT ON COLUMN licensing.orders.id IS 'not personal';
COMMENT ON COLUMN licensing.orders.number IS 'not personal';
COMMENT ON COLUMN licensing.orders.kind IS 'not personal';
COMMENT ON COLUMN licensing.orders.company_id IS 'not personal';
COMMENT ON COLUMN licensing.orders.holder_company_id IS 'not personal';
COMMENT ON COLUMN licensing.orders.product_id IS 'not personal';
COMMENT ON COLUMN licensing.orders.licence_kind IS 'not personal';
COMMENT ON COLUMN licensing.orders.seats IS 'not personal';
COMMENT ON COLUMN licensing.orders.copies IS 'not personal';
COMMENT ON COLUMN licensing.orders.contract_id IS 'not personal';
COMMENT ON COLUMN licensing.orders.reference IS 'not personal';
COMMENT ON COLUMN licensing.orders.state IS 'not personal';
COMMENT ON COLUMN licensing.orders.reason IS 'not personal';
COMMENT ON COLUMN licensing.orders.renewed_by_id IS 'not personal';
COMMENT ON COLUMN licensing.orders.placed_at IS 'not personal';
COMMENT ON COLUMN licensing.orders.changed_at IS 'not personal';

--
-- Name: products; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.products (
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN licensing.products.id IS 'not personal';
COMMENT ON COLUMN licensing.products.code IS 'not personal';
COMMENT ON COLUMN licensing.products.name IS 'not personal';
COMMENT ON COLUMN licensing.products.created_at IS 'not personal';

--
-- Name: pupil_labels; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.pupil_labels (
    label text NOT NULL COLLATE pg_catalog."C",
    term_id uuid NOT NULL,
    CONSTRAINT pupil_labels_label_check CHECK ((label ~ '^[0-9]{4}-[0-9]{4}-[0-9]{4}$'::text))
);

COMMENT ON COLUMN licensing.pupil_labels.label IS 'not personal';
COMMENT ON COLUMN licensing.pupil_labels.term_id IS 'not personal';

--
-- Name: registrations; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.registrations (
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    company_id uuid NOT NULL,
    person_id uuid NOT NULL,
    notice_id uuid NOT NULL,
    state text NOT NULL,
    source_kind text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    company_name text NOT NULL,
    email_key bytea NOT NULL,
    email text,
    name text,
    phone text,
    title text,
    role text,
    street text,
    postal_code text,
    city text,
    region text,
    country character(2) NOT NULL,
    products_designed text,
    primary_product text,
    industry text,
    applied_at timestamp with time zone,
    disowned_at timestamp with time zone,
    CONSTRAINT registrations_check CHECK (((state = 'applied'::text) = (applied_at IS NOT NULL))),
    CONSTRAINT registrations_check1 CHECK (((state = 'disowned'::text) = (disowned_at IS NOT NULL))),
    CONSTRAINT registrations_erased CHECK (((email IS NOT NULL) OR (num_nonnulls(name, phone, title, role, street, postal_code, city, region, products_designed, primary_product) = 0))),
    CONSTRAINT registrations_source_kind_check CHECK ((source_kind = ANY (ARRAY['registration'::text, 'reseller'::text, 'demo'::text]))),
    CONSTRAINT registrations_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'waiting for proof'::text, 'disowned'::text])))
);

COMMENT ON COLUMN licensing.registrations.id IS 'not personal';
COMMENT ON COLUMN licensing.registrations.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.registrations.company_id IS 'not personal';
COMMENT ON COLUMN licensing.registrations.person_id IS 'not personal';
COMMENT ON COLUMN licensing.registrations.notice_id IS 'not personal';
COMMENT ON COLUMN licensing.registrations.state IS 'not personal';
COMMENT ON COLUMN licensing.registrations.source_kind IS 'not personal';
COMMENT ON COLUMN licensing.registrations.given_at IS 'not personal';
COMMENT ON COLUMN licensing.registrations.company_name IS 'not personal';
COMMENT ON COLUMN licensing.registrations.email_key IS 'not personal';
COMMENT ON COLUMN licensing.registrations.email IS 'personal:email';
COMMENT ON COLUMN licensing.registrations.name IS 'personal:identity';
COMMENT ON COLUMN licensing.registrations.phone IS 'personal:phone';
COMMENT ON COLUMN licensing.registrations.title IS 'personal:profession';
COMMENT ON COLUMN licensing.registrations.role IS 'personal:profession';
COMMENT ON COLUMN licensing.registrations.street IS 'personal:address';
COMMENT ON COLUMN licensing.registrations.postal_code IS 'personal:address';
COMMENT ON COLUMN licensing.registrations.city IS 'personal:address';
COMMENT ON COLUMN licensing.registrations.region IS 'personal:address';
COMMENT ON COLUMN licensing.registrations.country IS 'not personal';
COMMENT ON COLUMN licensing.registrations.products_designed IS 'personal:profession';
COMMENT ON COLUMN licensing.registrations.primary_product IS 'personal:profession';
COMMENT ON COLUMN licensing.registrations.industry IS 'not personal';
COMMENT ON COLUMN licensing.registrations.applied_at IS 'not personal';
COMMENT ON COLUMN licensing.registrations.disowned_at IS 'not personal';

--
-- Name: release_files; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.release_files (
    id uuid NOT NULL,
    release_id uuid NOT NULL,
    platform text NOT NULL,
    file_name text NOT NULL,
    state text NOT NULL,
    bytes bigint NOT NULL,
    received bigint DEFAULT 0 NOT NULL,
    sha256 bytea,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT release_files_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT release_files_check CHECK (((received >= 0) AND (received <= bytes))),
    CONSTRAINT release_files_file_name_check CHECK ((file_name ~ '^[A-Za-z0-9][A-Za-z0-9._+-]{0,119}$'::text)),
    CONSTRAINT release_files_platform_check CHECK (((length(platform) >= 1) AND (length(platform) <= 40))),
    CONSTRAINT release_files_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT release_files_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'ready'::text, 'withdrawn'::text]))),
    CONSTRAINT release_files_whole CHECK (((state <> 'ready'::text) OR ((received = bytes) AND (sha256 IS NOT NULL))))
);

COMMENT ON COLUMN licensing.release_files.id IS 'not personal';
COMMENT ON COLUMN licensing.release_files.release_id IS 'not personal';
COMMENT ON COLUMN licensing.release_files.platform IS 'not personal';
COMMENT ON COLUMN licensing.release_files.file_name IS 'not personal';
COMMENT ON COLUMN licensing.release_files.state IS 'not personal';
COMMENT ON COLUMN licensing.release_files.bytes IS 'not personal';
COMMENT ON COLUMN licensing.release_files.received IS 'not personal';
COMMENT ON COLUMN licensing.release_files.sha256 IS 'not personal';
COMMENT ON COLUMN licensing.release_files.created_at IS 'not personal';
COMMENT ON COLUMN licensing.release_files.changed_at IS 'not personal';

--
-- Name: release_technologies; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.release_technologies (
    release_id uuid NOT NULL,
    technology_id uuid NOT NULL,
    embedded_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT release_technologies_check CHECK ((removed_at >= embedded_at))
);

COMMENT ON COLUMN licensing.release_technologies.release_id IS 'not personal';
COMMENT ON COLUMN licensing.release_technologies.technology_id IS 'not personal';
COMMENT ON COLUMN licensing.release_technologies.embedded_at IS 'not personal';
COMMENT ON COLUMN licensing.release_technologies.removed_at IS 'not personal';

--
-- Name: releases; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.releases (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    version text NOT NULL,
    built_on date NOT NULL,
    created_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN licensing.releases.id IS 'not personal';
COMMENT ON COLUMN licensing.releases.product_id IS 'not personal';
COMMENT ON COLUMN licensing.releases.version IS 'not personal';
COMMENT ON COLUMN licensing.releases.built_on IS 'not personal';
COMMENT ON COLUMN licensing.releases.created_at IS 'not personal';

--
-- Name: reminders; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.reminders (
    contract_id uuid NOT NULL,
    days integer NOT NULL,
    recipient_kind text NOT NULL,
    ledger_id uuid NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    CONSTRAINT reminders_days_check CHECK ((days = ANY (ARRAY[90, 60, 30, 7]))),
    CONSTRAINT reminders_recipient_kind_check CHECK ((recipient_kind = ANY (ARRAY['person'::text, 'reseller'::text])))
);

COMMENT ON COLUMN licensing.reminders.contract_id IS 'not personal';
COMMENT ON COLUMN licensing.reminders.days IS 'not personal';
COMMENT ON COLUMN licensing.reminders.recipient_kind IS 'not personal';
COMMENT ON COLUMN licensing.reminders.ledger_id IS 'not personal';
COMMENT ON COLUMN licensing.reminders.sent_at IS 'not personal';

--
-- Name: replacements; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.replacements (
    licence_id uuid NOT NULL,
    by_licence_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN licensing.replacements.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.replacements.by_licence_id IS 'not personal';
COMMENT ON COLUMN licensing.replacements.at IS 'not personal';

--
-- Name: reported; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.reported (
    contract_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    report_id uuid NOT NULL
);

COMMENT ON COLUMN licensing.reported.contract_id IS 'not personal';
COMMENT ON COLUMN licensing.reported.registration_id IS 'not personal';
COMMENT ON COLUMN licensing.reported.report_id IS 'not personal';

--
-- Name: reports; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.reports (
    id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    registrations integer NOT NULL,
    content_sha256 bytea NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    approved_by uuid
);

COMMENT ON COLUMN licensing.reports.id IS 'not personal';
COMMENT ON COLUMN licensing.reports.recipient_id IS 'not personal';
COMMENT ON COLUMN licensing.reports.contract_id IS 'not personal';
COMMENT ON COLUMN licensing.reports.from_at IS 'not personal';
COMMENT ON COLUMN licensing.reports.until_at IS 'not personal';
COMMENT ON COLUMN licensing.reports.registrations IS 'not personal';
COMMENT ON COLUMN licensing.reports.content_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.reports.queued_at IS 'not personal';
COMMENT ON COLUMN licensing.reports.approved_by IS 'not personal';

--
-- Name: school_licences; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.school_licences (
    licence_id uuid NOT NULL,
    since timestamp with time zone NOT NULL
);

COMMENT ON COLUMN licensing.school_licences.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.school_licences.since IS 'not personal';

--
-- Name: school_terms; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.school_terms (
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT school_terms_check CHECK ((ends_on >= starts_on))
);

COMMENT ON COLUMN licensing.school_terms.id IS 'not personal';
COMMENT ON COLUMN licensing.school_terms.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.school_terms.starts_on IS 'not personal';
COMMENT ON COLUMN licensing.school_terms.ends_on IS 'not personal';
COMMENT ON COLUMN licensing.school_terms.made_at IS 'not personal';
COMMENT ON COLUMN licensing.school_terms.ended_at IS 'not personal';

--
-- Name: screening_entries; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.screening_entries (
    list_id uuid NOT NULL,
    "position" integer NOT NULL,
    reference text NOT NULL,
    country character(2),
    names text[] NOT NULL
);

COMMENT ON COLUMN licensing.screening_entries.list_id IS 'not personal';
COMMENT ON COLUMN licensing.screening_entries."position" IS 'not personal';
COMMENT ON COLUMN licensing.screening_entries.reference IS 'not personal';
COMMENT ON COLUMN licensing.screening_entries.country IS 'not personal';
COMMENT ON COLUMN licensing.screening_entries.names IS 'personal:identity';

--
-- Name: screening_hits; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.screening_hits (
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    list_name text NOT NULL,
    reference text NOT NULL,
    matched text NOT NULL,
    score smallint NOT NULL,
    occasion text NOT NULL,
    company_name text NOT NULL,
    country character(2),
    found_at timestamp with time zone NOT NULL,
    first_by uuid,
    first_at timestamp with time zone,
    released_by uuid,
    released_at timestamp with time zone,
    CONSTRAINT screening_hits_check CHECK ((released_by <> first_by)),
    CONSTRAINT screening_hits_matched_check CHECK ((matched = ANY (ARRAY['company'::text, 'contact'::text, 'destination'::text]))),
    CONSTRAINT screening_hits_occasion_check CHECK ((occasion = ANY (ARRAY['issue'::text, 'activation'::text, 'hand-over'::text, 'list'::text]))),
    CONSTRAINT screening_hits_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT screening_hits_two CHECK ((((released_by IS NULL) = (released_at IS NULL)) AND ((released_at IS NULL) OR (first_at IS NOT NULL)) AND ((first_by IS NULL) = (first_at IS NULL))))
);

COMMENT ON COLUMN licensing.screening_hits.id IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.list_name IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.reference IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.matched IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.score IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.occasion IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.company_name IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.country IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.found_at IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.first_by IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.first_at IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.released_by IS 'not personal';
COMMENT ON COLUMN licensing.screening_hits.released_at IS 'not personal';

--
-- Name: screening_lists; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.screening_lists (
    id uuid NOT NULL,
    name text NOT NULL,
    entries integer NOT NULL,
    content_sha256 bytea NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    loaded_by uuid NOT NULL,
    replaced_at timestamp with time zone,
    checked integer DEFAULT 0 NOT NULL,
    to_check integer DEFAULT 0 NOT NULL,
    checked_up_to uuid,
    checked_at timestamp with time zone
);

COMMENT ON COLUMN licensing.screening_lists.id IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.name IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.entries IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.content_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.loaded_at IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.loaded_by IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.replaced_at IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.checked IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.to_check IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.checked_up_to IS 'not personal';
COMMENT ON COLUMN licensing.screening_lists.checked_at IS 'not personal';

--
-- Name: seat_releases; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.seat_releases (
    id uuid NOT NULL,
    licence_id uuid NOT NULL,
    person_id uuid NOT NULL,
    email_key bytea NOT NULL,
    token_sha256 bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    activation_id uuid,
    CONSTRAINT seat_releases_used CHECK (((used_at IS NULL) = (activation_id IS NULL)))
);

COMMENT ON COLUMN licensing.seat_releases.id IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.licence_id IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.person_id IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.email_key IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.token_sha256 IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.created_at IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.expires_at IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.used_at IS 'not personal';
COMMENT ON COLUMN licensing.seat_releases.activation_id IS 'not personal';

--
-- Name: technologies; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.technologies (
    id uuid NOT NULL,
    name text NOT NULL,
    licensor_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN licensing.technologies.id IS 'not personal';
COMMENT ON COLUMN licensing.technologies.name IS 'not personal';
COMMENT ON COLUMN licensing.technologies.licensor_id IS 'not personal';
COMMENT ON COLUMN licensing.technologies.created_at IS 'not personal';

--
-- Name: templates; Type: TABLE; Schema: licensing; Owner: -
--

CREATE TABLE licensing.templates (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    seats integer NOT NULL,
    term_days integer,
    maintenance_days integer,
    features text[],
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    floating jsonb,
    grace jsonb,
    machines jsonb,
    meters jsonb,
    CONSTRAINT templates_features_check CHECK ((cardinality(features) <= 64)),
    CONSTRAINT templates_floating_check CHECK ((floating ?& ARRAY['leaseMinutes'::text, 'heartbeatMinutes'::text, 'borrowDays'::text])),
    CONSTRAINT templates_grace_check CHECK ((grace ?& ARRAY['networkDays'::text, 'expiryDays'::text, 'leaseHours'::text])),
    CONSTRAINT templates_kind_check CHECK ((kind = ANY (ARRAY['perpetual'::text, 'subscription'::text, 'trial'::text, 'education'::text, 'nfr'::text, 'demo'::text, 'home'::text]))),
    CONSTRAINT templates_machines_check CHECK ((machines ?& ARRAY['match'::text, 'virtual'::text, 'terminalServer'::text])),
    CONSTRAINT templates_maintenance_days_check CHECK (((maintenance_days >= 1) AND (maintenance_days <= 36500))),
    CONSTRAINT templates_meters_check CHECK ((jsonb_typeof(meters) = 'object'::text)),
    CONSTRAINT templates_seats_check CHECK (((seats >= 1) AND (seats <= 100000))),
    CONSTRAINT templates_term_days_check CHECK (((term_days >= 1) AND (term_days <= 36500)))
);

COMMENT ON COLUMN licensing.templates.id IS 'not personal';
COMMENT ON COLUMN licensing.templates.product_id IS 'not personal';
COMMENT ON COLUMN licensing.templates.name IS 'not personal';
COMMENT ON COLUMN licensing.templates.kind IS 'not personal';
COMMENT ON COLUMN licensing.templates.seats IS 'not personal';
COMMENT ON COLUMN licensing.templates.term_days IS 'not personal';
COMMENT ON COLUMN licensing.templates.maintenance_days IS 'not personal';
COMMENT ON COLUMN licensing.templates.features IS 'not personal';
COMMENT ON COLUMN licensing.templates.created_at IS 'not personal';
COMMENT ON COLUMN licensing.templates.ended_at IS 'not personal';
COMMENT ON COLUMN licensing.templates.floating IS 'not personal';
COMMENT ON COLUMN licensing.templates.grace IS 'not personal';
COMMENT ON COLUMN licensing.templates.machines IS 'not personal';
COMMENT ON COLUMN licensing.templates.meters IS 'not personal';

--
-- Name: events; Type: TABLE; Schema: platform; Owner: -
--

CREATE TABLE platform.events (
    id bigint NOT NULL,
    name text NOT NULL,
    payload jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    retry_at timestamp with time zone,
    failure text
);

COMMENT ON COLUMN platform.events.id IS 'not personal';
COMMENT ON COLUMN platform.events.name IS 'not personal';
COMMENT ON COLUMN platform.events.payload IS 'not personal';
COMMENT ON COLUMN platform.events.at IS 'not personal';
COMMENT ON COLUMN platform.events.handled_at IS 'not personal';
COMMENT ON COLUMN platform.events.attempts IS 'not personal';
COMMENT ON COLUMN platform.events.retry_at IS 'not personal';
COMMENT ON COLUMN platform.events.failure IS 'not personal';

--
-- Name: events_id_seq; Type: SEQUENCE; Schema: platform; Owner: -
--

ALTER TABLE platform.events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME platform.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: idempotency; Type: TABLE; Schema: platform; Owner: -
--

CREATE TABLE platform.idempotency (
    route text NOT NULL,
    key_digest bytea NOT NULL,
    request_digest bytea NOT NULL,
    status integer,
    answer jsonb,
    at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN platform.idempotency.route IS 'not personal';
COMMENT ON COLUMN platform.idempotency.key_digest IS 'not personal';
COMMENT ON COLUMN platform.idempotency.request_digest IS 'not personal';
COMMENT ON COLUMN platform.idempotency.status IS 'not personal';
COMMENT ON COLUMN platform.idempotency.answer IS 'not personal';
COMMENT ON COLUMN platform.idempotency.at IS 'not personal';

--
-- Name: installation; Type: TABLE; Schema: platform; Owner: -
--

CREATE TABLE platform.installation (
    id boolean DEFAULT true NOT NULL,
    role_prefix text NOT NULL,
    set_config_revoked boolean NOT NULL,
    grants_sha256 text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT installation_id_check CHECK (id)
);

COMMENT ON COLUMN platform.installation.id IS 'not personal';
COMMENT ON COLUMN platform.installation.role_prefix IS 'not personal';
COMMENT ON COLUMN platform.installation.set_config_revoked IS 'not personal';
COMMENT ON COLUMN platform.installation.grants_sha256 IS 'not personal';
COMMENT ON COLUMN platform.installation.created_at IS 'not personal';

--
-- Name: mail_outbox; Type: TABLE; Schema: platform; Owner: -
--

CREATE TABLE platform.mail_outbox (
    id uuid NOT NULL,
    ledger_id uuid NOT NULL,
    kind text NOT NULL,
    to_address text NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    attachments jsonb DEFAULT '[]'::jsonb NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    retry_at timestamp with time zone,
    sent_at timestamp with time zone,
    failure text,
    CONSTRAINT mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'refused'::text])))
);

COMMENT ON COLUMN platform.mail_outbox.id IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.ledger_id IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.kind IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.to_address IS 'personal:email';
COMMENT ON COLUMN platform.mail_outbox.subject IS 'personal:message';
COMMENT ON COLUMN platform.mail_outbox.body_text IS 'personal:message';
COMMENT ON COLUMN platform.mail_outbox.body_html IS 'personal:message';
COMMENT ON COLUMN platform.mail_outbox.attachments IS 'personal:message';
COMMENT ON COLUMN platform.mail_outbox.queued_at IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.state IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.attempts IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.retry_at IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.sent_at IS 'not personal';
COMMENT ON COLUMN platform.mail_outbox.failure IS 'not personal';

--
-- Name: migrations; Type: TABLE; Schema: platform; Owner: -
--

CREATE TABLE platform.migrations (
    name text NOT NULL,
    sha256 text NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN platform.migrations.name IS 'not personal';
COMMENT ON COLUMN platform.migrations.sha256 IS 'not personal';
COMMENT ON COLUMN platform.migrations.at IS 'not personal';

--
-- Name: rewrites; Type: TABLE; Schema: platform; Owner: -
--

CREATE TABLE platform.rewrites (
    id uuid NOT NULL,
    tables text[] NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    by_day date NOT NULL,
    done_at timestamp with time zone,
    wal_done boolean,
    CONSTRAINT rewrites_tables_check CHECK ((cardinality(tables) > 0))
);

COMMENT ON COLUMN platform.rewrites.id IS 'not personal';
COMMENT ON COLUMN platform.rewrites.tables IS 'not personal';
COMMENT ON COLUMN platform.rewrites.asked_at IS 'not personal';
COMMENT ON COLUMN platform.rewrites.by_day IS 'not personal';
COMMENT ON COLUMN platform.rewrites.done_at IS 'not personal';
COMMENT ON COLUMN platform.rewrites.wal_done IS 'not personal';

--
-- Name: attestations; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.attestations (
    id bigint NOT NULL,
    demand text NOT NULL,
    attested_by uuid NOT NULL,
    statement text NOT NULL,
    at timestamp with time zone NOT NULL,
    attested_role text NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT attestations_attested_role_check CHECK ((attested_role = 'privacy officer'::text)),
    CONSTRAINT attestations_statement_check CHECK (((length(statement) >= 1) AND (length(statement) <= 2000))),
    CONSTRAINT attestations_until_check CHECK ((until > at))
);

COMMENT ON COLUMN policy.attestations.id IS 'not personal';
COMMENT ON COLUMN policy.attestations.demand IS 'not personal';
COMMENT ON COLUMN policy.attestations.attested_by IS 'not personal';
COMMENT ON COLUMN policy.attestations.statement IS 'not personal';
COMMENT ON COLUMN policy.attestations.at IS 'not personal';
COMMENT ON COLUMN policy.attestations.attested_role IS 'not personal';
COMMENT ON COLUMN policy.attestations.until IS 'not personal';

--
-- Name: attestations_id_seq; Type: SEQUENCE; Schema: policy; Owner: -
--

ALTER TABLE policy.attestations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME policy.attestations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: closed_uses; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.closed_uses (
    use text NOT NULL,
    since timestamp with time zone NOT NULL,
    notice_id uuid
);

COMMENT ON COLUMN policy.closed_uses.use IS 'not personal';
COMMENT ON COLUMN policy.closed_uses.since IS 'not personal';
COMMENT ON COLUMN policy.closed_uses.notice_id IS 'not personal';

--
-- Name: draft_ends; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.draft_ends (
    draft_id uuid NOT NULL,
    drafted_by uuid NOT NULL,
    how text NOT NULL,
    ended_by uuid NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    notice_id uuid,
    CONSTRAINT draft_ends_how_check CHECK ((how = ANY (ARRAY['approved'::text, 'taken back'::text, 'overtaken'::text]))),
    CONSTRAINT draft_ends_notice CHECK (((how = 'approved'::text) = (notice_id IS NOT NULL))),
    CONSTRAINT draft_ends_two_people CHECK (((how <> 'approved'::text) OR (ended_by <> drafted_by)))
);

COMMENT ON COLUMN policy.draft_ends.draft_id IS 'not personal';
COMMENT ON COLUMN policy.draft_ends.drafted_by IS 'not personal';
COMMENT ON COLUMN policy.draft_ends.how IS 'not personal';
COMMENT ON COLUMN policy.draft_ends.ended_by IS 'not personal';
COMMENT ON COLUMN policy.draft_ends.ended_at IS 'not personal';
COMMENT ON COLUMN policy.draft_ends.notice_id IS 'not personal';

--
-- Name: drafts; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.drafts (
    id uuid NOT NULL,
    sha256 bytea NOT NULL,
    effective_at timestamp with time zone,
    drafted_by uuid NOT NULL,
    drafted_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN policy.drafts.id IS 'not personal';
COMMENT ON COLUMN policy.drafts.sha256 IS 'not personal';
COMMENT ON COLUMN policy.drafts.effective_at IS 'not personal';
COMMENT ON COLUMN policy.drafts.drafted_by IS 'not personal';
COMMENT ON COLUMN policy.drafts.drafted_at IS 'not personal';

--
-- Name: incident_notices; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.incident_notices (
    id bigint NOT NULL,
    incident_id bigint NOT NULL,
    told text NOT NULL,
    told_on date NOT NULL,
    reference text,
    noted_by uuid NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT incident_notices_told_check CHECK ((told = ANY (ARRAY['authority'::text, 'people'::text])))
);

COMMENT ON COLUMN policy.incident_notices.id IS 'not personal';
COMMENT ON COLUMN policy.incident_notices.incident_id IS 'not personal';
COMMENT ON COLUMN policy.incident_notices.told IS 'not personal';
COMMENT ON COLUMN policy.incident_notices.told_on IS 'not personal';
COMMENT ON COLUMN policy.incident_notices.reference IS 'not personal';
COMMENT ON COLUMN policy.incident_notices.noted_by IS 'not personal';
COMMENT ON COLUMN policy.incident_notices.noted_at IS 'not personal';

--
-- Name: incident_notices_id_seq; Type: SEQUENCE; Schema: policy; Owner: -
--

ALTER TABLE policy.incident_notices ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME policy.incident_notices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: incidents; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.incidents (
    id bigint NOT NULL,
    demand text,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    alarmed_at timestamp with time zone,
    mended_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by uuid,
    cause text,
    title text,
    recorded_by uuid,
    fields text[] DEFAULT '{}'::text[] NOT NULL,
    open_from timestamp with time zone,
    open_until timestamp with time zone,
    people integer,
    people_at timestamp with time zone,
    CONSTRAINT incidents_cause_check CHECK ((btrim(cause) <> ''::text)),
    CONSTRAINT incidents_closed CHECK ((((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_at IS NULL) = (cause IS NULL)) AND ((closed_at IS NULL) OR (mended_at IS NOT NULL)))),
    CONSTRAINT incidents_people CHECK ((num_nonnulls(open_from, open_until, people, people_at) = ANY (ARRAY[0, 4]))),
    CONSTRAINT incidents_people_check CHECK ((people >= 0)),
    CONSTRAINT incidents_title_check CHECK ((btrim(title) <> ''::text)),
    CONSTRAINT incidents_what CHECK (((num_nonnulls(demand, title) = 1) AND ((title IS NULL) = (recorded_by IS NULL))))
);

COMMENT ON COLUMN policy.incidents.id IS 'not personal';
COMMENT ON COLUMN policy.incidents.demand IS 'not personal';
COMMENT ON COLUMN policy.incidents.opened_at IS 'not personal';
COMMENT ON COLUMN policy.incidents.due_at IS 'not personal';
COMMENT ON COLUMN policy.incidents.alarmed_at IS 'not personal';
COMMENT ON COLUMN policy.incidents.mended_at IS 'not personal';
COMMENT ON COLUMN policy.incidents.closed_at IS 'not personal';
COMMENT ON COLUMN policy.incidents.closed_by IS 'not personal';
COMMENT ON COLUMN policy.incidents.cause IS 'not personal';
COMMENT ON COLUMN policy.incidents.title IS 'not personal';
COMMENT ON COLUMN policy.incidents.recorded_by IS 'not personal';
COMMENT ON COLUMN policy.incidents.fields IS 'not personal';
COMMENT ON COLUMN policy.incidents.open_from IS 'not personal';
COMMENT ON COLUMN policy.incidents.open_until IS 'not personal';
COMMENT ON COLUMN policy.incidents.people IS 'not personal';
COMMENT ON COLUMN policy.incidents.people_at IS 'not personal';

--
-- Name: incidents_id_seq; Type: SEQUENCE; Schema: policy; Owner: -
--

ALTER TABLE policy.incidents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME policy.incidents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: log_checkpoints; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.log_checkpoints (
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT log_checkpoints_root_check CHECK ((length(root) = 32)),
    CONSTRAINT log_checkpoints_size_check CHECK ((size > 0))
);

COMMENT ON COLUMN policy.log_checkpoints.size IS 'not personal';
COMMENT ON COLUMN policy.log_checkpoints.root IS 'not personal';
COMMENT ON COLUMN policy.log_checkpoints.note IS 'not personal';
COMMENT ON COLUMN policy.log_checkpoints.at IS 'not personal';

--
-- Name: log_erased; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.log_erased (
    id uuid NOT NULL,
    leaf_index bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    basis text NOT NULL
);

COMMENT ON COLUMN policy.log_erased.id IS 'not personal';
COMMENT ON COLUMN policy.log_erased.leaf_index IS 'not personal';
COMMENT ON COLUMN policy.log_erased.at IS 'not personal';
COMMENT ON COLUMN policy.log_erased.basis IS 'not personal';

--
-- Name: log_keys; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.log_keys (
    name text NOT NULL,
    public_key bytea NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT log_keys_public_key_check CHECK ((length(public_key) = 32))
);

COMMENT ON COLUMN policy.log_keys.name IS 'not personal';
COMMENT ON COLUMN policy.log_keys.public_key IS 'not personal';
COMMENT ON COLUMN policy.log_keys.since IS 'not personal';

--
-- Name: log_leaves; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.log_leaves (
    leaf_index bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_leaves_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT log_leaves_leaf_index_check CHECK ((leaf_index >= 0))
);

COMMENT ON COLUMN policy.log_leaves.leaf_index IS 'not personal';
COMMENT ON COLUMN policy.log_leaves.hash IS 'not personal';

--
-- Name: log_nodes; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.log_nodes (
    level smallint NOT NULL,
    node_index bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_nodes_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT log_nodes_level_check CHECK (((((level)::integer % 4) = 0) AND (level > 0))),
    CONSTRAINT log_nodes_node_index_check CHECK ((node_index >= 0))
);

COMMENT ON COLUMN policy.log_nodes.level IS 'not personal';
COMMENT ON COLUMN policy.log_nodes.node_index IS 'not personal';
COMMENT ON COLUMN policy.log_nodes.hash IS 'not personal';

--
-- Name: log_rows; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.log_rows (
    source text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    leaf_index bigint NOT NULL,
    nonce bytea,
    CONSTRAINT log_rows_nonce_check CHECK ((length(nonce) = 32))
);

COMMENT ON COLUMN policy.log_rows.source IS 'not personal';
COMMENT ON COLUMN policy.log_rows.key IS 'not personal';
COMMENT ON COLUMN policy.log_rows.leaf_index IS 'not personal';
COMMENT ON COLUMN policy.log_rows.nonce IS 'not personal';

--
-- Name: notices; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.notices (
    id uuid NOT NULL,
    kind text NOT NULL,
    version integer NOT NULL,
    sha256 bytea NOT NULL,
    body jsonb NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by uuid,
    CONSTRAINT notices_kind_check CHECK ((kind = ANY (ARRAY['privacy policy'::text, 'registration'::text, 'person page'::text, 'enquiry'::text, 'named seat'::text])))
);

COMMENT ON COLUMN policy.notices.id IS 'not personal';
COMMENT ON COLUMN policy.notices.kind IS 'not personal';
COMMENT ON COLUMN policy.notices.version IS 'not personal';
COMMENT ON COLUMN policy.notices.sha256 IS 'not personal';
COMMENT ON COLUMN policy.notices.body IS 'not personal';
COMMENT ON COLUMN policy.notices.effective_at IS 'not personal';
COMMENT ON COLUMN policy.notices.published_at IS 'not personal';
COMMENT ON COLUMN policy.notices.published_by IS 'not personal';

--
-- Name: outside_links; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.outside_links (
    id uuid NOT NULL,
    url text NOT NULL,
    party text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN policy.outside_links.id IS 'not personal';
COMMENT ON COLUMN policy.outside_links.url IS 'not personal';
COMMENT ON COLUMN policy.outside_links.party IS 'not personal';
COMMENT ON COLUMN policy.outside_links.created_at IS 'not personal';

--
-- Name: proofs; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.proofs (
    id bigint NOT NULL,
    clause text NOT NULL,
    demand text NOT NULL,
    verdict text NOT NULL,
    examined bigint,
    counted bigint,
    counterexamples jsonb DEFAULT '[]'::jsonb NOT NULL,
    cause text,
    probe_version text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    CONSTRAINT proofs_verdict_check CHECK ((verdict = ANY (ARRAY['true'::text, 'false'::text, 'unknown'::text])))
);

COMMENT ON COLUMN policy.proofs.id IS 'not personal';
COMMENT ON COLUMN policy.proofs.clause IS 'not personal';
COMMENT ON COLUMN policy.proofs.demand IS 'not personal';
COMMENT ON COLUMN policy.proofs.verdict IS 'not personal';
COMMENT ON COLUMN policy.proofs.examined IS 'not personal';
COMMENT ON COLUMN policy.proofs.counted IS 'not personal';
COMMENT ON COLUMN policy.proofs.counterexamples IS 'not personal';
COMMENT ON COLUMN policy.proofs.cause IS 'not personal';
COMMENT ON COLUMN policy.proofs.probe_version IS 'not personal';
COMMENT ON COLUMN policy.proofs.started_at IS 'not personal';
COMMENT ON COLUMN policy.proofs.finished_at IS 'not personal';

--
-- Name: proofs_id_seq; Type: SEQUENCE; Schema: policy; Owner: -
--

ALTER TABLE policy.proofs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME policy.proofs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: sabotages; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.sabotages (
    id bigint NOT NULL,
    demand text NOT NULL,
    red boolean NOT NULL,
    green_before boolean NOT NULL,
    detail text,
    probe_version text NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN policy.sabotages.id IS 'not personal';
COMMENT ON COLUMN policy.sabotages.demand IS 'not personal';
COMMENT ON COLUMN policy.sabotages.red IS 'not personal';
COMMENT ON COLUMN policy.sabotages.green_before IS 'not personal';
COMMENT ON COLUMN policy.sabotages.detail IS 'not personal';
COMMENT ON COLUMN policy.sabotages.probe_version IS 'not personal';
COMMENT ON COLUMN policy.sabotages.at IS 'not personal';

--
-- Name: sabotages_id_seq; Type: SEQUENCE; Schema: policy; Owner: -
--

ALTER TABLE policy.sabotages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME policy.sabotages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: stores; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.stores (
    id uuid NOT NULL,
    name text NOT NULL,
    holds text NOT NULL,
    country character(2) NOT NULL,
    processor_id uuid,
    changed_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN policy.stores.id IS 'not personal';
COMMENT ON COLUMN policy.stores.name IS 'not personal';
COMMENT ON COLUMN policy.stores.holds IS 'not personal';
COMMENT ON COLUMN policy.stores.country IS 'not personal';
COMMENT ON COLUMN policy.stores.processor_id IS 'not personal';
COMMENT ON COLUMN policy.stores.changed_at IS 'not personal';

--
-- Name: vendor; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.vendor (
    id boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    country character(2) NOT NULL,
    phone text NOT NULL,
    privacy_mailbox text NOT NULL,
    remove_mailbox text NOT NULL,
    office_countries character(2)[] NOT NULL,
    time_zone text NOT NULL,
    accent_color text,
    demo boolean DEFAULT false NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT vendor_check CHECK ((country = ANY (office_countries))),
    CONSTRAINT vendor_id_check CHECK (id)
);

COMMENT ON COLUMN policy.vendor.id IS 'not personal';
COMMENT ON COLUMN policy.vendor.name IS 'not personal';
COMMENT ON COLUMN policy.vendor.address IS 'not personal';
COMMENT ON COLUMN policy.vendor.country IS 'not personal';
COMMENT ON COLUMN policy.vendor.phone IS 'not personal';
COMMENT ON COLUMN policy.vendor.privacy_mailbox IS 'not personal';
COMMENT ON COLUMN policy.vendor.remove_mailbox IS 'not personal';
COMMENT ON COLUMN policy.vendor.office_countries IS 'not personal';
COMMENT ON COLUMN policy.vendor.time_zone IS 'not personal';
COMMENT ON COLUMN policy.vendor.accent_color IS 'not personal';
COMMENT ON COLUMN policy.vendor.demo IS 'not personal';
COMMENT ON COLUMN policy.vendor.changed_at IS 'not personal';

--
-- Name: version_changes; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.version_changes (
    notice_id uuid NOT NULL,
    "position" integer NOT NULL,
    section text NOT NULL,
    heading text NOT NULL,
    categories text[] NOT NULL
);

COMMENT ON COLUMN policy.version_changes.notice_id IS 'not personal';
COMMENT ON COLUMN policy.version_changes."position" IS 'not personal';
COMMENT ON COLUMN policy.version_changes.section IS 'not personal';
COMMENT ON COLUMN policy.version_changes.heading IS 'not personal';
COMMENT ON COLUMN policy.version_changes.categories IS 'not personal';

--
-- Name: version_uses; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.version_uses (
    notice_id uuid NOT NULL,
    use text NOT NULL,
    category text NOT NULL,
    new boolean NOT NULL
);

COMMENT ON COLUMN policy.version_uses.notice_id IS 'not personal';
COMMENT ON COLUMN policy.version_uses.use IS 'not personal';
COMMENT ON COLUMN policy.version_uses.category IS 'not personal';
COMMENT ON COLUMN policy.version_uses.new IS 'not personal';

--
-- Name: versions_before_approval; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.versions_before_approval (
    notice_id uuid NOT NULL
);

COMMENT ON COLUMN policy.versions_before_approval.notice_id IS 'not personal';

--
-- Name: witness_tellings; Type: TABLE; Schema: policy; Owner: -
--

CREATE TABLE policy.witness_tellings (
    witness_id uuid NOT NULL,
    way text NOT NULL,
    size bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    taken boolean NOT NULL,
    CONSTRAINT witness_tellings_way_check CHECK ((way = ANY (ARRAY['mail'::text, 'url'::text])))
);

COMMENT ON COLUMN policy.witness_tellings.witness_id IS 'not personal';
COMMENT ON COLUMN policy.witness_tellings.way IS 'not personal';
COMMENT ON COLUMN policy.witness_tellings.size IS 'not personal';
COMMENT ON COLUMN policy.witness_tellings.at IS 'not personal';
COMMENT ON COLUMN policy.witness_tellings.taken IS 'not personal';

--
-- Name: assignments; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.assignments (
    id uuid NOT NULL,
    customer_company_id uuid NOT NULL,
    reseller_company_id uuid,
    basis text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    territory_id uuid,
    reason text,
    CONSTRAINT assignments_basis_check CHECK ((basis = ANY (ARRAY['sold the licence'::text, 'territory'::text, 'decision of staff'::text, 'import'::text]))),
    CONSTRAINT assignments_check CHECK (((reseller_company_id IS NOT NULL) OR (basis = 'decision of staff'::text)))
);

COMMENT ON COLUMN resellers.assignments.id IS 'not personal';
COMMENT ON COLUMN resellers.assignments.customer_company_id IS 'not personal';
COMMENT ON COLUMN resellers.assignments.reseller_company_id IS 'not personal';
COMMENT ON COLUMN resellers.assignments.basis IS 'not personal';
COMMENT ON COLUMN resellers.assignments.since IS 'not personal';
COMMENT ON COLUMN resellers.assignments.until IS 'not personal';
COMMENT ON COLUMN resellers.assignments.territory_id IS 'not personal';
COMMENT ON COLUMN resellers.assignments.reason IS 'not personal';

--
-- Name: lead_offers; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.lead_offers (
    id uuid NOT NULL,
    lead_id uuid NOT NULL,
    reseller_company_id uuid NOT NULL,
    territory_id uuid,
    reason text NOT NULL,
    ledger_id uuid NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    reminded_at timestamp with time zone,
    state text NOT NULL,
    answered_at timestamp with time zone,
    answered_by uuid,
    CONSTRAINT lead_offers_answered CHECK (((answered_at IS NULL) = (state = 'open'::text))),
    CONSTRAINT lead_offers_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text])))
);

COMMENT ON COLUMN resellers.lead_offers.id IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.lead_id IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.reseller_company_id IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.territory_id IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.reason IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.ledger_id IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.offered_at IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.due_at IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.reminded_at IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.state IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.answered_at IS 'not personal';
COMMENT ON COLUMN resellers.lead_offers.answered_by IS 'not personal';

--
-- Name: leads; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.leads (
    id uuid NOT NULL,
    company_id uuid NOT NULL,
    person_id uuid,
    source text NOT NULL,
    interest text NOT NULL,
    product_id uuid,
    company_name text NOT NULL,
    country character(2),
    region text,
    industry text,
    state text NOT NULL,
    holder_company_id uuid,
    outcome text,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    CONSTRAINT leads_holder CHECK (((state = 'closed'::text) OR ((holder_company_id IS NOT NULL) = (state = ANY (ARRAY['offered'::text, 'accepted'::text]))))),
    CONSTRAINT leads_interest_check CHECK ((interest = ANY (ARRAY['new licences'::text, 'trial'::text, 'renewal'::text, 'advice'::text, 'service'::text]))),
    CONSTRAINT leads_outcome CHECK (((outcome IS NOT NULL) = (state = 'closed'::text))),
    CONSTRAINT leads_outcome_check CHECK ((outcome = ANY (ARRAY['won'::text, 'lost'::text, 'no interest'::text, 'duplicate'::text, 'served already'::text, 'erased'::text]))),
    CONSTRAINT leads_source_check CHECK ((source = ANY (ARRAY['staff'::text, 'activation'::text, 'API'::text]))),
    CONSTRAINT leads_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'accepted'::text, 'closed'::text])))
);

COMMENT ON COLUMN resellers.leads.id IS 'not personal';
COMMENT ON COLUMN resellers.leads.company_id IS 'not personal';
COMMENT ON COLUMN resellers.leads.person_id IS 'not personal';
COMMENT ON COLUMN resellers.leads.source IS 'not personal';
COMMENT ON COLUMN resellers.leads.interest IS 'not personal';
COMMENT ON COLUMN resellers.leads.product_id IS 'not personal';
COMMENT ON COLUMN resellers.leads.company_name IS 'not personal';
COMMENT ON COLUMN resellers.leads.country IS 'not personal';
COMMENT ON COLUMN resellers.leads.region IS 'not personal';
COMMENT ON COLUMN resellers.leads.industry IS 'not personal';
COMMENT ON COLUMN resellers.leads.state IS 'not personal';
COMMENT ON COLUMN resellers.leads.holder_company_id IS 'not personal';
COMMENT ON COLUMN resellers.leads.outcome IS 'not personal';
COMMENT ON COLUMN resellers.leads.created_at IS 'not personal';
COMMENT ON COLUMN resellers.leads.changed_at IS 'not personal';
COMMENT ON COLUMN resellers.leads.actor_kind IS 'not personal';
COMMENT ON COLUMN resellers.leads.actor_id IS 'not personal';

--
-- Name: reassigned; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.reassigned (
    reassignment_id uuid NOT NULL,
    customer_company_id uuid NOT NULL,
    state text NOT NULL,
    basis text NOT NULL,
    territory_id uuid,
    reason text,
    assignment_id uuid,
    CONSTRAINT reassigned_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'moved'::text, 'left'::text, 'undoing'::text, 'undone'::text, 'kept'::text])))
);

COMMENT ON COLUMN resellers.reassigned.reassignment_id IS 'not personal';
COMMENT ON COLUMN resellers.reassigned.customer_company_id IS 'not personal';
COMMENT ON COLUMN resellers.reassigned.state IS 'not personal';
COMMENT ON COLUMN resellers.reassigned.basis IS 'not personal';
COMMENT ON COLUMN resellers.reassigned.territory_id IS 'not personal';
COMMENT ON COLUMN resellers.reassigned.reason IS 'not personal';
COMMENT ON COLUMN resellers.reassigned.assignment_id IS 'not personal';

--
-- Name: reassignment_tellings; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.reassignment_tellings (
    reassignment_id uuid NOT NULL,
    what text NOT NULL,
    reseller_company_id uuid NOT NULL,
    customers integer NOT NULL,
    outcome text NOT NULL,
    ledger_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT reassignment_tellings_customers_check CHECK ((customers > 0)),
    CONSTRAINT reassignment_tellings_ledger CHECK (((outcome = 'mailed'::text) = (ledger_id IS NOT NULL))),
    CONSTRAINT reassignment_tellings_outcome_check CHECK ((outcome = ANY (ARRAY['mailed'::text, 'no mailbox'::text, 'no contract'::text]))),
    CONSTRAINT reassignment_tellings_what_check CHECK ((what = ANY (ARRAY['given over'::text, 'brought back'::text])))
);

COMMENT ON COLUMN resellers.reassignment_tellings.reassignment_id IS 'not personal';
COMMENT ON COLUMN resellers.reassignment_tellings.what IS 'not personal';
COMMENT ON COLUMN resellers.reassignment_tellings.reseller_company_id IS 'not personal';
COMMENT ON COLUMN resellers.reassignment_tellings.customers IS 'not personal';
COMMENT ON COLUMN resellers.reassignment_tellings.outcome IS 'not personal';
COMMENT ON COLUMN resellers.reassignment_tellings.ledger_id IS 'not personal';
COMMENT ON COLUMN resellers.reassignment_tellings.at IS 'not personal';

--
-- Name: reassignments; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.reassignments (
    id uuid NOT NULL,
    from_company_id uuid NOT NULL,
    to_company_id uuid NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT reassignments_check CHECK ((to_company_id <> from_company_id)),
    CONSTRAINT reassignments_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text])))
);

COMMENT ON COLUMN resellers.reassignments.id IS 'not personal';
COMMENT ON COLUMN resellers.reassignments.from_company_id IS 'not personal';
COMMENT ON COLUMN resellers.reassignments.to_company_id IS 'not personal';
COMMENT ON COLUMN resellers.reassignments.state IS 'not personal';
COMMENT ON COLUMN resellers.reassignments.created_at IS 'not personal';
COMMENT ON COLUMN resellers.reassignments.ended_at IS 'not personal';

--
-- Name: resellers; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.resellers (
    company_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN resellers.resellers.company_id IS 'not personal';
COMMENT ON COLUMN resellers.resellers.recipient_id IS 'not personal';
COMMENT ON COLUMN resellers.resellers.created_at IS 'not personal';

--
-- Name: territories; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.territories (
    id uuid NOT NULL,
    reseller_company_id uuid NOT NULL,
    country character(2),
    region text,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    postal_from text COLLATE pg_catalog."C",
    postal_to text COLLATE pg_catalog."C",
    industry text,
    account text,
    account_key text COLLATE pg_catalog."C",
    priority integer DEFAULT 100 NOT NULL,
    from_on date,
    until_on date,
    CONSTRAINT territories_account CHECK ((num_nonnulls(account, account_key) = ANY (ARRAY[0, 2]))),
    CONSTRAINT territories_days CHECK ((until_on >= from_on)),
    CONSTRAINT territories_of_something CHECK ((num_nonnulls(country, industry, account_key) > 0)),
    CONSTRAINT territories_postal CHECK (((num_nonnulls(postal_from, postal_to) = ANY (ARRAY[0, 2])) AND (length(postal_from) = length(postal_to)) AND (postal_from <= postal_to))),
    CONSTRAINT territories_priority_check CHECK (((priority >= 1) AND (priority <= 999))),
    CONSTRAINT territories_within_country CHECK (((country IS NOT NULL) OR (num_nonnulls(region, postal_from) = 0)))
);

COMMENT ON COLUMN resellers.territories.id IS 'not personal';
COMMENT ON COLUMN resellers.territories.reseller_company_id IS 'not personal';
COMMENT ON COLUMN resellers.territories.country IS 'not personal';
COMMENT ON COLUMN resellers.territories.region IS 'not personal';
COMMENT ON COLUMN resellers.territories.created_at IS 'not personal';
COMMENT ON COLUMN resellers.territories.ended_at IS 'not personal';
COMMENT ON COLUMN resellers.territories.postal_from IS 'not personal';
COMMENT ON COLUMN resellers.territories.postal_to IS 'not personal';
COMMENT ON COLUMN resellers.territories.industry IS 'not personal';
COMMENT ON COLUMN resellers.territories.account IS 'not personal';
COMMENT ON COLUMN resellers.territories.account_key IS 'not personal';
COMMENT ON COLUMN resellers.territories.priority IS 'not personal';
COMMENT ON COLUMN resellers.territories.from_on IS 'not personal';
COMMENT ON COLUMN resellers.territories.until_on IS 'not personal';

--
-- Name: tiers; Type: TABLE; Schema: resellers; Owner: -
--

CREATE TABLE resellers.tiers (
    id uuid NOT NULL,
    reseller_company_id uuid NOT NULL,
    distributor_company_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    CONSTRAINT tiers_apart CHECK ((reseller_company_id <> distributor_company_id))
);

COMMENT ON COLUMN resellers.tiers.id IS 'not personal';
COMMENT ON COLUMN resellers.tiers.reseller_company_id IS 'not personal';
COMMENT ON COLUMN resellers.tiers.distributor_company_id IS 'not personal';
COMMENT ON COLUMN resellers.tiers.since IS 'not personal';
COMMENT ON COLUMN resellers.tiers.until IS 'not personal';

--
-- Name: agents; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.agents (
    request_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    mailbox text,
    mandate text NOT NULL,
    subject text,
    subject_key bytea,
    covers_answer boolean NOT NULL,
    confirmation text NOT NULL,
    token_sha256 bytea,
    asked_at timestamp with time zone,
    token_expires_at timestamp with time zone,
    decided_at timestamp with time zone,
    decided_by uuid,
    why text,
    answered_agent_at timestamp with time zone,
    CONSTRAINT agents_confirmation_check CHECK ((confirmation = ANY (ARRAY['waiting'::text, 'confirmed'::text, 'declined'::text, 'not needed'::text]))),
    CONSTRAINT agents_decided CHECK (((confirmation = 'waiting'::text) = (decided_at IS NULL))),
    CONSTRAINT agents_kind_check CHECK ((kind = ANY (ARRAY['lawyer'::text, 'authorised agent'::text, 'parent or guardian'::text, 'officer of the company'::text]))),
    CONSTRAINT agents_mailbox_check CHECK ((char_length(mailbox) <= 254)),
    CONSTRAINT agents_mandate_check CHECK ((char_length(mandate) <= 2000)),
    CONSTRAINT agents_name_check CHECK ((char_length(name) <= 200)),
    CONSTRAINT agents_subject_check CHECK ((char_length(subject) <= 254)),
    CONSTRAINT agents_why CHECK (((confirmation = 'not needed'::text) = (decided_by IS NOT NULL))),
    CONSTRAINT agents_why_check CHECK ((char_length(why) <= 2000))
);

COMMENT ON COLUMN rights.agents.request_id IS 'not personal';
COMMENT ON COLUMN rights.agents.kind IS 'not personal';
COMMENT ON COLUMN rights.agents.name IS 'personal:message';
COMMENT ON COLUMN rights.agents.mailbox IS 'personal:message';
COMMENT ON COLUMN rights.agents.mandate IS 'personal:message';
COMMENT ON COLUMN rights.agents.subject IS 'personal:message';
COMMENT ON COLUMN rights.agents.subject_key IS 'not personal';
COMMENT ON COLUMN rights.agents.covers_answer IS 'not personal';
COMMENT ON COLUMN rights.agents.confirmation IS 'not personal';
COMMENT ON COLUMN rights.agents.token_sha256 IS 'not personal';
COMMENT ON COLUMN rights.agents.asked_at IS 'not personal';
COMMENT ON COLUMN rights.agents.token_expires_at IS 'not personal';
COMMENT ON COLUMN rights.agents.decided_at IS 'not personal';
COMMENT ON COLUMN rights.agents.decided_by IS 'not personal';
COMMENT ON COLUMN rights.agents.why IS 'personal:message';
COMMENT ON COLUMN rights.agents.answered_agent_at IS 'not personal';

--
-- Name: breach_notices; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.breach_notices (
    id uuid NOT NULL,
    incident_id bigint NOT NULL,
    happened text NOT NULL,
    consequences text NOT NULL,
    measures text NOT NULL,
    contact text NOT NULL,
    fields text[] NOT NULL,
    open_from timestamp with time zone NOT NULL,
    open_until timestamp with time zone NOT NULL,
    people integer NOT NULL,
    written_by uuid NOT NULL,
    written_at timestamp with time zone NOT NULL,
    approved_by uuid,
    approved_at timestamp with time zone,
    stopped_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT breach_notices_approved CHECK ((((approved_by IS NULL) = (approved_at IS NULL)) AND (approved_by IS DISTINCT FROM written_by))),
    CONSTRAINT breach_notices_consequences_check CHECK (((char_length(consequences) >= 10) AND (char_length(consequences) <= 4000))),
    CONSTRAINT breach_notices_contact_check CHECK (((char_length(contact) >= 3) AND (char_length(contact) <= 1000))),
    CONSTRAINT breach_notices_happened_check CHECK (((char_length(happened) >= 10) AND (char_length(happened) <= 4000))),
    CONSTRAINT breach_notices_measures_check CHECK (((char_length(measures) >= 10) AND (char_length(measures) <= 4000))),
    CONSTRAINT breach_notices_sent CHECK (((approved_at IS NOT NULL) OR (num_nonnulls(stopped_at, finished_at) = 0)))
);

COMMENT ON COLUMN rights.breach_notices.id IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.incident_id IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.happened IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.consequences IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.measures IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.contact IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.fields IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.open_from IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.open_until IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.people IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.written_by IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.written_at IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.approved_by IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.approved_at IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.stopped_at IS 'not personal';
COMMENT ON COLUMN rights.breach_notices.finished_at IS 'not personal';

--
-- Name: breach_tellings; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.breach_tellings (
    notice_id uuid NOT NULL,
    person_id uuid NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    told_at timestamp with time zone,
    ledger_id uuid,
    CONSTRAINT breach_tellings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'told'::text, 'gone'::text, 'by hand'::text]))),
    CONSTRAINT breach_tellings_told CHECK (((state = 'told'::text) = ((told_at IS NOT NULL) AND (ledger_id IS NOT NULL))))
);

COMMENT ON COLUMN rights.breach_tellings.notice_id IS 'not personal';
COMMENT ON COLUMN rights.breach_tellings.person_id IS 'not personal';
COMMENT ON COLUMN rights.breach_tellings.state IS 'not personal';
COMMENT ON COLUMN rights.breach_tellings.told_at IS 'not personal';
COMMENT ON COLUMN rights.breach_tellings.ledger_id IS 'not personal';

--
-- Name: children; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.children (
    id uuid NOT NULL,
    person_id uuid,
    reason text NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    sealed_by uuid NOT NULL,
    check_by date NOT NULL,
    was_restricted boolean NOT NULL,
    was_objected boolean NOT NULL,
    outcome text,
    decided_at timestamp with time zone,
    decided_by uuid,
    receipt text,
    CONSTRAINT children_decided CHECK ((((outcome IS NULL) = (decided_at IS NULL)) AND ((outcome IS DISTINCT FROM 'purged'::text) = (receipt IS NULL)) AND ((outcome IS DISTINCT FROM 'purged'::text) OR (person_id IS NULL)) AND (decided_by IS DISTINCT FROM sealed_by))),
    CONSTRAINT children_outcome_check CHECK ((outcome = ANY (ARRAY['purged'::text, 'lifted'::text]))),
    CONSTRAINT children_reason_check CHECK ((reason = ANY (ARRAY['told by a parent'::text, 'told by a school'::text, 'told by the person'::text, 'seen by staff'::text]))),
    CONSTRAINT children_receipt_check CHECK ((receipt ~ '^[0-9A-HJKMNP-TV-Z]{26}$'::text))
);

COMMENT ON COLUMN rights.children.id IS 'not personal';
COMMENT ON COLUMN rights.children.person_id IS 'not personal';
COMMENT ON COLUMN rights.children.reason IS 'not personal';
COMMENT ON COLUMN rights.children.sealed_at IS 'not personal';
COMMENT ON COLUMN rights.children.sealed_by IS 'not personal';
COMMENT ON COLUMN rights.children.check_by IS 'not personal';
COMMENT ON COLUMN rights.children.was_restricted IS 'not personal';
COMMENT ON COLUMN rights.children.was_objected IS 'not personal';
COMMENT ON COLUMN rights.children.outcome IS 'not personal';
COMMENT ON COLUMN rights.children.decided_at IS 'not personal';
COMMENT ON COLUMN rights.children.decided_by IS 'not personal';
COMMENT ON COLUMN rights.children.receipt IS 'not personal';

--
-- Name: correction_notices; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.correction_notices (
    correction_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    state text NOT NULL,
    ledger_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT correction_notices_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'no mailbox'::text, 'ended'::text])))
);

COMMENT ON COLUMN rights.correction_notices.correction_id IS 'not personal';
COMMENT ON COLUMN rights.correction_notices.recipient_id IS 'not personal';
COMMENT ON COLUMN rights.correction_notices.state IS 'not personal';
COMMENT ON COLUMN rights.correction_notices.ledger_id IS 'not personal';
COMMENT ON COLUMN rights.correction_notices.at IS 'not personal';

--
-- Name: corrections; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.corrections (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    field text NOT NULL,
    at timestamp with time zone NOT NULL,
    source_kind text NOT NULL,
    CONSTRAINT corrections_source_kind_check CHECK ((source_kind = ANY (ARRAY['person page'::text, 'staff'::text])))
);

COMMENT ON COLUMN rights.corrections.id IS 'not personal';
COMMENT ON COLUMN rights.corrections.person_id IS 'not personal';
COMMENT ON COLUMN rights.corrections.field IS 'not personal';
COMMENT ON COLUMN rights.corrections.at IS 'not personal';
COMMENT ON COLUMN rights.corrections.source_kind IS 'not personal';

--
-- Name: erasures; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.erasures (
    id uuid NOT NULL,
    number text NOT NULL,
    person_id uuid NOT NULL,
    request_id uuid,
    cause text NOT NULL,
    email_key bytea NOT NULL,
    email_bytes integer NOT NULL,
    email_at integer NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    told jsonb DEFAULT '{}'::jsonb NOT NULL,
    searched_at timestamp with time zone,
    found text[],
    rewrite_id uuid,
    rewrite_by date NOT NULL,
    bytes_at timestamp with time zone,
    bytes_found text[],
    backups_until date NOT NULL,
    receipt text,
    CONSTRAINT erasures_cause_check CHECK ((cause = ANY (ARRAY['request'::text, 'retention'::text, 'child'::text]))),
    CONSTRAINT erasures_check CHECK ((((searched_at IS NULL) = (found IS NULL)) AND ((bytes_at IS NULL) = (bytes_found IS NULL)))),
    CONSTRAINT erasures_number_check CHECK ((number ~ '^[0-9A-HJKMNP-TV-Z]{26}$'::text))
);

COMMENT ON COLUMN rights.erasures.id IS 'not personal';
COMMENT ON COLUMN rights.erasures.number IS 'not personal';
COMMENT ON COLUMN rights.erasures.person_id IS 'not personal';
COMMENT ON COLUMN rights.erasures.request_id IS 'not personal';
COMMENT ON COLUMN rights.erasures.cause IS 'not personal';
COMMENT ON COLUMN rights.erasures.email_key IS 'not personal';
COMMENT ON COLUMN rights.erasures.email_bytes IS 'not personal';
COMMENT ON COLUMN rights.erasures.email_at IS 'not personal';
COMMENT ON COLUMN rights.erasures.begun_at IS 'not personal';
COMMENT ON COLUMN rights.erasures.erased_at IS 'not personal';
COMMENT ON COLUMN rights.erasures.told IS 'not personal';
COMMENT ON COLUMN rights.erasures.searched_at IS 'not personal';
COMMENT ON COLUMN rights.erasures.found IS 'not personal';
COMMENT ON COLUMN rights.erasures.rewrite_id IS 'not personal';
COMMENT ON COLUMN rights.erasures.rewrite_by IS 'not personal';
COMMENT ON COLUMN rights.erasures.bytes_at IS 'not personal';
COMMENT ON COLUMN rights.erasures.bytes_found IS 'not personal';
COMMENT ON COLUMN rights.erasures.backups_until IS 'not personal';
COMMENT ON COLUMN rights.erasures.receipt IS 'not personal';

--
-- Name: erasures_to_tell; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.erasures_to_tell (
    erasure_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    fields text[] NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN rights.erasures_to_tell.erasure_id IS 'not personal';
COMMENT ON COLUMN rights.erasures_to_tell.recipient_id IS 'not personal';
COMMENT ON COLUMN rights.erasures_to_tell.fields IS 'not personal';
COMMENT ON COLUMN rights.erasures_to_tell.first_at IS 'not personal';
COMMENT ON COLUMN rights.erasures_to_tell.last_at IS 'not personal';

--
-- Name: given; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.given (
    giving_id uuid NOT NULL,
    person_id uuid NOT NULL,
    fields text[] NOT NULL,
    ledger_id uuid NOT NULL,
    told text,
    told_at timestamp with time zone,
    CONSTRAINT given_fields_check CHECK ((cardinality(fields) > 0)),
    CONSTRAINT given_told CHECK (((told IS NULL) = (told_at IS NULL))),
    CONSTRAINT given_told_check CHECK ((told = ANY (ARRAY['mailed'::text, 'no address'::text])))
);

COMMENT ON COLUMN rights.given.giving_id IS 'not personal';
COMMENT ON COLUMN rights.given.person_id IS 'not personal';
COMMENT ON COLUMN rights.given.fields IS 'not personal';
COMMENT ON COLUMN rights.given.ledger_id IS 'not personal';
COMMENT ON COLUMN rights.given.told IS 'not personal';
COMMENT ON COLUMN rights.given.told_at IS 'not personal';

--
-- Name: givings; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.givings (
    id uuid NOT NULL,
    demand_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    given_by uuid NOT NULL,
    file_sha256 bytea NOT NULL,
    CONSTRAINT givings_file_sha256_check CHECK ((octet_length(file_sha256) = 32))
);

COMMENT ON COLUMN rights.givings.id IS 'not personal';
COMMENT ON COLUMN rights.givings.demand_id IS 'not personal';
COMMENT ON COLUMN rights.givings.at IS 'not personal';
COMMENT ON COLUMN rights.givings.given_by IS 'not personal';
COMMENT ON COLUMN rights.givings.file_sha256 IS 'not personal';

--
-- Name: holder_links; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.holder_links (
    token_sha256 bytea NOT NULL,
    recipient_id uuid NOT NULL,
    notice_ids uuid[] NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    asked_on date,
    asked integer DEFAULT 0 NOT NULL
);

COMMENT ON COLUMN rights.holder_links.token_sha256 IS 'not personal';
COMMENT ON COLUMN rights.holder_links.recipient_id IS 'not personal';
COMMENT ON COLUMN rights.holder_links.notice_ids IS 'not personal';
COMMENT ON COLUMN rights.holder_links.made_at IS 'not personal';
COMMENT ON COLUMN rights.holder_links.expires_at IS 'not personal';
COMMENT ON COLUMN rights.holder_links.asked_on IS 'not personal';
COMMENT ON COLUMN rights.holder_links.asked IS 'not personal';

--
-- Name: holder_notices; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.holder_notices (
    id uuid NOT NULL,
    kind text NOT NULL,
    person_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    holder_company_id uuid,
    subject text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    ledger_id uuid,
    told_at timestamp with time zone NOT NULL,
    reminders integer DEFAULT 0 NOT NULL,
    reminded_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    acknowledged_how text,
    acknowledged_by uuid,
    fields text[],
    first_at timestamp with time zone,
    last_at timestamp with time zone,
    CONSTRAINT holder_notices_acknowledged CHECK (((acknowledged_at IS NULL) = (acknowledged_how IS NULL))),
    CONSTRAINT holder_notices_acknowledged_how_check CHECK ((acknowledged_how = ANY (ARRAY['link'::text, 'reseller'::text, 'staff'::text]))),
    CONSTRAINT holder_notices_by CHECK (((acknowledged_by IS NULL) OR (acknowledged_how = ANY (ARRAY['reseller'::text, 'staff'::text])))),
    CONSTRAINT holder_notices_kind_check CHECK ((kind = ANY (ARRAY['correction'::text, 'opt-out'::text, 'erasure'::text]))),
    CONSTRAINT holder_notices_queued CHECK (((state <> 'queued'::text) OR (ledger_id IS NOT NULL))),
    CONSTRAINT holder_notices_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'no mailbox'::text, 'ended'::text])))
);

COMMENT ON COLUMN rights.holder_notices.id IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.kind IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.person_id IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.recipient_id IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.holder_company_id IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.subject IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.happened_at IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.state IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.ledger_id IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.told_at IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.reminders IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.reminded_at IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.acknowledged_at IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.acknowledged_how IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.acknowledged_by IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.fields IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.first_at IS 'not personal';
COMMENT ON COLUMN rights.holder_notices.last_at IS 'not personal';

--
-- Name: holds; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.holds (
    id uuid NOT NULL,
    person_id uuid,
    category text,
    reason text NOT NULL,
    set_by uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until date NOT NULL,
    ended_at timestamp with time zone,
    demand_id uuid,
    CONSTRAINT holds_category_check CHECK ((category = ANY (ARRAY['people'::text, 'requests'::text, 'look-ups'::text, 'mails'::text, 'everything'::text]))),
    CONSTRAINT holds_check CHECK (((person_id IS NULL) <> (category IS NULL))),
    CONSTRAINT holds_reason_check CHECK (((char_length(reason) >= 10) AND (char_length(reason) <= 2000)))
);

COMMENT ON COLUMN rights.holds.id IS 'not personal';
COMMENT ON COLUMN rights.holds.person_id IS 'not personal';
COMMENT ON COLUMN rights.holds.category IS 'not personal';
COMMENT ON COLUMN rights.holds.reason IS 'personal:message';
COMMENT ON COLUMN rights.holds.set_by IS 'not personal';
COMMENT ON COLUMN rights.holds.since IS 'not personal';
COMMENT ON COLUMN rights.holds.until IS 'not personal';
COMMENT ON COLUMN rights.holds.ended_at IS 'not personal';
COMMENT ON COLUMN rights.holds.demand_id IS 'not personal';

--
-- Name: legal_demand_approvals; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.legal_demand_approvals (
    demand_id uuid NOT NULL,
    member_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON COLUMN rights.legal_demand_approvals.demand_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_approvals.member_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_approvals.at IS 'not personal';

--
-- Name: legal_demand_companies; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.legal_demand_companies (
    demand_id uuid NOT NULL,
    company_id uuid NOT NULL
);

COMMENT ON COLUMN rights.legal_demand_companies.demand_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_companies.company_id IS 'not personal';

--
-- Name: legal_demand_events; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.legal_demand_events (
    id bigint NOT NULL,
    demand_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    CONSTRAINT legal_demand_events_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'approved once'::text, 'approved'::text, 'refused'::text, 'given'::text, 'closed'::text, 'hold set'::text, 'withholding asked'::text, 'withholding approved'::text, 'withholding dropped'::text, 'person told'::text])))
);

COMMENT ON COLUMN rights.legal_demand_events.id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_events.demand_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_events.at IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_events.kind IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_events.actor_kind IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_events.actor_id IS 'not personal';

--
-- Name: legal_demand_events_id_seq; Type: SEQUENCE; Schema: rights; Owner: -
--

ALTER TABLE rights.legal_demand_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rights.legal_demand_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: legal_demand_looks; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.legal_demand_looks (
    lookup_id uuid NOT NULL,
    demand_id uuid NOT NULL,
    person_id uuid NOT NULL
);

COMMENT ON COLUMN rights.legal_demand_looks.lookup_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_looks.demand_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_looks.person_id IS 'not personal';

--
-- Name: legal_demand_people; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.legal_demand_people (
    demand_id uuid NOT NULL,
    person_id uuid NOT NULL
);

COMMENT ON COLUMN rights.legal_demand_people.demand_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demand_people.person_id IS 'not personal';

--
-- Name: legal_demands; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.legal_demands (
    id uuid NOT NULL,
    number text NOT NULL,
    authority_id uuid NOT NULL,
    channel text NOT NULL,
    received_on date NOT NULL,
    due_on date,
    state text DEFAULT 'received'::text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    closed_at timestamp with time zone,
    withheld_until date,
    reference text NOT NULL,
    basis text NOT NULL,
    scope text NOT NULL,
    refusal text,
    CONSTRAINT legal_demands_basis_check CHECK (((char_length(basis) >= 3) AND (char_length(basis) <= 2000))),
    CONSTRAINT legal_demands_channel_check CHECK ((channel = ANY (ARRAY['letter'::text, 'mail'::text, 'in person'::text]))),
    CONSTRAINT legal_demands_closed CHECK ((((state = ANY (ARRAY['refused'::text, 'closed'::text])) = (closed_at IS NOT NULL)) AND ((state = 'refused'::text) = (refusal IS NOT NULL)))),
    CONSTRAINT legal_demands_number_check CHECK ((number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'::text)),
    CONSTRAINT legal_demands_reference_check CHECK (((char_length(reference) >= 1) AND (char_length(reference) <= 200))),
    CONSTRAINT legal_demands_refusal_check CHECK (((char_length(refusal) >= 3) AND (char_length(refusal) <= 2000))),
    CONSTRAINT legal_demands_scope_check CHECK (((char_length(scope) >= 3) AND (char_length(scope) <= 10000))),
    CONSTRAINT legal_demands_state_check CHECK ((state = ANY (ARRAY['received'::text, 'approved'::text, 'refused'::text, 'given'::text, 'closed'::text])))
);

COMMENT ON COLUMN rights.legal_demands.id IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.number IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.authority_id IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.channel IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.received_on IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.due_on IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.state IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.recorded_by IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.recorded_at IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.approved_at IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.closed_at IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.withheld_until IS 'not personal';
COMMENT ON COLUMN rights.legal_demands.reference IS 'personal:message';
COMMENT ON COLUMN rights.legal_demands.basis IS 'personal:message';
COMMENT ON COLUMN rights.legal_demands.scope IS 'personal:message';
COMMENT ON COLUMN rights.legal_demands.refusal IS 'personal:message';

--
-- Name: links; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.links (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    token_sha256 bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    email_key bytea NOT NULL
);

COMMENT ON COLUMN rights.links.id IS 'not personal';
COMMENT ON COLUMN rights.links.person_id IS 'not personal';
COMMENT ON COLUMN rights.links.token_sha256 IS 'not personal';
COMMENT ON COLUMN rights.links.created_at IS 'not personal';
COMMENT ON COLUMN rights.links.expires_at IS 'not personal';
COMMENT ON COLUMN rights.links.used_at IS 'not personal';
COMMENT ON COLUMN rights.links.email_key IS 'not personal';

--
-- Name: mail_attachments; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.mail_attachments (
    mail_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    bytes integer NOT NULL,
    content bytea,
    why_not text,
    CONSTRAINT mail_attachments_check CHECK (((content IS NULL) = (why_not IS NOT NULL))),
    CONSTRAINT mail_attachments_name_check CHECK ((char_length(name) <= 200)),
    CONSTRAINT mail_attachments_type_check CHECK ((char_length(type) <= 100)),
    CONSTRAINT mail_attachments_why_not_check CHECK ((why_not = ANY (ARRAY['too large'::text, 'a mail itself'::text])))
);

COMMENT ON COLUMN rights.mail_attachments.mail_id IS 'not personal';
COMMENT ON COLUMN rights.mail_attachments."position" IS 'not personal';
COMMENT ON COLUMN rights.mail_attachments.name IS 'personal:message';
COMMENT ON COLUMN rights.mail_attachments.type IS 'personal:message';
COMMENT ON COLUMN rights.mail_attachments.bytes IS 'not personal';
COMMENT ON COLUMN rights.mail_attachments.content IS 'personal:message';
COMMENT ON COLUMN rights.mail_attachments.why_not IS 'not personal';

--
-- Name: mails; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.mails (
    id uuid NOT NULL,
    key bytea NOT NULL,
    mailbox text NOT NULL,
    sort text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    request_id uuid,
    opt_out_id uuid,
    sender_key bytea NOT NULL,
    message_key bytea,
    sender text,
    subject text,
    body text,
    cut boolean NOT NULL,
    left_out integer DEFAULT 0 NOT NULL,
    CONSTRAINT mails_body_check CHECK ((char_length(body) <= 200000)),
    CONSTRAINT mails_mailbox_check CHECK ((mailbox = ANY (ARRAY['privacy'::text, 'remove'::text]))),
    CONSTRAINT mails_sender_check CHECK ((char_length(sender) <= 320)),
    CONSTRAINT mails_sort_check CHECK ((sort = ANY (ARRAY['person'::text, 'auto-reply'::text, 'bounce'::text, 'list'::text, 'own'::text]))),
    CONSTRAINT mails_subject_check CHECK ((char_length(subject) <= 1000))
);

COMMENT ON COLUMN rights.mails.id IS 'not personal';
COMMENT ON COLUMN rights.mails.key IS 'not personal';
COMMENT ON COLUMN rights.mails.mailbox IS 'not personal';
COMMENT ON COLUMN rights.mails.sort IS 'not personal';
COMMENT ON COLUMN rights.mails.received_at IS 'not personal';
COMMENT ON COLUMN rights.mails.sent_at IS 'not personal';
COMMENT ON COLUMN rights.mails.request_id IS 'not personal';
COMMENT ON COLUMN rights.mails.opt_out_id IS 'not personal';
COMMENT ON COLUMN rights.mails.sender_key IS 'not personal';
COMMENT ON COLUMN rights.mails.message_key IS 'not personal';
COMMENT ON COLUMN rights.mails.sender IS 'personal:email';
COMMENT ON COLUMN rights.mails.subject IS 'personal:message';
COMMENT ON COLUMN rights.mails.body IS 'personal:message';
COMMENT ON COLUMN rights.mails.cut IS 'not personal';
COMMENT ON COLUMN rights.mails.left_out IS 'not personal';

--
-- Name: request_events; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.request_events (
    id bigint NOT NULL,
    request_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    CONSTRAINT request_events_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'scan added'::text, 'identity shown'::text, 'confirmed'::text, 'extended'::text, 'answered'::text, 'refused'::text, 'withdrawn'::text, 'words removed'::text, 'erased'::text, 'mail added'::text, 'kind set'::text, 'mandate confirmed'::text, 'mandate declined'::text, 'mandate enough'::text])))
);

COMMENT ON COLUMN rights.request_events.id IS 'not personal';
COMMENT ON COLUMN rights.request_events.request_id IS 'not personal';
COMMENT ON COLUMN rights.request_events.at IS 'not personal';
COMMENT ON COLUMN rights.request_events.kind IS 'not personal';
COMMENT ON COLUMN rights.request_events.actor_kind IS 'not personal';
COMMENT ON COLUMN rights.request_events.actor_id IS 'not personal';

--
-- Name: request_events_id_seq; Type: SEQUENCE; Schema: rights; Owner: -
--

ALTER TABLE rights.request_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rights.request_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: request_scans; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.request_scans (
    request_id uuid NOT NULL,
    type text NOT NULL,
    content bytea NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT request_scans_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 2097152))),
    CONSTRAINT request_scans_type_check CHECK ((type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text])))
);

COMMENT ON COLUMN rights.request_scans.request_id IS 'not personal';
COMMENT ON COLUMN rights.request_scans.type IS 'not personal';
COMMENT ON COLUMN rights.request_scans.content IS 'personal:message';
COMMENT ON COLUMN rights.request_scans.added_at IS 'not personal';

--
-- Name: requests; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.requests (
    id uuid NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    person_id uuid,
    identity text NOT NULL,
    law text NOT NULL,
    rule text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    confirm_by date,
    due_on date NOT NULL,
    extended boolean DEFAULT false NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    refusal text,
    confirmed_at timestamp with time zone,
    closed_at timestamp with time zone,
    wording text,
    asker text,
    extension text,
    answer text,
    receipt text,
    kind_guessed boolean DEFAULT false NOT NULL,
    CONSTRAINT requests_answer_check CHECK ((char_length(answer) <= 20000)),
    CONSTRAINT requests_asker_check CHECK ((char_length(asker) <= 500)),
    CONSTRAINT requests_channel_check CHECK ((channel = ANY (ARRAY['page'::text, 'letter'::text, 'phone'::text, 'mail'::text, 'agent'::text]))),
    CONSTRAINT requests_closed CHECK ((((state = 'open'::text) = (closed_at IS NULL)) AND ((state = 'refused'::text) = (refusal IS NOT NULL)))),
    CONSTRAINT requests_extension_check CHECK ((char_length(extension) <= 2000)),
    CONSTRAINT requests_identity_check CHECK ((identity = ANY (ARRAY['proven'::text, 'shown'::text, 'not shown'::text]))),
    CONSTRAINT requests_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'correction'::text, 'objection'::text, 'restriction'::text, 'erasure'::text, 'portability'::text, 'opt-out'::text, 'question'::text]))),
    CONSTRAINT requests_law_check CHECK ((law = ANY (ARRAY['gdpr'::text, 'ccpa'::text, 'house'::text]))),
    CONSTRAINT requests_number_check CHECK ((number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'::text)),
    CONSTRAINT requests_page CHECK (((channel <> 'page'::text) OR (identity = 'proven'::text))),
    CONSTRAINT requests_receipt_check CHECK ((receipt ~ '^[0-9A-HJKMNP-TV-Z]{26}$'::text)),
    CONSTRAINT requests_refusal_check CHECK ((refusal = ANY (ARRAY['identity not shown'::text, 'nothing held'::text, 'unfounded'::text, 'excessive'::text, 'law requires keeping'::text, 'rights of others'::text]))),
    CONSTRAINT requests_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'refused'::text, 'withdrawn'::text]))),
    CONSTRAINT requests_wording_check CHECK ((char_length(wording) <= 10000))
);

COMMENT ON COLUMN rights.requests.id IS 'not personal';
COMMENT ON COLUMN rights.requests.number IS 'not personal';
COMMENT ON COLUMN rights.requests.kind IS 'not personal';
COMMENT ON COLUMN rights.requests.channel IS 'not personal';
COMMENT ON COLUMN rights.requests.person_id IS 'not personal';
COMMENT ON COLUMN rights.requests.identity IS 'not personal';
COMMENT ON COLUMN rights.requests.law IS 'not personal';
COMMENT ON COLUMN rights.requests.rule IS 'not personal';
COMMENT ON COLUMN rights.requests.received_at IS 'not personal';
COMMENT ON COLUMN rights.requests.received_on IS 'not personal';
COMMENT ON COLUMN rights.requests.confirm_by IS 'not personal';
COMMENT ON COLUMN rights.requests.due_on IS 'not personal';
COMMENT ON COLUMN rights.requests.extended IS 'not personal';
COMMENT ON COLUMN rights.requests.state IS 'not personal';
COMMENT ON COLUMN rights.requests.refusal IS 'not personal';
COMMENT ON COLUMN rights.requests.confirmed_at IS 'not personal';
COMMENT ON COLUMN rights.requests.closed_at IS 'not personal';
COMMENT ON COLUMN rights.requests.wording IS 'personal:message';
COMMENT ON COLUMN rights.requests.asker IS 'personal:message';
COMMENT ON COLUMN rights.requests.extension IS 'personal:message';
COMMENT ON COLUMN rights.requests.answer IS 'personal:message';
COMMENT ON COLUMN rights.requests.receipt IS 'not personal';
COMMENT ON COLUMN rights.requests.kind_guessed IS 'not personal';

--
-- Name: retention; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.retention (
    category text NOT NULL,
    tables text[] NOT NULL,
    days integer,
    reason text NOT NULL,
    fixed boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT retention_children CHECK (((category <> 'children'::text) OR (days IS NOT NULL))),
    CONSTRAINT retention_days_check CHECK (((days >= 0) AND (days <= 36525))),
    CONSTRAINT retention_reason_check CHECK (((char_length(reason) >= 10) AND (char_length(reason) <= 1000))),
    CONSTRAINT retention_tables_check CHECK ((cardinality(tables) > 0))
);

COMMENT ON COLUMN rights.retention.category IS 'not personal';
COMMENT ON COLUMN rights.retention.tables IS 'not personal';
COMMENT ON COLUMN rights.retention.days IS 'not personal';
COMMENT ON COLUMN rights.retention.reason IS 'not personal';
COMMENT ON COLUMN rights.retention.fixed IS 'not personal';
COMMENT ON COLUMN rights.retention.changed_at IS 'not personal';

--
-- Name: sittings; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.sittings (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    token_sha256 bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    email_key bytea NOT NULL
);

COMMENT ON COLUMN rights.sittings.id IS 'not personal';
COMMENT ON COLUMN rights.sittings.person_id IS 'not personal';
COMMENT ON COLUMN rights.sittings.token_sha256 IS 'not personal';
COMMENT ON COLUMN rights.sittings.created_at IS 'not personal';
COMMENT ON COLUMN rights.sittings.expires_at IS 'not personal';
COMMENT ON COLUMN rights.sittings.ended_at IS 'not personal';
COMMENT ON COLUMN rights.sittings.email_key IS 'not personal';

--
-- Name: telling_runs; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.telling_runs (
    notice_id uuid NOT NULL,
    version integer NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    listed_at timestamp with time zone,
    stopped_at timestamp with time zone,
    finished_at timestamp with time zone,
    listing text,
    listing_after uuid,
    listing_since timestamp with time zone,
    CONSTRAINT telling_runs_listing CHECK (((listing IS NULL) = (listing_after IS NULL))),
    CONSTRAINT telling_runs_listing_since CHECK (((listing IS NULL) = (listing_since IS NULL)))
);

COMMENT ON COLUMN rights.telling_runs.notice_id IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.version IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.begun_at IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.listed_at IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.stopped_at IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.finished_at IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.listing IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.listing_after IS 'not personal';
COMMENT ON COLUMN rights.telling_runs.listing_since IS 'not personal';

--
-- Name: tellings; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.tellings (
    notice_id uuid NOT NULL,
    person_id uuid NOT NULL,
    listed_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    told_at timestamp with time zone,
    ledger_id uuid,
    answer text,
    answered_at timestamp with time zone,
    CONSTRAINT tellings_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
    CONSTRAINT tellings_answered CHECK (((answer IS NULL) = (answered_at IS NULL))),
    CONSTRAINT tellings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'told'::text, 'gone'::text]))),
    CONSTRAINT tellings_told CHECK (((state = 'told'::text) = ((told_at IS NOT NULL) AND (ledger_id IS NOT NULL))))
);

COMMENT ON COLUMN rights.tellings.notice_id IS 'not personal';
COMMENT ON COLUMN rights.tellings.person_id IS 'not personal';
COMMENT ON COLUMN rights.tellings.listed_at IS 'not personal';
COMMENT ON COLUMN rights.tellings.state IS 'not personal';
COMMENT ON COLUMN rights.tellings.told_at IS 'not personal';
COMMENT ON COLUMN rights.tellings.ledger_id IS 'not personal';
COMMENT ON COLUMN rights.tellings.answer IS 'not personal';
COMMENT ON COLUMN rights.tellings.answered_at IS 'not personal';

--
-- Name: unread_mails; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.unread_mails (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    mailbox text,
    code text NOT NULL,
    bytes bigint,
    CONSTRAINT unread_mails_mailbox_check CHECK ((mailbox = ANY (ARRAY['privacy'::text, 'remove'::text])))
);

COMMENT ON COLUMN rights.unread_mails.id IS 'not personal';
COMMENT ON COLUMN rights.unread_mails.at IS 'not personal';
COMMENT ON COLUMN rights.unread_mails.mailbox IS 'not personal';
COMMENT ON COLUMN rights.unread_mails.code IS 'not personal';
COMMENT ON COLUMN rights.unread_mails.bytes IS 'not personal';

--
-- Name: withholdings; Type: TABLE; Schema: rights; Owner: -
--

CREATE TABLE rights.withholdings (
    id uuid NOT NULL,
    demand_id uuid NOT NULL,
    until date NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    approved_by uuid,
    approved_at timestamp with time zone,
    dropped_at timestamp with time zone,
    basis text NOT NULL,
    CONSTRAINT withholdings_basis_check CHECK (((char_length(basis) >= 3) AND (char_length(basis) <= 2000))),
    CONSTRAINT withholdings_by_two CHECK (((approved_by <> asked_by) AND ((approved_by IS NULL) = (approved_at IS NULL)) AND (num_nonnulls(approved_at, dropped_at) <= 1)))
);

COMMENT ON COLUMN rights.withholdings.id IS 'not personal';
COMMENT ON COLUMN rights.withholdings.demand_id IS 'not personal';
COMMENT ON COLUMN rights.withholdings.until IS 'not personal';
COMMENT ON COLUMN rights.withholdings.asked_by IS 'not personal';
COMMENT ON COLUMN rights.withholdings.asked_at IS 'not personal';
COMMENT ON COLUMN rights.withholdings.approved_by IS 'not personal';
COMMENT ON COLUMN rights.withholdings.approved_at IS 'not personal';
COMMENT ON COLUMN rights.withholdings.dropped_at IS 'not personal';
COMMENT ON COLUMN rights.withholdings.basis IS 'personal:message';

--
-- Name: audit; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    about_kind text,
    about_id uuid,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL
);

COMMENT ON COLUMN staff.audit.id IS 'not personal';
COMMENT ON COLUMN staff.audit.at IS 'not personal';
COMMENT ON COLUMN staff.audit.actor_kind IS 'not personal';
COMMENT ON COLUMN staff.audit.actor_id IS 'not personal';
COMMENT ON COLUMN staff.audit.action IS 'not personal';
COMMENT ON COLUMN staff.audit.about_kind IS 'not personal';
COMMENT ON COLUMN staff.audit.about_id IS 'not personal';
COMMENT ON COLUMN staff.audit.detail IS 'not personal';

--
-- Name: audit_id_seq; Type: SEQUENCE; Schema: staff; Owner: -
--

ALTER TABLE staff.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME staff.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: invitations; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.invitations (
    id uuid NOT NULL,
    role text NOT NULL,
    company_id uuid,
    email text,
    token_sha256 bytea NOT NULL,
    invited_by uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    evidence text,
    CONSTRAINT invitations_evidence_check CHECK ((btrim(evidence) <> ''::text))
);

COMMENT ON COLUMN staff.invitations.id IS 'not personal';
COMMENT ON COLUMN staff.invitations.role IS 'not personal';
COMMENT ON COLUMN staff.invitations.company_id IS 'not personal';
COMMENT ON COLUMN staff.invitations.email IS 'personal:email';
COMMENT ON COLUMN staff.invitations.token_sha256 IS 'not personal';
COMMENT ON COLUMN staff.invitations.invited_by IS 'not personal';
COMMENT ON COLUMN staff.invitations.created_at IS 'not personal';
COMMENT ON COLUMN staff.invitations.expires_at IS 'not personal';
COMMENT ON COLUMN staff.invitations.used_at IS 'not personal';
COMMENT ON COLUMN staff.invitations.evidence IS 'personal:message';

--
-- Name: members; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.members (
    id uuid NOT NULL,
    account_id text NOT NULL,
    role text NOT NULL,
    company_id uuid,
    created_at timestamp with time zone NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT members_check CHECK (((role = ANY (ARRAY['reseller administrator'::text, 'reseller staff'::text, 'buyer administrator'::text])) = (company_id IS NOT NULL))),
    CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'licence desk'::text, 'marketing'::text, 'support'::text, 'QA'::text, 'product manager'::text, 'privacy officer'::text, 'reseller administrator'::text, 'reseller staff'::text, 'buyer administrator'::text])))
);

COMMENT ON COLUMN staff.members.id IS 'not personal';
COMMENT ON COLUMN staff.members.account_id IS 'not personal';
COMMENT ON COLUMN staff.members.role IS 'not personal';
COMMENT ON COLUMN staff.members.company_id IS 'not personal';
COMMENT ON COLUMN staff.members.created_at IS 'not personal';
COMMENT ON COLUMN staff.members.disabled_at IS 'not personal';

--
-- Name: outside_roles; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.outside_roles (
    id uuid NOT NULL,
    domain text,
    claim text,
    claim_value text,
    role text NOT NULL,
    company_id uuid,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT outside_roles_by CHECK (((num_nonnulls(domain, claim) = 1) AND ((claim IS NULL) = (claim_value IS NULL)))),
    CONSTRAINT outside_roles_claim_check CHECK ((claim <> ''::text)),
    CONSTRAINT outside_roles_claim_value_check CHECK ((claim_value <> ''::text)),
    CONSTRAINT outside_roles_company CHECK (((company_id IS NOT NULL) = (role ~~ 'reseller %'::text))),
    CONSTRAINT outside_roles_domain_check CHECK (((domain = lower(domain)) AND (domain ~ '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$'::text))),
    CONSTRAINT outside_roles_role_check CHECK ((role = ANY (ARRAY['licence desk'::text, 'marketing'::text, 'support'::text, 'QA'::text, 'product manager'::text, 'privacy officer'::text, 'reseller administrator'::text, 'reseller staff'::text])))
);

COMMENT ON COLUMN staff.outside_roles.id IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.domain IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.claim IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.claim_value IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.role IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.company_id IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.created_by IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.created_at IS 'not personal';
COMMENT ON COLUMN staff.outside_roles.ended_at IS 'not personal';

--
-- Name: tokens; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.tokens (
    id uuid NOT NULL,
    name text NOT NULL,
    token_sha256 bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_on date,
    replaced_by uuid
);

COMMENT ON COLUMN staff.tokens.id IS 'not personal';
COMMENT ON COLUMN staff.tokens.name IS 'not personal';
COMMENT ON COLUMN staff.tokens.token_sha256 IS 'not personal';
COMMENT ON COLUMN staff.tokens.scopes IS 'not personal';
COMMENT ON COLUMN staff.tokens.created_at IS 'not personal';
COMMENT ON COLUMN staff.tokens.expires_at IS 'not personal';
COMMENT ON COLUMN staff.tokens.revoked_at IS 'not personal';
COMMENT ON COLUMN staff.tokens.last_used_on IS 'not personal';
COMMENT ON COLUMN staff.tokens.replaced_by IS 'not personal';

--
-- Name: webhook_deliveries; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.webhook_deliveries (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event_id bigint,
    kind text NOT NULL,
    body text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    ended_at timestamp with time zone,
    ledger_id uuid,
    CONSTRAINT webhook_deliveries_check CHECK (((state = 'waiting'::text) = (next_at IS NOT NULL))),
    CONSTRAINT webhook_deliveries_check1 CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT webhook_deliveries_check2 CHECK (((tries = 0) OR (ledger_id IS NOT NULL))),
    CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'given up'::text])))
);

COMMENT ON COLUMN staff.webhook_deliveries.id IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.webhook_id IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.event_id IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.kind IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.body IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.happened_at IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.state IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.tries IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.next_at IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.ended_at IS 'not personal';
COMMENT ON COLUMN staff.webhook_deliveries.ledger_id IS 'not personal';

--
-- Name: webhook_tries; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.webhook_tries (
    id bigint NOT NULL,
    delivery_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    ms integer NOT NULL,
    status integer,
    fault text,
    CONSTRAINT webhook_tries_check CHECK ((num_nonnulls(status, fault) = 1))
);

COMMENT ON COLUMN staff.webhook_tries.id IS 'not personal';
COMMENT ON COLUMN staff.webhook_tries.delivery_id IS 'not personal';
COMMENT ON COLUMN staff.webhook_tries.at IS 'not personal';
COMMENT ON COLUMN staff.webhook_tries.ms IS 'not personal';
COMMENT ON COLUMN staff.webhook_tries.status IS 'not personal';
COMMENT ON COLUMN staff.webhook_tries.fault IS 'not personal';

--
-- Name: webhook_tries_id_seq; Type: SEQUENCE; Schema: staff; Owner: -
--

ALTER TABLE staff.webhook_tries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME staff.webhook_tries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: webhooks; Type: TABLE; Schema: staff; Owner: -
--

CREATE TABLE staff.webhooks (
    id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    kinds text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    secret bytea NOT NULL,
    secret_since timestamp with time zone NOT NULL,
    old_secret bytea,
    old_until timestamp with time zone,
    failing_since timestamp with time zone,
    stopped_at timestamp with time zone,
    stopped_why text,
    ended_at timestamp with time zone,
    CONSTRAINT webhooks_check CHECK (((old_secret IS NULL) = (old_until IS NULL))),
    CONSTRAINT webhooks_check1 CHECK (((stopped_at IS NULL) = (stopped_why IS NULL))),
    CONSTRAINT webhooks_stopped_why_check CHECK ((stopped_why = ANY (ARRAY['staff'::text, 'failure'::text, 'gone'::text])))
);

COMMENT ON COLUMN staff.webhooks.id IS 'not personal';
COMMENT ON COLUMN staff.webhooks.recipient_id IS 'not personal';
COMMENT ON COLUMN staff.webhooks.name IS 'not personal';
COMMENT ON COLUMN staff.webhooks.url IS 'not personal';
COMMENT ON COLUMN staff.webhooks.kinds IS 'not personal';
COMMENT ON COLUMN staff.webhooks.created_at IS 'not personal';
COMMENT ON COLUMN staff.webhooks.secret IS 'not personal';
COMMENT ON COLUMN staff.webhooks.secret_since IS 'not personal';
COMMENT ON COLUMN staff.webhooks.old_secret IS 'not personal';
COMMENT ON COLUMN staff.webhooks.old_until IS 'not personal';
COMMENT ON COLUMN staff.webhooks.failing_since IS 'not personal';
COMMENT ON COLUMN staff.webhooks.stopped_at IS 'not personal';
COMMENT ON COLUMN staff.webhooks.stopped_why IS 'not personal';
COMMENT ON COLUMN staff.webhooks.ended_at IS 'not personal';

--
-- Name: annotations; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.annotations (
    id uuid NOT NULL,
    site_id smallint NOT NULL,
    on_day date NOT NULL,
    kind text NOT NULL,
    words text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT annotations_kind_check CHECK ((kind = ANY (ARRAY['release'::text, 'campaign'::text, 'other'::text]))),
    CONSTRAINT annotations_words_check CHECK (((length(words) >= 1) AND (length(words) <= 200)))
);

COMMENT ON COLUMN statistics.annotations.id IS 'not personal';
COMMENT ON COLUMN statistics.annotations.site_id IS 'not personal';
COMMENT ON COLUMN statistics.annotations.on_day IS 'not personal';
COMMENT ON COLUMN statistics.annotations.kind IS 'not personal';
COMMENT ON COLUMN statistics.annotations.words IS 'not personal';
COMMENT ON COLUMN statistics.annotations.created_by IS 'not personal';
COMMENT ON COLUMN statistics.annotations.created_at IS 'not personal';

--
-- Name: cell_writings; Type: SEQUENCE; Schema: statistics; Owner: -
--

CREATE SEQUENCE statistics.cell_writings
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

--
-- Name: cells; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.cells (
    site_id smallint NOT NULL,
    origin statistics.origin NOT NULL,
    dimension smallint NOT NULL,
    period "char" NOT NULL,
    starts_on date NOT NULL,
    value_ids integer[] NOT NULL,
    second_ids integer[],
    visits integer[] NOT NULL,
    views integer[] NOT NULL,
    bounces integer[] NOT NULL,
    seconds bigint[] NOT NULL,
    amounts bigint[],
    writing bigint DEFAULT nextval('statistics.cell_writings'::regclass) NOT NULL,
    CONSTRAINT cells_period_check CHECK ((period = ANY (ARRAY['d'::"char", 'm'::"char", 'y'::"char"])))
);

COMMENT ON COLUMN statistics.cells.site_id IS 'not personal';
COMMENT ON COLUMN statistics.cells.origin IS 'not personal';
COMMENT ON COLUMN statistics.cells.dimension IS 'not personal';
COMMENT ON COLUMN statistics.cells.period IS 'not personal';
COMMENT ON COLUMN statistics.cells.starts_on IS 'not personal';
COMMENT ON COLUMN statistics.cells.value_ids IS 'not personal';
COMMENT ON COLUMN statistics.cells.second_ids IS 'not personal';
COMMENT ON COLUMN statistics.cells.visits IS 'not personal';
COMMENT ON COLUMN statistics.cells.views IS 'not personal';
COMMENT ON COLUMN statistics.cells.bounces IS 'not personal';
COMMENT ON COLUMN statistics.cells.seconds IS 'not personal';
COMMENT ON COLUMN statistics.cells.amounts IS 'not personal';
COMMENT ON COLUMN statistics.cells.writing IS 'not personal';

--
-- Name: days; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.days (
    site_id smallint NOT NULL,
    origin statistics.origin NOT NULL,
    day date NOT NULL,
    visits integer DEFAULT 0 NOT NULL,
    visitors integer DEFAULT 0 NOT NULL,
    visitors_exact boolean DEFAULT true NOT NULL,
    views integer DEFAULT 0 NOT NULL,
    bounces integer DEFAULT 0 NOT NULL,
    one_page integer DEFAULT 0 NOT NULL,
    span_seconds bigint DEFAULT 0 NOT NULL,
    span_seconds_many bigint DEFAULT 0 NOT NULL,
    engaged_seconds bigint DEFAULT 0 NOT NULL,
    engaged_seconds_many bigint DEFAULT 0 NOT NULL,
    engaged_visits integer DEFAULT 0 NOT NULL,
    engaged_visits_many integer DEFAULT 0 NOT NULL,
    span_steps integer[] DEFAULT '{}'::integer[] NOT NULL,
    engaged_steps integer[] DEFAULT '{}'::integer[] NOT NULL,
    goals integer DEFAULT 0 NOT NULL,
    bot_hits integer DEFAULT 0 NOT NULL,
    refused_hits integer DEFAULT 0 NOT NULL,
    own_hits integer DEFAULT 0 NOT NULL,
    bad_lines integer DEFAULT 0 NOT NULL,
    log_only_visits integer DEFAULT 0 NOT NULL,
    beacon_only_visits integer DEFAULT 0 NOT NULL,
    closed boolean DEFAULT false NOT NULL
);

COMMENT ON COLUMN statistics.days.site_id IS 'not personal';
COMMENT ON COLUMN statistics.days.origin IS 'not personal';
COMMENT ON COLUMN statistics.days.day IS 'not personal';
COMMENT ON COLUMN statistics.days.visits IS 'not personal';
COMMENT ON COLUMN statistics.days.visitors IS 'not personal';
COMMENT ON COLUMN statistics.days.visitors_exact IS 'not personal';
COMMENT ON COLUMN statistics.days.views IS 'not personal';
COMMENT ON COLUMN statistics.days.bounces IS 'not personal';
COMMENT ON COLUMN statistics.days.one_page IS 'not personal';
COMMENT ON COLUMN statistics.days.span_seconds IS 'not personal';
COMMENT ON COLUMN statistics.days.span_seconds_many IS 'not personal';
COMMENT ON COLUMN statistics.days.engaged_seconds IS 'not personal';
COMMENT ON COLUMN statistics.days.engaged_seconds_many IS 'not personal';
COMMENT ON COLUMN statistics.days.engaged_visits IS 'not personal';
COMMENT ON COLUMN statistics.days.engaged_visits_many IS 'not personal';
COMMENT ON COLUMN statistics.days.span_steps IS 'not personal';
COMMENT ON COLUMN statistics.days.engaged_steps IS 'not personal';
COMMENT ON COLUMN statistics.days.goals IS 'not personal';
COMMENT ON COLUMN statistics.days.bot_hits IS 'not personal';
COMMENT ON COLUMN statistics.days.refused_hits IS 'not personal';
COMMENT ON COLUMN statistics.days.own_hits IS 'not personal';
COMMENT ON COLUMN statistics.days.bad_lines IS 'not personal';
COMMENT ON COLUMN statistics.days.log_only_visits IS 'not personal';
COMMENT ON COLUMN statistics.days.beacon_only_visits IS 'not personal';
COMMENT ON COLUMN statistics.days.closed IS 'not personal';

--
-- Name: import_runs; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.import_runs (
    id integer NOT NULL,
    site_id smallint NOT NULL,
    origin statistics.origin NOT NULL,
    server text,
    files integer NOT NULL,
    lines bigint,
    bad_lines bigint,
    known_lines bigint,
    first_day date NOT NULL,
    last_day date NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    CONSTRAINT import_runs_files_check CHECK ((files > 0)),
    CONSTRAINT import_runs_origin_check CHECK ((origin <> 'live'::statistics.origin))
);

COMMENT ON COLUMN statistics.import_runs.id IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.site_id IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.origin IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.server IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.files IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.lines IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.bad_lines IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.known_lines IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.first_day IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.last_day IS 'not personal';
COMMENT ON COLUMN statistics.import_runs.imported_at IS 'not personal';

--
-- Name: import_runs_id_seq; Type: SEQUENCE; Schema: statistics; Owner: -
--

ALTER TABLE statistics.import_runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME statistics.import_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: imports; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.imports (
    id integer NOT NULL,
    site_id smallint NOT NULL,
    origin statistics.origin NOT NULL,
    server text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    bytes bigint NOT NULL,
    lines bigint NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    CONSTRAINT imports_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT imports_lines_check CHECK ((lines > 0)),
    CONSTRAINT imports_server_check CHECK ((server ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
);

COMMENT ON COLUMN statistics.imports.id IS 'not personal';
COMMENT ON COLUMN statistics.imports.site_id IS 'not personal';
COMMENT ON COLUMN statistics.imports.origin IS 'not personal';
COMMENT ON COLUMN statistics.imports.server IS 'not personal';
COMMENT ON COLUMN statistics.imports.first_at IS 'not personal';
COMMENT ON COLUMN statistics.imports.last_at IS 'not personal';
COMMENT ON COLUMN statistics.imports.bytes IS 'not personal';
COMMENT ON COLUMN statistics.imports.lines IS 'not personal';
COMMENT ON COLUMN statistics.imports.imported_at IS 'not personal';

--
-- Name: imports_id_seq; Type: SEQUENCE; Schema: statistics; Owner: -
--

ALTER TABLE statistics.imports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME statistics.imports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: mail_reports; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.mail_reports (
    id uuid NOT NULL,
    site_id smallint NOT NULL,
    member_id uuid NOT NULL,
    every text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    sent_for date,
    CONSTRAINT mail_reports_every_check CHECK ((every = ANY (ARRAY['week'::text, 'month'::text])))
);

COMMENT ON COLUMN statistics.mail_reports.id IS 'not personal';
COMMENT ON COLUMN statistics.mail_reports.site_id IS 'not personal';
COMMENT ON COLUMN statistics.mail_reports.member_id IS 'not personal';
COMMENT ON COLUMN statistics.mail_reports.every IS 'not personal';
COMMENT ON COLUMN statistics.mail_reports.created_by IS 'not personal';
COMMENT ON COLUMN statistics.mail_reports.created_at IS 'not personal';
COMMENT ON COLUMN statistics.mail_reports.sent_for IS 'not personal';

--
-- Name: saved_views; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.saved_views (
    id uuid NOT NULL,
    site_id smallint NOT NULL,
    name text NOT NULL,
    search jsonb NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

COMMENT ON COLUMN statistics.saved_views.id IS 'not personal';
COMMENT ON COLUMN statistics.saved_views.site_id IS 'not personal';
COMMENT ON COLUMN statistics.saved_views.name IS 'not personal';
COMMENT ON COLUMN statistics.saved_views.search IS 'not personal';
COMMENT ON COLUMN statistics.saved_views.created_by IS 'not personal';
COMMENT ON COLUMN statistics.saved_views.created_at IS 'not personal';

--
-- Name: shared_links; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.shared_links (
    id uuid NOT NULL,
    site_id smallint NOT NULL,
    name text NOT NULL,
    token_sha256 bytea NOT NULL,
    days integer NOT NULL,
    origin statistics.origin NOT NULL,
    dimensions text[] NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    last_opened_on date,
    CONSTRAINT shared_links_days_check CHECK (((days >= 1) AND (days <= 1100))),
    CONSTRAINT shared_links_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

COMMENT ON COLUMN statistics.shared_links.id IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.site_id IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.name IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.token_sha256 IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.days IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.origin IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.dimensions IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.created_by IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.created_at IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.expires_at IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.ended_at IS 'not personal';
COMMENT ON COLUMN statistics.shared_links.last_opened_on IS 'not personal';

--
-- Name: sites; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics.sites (
    id smallint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    hosts text[] NOT NULL,
    time_zone text NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT sites_hosts_check CHECK (((cardinality(hosts) >= 1) AND (cardinality(hosts) <= 50))),
    CONSTRAINT sites_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT sites_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text))
);

COMMENT ON COLUMN statistics.sites.id IS 'not personal';
COMMENT ON COLUMN statistics.sites.slug IS 'not personal';
COMMENT ON COLUMN statistics.sites.name IS 'not personal';
COMMENT ON COLUMN statistics.sites.hosts IS 'not personal';
COMMENT ON COLUMN statistics.sites.time_zone IS 'not personal';
COMMENT ON COLUMN statistics.sites.settings IS 'not personal';
COMMENT ON COLUMN statistics.sites.created_at IS 'not personal';
COMMENT ON COLUMN statistics.sites.ended_at IS 'not personal';

--
-- Name: sites_id_seq; Type: SEQUENCE; Schema: statistics; Owner: -
--

ALTER TABLE statistics.sites ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME statistics.sites_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: values; Type: TABLE; Schema: statistics; Owner: -
--

CREATE TABLE statistics."values" (
    id integer NOT NULL,
    site_id smallint NOT NULL,
    dimension smallint NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT values_value_check CHECK ((length(value) <= 400))
);

COMMENT ON COLUMN statistics."values".id IS 'not personal';
COMMENT ON COLUMN statistics."values".site_id IS 'not personal';
COMMENT ON COLUMN statistics."values".dimension IS 'not personal';
COMMENT ON COLUMN statistics."values".value IS 'not personal';

--
-- Name: values_id_seq; Type: SEQUENCE; Schema: statistics; Owner: -
--

ALTER TABLE statistics."values" ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME statistics.values_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: job_common; Type: TABLE ATTACH; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.job ATTACH PARTITION jobs.job_common DEFAULT;

--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

--
-- Name: passkey passkey_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);

--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

--
-- Name: session session_token_key; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_token_key UNIQUE (token);

--
-- Name: twoFactor twoFactor_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth."twoFactor"
    ADD CONSTRAINT "twoFactor_pkey" PRIMARY KEY (id);

--
-- Name: user user_email_key; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth."user"
    ADD CONSTRAINT user_email_key UNIQUE (email);

--
-- Name: user user_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth."user"
    ADD CONSTRAINT user_pkey PRIMARY KEY (id);

--
-- Name: verification verification_pkey; Type: CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (id);

--
-- Name: addresses addresses_company_id_kind_key; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.addresses
    ADD CONSTRAINT addresses_company_id_kind_key UNIQUE (company_id, kind);

--
-- Name: addresses addresses_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.addresses
    ADD CONSTRAINT addresses_pkey PRIMARY KEY (id);

--
-- Name: companies companies_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.companies
    ADD CONSTRAINT companies_pkey PRIMARY KEY (id);

--
-- Name: company_people company_people_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.company_people
    ADD CONSTRAINT company_people_pkey PRIMARY KEY (company_id, person_id);

--
-- Name: domains domains_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.domains
    ADD CONSTRAINT domains_pkey PRIMARY KEY (id);

--
-- Name: former_names former_names_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.former_names
    ADD CONSTRAINT former_names_pkey PRIMARY KEY (id);

--
-- Name: lists lists_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.lists
    ADD CONSTRAINT lists_pkey PRIMARY KEY (id);

--
-- Name: lookup_people lookup_people_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.lookup_people
    ADD CONSTRAINT lookup_people_pkey PRIMARY KEY (person_id, lookup_id);

--
-- Name: lookups lookups_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.lookups
    ADD CONSTRAINT lookups_pkey PRIMARY KEY (id);

--
-- Name: merge_rows merge_rows_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.merge_rows
    ADD CONSTRAINT merge_rows_pkey PRIMARY KEY (merge_id, kind, row_id);

--
-- Name: merges merges_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.merges
    ADD CONSTRAINT merges_pkey PRIMARY KEY (id);

--
-- Name: origins origins_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.origins
    ADD CONSTRAINT origins_pkey PRIMARY KEY (subject_id, id);

--
-- Name: people people_email_key_key; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.people
    ADD CONSTRAINT people_email_key_key UNIQUE (email_key);

--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

--
-- Name: preferences preferences_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.preferences
    ADD CONSTRAINT preferences_pkey PRIMARY KEY (person_id, channel);

--
-- Name: shares shares_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.shares
    ADD CONSTRAINT shares_pkey PRIMARY KEY (id);

--
-- Name: suppressions suppressions_pkey; Type: CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.suppressions
    ADD CONSTRAINT suppressions_pkey PRIMARY KEY (email_key, channel);

--
-- Name: contracts contracts_pkey; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.contracts
    ADD CONSTRAINT contracts_pkey PRIMARY KEY (id);

--
-- Name: deletions deletions_pkey; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.deletions
    ADD CONSTRAINT deletions_pkey PRIMARY KEY (id);

--
-- Name: hand_overs hand_overs_pkey; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.hand_overs
    ADD CONSTRAINT hand_overs_pkey PRIMARY KEY (id);

--
-- Name: ledger ledger_pkey; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY (id);

--
-- Name: outside_hosts outside_hosts_pkey; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.outside_hosts
    ADD CONSTRAINT outside_hosts_pkey PRIMARY KEY (host);

--
-- Name: recipients recipients_company_id_key; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.recipients
    ADD CONSTRAINT recipients_company_id_key UNIQUE (company_id);

--
-- Name: recipients recipients_kind_name_key; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.recipients
    ADD CONSTRAINT recipients_kind_name_key UNIQUE (kind, name);

--
-- Name: recipients recipients_pkey; Type: CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.recipients
    ADD CONSTRAINT recipients_pkey PRIMARY KEY (id);

--
-- Name: bam bam_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.bam
    ADD CONSTRAINT bam_pkey PRIMARY KEY (id);

--
-- Name: instance instance_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.instance
    ADD CONSTRAINT instance_pkey PRIMARY KEY (id);

--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);

--
-- Name: job_common job_common_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.job_common
    ADD CONSTRAINT job_common_pkey PRIMARY KEY (name, id);

--
-- Name: job_dependency job_dependency_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.job_dependency
    ADD CONSTRAINT job_dependency_pkey PRIMARY KEY (child_name, child_id, parent_name, parent_id);

--
-- Name: queue queue_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);

--
-- Name: queue_stats queue_stats_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.queue_stats
    ADD CONSTRAINT queue_stats_pkey PRIMARY KEY (id, captured_on);

--
-- Name: schedule schedule_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name, key);

--
-- Name: subscription subscription_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);

--
-- Name: version version_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);

--
-- Name: warning warning_pkey; Type: CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.warning
    ADD CONSTRAINT warning_pkey PRIMARY KEY (id);

--
-- Name: activations activations_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.activations
    ADD CONSTRAINT activations_pkey PRIMARY KEY (id);

--
-- Name: contact_lists contact_lists_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contact_lists
    ADD CONSTRAINT contact_lists_pkey PRIMARY KEY (id);

--
-- Name: contracts contracts_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contracts
    ADD CONSTRAINT contracts_pkey PRIMARY KEY (id);

--
-- Name: contracts contracts_renews_id_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contracts
    ADD CONSTRAINT contracts_renews_id_key UNIQUE (renews_id);

--
-- Name: dispute_claims dispute_claims_dispute_id_side_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_claims
    ADD CONSTRAINT dispute_claims_dispute_id_side_key UNIQUE (dispute_id, side);

--
-- Name: dispute_claims dispute_claims_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_claims
    ADD CONSTRAINT dispute_claims_pkey PRIMARY KEY (id);

--
-- Name: dispute_evidence dispute_evidence_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_evidence
    ADD CONSTRAINT dispute_evidence_pkey PRIMARY KEY (id);

--
-- Name: dispute_tellings dispute_tellings_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_tellings
    ADD CONSTRAINT dispute_tellings_pkey PRIMARY KEY (id);

--
-- Name: disputes disputes_number_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.disputes
    ADD CONSTRAINT disputes_number_key UNIQUE (number);

--
-- Name: disputes disputes_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.disputes
    ADD CONSTRAINT disputes_pkey PRIMARY KEY (id);

--
-- Name: downloads downloads_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.downloads
    ADD CONSTRAINT downloads_pkey PRIMARY KEY (licence_id, file_id, day);

--
-- Name: export_pieces export_pieces_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.export_pieces
    ADD CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, number);

--
-- Name: exports exports_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (id);

--
-- Name: features features_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.features
    ADD CONSTRAINT features_pkey PRIMARY KEY (product_id, code);

--
-- Name: foreign_serials foreign_serials_licence_id_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.foreign_serials
    ADD CONSTRAINT foreign_serials_licence_id_key UNIQUE (licence_id);

--
-- Name: foreign_serials foreign_serials_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.foreign_serials
    ADD CONSTRAINT foreign_serials_pkey PRIMARY KEY (key);

--
-- Name: handovers handovers_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (id);

--
-- Name: import_faults import_faults_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.import_faults
    ADD CONSTRAINT import_faults_pkey PRIMARY KEY (import_id, line, code, field);

--
-- Name: import_pieces import_pieces_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.import_pieces
    ADD CONSTRAINT import_pieces_pkey PRIMARY KEY (file_id, number);

--
-- Name: import_resellers import_resellers_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.import_resellers
    ADD CONSTRAINT import_resellers_pkey PRIMARY KEY (import_id, reseller_company_id);

--
-- Name: imports imports_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

--
-- Name: inquiries inquiries_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_pkey PRIMARY KEY (id);

--
-- Name: lease_days lease_days_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.lease_days
    ADD CONSTRAINT lease_days_pkey PRIMARY KEY (licence_id, day);

--
-- Name: leases leases_activation_id_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.leases
    ADD CONSTRAINT leases_activation_id_key UNIQUE (activation_id);

--
-- Name: leases leases_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (licence_id, seat);

--
-- Name: licence_events licence_events_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licence_events
    ADD CONSTRAINT licence_events_pkey PRIMARY KEY (id);

--
-- Name: licence_meters licence_meters_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licence_meters
    ADD CONSTRAINT licence_meters_pkey PRIMARY KEY (licence_id, feature);

--
-- Name: licences licences_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licences
    ADD CONSTRAINT licences_pkey PRIMARY KEY (id);

--
-- Name: licences licences_serial_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licences
    ADD CONSTRAINT licences_serial_key UNIQUE (serial);

--
-- Name: meter_counters meter_counters_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.meter_counters
    ADD CONSTRAINT meter_counters_pkey PRIMARY KEY (activation_id, counter);

--
-- Name: meter_counts meter_counts_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.meter_counts
    ADD CONSTRAINT meter_counts_pkey PRIMARY KEY (licence_id, feature, period, starts_on);

--
-- Name: named_seats named_seats_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.named_seats
    ADD CONSTRAINT named_seats_pkey PRIMARY KEY (id);

--
-- Name: notice_licensors notice_licensors_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.notice_licensors
    ADD CONSTRAINT notice_licensors_pkey PRIMARY KEY (notice_id, licensor_id, product_id);

--
-- Name: order_events order_events_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_events
    ADD CONSTRAINT order_events_pkey PRIMARY KEY (id);

--
-- Name: order_licences order_licences_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_licences
    ADD CONSTRAINT order_licences_pkey PRIMARY KEY (licence_id);

--
-- Name: order_questions order_questions_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_questions
    ADD CONSTRAINT order_questions_pkey PRIMARY KEY (id);

--
-- Name: orders orders_number_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_number_key UNIQUE (number);

--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

--
-- Name: products products_code_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.products
    ADD CONSTRAINT products_code_key UNIQUE (code);

--
-- Name: products products_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);

--
-- Name: pupil_labels pupil_labels_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.pupil_labels
    ADD CONSTRAINT pupil_labels_pkey PRIMARY KEY (label);

--
-- Name: registrations registrations_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (id);

--
-- Name: release_files release_files_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.release_files
    ADD CONSTRAINT release_files_pkey PRIMARY KEY (id);

--
-- Name: release_technologies release_technologies_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.release_technologies
    ADD CONSTRAINT release_technologies_pkey PRIMARY KEY (release_id, technology_id, embedded_at);

--
-- Name: releases releases_of_product; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.releases
    ADD CONSTRAINT releases_of_product UNIQUE (product_id, id);

--
-- Name: releases releases_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.releases
    ADD CONSTRAINT releases_pkey PRIMARY KEY (id);

--
-- Name: releases releases_product_id_version_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.releases
    ADD CONSTRAINT releases_product_id_version_key UNIQUE (product_id, version);

--
-- Name: reminders reminders_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (contract_id, days, recipient_kind);

--
-- Name: replacements replacements_by_licence_id_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.replacements
    ADD CONSTRAINT replacements_by_licence_id_key UNIQUE (by_licence_id);

--
-- Name: replacements replacements_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.replacements
    ADD CONSTRAINT replacements_pkey PRIMARY KEY (licence_id);

--
-- Name: reported reported_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reported
    ADD CONSTRAINT reported_pkey PRIMARY KEY (contract_id, registration_id);

--
-- Name: reports reports_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (id);

--
-- Name: school_licences school_licences_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.school_licences
    ADD CONSTRAINT school_licences_pkey PRIMARY KEY (licence_id);

--
-- Name: school_terms school_terms_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.school_terms
    ADD CONSTRAINT school_terms_pkey PRIMARY KEY (id);

--
-- Name: screening_entries screening_entries_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.screening_entries
    ADD CONSTRAINT screening_entries_pkey PRIMARY KEY (list_id, "position");

--
-- Name: screening_hits screening_hits_licence_id_list_name_reference_matched_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.screening_hits
    ADD CONSTRAINT screening_hits_licence_id_list_name_reference_matched_key UNIQUE (licence_id, list_name, reference, matched);

--
-- Name: screening_hits screening_hits_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.screening_hits
    ADD CONSTRAINT screening_hits_pkey PRIMARY KEY (id);

--
-- Name: screening_lists screening_lists_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.screening_lists
    ADD CONSTRAINT screening_lists_pkey PRIMARY KEY (id);

--
-- Name: seat_releases seat_releases_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.seat_releases
    ADD CONSTRAINT seat_releases_pkey PRIMARY KEY (id);

--
-- Name: seat_releases seat_releases_token_sha256_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.seat_releases
    ADD CONSTRAINT seat_releases_token_sha256_key UNIQUE (token_sha256);

--
-- Name: technologies technologies_name_key; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.technologies
    ADD CONSTRAINT technologies_name_key UNIQUE (name);

--
-- Name: technologies technologies_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.technologies
    ADD CONSTRAINT technologies_pkey PRIMARY KEY (id);

--
-- Name: templates templates_pkey; Type: CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);

--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);

--
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (route, key_digest);

--
-- Name: installation installation_pkey; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (id);

--
-- Name: mail_outbox mail_outbox_ledger_id_key; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.mail_outbox
    ADD CONSTRAINT mail_outbox_ledger_id_key UNIQUE (ledger_id);

--
-- Name: mail_outbox mail_outbox_pkey; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.mail_outbox
    ADD CONSTRAINT mail_outbox_pkey PRIMARY KEY (id);

--
-- Name: migrations migrations_pkey; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);

--
-- Name: rewrites rewrites_pkey; Type: CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.rewrites
    ADD CONSTRAINT rewrites_pkey PRIMARY KEY (id);

--
-- Name: attestations attestations_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.attestations
    ADD CONSTRAINT attestations_pkey PRIMARY KEY (id);

--
-- Name: closed_uses closed_uses_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.closed_uses
    ADD CONSTRAINT closed_uses_pkey PRIMARY KEY (use);

--
-- Name: draft_ends draft_ends_notice_id_key; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.draft_ends
    ADD CONSTRAINT draft_ends_notice_id_key UNIQUE (notice_id);

--
-- Name: draft_ends draft_ends_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.draft_ends
    ADD CONSTRAINT draft_ends_pkey PRIMARY KEY (draft_id);

--
-- Name: drafts drafts_id_drafted_by_key; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.drafts
    ADD CONSTRAINT drafts_id_drafted_by_key UNIQUE (id, drafted_by);

--
-- Name: drafts drafts_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);

--
-- Name: incident_notices incident_notices_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.incident_notices
    ADD CONSTRAINT incident_notices_pkey PRIMARY KEY (id);

--
-- Name: incidents incidents_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.incidents
    ADD CONSTRAINT incidents_pkey PRIMARY KEY (id);

--
-- Name: log_checkpoints log_checkpoints_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_checkpoints
    ADD CONSTRAINT log_checkpoints_pkey PRIMARY KEY (size);

--
-- Name: log_erased log_erased_leaf_index_key; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_erased
    ADD CONSTRAINT log_erased_leaf_index_key UNIQUE (leaf_index);

--
-- Name: log_erased log_erased_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_erased
    ADD CONSTRAINT log_erased_pkey PRIMARY KEY (id);

--
-- Name: log_keys log_keys_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_keys
    ADD CONSTRAINT log_keys_pkey PRIMARY KEY (name);

--
-- Name: log_leaves log_leaves_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_leaves
    ADD CONSTRAINT log_leaves_pkey PRIMARY KEY (leaf_index);

--
-- Name: log_nodes log_nodes_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_nodes
    ADD CONSTRAINT log_nodes_pkey PRIMARY KEY (level, node_index);

--
-- Name: log_rows log_rows_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.log_rows
    ADD CONSTRAINT log_rows_pkey PRIMARY KEY (source, key);

--
-- Name: notices notices_kind_version_key; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.notices
    ADD CONSTRAINT notices_kind_version_key UNIQUE (kind, version);

--
-- Name: notices notices_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);

--
-- Name: outside_links outside_links_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.outside_links
    ADD CONSTRAINT outside_links_pkey PRIMARY KEY (id);

--
-- Name: outside_links outside_links_url_key; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.outside_links
    ADD CONSTRAINT outside_links_url_key UNIQUE (url);

--
-- Name: proofs proofs_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.proofs
    ADD CONSTRAINT proofs_pkey PRIMARY KEY (id);

--
-- Name: sabotages sabotages_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.sabotages
    ADD CONSTRAINT sabotages_pkey PRIMARY KEY (id);

--
-- Name: stores stores_name_key; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.stores
    ADD CONSTRAINT stores_name_key UNIQUE (name);

--
-- Name: stores stores_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.stores
    ADD CONSTRAINT stores_pkey PRIMARY KEY (id);

--
-- Name: vendor vendor_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.vendor
    ADD CONSTRAINT vendor_pkey PRIMARY KEY (id);

--
-- Name: version_changes version_changes_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.version_changes
    ADD CONSTRAINT version_changes_pkey PRIMARY KEY (notice_id, "position");

--
-- Name: version_uses version_uses_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.version_uses
    ADD CONSTRAINT version_uses_pkey PRIMARY KEY (notice_id, use, category);

--
-- Name: versions_before_approval versions_before_approval_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.versions_before_approval
    ADD CONSTRAINT versions_before_approval_pkey PRIMARY KEY (notice_id);

--
-- Name: witness_tellings witness_tellings_pkey; Type: CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.witness_tellings
    ADD CONSTRAINT witness_tellings_pkey PRIMARY KEY (witness_id, way);

--
-- Name: assignments assignments_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (id);

--
-- Name: lead_offers lead_offers_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.lead_offers
    ADD CONSTRAINT lead_offers_pkey PRIMARY KEY (id);

--
-- Name: leads leads_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (id);

--
-- Name: reassigned reassigned_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassigned
    ADD CONSTRAINT reassigned_pkey PRIMARY KEY (reassignment_id, customer_company_id);

--
-- Name: reassignment_tellings reassignment_tellings_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignment_tellings
    ADD CONSTRAINT reassignment_tellings_pkey PRIMARY KEY (reassignment_id, what, reseller_company_id);

--
-- Name: reassignments reassignments_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignments
    ADD CONSTRAINT reassignments_pkey PRIMARY KEY (id);

--
-- Name: resellers resellers_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.resellers
    ADD CONSTRAINT resellers_pkey PRIMARY KEY (company_id);

--
-- Name: resellers resellers_recipient_id_key; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.resellers
    ADD CONSTRAINT resellers_recipient_id_key UNIQUE (recipient_id);

--
-- Name: territories territories_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.territories
    ADD CONSTRAINT territories_pkey PRIMARY KEY (id);

--
-- Name: tiers tiers_pkey; Type: CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.tiers
    ADD CONSTRAINT tiers_pkey PRIMARY KEY (id);

--
-- Name: agents agents_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (request_id);

--
-- Name: agents agents_token_sha256_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.agents
    ADD CONSTRAINT agents_token_sha256_key UNIQUE (token_sha256);

--
-- Name: breach_notices breach_notices_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.breach_notices
    ADD CONSTRAINT breach_notices_pkey PRIMARY KEY (id);

--
-- Name: breach_tellings breach_tellings_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.breach_tellings
    ADD CONSTRAINT breach_tellings_pkey PRIMARY KEY (notice_id, person_id);

--
-- Name: children children_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.children
    ADD CONSTRAINT children_pkey PRIMARY KEY (id);

--
-- Name: correction_notices correction_notices_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.correction_notices
    ADD CONSTRAINT correction_notices_pkey PRIMARY KEY (correction_id, recipient_id);

--
-- Name: corrections corrections_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (id);

--
-- Name: erasures erasures_number_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.erasures
    ADD CONSTRAINT erasures_number_key UNIQUE (number);

--
-- Name: erasures erasures_person_id_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.erasures
    ADD CONSTRAINT erasures_person_id_key UNIQUE (person_id);

--
-- Name: erasures erasures_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (id);

--
-- Name: erasures_to_tell erasures_to_tell_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.erasures_to_tell
    ADD CONSTRAINT erasures_to_tell_pkey PRIMARY KEY (recipient_id, erasure_id);

--
-- Name: given given_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.given
    ADD CONSTRAINT given_pkey PRIMARY KEY (giving_id, person_id);

--
-- Name: givings givings_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.givings
    ADD CONSTRAINT givings_pkey PRIMARY KEY (id);

--
-- Name: holder_links holder_links_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_links
    ADD CONSTRAINT holder_links_pkey PRIMARY KEY (token_sha256);

--
-- Name: holder_notices holder_notices_kind_person_id_recipient_id_subject_happened_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_notices
    ADD CONSTRAINT holder_notices_kind_person_id_recipient_id_subject_happened_key UNIQUE (kind, person_id, recipient_id, subject, happened_at);

--
-- Name: holder_notices holder_notices_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_notices
    ADD CONSTRAINT holder_notices_pkey PRIMARY KEY (id);

--
-- Name: holds holds_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (id);

--
-- Name: legal_demand_approvals legal_demand_approvals_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_approvals
    ADD CONSTRAINT legal_demand_approvals_pkey PRIMARY KEY (demand_id, member_id);

--
-- Name: legal_demand_companies legal_demand_companies_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_companies
    ADD CONSTRAINT legal_demand_companies_pkey PRIMARY KEY (demand_id, company_id);

--
-- Name: legal_demand_events legal_demand_events_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_events
    ADD CONSTRAINT legal_demand_events_pkey PRIMARY KEY (id);

--
-- Name: legal_demand_looks legal_demand_looks_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_looks
    ADD CONSTRAINT legal_demand_looks_pkey PRIMARY KEY (lookup_id);

--
-- Name: legal_demand_people legal_demand_people_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_people
    ADD CONSTRAINT legal_demand_people_pkey PRIMARY KEY (demand_id, person_id);

--
-- Name: legal_demands legal_demands_number_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demands
    ADD CONSTRAINT legal_demands_number_key UNIQUE (number);

--
-- Name: legal_demands legal_demands_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demands
    ADD CONSTRAINT legal_demands_pkey PRIMARY KEY (id);

--
-- Name: links links_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (id);

--
-- Name: links links_token_sha256_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.links
    ADD CONSTRAINT links_token_sha256_key UNIQUE (token_sha256);

--
-- Name: mail_attachments mail_attachments_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.mail_attachments
    ADD CONSTRAINT mail_attachments_pkey PRIMARY KEY (mail_id, "position");

--
-- Name: mails mails_key_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.mails
    ADD CONSTRAINT mails_key_key UNIQUE (key);

--
-- Name: mails mails_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

--
-- Name: request_events request_events_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.request_events
    ADD CONSTRAINT request_events_pkey PRIMARY KEY (id);

--
-- Name: request_scans request_scans_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.request_scans
    ADD CONSTRAINT request_scans_pkey PRIMARY KEY (request_id);

--
-- Name: requests requests_number_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.requests
    ADD CONSTRAINT requests_number_key UNIQUE (number);

--
-- Name: requests requests_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.requests
    ADD CONSTRAINT requests_pkey PRIMARY KEY (id);

--
-- Name: retention retention_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.retention
    ADD CONSTRAINT retention_pkey PRIMARY KEY (category);

--
-- Name: sittings sittings_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.sittings
    ADD CONSTRAINT sittings_pkey PRIMARY KEY (id);

--
-- Name: sittings sittings_token_sha256_key; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.sittings
    ADD CONSTRAINT sittings_token_sha256_key UNIQUE (token_sha256);

--
-- Name: telling_runs telling_runs_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.telling_runs
    ADD CONSTRAINT telling_runs_pkey PRIMARY KEY (notice_id);

--
-- Name: tellings tellings_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.tellings
    ADD CONSTRAINT tellings_pkey PRIMARY KEY (notice_id, person_id);

--
-- Name: unread_mails unread_mails_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.unread_mails
    ADD CONSTRAINT unread_mails_pkey PRIMARY KEY (id);

--
-- Name: withholdings withholdings_pkey; Type: CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.withholdings
    ADD CONSTRAINT withholdings_pkey PRIMARY KEY (id);

--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

--
-- Name: invitations invitations_token_sha256_key; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.invitations
    ADD CONSTRAINT invitations_token_sha256_key UNIQUE (token_sha256);

--
-- Name: members members_account_id_key; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.members
    ADD CONSTRAINT members_account_id_key UNIQUE (account_id);

--
-- Name: members members_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (id);

--
-- Name: outside_roles outside_roles_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.outside_roles
    ADD CONSTRAINT outside_roles_pkey PRIMARY KEY (id);

--
-- Name: tokens tokens_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (id);

--
-- Name: tokens tokens_token_sha256_key; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.tokens
    ADD CONSTRAINT tokens_token_sha256_key UNIQUE (token_sha256);

--
-- Name: webhook_deliveries webhook_deliveries_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);

--
-- Name: webhook_deliveries webhook_deliveries_webhook_id_event_id_key; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook_id_event_id_key UNIQUE (webhook_id, event_id);

--
-- Name: webhook_tries webhook_tries_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhook_tries
    ADD CONSTRAINT webhook_tries_pkey PRIMARY KEY (id);

--
-- Name: webhooks webhooks_pkey; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhooks
    ADD CONSTRAINT webhooks_pkey PRIMARY KEY (id);

--
-- Name: webhooks webhooks_recipient_id_key; Type: CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhooks
    ADD CONSTRAINT webhooks_recipient_id_key UNIQUE (recipient_id);

--
-- Name: annotations annotations_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.annotations
    ADD CONSTRAINT annotations_pkey PRIMARY KEY (id);

--
-- Name: cells cells_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.cells
    ADD CONSTRAINT cells_pkey PRIMARY KEY (site_id, dimension, origin, period, starts_on);

--
-- Name: days days_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.days
    ADD CONSTRAINT days_pkey PRIMARY KEY (site_id, origin, day);

--
-- Name: import_runs import_runs_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.import_runs
    ADD CONSTRAINT import_runs_pkey PRIMARY KEY (id);

--
-- Name: imports imports_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

--
-- Name: mail_reports mail_reports_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.mail_reports
    ADD CONSTRAINT mail_reports_pkey PRIMARY KEY (id);

--
-- Name: mail_reports mail_reports_site_id_member_id_every_key; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.mail_reports
    ADD CONSTRAINT mail_reports_site_id_member_id_every_key UNIQUE (site_id, member_id, every);

--
-- Name: saved_views saved_views_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (id);

--
-- Name: saved_views saved_views_site_id_name_key; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.saved_views
    ADD CONSTRAINT saved_views_site_id_name_key UNIQUE (site_id, name);

--
-- Name: shared_links shared_links_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.shared_links
    ADD CONSTRAINT shared_links_pkey PRIMARY KEY (id);

--
-- Name: shared_links shared_links_token_sha256_key; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.shared_links
    ADD CONSTRAINT shared_links_token_sha256_key UNIQUE (token_sha256);

--
-- Name: sites sites_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.sites
    ADD CONSTRAINT sites_pkey PRIMARY KEY (id);

--
-- Name: sites sites_slug_key; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.sites
    ADD CONSTRAINT sites_slug_key UNIQUE (slug);

--
-- Name: values values_pkey; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics."values"
    ADD CONSTRAINT values_pkey PRIMARY KEY (id);

--
-- Name: values values_site_id_dimension_value_key; Type: CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics."values"
    ADD CONSTRAINT values_site_id_dimension_value_key UNIQUE (site_id, dimension, value);

--
-- Name: account_userId_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");

--
-- Name: passkey_credentialID_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX "passkey_credentialID_idx" ON auth.passkey USING btree ("credentialID");

--
-- Name: passkey_userId_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX "passkey_userId_idx" ON auth.passkey USING btree ("userId");

--
-- Name: session_userId_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");

--
-- Name: twoFactor_secret_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX "twoFactor_secret_idx" ON auth."twoFactor" USING btree (secret);

--
-- Name: twoFactor_userId_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX "twoFactor_userId_idx" ON auth."twoFactor" USING btree ("userId");

--
-- Name: verification_identifier_idx; Type: INDEX; Schema: auth; Owner: -
--

CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);

--
-- Name: companies_by_age; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX companies_by_age ON contacts.companies USING btree (created_at DESC, id);

--
-- Name: companies_by_name; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX companies_by_name ON contacts.companies USING btree (name_key, id);

--
-- Name: companies_merged; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX companies_merged ON contacts.companies USING btree (merged_into) WHERE (merged_into IS NOT NULL);

--
-- Name: companies_resellers; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX companies_resellers ON contacts.companies USING btree (id) WHERE (kind = 'reseller'::text);

--
-- Name: company_people_by_person; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX company_people_by_person ON contacts.company_people USING btree (person_id);

--
-- Name: domains_by_company; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX domains_by_company ON contacts.domains USING btree (company_id);

--
-- Name: domains_living; Type: INDEX; Schema: contacts; Owner: -
--

CREATE UNIQUE INDEX domains_living ON contacts.domains USING btree (domain) WHERE (ended_at IS NULL);

--
-- Name: former_names_by_company; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX former_names_by_company ON contacts.former_names USING btree (company_id, until DESC);

--
-- Name: former_names_by_key; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX former_names_by_key ON contacts.former_names USING btree (name_key, company_id);

--
-- Name: former_names_by_merge; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX former_names_by_merge ON contacts.former_names USING btree (merge_id) WHERE (merge_id IS NOT NULL);

--
-- Name: lookup_people_by_line; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX lookup_people_by_line ON contacts.lookup_people USING btree (lookup_id);

--
-- Name: lookups_by_age; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX lookups_by_age ON contacts.lookups USING btree (at DESC, id);

--
-- Name: lookups_by_company; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX lookups_by_company ON contacts.lookups USING btree (company_id, at DESC);

--
-- Name: lookups_by_person; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX lookups_by_person ON contacts.lookups USING btree (person_id, at DESC);

--
-- Name: merge_rows_by_row; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX merge_rows_by_row ON contacts.merge_rows USING btree (row_id, kind);

--
-- Name: merges_from; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX merges_from ON contacts.merges USING btree (from_company_id, at DESC);

--
-- Name: merges_into; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX merges_into ON contacts.merges USING btree (into_company_id, at DESC);

--
-- Name: merges_standing; Type: INDEX; Schema: contacts; Owner: -
--

CREATE UNIQUE INDEX merges_standing ON contacts.merges USING btree (from_company_id) WHERE (undone_at IS NULL);

--
-- Name: people_by_age; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX people_by_age ON contacts.people USING btree (created_at DESC, id);

--
-- Name: people_by_name; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX people_by_name ON contacts.people USING btree (lower(name) COLLATE "C");

--
-- Name: people_in_a_state; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX people_in_a_state ON contacts.people USING btree (id) WHERE ((erased_at IS NOT NULL) OR (restricted_at IS NOT NULL) OR (objected_at IS NOT NULL));

--
-- Name: people_sealed; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX people_sealed ON contacts.people USING btree (sealed_at) WHERE (sealed_at IS NOT NULL);

--
-- Name: people_waiting; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX people_waiting ON contacts.people USING btree (id) WHERE (waits_for <> '{}'::text[]);

--
-- Name: shares_by_company; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX shares_by_company ON contacts.shares USING btree (company_id);

--
-- Name: shares_by_tenant; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX shares_by_tenant ON contacts.shares USING btree (tenant_company_id, company_id) WHERE (until IS NULL);

--
-- Name: shares_current; Type: INDEX; Schema: contacts; Owner: -
--

CREATE UNIQUE INDEX shares_current ON contacts.shares USING btree (company_id, tenant_company_id) WHERE (until IS NULL);

--
-- Name: shares_of_tenant; Type: INDEX; Schema: contacts; Owner: -
--

CREATE INDEX shares_of_tenant ON contacts.shares USING btree (tenant_company_id);

--
-- Name: contracts_by_recipient; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX contracts_by_recipient ON disclosures.contracts USING btree (recipient_id);

--
-- Name: deletions_by_recipient; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX deletions_by_recipient ON disclosures.deletions USING btree (recipient_id, over_on DESC);

--
-- Name: deletions_open; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE UNIQUE INDEX deletions_open ON disclosures.deletions USING btree (recipient_id) WHERE ((confirmed_at IS NULL) AND (withdrawn_at IS NULL));

--
-- Name: hand_overs_by_recipient; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX hand_overs_by_recipient ON disclosures.hand_overs USING btree (recipient_id, at DESC);

--
-- Name: ledger_by_age; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX ledger_by_age ON disclosures.ledger USING btree (at DESC, id);

--
-- Name: ledger_by_company; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX ledger_by_company ON disclosures.ledger USING btree (company_id, at DESC);

--
-- Name: ledger_by_person; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX ledger_by_person ON disclosures.ledger USING btree (person_id, at DESC);

--
-- Name: ledger_by_recipient; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX ledger_by_recipient ON disclosures.ledger USING btree (recipient_id, at DESC);

--
-- Name: outside_hosts_by_recipient; Type: INDEX; Schema: disclosures; Owner: -
--

CREATE INDEX outside_hosts_by_recipient ON disclosures.outside_hosts USING btree (recipient_id);

--
-- Name: job_common_i1; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i1 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::jobs.job_state) AND (policy = 'short'::text));

--
-- Name: job_common_i10; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i10 ON jobs.job_common USING btree (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE ((state < 'active'::jobs.job_state) AND (NOT blocked) AND (policy = 'key_strict_fifo'::text));

--
-- Name: job_common_i11; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i11 ON jobs.job_common USING btree (name, priority DESC, created_on, start_after) WHERE ((state < 'active'::jobs.job_state) AND (NOT blocked));

--
-- Name: job_common_i12; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i12 ON jobs.job_common USING btree (source_root_id) WHERE (source_root_id IS NOT NULL);

--
-- Name: job_common_i13; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i13 ON jobs.job_common USING btree (name, singleton_key) WHERE ((state = 'created'::jobs.job_state) AND upsert_by_key);

--
-- Name: job_common_i14; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i14 ON jobs.job_common USING btree (name, state, blocked, start_after) WHERE (state = ANY (ARRAY['created'::jobs.job_state, 'retry'::jobs.job_state, 'active'::jobs.job_state, 'failed'::jobs.job_state]));

--
-- Name: job_common_i15; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i15 ON jobs.job_common USING btree (name, created_on);

--
-- Name: job_common_i16; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i16 ON jobs.job_common USING btree (name, completed_on) WHERE (completed_on IS NOT NULL);

--
-- Name: job_common_i17; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i17 ON jobs.job_common USING btree (name, singleton_key, created_on) WHERE ((state < 'active'::jobs.job_state) AND (singleton_key IS NOT NULL));

--
-- Name: job_common_i2; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i2 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::jobs.job_state) AND (policy = 'singleton'::text));

--
-- Name: job_common_i3; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i3 ON jobs.job_common USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::jobs.job_state) AND (policy = 'stately'::text));

--
-- Name: job_common_i4; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i4 ON jobs.job_common USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::jobs.job_state) AND (singleton_on IS NOT NULL));

--
-- Name: job_common_i6; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i6 ON jobs.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::jobs.job_state) AND (policy = 'exclusive'::text));

--
-- Name: job_common_i7; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i7 ON jobs.job_common USING btree (name, group_id) WHERE ((state = 'active'::jobs.job_state) AND (group_id IS NOT NULL));

--
-- Name: job_common_i8; Type: INDEX; Schema: jobs; Owner: -
--

CREATE UNIQUE INDEX job_common_i8 ON jobs.job_common USING btree (name, singleton_key) WHERE ((state = ANY (ARRAY['active'::jobs.job_state, 'retry'::jobs.job_state, 'failed'::jobs.job_state])) AND (policy = 'key_strict_fifo'::text));

--
-- Name: job_common_i9; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_common_i9 ON jobs.job_common USING btree (name, id) WHERE (blocking AND (state = 'completed'::jobs.job_state));

--
-- Name: job_dep_parent_idx; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX job_dep_parent_idx ON jobs.job_dependency USING btree (parent_name, parent_id);

--
-- Name: queue_stats_i1; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX queue_stats_i1 ON ONLY jobs.queue_stats USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

--
-- Name: warning_i1; Type: INDEX; Schema: jobs; Owner: -
--

CREATE INDEX warning_i1 ON jobs.warning USING btree (created_on DESC);

--
-- Name: activations_by_label; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX activations_by_label ON licensing.activations USING btree (label) WHERE ((deactivated_at IS NULL) AND (label IS NOT NULL));

--
-- Name: activations_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX activations_by_licence ON licensing.activations USING btree (licence_id);

--
-- Name: activations_by_machine; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX activations_by_machine ON licensing.activations USING btree (licence_id, machine_key) WHERE ((deactivated_at IS NULL) AND (label IS NULL));

--
-- Name: activations_of_label; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX activations_of_label ON licensing.activations USING btree (label) WHERE (label IS NOT NULL);

--
-- Name: contact_lists_by_member; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX contact_lists_by_member ON licensing.contact_lists USING btree (member_id, at DESC);

--
-- Name: contracts_by_company; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX contracts_by_company ON licensing.contracts USING btree (company_id, ends_on);

--
-- Name: contracts_by_end; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX contracts_by_end ON licensing.contracts USING btree (ends_on, id);

--
-- Name: contracts_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX contracts_by_licence ON licensing.contracts USING btree (licence_id) WHERE (licence_id IS NOT NULL);

--
-- Name: contracts_by_number; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX contracts_by_number ON licensing.contracts USING btree (lower(number));

--
-- Name: dispute_claims_by_company; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX dispute_claims_by_company ON licensing.dispute_claims USING btree (company_id);

--
-- Name: dispute_evidence_by_claim; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX dispute_evidence_by_claim ON licensing.dispute_evidence USING btree (claim_id, at);

--
-- Name: dispute_tellings_by_claim; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX dispute_tellings_by_claim ON licensing.dispute_tellings USING btree (claim_id, at);

--
-- Name: disputes_by_age; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX disputes_by_age ON licensing.disputes USING btree (opened_at DESC, id);

--
-- Name: disputes_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX disputes_by_licence ON licensing.disputes USING btree (licence_id, opened_at DESC);

--
-- Name: disputes_open; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX disputes_open ON licensing.disputes USING btree (licence_id) WHERE (state = 'open'::text);

--
-- Name: disputes_seats_running; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX disputes_seats_running ON licensing.disputes USING btree (seats_until) WHERE ((seats_until IS NOT NULL) AND (seats_freed_at IS NULL));

--
-- Name: downloads_by_day; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX downloads_by_day ON licensing.downloads USING btree (day, file_id);

--
-- Name: downloads_by_file; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX downloads_by_file ON licensing.downloads USING btree (file_id, day);

--
-- Name: exports_at_work; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX exports_at_work ON licensing.exports USING btree ((true)) WHERE (state = 'running'::text);

--
-- Name: exports_by_age; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX exports_by_age ON licensing.exports USING btree (created_at DESC, id);

--
-- Name: foreign_serials_length; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX foreign_serials_length ON licensing.foreign_serials USING btree (char_length(key));

--
-- Name: handovers_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX handovers_by_licence ON licensing.handovers USING btree (licence_id, id);

--
-- Name: handovers_to; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX handovers_to ON licensing.handovers USING btree (to_company_id);

--
-- Name: import_resellers_by_reseller; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX import_resellers_by_reseller ON licensing.import_resellers USING btree (reseller_company_id);

--
-- Name: imports_at_work; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX imports_at_work ON licensing.imports USING btree ((true)) WHERE (state = ANY (ARRAY['running'::text, 'undoing'::text]));

--
-- Name: imports_by_age; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX imports_by_age ON licensing.imports USING btree (created_at DESC, id);

--
-- Name: inquiries_by_asker; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX inquiries_by_asker ON licensing.inquiries USING btree (asked_person_id, at DESC) WHERE (asked_person_id IS NOT NULL);

--
-- Name: inquiries_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX inquiries_by_licence ON licensing.inquiries USING btree (licence_id, at DESC) WHERE (licence_id IS NOT NULL);

--
-- Name: inquiries_by_list; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX inquiries_by_list ON licensing.inquiries USING btree (list_id) WHERE (list_id IS NOT NULL);

--
-- Name: inquiries_by_named; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX inquiries_by_named ON licensing.inquiries USING btree (named_person_id, at DESC) WHERE (named_person_id IS NOT NULL);

--
-- Name: licence_events_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licence_events_by_licence ON licensing.licence_events USING btree (licence_id, at DESC);

--
-- Name: licence_events_refused; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licence_events_refused ON licensing.licence_events USING btree (at DESC) WHERE (kind = 'refused'::text);

--
-- Name: licences_by_activation; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_activation ON licensing.licences USING btree (activated_at, id) WHERE (activated_at IS NOT NULL);

--
-- Name: licences_by_age; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_age ON licensing.licences USING btree (created_at DESC, id);

--
-- Name: licences_by_company; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_company ON licensing.licences USING btree (company_id);

--
-- Name: licences_by_expiry; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_expiry ON licensing.licences USING btree (expires_on, id) WHERE (expires_on IS NOT NULL);

--
-- Name: licences_by_holder; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_holder ON licensing.licences USING btree (holder_company_id, created_at DESC, id);

--
-- Name: licences_by_maintenance; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_maintenance ON licensing.licences USING btree (maintenance_until, id);

--
-- Name: licences_by_product; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_by_product ON licensing.licences USING btree (product_id, created_at DESC, id);

--
-- Name: licences_in_rare_state; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX licences_in_rare_state ON licensing.licences USING btree (state, created_at DESC, id) WHERE (state <> ALL (ARRAY['issued'::text, 'active'::text]));

--
-- Name: named_seats_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX named_seats_by_licence ON licensing.named_seats USING btree (licence_id, assigned_at DESC, id);

--
-- Name: named_seats_by_person; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX named_seats_by_person ON licensing.named_seats USING btree (person_id, assigned_at DESC);

--
-- Name: named_seats_current; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX named_seats_current ON licensing.named_seats USING btree (licence_id, person_id) WHERE (ended_at IS NULL);

--
-- Name: named_seats_taken; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX named_seats_taken ON licensing.named_seats USING btree (activation_id) WHERE (ended_at IS NULL);

--
-- Name: order_events_by_order; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX order_events_by_order ON licensing.order_events USING btree (order_id, id);

--
-- Name: order_licences_by_order; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX order_licences_by_order ON licensing.order_licences USING btree (order_id);

--
-- Name: order_questions_by_order; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX order_questions_by_order ON licensing.order_questions USING btree (order_id, asked_at);

--
-- Name: order_questions_by_person; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX order_questions_by_person ON licensing.order_questions USING btree (person_id, asked_at);

--
-- Name: orders_by_age; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX orders_by_age ON licensing.orders USING btree (placed_at DESC, id);

--
-- Name: orders_by_company; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX orders_by_company ON licensing.orders USING btree (company_id, placed_at DESC, id);

--
-- Name: orders_by_holder; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX orders_by_holder ON licensing.orders USING btree (holder_company_id, placed_at DESC, id);

--
-- Name: orders_open_renewal; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX orders_open_renewal ON licensing.orders USING btree (contract_id) WHERE (state = ANY (ARRAY['placed'::text, 'confirmed'::text]));

--
-- Name: pupil_labels_by_term; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX pupil_labels_by_term ON licensing.pupil_labels USING btree (term_id);

--
-- Name: registrations_by_application; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX registrations_by_application ON licensing.registrations USING btree (applied_at) WHERE (applied_at IS NOT NULL);

--
-- Name: registrations_by_company; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX registrations_by_company ON licensing.registrations USING btree (company_id);

--
-- Name: registrations_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX registrations_by_licence ON licensing.registrations USING btree (licence_id);

--
-- Name: registrations_by_person; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX registrations_by_person ON licensing.registrations USING btree (person_id);

--
-- Name: registrations_disowned; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX registrations_disowned ON licensing.registrations USING btree (disowned_at) WHERE (disowned_at IS NOT NULL);

--
-- Name: registrations_waiting; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX registrations_waiting ON licensing.registrations USING btree (given_at) WHERE (state = 'waiting for proof'::text);

--
-- Name: release_files_name; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX release_files_name ON licensing.release_files USING btree (release_id, lower(file_name)) WHERE (state <> 'withdrawn'::text);

--
-- Name: release_technologies_now; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX release_technologies_now ON licensing.release_technologies USING btree (release_id, technology_id) WHERE (removed_at IS NULL);

--
-- Name: reported_by_registration; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX reported_by_registration ON licensing.reported USING btree (registration_id);

--
-- Name: reports_by_contract; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX reports_by_contract ON licensing.reports USING btree (contract_id, until_at DESC);

--
-- Name: school_terms_by_licence; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX school_terms_by_licence ON licensing.school_terms USING btree (licence_id);

--
-- Name: school_terms_now; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX school_terms_now ON licensing.school_terms USING btree (licence_id) WHERE (ended_at IS NULL);

--
-- Name: screening_hits_open; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX screening_hits_open ON licensing.screening_hits USING btree (found_at DESC, id) WHERE (released_at IS NULL);

--
-- Name: screening_lists_now; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX screening_lists_now ON licensing.screening_lists USING btree (name) WHERE (replaced_at IS NULL);

--
-- Name: seat_releases_by_activation; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX seat_releases_by_activation ON licensing.seat_releases USING btree (activation_id) WHERE (activation_id IS NOT NULL);

--
-- Name: seat_releases_by_person; Type: INDEX; Schema: licensing; Owner: -
--

CREATE INDEX seat_releases_by_person ON licensing.seat_releases USING btree (person_id, created_at DESC);

--
-- Name: templates_current; Type: INDEX; Schema: licensing; Owner: -
--

CREATE UNIQUE INDEX templates_current ON licensing.templates USING btree (product_id, lower(name)) WHERE (ended_at IS NULL);

--
-- Name: events_waiting; Type: INDEX; Schema: platform; Owner: -
--

CREATE INDEX events_waiting ON platform.events USING btree (id) WHERE (handled_at IS NULL);

--
-- Name: mail_outbox_by_age; Type: INDEX; Schema: platform; Owner: -
--

CREATE INDEX mail_outbox_by_age ON platform.mail_outbox USING btree (queued_at DESC, id);

--
-- Name: mail_outbox_waiting; Type: INDEX; Schema: platform; Owner: -
--

CREATE INDEX mail_outbox_waiting ON platform.mail_outbox USING btree (queued_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

--
-- Name: incident_notices_by_incident; Type: INDEX; Schema: policy; Owner: -
--

CREATE INDEX incident_notices_by_incident ON policy.incident_notices USING btree (incident_id, id);

--
-- Name: incidents_open; Type: INDEX; Schema: policy; Owner: -
--

CREATE UNIQUE INDEX incidents_open ON policy.incidents USING btree (demand) WHERE (closed_at IS NULL);

--
-- Name: log_rows_by_leaf; Type: INDEX; Schema: policy; Owner: -
--

CREATE INDEX log_rows_by_leaf ON policy.log_rows USING brin (leaf_index) WITH (pages_per_range='32', autosummarize='on');

--
-- Name: notices_by_hash; Type: INDEX; Schema: policy; Owner: -
--

CREATE INDEX notices_by_hash ON policy.notices USING btree (kind, sha256);

--
-- Name: proofs_newest; Type: INDEX; Schema: policy; Owner: -
--

CREATE INDEX proofs_newest ON policy.proofs USING btree (demand, id DESC);

--
-- Name: sabotages_newest; Type: INDEX; Schema: policy; Owner: -
--

CREATE INDEX sabotages_newest ON policy.sabotages USING btree (demand, id DESC);

--
-- Name: assignments_by_reseller; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX assignments_by_reseller ON resellers.assignments USING btree (reseller_company_id) WHERE (until IS NULL);

--
-- Name: assignments_current; Type: INDEX; Schema: resellers; Owner: -
--

CREATE UNIQUE INDEX assignments_current ON resellers.assignments USING btree (customer_company_id) WHERE (until IS NULL);

--
-- Name: assignments_of_customer; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX assignments_of_customer ON resellers.assignments USING btree (customer_company_id);

--
-- Name: assignments_of_reseller; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX assignments_of_reseller ON resellers.assignments USING btree (reseller_company_id);

--
-- Name: lead_offers_by_lead; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX lead_offers_by_lead ON resellers.lead_offers USING btree (lead_id, offered_at);

--
-- Name: lead_offers_due; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX lead_offers_due ON resellers.lead_offers USING btree (due_at) WHERE (state = 'open'::text);

--
-- Name: lead_offers_open; Type: INDEX; Schema: resellers; Owner: -
--

CREATE UNIQUE INDEX lead_offers_open ON resellers.lead_offers USING btree (lead_id) WHERE (state = 'open'::text);

--
-- Name: leads_by_age; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX leads_by_age ON resellers.leads USING btree (created_at DESC, id);

--
-- Name: leads_by_holder; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX leads_by_holder ON resellers.leads USING btree (holder_company_id, created_at DESC, id);

--
-- Name: leads_by_person; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX leads_by_person ON resellers.leads USING btree (person_id);

--
-- Name: leads_open; Type: INDEX; Schema: resellers; Owner: -
--

CREATE UNIQUE INDEX leads_open ON resellers.leads USING btree (company_id) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));

--
-- Name: reassigned_to_do; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX reassigned_to_do ON resellers.reassigned USING btree (reassignment_id) WHERE (state = ANY (ARRAY['waiting'::text, 'undoing'::text]));

--
-- Name: reassignment_tellings_by_reseller; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX reassignment_tellings_by_reseller ON resellers.reassignment_tellings USING btree (reseller_company_id);

--
-- Name: reassignments_by_age; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX reassignments_by_age ON resellers.reassignments USING btree (created_at DESC, id);

--
-- Name: territories_by_reseller; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX territories_by_reseller ON resellers.territories USING btree (reseller_company_id) WHERE (ended_at IS NULL);

--
-- Name: territories_current; Type: INDEX; Schema: resellers; Owner: -
--

CREATE UNIQUE INDEX territories_current ON resellers.territories USING btree (COALESCE(country, ''::bpchar), lower(COALESCE(region, ''::text)), COALESCE(postal_from, ''::text), COALESCE(postal_to, ''::text), COALESCE(industry, ''::text), COALESCE(account_key, ''::text), priority, COALESCE(from_on, '-infinity'::date)) WHERE (ended_at IS NULL);

--
-- Name: tiers_by_distributor; Type: INDEX; Schema: resellers; Owner: -
--

CREATE INDEX tiers_by_distributor ON resellers.tiers USING btree (distributor_company_id) WHERE (until IS NULL);

--
-- Name: tiers_current; Type: INDEX; Schema: resellers; Owner: -
--

CREATE UNIQUE INDEX tiers_current ON resellers.tiers USING btree (reseller_company_id) WHERE (until IS NULL);

--
-- Name: agents_by_subject; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX agents_by_subject ON rights.agents USING btree (subject_key) WHERE (confirmation = 'waiting'::text);

--
-- Name: breach_notices_by_incident; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX breach_notices_by_incident ON rights.breach_notices USING btree (incident_id, written_at);

--
-- Name: breach_tellings_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX breach_tellings_by_person ON rights.breach_tellings USING btree (person_id);

--
-- Name: breach_tellings_waiting; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX breach_tellings_waiting ON rights.breach_tellings USING btree (notice_id, person_id) WHERE (state = 'waiting'::text);

--
-- Name: children_open; Type: INDEX; Schema: rights; Owner: -
--

CREATE UNIQUE INDEX children_open ON rights.children USING btree (person_id) WHERE (outcome IS NULL);

--
-- Name: corrections_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX corrections_by_person ON rights.corrections USING btree (person_id, at DESC);

--
-- Name: erasures_unfinished; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX erasures_unfinished ON rights.erasures USING btree (begun_at) WHERE ((erased_at IS NULL) OR (searched_at IS NULL) OR (bytes_at IS NULL));

--
-- Name: given_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX given_by_person ON rights.given USING btree (person_id);

--
-- Name: given_untold; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX given_untold ON rights.given USING btree (giving_id) WHERE (told IS NULL);

--
-- Name: givings_by_demand; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX givings_by_demand ON rights.givings USING btree (demand_id, at);

--
-- Name: holder_notices_by_holder; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX holder_notices_by_holder ON rights.holder_notices USING btree (holder_company_id, told_at);

--
-- Name: holder_notices_open; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX holder_notices_open ON rights.holder_notices USING btree (told_at, id) WHERE ((acknowledged_at IS NULL) AND (state <> 'ended'::text));

--
-- Name: holds_living; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX holds_living ON rights.holds USING btree (person_id) WHERE (ended_at IS NULL);

--
-- Name: legal_demand_events_by_demand; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX legal_demand_events_by_demand ON rights.legal_demand_events USING btree (demand_id, id);

--
-- Name: legal_demand_looks_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX legal_demand_looks_by_person ON rights.legal_demand_looks USING btree (person_id);

--
-- Name: legal_demand_people_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX legal_demand_people_by_person ON rights.legal_demand_people USING btree (person_id);

--
-- Name: legal_demands_by_age; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX legal_demands_by_age ON rights.legal_demands USING btree (received_on DESC, id);

--
-- Name: links_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX links_by_person ON rights.links USING btree (person_id, created_at DESC);

--
-- Name: mails_apart; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX mails_apart ON rights.mails USING btree (received_at) WHERE ((request_id IS NULL) AND (opt_out_id IS NULL));

--
-- Name: mails_by_message; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX mails_by_message ON rights.mails USING btree (message_key) WHERE (message_key IS NOT NULL);

--
-- Name: mails_by_opt_out; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX mails_by_opt_out ON rights.mails USING btree (opt_out_id) WHERE (opt_out_id IS NOT NULL);

--
-- Name: mails_by_request; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX mails_by_request ON rights.mails USING btree (request_id) WHERE (request_id IS NOT NULL);

--
-- Name: mails_by_sender; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX mails_by_sender ON rights.mails USING btree (sender_key);

--
-- Name: request_events_by_request; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX request_events_by_request ON rights.request_events USING btree (request_id, id);

--
-- Name: requests_by_age; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX requests_by_age ON rights.requests USING btree (received_at DESC, id);

--
-- Name: requests_by_due; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX requests_by_due ON rights.requests USING btree (due_on, id) WHERE (state = 'open'::text);

--
-- Name: requests_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX requests_by_person ON rights.requests USING btree (person_id, received_at DESC) WHERE (person_id IS NOT NULL);

--
-- Name: sittings_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX sittings_by_person ON rights.sittings USING btree (person_id);

--
-- Name: tellings_by_person; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX tellings_by_person ON rights.tellings USING btree (person_id);

--
-- Name: tellings_waiting; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX tellings_waiting ON rights.tellings USING btree (person_id) WHERE (state = 'waiting'::text);

--
-- Name: unread_mails_by_time; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX unread_mails_by_time ON rights.unread_mails USING btree (at);

--
-- Name: withholdings_by_demand; Type: INDEX; Schema: rights; Owner: -
--

CREATE INDEX withholdings_by_demand ON rights.withholdings USING btree (demand_id);

--
-- Name: withholdings_waiting; Type: INDEX; Schema: rights; Owner: -
--

CREATE UNIQUE INDEX withholdings_waiting ON rights.withholdings USING btree (demand_id) WHERE ((approved_at IS NULL) AND (dropped_at IS NULL));

--
-- Name: audit_about; Type: INDEX; Schema: staff; Owner: -
--

CREATE INDEX audit_about ON staff.audit USING btree (about_id, at DESC);

--
-- Name: outside_roles_by_company; Type: INDEX; Schema: staff; Owner: -
--

CREATE INDEX outside_roles_by_company ON staff.outside_roles USING btree (company_id);

--
-- Name: outside_roles_live; Type: INDEX; Schema: staff; Owner: -
--

CREATE UNIQUE INDEX outside_roles_live ON staff.outside_roles USING btree (COALESCE(domain, ''::text), COALESCE(claim, ''::text), COALESCE(claim_value, ''::text)) WHERE (ended_at IS NULL);

--
-- Name: webhook_deliveries_by_webhook; Type: INDEX; Schema: staff; Owner: -
--

CREATE INDEX webhook_deliveries_by_webhook ON staff.webhook_deliveries USING btree (webhook_id, happened_at DESC, id DESC);

--
-- Name: webhook_deliveries_due; Type: INDEX; Schema: staff; Owner: -
--

CREATE INDEX webhook_deliveries_due ON staff.webhook_deliveries USING btree (webhook_id, next_at) WHERE (state = 'waiting'::text);

--
-- Name: webhook_tries_by_delivery; Type: INDEX; Schema: staff; Owner: -
--

CREATE INDEX webhook_tries_by_delivery ON staff.webhook_tries USING btree (delivery_id, id);

--
-- Name: annotations_of_site; Type: INDEX; Schema: statistics; Owner: -
--

CREATE INDEX annotations_of_site ON statistics.annotations USING btree (site_id, on_day);

--
-- Name: import_runs_of_site; Type: INDEX; Schema: statistics; Owner: -
--

CREATE INDEX import_runs_of_site ON statistics.import_runs USING btree (site_id, imported_at);

--
-- Name: imports_of_site; Type: INDEX; Schema: statistics; Owner: -
--

CREATE INDEX imports_of_site ON statistics.imports USING btree (site_id, server, first_at);

--
-- Name: job_common_pkey; Type: INDEX ATTACH; Schema: jobs; Owner: -
--

ALTER INDEX jobs.job_pkey ATTACH PARTITION jobs.job_common_pkey;

--
-- Name: ledger ledger_append_only; Type: TRIGGER; Schema: disclosures; Owner: -
--

CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON disclosures.ledger FOR EACH STATEMENT EXECUTE FUNCTION disclosures.refuse_change();

--
-- Name: log_checkpoints log_checkpoints_append_only; Type: TRIGGER; Schema: policy; Owner: -
--

CREATE TRIGGER log_checkpoints_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON policy.log_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();

--
-- Name: log_erased log_erased_append_only; Type: TRIGGER; Schema: policy; Owner: -
--

CREATE TRIGGER log_erased_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON policy.log_erased FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();

--
-- Name: log_keys log_keys_append_only; Type: TRIGGER; Schema: policy; Owner: -
--

CREATE TRIGGER log_keys_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON policy.log_keys FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();

--
-- Name: log_leaves log_leaves_append_only; Type: TRIGGER; Schema: policy; Owner: -
--

CREATE TRIGGER log_leaves_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON policy.log_leaves FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();

--
-- Name: log_nodes log_nodes_append_only; Type: TRIGGER; Schema: policy; Owner: -
--

CREATE TRIGGER log_nodes_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON policy.log_nodes FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();

--
-- Name: cells number_writing; Type: TRIGGER; Schema: statistics; Owner: -
--

CREATE TRIGGER number_writing BEFORE UPDATE ON statistics.cells FOR EACH ROW EXECUTE FUNCTION statistics.number_writing();

--
-- Name: account account_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.account
    ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

--
-- Name: passkey passkey_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.passkey
    ADD CONSTRAINT "passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

--
-- Name: session session_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth.session
    ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

--
-- Name: twoFactor twoFactor_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: -
--

ALTER TABLE ONLY auth."twoFactor"
    ADD CONSTRAINT "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

--
-- Name: addresses addresses_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.addresses
    ADD CONSTRAINT addresses_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: companies companies_merged_into_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.companies
    ADD CONSTRAINT companies_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES contacts.companies(id);

--
-- Name: company_people company_people_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.company_people
    ADD CONSTRAINT company_people_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: company_people company_people_person_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.company_people
    ADD CONSTRAINT company_people_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: domains domains_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.domains
    ADD CONSTRAINT domains_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: former_names former_names_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.former_names
    ADD CONSTRAINT former_names_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: former_names former_names_merge_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.former_names
    ADD CONSTRAINT former_names_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES contacts.merges(id);

--
-- Name: lookup_people lookup_people_lookup_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.lookup_people
    ADD CONSTRAINT lookup_people_lookup_id_fkey FOREIGN KEY (lookup_id) REFERENCES contacts.lookups(id);

--
-- Name: merge_rows merge_rows_merge_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.merge_rows
    ADD CONSTRAINT merge_rows_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES contacts.merges(id);

--
-- Name: merges merges_from_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.merges
    ADD CONSTRAINT merges_from_company_id_fkey FOREIGN KEY (from_company_id) REFERENCES contacts.companies(id);

--
-- Name: merges merges_into_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.merges
    ADD CONSTRAINT merges_into_company_id_fkey FOREIGN KEY (into_company_id) REFERENCES contacts.companies(id);

--
-- Name: preferences preferences_person_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.preferences
    ADD CONSTRAINT preferences_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: shares shares_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.shares
    ADD CONSTRAINT shares_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: shares shares_ledger_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.shares
    ADD CONSTRAINT shares_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: shares shares_tenant_company_id_fkey; Type: FK CONSTRAINT; Schema: contacts; Owner: -
--

ALTER TABLE ONLY contacts.shares
    ADD CONSTRAINT shares_tenant_company_id_fkey FOREIGN KEY (tenant_company_id) REFERENCES contacts.companies(id);

--
-- Name: contracts contracts_recipient_id_fkey; Type: FK CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.contracts
    ADD CONSTRAINT contracts_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: deletions deletions_ledger_id_fkey; Type: FK CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.deletions
    ADD CONSTRAINT deletions_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: deletions deletions_recipient_id_fkey; Type: FK CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.deletions
    ADD CONSTRAINT deletions_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: hand_overs hand_overs_recipient_id_fkey; Type: FK CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.hand_overs
    ADD CONSTRAINT hand_overs_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: outside_hosts outside_hosts_recipient_id_fkey; Type: FK CONSTRAINT; Schema: disclosures; Owner: -
--

ALTER TABLE ONLY disclosures.outside_hosts
    ADD CONSTRAINT outside_hosts_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: job_common dlq_fkey; Type: FK CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.job_common
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

--
-- Name: job_common q_fkey; Type: FK CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.job_common
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

--
-- Name: queue queue_dead_letter_fkey; Type: FK CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue(name);

--
-- Name: schedule schedule_name_fkey; Type: FK CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE CASCADE;

--
-- Name: subscription subscription_name_fkey; Type: FK CONSTRAINT; Schema: jobs; Owner: -
--

ALTER TABLE ONLY jobs.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES jobs.queue(name) ON DELETE CASCADE;

--
-- Name: activations activations_label_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.activations
    ADD CONSTRAINT activations_label_fkey FOREIGN KEY (label) REFERENCES licensing.pupil_labels(label);

--
-- Name: activations activations_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.activations
    ADD CONSTRAINT activations_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: activations activations_registration_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.activations
    ADD CONSTRAINT activations_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES licensing.registrations(id);

--
-- Name: contact_lists contact_lists_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contact_lists
    ADD CONSTRAINT contact_lists_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: contracts contracts_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contracts
    ADD CONSTRAINT contracts_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: contracts contracts_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contracts
    ADD CONSTRAINT contracts_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: contracts contracts_renews_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.contracts
    ADD CONSTRAINT contracts_renews_id_fkey FOREIGN KEY (renews_id) REFERENCES licensing.contracts(id);

--
-- Name: dispute_claims dispute_claims_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_claims
    ADD CONSTRAINT dispute_claims_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: dispute_claims dispute_claims_dispute_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_claims
    ADD CONSTRAINT dispute_claims_dispute_id_fkey FOREIGN KEY (dispute_id) REFERENCES licensing.disputes(id);

--
-- Name: dispute_evidence dispute_evidence_claim_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_evidence
    ADD CONSTRAINT dispute_evidence_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES licensing.dispute_claims(id);

--
-- Name: dispute_tellings dispute_tellings_claim_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_tellings
    ADD CONSTRAINT dispute_tellings_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES licensing.dispute_claims(id);

--
-- Name: dispute_tellings dispute_tellings_ledger_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.dispute_tellings
    ADD CONSTRAINT dispute_tellings_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: disputes disputes_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.disputes
    ADD CONSTRAINT disputes_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: disputes disputes_registration_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.disputes
    ADD CONSTRAINT disputes_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES licensing.registrations(id);

--
-- Name: downloads downloads_file_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.downloads
    ADD CONSTRAINT downloads_file_id_fkey FOREIGN KEY (file_id) REFERENCES licensing.release_files(id);

--
-- Name: downloads downloads_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.downloads
    ADD CONSTRAINT downloads_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: export_pieces export_pieces_export_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.export_pieces
    ADD CONSTRAINT export_pieces_export_id_fkey FOREIGN KEY (export_id) REFERENCES licensing.exports(id);

--
-- Name: features features_product_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.features
    ADD CONSTRAINT features_product_id_fkey FOREIGN KEY (product_id) REFERENCES licensing.products(id);

--
-- Name: foreign_serials foreign_serials_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.foreign_serials
    ADD CONSTRAINT foreign_serials_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: handovers handovers_by_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.handovers
    ADD CONSTRAINT handovers_by_company_id_fkey FOREIGN KEY (by_company_id) REFERENCES contacts.companies(id);

--
-- Name: handovers handovers_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.handovers
    ADD CONSTRAINT handovers_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: handovers handovers_to_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.handovers
    ADD CONSTRAINT handovers_to_company_id_fkey FOREIGN KEY (to_company_id) REFERENCES contacts.companies(id);

--
-- Name: import_faults import_faults_import_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.import_faults
    ADD CONSTRAINT import_faults_import_id_fkey FOREIGN KEY (import_id) REFERENCES licensing.imports(id);

--
-- Name: import_resellers import_resellers_import_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.import_resellers
    ADD CONSTRAINT import_resellers_import_id_fkey FOREIGN KEY (import_id) REFERENCES licensing.imports(id);

--
-- Name: import_resellers import_resellers_reseller_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.import_resellers
    ADD CONSTRAINT import_resellers_reseller_company_id_fkey FOREIGN KEY (reseller_company_id) REFERENCES contacts.companies(id);

--
-- Name: inquiries inquiries_asked_person_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_asked_person_id_fkey FOREIGN KEY (asked_person_id) REFERENCES contacts.people(id);

--
-- Name: inquiries inquiries_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: inquiries inquiries_domain_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES contacts.domains(id);

--
-- Name: inquiries inquiries_ledger_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: inquiries inquiries_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: inquiries inquiries_list_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.inquiries
    ADD CONSTRAINT inquiries_list_id_fkey FOREIGN KEY (list_id) REFERENCES licensing.contact_lists(id);

--
-- Name: lease_days lease_days_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.lease_days
    ADD CONSTRAINT lease_days_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: leases leases_activation_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.leases
    ADD CONSTRAINT leases_activation_id_fkey FOREIGN KEY (activation_id) REFERENCES licensing.activations(id);

--
-- Name: leases leases_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.leases
    ADD CONSTRAINT leases_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: licence_events licence_events_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licence_events
    ADD CONSTRAINT licence_events_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: licence_meters licence_meters_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licence_meters
    ADD CONSTRAINT licence_meters_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: licences licences_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licences
    ADD CONSTRAINT licences_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: licences licences_holder_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licences
    ADD CONSTRAINT licences_holder_company_id_fkey FOREIGN KEY (holder_company_id) REFERENCES contacts.companies(id);

--
-- Name: licences licences_release_of_product; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.licences
    ADD CONSTRAINT licences_release_of_product FOREIGN KEY (product_id, release_id) REFERENCES licensing.releases(product_id, id);

--
-- Name: meter_counters meter_counters_activation_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.meter_counters
    ADD CONSTRAINT meter_counters_activation_id_fkey FOREIGN KEY (activation_id) REFERENCES licensing.activations(id);

--
-- Name: meter_counts meter_counts_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.meter_counts
    ADD CONSTRAINT meter_counts_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: named_seats named_seats_activation_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.named_seats
    ADD CONSTRAINT named_seats_activation_id_fkey FOREIGN KEY (activation_id) REFERENCES licensing.activations(id);

--
-- Name: named_seats named_seats_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.named_seats
    ADD CONSTRAINT named_seats_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: named_seats named_seats_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.named_seats
    ADD CONSTRAINT named_seats_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: named_seats named_seats_notice_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.named_seats
    ADD CONSTRAINT named_seats_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: named_seats named_seats_person_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.named_seats
    ADD CONSTRAINT named_seats_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: notice_licensors notice_licensors_licensor_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.notice_licensors
    ADD CONSTRAINT notice_licensors_licensor_id_fkey FOREIGN KEY (licensor_id) REFERENCES disclosures.recipients(id);

--
-- Name: notice_licensors notice_licensors_notice_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.notice_licensors
    ADD CONSTRAINT notice_licensors_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: notice_licensors notice_licensors_product_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.notice_licensors
    ADD CONSTRAINT notice_licensors_product_id_fkey FOREIGN KEY (product_id) REFERENCES licensing.products(id);

--
-- Name: order_events order_events_order_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_events
    ADD CONSTRAINT order_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES licensing.orders(id);

--
-- Name: order_licences order_licences_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_licences
    ADD CONSTRAINT order_licences_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: order_licences order_licences_order_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_licences
    ADD CONSTRAINT order_licences_order_id_fkey FOREIGN KEY (order_id) REFERENCES licensing.orders(id);

--
-- Name: order_questions order_questions_ledger_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_questions
    ADD CONSTRAINT order_questions_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: order_questions order_questions_order_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_questions
    ADD CONSTRAINT order_questions_order_id_fkey FOREIGN KEY (order_id) REFERENCES licensing.orders(id);

--
-- Name: order_questions order_questions_person_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.order_questions
    ADD CONSTRAINT order_questions_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: orders orders_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: orders orders_contract_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES licensing.contracts(id);

--
-- Name: orders orders_holder_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_holder_company_id_fkey FOREIGN KEY (holder_company_id) REFERENCES contacts.companies(id);

--
-- Name: orders orders_product_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_product_id_fkey FOREIGN KEY (product_id) REFERENCES licensing.products(id);

--
-- Name: orders orders_renewed_by_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.orders
    ADD CONSTRAINT orders_renewed_by_id_fkey FOREIGN KEY (renewed_by_id) REFERENCES licensing.contracts(id);

--
-- Name: pupil_labels pupil_labels_term_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.pupil_labels
    ADD CONSTRAINT pupil_labels_term_id_fkey FOREIGN KEY (term_id) REFERENCES licensing.school_terms(id);

--
-- Name: registrations registrations_company_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.registrations
    ADD CONSTRAINT registrations_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: registrations registrations_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.registrations
    ADD CONSTRAINT registrations_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: registrations registrations_person_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.registrations
    ADD CONSTRAINT registrations_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: release_files release_files_release_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.release_files
    ADD CONSTRAINT release_files_release_id_fkey FOREIGN KEY (release_id) REFERENCES licensing.releases(id);

--
-- Name: release_technologies release_technologies_release_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.release_technologies
    ADD CONSTRAINT release_technologies_release_id_fkey FOREIGN KEY (release_id) REFERENCES licensing.releases(id);

--
-- Name: release_technologies release_technologies_technology_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.release_technologies
    ADD CONSTRAINT release_technologies_technology_id_fkey FOREIGN KEY (technology_id) REFERENCES licensing.technologies(id);

--
-- Name: releases releases_product_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.releases
    ADD CONSTRAINT releases_product_id_fkey FOREIGN KEY (product_id) REFERENCES licensing.products(id);

--
-- Name: reminders reminders_contract_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reminders
    ADD CONSTRAINT reminders_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES licensing.contracts(id);

--
-- Name: reminders reminders_ledger_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reminders
    ADD CONSTRAINT reminders_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: replacements replacements_by_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.replacements
    ADD CONSTRAINT replacements_by_licence_id_fkey FOREIGN KEY (by_licence_id) REFERENCES licensing.licences(id);

--
-- Name: replacements replacements_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.replacements
    ADD CONSTRAINT replacements_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: reported reported_contract_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reported
    ADD CONSTRAINT reported_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES disclosures.contracts(id);

--
-- Name: reported reported_registration_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reported
    ADD CONSTRAINT reported_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES licensing.registrations(id);

--
-- Name: reported reported_report_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reported
    ADD CONSTRAINT reported_report_id_fkey FOREIGN KEY (report_id) REFERENCES licensing.reports(id);

--
-- Name: reports reports_contract_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reports
    ADD CONSTRAINT reports_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES disclosures.contracts(id);

--
-- Name: reports reports_recipient_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.reports
    ADD CONSTRAINT reports_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: school_licences school_licences_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.school_licences
    ADD CONSTRAINT school_licences_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: school_terms school_terms_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.school_terms
    ADD CONSTRAINT school_terms_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.school_licences(licence_id);

--
-- Name: screening_entries screening_entries_list_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.screening_entries
    ADD CONSTRAINT screening_entries_list_id_fkey FOREIGN KEY (list_id) REFERENCES licensing.screening_lists(id) ON DELETE CASCADE;

--
-- Name: screening_hits screening_hits_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.screening_hits
    ADD CONSTRAINT screening_hits_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: seat_releases seat_releases_activation_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.seat_releases
    ADD CONSTRAINT seat_releases_activation_id_fkey FOREIGN KEY (activation_id) REFERENCES licensing.activations(id);

--
-- Name: seat_releases seat_releases_licence_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.seat_releases
    ADD CONSTRAINT seat_releases_licence_id_fkey FOREIGN KEY (licence_id) REFERENCES licensing.licences(id);

--
-- Name: seat_releases seat_releases_person_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.seat_releases
    ADD CONSTRAINT seat_releases_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: technologies technologies_licensor_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.technologies
    ADD CONSTRAINT technologies_licensor_id_fkey FOREIGN KEY (licensor_id) REFERENCES disclosures.recipients(id);

--
-- Name: templates templates_product_id_fkey; Type: FK CONSTRAINT; Schema: licensing; Owner: -
--

ALTER TABLE ONLY licensing.templates
    ADD CONSTRAINT templates_product_id_fkey FOREIGN KEY (product_id) REFERENCES licensing.products(id);

--
-- Name: mail_outbox mail_outbox_in_ledger; Type: FK CONSTRAINT; Schema: platform; Owner: -
--

ALTER TABLE ONLY platform.mail_outbox
    ADD CONSTRAINT mail_outbox_in_ledger FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: closed_uses closed_uses_notice_id_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.closed_uses
    ADD CONSTRAINT closed_uses_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: draft_ends draft_ends_draft_id_drafted_by_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.draft_ends
    ADD CONSTRAINT draft_ends_draft_id_drafted_by_fkey FOREIGN KEY (draft_id, drafted_by) REFERENCES policy.drafts(id, drafted_by);

--
-- Name: draft_ends draft_ends_notice_id_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.draft_ends
    ADD CONSTRAINT draft_ends_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: incident_notices incident_notices_incident_id_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.incident_notices
    ADD CONSTRAINT incident_notices_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES policy.incidents(id);

--
-- Name: version_changes version_changes_notice_id_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.version_changes
    ADD CONSTRAINT version_changes_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: version_uses version_uses_notice_id_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.version_uses
    ADD CONSTRAINT version_uses_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: versions_before_approval versions_before_approval_notice_id_fkey; Type: FK CONSTRAINT; Schema: policy; Owner: -
--

ALTER TABLE ONLY policy.versions_before_approval
    ADD CONSTRAINT versions_before_approval_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: assignments assignments_customer_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.assignments
    ADD CONSTRAINT assignments_customer_company_id_fkey FOREIGN KEY (customer_company_id) REFERENCES contacts.companies(id);

--
-- Name: assignments assignments_reseller_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.assignments
    ADD CONSTRAINT assignments_reseller_company_id_fkey FOREIGN KEY (reseller_company_id) REFERENCES contacts.companies(id);

--
-- Name: assignments assignments_territory_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.assignments
    ADD CONSTRAINT assignments_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES resellers.territories(id);

--
-- Name: lead_offers lead_offers_lead_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.lead_offers
    ADD CONSTRAINT lead_offers_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES resellers.leads(id);

--
-- Name: lead_offers lead_offers_ledger_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.lead_offers
    ADD CONSTRAINT lead_offers_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: lead_offers lead_offers_reseller_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.lead_offers
    ADD CONSTRAINT lead_offers_reseller_company_id_fkey FOREIGN KEY (reseller_company_id) REFERENCES contacts.companies(id);

--
-- Name: lead_offers lead_offers_territory_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.lead_offers
    ADD CONSTRAINT lead_offers_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES resellers.territories(id);

--
-- Name: leads leads_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.leads
    ADD CONSTRAINT leads_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: leads leads_holder_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.leads
    ADD CONSTRAINT leads_holder_company_id_fkey FOREIGN KEY (holder_company_id) REFERENCES contacts.companies(id);

--
-- Name: leads leads_person_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.leads
    ADD CONSTRAINT leads_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: leads leads_product_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.leads
    ADD CONSTRAINT leads_product_id_fkey FOREIGN KEY (product_id) REFERENCES licensing.products(id);

--
-- Name: reassigned reassigned_assignment_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassigned
    ADD CONSTRAINT reassigned_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES resellers.assignments(id);

--
-- Name: reassigned reassigned_customer_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassigned
    ADD CONSTRAINT reassigned_customer_company_id_fkey FOREIGN KEY (customer_company_id) REFERENCES contacts.companies(id);

--
-- Name: reassigned reassigned_reassignment_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassigned
    ADD CONSTRAINT reassigned_reassignment_id_fkey FOREIGN KEY (reassignment_id) REFERENCES resellers.reassignments(id);

--
-- Name: reassigned reassigned_territory_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassigned
    ADD CONSTRAINT reassigned_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES resellers.territories(id);

--
-- Name: reassignment_tellings reassignment_tellings_ledger_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignment_tellings
    ADD CONSTRAINT reassignment_tellings_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: reassignment_tellings reassignment_tellings_reassignment_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignment_tellings
    ADD CONSTRAINT reassignment_tellings_reassignment_id_fkey FOREIGN KEY (reassignment_id) REFERENCES resellers.reassignments(id);

--
-- Name: reassignment_tellings reassignment_tellings_reseller_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignment_tellings
    ADD CONSTRAINT reassignment_tellings_reseller_company_id_fkey FOREIGN KEY (reseller_company_id) REFERENCES contacts.companies(id);

--
-- Name: reassignments reassignments_from_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignments
    ADD CONSTRAINT reassignments_from_company_id_fkey FOREIGN KEY (from_company_id) REFERENCES contacts.companies(id);

--
-- Name: reassignments reassignments_to_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.reassignments
    ADD CONSTRAINT reassignments_to_company_id_fkey FOREIGN KEY (to_company_id) REFERENCES contacts.companies(id);

--
-- Name: resellers resellers_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.resellers
    ADD CONSTRAINT resellers_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: resellers resellers_recipient_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.resellers
    ADD CONSTRAINT resellers_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: territories territories_reseller_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.territories
    ADD CONSTRAINT territories_reseller_company_id_fkey FOREIGN KEY (reseller_company_id) REFERENCES contacts.companies(id);

--
-- Name: tiers tiers_distributor_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.tiers
    ADD CONSTRAINT tiers_distributor_company_id_fkey FOREIGN KEY (distributor_company_id) REFERENCES resellers.resellers(company_id);

--
-- Name: tiers tiers_reseller_company_id_fkey; Type: FK CONSTRAINT; Schema: resellers; Owner: -
--

ALTER TABLE ONLY resellers.tiers
    ADD CONSTRAINT tiers_reseller_company_id_fkey FOREIGN KEY (reseller_company_id) REFERENCES resellers.resellers(company_id);

--
-- Name: agents agents_request_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.agents
    ADD CONSTRAINT agents_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights.requests(id) ON DELETE CASCADE;

--
-- Name: breach_notices breach_notices_incident_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.breach_notices
    ADD CONSTRAINT breach_notices_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES policy.incidents(id);

--
-- Name: breach_tellings breach_tellings_ledger_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.breach_tellings
    ADD CONSTRAINT breach_tellings_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: breach_tellings breach_tellings_notice_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.breach_tellings
    ADD CONSTRAINT breach_tellings_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES rights.breach_notices(id);

--
-- Name: breach_tellings breach_tellings_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.breach_tellings
    ADD CONSTRAINT breach_tellings_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: correction_notices correction_notices_correction_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.correction_notices
    ADD CONSTRAINT correction_notices_correction_id_fkey FOREIGN KEY (correction_id) REFERENCES rights.corrections(id);

--
-- Name: correction_notices correction_notices_ledger_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.correction_notices
    ADD CONSTRAINT correction_notices_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: correction_notices correction_notices_recipient_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.correction_notices
    ADD CONSTRAINT correction_notices_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: corrections corrections_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.corrections
    ADD CONSTRAINT corrections_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: erasures_to_tell erasures_to_tell_erasure_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.erasures_to_tell
    ADD CONSTRAINT erasures_to_tell_erasure_id_fkey FOREIGN KEY (erasure_id) REFERENCES rights.erasures(id);

--
-- Name: erasures_to_tell erasures_to_tell_recipient_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.erasures_to_tell
    ADD CONSTRAINT erasures_to_tell_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: given given_giving_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.given
    ADD CONSTRAINT given_giving_id_fkey FOREIGN KEY (giving_id) REFERENCES rights.givings(id);

--
-- Name: given given_ledger_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.given
    ADD CONSTRAINT given_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: given given_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.given
    ADD CONSTRAINT given_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: givings givings_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.givings
    ADD CONSTRAINT givings_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: holder_links holder_links_recipient_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_links
    ADD CONSTRAINT holder_links_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: holder_notices holder_notices_holder_company_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_notices
    ADD CONSTRAINT holder_notices_holder_company_id_fkey FOREIGN KEY (holder_company_id) REFERENCES contacts.companies(id);

--
-- Name: holder_notices holder_notices_ledger_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_notices
    ADD CONSTRAINT holder_notices_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: holder_notices holder_notices_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_notices
    ADD CONSTRAINT holder_notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: holder_notices holder_notices_recipient_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holder_notices
    ADD CONSTRAINT holder_notices_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: holds holds_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.holds
    ADD CONSTRAINT holds_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: legal_demand_approvals legal_demand_approvals_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_approvals
    ADD CONSTRAINT legal_demand_approvals_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: legal_demand_companies legal_demand_companies_company_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_companies
    ADD CONSTRAINT legal_demand_companies_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: legal_demand_companies legal_demand_companies_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_companies
    ADD CONSTRAINT legal_demand_companies_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: legal_demand_events legal_demand_events_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_events
    ADD CONSTRAINT legal_demand_events_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: legal_demand_looks legal_demand_looks_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_looks
    ADD CONSTRAINT legal_demand_looks_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: legal_demand_people legal_demand_people_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_people
    ADD CONSTRAINT legal_demand_people_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: legal_demand_people legal_demand_people_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demand_people
    ADD CONSTRAINT legal_demand_people_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: legal_demands legal_demands_authority_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.legal_demands
    ADD CONSTRAINT legal_demands_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES disclosures.recipients(id);

--
-- Name: links links_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.links
    ADD CONSTRAINT links_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: mail_attachments mail_attachments_mail_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.mail_attachments
    ADD CONSTRAINT mail_attachments_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES rights.mails(id) ON DELETE CASCADE;

--
-- Name: mails mails_opt_out_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.mails
    ADD CONSTRAINT mails_opt_out_id_fkey FOREIGN KEY (opt_out_id) REFERENCES rights.requests(id) ON DELETE CASCADE;

--
-- Name: mails mails_request_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.mails
    ADD CONSTRAINT mails_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights.requests(id) ON DELETE CASCADE;

--
-- Name: request_events request_events_request_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.request_events
    ADD CONSTRAINT request_events_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights.requests(id) ON DELETE CASCADE;

--
-- Name: request_scans request_scans_request_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.request_scans
    ADD CONSTRAINT request_scans_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights.requests(id) ON DELETE CASCADE;

--
-- Name: sittings sittings_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.sittings
    ADD CONSTRAINT sittings_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: telling_runs telling_runs_notice_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.telling_runs
    ADD CONSTRAINT telling_runs_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notices(id);

--
-- Name: tellings tellings_ledger_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.tellings
    ADD CONSTRAINT tellings_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: tellings tellings_notice_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.tellings
    ADD CONSTRAINT tellings_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES rights.telling_runs(notice_id);

--
-- Name: tellings tellings_person_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.tellings
    ADD CONSTRAINT tellings_person_id_fkey FOREIGN KEY (person_id) REFERENCES contacts.people(id);

--
-- Name: withholdings withholdings_demand_id_fkey; Type: FK CONSTRAINT; Schema: rights; Owner: -
--

ALTER TABLE ONLY rights.withholdings
    ADD CONSTRAINT withholdings_demand_id_fkey FOREIGN KEY (demand_id) REFERENCES rights.legal_demands(id);

--
-- Name: outside_roles outside_roles_company_id_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.outside_roles
    ADD CONSTRAINT outside_roles_company_id_fkey FOREIGN KEY (company_id) REFERENCES contacts.companies(id);

--
-- Name: outside_roles outside_roles_created_by_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.outside_roles
    ADD CONSTRAINT outside_roles_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff.members(id);

--
-- Name: tokens tokens_replaced_by_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.tokens
    ADD CONSTRAINT tokens_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES staff.tokens(id);

--
-- Name: webhook_deliveries webhook_deliveries_ledger_id_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES disclosures.ledger(id);

--
-- Name: webhook_deliveries webhook_deliveries_webhook_id_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES staff.webhooks(id);

--
-- Name: webhook_tries webhook_tries_delivery_id_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhook_tries
    ADD CONSTRAINT webhook_tries_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES staff.webhook_deliveries(id) ON DELETE CASCADE;

--
-- Name: webhooks webhooks_recipient_id_fkey; Type: FK CONSTRAINT; Schema: staff; Owner: -
--

ALTER TABLE ONLY staff.webhooks
    ADD CONSTRAINT webhooks_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES disclosures.recipients(id);

--
-- Name: annotations annotations_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.annotations
    ADD CONSTRAINT annotations_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: cells cells_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.cells
    ADD CONSTRAINT cells_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: days days_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.days
    ADD CONSTRAINT days_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: import_runs import_runs_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.import_runs
    ADD CONSTRAINT import_runs_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: imports imports_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.imports
    ADD CONSTRAINT imports_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: mail_reports mail_reports_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.mail_reports
    ADD CONSTRAINT mail_reports_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: saved_views saved_views_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.saved_views
    ADD CONSTRAINT saved_views_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: shared_links shared_links_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics.shared_links
    ADD CONSTRAINT shared_links_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: values values_site_id_fkey; Type: FK CONSTRAINT; Schema: statistics; Owner: -
--

ALTER TABLE ONLY statistics."values"
    ADD CONSTRAINT values_site_id_fkey FOREIGN KEY (site_id) REFERENCES statistics.sites(id);

--
-- Name: addresses; Type: ROW SECURITY; Schema: contacts; Owner: -
--

ALTER TABLE contacts.addresses ENABLE ROW LEVEL SECURITY;

--
-- Name: people closed_customer_service; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY closed_customer_service ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_customer_service USING ((NOT (EXISTS ( SELECT
   FROM policy.closed_uses
  WHERE (closed_uses.use = 'purpose customer service'::text)))));

--
-- Name: people closed_licensor_obligation; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY closed_licensor_obligation ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_licensor_obligation USING ((NOT (EXISTS ( SELECT
   FROM policy.closed_uses
  WHERE (closed_uses.use = ANY (ARRAY['purpose licensor obligation'::text, 'recipient licensor'::text]))))));

--
-- Name: people closed_marketing; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY closed_marketing ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_marketing USING ((NOT (EXISTS ( SELECT
   FROM policy.closed_uses
  WHERE (closed_uses.use = 'purpose marketing'::text)))));

--
-- Name: people closed_product_improvement; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY closed_product_improvement ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_product_improvement USING ((NOT (EXISTS ( SELECT
   FROM policy.closed_uses
  WHERE (closed_uses.use = 'purpose product improvement'::text)))));

--
-- Name: people closed_support; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY closed_support ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_support USING ((NOT (EXISTS ( SELECT
   FROM policy.closed_uses
  WHERE (closed_uses.use = 'purpose support'::text)))));

--
-- Name: companies; Type: ROW SECURITY; Schema: contacts; Owner: -
--

ALTER TABLE contacts.companies ENABLE ROW LEVEL SECURITY;

--
-- Name: company_people; Type: ROW SECURITY; Schema: contacts; Owner: -
--

ALTER TABLE contacts.company_people ENABLE ROW LEVEL SECURITY;

--
-- Name: people objected; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY objected ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_marketing, kept_product_improvement USING ((objected_at IS NULL));

--
-- Name: people; Type: ROW SECURITY; Schema: contacts; Owner: -
--

ALTER TABLE contacts.people ENABLE ROW LEVEL SECURITY;

--
-- Name: people restricted; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY restricted ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_customer_service, kept_support, kept_marketing, kept_product_improvement, kept_licensor_obligation, kept_reseller USING (((restricted_at IS NULL) AND (erased_at IS NULL)));

--
-- Name: people sealed; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY sealed ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_registration, kept_authentication, kept_customer_service, kept_support, kept_marketing, kept_product_improvement, kept_licensor_obligation, kept_legal, kept_operations, kept_reseller USING ((sealed_at IS NULL));

--
-- Name: people sealed_from_buyers; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY sealed_from_buyers ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_buyer USING (((sealed_at IS NULL) AND (erased_at IS NULL)));

--
-- Name: shares; Type: ROW SECURITY; Schema: contacts; Owner: -
--

ALTER TABLE contacts.shares ENABLE ROW LEVEL SECURITY;

--
-- Name: addresses staff; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY staff ON contacts.addresses TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: companies staff; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY staff ON contacts.companies TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: company_people staff; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY staff ON contacts.company_people TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: people staff; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY staff ON contacts.people TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: shares staff; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY staff ON contacts.shares TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: addresses tenant; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY tenant ON contacts.addresses FOR SELECT TO kept_reseller, kept_buyer USING ((EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = addresses.company_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: companies tenant; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY tenant ON contacts.companies FOR SELECT TO kept_reseller, kept_buyer USING ((EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = companies.id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: company_people tenant; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY tenant ON contacts.company_people FOR SELECT TO kept_reseller, kept_buyer USING (((until IS NULL) AND (EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = company_people.company_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL))))));

--
-- Name: people tenant; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY tenant ON contacts.people FOR SELECT TO kept_reseller, kept_buyer USING ((EXISTS ( SELECT
   FROM (contacts.company_people cp
     JOIN contacts.shares s ON ((s.company_id = cp.company_id)))
  WHERE ((cp.person_id = people.id) AND (cp.until IS NULL) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: shares tenant; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY tenant ON contacts.shares FOR SELECT TO kept_reseller, kept_buyer USING (((tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (until IS NULL)));

--
-- Name: people untold_customer_service; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY untold_customer_service ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_customer_service USING (((waits_for = '{}'::text[]) OR (NOT ('purpose customer service'::text = ANY (waits_for)))));

--
-- Name: people untold_licensor_obligation; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY untold_licensor_obligation ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_licensor_obligation USING (((waits_for = '{}'::text[]) OR (NOT (waits_for && ARRAY['purpose licensor obligation'::text, 'recipient licensor'::text]))));

--
-- Name: people untold_marketing; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY untold_marketing ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_marketing USING (((waits_for = '{}'::text[]) OR (NOT ('purpose marketing'::text = ANY (waits_for)))));

--
-- Name: people untold_product_improvement; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY untold_product_improvement ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_product_improvement USING (((waits_for = '{}'::text[]) OR (NOT ('purpose product improvement'::text = ANY (waits_for)))));

--
-- Name: people untold_reseller; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY untold_reseller ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_reseller USING (((waits_for = '{}'::text[]) OR (NOT ('recipient reseller'::text = ANY (waits_for)))));

--
-- Name: people untold_support; Type: POLICY; Schema: contacts; Owner: -
--

CREATE POLICY untold_support ON contacts.people AS RESTRICTIVE FOR SELECT TO kept_support USING (((waits_for = '{}'::text[]) OR (NOT ('purpose support'::text = ANY (waits_for)))));

--
-- Name: activations; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.activations ENABLE ROW LEVEL SECURITY;

--
-- Name: activations buyer; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY buyer ON licensing.activations FOR SELECT TO kept_buyer USING ((EXISTS ( SELECT
   FROM licensing.licences l
  WHERE (l.id = activations.licence_id))));

--
-- Name: contracts buyer; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY buyer ON licensing.contracts FOR SELECT TO kept_buyer USING (((company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))));

--
-- Name: licence_meters buyer; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY buyer ON licensing.licence_meters FOR SELECT TO kept_buyer USING ((EXISTS ( SELECT
   FROM licensing.licences l
  WHERE (l.id = licence_meters.licence_id))));

--
-- Name: licences buyer; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY buyer ON licensing.licences FOR SELECT TO kept_buyer USING (((company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))));

--
-- Name: meter_counts buyer; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY buyer ON licensing.meter_counts FOR SELECT TO kept_buyer USING ((EXISTS ( SELECT
   FROM licensing.licences l
  WHERE (l.id = meter_counts.licence_id))));

--
-- Name: named_seats buyer; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY buyer ON licensing.named_seats FOR SELECT TO kept_buyer USING (((company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))));

--
-- Name: contracts; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.contracts ENABLE ROW LEVEL SECURITY;

--
-- Name: foreign_serials; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.foreign_serials ENABLE ROW LEVEL SECURITY;

--
-- Name: handovers; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.handovers ENABLE ROW LEVEL SECURITY;

--
-- Name: named_seats hidden; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY hidden ON licensing.named_seats AS RESTRICTIVE FOR SELECT TO kept_registration, kept_authentication, kept_customer_service, kept_support, kept_marketing, kept_product_improvement, kept_licensor_obligation, kept_legal, kept_operations, kept_buyer USING ((EXISTS ( SELECT
   FROM contacts.people p
  WHERE (p.id = named_seats.person_id))));

--
-- Name: order_questions hidden; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY hidden ON licensing.order_questions AS RESTRICTIVE FOR SELECT TO kept_registration, kept_authentication, kept_customer_service, kept_support, kept_marketing, kept_product_improvement, kept_licensor_obligation, kept_legal, kept_operations, kept_reseller USING ((EXISTS ( SELECT
   FROM contacts.people p
  WHERE (p.id = order_questions.person_id))));

--
-- Name: registrations hidden; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY hidden ON licensing.registrations AS RESTRICTIVE FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM contacts.people p
  WHERE (p.id = registrations.person_id))));

--
-- Name: licence_meters; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.licence_meters ENABLE ROW LEVEL SECURITY;

--
-- Name: licences; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.licences ENABLE ROW LEVEL SECURITY;

--
-- Name: meter_counts; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.meter_counts ENABLE ROW LEVEL SECURITY;

--
-- Name: named_seats; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.named_seats ENABLE ROW LEVEL SECURITY;

--
-- Name: order_questions; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.order_questions ENABLE ROW LEVEL SECURITY;

--
-- Name: orders; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.orders ENABLE ROW LEVEL SECURITY;

--
-- Name: registrations; Type: ROW SECURITY; Schema: licensing; Owner: -
--

ALTER TABLE licensing.registrations ENABLE ROW LEVEL SECURITY;

--
-- Name: registrations restricted; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY restricted ON licensing.registrations AS RESTRICTIVE FOR SELECT TO kept_customer_service, kept_support, kept_marketing, kept_product_improvement, kept_licensor_obligation USING ((EXISTS ( SELECT
   FROM contacts.people p
  WHERE (p.id = registrations.person_id))));

--
-- Name: registrations sealed; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY sealed ON licensing.registrations AS RESTRICTIVE FOR SELECT TO kept_registration, kept_authentication, kept_legal, kept_operations USING ((EXISTS ( SELECT
   FROM contacts.people p
  WHERE (p.id = registrations.person_id))));

--
-- Name: activations staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.activations TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: contracts staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.contracts TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: foreign_serials staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.foreign_serials TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: handovers staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.handovers TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: licence_meters staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.licence_meters TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: licences staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.licences TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: meter_counts staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.meter_counts TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: named_seats staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.named_seats TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: order_questions staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.order_questions TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: orders staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.orders TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: registrations staff; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY staff ON licensing.registrations TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: activations tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.activations FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM licensing.licences l
  WHERE (l.id = activations.licence_id))));

--
-- Name: contracts tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.contracts FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = contracts.company_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: foreign_serials tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.foreign_serials FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM licensing.licences l
  WHERE (l.id = foreign_serials.licence_id))));

--
-- Name: handovers tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.handovers FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = ANY (ARRAY[handovers.from_company_id, handovers.to_company_id])) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: licence_meters tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.licence_meters FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM (licensing.licences l
     JOIN contacts.shares s ON ((s.company_id = l.company_id)))
  WHERE ((l.id = licence_meters.licence_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: licences tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.licences FOR SELECT TO kept_reseller USING ((((holder_company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))) OR (EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = licences.company_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))) OR (EXISTS ( SELECT
   FROM contacts.shares d
  WHERE ((d.company_id = licences.holder_company_id) AND (d.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (d.until IS NULL))))));

--
-- Name: meter_counts tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.meter_counts FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM (licensing.licences l
     JOIN contacts.shares s ON ((s.company_id = l.company_id)))
  WHERE ((l.id = meter_counts.licence_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: order_questions tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.order_questions FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM licensing.orders r
  WHERE ((r.id = order_questions.order_id) AND (r.holder_company_id = (current_setting('kept.tenant'::text))::uuid)))));

--
-- Name: orders tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.orders FOR SELECT TO kept_reseller USING (((holder_company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))));

--
-- Name: registrations tenant; Type: POLICY; Schema: licensing; Owner: -
--

CREATE POLICY tenant ON licensing.registrations FOR SELECT TO kept_reseller USING ((EXISTS ( SELECT
   FROM contacts.shares s
  WHERE ((s.company_id = registrations.company_id) AND (s.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (s.until IS NULL)))));

--
-- Name: lead_offers; Type: ROW SECURITY; Schema: resellers; Owner: -
--

ALTER TABLE resellers.lead_offers ENABLE ROW LEVEL SECURITY;

--
-- Name: leads; Type: ROW SECURITY; Schema: resellers; Owner: -
--

ALTER TABLE resellers.leads ENABLE ROW LEVEL SECURITY;

--
-- Name: lead_offers staff; Type: POLICY; Schema: resellers; Owner: -
--

CREATE POLICY staff ON resellers.lead_offers TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: leads staff; Type: POLICY; Schema: resellers; Owner: -
--

CREATE POLICY staff ON resellers.leads TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: lead_offers tenant; Type: POLICY; Schema: resellers; Owner: -
--

CREATE POLICY tenant ON resellers.lead_offers FOR SELECT TO kept_reseller USING (((reseller_company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM resellers.leads l
  WHERE ((l.id = lead_offers.lead_id) AND (l.holder_company_id = (current_setting('kept.tenant'::text))::uuid))))));

--
-- Name: leads tenant; Type: POLICY; Schema: resellers; Owner: -
--

CREATE POLICY tenant ON resellers.leads FOR SELECT TO kept_reseller USING (((holder_company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))));

--
-- Name: holder_notices; Type: ROW SECURITY; Schema: rights; Owner: -
--

ALTER TABLE rights.holder_notices ENABLE ROW LEVEL SECURITY;

--
-- Name: holder_notices staff; Type: POLICY; Schema: rights; Owner: -
--

CREATE POLICY staff ON rights.holder_notices TO kept_base, kept_probe USING (true) WITH CHECK (true);

--
-- Name: holder_notices tenant; Type: POLICY; Schema: rights; Owner: -
--

CREATE POLICY tenant ON rights.holder_notices FOR SELECT TO kept_reseller USING (((holder_company_id = (current_setting('kept.tenant'::text))::uuid) AND (EXISTS ( SELECT
   FROM contacts.shares o
  WHERE ((o.company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.tenant_company_id = (current_setting('kept.tenant'::text))::uuid) AND (o.until IS NULL))))));

GRANT USAGE ON SCHEMA auth TO kept_auth;
GRANT USAGE ON SCHEMA auth TO kept_probe;
GRANT USAGE ON SCHEMA contacts TO kept_base;
GRANT USAGE ON SCHEMA contacts TO kept_reseller;
GRANT USAGE ON SCHEMA contacts TO kept_buyer;
GRANT USAGE ON SCHEMA contacts TO kept_probe;
GRANT USAGE ON SCHEMA disclosures TO kept_base;
GRANT USAGE ON SCHEMA disclosures TO kept_probe;
GRANT USAGE ON SCHEMA jobs TO kept_base;
GRANT USAGE ON SCHEMA jobs TO kept_probe;
GRANT USAGE ON SCHEMA licensing TO kept_base;
GRANT USAGE ON SCHEMA licensing TO kept_reseller;
GRANT USAGE ON SCHEMA licensing TO kept_buyer;
GRANT USAGE ON SCHEMA licensing TO kept_probe;
GRANT USAGE ON SCHEMA platform TO kept_base;
GRANT USAGE ON SCHEMA platform TO kept_probe;
GRANT USAGE ON SCHEMA policy TO kept_base;
GRANT USAGE ON SCHEMA policy TO kept_probe;
GRANT USAGE ON SCHEMA resellers TO kept_base;
GRANT USAGE ON SCHEMA resellers TO kept_reseller;
GRANT USAGE ON SCHEMA resellers TO kept_probe;
GRANT USAGE ON SCHEMA rights TO kept_base;
GRANT USAGE ON SCHEMA rights TO kept_reseller;
GRANT USAGE ON SCHEMA rights TO kept_probe;
GRANT USAGE ON SCHEMA staff TO kept_base;
GRANT USAGE ON SCHEMA staff TO kept_probe;
GRANT USAGE ON SCHEMA statistics TO kept_base;
GRANT USAGE ON SCHEMA statistics TO kept_probe;
REVOKE ALL ON FUNCTION disclosures.refuse_change() FROM PUBLIC;
REVOKE ALL ON FUNCTION jobs.create_queue(queue_name text, options jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.create_queue(queue_name text, options jsonb) TO kept_base;
REVOKE ALL ON FUNCTION jobs.delete_queue(queue_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.delete_queue(queue_name text) TO kept_base;
REVOKE ALL ON FUNCTION jobs.job_now() FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.job_now() TO kept_base;
REVOKE ALL ON FUNCTION jobs.job_table_format(command text, table_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.job_table_format(command text, table_name text) TO kept_base;
REVOKE ALL ON FUNCTION jobs.job_table_run(command text, tbl_name text, queue_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.job_table_run(command text, tbl_name text, queue_name text) TO kept_base;
REVOKE ALL ON FUNCTION jobs.job_table_run_async(command_name text, version integer, command text, tbl_name text, queue_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.job_table_run_async(command_name text, version integer, command text, tbl_name text, queue_name text) TO kept_base;
REVOKE ALL ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION platform.label(target regclass, label text, columns text) FROM PUBLIC;
REVOKE ALL ON FUNCTION policy.refuse_change() FROM PUBLIC;
REVOKE ALL ON FUNCTION statistics.number_writing() FROM PUBLIC;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.account TO kept_auth;
GRANT SELECT(id) ON TABLE auth.account TO kept_probe;
GRANT SELECT("accountId") ON TABLE auth.account TO kept_probe;
GRANT SELECT("providerId") ON TABLE auth.account TO kept_probe;
GRANT SELECT("userId") ON TABLE auth.account TO kept_probe;
GRANT SELECT("accessTokenExpiresAt") ON TABLE auth.account TO kept_probe;
GRANT SELECT("refreshTokenExpiresAt") ON TABLE auth.account TO kept_probe;
GRANT SELECT(scope) ON TABLE auth.account TO kept_probe;
GRANT SELECT("createdAt") ON TABLE auth.account TO kept_probe;
GRANT SELECT("updatedAt") ON TABLE auth.account TO kept_probe;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.passkey TO kept_auth;
GRANT SELECT ON TABLE auth.passkey TO kept_probe;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.session TO kept_auth;
GRANT SELECT(id) ON TABLE auth.session TO kept_probe;
GRANT SELECT("expiresAt") ON TABLE auth.session TO kept_probe;
GRANT SELECT("createdAt") ON TABLE auth.session TO kept_probe;
GRANT SELECT("updatedAt") ON TABLE auth.session TO kept_probe;
GRANT SELECT("ipAddress") ON TABLE auth.session TO kept_probe;
GRANT SELECT("userAgent") ON TABLE auth.session TO kept_probe;
GRANT SELECT("userId") ON TABLE auth.session TO kept_probe;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth."twoFactor" TO kept_auth;
GRANT SELECT(id) ON TABLE auth."twoFactor" TO kept_probe;
GRANT SELECT("userId") ON TABLE auth."twoFactor" TO kept_probe;
GRANT SELECT(verified) ON TABLE auth."twoFactor" TO kept_probe;
GRANT SELECT("failedVerificationCount") ON TABLE auth."twoFactor" TO kept_probe;
GRANT SELECT("lockedUntil") ON TABLE auth."twoFactor" TO kept_probe;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth."user" TO kept_auth;
GRANT SELECT ON TABLE auth."user" TO kept_probe;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.verification TO kept_auth;
GRANT SELECT(id) ON TABLE auth.verification TO kept_probe;
GRANT SELECT(identifier) ON TABLE auth.verification TO kept_probe;
GRANT SELECT("expiresAt") ON TABLE auth.verification TO kept_probe;
GRANT SELECT("createdAt") ON TABLE auth.verification TO kept_probe;
GRANT SELECT("updatedAt") ON TABLE auth.verification TO kept_probe;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.addresses TO kept_base;
GRANT SELECT ON TABLE contacts.addresses TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.addresses TO kept_base;
GRANT SELECT(id) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(company_id) ON TABLE contacts.addresses TO kept_base;
GRANT SELECT(company_id) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(kind) ON TABLE contacts.addresses TO kept_base;
GRANT SELECT(kind) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_registration;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_customer_service;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_marketing;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_licensor_obligation;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_legal;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_rights;
GRANT SELECT(street) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_registration;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_customer_service;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_marketing;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_licensor_obligation;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_legal;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_rights;
GRANT SELECT(postal_code) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_registration;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_customer_service;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_marketing;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_licensor_obligation;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_legal;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_rights;
GRANT SELECT(city) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_registration;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_customer_service;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_marketing;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_licensor_obligation;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_legal;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_rights;
GRANT SELECT(region) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(country) ON TABLE contacts.addresses TO kept_base;
GRANT SELECT(country) ON TABLE contacts.addresses TO kept_reseller;
GRANT SELECT(changed_at) ON TABLE contacts.addresses TO kept_base;
GRANT SELECT(changed_at) ON TABLE contacts.addresses TO kept_reseller;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.companies TO kept_base;
GRANT SELECT ON TABLE contacts.companies TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(id) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(id) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(name) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(name) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(name) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(name_key) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(name_key) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(name_key) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(kind) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(kind) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(kind) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(country) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(country) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(country) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(region) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(region) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(region) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(created_at) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(created_at) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(created_at) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(merged_into) ON TABLE contacts.companies TO kept_base;
GRANT SELECT(merged_into) ON TABLE contacts.companies TO kept_reseller;
GRANT SELECT(merged_into) ON TABLE contacts.companies TO kept_buyer;
GRANT SELECT(industry) ON TABLE contacts.companies TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.company_people TO kept_base;
GRANT SELECT ON TABLE contacts.company_people TO kept_probe;
GRANT SELECT(company_id) ON TABLE contacts.company_people TO kept_base;
GRANT SELECT(company_id) ON TABLE contacts.company_people TO kept_reseller;
GRANT SELECT(company_id) ON TABLE contacts.company_people TO kept_buyer;
GRANT SELECT(person_id) ON TABLE contacts.company_people TO kept_base;
GRANT SELECT(person_id) ON TABLE contacts.company_people TO kept_reseller;
GRANT SELECT(person_id) ON TABLE contacts.company_people TO kept_buyer;
GRANT SELECT(since) ON TABLE contacts.company_people TO kept_base;
GRANT SELECT(since) ON TABLE contacts.company_people TO kept_reseller;
GRANT SELECT(until) ON TABLE contacts.company_people TO kept_base;
GRANT SELECT(until) ON TABLE contacts.company_people TO kept_reseller;
GRANT SELECT(until) ON TABLE contacts.company_people TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.domains TO kept_base;
GRANT SELECT ON TABLE contacts.domains TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.domains TO kept_base;
GRANT SELECT(company_id) ON TABLE contacts.domains TO kept_base;
GRANT SELECT(domain) ON TABLE contacts.domains TO kept_base;
GRANT SELECT(evidence) ON TABLE contacts.domains TO kept_legal;
GRANT SELECT(evidence) ON TABLE contacts.domains TO kept_rights;
GRANT SELECT(evidence) ON TABLE contacts.domains TO kept_operations;
GRANT SELECT(verified_at) ON TABLE contacts.domains TO kept_base;
GRANT SELECT(ended_at) ON TABLE contacts.domains TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.former_names TO kept_base;
GRANT SELECT ON TABLE contacts.former_names TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.former_names TO kept_base;
GRANT SELECT(company_id) ON TABLE contacts.former_names TO kept_base;
GRANT SELECT(name) ON TABLE contacts.former_names TO kept_base;
GRANT SELECT(name_key) ON TABLE contacts.former_names TO kept_base;
GRANT SELECT(until) ON TABLE contacts.former_names TO kept_base;
GRANT SELECT(actor_id) ON TABLE contacts.former_names TO kept_base;
GRANT SELECT(evidence) ON TABLE contacts.former_names TO kept_legal;
GRANT SELECT(evidence) ON TABLE contacts.former_names TO kept_rights;
GRANT SELECT(evidence) ON TABLE contacts.former_names TO kept_operations;
GRANT SELECT(merge_id) ON TABLE contacts.former_names TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.lists TO kept_base;
GRANT SELECT ON TABLE contacts.lists TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.lists TO kept_base;
GRANT SELECT(file_name) ON TABLE contacts.lists TO kept_base;
GRANT SELECT(came_from) ON TABLE contacts.lists TO kept_base;
GRANT SELECT(notice_id) ON TABLE contacts.lists TO kept_base;
GRANT SELECT(at) ON TABLE contacts.lists TO kept_base;
GRANT INSERT ON TABLE contacts.lookup_people TO kept_base;
GRANT SELECT ON TABLE contacts.lookup_people TO kept_probe;
GRANT SELECT(lookup_id) ON TABLE contacts.lookup_people TO kept_base;
GRANT SELECT(person_id) ON TABLE contacts.lookup_people TO kept_base;
GRANT INSERT ON TABLE contacts.lookups TO kept_base;
GRANT SELECT ON TABLE contacts.lookups TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(at) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(member_id) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(tenant_company_id) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(person_id) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(company_id) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(kind) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(purpose) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(reason),UPDATE(reason) ON TABLE contacts.lookups TO kept_base;
GRANT SELECT(fields) ON TABLE contacts.lookups TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.merge_rows TO kept_base;
GRANT SELECT ON TABLE contacts.merge_rows TO kept_probe;
GRANT SELECT(merge_id) ON TABLE contacts.merge_rows TO kept_base;
GRANT SELECT(kind) ON TABLE contacts.merge_rows TO kept_base;
GRANT SELECT(row_id) ON TABLE contacts.merge_rows TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.merges TO kept_base;
GRANT SELECT ON TABLE contacts.merges TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.merges TO kept_base;
GRANT SELECT(from_company_id) ON TABLE contacts.merges TO kept_base;
GRANT SELECT(into_company_id) ON TABLE contacts.merges TO kept_base;
GRANT SELECT(at) ON TABLE contacts.merges TO kept_base;
GRANT SELECT(actor_id) ON TABLE contacts.merges TO kept_base;
GRANT SELECT(evidence) ON TABLE contacts.merges TO kept_legal;
GRANT SELECT(evidence) ON TABLE contacts.merges TO kept_rights;
GRANT SELECT(evidence) ON TABLE contacts.merges TO kept_operations;
GRANT SELECT(undone_at) ON TABLE contacts.merges TO kept_base;
GRANT SELECT(undone_by) ON TABLE contacts.merges TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.origins TO kept_base;
GRANT SELECT ON TABLE contacts.origins TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(subject_kind) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(subject_id) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(source_kind) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(source_id) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(notice_id) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(given_at) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(purposes) ON TABLE contacts.origins TO kept_base;
GRANT SELECT(replaced) ON TABLE contacts.origins TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.people TO kept_base;
GRANT SELECT ON TABLE contacts.people TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.people TO kept_base;
GRANT SELECT(id) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(id) ON TABLE contacts.people TO kept_buyer;
GRANT SELECT(email_key) ON TABLE contacts.people TO kept_base;
GRANT SELECT(email) ON TABLE contacts.people TO kept_registration;
GRANT SELECT(email) ON TABLE contacts.people TO kept_authentication;
GRANT SELECT(email) ON TABLE contacts.people TO kept_customer_service;
GRANT SELECT(email) ON TABLE contacts.people TO kept_support;
GRANT SELECT(email) ON TABLE contacts.people TO kept_marketing;
GRANT SELECT(email) ON TABLE contacts.people TO kept_licensor_obligation;
GRANT SELECT(email) ON TABLE contacts.people TO kept_legal;
GRANT SELECT(email) ON TABLE contacts.people TO kept_rights;
GRANT SELECT(email) ON TABLE contacts.people TO kept_operations;
GRANT SELECT(email) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(name) ON TABLE contacts.people TO kept_registration;
GRANT SELECT(name) ON TABLE contacts.people TO kept_customer_service;
GRANT SELECT(name) ON TABLE contacts.people TO kept_support;
GRANT SELECT(name) ON TABLE contacts.people TO kept_marketing;
GRANT SELECT(name) ON TABLE contacts.people TO kept_licensor_obligation;
GRANT SELECT(name) ON TABLE contacts.people TO kept_legal;
GRANT SELECT(name) ON TABLE contacts.people TO kept_rights;
GRANT SELECT(name) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_registration;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_customer_service;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_support;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_licensor_obligation;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_legal;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_rights;
GRANT SELECT(phone) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(title) ON TABLE contacts.people TO kept_registration;
GRANT SELECT(title) ON TABLE contacts.people TO kept_customer_service;
GRANT SELECT(title) ON TABLE contacts.people TO kept_support;
GRANT SELECT(title) ON TABLE contacts.people TO kept_marketing;
GRANT SELECT(title) ON TABLE contacts.people TO kept_product_improvement;
GRANT SELECT(title) ON TABLE contacts.people TO kept_licensor_obligation;
GRANT SELECT(title) ON TABLE contacts.people TO kept_legal;
GRANT SELECT(title) ON TABLE contacts.people TO kept_rights;
GRANT SELECT(title) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(role) ON TABLE contacts.people TO kept_registration;
GRANT SELECT(role) ON TABLE contacts.people TO kept_customer_service;
GRANT SELECT(role) ON TABLE contacts.people TO kept_support;
GRANT SELECT(role) ON TABLE contacts.people TO kept_marketing;
GRANT SELECT(role) ON TABLE contacts.people TO kept_product_improvement;
GRANT SELECT(role) ON TABLE contacts.people TO kept_licensor_obligation;
GRANT SELECT(role) ON TABLE contacts.people TO kept_legal;
GRANT SELECT(role) ON TABLE contacts.people TO kept_rights;
GRANT SELECT(role) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(proven_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(proven_at) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(created_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(created_at) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(changed_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(changed_at) ON TABLE contacts.people TO kept_reseller;
GRANT SELECT(version) ON TABLE contacts.people TO kept_base;
GRANT SELECT(erased_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(restricted_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(objected_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(sealed_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(waits_for) ON TABLE contacts.people TO kept_base;
GRANT SELECT(refused_topics) ON TABLE contacts.people TO kept_base;
GRANT SELECT(paused_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(paused_until) ON TABLE contacts.people TO kept_base;
GRANT SELECT(wishes_changed_at) ON TABLE contacts.people TO kept_base;
GRANT SELECT(wishes_source) ON TABLE contacts.people TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.preferences TO kept_base;
GRANT SELECT ON TABLE contacts.preferences TO kept_probe;
GRANT SELECT(person_id) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT(channel) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT(allowed) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT(source_kind) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT(source_id) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT(notice_id) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT(changed_at) ON TABLE contacts.preferences TO kept_base;
GRANT SELECT ON TABLE contacts.provenance TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(subject_kind) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(subject_id) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(field) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(source_kind) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(source_id) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(notice_id) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(purposes) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(given_at) ON TABLE contacts.provenance TO kept_base;
GRANT SELECT(replaced_at) ON TABLE contacts.provenance TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.shares TO kept_base;
GRANT SELECT ON TABLE contacts.shares TO kept_probe;
GRANT SELECT(id) ON TABLE contacts.shares TO kept_base;
GRANT SELECT(id) ON TABLE contacts.shares TO kept_reseller;
GRANT SELECT(id) ON TABLE contacts.shares TO kept_buyer;
GRANT SELECT(company_id) ON TABLE contacts.shares TO kept_base;
GRANT SELECT(company_id) ON TABLE contacts.shares TO kept_reseller;
GRANT SELECT(company_id) ON TABLE contacts.shares TO kept_buyer;
GRANT SELECT(tenant_company_id) ON TABLE contacts.shares TO kept_base;
GRANT SELECT(tenant_company_id) ON TABLE contacts.shares TO kept_reseller;
GRANT SELECT(tenant_company_id) ON TABLE contacts.shares TO kept_buyer;
GRANT SELECT(since) ON TABLE contacts.shares TO kept_base;
GRANT SELECT(since) ON TABLE contacts.shares TO kept_reseller;
GRANT SELECT(since) ON TABLE contacts.shares TO kept_buyer;
GRANT SELECT(until) ON TABLE contacts.shares TO kept_base;
GRANT SELECT(until) ON TABLE contacts.shares TO kept_reseller;
GRANT SELECT(until) ON TABLE contacts.shares TO kept_buyer;
GRANT SELECT(basis) ON TABLE contacts.shares TO kept_base;
GRANT SELECT(basis) ON TABLE contacts.shares TO kept_reseller;
GRANT SELECT(basis) ON TABLE contacts.shares TO kept_buyer;
GRANT SELECT(ledger_id) ON TABLE contacts.shares TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE contacts.suppressions TO kept_base;
GRANT SELECT ON TABLE contacts.suppressions TO kept_probe;
GRANT SELECT(email_key) ON TABLE contacts.suppressions TO kept_base;
GRANT SELECT(channel) ON TABLE contacts.suppressions TO kept_base;
GRANT SELECT(since) ON TABLE contacts.suppressions TO kept_base;
GRANT SELECT(source_kind) ON TABLE contacts.suppressions TO kept_base;
GRANT SELECT(source_id) ON TABLE contacts.suppressions TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT ON TABLE disclosures.contracts TO kept_probe;
GRANT SELECT(id) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(recipient_id) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(kind) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(fields) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(frequency) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(confidential) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(signed_on) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(ends_on) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(reference) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(confidential_on) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(nothing_else) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(countries) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(approval) ON TABLE disclosures.contracts TO kept_base;
GRANT SELECT(format) ON TABLE disclosures.contracts TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT ON TABLE disclosures.deletions TO kept_probe;
GRANT SELECT(id) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(recipient_id) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(over_on) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(asked_at) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(due_on) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(ledger_id) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(reminders) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(reminded_at) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(confirmed_on) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(evidence) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(confirmed_by) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(confirmed_at) ON TABLE disclosures.deletions TO kept_base;
GRANT SELECT(withdrawn_at) ON TABLE disclosures.deletions TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT ON TABLE disclosures.hand_overs TO kept_probe;
GRANT SELECT(id) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(recipient_id) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(at) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(member_id) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(purpose) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(fields) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(people) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(age_key) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(envelope) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(sha256) ON TABLE disclosures.hand_overs TO kept_base;
GRANT SELECT(topic) ON TABLE disclosures.hand_overs TO kept_base;
GRANT INSERT ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT ON TABLE disclosures.ledger TO kept_probe;
GRANT SELECT(id) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(at) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(recipient_kind) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(recipient_id) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(person_id) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(company_id) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(channel) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(purpose) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(fields) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(basis) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(about_kind) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(about_id) ON TABLE disclosures.ledger TO kept_base;
GRANT SELECT(content_sha256) ON TABLE disclosures.ledger TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE disclosures.outside_hosts TO kept_base;
GRANT SELECT ON TABLE disclosures.outside_hosts TO kept_probe;
GRANT SELECT(host) ON TABLE disclosures.outside_hosts TO kept_base;
GRANT SELECT(recipient_id) ON TABLE disclosures.outside_hosts TO kept_base;
GRANT SELECT(noted_by) ON TABLE disclosures.outside_hosts TO kept_base;
GRANT SELECT(noted_at) ON TABLE disclosures.outside_hosts TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT ON TABLE disclosures.recipients TO kept_probe;
GRANT SELECT(id) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(kind) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(name) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(company_id) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(address) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(country) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(mailbox) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(created_at) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(ended_at) ON TABLE disclosures.recipients TO kept_base;
GRANT SELECT(age_key) ON TABLE disclosures.recipients TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.bam TO kept_base;
GRANT SELECT ON TABLE jobs.bam TO kept_probe;
GRANT SELECT(id) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(name) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(version) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(status) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(queue) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(table_name) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(command) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(error) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(started_on) ON TABLE jobs.bam TO kept_base;
GRANT SELECT(completed_on) ON TABLE jobs.bam TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.instance TO kept_base;
GRANT SELECT ON TABLE jobs.instance TO kept_probe;
GRANT SELECT(id) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(name) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(host) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(pid) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(version) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(node_version) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(application_name) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(heartbeat_seconds) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(supervise) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(schedule) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(migrate) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(persist_queue_stats) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(persist_warnings) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(pool_max) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(pool_total) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(pool_idle) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(pool_waiting) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(workers) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(metrics) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(config) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(crash_restarts) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(crash_restarts_since) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(started_on) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(heartbeat_on) ON TABLE jobs.instance TO kept_base;
GRANT SELECT(stopped_on) ON TABLE jobs.instance TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.job TO kept_base;
GRANT SELECT ON TABLE jobs.job TO kept_probe;
GRANT SELECT(id) ON TABLE jobs.job TO kept_base;
GRANT SELECT(name) ON TABLE jobs.job TO kept_base;
GRANT SELECT(priority) ON TABLE jobs.job TO kept_base;
GRANT SELECT(data) ON TABLE jobs.job TO kept_base;
GRANT SELECT(state) ON TABLE jobs.job TO kept_base;
GRANT SELECT(retry_limit) ON TABLE jobs.job TO kept_base;
GRANT SELECT(retry_count) ON TABLE jobs.job TO kept_base;
GRANT SELECT(retry_delay) ON TABLE jobs.job TO kept_base;
GRANT SELECT(retry_backoff) ON TABLE jobs.job TO kept_base;
GRANT SELECT(retry_delay_max) ON TABLE jobs.job TO kept_base;
GRANT SELECT(expire_seconds) ON TABLE jobs.job TO kept_base;
GRANT SELECT(deletion_seconds) ON TABLE jobs.job TO kept_base;
GRANT SELECT(singleton_key) ON TABLE jobs.job TO kept_base;
GRANT SELECT(singleton_on) ON TABLE jobs.job TO kept_base;
GRANT SELECT(group_id) ON TABLE jobs.job TO kept_base;
GRANT SELECT(group_tier) ON TABLE jobs.job TO kept_base;
GRANT SELECT(start_after) ON TABLE jobs.job TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.job TO kept_base;
GRANT SELECT(started_on) ON TABLE jobs.job TO kept_base;
GRANT SELECT(completed_on) ON TABLE jobs.job TO kept_base;
GRANT SELECT(keep_until) ON TABLE jobs.job TO kept_base;
GRANT SELECT(output) ON TABLE jobs.job TO kept_base;
GRANT SELECT(dead_letter) ON TABLE jobs.job TO kept_base;
GRANT SELECT(policy) ON TABLE jobs.job TO kept_base;
GRANT SELECT(heartbeat_on) ON TABLE jobs.job TO kept_base;
GRANT SELECT(heartbeat_seconds) ON TABLE jobs.job TO kept_base;
GRANT SELECT(blocked) ON TABLE jobs.job TO kept_base;
GRANT SELECT(blocking) ON TABLE jobs.job TO kept_base;
GRANT SELECT(pending_dependencies) ON TABLE jobs.job TO kept_base;
GRANT SELECT(source_name) ON TABLE jobs.job TO kept_base;
GRANT SELECT(source_id) ON TABLE jobs.job TO kept_base;
GRANT SELECT(source_created_on) ON TABLE jobs.job TO kept_base;
GRANT SELECT(source_retry_count) ON TABLE jobs.job TO kept_base;
GRANT SELECT(source_output) ON TABLE jobs.job TO kept_base;
GRANT SELECT(source_root_id) ON TABLE jobs.job TO kept_base;
GRANT SELECT(trace_context) ON TABLE jobs.job TO kept_base;
GRANT SELECT(upsert_by_key) ON TABLE jobs.job TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.job_common TO kept_base;
GRANT SELECT ON TABLE jobs.job_common TO kept_probe;
GRANT SELECT(id) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(name) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(priority) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(data) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(state) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(retry_limit) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(retry_count) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(retry_delay) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(retry_backoff) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(retry_delay_max) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(expire_seconds) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(deletion_seconds) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(singleton_key) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(singleton_on) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(group_id) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(group_tier) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(start_after) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(started_on) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(completed_on) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(keep_until) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(output) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(dead_letter) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(policy) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(heartbeat_on) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(heartbeat_seconds) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(blocked) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(blocking) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(pending_dependencies) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(source_name) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(source_id) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(source_created_on) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(source_retry_count) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(source_output) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(source_root_id) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(trace_context) ON TABLE jobs.job_common TO kept_base;
GRANT SELECT(upsert_by_key) ON TABLE jobs.job_common TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.job_dependency TO kept_base;
GRANT SELECT ON TABLE jobs.job_dependency TO kept_probe;
GRANT SELECT(child_name) ON TABLE jobs.job_dependency TO kept_base;
GRANT SELECT(child_id) ON TABLE jobs.job_dependency TO kept_base;
GRANT SELECT(parent_name) ON TABLE jobs.job_dependency TO kept_base;
GRANT SELECT(parent_id) ON TABLE jobs.job_dependency TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.queue TO kept_base;
GRANT SELECT ON TABLE jobs.queue TO kept_probe;
GRANT SELECT(name) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(policy) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retry_limit) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retry_delay) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retry_backoff) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retry_delay_max) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(expire_seconds) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retention_seconds) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(deletion_seconds) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(dead_letter) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(partition) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(table_name) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(deferred_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(blocked_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(queued_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(ready_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(warning_queued) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(active_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(failed_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(total_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retained_count) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(retained_on) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(created_delta) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(completed_delta) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(failed_delta) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(delta_on) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(delta_seconds) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(wait_bins) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(run_bins) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(ready_oldest_seconds) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(ready_history) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(heartbeat_seconds) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(notify) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(singletons_active) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(monitor_claim_on) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(monitor_on) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(maintain_on) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.queue TO kept_base;
GRANT SELECT(updated_on) ON TABLE jobs.queue TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT ON TABLE jobs.queue_stats TO kept_probe;
GRANT SELECT(id) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(name) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(deferred_count) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(queued_count) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(ready_count) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(active_count) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(failed_count) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(total_count) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(created_delta) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(completed_delta) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(failed_delta) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(delta_seconds) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(delta_on) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(wait_bins) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(run_bins) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(ready_oldest_seconds) ON TABLE jobs.queue_stats TO kept_base;
GRANT SELECT(captured_on) ON TABLE jobs.queue_stats TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.schedule TO kept_base;
GRANT SELECT ON TABLE jobs.schedule TO kept_probe;
GRANT SELECT(name) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(key) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(kind) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(cron) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(timezone) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(data) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(options) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(updated_on) ON TABLE jobs.schedule TO kept_base;
GRANT SELECT(last_job_id) ON TABLE jobs.schedule TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.subscription TO kept_base;
GRANT SELECT ON TABLE jobs.subscription TO kept_probe;
GRANT SELECT(event) ON TABLE jobs.subscription TO kept_base;
GRANT SELECT(name) ON TABLE jobs.subscription TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.subscription TO kept_base;
GRANT SELECT(updated_on) ON TABLE jobs.subscription TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.version TO kept_base;
GRANT SELECT ON TABLE jobs.version TO kept_probe;
GRANT SELECT(version) ON TABLE jobs.version TO kept_base;
GRANT SELECT(cron_on) ON TABLE jobs.version TO kept_base;
GRANT SELECT(bam_on) ON TABLE jobs.version TO kept_base;
GRANT SELECT(flow_on) ON TABLE jobs.version TO kept_base;
GRANT SELECT(reindex_on) ON TABLE jobs.version TO kept_base;
GRANT SELECT(monitor_backoff_on) ON TABLE jobs.version TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE jobs.warning TO kept_base;
GRANT SELECT ON TABLE jobs.warning TO kept_probe;
GRANT SELECT(id) ON TABLE jobs.warning TO kept_base;
GRANT SELECT(type) ON TABLE jobs.warning TO kept_base;
GRANT SELECT(message) ON TABLE jobs.warning TO kept_base;
GRANT SELECT(data) ON TABLE jobs.warning TO kept_base;
GRANT SELECT(created_on) ON TABLE jobs.warning TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.activations TO kept_base;
GRANT SELECT ON TABLE licensing.activations TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(id) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(id) ON TABLE licensing.activations TO kept_buyer;
GRANT SELECT(licence_id) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.activations TO kept_buyer;
GRANT SELECT(registration_id) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(registration_id) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(machine_key) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(release_id) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(release_id) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(release_id) ON TABLE licensing.activations TO kept_buyer;
GRANT SELECT(activated_at) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(activated_at) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(activated_at) ON TABLE licensing.activations TO kept_buyer;
GRANT SELECT(deactivated_at) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(deactivated_at) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(deactivated_at) ON TABLE licensing.activations TO kept_buyer;
GRANT SELECT(machine_sha256) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(proof_sha256) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(machine_kind) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(machine_kind) ON TABLE licensing.activations TO kept_reseller;
GRANT SELECT(machine_kind) ON TABLE licensing.activations TO kept_buyer;
GRANT SELECT(machine_parts) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(label) ON TABLE licensing.activations TO kept_base;
GRANT SELECT(ends_on) ON TABLE licensing.activations TO kept_base;
GRANT INSERT ON TABLE licensing.contact_lists TO kept_base;
GRANT SELECT ON TABLE licensing.contact_lists TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.contact_lists TO kept_base;
GRANT SELECT(at) ON TABLE licensing.contact_lists TO kept_base;
GRANT SELECT(member_id) ON TABLE licensing.contact_lists TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.contact_lists TO kept_base;
GRANT SELECT(lines) ON TABLE licensing.contact_lists TO kept_base;
GRANT SELECT(named) ON TABLE licensing.contact_lists TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.contracts TO kept_base;
GRANT SELECT ON TABLE licensing.contracts TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(id) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(id) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(company_id) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(company_id) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(licence_id) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(kind) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(kind) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(number) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(number) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(number) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(starts_on) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(starts_on) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(starts_on) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(ends_on) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(ends_on) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(ends_on) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(renews_id) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(renews_id) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(renews_id) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(declined_at) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(declined_at) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(declined_at) ON TABLE licensing.contracts TO kept_buyer;
GRANT SELECT(created_at) ON TABLE licensing.contracts TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.contracts TO kept_reseller;
GRANT SELECT(created_at) ON TABLE licensing.contracts TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.dispute_claims TO kept_base;
GRANT SELECT ON TABLE licensing.dispute_claims TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.dispute_claims TO kept_base;
GRANT SELECT(dispute_id) ON TABLE licensing.dispute_claims TO kept_base;
GRANT SELECT(side) ON TABLE licensing.dispute_claims TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.dispute_claims TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.dispute_evidence TO kept_base;
GRANT SELECT ON TABLE licensing.dispute_evidence TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.dispute_evidence TO kept_base;
GRANT SELECT(claim_id) ON TABLE licensing.dispute_evidence TO kept_base;
GRANT SELECT(channel) ON TABLE licensing.dispute_evidence TO kept_base;
GRANT SELECT(evidence) ON TABLE licensing.dispute_evidence TO kept_customer_service;
GRANT SELECT(evidence) ON TABLE licensing.dispute_evidence TO kept_legal;
GRANT SELECT(evidence) ON TABLE licensing.dispute_evidence TO kept_rights;
GRANT SELECT(at) ON TABLE licensing.dispute_evidence TO kept_base;
GRANT SELECT(member_id) ON TABLE licensing.dispute_evidence TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.dispute_tellings TO kept_base;
GRANT SELECT ON TABLE licensing.dispute_tellings TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.dispute_tellings TO kept_base;
GRANT SELECT(claim_id) ON TABLE licensing.dispute_tellings TO kept_base;
GRANT SELECT(what) ON TABLE licensing.dispute_tellings TO kept_base;
GRANT SELECT(at) ON TABLE licensing.dispute_tellings TO kept_base;
GRANT SELECT(ledger_id) ON TABLE licensing.dispute_tellings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.disputes TO kept_base;
GRANT SELECT ON TABLE licensing.disputes TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(number) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(state) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(opened_at) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(opened_by) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(registration_id) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(decided_at) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(decided_by) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(reason) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(seats_until) ON TABLE licensing.disputes TO kept_base;
GRANT SELECT(seats_freed_at) ON TABLE licensing.disputes TO kept_base;
GRANT USAGE ON SEQUENCE licensing.disputes_number_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.downloads TO kept_base;
GRANT SELECT ON TABLE licensing.downloads TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.downloads TO kept_base;
GRANT SELECT(file_id) ON TABLE licensing.downloads TO kept_base;
GRANT SELECT(day) ON TABLE licensing.downloads TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.export_pieces TO kept_base;
GRANT SELECT ON TABLE licensing.export_pieces TO kept_probe;
GRANT SELECT(export_id) ON TABLE licensing.export_pieces TO kept_base;
GRANT SELECT(number) ON TABLE licensing.export_pieces TO kept_base;
GRANT SELECT(sealed) ON TABLE licensing.export_pieces TO kept_legal;
GRANT SELECT(sealed) ON TABLE licensing.export_pieces TO kept_rights;
GRANT SELECT(sealed) ON TABLE licensing.export_pieces TO kept_operations;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.exports TO kept_base;
GRANT SELECT ON TABLE licensing.exports TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(member_id) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(format) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(tables) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(filters) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(purpose) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(lookup_id) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(state) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(runner) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(beat_at) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(code) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(rows_total) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(rows_done) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(file_bytes) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(file_sha256) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(changed_at) ON TABLE licensing.exports TO kept_base;
GRANT SELECT(expires_at) ON TABLE licensing.exports TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.features TO kept_base;
GRANT SELECT ON TABLE licensing.features TO kept_probe;
GRANT SELECT(product_id) ON TABLE licensing.features TO kept_base;
GRANT SELECT(product_id) ON TABLE licensing.features TO kept_reseller;
GRANT SELECT(product_id) ON TABLE licensing.features TO kept_buyer;
GRANT SELECT(code) ON TABLE licensing.features TO kept_base;
GRANT SELECT(code) ON TABLE licensing.features TO kept_reseller;
GRANT SELECT(code) ON TABLE licensing.features TO kept_buyer;
GRANT SELECT(name) ON TABLE licensing.features TO kept_base;
GRANT SELECT(name) ON TABLE licensing.features TO kept_reseller;
GRANT SELECT(name) ON TABLE licensing.features TO kept_buyer;
GRANT SELECT(created_at) ON TABLE licensing.features TO kept_base;
GRANT SELECT(meter) ON TABLE licensing.features TO kept_base;
GRANT SELECT(meter) ON TABLE licensing.features TO kept_reseller;
GRANT SELECT(meter) ON TABLE licensing.features TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.foreign_serials TO kept_base;
GRANT SELECT ON TABLE licensing.foreign_serials TO kept_probe;
GRANT SELECT(key) ON TABLE licensing.foreign_serials TO kept_base;
GRANT SELECT(key) ON TABLE licensing.foreign_serials TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.foreign_serials TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.foreign_serials TO kept_reseller;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.handovers TO kept_base;
GRANT SELECT ON TABLE licensing.handovers TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(id) ON TABLE licensing.handovers TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.handovers TO kept_reseller;
GRANT SELECT(kind) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.handovers TO kept_reseller;
GRANT SELECT(from_company_id) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(from_company_id) ON TABLE licensing.handovers TO kept_reseller;
GRANT SELECT(to_company_id) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(to_company_id) ON TABLE licensing.handovers TO kept_reseller;
GRANT SELECT(at) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(at) ON TABLE licensing.handovers TO kept_reseller;
GRANT SELECT(actor_kind) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(actor_id) ON TABLE licensing.handovers TO kept_base;
GRANT SELECT(by_company_id) ON TABLE licensing.handovers TO kept_base;
GRANT USAGE ON SEQUENCE licensing.handovers_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.import_faults TO kept_base;
GRANT SELECT ON TABLE licensing.import_faults TO kept_probe;
GRANT SELECT(import_id) ON TABLE licensing.import_faults TO kept_base;
GRANT SELECT(line) ON TABLE licensing.import_faults TO kept_base;
GRANT SELECT(code) ON TABLE licensing.import_faults TO kept_base;
GRANT SELECT(field) ON TABLE licensing.import_faults TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.import_pieces TO kept_base;
GRANT SELECT ON TABLE licensing.import_pieces TO kept_probe;
GRANT SELECT(file_id) ON TABLE licensing.import_pieces TO kept_base;
GRANT SELECT(number) ON TABLE licensing.import_pieces TO kept_base;
GRANT SELECT(sealed) ON TABLE licensing.import_pieces TO kept_legal;
GRANT SELECT(sealed) ON TABLE licensing.import_pieces TO kept_rights;
GRANT SELECT(sealed) ON TABLE licensing.import_pieces TO kept_operations;
GRANT SELECT(at) ON TABLE licensing.import_pieces TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.import_resellers TO kept_base;
GRANT SELECT ON TABLE licensing.import_resellers TO kept_probe;
GRANT SELECT(import_id) ON TABLE licensing.import_resellers TO kept_base;
GRANT SELECT(reseller_company_id) ON TABLE licensing.import_resellers TO kept_base;
GRANT SELECT(customers) ON TABLE licensing.import_resellers TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.imports TO kept_base;
GRANT SELECT ON TABLE licensing.imports TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(file_id) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(file_name) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(file_sha256) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(file_bytes) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(header) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(header_sha256) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(plan) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(came_from) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(notice_id) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(state) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(runner) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(beat_at) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(code) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(rows_total) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(rows_done) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(counts) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(created_by) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.imports TO kept_base;
GRANT SELECT(changed_at) ON TABLE licensing.imports TO kept_base;
GRANT INSERT ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT ON TABLE licensing.inquiries TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(at) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(channel) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(asked_person_id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(member_id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(domain_id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(answer) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(named_person_id) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(ledger_id) ON TABLE licensing.inquiries TO kept_base;
GRANT UPDATE(evidence) ON TABLE licensing.inquiries TO kept_base;
GRANT SELECT(evidence) ON TABLE licensing.inquiries TO kept_legal;
GRANT SELECT(evidence) ON TABLE licensing.inquiries TO kept_rights;
GRANT SELECT(evidence) ON TABLE licensing.inquiries TO kept_operations;
GRANT SELECT(list_id) ON TABLE licensing.inquiries TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.lease_days TO kept_base;
GRANT SELECT ON TABLE licensing.lease_days TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.lease_days TO kept_base;
GRANT SELECT(day) ON TABLE licensing.lease_days TO kept_base;
GRANT SELECT(peak) ON TABLE licensing.lease_days TO kept_base;
GRANT SELECT(refused) ON TABLE licensing.lease_days TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.leases TO kept_base;
GRANT SELECT ON TABLE licensing.leases TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.leases TO kept_base;
GRANT SELECT(seat) ON TABLE licensing.leases TO kept_base;
GRANT SELECT(activation_id) ON TABLE licensing.leases TO kept_base;
GRANT SELECT(leased_at) ON TABLE licensing.leases TO kept_base;
GRANT SELECT(renewed_at) ON TABLE licensing.leases TO kept_base;
GRANT SELECT(leased_until) ON TABLE licensing.leases TO kept_base;
GRANT SELECT(borrowed) ON TABLE licensing.leases TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT ON TABLE licensing.licence_events TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT(at) ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT(actor_kind) ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT(actor_id) ON TABLE licensing.licence_events TO kept_base;
GRANT SELECT(code) ON TABLE licensing.licence_events TO kept_base;
GRANT USAGE ON SEQUENCE licensing.licence_events_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.licence_meters TO kept_base;
GRANT SELECT ON TABLE licensing.licence_meters TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.licence_meters TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.licence_meters TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.licence_meters TO kept_buyer;
GRANT SELECT(feature) ON TABLE licensing.licence_meters TO kept_base;
GRANT SELECT(feature) ON TABLE licensing.licence_meters TO kept_reseller;
GRANT SELECT(feature) ON TABLE licensing.licence_meters TO kept_buyer;
GRANT SELECT(meter) ON TABLE licensing.licence_meters TO kept_base;
GRANT SELECT(meter) ON TABLE licensing.licence_meters TO kept_reseller;
GRANT SELECT(meter) ON TABLE licensing.licence_meters TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.licences TO kept_base;
GRANT SELECT ON TABLE licensing.licences TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(id) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(id) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(serial) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(serial) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(serial) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(product_id) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(product_id) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(product_id) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(release_id) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(release_id) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(release_id) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(kind) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(kind) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(state) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(state) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(state) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(seats) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(seats) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(seats) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(seats_used) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(seats_used) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(seats_used) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(expires_on) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(expires_on) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(expires_on) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(maintenance_until) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(maintenance_until) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(maintenance_until) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(holder_company_id) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(holder_company_id) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(company_id) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(company_id) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(created_at) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(issued_at) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(issued_at) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(activated_at) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(activated_at) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(activated_at) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(changed_at) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(changed_at) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(features) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(features) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(features) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(floating) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(floating) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(floating) ON TABLE licensing.licences TO kept_buyer;
GRANT SELECT(grace) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(grace) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(machines) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(machines) ON TABLE licensing.licences TO kept_reseller;
GRANT SELECT(seats_named) ON TABLE licensing.licences TO kept_base;
GRANT SELECT(seats_named) ON TABLE licensing.licences TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.meter_counters TO kept_base;
GRANT SELECT ON TABLE licensing.meter_counters TO kept_probe;
GRANT SELECT(activation_id) ON TABLE licensing.meter_counters TO kept_base;
GRANT SELECT(counter) ON TABLE licensing.meter_counters TO kept_base;
GRANT SELECT(feature) ON TABLE licensing.meter_counters TO kept_base;
GRANT SELECT(total) ON TABLE licensing.meter_counters TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT ON TABLE licensing.meter_counts TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.meter_counts TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.meter_counts TO kept_buyer;
GRANT SELECT(feature) ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT(feature) ON TABLE licensing.meter_counts TO kept_reseller;
GRANT SELECT(feature) ON TABLE licensing.meter_counts TO kept_buyer;
GRANT SELECT(period) ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT(period) ON TABLE licensing.meter_counts TO kept_reseller;
GRANT SELECT(period) ON TABLE licensing.meter_counts TO kept_buyer;
GRANT SELECT(starts_on) ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT(starts_on) ON TABLE licensing.meter_counts TO kept_reseller;
GRANT SELECT(starts_on) ON TABLE licensing.meter_counts TO kept_buyer;
GRANT SELECT(used) ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT(used) ON TABLE licensing.meter_counts TO kept_reseller;
GRANT SELECT(used) ON TABLE licensing.meter_counts TO kept_buyer;
GRANT SELECT(refused) ON TABLE licensing.meter_counts TO kept_base;
GRANT SELECT(refused) ON TABLE licensing.meter_counts TO kept_reseller;
GRANT SELECT(refused) ON TABLE licensing.meter_counts TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT ON TABLE licensing.named_seats TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(id) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(licence_id) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(company_id) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(person_id) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(person_id) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(notice_id) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_registration;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_customer_service;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_support;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_marketing;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_licensor_obligation;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_legal;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_rights;
GRANT SELECT(name) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_registration;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_authentication;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_customer_service;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_support;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_marketing;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_licensor_obligation;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_legal;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_rights;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_operations;
GRANT SELECT(email) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(assigned_at) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(assigned_at) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(assigned_by) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(activation_id) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(activation_id) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(ended_at) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(ended_at) ON TABLE licensing.named_seats TO kept_buyer;
GRANT SELECT(ended_by) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(ended_how) ON TABLE licensing.named_seats TO kept_base;
GRANT SELECT(ended_how) ON TABLE licensing.named_seats TO kept_buyer;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.notice_licensors TO kept_base;
GRANT SELECT ON TABLE licensing.notice_licensors TO kept_probe;
GRANT SELECT(notice_id) ON TABLE licensing.notice_licensors TO kept_base;
GRANT SELECT(licensor_id) ON TABLE licensing.notice_licensors TO kept_base;
GRANT SELECT(product_id) ON TABLE licensing.notice_licensors TO kept_base;
GRANT SELECT(fields) ON TABLE licensing.notice_licensors TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.order_events TO kept_base;
GRANT SELECT ON TABLE licensing.order_events TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.order_events TO kept_base;
GRANT SELECT(order_id) ON TABLE licensing.order_events TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.order_events TO kept_base;
GRANT SELECT(at) ON TABLE licensing.order_events TO kept_base;
GRANT SELECT(actor_kind) ON TABLE licensing.order_events TO kept_base;
GRANT SELECT(actor_id) ON TABLE licensing.order_events TO kept_base;
GRANT USAGE ON SEQUENCE licensing.order_events_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.order_licences TO kept_base;
GRANT SELECT ON TABLE licensing.order_licences TO kept_probe;
GRANT SELECT(order_id) ON TABLE licensing.order_licences TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.order_licences TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT ON TABLE licensing.order_questions TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(id) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(order_id) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(order_id) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(person_id) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(person_id) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(ledger_id) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(question) ON TABLE licensing.order_questions TO kept_customer_service;
GRANT SELECT(question) ON TABLE licensing.order_questions TO kept_legal;
GRANT SELECT(question) ON TABLE licensing.order_questions TO kept_rights;
GRANT SELECT(question) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(asked_at) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(asked_at) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(asked_by) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(answer) ON TABLE licensing.order_questions TO kept_customer_service;
GRANT SELECT(answer) ON TABLE licensing.order_questions TO kept_legal;
GRANT SELECT(answer) ON TABLE licensing.order_questions TO kept_rights;
GRANT SELECT(answer) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(answered_at) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(answered_at) ON TABLE licensing.order_questions TO kept_reseller;
GRANT SELECT(answered_by) ON TABLE licensing.order_questions TO kept_base;
GRANT SELECT(answered_by) ON TABLE licensing.order_questions TO kept_reseller;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.orders TO kept_base;
GRANT SELECT ON TABLE licensing.orders TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(id) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(number) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(number) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(kind) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(company_id) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(holder_company_id) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(holder_company_id) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(product_id) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(product_id) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(licence_kind) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(licence_kind) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(seats) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(seats) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(copies) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(copies) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(contract_id) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(contract_id) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(reference) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(reference) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(state) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(state) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(reason) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(reason) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(renewed_by_id) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(renewed_by_id) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(placed_at) ON TABLE licensing.orders TO kept_base;
GRANT SELECT(placed_at) ON TABLE licensing.orders TO kept_reseller;
GRANT SELECT(changed_at) ON TABLE licensing.orders TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.products TO kept_base;
GRANT SELECT ON TABLE licensing.products TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.products TO kept_base;
GRANT SELECT(id) ON TABLE licensing.products TO kept_reseller;
GRANT SELECT(id) ON TABLE licensing.products TO kept_buyer;
GRANT SELECT(code) ON TABLE licensing.products TO kept_base;
GRANT SELECT(code) ON TABLE licensing.products TO kept_reseller;
GRANT SELECT(code) ON TABLE licensing.products TO kept_buyer;
GRANT SELECT(name) ON TABLE licensing.products TO kept_base;
GRANT SELECT(name) ON TABLE licensing.products TO kept_reseller;
GRANT SELECT(name) ON TABLE licensing.products TO kept_buyer;
GRANT SELECT(created_at) ON TABLE licensing.products TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.products TO kept_reseller;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.pupil_labels TO kept_base;
GRANT SELECT ON TABLE licensing.pupil_labels TO kept_probe;
GRANT SELECT(label) ON TABLE licensing.pupil_labels TO kept_base;
GRANT SELECT(term_id) ON TABLE licensing.pupil_labels TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.registrations TO kept_base;
GRANT SELECT ON TABLE licensing.registrations TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(id) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(licence_id) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(company_id) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(company_id) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(person_id) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(person_id) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(notice_id) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(state) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(state) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(source_kind) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(given_at) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(given_at) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(company_name) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(email_key) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_authentication;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(email) ON TABLE licensing.registrations TO kept_operations;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(name) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(phone) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(phone) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(phone) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(phone) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(phone) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(phone) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_product_improvement;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(title) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_product_improvement;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(role) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(street) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(street) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(street) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(street) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(street) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(street) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(postal_code) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(postal_code) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(postal_code) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(postal_code) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(postal_code) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(postal_code) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(city) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(city) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(city) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(city) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(city) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(city) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(region) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(region) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(region) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(region) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(region) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(region) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(country) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_product_improvement;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(products_designed) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_registration;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_customer_service;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_support;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_marketing;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_product_improvement;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_licensor_obligation;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_legal;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_rights;
GRANT SELECT(primary_product) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(industry) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(industry) ON TABLE licensing.registrations TO kept_reseller;
GRANT SELECT(applied_at) ON TABLE licensing.registrations TO kept_base;
GRANT SELECT(disowned_at) ON TABLE licensing.registrations TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.release_files TO kept_base;
GRANT SELECT ON TABLE licensing.release_files TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(release_id) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(platform) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(file_name) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(state) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(bytes) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(received) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(sha256) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.release_files TO kept_base;
GRANT SELECT(changed_at) ON TABLE licensing.release_files TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.release_technologies TO kept_base;
GRANT SELECT ON TABLE licensing.release_technologies TO kept_probe;
GRANT SELECT(release_id) ON TABLE licensing.release_technologies TO kept_base;
GRANT SELECT(technology_id) ON TABLE licensing.release_technologies TO kept_base;
GRANT SELECT(embedded_at) ON TABLE licensing.release_technologies TO kept_base;
GRANT SELECT(removed_at) ON TABLE licensing.release_technologies TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.releases TO kept_base;
GRANT SELECT ON TABLE licensing.releases TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.releases TO kept_base;
GRANT SELECT(id) ON TABLE licensing.releases TO kept_reseller;
GRANT SELECT(id) ON TABLE licensing.releases TO kept_buyer;
GRANT SELECT(product_id) ON TABLE licensing.releases TO kept_base;
GRANT SELECT(product_id) ON TABLE licensing.releases TO kept_reseller;
GRANT SELECT(product_id) ON TABLE licensing.releases TO kept_buyer;
GRANT SELECT(version) ON TABLE licensing.releases TO kept_base;
GRANT SELECT(version) ON TABLE licensing.releases TO kept_reseller;
GRANT SELECT(version) ON TABLE licensing.releases TO kept_buyer;
GRANT SELECT(built_on) ON TABLE licensing.releases TO kept_base;
GRANT SELECT(built_on) ON TABLE licensing.releases TO kept_reseller;
GRANT SELECT(built_on) ON TABLE licensing.releases TO kept_buyer;
GRANT SELECT(created_at) ON TABLE licensing.releases TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.releases TO kept_reseller;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.reminders TO kept_base;
GRANT SELECT ON TABLE licensing.reminders TO kept_probe;
GRANT SELECT(contract_id) ON TABLE licensing.reminders TO kept_base;
GRANT SELECT(days) ON TABLE licensing.reminders TO kept_base;
GRANT SELECT(recipient_kind) ON TABLE licensing.reminders TO kept_base;
GRANT SELECT(ledger_id) ON TABLE licensing.reminders TO kept_base;
GRANT SELECT(sent_at) ON TABLE licensing.reminders TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.replacements TO kept_base;
GRANT SELECT ON TABLE licensing.replacements TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.replacements TO kept_base;
GRANT SELECT(by_licence_id) ON TABLE licensing.replacements TO kept_base;
GRANT SELECT(at) ON TABLE licensing.replacements TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.reported TO kept_base;
GRANT SELECT ON TABLE licensing.reported TO kept_probe;
GRANT SELECT(contract_id) ON TABLE licensing.reported TO kept_base;
GRANT SELECT(registration_id) ON TABLE licensing.reported TO kept_base;
GRANT SELECT(report_id) ON TABLE licensing.reported TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.reports TO kept_base;
GRANT SELECT ON TABLE licensing.reports TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(recipient_id) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(contract_id) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(from_at) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(until_at) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(registrations) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(content_sha256) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(queued_at) ON TABLE licensing.reports TO kept_base;
GRANT SELECT(approved_by) ON TABLE licensing.reports TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.school_licences TO kept_base;
GRANT SELECT ON TABLE licensing.school_licences TO kept_probe;
GRANT SELECT(licence_id) ON TABLE licensing.school_licences TO kept_base;
GRANT SELECT(since) ON TABLE licensing.school_licences TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.school_terms TO kept_base;
GRANT SELECT ON TABLE licensing.school_terms TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.school_terms TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.school_terms TO kept_base;
GRANT SELECT(starts_on) ON TABLE licensing.school_terms TO kept_base;
GRANT SELECT(ends_on) ON TABLE licensing.school_terms TO kept_base;
GRANT SELECT(made_at) ON TABLE licensing.school_terms TO kept_base;
GRANT SELECT(ended_at) ON TABLE licensing.school_terms TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.screening_entries TO kept_base;
GRANT SELECT ON TABLE licensing.screening_entries TO kept_probe;
GRANT SELECT(list_id) ON TABLE licensing.screening_entries TO kept_base;
GRANT SELECT("position") ON TABLE licensing.screening_entries TO kept_base;
GRANT SELECT(reference) ON TABLE licensing.screening_entries TO kept_base;
GRANT SELECT(country) ON TABLE licensing.screening_entries TO kept_base;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_registration;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_customer_service;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_support;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_marketing;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_licensor_obligation;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_legal;
GRANT SELECT(names) ON TABLE licensing.screening_entries TO kept_rights;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT ON TABLE licensing.screening_hits TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(list_name) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(reference) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(matched) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(score) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(occasion) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(company_name) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(country) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(found_at) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(first_by) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(first_at) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(released_by) ON TABLE licensing.screening_hits TO kept_base;
GRANT SELECT(released_at) ON TABLE licensing.screening_hits TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT ON TABLE licensing.screening_lists TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(name) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(entries) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(content_sha256) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(loaded_at) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(loaded_by) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(replaced_at) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(checked) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(to_check) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(checked_up_to) ON TABLE licensing.screening_lists TO kept_base;
GRANT SELECT(checked_at) ON TABLE licensing.screening_lists TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT ON TABLE licensing.seat_releases TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(licence_id) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(person_id) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(email_key) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(token_sha256) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(expires_at) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(used_at) ON TABLE licensing.seat_releases TO kept_base;
GRANT SELECT(activation_id) ON TABLE licensing.seat_releases TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.technologies TO kept_base;
GRANT SELECT ON TABLE licensing.technologies TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.technologies TO kept_base;
GRANT SELECT(name) ON TABLE licensing.technologies TO kept_base;
GRANT SELECT(licensor_id) ON TABLE licensing.technologies TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.technologies TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE licensing.templates TO kept_base;
GRANT SELECT ON TABLE licensing.templates TO kept_probe;
GRANT SELECT(id) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(product_id) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(name) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(kind) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(seats) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(term_days) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(maintenance_days) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(features) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(created_at) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(ended_at) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(floating) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(grace) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(machines) ON TABLE licensing.templates TO kept_base;
GRANT SELECT(meters) ON TABLE licensing.templates TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE platform.events TO kept_base;
GRANT SELECT ON TABLE platform.events TO kept_probe;
GRANT SELECT(id) ON TABLE platform.events TO kept_base;
GRANT SELECT(name) ON TABLE platform.events TO kept_base;
GRANT SELECT(payload) ON TABLE platform.events TO kept_base;
GRANT SELECT(at) ON TABLE platform.events TO kept_base;
GRANT SELECT(handled_at) ON TABLE platform.events TO kept_base;
GRANT SELECT(attempts) ON TABLE platform.events TO kept_base;
GRANT SELECT(retry_at) ON TABLE platform.events TO kept_base;
GRANT SELECT(failure) ON TABLE platform.events TO kept_base;
GRANT USAGE ON SEQUENCE platform.events_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE platform.idempotency TO kept_base;
GRANT SELECT ON TABLE platform.idempotency TO kept_probe;
GRANT SELECT(route) ON TABLE platform.idempotency TO kept_base;
GRANT SELECT(key_digest) ON TABLE platform.idempotency TO kept_base;
GRANT SELECT(request_digest) ON TABLE platform.idempotency TO kept_base;
GRANT SELECT(status) ON TABLE platform.idempotency TO kept_base;
GRANT SELECT(answer) ON TABLE platform.idempotency TO kept_base;
GRANT SELECT(at) ON TABLE platform.idempotency TO kept_base;
GRANT SELECT ON TABLE platform.installation TO kept_probe;
GRANT SELECT(id) ON TABLE platform.installation TO kept_base;
GRANT SELECT(role_prefix) ON TABLE platform.installation TO kept_base;
GRANT SELECT(set_config_revoked) ON TABLE platform.installation TO kept_base;
GRANT SELECT(grants_sha256) ON TABLE platform.installation TO kept_base;
GRANT SELECT(created_at) ON TABLE platform.installation TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT ON TABLE platform.mail_outbox TO kept_probe;
GRANT SELECT(id) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(ledger_id) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(kind) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_registration;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_authentication;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_customer_service;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_support;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_marketing;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_licensor_obligation;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_legal;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_rights;
GRANT SELECT(to_address) ON TABLE platform.mail_outbox TO kept_operations;
GRANT SELECT(subject) ON TABLE platform.mail_outbox TO kept_legal;
GRANT SELECT(subject) ON TABLE platform.mail_outbox TO kept_rights;
GRANT SELECT(subject) ON TABLE platform.mail_outbox TO kept_operations;
GRANT SELECT(body_text) ON TABLE platform.mail_outbox TO kept_legal;
GRANT SELECT(body_text) ON TABLE platform.mail_outbox TO kept_rights;
GRANT SELECT(body_text) ON TABLE platform.mail_outbox TO kept_operations;
GRANT SELECT(body_html) ON TABLE platform.mail_outbox TO kept_legal;
GRANT SELECT(body_html) ON TABLE platform.mail_outbox TO kept_rights;
GRANT SELECT(body_html) ON TABLE platform.mail_outbox TO kept_operations;
GRANT SELECT(attachments) ON TABLE platform.mail_outbox TO kept_legal;
GRANT SELECT(attachments) ON TABLE platform.mail_outbox TO kept_rights;
GRANT SELECT(attachments) ON TABLE platform.mail_outbox TO kept_operations;
GRANT SELECT(queued_at) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(state) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(attempts) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(retry_at) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(sent_at) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT(failure) ON TABLE platform.mail_outbox TO kept_base;
GRANT SELECT ON TABLE platform.migrations TO kept_probe;
GRANT SELECT(name) ON TABLE platform.migrations TO kept_base;
GRANT SELECT(sha256) ON TABLE platform.migrations TO kept_base;
GRANT SELECT(at) ON TABLE platform.migrations TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE platform.rewrites TO kept_base;
GRANT SELECT ON TABLE platform.rewrites TO kept_probe;
GRANT SELECT(id) ON TABLE platform.rewrites TO kept_base;
GRANT SELECT(tables) ON TABLE platform.rewrites TO kept_base;
GRANT SELECT(asked_at) ON TABLE platform.rewrites TO kept_base;
GRANT SELECT(by_day) ON TABLE platform.rewrites TO kept_base;
GRANT SELECT(done_at) ON TABLE platform.rewrites TO kept_base;
GRANT SELECT(wal_done) ON TABLE platform.rewrites TO kept_base;
GRANT INSERT ON TABLE policy.attestations TO kept_base;
GRANT SELECT ON TABLE policy.attestations TO kept_probe;
GRANT SELECT(id) ON TABLE policy.attestations TO kept_base;
GRANT SELECT(demand) ON TABLE policy.attestations TO kept_base;
GRANT SELECT(attested_by) ON TABLE policy.attestations TO kept_base;
GRANT SELECT(statement) ON TABLE policy.attestations TO kept_base;
GRANT SELECT(at) ON TABLE policy.attestations TO kept_base;
GRANT SELECT(attested_role) ON TABLE policy.attestations TO kept_base;
GRANT SELECT(until) ON TABLE policy.attestations TO kept_base;
GRANT USAGE ON SEQUENCE policy.attestations_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.closed_uses TO kept_base;
GRANT SELECT ON TABLE policy.closed_uses TO kept_probe;
GRANT SELECT(use) ON TABLE policy.closed_uses TO kept_base;
GRANT SELECT(since) ON TABLE policy.closed_uses TO kept_base;
GRANT SELECT(notice_id) ON TABLE policy.closed_uses TO kept_base;
GRANT INSERT ON TABLE policy.draft_ends TO kept_base;
GRANT SELECT ON TABLE policy.draft_ends TO kept_probe;
GRANT SELECT(draft_id) ON TABLE policy.draft_ends TO kept_base;
GRANT SELECT(drafted_by) ON TABLE policy.draft_ends TO kept_base;
GRANT SELECT(how) ON TABLE policy.draft_ends TO kept_base;
GRANT SELECT(ended_by) ON TABLE policy.draft_ends TO kept_base;
GRANT SELECT(ended_at) ON TABLE policy.draft_ends TO kept_base;
GRANT SELECT(notice_id) ON TABLE policy.draft_ends TO kept_base;
GRANT INSERT ON TABLE policy.drafts TO kept_base;
GRANT SELECT ON TABLE policy.drafts TO kept_probe;
GRANT SELECT(id) ON TABLE policy.drafts TO kept_base;
GRANT SELECT(sha256) ON TABLE policy.drafts TO kept_base;
GRANT SELECT(effective_at) ON TABLE policy.drafts TO kept_base;
GRANT SELECT(drafted_by) ON TABLE policy.drafts TO kept_base;
GRANT SELECT(drafted_at) ON TABLE policy.drafts TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT ON TABLE policy.incident_notices TO kept_probe;
GRANT SELECT(id) ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT(incident_id) ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT(told) ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT(told_on) ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT(reference) ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT(noted_by) ON TABLE policy.incident_notices TO kept_base;
GRANT SELECT(noted_at) ON TABLE policy.incident_notices TO kept_base;
GRANT USAGE ON SEQUENCE policy.incident_notices_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.incidents TO kept_base;
GRANT SELECT ON TABLE policy.incidents TO kept_probe;
GRANT SELECT(id) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(demand) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(opened_at) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(due_at) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(alarmed_at) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(mended_at) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(closed_at) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(closed_by) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(cause) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(title) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(recorded_by) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(fields) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(open_from) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(open_until) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(people) ON TABLE policy.incidents TO kept_base;
GRANT SELECT(people_at) ON TABLE policy.incidents TO kept_base;
GRANT USAGE ON SEQUENCE policy.incidents_id_seq TO kept_base;
GRANT INSERT ON TABLE policy.log_checkpoints TO kept_base;
GRANT SELECT ON TABLE policy.log_checkpoints TO kept_probe;
GRANT SELECT(size) ON TABLE policy.log_checkpoints TO kept_base;
GRANT SELECT(root) ON TABLE policy.log_checkpoints TO kept_base;
GRANT SELECT(note) ON TABLE policy.log_checkpoints TO kept_base;
GRANT SELECT(at) ON TABLE policy.log_checkpoints TO kept_base;
GRANT INSERT ON TABLE policy.log_erased TO kept_base;
GRANT SELECT ON TABLE policy.log_erased TO kept_probe;
GRANT SELECT(id) ON TABLE policy.log_erased TO kept_base;
GRANT SELECT(leaf_index) ON TABLE policy.log_erased TO kept_base;
GRANT SELECT(at) ON TABLE policy.log_erased TO kept_base;
GRANT SELECT(basis) ON TABLE policy.log_erased TO kept_base;
GRANT INSERT ON TABLE policy.log_keys TO kept_base;
GRANT SELECT ON TABLE policy.log_keys TO kept_probe;
GRANT SELECT(name) ON TABLE policy.log_keys TO kept_base;
GRANT SELECT(public_key) ON TABLE policy.log_keys TO kept_base;
GRANT SELECT(since) ON TABLE policy.log_keys TO kept_base;
GRANT INSERT ON TABLE policy.log_leaves TO kept_base;
GRANT SELECT ON TABLE policy.log_leaves TO kept_probe;
GRANT SELECT(leaf_index) ON TABLE policy.log_leaves TO kept_base;
GRANT SELECT(hash) ON TABLE policy.log_leaves TO kept_base;
GRANT INSERT ON TABLE policy.log_nodes TO kept_base;
GRANT SELECT ON TABLE policy.log_nodes TO kept_probe;
GRANT SELECT(level) ON TABLE policy.log_nodes TO kept_base;
GRANT SELECT(node_index) ON TABLE policy.log_nodes TO kept_base;
GRANT SELECT(hash) ON TABLE policy.log_nodes TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.log_rows TO kept_base;
GRANT SELECT ON TABLE policy.log_rows TO kept_probe;
GRANT SELECT(source) ON TABLE policy.log_rows TO kept_base;
GRANT SELECT(key) ON TABLE policy.log_rows TO kept_base;
GRANT SELECT(leaf_index) ON TABLE policy.log_rows TO kept_base;
GRANT SELECT(nonce) ON TABLE policy.log_rows TO kept_base;
GRANT INSERT ON TABLE policy.notices TO kept_base;
GRANT SELECT ON TABLE policy.notices TO kept_probe;
GRANT SELECT(id) ON TABLE policy.notices TO kept_base;
GRANT SELECT(kind) ON TABLE policy.notices TO kept_base;
GRANT SELECT(version) ON TABLE policy.notices TO kept_base;
GRANT SELECT(sha256) ON TABLE policy.notices TO kept_base;
GRANT SELECT(body) ON TABLE policy.notices TO kept_base;
GRANT SELECT(effective_at) ON TABLE policy.notices TO kept_base;
GRANT SELECT(published_at) ON TABLE policy.notices TO kept_base;
GRANT SELECT(published_by) ON TABLE policy.notices TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.outside_links TO kept_base;
GRANT SELECT ON TABLE policy.outside_links TO kept_probe;
GRANT SELECT(id) ON TABLE policy.outside_links TO kept_base;
GRANT SELECT(url) ON TABLE policy.outside_links TO kept_base;
GRANT SELECT(party) ON TABLE policy.outside_links TO kept_base;
GRANT SELECT(created_at) ON TABLE policy.outside_links TO kept_base;
GRANT INSERT ON TABLE policy.proofs TO kept_base;
GRANT SELECT ON TABLE policy.proofs TO kept_probe;
GRANT SELECT(id) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(clause) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(demand) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(verdict) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(examined) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(counted) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(counterexamples) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(cause) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(probe_version) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(started_at) ON TABLE policy.proofs TO kept_base;
GRANT SELECT(finished_at) ON TABLE policy.proofs TO kept_base;
GRANT USAGE ON SEQUENCE policy.proofs_id_seq TO kept_base;
GRANT INSERT ON TABLE policy.sabotages TO kept_base;
GRANT SELECT ON TABLE policy.sabotages TO kept_probe;
GRANT SELECT(id) ON TABLE policy.sabotages TO kept_base;
GRANT SELECT(demand) ON TABLE policy.sabotages TO kept_base;
GRANT SELECT(red) ON TABLE policy.sabotages TO kept_base;
GRANT SELECT(green_before) ON TABLE policy.sabotages TO kept_base;
GRANT SELECT(detail) ON TABLE policy.sabotages TO kept_base;
GRANT SELECT(probe_version) ON TABLE policy.sabotages TO kept_base;
GRANT SELECT(at) ON TABLE policy.sabotages TO kept_base;
GRANT USAGE ON SEQUENCE policy.sabotages_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.stores TO kept_base;
GRANT SELECT ON TABLE policy.stores TO kept_probe;
GRANT SELECT(id) ON TABLE policy.stores TO kept_base;
GRANT SELECT(name) ON TABLE policy.stores TO kept_base;
GRANT SELECT(holds) ON TABLE policy.stores TO kept_base;
GRANT SELECT(country) ON TABLE policy.stores TO kept_base;
GRANT SELECT(processor_id) ON TABLE policy.stores TO kept_base;
GRANT SELECT(changed_at) ON TABLE policy.stores TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.vendor TO kept_base;
GRANT SELECT ON TABLE policy.vendor TO kept_probe;
GRANT SELECT(id) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(name) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(address) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(country) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(phone) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(privacy_mailbox) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(remove_mailbox) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(office_countries) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(time_zone) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(accent_color) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(demo) ON TABLE policy.vendor TO kept_base;
GRANT SELECT(changed_at) ON TABLE policy.vendor TO kept_base;
GRANT INSERT ON TABLE policy.version_changes TO kept_base;
GRANT SELECT ON TABLE policy.version_changes TO kept_probe;
GRANT SELECT(notice_id) ON TABLE policy.version_changes TO kept_base;
GRANT SELECT("position") ON TABLE policy.version_changes TO kept_base;
GRANT SELECT(section) ON TABLE policy.version_changes TO kept_base;
GRANT SELECT(heading) ON TABLE policy.version_changes TO kept_base;
GRANT SELECT(categories) ON TABLE policy.version_changes TO kept_base;
GRANT INSERT ON TABLE policy.version_uses TO kept_base;
GRANT SELECT ON TABLE policy.version_uses TO kept_probe;
GRANT SELECT(notice_id) ON TABLE policy.version_uses TO kept_base;
GRANT SELECT(use) ON TABLE policy.version_uses TO kept_base;
GRANT SELECT(category) ON TABLE policy.version_uses TO kept_base;
GRANT SELECT(new) ON TABLE policy.version_uses TO kept_base;
GRANT SELECT ON TABLE policy.versions_before_approval TO kept_probe;
GRANT SELECT(notice_id) ON TABLE policy.versions_before_approval TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE policy.witness_tellings TO kept_base;
GRANT SELECT ON TABLE policy.witness_tellings TO kept_probe;
GRANT SELECT(witness_id) ON TABLE policy.witness_tellings TO kept_base;
GRANT SELECT(way) ON TABLE policy.witness_tellings TO kept_base;
GRANT SELECT(size) ON TABLE policy.witness_tellings TO kept_base;
GRANT SELECT(at) ON TABLE policy.witness_tellings TO kept_base;
GRANT SELECT(taken) ON TABLE policy.witness_tellings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.assignments TO kept_base;
GRANT SELECT ON TABLE resellers.assignments TO kept_probe;
GRANT SELECT(id) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(customer_company_id) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(reseller_company_id) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(basis) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(since) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(until) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(territory_id) ON TABLE resellers.assignments TO kept_base;
GRANT SELECT(reason) ON TABLE resellers.assignments TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT ON TABLE resellers.lead_offers TO kept_probe;
GRANT SELECT(id) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(id) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(lead_id) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(lead_id) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(reseller_company_id) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(reseller_company_id) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(territory_id) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(territory_id) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(reason) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(reason) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(ledger_id) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(offered_at) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(offered_at) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(due_at) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(due_at) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(reminded_at) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(reminded_at) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(state) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(state) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(answered_at) ON TABLE resellers.lead_offers TO kept_base;
GRANT SELECT(answered_at) ON TABLE resellers.lead_offers TO kept_reseller;
GRANT SELECT(answered_by) ON TABLE resellers.lead_offers TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.leads TO kept_base;
GRANT SELECT ON TABLE resellers.leads TO kept_probe;
GRANT SELECT(id) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(id) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(company_id) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(company_id) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(person_id) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(source) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(source) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(interest) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(interest) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(product_id) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(product_id) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(company_name) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(company_name) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(country) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(country) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(region) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(region) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(industry) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(industry) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(state) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(state) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(holder_company_id) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(holder_company_id) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(outcome) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(outcome) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(created_at) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(created_at) ON TABLE resellers.leads TO kept_reseller;
GRANT SELECT(changed_at) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(actor_kind) ON TABLE resellers.leads TO kept_base;
GRANT SELECT(actor_id) ON TABLE resellers.leads TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT ON TABLE resellers.reassigned TO kept_probe;
GRANT SELECT(reassignment_id) ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT(customer_company_id) ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT(state) ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT(basis) ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT(territory_id) ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT(reason) ON TABLE resellers.reassigned TO kept_base;
GRANT SELECT(assignment_id) ON TABLE resellers.reassigned TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT ON TABLE resellers.reassignment_tellings TO kept_probe;
GRANT SELECT(reassignment_id) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT(what) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT(reseller_company_id) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT(customers) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT(outcome) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT(ledger_id) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT SELECT(at) ON TABLE resellers.reassignment_tellings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.reassignments TO kept_base;
GRANT SELECT ON TABLE resellers.reassignments TO kept_probe;
GRANT SELECT(id) ON TABLE resellers.reassignments TO kept_base;
GRANT SELECT(from_company_id) ON TABLE resellers.reassignments TO kept_base;
GRANT SELECT(to_company_id) ON TABLE resellers.reassignments TO kept_base;
GRANT SELECT(state) ON TABLE resellers.reassignments TO kept_base;
GRANT SELECT(created_at) ON TABLE resellers.reassignments TO kept_base;
GRANT SELECT(ended_at) ON TABLE resellers.reassignments TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.resellers TO kept_base;
GRANT SELECT ON TABLE resellers.resellers TO kept_probe;
GRANT SELECT(company_id) ON TABLE resellers.resellers TO kept_base;
GRANT SELECT(recipient_id) ON TABLE resellers.resellers TO kept_base;
GRANT SELECT(created_at) ON TABLE resellers.resellers TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.territories TO kept_base;
GRANT SELECT ON TABLE resellers.territories TO kept_probe;
GRANT SELECT(id) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(reseller_company_id) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(country) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(region) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(created_at) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(ended_at) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(postal_from) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(postal_to) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(industry) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(account) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(account_key) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(priority) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(from_on) ON TABLE resellers.territories TO kept_base;
GRANT SELECT(until_on) ON TABLE resellers.territories TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE resellers.tiers TO kept_base;
GRANT SELECT ON TABLE resellers.tiers TO kept_probe;
GRANT SELECT(id) ON TABLE resellers.tiers TO kept_base;
GRANT SELECT(reseller_company_id) ON TABLE resellers.tiers TO kept_base;
GRANT SELECT(distributor_company_id) ON TABLE resellers.tiers TO kept_base;
GRANT SELECT(since) ON TABLE resellers.tiers TO kept_base;
GRANT SELECT(until) ON TABLE resellers.tiers TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.agents TO kept_base;
GRANT SELECT ON TABLE rights.agents TO kept_probe;
GRANT SELECT(request_id) ON TABLE rights.agents TO kept_base;
GRANT SELECT(kind) ON TABLE rights.agents TO kept_base;
GRANT SELECT(name) ON TABLE rights.agents TO kept_legal;
GRANT SELECT(name) ON TABLE rights.agents TO kept_rights;
GRANT SELECT(name) ON TABLE rights.agents TO kept_operations;
GRANT SELECT(mailbox) ON TABLE rights.agents TO kept_legal;
GRANT SELECT(mailbox) ON TABLE rights.agents TO kept_rights;
GRANT SELECT(mailbox) ON TABLE rights.agents TO kept_operations;
GRANT SELECT(mandate) ON TABLE rights.agents TO kept_legal;
GRANT SELECT(mandate) ON TABLE rights.agents TO kept_rights;
GRANT SELECT(mandate) ON TABLE rights.agents TO kept_operations;
GRANT SELECT(subject) ON TABLE rights.agents TO kept_legal;
GRANT SELECT(subject) ON TABLE rights.agents TO kept_rights;
GRANT SELECT(subject) ON TABLE rights.agents TO kept_operations;
GRANT SELECT(subject_key) ON TABLE rights.agents TO kept_base;
GRANT SELECT(covers_answer) ON TABLE rights.agents TO kept_base;
GRANT SELECT(confirmation) ON TABLE rights.agents TO kept_base;
GRANT SELECT(token_sha256) ON TABLE rights.agents TO kept_base;
GRANT SELECT(asked_at) ON TABLE rights.agents TO kept_base;
GRANT SELECT(token_expires_at) ON TABLE rights.agents TO kept_base;
GRANT SELECT(decided_at) ON TABLE rights.agents TO kept_base;
GRANT SELECT(decided_by) ON TABLE rights.agents TO kept_base;
GRANT SELECT(why) ON TABLE rights.agents TO kept_legal;
GRANT SELECT(why) ON TABLE rights.agents TO kept_rights;
GRANT SELECT(why) ON TABLE rights.agents TO kept_operations;
GRANT SELECT(answered_agent_at) ON TABLE rights.agents TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT ON TABLE rights.breach_notices TO kept_probe;
GRANT SELECT(id) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(incident_id) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(happened) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(consequences) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(measures) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(contact) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(fields) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(open_from) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(open_until) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(people) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(written_by) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(written_at) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(approved_by) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(approved_at) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(stopped_at) ON TABLE rights.breach_notices TO kept_base;
GRANT SELECT(finished_at) ON TABLE rights.breach_notices TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.breach_tellings TO kept_base;
GRANT SELECT ON TABLE rights.breach_tellings TO kept_probe;
GRANT SELECT(notice_id) ON TABLE rights.breach_tellings TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.breach_tellings TO kept_base;
GRANT SELECT(state) ON TABLE rights.breach_tellings TO kept_base;
GRANT SELECT(told_at) ON TABLE rights.breach_tellings TO kept_base;
GRANT SELECT(ledger_id) ON TABLE rights.breach_tellings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.children TO kept_base;
GRANT SELECT ON TABLE rights.children TO kept_probe;
GRANT SELECT(id) ON TABLE rights.children TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.children TO kept_base;
GRANT SELECT(reason) ON TABLE rights.children TO kept_base;
GRANT SELECT(sealed_at) ON TABLE rights.children TO kept_base;
GRANT SELECT(sealed_by) ON TABLE rights.children TO kept_base;
GRANT SELECT(check_by) ON TABLE rights.children TO kept_base;
GRANT SELECT(was_restricted) ON TABLE rights.children TO kept_base;
GRANT SELECT(was_objected) ON TABLE rights.children TO kept_base;
GRANT SELECT(outcome) ON TABLE rights.children TO kept_base;
GRANT SELECT(decided_at) ON TABLE rights.children TO kept_base;
GRANT SELECT(decided_by) ON TABLE rights.children TO kept_base;
GRANT SELECT(receipt) ON TABLE rights.children TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.correction_notices TO kept_base;
GRANT SELECT ON TABLE rights.correction_notices TO kept_probe;
GRANT SELECT(correction_id) ON TABLE rights.correction_notices TO kept_base;
GRANT SELECT(recipient_id) ON TABLE rights.correction_notices TO kept_base;
GRANT SELECT(state) ON TABLE rights.correction_notices TO kept_base;
GRANT SELECT(ledger_id) ON TABLE rights.correction_notices TO kept_base;
GRANT SELECT(at) ON TABLE rights.correction_notices TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.corrections TO kept_base;
GRANT SELECT ON TABLE rights.corrections TO kept_probe;
GRANT SELECT(id) ON TABLE rights.corrections TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.corrections TO kept_base;
GRANT SELECT(field) ON TABLE rights.corrections TO kept_base;
GRANT SELECT(at) ON TABLE rights.corrections TO kept_base;
GRANT SELECT(source_kind) ON TABLE rights.corrections TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.erasures TO kept_base;
GRANT SELECT ON TABLE rights.erasures TO kept_probe;
GRANT SELECT(id) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(number) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(request_id) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(cause) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(email_key) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(email_bytes) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(email_at) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(begun_at) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(erased_at) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(told) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(searched_at) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(found) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(rewrite_id) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(rewrite_by) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(bytes_at) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(bytes_found) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(backups_until) ON TABLE rights.erasures TO kept_base;
GRANT SELECT(receipt) ON TABLE rights.erasures TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.erasures_to_tell TO kept_base;
GRANT SELECT ON TABLE rights.erasures_to_tell TO kept_probe;
GRANT SELECT(erasure_id) ON TABLE rights.erasures_to_tell TO kept_base;
GRANT SELECT(recipient_id) ON TABLE rights.erasures_to_tell TO kept_base;
GRANT SELECT(fields) ON TABLE rights.erasures_to_tell TO kept_base;
GRANT SELECT(first_at) ON TABLE rights.erasures_to_tell TO kept_base;
GRANT SELECT(last_at) ON TABLE rights.erasures_to_tell TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.given TO kept_base;
GRANT SELECT ON TABLE rights.given TO kept_probe;
GRANT SELECT(giving_id) ON TABLE rights.given TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.given TO kept_base;
GRANT SELECT(fields) ON TABLE rights.given TO kept_base;
GRANT SELECT(ledger_id) ON TABLE rights.given TO kept_base;
GRANT SELECT(told) ON TABLE rights.given TO kept_base;
GRANT SELECT(told_at) ON TABLE rights.given TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.givings TO kept_base;
GRANT SELECT ON TABLE rights.givings TO kept_probe;
GRANT SELECT(id) ON TABLE rights.givings TO kept_base;
GRANT SELECT(demand_id) ON TABLE rights.givings TO kept_base;
GRANT SELECT(at) ON TABLE rights.givings TO kept_base;
GRANT SELECT(given_by) ON TABLE rights.givings TO kept_base;
GRANT SELECT(file_sha256) ON TABLE rights.givings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.holder_links TO kept_base;
GRANT SELECT ON TABLE rights.holder_links TO kept_probe;
GRANT SELECT(token_sha256) ON TABLE rights.holder_links TO kept_base;
GRANT SELECT(recipient_id) ON TABLE rights.holder_links TO kept_base;
GRANT SELECT(notice_ids) ON TABLE rights.holder_links TO kept_base;
GRANT SELECT(made_at) ON TABLE rights.holder_links TO kept_base;
GRANT SELECT(expires_at) ON TABLE rights.holder_links TO kept_base;
GRANT SELECT(asked_on) ON TABLE rights.holder_links TO kept_base;
GRANT SELECT(asked) ON TABLE rights.holder_links TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT ON TABLE rights.holder_notices TO kept_probe;
GRANT SELECT(id) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(id) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(kind) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(kind) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(person_id) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(recipient_id) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(recipient_id) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(holder_company_id) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(holder_company_id) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(subject) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(subject) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(happened_at) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(happened_at) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(state) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(state) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(ledger_id) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(told_at) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(told_at) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(reminders) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(reminders) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(reminded_at) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(reminded_at) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(acknowledged_at) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(acknowledged_at) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(acknowledged_how) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(acknowledged_how) ON TABLE rights.holder_notices TO kept_reseller;
GRANT SELECT(acknowledged_by) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(fields) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(first_at) ON TABLE rights.holder_notices TO kept_base;
GRANT SELECT(last_at) ON TABLE rights.holder_notices TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.holds TO kept_base;
GRANT SELECT ON TABLE rights.holds TO kept_probe;
GRANT SELECT(id) ON TABLE rights.holds TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.holds TO kept_base;
GRANT SELECT(category) ON TABLE rights.holds TO kept_base;
GRANT SELECT(reason) ON TABLE rights.holds TO kept_legal;
GRANT SELECT(reason) ON TABLE rights.holds TO kept_rights;
GRANT SELECT(reason) ON TABLE rights.holds TO kept_operations;
GRANT SELECT(set_by) ON TABLE rights.holds TO kept_base;
GRANT SELECT(since) ON TABLE rights.holds TO kept_base;
GRANT SELECT(until) ON TABLE rights.holds TO kept_base;
GRANT SELECT(ended_at) ON TABLE rights.holds TO kept_base;
GRANT SELECT(demand_id) ON TABLE rights.holds TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.legal_demand_approvals TO kept_base;
GRANT SELECT ON TABLE rights.legal_demand_approvals TO kept_probe;
GRANT SELECT(demand_id) ON TABLE rights.legal_demand_approvals TO kept_base;
GRANT SELECT(member_id) ON TABLE rights.legal_demand_approvals TO kept_base;
GRANT SELECT(at) ON TABLE rights.legal_demand_approvals TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.legal_demand_companies TO kept_base;
GRANT SELECT ON TABLE rights.legal_demand_companies TO kept_probe;
GRANT SELECT(demand_id) ON TABLE rights.legal_demand_companies TO kept_base;
GRANT SELECT(company_id) ON TABLE rights.legal_demand_companies TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.legal_demand_events TO kept_base;
GRANT SELECT ON TABLE rights.legal_demand_events TO kept_probe;
GRANT SELECT(id) ON TABLE rights.legal_demand_events TO kept_base;
GRANT SELECT(demand_id) ON TABLE rights.legal_demand_events TO kept_base;
GRANT SELECT(at) ON TABLE rights.legal_demand_events TO kept_base;
GRANT SELECT(kind) ON TABLE rights.legal_demand_events TO kept_base;
GRANT SELECT(actor_kind) ON TABLE rights.legal_demand_events TO kept_base;
GRANT SELECT(actor_id) ON TABLE rights.legal_demand_events TO kept_base;
GRANT USAGE ON SEQUENCE rights.legal_demand_events_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.legal_demand_looks TO kept_base;
GRANT SELECT ON TABLE rights.legal_demand_looks TO kept_probe;
GRANT SELECT(lookup_id) ON TABLE rights.legal_demand_looks TO kept_base;
GRANT SELECT(demand_id) ON TABLE rights.legal_demand_looks TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.legal_demand_looks TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.legal_demand_people TO kept_base;
GRANT SELECT ON TABLE rights.legal_demand_people TO kept_probe;
GRANT SELECT(demand_id) ON TABLE rights.legal_demand_people TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.legal_demand_people TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT ON TABLE rights.legal_demands TO kept_probe;
GRANT SELECT(id) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(number) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(authority_id) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(channel) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(received_on) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(due_on) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(state) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(recorded_by) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(recorded_at) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(approved_at) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(closed_at) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(withheld_until) ON TABLE rights.legal_demands TO kept_base;
GRANT SELECT(reference) ON TABLE rights.legal_demands TO kept_legal;
GRANT SELECT(reference) ON TABLE rights.legal_demands TO kept_rights;
GRANT SELECT(reference) ON TABLE rights.legal_demands TO kept_operations;
GRANT SELECT(basis) ON TABLE rights.legal_demands TO kept_legal;
GRANT SELECT(basis) ON TABLE rights.legal_demands TO kept_rights;
GRANT SELECT(basis) ON TABLE rights.legal_demands TO kept_operations;
GRANT SELECT(scope) ON TABLE rights.legal_demands TO kept_legal;
GRANT SELECT(scope) ON TABLE rights.legal_demands TO kept_rights;
GRANT SELECT(scope) ON TABLE rights.legal_demands TO kept_operations;
GRANT SELECT(refusal) ON TABLE rights.legal_demands TO kept_legal;
GRANT SELECT(refusal) ON TABLE rights.legal_demands TO kept_rights;
GRANT SELECT(refusal) ON TABLE rights.legal_demands TO kept_operations;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.links TO kept_base;
GRANT SELECT ON TABLE rights.links TO kept_probe;
GRANT SELECT(id) ON TABLE rights.links TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.links TO kept_base;
GRANT SELECT(token_sha256) ON TABLE rights.links TO kept_base;
GRANT SELECT(created_at) ON TABLE rights.links TO kept_base;
GRANT SELECT(expires_at) ON TABLE rights.links TO kept_base;
GRANT SELECT(used_at) ON TABLE rights.links TO kept_base;
GRANT SELECT(email_key) ON TABLE rights.links TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.mail_attachments TO kept_base;
GRANT SELECT ON TABLE rights.mail_attachments TO kept_probe;
GRANT SELECT(mail_id) ON TABLE rights.mail_attachments TO kept_base;
GRANT SELECT("position") ON TABLE rights.mail_attachments TO kept_base;
GRANT SELECT(name) ON TABLE rights.mail_attachments TO kept_legal;
GRANT SELECT(name) ON TABLE rights.mail_attachments TO kept_rights;
GRANT SELECT(name) ON TABLE rights.mail_attachments TO kept_operations;
GRANT SELECT(type) ON TABLE rights.mail_attachments TO kept_legal;
GRANT SELECT(type) ON TABLE rights.mail_attachments TO kept_rights;
GRANT SELECT(type) ON TABLE rights.mail_attachments TO kept_operations;
GRANT SELECT(bytes) ON TABLE rights.mail_attachments TO kept_base;
GRANT SELECT(content) ON TABLE rights.mail_attachments TO kept_legal;
GRANT SELECT(content) ON TABLE rights.mail_attachments TO kept_rights;
GRANT SELECT(content) ON TABLE rights.mail_attachments TO kept_operations;
GRANT SELECT(why_not) ON TABLE rights.mail_attachments TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.mails TO kept_base;
GRANT SELECT ON TABLE rights.mails TO kept_probe;
GRANT SELECT(id) ON TABLE rights.mails TO kept_base;
GRANT SELECT(key) ON TABLE rights.mails TO kept_base;
GRANT SELECT(mailbox) ON TABLE rights.mails TO kept_base;
GRANT SELECT(sort) ON TABLE rights.mails TO kept_base;
GRANT SELECT(received_at) ON TABLE rights.mails TO kept_base;
GRANT SELECT(sent_at) ON TABLE rights.mails TO kept_base;
GRANT SELECT(request_id) ON TABLE rights.mails TO kept_base;
GRANT SELECT(opt_out_id) ON TABLE rights.mails TO kept_base;
GRANT SELECT(sender_key) ON TABLE rights.mails TO kept_base;
GRANT SELECT(message_key) ON TABLE rights.mails TO kept_base;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_registration;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_authentication;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_customer_service;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_support;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_marketing;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_licensor_obligation;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_legal;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_rights;
GRANT SELECT(sender) ON TABLE rights.mails TO kept_operations;
GRANT SELECT(subject) ON TABLE rights.mails TO kept_legal;
GRANT SELECT(subject) ON TABLE rights.mails TO kept_rights;
GRANT SELECT(subject) ON TABLE rights.mails TO kept_operations;
GRANT SELECT(body) ON TABLE rights.mails TO kept_legal;
GRANT SELECT(body) ON TABLE rights.mails TO kept_rights;
GRANT SELECT(body) ON TABLE rights.mails TO kept_operations;
GRANT SELECT(cut) ON TABLE rights.mails TO kept_base;
GRANT SELECT(left_out) ON TABLE rights.mails TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.request_events TO kept_base;
GRANT SELECT ON TABLE rights.request_events TO kept_probe;
GRANT SELECT(id) ON TABLE rights.request_events TO kept_base;
GRANT SELECT(request_id) ON TABLE rights.request_events TO kept_base;
GRANT SELECT(at) ON TABLE rights.request_events TO kept_base;
GRANT SELECT(kind) ON TABLE rights.request_events TO kept_base;
GRANT SELECT(actor_kind) ON TABLE rights.request_events TO kept_base;
GRANT SELECT(actor_id) ON TABLE rights.request_events TO kept_base;
GRANT USAGE ON SEQUENCE rights.request_events_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.request_scans TO kept_base;
GRANT SELECT ON TABLE rights.request_scans TO kept_probe;
GRANT SELECT(request_id) ON TABLE rights.request_scans TO kept_base;
GRANT SELECT(type) ON TABLE rights.request_scans TO kept_base;
GRANT SELECT(content) ON TABLE rights.request_scans TO kept_legal;
GRANT SELECT(content) ON TABLE rights.request_scans TO kept_rights;
GRANT SELECT(content) ON TABLE rights.request_scans TO kept_operations;
GRANT SELECT(added_at) ON TABLE rights.request_scans TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.requests TO kept_base;
GRANT SELECT ON TABLE rights.requests TO kept_probe;
GRANT SELECT(id) ON TABLE rights.requests TO kept_base;
GRANT SELECT(number) ON TABLE rights.requests TO kept_base;
GRANT SELECT(kind) ON TABLE rights.requests TO kept_base;
GRANT SELECT(channel) ON TABLE rights.requests TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.requests TO kept_base;
GRANT SELECT(identity) ON TABLE rights.requests TO kept_base;
GRANT SELECT(law) ON TABLE rights.requests TO kept_base;
GRANT SELECT(rule) ON TABLE rights.requests TO kept_base;
GRANT SELECT(received_at) ON TABLE rights.requests TO kept_base;
GRANT SELECT(received_on) ON TABLE rights.requests TO kept_base;
GRANT SELECT(confirm_by) ON TABLE rights.requests TO kept_base;
GRANT SELECT(due_on) ON TABLE rights.requests TO kept_base;
GRANT SELECT(extended) ON TABLE rights.requests TO kept_base;
GRANT SELECT(state) ON TABLE rights.requests TO kept_base;
GRANT SELECT(refusal) ON TABLE rights.requests TO kept_base;
GRANT SELECT(confirmed_at) ON TABLE rights.requests TO kept_base;
GRANT SELECT(closed_at) ON TABLE rights.requests TO kept_base;
GRANT SELECT(wording) ON TABLE rights.requests TO kept_legal;
GRANT SELECT(wording) ON TABLE rights.requests TO kept_rights;
GRANT SELECT(wording) ON TABLE rights.requests TO kept_operations;
GRANT SELECT(asker) ON TABLE rights.requests TO kept_legal;
GRANT SELECT(asker) ON TABLE rights.requests TO kept_rights;
GRANT SELECT(asker) ON TABLE rights.requests TO kept_operations;
GRANT SELECT(extension) ON TABLE rights.requests TO kept_legal;
GRANT SELECT(extension) ON TABLE rights.requests TO kept_rights;
GRANT SELECT(extension) ON TABLE rights.requests TO kept_operations;
GRANT SELECT(answer) ON TABLE rights.requests TO kept_legal;
GRANT SELECT(answer) ON TABLE rights.requests TO kept_rights;
GRANT SELECT(answer) ON TABLE rights.requests TO kept_operations;
GRANT SELECT(receipt) ON TABLE rights.requests TO kept_base;
GRANT SELECT(kind_guessed) ON TABLE rights.requests TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.retention TO kept_base;
GRANT SELECT ON TABLE rights.retention TO kept_probe;
GRANT SELECT(category) ON TABLE rights.retention TO kept_base;
GRANT SELECT(tables) ON TABLE rights.retention TO kept_base;
GRANT SELECT(days) ON TABLE rights.retention TO kept_base;
GRANT SELECT(reason) ON TABLE rights.retention TO kept_base;
GRANT SELECT(fixed) ON TABLE rights.retention TO kept_base;
GRANT SELECT(changed_at) ON TABLE rights.retention TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.sittings TO kept_base;
GRANT SELECT ON TABLE rights.sittings TO kept_probe;
GRANT SELECT(id) ON TABLE rights.sittings TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.sittings TO kept_base;
GRANT SELECT(token_sha256) ON TABLE rights.sittings TO kept_base;
GRANT SELECT(created_at) ON TABLE rights.sittings TO kept_base;
GRANT SELECT(expires_at) ON TABLE rights.sittings TO kept_base;
GRANT SELECT(ended_at) ON TABLE rights.sittings TO kept_base;
GRANT SELECT(email_key) ON TABLE rights.sittings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT ON TABLE rights.telling_runs TO kept_probe;
GRANT SELECT(notice_id) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(version) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(begun_at) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(listed_at) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(stopped_at) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(finished_at) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(listing) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(listing_after) ON TABLE rights.telling_runs TO kept_base;
GRANT SELECT(listing_since) ON TABLE rights.telling_runs TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.tellings TO kept_base;
GRANT SELECT ON TABLE rights.tellings TO kept_probe;
GRANT SELECT(notice_id) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(person_id) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(listed_at) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(state) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(told_at) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(ledger_id) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(answer) ON TABLE rights.tellings TO kept_base;
GRANT SELECT(answered_at) ON TABLE rights.tellings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.unread_mails TO kept_base;
GRANT SELECT ON TABLE rights.unread_mails TO kept_probe;
GRANT SELECT(id) ON TABLE rights.unread_mails TO kept_base;
GRANT SELECT(at) ON TABLE rights.unread_mails TO kept_base;
GRANT SELECT(mailbox) ON TABLE rights.unread_mails TO kept_base;
GRANT SELECT(code) ON TABLE rights.unread_mails TO kept_base;
GRANT SELECT(bytes) ON TABLE rights.unread_mails TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE rights.withholdings TO kept_base;
GRANT SELECT ON TABLE rights.withholdings TO kept_probe;
GRANT SELECT(id) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(demand_id) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(until) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(asked_by) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(asked_at) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(approved_by) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(approved_at) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(dropped_at) ON TABLE rights.withholdings TO kept_base;
GRANT SELECT(basis) ON TABLE rights.withholdings TO kept_legal;
GRANT SELECT(basis) ON TABLE rights.withholdings TO kept_rights;
GRANT SELECT(basis) ON TABLE rights.withholdings TO kept_operations;
GRANT INSERT ON TABLE staff.audit TO kept_base;
GRANT SELECT ON TABLE staff.audit TO kept_probe;
GRANT SELECT(id) ON TABLE staff.audit TO kept_base;
GRANT SELECT(at) ON TABLE staff.audit TO kept_base;
GRANT SELECT(actor_kind) ON TABLE staff.audit TO kept_base;
GRANT SELECT(actor_id) ON TABLE staff.audit TO kept_base;
GRANT SELECT(action) ON TABLE staff.audit TO kept_base;
GRANT SELECT(about_kind) ON TABLE staff.audit TO kept_base;
GRANT SELECT(about_id) ON TABLE staff.audit TO kept_base;
GRANT SELECT(detail) ON TABLE staff.audit TO kept_base;
GRANT USAGE ON SEQUENCE staff.audit_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.invitations TO kept_base;
GRANT SELECT ON TABLE staff.invitations TO kept_probe;
GRANT SELECT(id) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(role) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(company_id) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_registration;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_authentication;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_customer_service;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_support;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_marketing;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_licensor_obligation;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_legal;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_rights;
GRANT SELECT(email) ON TABLE staff.invitations TO kept_operations;
GRANT SELECT(token_sha256) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(invited_by) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(created_at) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(expires_at) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(used_at) ON TABLE staff.invitations TO kept_base;
GRANT SELECT(evidence) ON TABLE staff.invitations TO kept_legal;
GRANT SELECT(evidence) ON TABLE staff.invitations TO kept_rights;
GRANT SELECT(evidence) ON TABLE staff.invitations TO kept_operations;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.members TO kept_base;
GRANT SELECT ON TABLE staff.members TO kept_probe;
GRANT SELECT(id) ON TABLE staff.members TO kept_base;
GRANT SELECT(account_id) ON TABLE staff.members TO kept_base;
GRANT SELECT(role) ON TABLE staff.members TO kept_base;
GRANT SELECT(company_id) ON TABLE staff.members TO kept_base;
GRANT SELECT(created_at) ON TABLE staff.members TO kept_base;
GRANT SELECT(disabled_at) ON TABLE staff.members TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT ON TABLE staff.outside_roles TO kept_probe;
GRANT SELECT(id) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(domain) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(claim) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(claim_value) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(role) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(company_id) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(created_by) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(created_at) ON TABLE staff.outside_roles TO kept_base;
GRANT SELECT(ended_at) ON TABLE staff.outside_roles TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.tokens TO kept_base;
GRANT SELECT ON TABLE staff.tokens TO kept_probe;
GRANT SELECT(id) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(name) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(token_sha256) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(scopes) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(created_at) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(expires_at) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(revoked_at) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(last_used_on) ON TABLE staff.tokens TO kept_base;
GRANT SELECT(replaced_by) ON TABLE staff.tokens TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT ON TABLE staff.webhook_deliveries TO kept_probe;
GRANT SELECT(id) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(webhook_id) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(event_id) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(kind) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(body) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(happened_at) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(state) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(tries) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(next_at) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(ended_at) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT SELECT(ledger_id) ON TABLE staff.webhook_deliveries TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.webhook_tries TO kept_base;
GRANT SELECT ON TABLE staff.webhook_tries TO kept_probe;
GRANT SELECT(id) ON TABLE staff.webhook_tries TO kept_base;
GRANT SELECT(delivery_id) ON TABLE staff.webhook_tries TO kept_base;
GRANT SELECT(at) ON TABLE staff.webhook_tries TO kept_base;
GRANT SELECT(ms) ON TABLE staff.webhook_tries TO kept_base;
GRANT SELECT(status) ON TABLE staff.webhook_tries TO kept_base;
GRANT SELECT(fault) ON TABLE staff.webhook_tries TO kept_base;
GRANT USAGE ON SEQUENCE staff.webhook_tries_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE staff.webhooks TO kept_base;
GRANT SELECT ON TABLE staff.webhooks TO kept_probe;
GRANT SELECT(id) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(recipient_id) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(name) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(url) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(kinds) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(created_at) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(secret) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(secret_since) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(old_secret) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(old_until) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(failing_since) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(stopped_at) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(stopped_why) ON TABLE staff.webhooks TO kept_base;
GRANT SELECT(ended_at) ON TABLE staff.webhooks TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.annotations TO kept_base;
GRANT SELECT ON TABLE statistics.annotations TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.annotations TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics.annotations TO kept_base;
GRANT SELECT(on_day) ON TABLE statistics.annotations TO kept_base;
GRANT SELECT(kind) ON TABLE statistics.annotations TO kept_base;
GRANT SELECT(words) ON TABLE statistics.annotations TO kept_base;
GRANT SELECT(created_by) ON TABLE statistics.annotations TO kept_base;
GRANT SELECT(created_at) ON TABLE statistics.annotations TO kept_base;
GRANT USAGE ON SEQUENCE statistics.cell_writings TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.cells TO kept_base;
GRANT SELECT ON TABLE statistics.cells TO kept_probe;
GRANT SELECT(site_id) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(origin) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(dimension) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(period) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(starts_on) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(value_ids) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(second_ids) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(visits) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(views) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(bounces) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(seconds) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(amounts) ON TABLE statistics.cells TO kept_base;
GRANT SELECT(writing) ON TABLE statistics.cells TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.days TO kept_base;
GRANT SELECT ON TABLE statistics.days TO kept_probe;
GRANT SELECT(site_id) ON TABLE statistics.days TO kept_base;
GRANT SELECT(origin) ON TABLE statistics.days TO kept_base;
GRANT SELECT(day) ON TABLE statistics.days TO kept_base;
GRANT SELECT(visits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(visitors) ON TABLE statistics.days TO kept_base;
GRANT SELECT(visitors_exact) ON TABLE statistics.days TO kept_base;
GRANT SELECT(views) ON TABLE statistics.days TO kept_base;
GRANT SELECT(bounces) ON TABLE statistics.days TO kept_base;
GRANT SELECT(one_page) ON TABLE statistics.days TO kept_base;
GRANT SELECT(span_seconds) ON TABLE statistics.days TO kept_base;
GRANT SELECT(span_seconds_many) ON TABLE statistics.days TO kept_base;
GRANT SELECT(engaged_seconds) ON TABLE statistics.days TO kept_base;
GRANT SELECT(engaged_seconds_many) ON TABLE statistics.days TO kept_base;
GRANT SELECT(engaged_visits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(engaged_visits_many) ON TABLE statistics.days TO kept_base;
GRANT SELECT(span_steps) ON TABLE statistics.days TO kept_base;
GRANT SELECT(engaged_steps) ON TABLE statistics.days TO kept_base;
GRANT SELECT(goals) ON TABLE statistics.days TO kept_base;
GRANT SELECT(bot_hits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(refused_hits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(own_hits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(bad_lines) ON TABLE statistics.days TO kept_base;
GRANT SELECT(log_only_visits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(beacon_only_visits) ON TABLE statistics.days TO kept_base;
GRANT SELECT(closed) ON TABLE statistics.days TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT ON TABLE statistics.import_runs TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(origin) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(server) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(files) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(lines) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(bad_lines) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(known_lines) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(first_day) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(last_day) ON TABLE statistics.import_runs TO kept_base;
GRANT SELECT(imported_at) ON TABLE statistics.import_runs TO kept_base;
GRANT USAGE ON SEQUENCE statistics.import_runs_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.imports TO kept_base;
GRANT SELECT ON TABLE statistics.imports TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(origin) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(server) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(first_at) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(last_at) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(bytes) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(lines) ON TABLE statistics.imports TO kept_base;
GRANT SELECT(imported_at) ON TABLE statistics.imports TO kept_base;
GRANT USAGE ON SEQUENCE statistics.imports_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT ON TABLE statistics.mail_reports TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT(member_id) ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT(every) ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT(created_by) ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT(created_at) ON TABLE statistics.mail_reports TO kept_base;
GRANT SELECT(sent_for) ON TABLE statistics.mail_reports TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.saved_views TO kept_base;
GRANT SELECT ON TABLE statistics.saved_views TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.saved_views TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics.saved_views TO kept_base;
GRANT SELECT(name) ON TABLE statistics.saved_views TO kept_base;
GRANT SELECT(search) ON TABLE statistics.saved_views TO kept_base;
GRANT SELECT(created_by) ON TABLE statistics.saved_views TO kept_base;
GRANT SELECT(created_at) ON TABLE statistics.saved_views TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT ON TABLE statistics.shared_links TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(name) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(token_sha256) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(days) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(origin) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(dimensions) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(created_by) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(created_at) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(expires_at) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(ended_at) ON TABLE statistics.shared_links TO kept_base;
GRANT SELECT(last_opened_on) ON TABLE statistics.shared_links TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics.sites TO kept_base;
GRANT SELECT ON TABLE statistics.sites TO kept_probe;
GRANT SELECT(id) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(slug) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(name) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(hosts) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(time_zone) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(settings) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(created_at) ON TABLE statistics.sites TO kept_base;
GRANT SELECT(ended_at) ON TABLE statistics.sites TO kept_base;
GRANT USAGE ON SEQUENCE statistics.sites_id_seq TO kept_base;
GRANT INSERT,DELETE,UPDATE ON TABLE statistics."values" TO kept_base;
GRANT SELECT ON TABLE statistics."values" TO kept_probe;
GRANT SELECT(id) ON TABLE statistics."values" TO kept_base;
GRANT SELECT(site_id) ON TABLE statistics."values" TO kept_base;
GRANT SELECT(dimension) ON TABLE statistics."values" TO kept_base;
GRANT SELECT(value) ON TABLE statistics."values" TO kept_base;
GRANT USAGE ON SEQUENCE statistics.values_id_seq TO kept_base;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: -
--

ALTER DEFAULT PRIVILEGES FOR ROLE kept_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

--
-- PostgreSQL database dump complete
--
