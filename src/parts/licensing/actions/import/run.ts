import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { type ContactList, importContacts, type ListedField } from '../../../contacts/index.ts';
import { idOf, idsOf } from '../../rules/import/ids.ts';
import { registrationFields } from '../../rules/registration-fields.ts';
import { insertLicences } from '../../store/import-licences.ts';
import { insertFaults } from '../../store/imports.ts';
import { forgetForeignLengths } from '../find-serial.ts';
import { screeningOf } from '../screening.ts';
import { customersIn, giveImported } from './assigned.ts';
import { contactsOf, licenceCounts, mostFaults, withoutTaken } from './check.ts';
import { added } from './counts.ts';
import { faultRows, type OpenList, type ReadRow, readAhead, rowsOf } from './read-list.ts';
import { screenImported } from './screened.ts';
import type { Working } from './working.ts';

const purposes = new Map<string, readonly string[]>(registrationFields.map((field) => [field.name, field.purposes]));

/** Writes the rows in groups, each whole or not at all; goes on after the rows that are there already. */
export async function runImport(deps: Deps, work: Working, list: OpenList): Promise<{ rows: number }> {
  const contacts: ContactList = {
    id: work.id,
    noticeId: work.noticeId,
    purposesOf: (field: ListedField) => purposes.get(field) ?? ['registration'],
    idOf: (kind, line) => idOf(work.id, kind, line),
    originIdOf: (kind, line) => idOf(work.id, `told of ${kind}`, line),
    people: idsOf(work.id, 'person'),
  };
  const room = { faults: mostFaults - work.counts.refused };
  let { counts } = work;
  let rows = 0;
  for await (const read of readAhead(rowsOf(list, work.plan, work.known))) {
    const skipped = Math.min(read.length, Math.max(0, work.rowsDone - rows));
    rows += read.length;
    if (skipped === read.length) continue;
    const group = await withoutTaken(deps, read.slice(skipped));
    const screening = await screeningOf(deps);
    const done = await work.step(async (trx) => {
      const { companyOf, counts: made } = await importContacts(trx, deps, { list: contacts, rows: contactsOf(group) });
      const written = await writeLicences(trx, deps, { work, group, companyOf });
      const { rows: said, given } = work.assigner
        ? await giveImported(trx, deps, { work, assigner: work.assigner, rows: written, companyOf })
        : { rows: written, given: [] };
      await screenImported(trx, deps, { importId: work.id, rows: written, screening });
      const told = faultRows(said).slice(0, Math.max(0, room.faults));
      await insertFaults(trx, work.id, told);
      room.faults -= told.length;
      return {
        rowsDone: rows,
        counts: added(counts, { ...licenceCounts(written), ...made, assigned: customersIn(given) }),
      };
    });
    counts = done.counts;
    forgetForeignLengths(deps);
  }
  return { rows };
}

/** A serial that came from elsewhere since it was looked for is left alone, and its row said to be known. */
async function writeLicences(
  trx: Trx,
  deps: Deps,
  of: { readonly work: Working; readonly group: readonly ReadRow[]; readonly companyOf: ReadonlyMap<number, string> },
): Promise<ReadRow[]> {
  const { work, group, companyOf } = of;
  const licences = group.flatMap(({ line, licence, refused }) =>
    licence && !refused
      ? [{ ...licence, id: idOf(work.id, 'licence', line), companyId: companyOf.get(line) ?? null }]
      : [],
  );
  const made = await insertLicences(trx, licences, { actor: work.actor, at: deps.clock.now() });
  if (made.size === licences.length) return [...group];
  return group.map((row) =>
    row.licence && !row.refused && !made.has(idOf(work.id, 'licence', row.line))
      ? { ...row, refused: true, faults: [{ code: 'KEPT_ROW_SERIAL_KNOWN', field: 'serial' }] }
      : row,
  );
}
