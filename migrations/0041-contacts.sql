-- Where the data of a subject came from is kept as one row for each telling of it (a registration, a correction) instead of one for each
-- datum: of an activation's rows and index entries the larger half were these (decision 17). The view is what the table was.
CREATE TABLE contacts.origins (
  id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('person', 'company', 'address')),
  subject_id uuid NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('registration', 'person page', 'staff', 'reseller', 'demo')),
  source_id uuid,
  notice_id uuid NOT NULL,
  given_at timestamptz NOT NULL,
  -- The fields that were told, each with what for: {"phone": ["registration", "customer service"]}
  purposes jsonb NOT NULL CHECK (jsonb_typeof(purposes) = 'object' AND purposes <> '{}'),
  -- Those that hold no longer, each with the time: {"phone": "2026-11-27T10:00:00.000Z"}
  replaced jsonb CHECK (jsonb_typeof(replaced) = 'object'),
  PRIMARY KEY (subject_id, id)
);
SELECT platform.label('contacts.origins', 'not personal', 'id subject_kind subject_id source_kind source_id notice_id given_at purposes replaced');

INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, source_id, notice_id, given_at, purposes, replaced)
SELECT (array_agg(id ORDER BY id))[1], subject_kind, subject_id, source_kind, source_id, notice_id, given_at, jsonb_object_agg(field, to_jsonb(purposes)),
  CASE WHEN replaced_at IS NOT NULL THEN jsonb_object_agg(field, to_jsonb(replaced_at)) END
FROM contacts.provenance GROUP BY subject_kind, subject_id, source_kind, source_id, notice_id, given_at, replaced_at;
DROP TABLE contacts.provenance;

CREATE VIEW contacts.provenance WITH (security_invoker) AS
SELECT o.id, o.subject_kind, o.subject_id, told.field, o.source_kind, o.source_id, o.notice_id,
  ARRAY(SELECT jsonb_array_elements_text(told.purposes)) AS purposes, o.given_at, (o.replaced ->> told.field)::timestamptz AS replaced_at
FROM contacts.origins o CROSS JOIN LATERAL jsonb_each(o.purposes) AS told (field, purposes);
SELECT platform.label('contacts.provenance', 'not personal', 'id subject_kind subject_id field source_kind source_id notice_id purposes given_at replaced_at');
