import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import type { Who } from '../../../../platform/http/who.ts';
import { companiesById } from '../../../contacts/index.ts';
import { idOf } from '../../rules/import/ids.ts';
import { type Screened, type Screening, screen } from '../../rules/screening.ts';
import { noteHits } from '../screening.ts';
import type { ReadRow } from './read-list.ts';

const job: Who = { kind: 'system', job: 'import' };

interface Gone {
  readonly screened: Screened;
  readonly occasion: 'issue' | 'hand-over';
  readonly licenceIds: string[];
}

/** Licences that a list brings go to somebody as others do: reseller, customer and contact are held against the lists of export control. */
export async function screenImported(
  trx: Trx,
  deps: Deps,
  of: { readonly importId: string; readonly rows: readonly ReadRow[]; readonly screening: Screening },
): Promise<void> {
  const { screening } = of;
  if (screening.destinations.size === 0 && screening.byStem.size === 0) return;
  for (const { licenceIds, occasion, screened } of await whereTheyWent(trx, of)) {
    const hits = screen(screening, screened);
    await noteHits(trx, deps, job, { licenceIds, occasion, screened, hits });
  }
}

/** Each reseller, and each customer with its contact, once. */
async function whereTheyWent(
  trx: Trx,
  { importId, rows }: { readonly importId: string; readonly rows: readonly ReadRow[] },
): Promise<Iterable<Gone>> {
  const given = rows.filter(
    ({ licence, refused }) => licence?.holderId && !refused && !['draft', 'revoked'].includes(licence.state),
  );
  const holders = await companiesById(trx, [...new Set(given.flatMap(({ licence }) => licence?.holderId ?? []))]);
  const all = new Map<string, Gone>();
  const note = (occasion: Gone['occasion'], screened: Screened, licenceId: string) => {
    const key = JSON.stringify([occasion, screened]);
    const gone = all.get(key) ?? { occasion, screened, licenceIds: [] };
    gone.licenceIds.push(licenceId);
    all.set(key, gone);
  };
  for (const { line, licence, contact } of given) {
    const id = idOf(importId, 'licence', line);
    const holder = holders.get(licence?.holderId ?? '');
    if (holder) note('issue', { company: holder.name, country: holder.country }, id);
    if (contact?.companyName)
      note('hand-over', { company: contact.companyName, country: contact.country, contact: contact.name }, id);
  }
  return all.values();
}
