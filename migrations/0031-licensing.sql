-- Which licensors a registration notice names, for which product and with which fields: under a notice that does not name a
-- licensor, nothing is reported to it.
CREATE TABLE licensing.notice_licensors (
  notice_id uuid NOT NULL REFERENCES policy.notices,
  licensor_id uuid NOT NULL REFERENCES disclosures.recipients,
  product_id uuid NOT NULL REFERENCES licensing.products,
  fields text[] NOT NULL CHECK (cardinality(fields) > 0),
  PRIMARY KEY (notice_id, licensor_id, product_id)
);
SELECT platform.label('licensing.notice_licensors', 'not personal', 'notice_id licensor_id product_id fields');

-- Notices from before say it in words only: beside each field, "vendor, your reseller, name (for product, product) and name (…)".
INSERT INTO licensing.notice_licensors (notice_id, licensor_id, product_id, fields)
SELECT n.id, r.id, p.id, array_agg(DISTINCT s.section->>'id')
FROM policy.notices n
  CROSS JOIN LATERAL jsonb_array_elements(n.body->'sections') AS s (section)
  JOIN disclosures.recipients r ON r.kind = 'licensor'
  JOIN licensing.products p ON EXISTS (SELECT FROM licensing.releases e
    JOIN licensing.release_technologies rt ON rt.release_id = e.id JOIN licensing.technologies t ON t.id = rt.technology_id
    WHERE e.product_id = p.id AND t.licensor_id = r.id)
WHERE n.kind = 'registration' AND s.section ? 'id'
  AND (position(', ' || r.name || ' (for ' IN s.section->>'text') > 0 OR position(' and ' || r.name || ' (for ' IN s.section->>'text') > 0)
  AND position(p.name IN split_part(substr(s.section->>'text', position(r.name || ' (for ' IN s.section->>'text') + length(r.name)), ')', 1)) > 0
GROUP BY n.id, r.id, p.id;
