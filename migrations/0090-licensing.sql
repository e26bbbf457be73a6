-- What a seat must know so that a machine without a network can be served (decision 22): the name under which documents know the machine,
-- so that a later document can be made for it, and the digest of the secret by which the program proves that it gave the seat up.
ALTER TABLE licensing.activations ADD COLUMN machine_sha256 bytea CHECK (length(machine_sha256) = 32),
  ADD COLUMN proof_sha256 bytea CHECK (length(proof_sha256) = 32);
SELECT platform.label('licensing.activations', 'not personal', 'machine_sha256 proof_sha256');
