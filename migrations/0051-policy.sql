-- A demand that was found broken: from when, who was told, when it held again, and what the cause was.
CREATE TABLE policy.incidents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  demand text NOT NULL,
  opened_at timestamptz NOT NULL,
  -- by when it is to be closed
  due_at timestamptz NOT NULL,
  alarmed_at timestamptz,
  mended_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  -- published when it is closed
  cause text CHECK (btrim(cause) <> ''),
  CONSTRAINT incidents_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (cause IS NULL)
    AND (closed_at IS NULL OR mended_at IS NOT NULL))
);
CREATE UNIQUE INDEX incidents_open ON policy.incidents (demand) WHERE closed_at IS NULL;
SELECT platform.label('policy.incidents', 'not personal', 'id demand opened_at due_at alarmed_at mended_at closed_at closed_by cause');
