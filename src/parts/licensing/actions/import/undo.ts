import type { Deps } from '../../../../platform/deps.ts';
import { contactsLeft, lastContact, undoContacts } from '../../../contacts/index.ts';
import { idsOf, type MadeKind } from '../../rules/import/ids.ts';
import { countLicences, deleteLicences, readLastLicence } from '../../store/import-undo.ts';
import type { Working } from './working.ts';

/** Lines whose rows are taken out in one transaction. */
const span = 2_000;
const made = ['licence', 'person', 'company'] as const satisfies readonly MadeKind[];
const given = ['assignment', ...made] as const;

/**
 * Takes out what an import made, as far as nothing was built on it since: what resellers see by it first, then licences, then people, then the companies that nothing and
 * nobody belongs to any more. What stays is counted. Done again, it takes out what has become free meanwhile.
 */
export async function undoImport(deps: Deps, work: Working, lastLine: number): Promise<void> {
  const kinds = work.assigner ? given : made;
  const spans = Math.ceil((lastLine + 1) / span);
  for (let number = work.rowsDone; number < spans * kinds.length; number += 1) {
    const kind = kinds[Math.floor(number / spans)] ?? 'company';
    const from = (number % spans) * span;
    const range = idsOf(work.id, kind, { from, to: from + span - 1 });
    await work.step(async (trx) => {
      if (kind === 'assignment') await work.assigner?.takeBack(trx, deps, range);
      else if (kind === 'licence') await deleteLicences(trx, range);
      else await undoContacts(trx, kind === 'person' ? 'people' : 'companies', range);
      return { rowsDone: number + 1, counts: work.counts };
    });
  }
  await work.step(async (trx) => {
    const left = await contactsLeft(trx, idsOf(work.id, 'person'), idsOf(work.id, 'company'));
    const leftLicences = await countLicences(trx, idsOf(work.id, 'licence'));
    const counts = { ...work.counts, leftLicences, leftPeople: left.people, leftCompanies: left.companies };
    return { rowsDone: spans * kinds.length, counts };
  });
}

/** The last line of which anything is there. */
export async function lastLineOf(deps: Deps, { id: importId, assigner }: Working): Promise<number> {
  const last = await Promise.all([
    assigner?.last(deps.db.read, idsOf(importId, 'assignment')) ?? null,
    readLastLicence(deps.db.read, idsOf(importId, 'licence')),
    lastContact(deps.db.read, 'people', idsOf(importId, 'person')),
    lastContact(deps.db.read, 'companies', idsOf(importId, 'company')),
  ]);
  return Math.max(0, ...last.map((id) => (id === null ? 0 : Number.parseInt(id.slice(-8), 16))));
}
