-- A row of licensing.licences costs what its references and indexes cost (decision 43).

-- A licence's release is one of its product: one reference says so, and says that both are there.
ALTER TABLE licensing.releases ADD CONSTRAINT releases_of_product UNIQUE (product_id, id);
ALTER TABLE licensing.licences DROP CONSTRAINT licences_product_id_fkey, DROP CONSTRAINT licences_release_id_fkey,
  ADD CONSTRAINT licences_release_of_product FOREIGN KEY (product_id, release_id) REFERENCES licensing.releases (product_id, id);

-- Who gave a serial away had it before: an earlier row of its way refers to the same company (L1.sellers and L1.customers look for it).
DROP INDEX licensing.handovers_from;
ALTER TABLE licensing.handovers DROP CONSTRAINT handovers_from_company_id_fkey;

-- Perpetual licences have no end, those that nobody uses no activation: what has none is not in the order by it.
DROP INDEX licensing.licences_by_activation, licensing.licences_by_expiry;
CREATE INDEX licences_by_activation ON licensing.licences (activated_at, id) WHERE activated_at IS NOT NULL;
CREATE INDEX licences_by_expiry ON licensing.licences (expires_on, id) WHERE expires_on IS NOT NULL;
