-- Somebody whose contract has ended gets no mail any more; the correction says so instead of hiding it.

ALTER TABLE rights.correction_notices DROP CONSTRAINT correction_notices_state_check;
ALTER TABLE rights.correction_notices ADD CONSTRAINT correction_notices_state_check CHECK (state IN ('queued', 'no mailbox', 'ended'));
