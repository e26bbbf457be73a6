-- A promise by people lapses: whoever attests it says until when. By which role it was attested is told to everybody, by whom is not.
ALTER TABLE policy.attestations
  ADD COLUMN attested_role text NOT NULL CHECK (attested_role = 'privacy officer'),
  ADD COLUMN until timestamptz NOT NULL,
  ADD CONSTRAINT attestations_until_check CHECK (until > at),
  ADD CONSTRAINT attestations_statement_check CHECK (length(statement) BETWEEN 1 AND 2000);
SELECT platform.label('policy.attestations', 'not personal', 'attested_role until');
