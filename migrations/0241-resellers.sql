-- A customer may be given to the reseller that an imported list names. Each such assignment has an id of its import (decision 25).
ALTER TABLE resellers.assignments DROP CONSTRAINT assignments_basis_check,
  ADD CONSTRAINT assignments_basis_check CHECK (basis IN ('sold the licence', 'territory', 'decision of staff', 'import'));
