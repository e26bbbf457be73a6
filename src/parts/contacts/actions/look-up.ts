import { type Trx, writeAlong } from '../../../platform/db/database.ts';
import { errors as databaseErrors } from '../../../platform/db/errors.ts';
import { type Category, purposeCategories } from '../../../platform/db/purposes.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { readOpened, writingLookUps } from '../store/lookups.ts';
import type { DeskReader } from '../store/people.ts';

/** One line of the look-up log: whose data, and names of the fields that were shown; `timeline` for what happened. */
export interface LookUp {
  readonly kind: 'opened' | 'listed' | 'found' | 'exported';
  readonly personId: string | null;
  readonly companyId: string | null;
  readonly fields: readonly string[];
  /** Of the line itself, for who must find it again. */
  readonly id?: string;
}

export interface LookUpSteps<Read, Shown> {
  readonly read: (trx: Trx<DeskReader>, reader: DeskReader) => Promise<{ read: Read; lookUps: readonly LookUp[] }>;
  readonly finish: (trx: Trx<'base'>, read: Read, reader: DeskReader) => Promise<Shown>;
}

/** How a reseller's reads stand in the log: they see their own customers and nobody else. */
const tenantGround = { purpose: 'customer service', reason: 'own customer' } as const;

/**
 * The one door through which staff and resellers read people. Opens the transaction as the stated purpose (staff) or as
 * the tenant (reseller), runs `read`, then writes what it looked at into the look-up log in the same transaction, as base.
 * `finish` runs last, as base, for what needs no personal column (provenance, names of companies). Nothing is shown before the log is
 * committed.
 */
export async function lookUp<Read, Shown>(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  steps: LookUpSteps<Read, Shown>,
): Promise<Shown> {
  const run = (reader: DeskReader, logged: Ground, tenant: string | null) => async (trx: Trx<DeskReader>) => {
    const { read, lookUps } = await steps.read(trx, reader);
    const at = deps.clock.now();
    const write = writingLookUps(
      trx,
      lookUps.map((each) => ({
        id: each.id ?? deps.ids.uuid(),
        at,
        member_id: who.memberId,
        tenant_company_id: tenant,
        person_id: each.personId,
        company_id: each.companyId,
        kind: each.kind,
        purpose: logged.purpose,
        reason: logged.reason,
        fields: each.fields,
      })),
    );
    return steps.finish(writeAlong(trx, deps.db.prefix, { reader: 'base', write }), read, reader);
  };
  if (isStaff(who.role)) {
    if (!ground) throw databaseErrors.KEPT_NO_PURPOSE();
    return deps.db.as(ground.purpose, run(ground.purpose, ground, null));
  }
  if (who.role === 'buyer administrator' || !who.companyId) throw httpErrors.KEPT_NOT_ALLOWED();
  return deps.db.tenant('reseller', who.companyId, run('reseller', tenantGround, who.companyId));
}

/** An opening and what is read after it on the same page are one look. */
const sameLookMinutes = 10;

/** Whether the member opened this person just now, on the same ground: then the log says so already. */
export function openedJustNow(deps: Deps, who: Member, ground: Ground | null, personId: string): Promise<boolean> {
  const { purpose, reason } = isStaff(who.role) ? (ground ?? { purpose: '', reason: '' }) : tenantGround;
  const since = new Date(deps.clock.now().getTime() - sameLookMinutes * 60_000);
  return readOpened(deps.db.read, { member_id: who.memberId, purpose, reason, personId, since });
}

/** Whether this reader sees columns of a category; a reseller sees all that its column grants name. */
export function mayRead(reader: DeskReader, category: Category): boolean {
  return reader === 'reseller' || purposeCategories[reader].includes(category);
}
