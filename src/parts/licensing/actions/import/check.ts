import type { Deps } from '../../../../platform/deps.ts';
import { firstSeen, seenBefore } from '../../../../platform/sheets/seen.ts';
import { lookAtContacts } from '../../../contacts/index.ts';
import { readTakenSerials } from '../../store/import-licences.ts';
import { addResellers, insertFaults } from '../../store/imports.ts';
import type { ImportCounts } from '../../wire/imports.ts';
import { customersIn, type GivenSoFar, lookAtAssigned } from './assigned.ts';
import { added } from './counts.ts';
import { faultRows, type OpenList, type ReadRow, readAhead, rowsOf } from './read-list.ts';
import type { Working } from './working.ts';

/** So many faults of single rows are kept; all are counted. */
export const mostFaults = 100_000;

/** Looks at every row and at what is there already, and writes nothing but what is wrong. */
export async function checkList(deps: Deps, work: Working, list: OpenList): Promise<{ rows: number }> {
  const seen = { company: seenBefore(), person: seenBefore() };
  const soFar: GivenSoFar = { customers: firstSeen(), resellers: [] };
  let { counts } = work;
  let rows = 0;
  let faults = 0;
  for await (const read of readAhead(rowsOf(list, work.plan, work.known))) {
    const group = await withoutTaken(deps, read);
    const there = await lookAtContacts(deps.db.read, deps, contactsOf(group));
    const looked = { rows: group, companyOf: there.companyOf, soFar };
    const { rows: said, given } = work.assigner
      ? await lookAtAssigned(deps, work.assigner, looked)
      : { rows: group, given: [] };
    const companies = there.companies.filter(({ key }) => !seen.company(key));
    const people = there.people.filter(({ key }) => !seen.person(key));
    const fresh = people.filter(({ known }) => !known);
    counts = added(counts, {
      ...licenceCounts(group),
      assigned: customersIn(given),
      companies: companies.filter(({ known }) => !known).length,
      knownCompanies: companies.filter(({ known }) => known).length,
      people: fresh.filter(({ suppressed }) => !suppressed).length,
      suppressed: fresh.filter(({ suppressed }) => suppressed).length,
      knownPeople: people.length - fresh.length,
    });
    rows += group.length;
    const told = faultRows(said).slice(0, Math.max(0, mostFaults - faults));
    faults += told.length;
    const progress = { rowsDone: rows, counts };
    await work.step(async (trx) => {
      await insertFaults(trx, work.id, told);
      await addResellers(trx, work.id, given);
      return progress;
    });
  }
  return { rows };
}

/** Rows whose serials are here already are left out. */
export async function withoutTaken(deps: Deps, rows: readonly ReadRow[]): Promise<ReadRow[]> {
  const asked = rows.flatMap(({ line, licence, refused }) =>
    licence && !refused ? [{ line, serial: licence.serial, key: licence.key }] : [],
  );
  if (asked.length === 0) return [...rows];
  const taken = await readTakenSerials(deps.db.read, asked);
  return rows.map((row) =>
    taken.has(row.line)
      ? { ...row, refused: true, faults: [...row.faults, { code: 'KEPT_ROW_SERIAL_KNOWN', field: 'serial' }] }
      : row,
  );
}

/** What the rows that are not left out tell of companies and people. */
export function contactsOf(rows: readonly ReadRow[]) {
  return rows.flatMap(({ line, contact, refused }) => {
    if (!contact || refused || contact.companyName === null) return [];
    return [{ ...contact, companyName: contact.companyName, line }];
  });
}

export function licenceCounts(rows: readonly ReadRow[]): Partial<ImportCounts> {
  const licences = rows.filter(({ licence, refused }) => licence && !refused);
  return {
    licences: licences.length,
    drafts: licences.filter(({ licence }) => licence?.state === 'draft').length,
    refused: rows.filter(({ refused }) => refused).length,
  };
}
