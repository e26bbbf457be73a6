-- Customers that go from one reseller to another together. Each is re-assigned as if alone; the row says what was before, so that all can go back.
CREATE TABLE resellers.reassignments (
  id uuid PRIMARY KEY,
  from_company_id uuid NOT NULL REFERENCES contacts.companies,
  to_company_id uuid NOT NULL REFERENCES contacts.companies CHECK (to_company_id <> from_company_id),
  state text NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX reassignments_by_age ON resellers.reassignments (created_at DESC, id);
SELECT platform.label('resellers.reassignments', 'not personal', 'id from_company_id to_company_id state created_at ended_at');

CREATE TABLE resellers.reassigned (
  reassignment_id uuid NOT NULL REFERENCES resellers.reassignments,
  customer_company_id uuid NOT NULL REFERENCES contacts.companies,
  -- 'left': somebody else changed it meanwhile; 'kept': it was changed after it was moved, so it does not go back.
  state text NOT NULL CHECK (state IN ('waiting', 'moved', 'left', 'undoing', 'undone', 'kept')),
  basis text NOT NULL,
  territory_id uuid REFERENCES resellers.territories,
  reason text,
  assignment_id uuid REFERENCES resellers.assignments,
  PRIMARY KEY (reassignment_id, customer_company_id)
);
CREATE INDEX reassigned_to_do ON resellers.reassigned (reassignment_id) WHERE state IN ('waiting', 'undoing');
SELECT platform.label('resellers.reassigned', 'not personal', 'reassignment_id customer_company_id state basis territory_id reason assignment_id');
