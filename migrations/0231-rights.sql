-- Who was given data of somebody who is erased is told so (GDPR, art. 19), is asked to say that it was done, and is reminded.
ALTER TABLE rights.holder_notices DROP CONSTRAINT holder_notices_kind_check,
  ADD CONSTRAINT holder_notices_kind_check CHECK (kind IN ('correction', 'opt-out', 'erasure'));
