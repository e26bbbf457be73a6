-- An activation does not compare again what is never taken away (decision 11): notices and releases. Each comparison locked a row that
-- all activations share.

ALTER TABLE licensing.registrations DROP CONSTRAINT registrations_notice_id_fkey;
ALTER TABLE licensing.activations DROP CONSTRAINT activations_release_id_fkey;
