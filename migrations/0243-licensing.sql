-- What is counted under a licence is seen by whoever serves the customer that has it, and by that customer; a seller who serves the customer no longer, or a
-- distributor, sees the licence and not how it is used.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['licence_meters', 'meter_counts'] LOOP
    EXECUTE format('ALTER TABLE licensing.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY staff ON licensing.%I TO {{base}}, {{probe}} USING (true) WITH CHECK (true)', name);
    EXECUTE format($policy$CREATE POLICY tenant ON licensing.%1$I FOR SELECT TO {{reseller}}
      USING (EXISTS (SELECT FROM licensing.licences l JOIN contacts.shares s ON s.company_id = l.company_id
        WHERE l.id = %1$I.licence_id AND s.tenant_company_id = current_setting('kept.tenant')::uuid AND s.until IS NULL))$policy$, name);
    EXECUTE format($policy$CREATE POLICY buyer ON licensing.%1$I FOR SELECT TO {{buyer}}
      USING (EXISTS (SELECT FROM licensing.licences l WHERE l.id = %1$I.licence_id))$policy$, name);
  END LOOP;
END $$;
