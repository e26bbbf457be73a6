-- The evidence log: a Merkle tree (RFC 9162) over rows that are only ever added. docs/evidence-log.md says how it is made.

-- Hashes of the leaves, without a gap from 0.
CREATE TABLE policy.log_leaves (
  leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
  hash bytea NOT NULL CHECK (length(hash) = 32)
);
SELECT platform.label('policy.log_leaves', 'not personal', 'leaf_index hash');

-- Of the inner nodes every fourth level: node n of level l is over the 2^l leaves from n * 2^l.
CREATE TABLE policy.log_nodes (
  level smallint NOT NULL CHECK (level % 4 = 0 AND level > 0),
  node_index bigint NOT NULL CHECK (node_index >= 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, node_index)
);
SELECT platform.label('policy.log_nodes', 'not personal', 'level node_index hash');

-- Which row is which leaf, and the nonce without which the leaf tells nothing. Erasure takes the nonce and leaves the leaf.
CREATE TABLE policy.log_rows (
  source text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  leaf_index bigint NOT NULL,
  nonce bytea CHECK (length(nonce) = 32),
  PRIMARY KEY (source, key)
);
SELECT platform.label('policy.log_rows', 'not personal', 'source key leaf_index nonce');

-- Leaves whose nonce was taken: a row of the log itself, so that a nonce cannot be lost unnoticed.
CREATE TABLE policy.log_erased (
  id uuid PRIMARY KEY,
  leaf_index bigint NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  basis text NOT NULL
);
SELECT platform.label('policy.log_erased', 'not personal', 'id leaf_index at basis');

-- Signed heads of the log, as they were given out.
CREATE TABLE policy.log_checkpoints (
  size bigint PRIMARY KEY CHECK (size > 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  note text NOT NULL,
  at timestamptz NOT NULL
);
SELECT platform.label('policy.log_checkpoints', 'not personal', 'size root note at');

-- Public keys that checkpoints were signed with, by the name that stands in them.
CREATE TABLE policy.log_keys (
  name text PRIMARY KEY,
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  since timestamptz NOT NULL
);
SELECT platform.label('policy.log_keys', 'not personal', 'name public_key since');

CREATE FUNCTION policy.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the evidence log is append only' USING ERRCODE = 'KP001';
END $$;
CREATE TRIGGER log_leaves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy.log_leaves
  FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();
CREATE TRIGGER log_nodes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy.log_nodes
  FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();
CREATE TRIGGER log_erased_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy.log_erased
  FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();
CREATE TRIGGER log_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy.log_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();
CREATE TRIGGER log_keys_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy.log_keys
  FOR EACH STATEMENT EXECUTE FUNCTION policy.refuse_change();
