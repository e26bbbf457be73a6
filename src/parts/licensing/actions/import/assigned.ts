import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import type { FirstSeen } from '../../../../platform/sheets/seen.ts';
import { idOf } from '../../rules/import/ids.ts';
import { addResellers, type ResellerCount } from '../../store/imports.ts';
import type { ImportAssigner, ServedBy } from '../../wire/handed.ts';
import type { ReadRow } from './read-list.ts';
import type { Working } from './working.ts';

/** What a group of rows does, or would do: whom it gives to which reseller, and what is to be said of its rows. */
export interface Assigned {
  readonly rows: readonly ReadRow[];
  readonly given: readonly ResellerCount[];
}

interface Wish {
  readonly line: number;
  readonly company: string;
  readonly resellerId: string;
}

/** Rows that name a reseller for their company, and are not left out. */
function wishesOf(rows: readonly ReadRow[], companyOf: (line: number) => string | undefined): Wish[] {
  return rows.flatMap(({ line, refused, resellerId }) => {
    const company = refused || resellerId === null ? undefined : companyOf(line);
    return company === undefined || resellerId === null ? [] : [{ line, company, resellerId }];
  });
}

/** By lines: why a customer is not served by the reseller that its row names. */
function told(rows: readonly ReadRow[], wishes: readonly Wish[], { serves, live }: ServedBy): ReadRow[] {
  const faults = new Map(
    wishes.flatMap(({ line, company, resellerId }) =>
      serves.get(company) === resellerId
        ? []
        : [[line, live.has(resellerId) ? ('KEPT_ROW_SERVED' as const) : ('KEPT_ROW_RESELLER_ENDED' as const)]],
    ),
  );
  return rows.map((row) => {
    const code = faults.get(row.line);
    return code ? { ...row, faults: [...row.faults, { code, field: 'reseller' as const }] } : row;
  });
}

function countsOf(resellerIds: readonly string[]): ResellerCount[] {
  const counts = new Map<string, number>();
  for (const id of resellerIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([resellerId, customers]) => ({ resellerId, customers }));
}

/** What a list has given so far, while it is only looked at: 12 bytes a customer. */
export interface GivenSoFar {
  readonly customers: FirstSeen;
  readonly resellers: string[];
}

/** Looks to whom these rows would give their customers. */
export async function lookAtAssigned(
  deps: Deps,
  assigner: ImportAssigner,
  of: {
    readonly rows: readonly ReadRow[];
    readonly companyOf: ReadonlyMap<number, { readonly key: string; readonly id: string | null }>;
    readonly soFar: GivenSoFar;
  },
): Promise<Assigned> {
  const { rows, companyOf, soFar } = of;
  const wishes = wishesOf(rows, (line) => companyOf.get(line)?.key);
  if (wishes.length === 0) return { rows, given: [] };
  const ids = new Map([...companyOf.values()].map(({ key, id }) => [key, id]));
  const there = await assigner.look(deps.db.read, deps, {
    companyIds: wishes.flatMap(({ company }) => ids.get(company) ?? []),
    resellerIds: wishes.map(({ resellerId }) => resellerId),
  });
  const serves = new Map<string, string | null>();
  const given: string[] = [];
  for (const { company, resellerId } of wishes) {
    const present = there.serves.get(ids.get(company) ?? '');
    if (present !== undefined) serves.set(company, present);
    else if (there.live.has(resellerId)) {
      if (!soFar.resellers.includes(resellerId)) soFar.resellers.push(resellerId);
      const { value, isFirst } = soFar.customers(company, soFar.resellers.indexOf(resellerId));
      serves.set(company, soFar.resellers[value] ?? null);
      if (isFirst) given.push(resellerId);
    }
  }
  return { rows: told(rows, wishes, { serves, live: there.live }), given: countsOf(given) };
}

/** Gives customers to the resellers of their rows, in the transaction that writes the rows. */
export async function giveImported(
  trx: Trx,
  deps: Deps,
  of: {
    readonly work: Working;
    readonly assigner: ImportAssigner;
    readonly rows: readonly ReadRow[];
    readonly companyOf: ReadonlyMap<number, string>;
  },
): Promise<Assigned> {
  const { work, assigner, rows, companyOf } = of;
  const wishes = wishesOf(rows, (line) => companyOf.get(line));
  if (wishes.length === 0) return { rows, given: [] };
  const named = wishes.map(({ line, company, resellerId }) => ({
    id: idOf(work.id, 'assignment', line),
    companyId: company,
    resellerCompanyId: resellerId,
  }));
  const done = await assigner.give(trx, deps, named);
  const given = countsOf(done.given.map(({ resellerCompanyId }) => resellerCompanyId));
  await addResellers(trx, work.id, given);
  return { rows: told(rows, wishes, done), given };
}

export function customersIn(given: readonly ResellerCount[]): number {
  return given.reduce((sum, { customers }) => sum + customers, 0);
}
