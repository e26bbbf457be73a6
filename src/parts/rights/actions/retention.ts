import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { retentionFault, settable } from '../rules/retention.ts';
import { isHeld } from '../store/holds.ts';
import * as store from '../store/retention.ts';
import { today } from './clock.ts';
import type { Erasures } from './erasures.ts';
import type { RightsHanded } from './handed.ts';

const dayMs = 86_400_000;
/** People erased in one sweep: each of them is looked for everywhere afterwards. */
const mostPeople = 50;

export interface Scheduled {
  readonly category: string;
  readonly tables: readonly string[];
  readonly days: number | null;
  readonly reason: string;
  readonly settable: boolean;
  readonly changedAt: Date;
}

/** How long each category of data is kept, and why. */
export async function schedule(db: Database['read']): Promise<Scheduled[]> {
  const rows = await store.readRetention(db);
  return rows.map(({ fixed, changed_at: changedAt, ...row }) => ({
    ...row,
    settable: !fixed && row.category in settable,
    changedAt,
  }));
}

/** Days for which backups may hold what was erased. */
export async function backupDays(db: Database['read']): Promise<number> {
  return (await store.readRetention(db)).find(({ category }) => category === 'backups')?.days ?? 90;
}

export async function setRetention(
  deps: Deps,
  who: Member,
  wanted: { readonly category: string; readonly days: number | null; readonly reason: string },
): Promise<void> {
  const fault = retentionFault(wanted.category, wanted.days);
  if (fault !== null) throw httpErrors.KEPT_INVALID({ fields: { days: fault } });
  await deps.db.base(async (trx) => {
    const reason = wanted.reason.trim();
    if (!(await store.writeRetention(trx, { ...wanted, reason, at: deps.clock.now() })))
      throw httpErrors.KEPT_NOT_FOUND();
    const detail = { kind: wanted.category, days: wanted.days };
    await audit(trx, deps, who, { action: 'rights.retention set', aboutKind: 'retention', aboutId: null, detail });
  });
}

export interface Swept {
  readonly category: string;
  readonly due: number;
}

interface SweepHanded extends Pick<RightsHanded, 'idlePeople'> {
  readonly erasures: Pick<Erasures, 'erase' | 'tellHolders'>;
}

/** The same, as a member of staff asks; what it deletes by their hand is noted before it begins. */
export async function sweepByHand(
  deps: Deps,
  handed: Parameters<typeof sweep>[1],
  who: Who,
  options: { readonly dryRun: boolean },
): Promise<Swept[]> {
  if (!options.dryRun)
    await deps.db.base((trx) => audit(trx, deps, who, { action: 'rights.sweep asked', aboutKind: 'retention' }));
  return sweep(deps, handed, options);
}

/** What is over its time, by category; deleted unless this is a dry run. What is held by law is left alone and not counted. */
export async function sweep(deps: Deps, handed: SweepHanded, options: { readonly dryRun: boolean }): Promise<Swept[]> {
  const now = deps.clock.now();
  const on = await today(deps.db.read, deps);
  const swept: Swept[] = [];
  const rows = await store.readRetention(deps.db.read);
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  for (const category of store.sweptCategories) {
    const days = rows.find((row) => row.category === category)?.days ?? null;
    if (days === null) continue;
    const due = options.dryRun
      ? await store.countDue(deps.db.read, category, before(days), on)
      : await deps.db.base((trx) => store.sweepDue(trx, category, { before: before(days), on, at: now }));
    swept.push({ category, due });
  }
  const days = rows.find((row) => row.category === 'people')?.days ?? null;
  if (days !== null)
    swept.push({ category: 'people', due: await sweepPeople(deps, handed, { ...options, before: before(days), on }) });
  return swept;
}

/** Whoever did nothing for so long and holds no licence in use is erased, as if they had asked for it. */
async function sweepPeople(
  deps: Deps,
  handed: SweepHanded,
  options: { readonly dryRun: boolean; readonly before: Date; readonly on: string },
): Promise<number> {
  const idle = await handed.idlePeople(deps.db.read, options.before);
  let due = 0;
  let failed = 0;
  for (const personId of idle) {
    if (await isHeld(deps.db.read, personId, options.on)) continue;
    due += 1;
    if (options.dryRun || due > mostPeople) continue;
    const days = await backupDays(deps.db.read);
    const erasing = handed.erasures.erase(async () => ({
      personId,
      cause: 'retention',
      requestId: null,
      number: null,
      backupDays: days,
      together: true,
    }));
    // One that cannot be erased must not keep those after it; the next night tries again, and clause U5 finds who is late.
    await erasing.catch((error: unknown) => {
      failed += 1;
      deps.log.error('somebody who is over their time could not be erased', { id: personId, error });
    });
  }
  if (due > 0 && !options.dryRun) await handed.erasures.tellHolders();
  if (failed > 0) deps.log.warn('not everybody who is over their time could be erased', { count: failed });
  return due;
}
