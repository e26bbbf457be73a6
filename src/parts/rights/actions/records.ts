import { type Category, purposeCategories, purposes } from '../../../platform/db/purposes.ts';
import { recipientCategories } from '../../../platform/db/uses.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { rolePurposes, staffRoles } from '../../../platform/http/roles.ts';
import { recipientRegister } from '../../disclosures/index.ts';
import { categoryWords, readVendor, storeRegister } from '../../policy/index.ts';
import { readLabelled } from '../store/records.ts';
import type { RightsHanded } from './handed.ts';
import { schedule } from './retention.ts';

export type Records = Awaited<ReturnType<typeof makeRecords>>;

/**
 * The records of processing (GDPR art. 30), made from what the system itself goes by: labels of columns, the table of purposes, the
 * registers of recipients and stores, the retention schedule, and the controls of the policy.
 */
export async function makeRecords(deps: Deps, { measures }: Pick<RightsHanded, 'measures'>) {
  const db = deps.db.read;
  const vendor = await readVendor(db);
  if (!vendor) throw httpErrors.KEPT_NOT_FOUND();
  const labelled = await readLabelled(db);
  const kept = await schedule(db);
  const recipients = await recipientRegister(db);
  return {
    madeAt: deps.clock.now().toISOString(),
    controller: {
      name: vendor.name,
      address: vendor.address,
      country: vendor.country,
      phone: vendor.phone,
      privacyMailbox: vendor.privacyMailbox,
    },
    activities: purposes.map((purpose) => ({
      purpose,
      categories: [...purposeCategories[purpose]],
      roles: staffRoles.filter((role) => rolePurposes[role].includes(purpose)),
    })),
    categories: [...Map.groupBy(labelled, ({ category }) => category)].map(([category, rows]) => ({
      category,
      words: categoryWords[category as Category] ?? category,
      columns: rows.map(({ table, column }) => `${table}.${column}`),
      kept: kept
        .filter(({ tables }) => rows.some(({ table }) => tables.includes(table)))
        .map(({ category: name, days, reason }) => ({ name, days, reason })),
    })),
    recipients: Object.entries(recipientCategories).map(([kind, categories]) => ({
      kind,
      categories: [...categories],
      // Which authorities asked for something is no part of these records.
      named: recipients
        .filter((each) => each.kind === kind && kind !== 'authority')
        .map(({ kind: _kind, ...each }) => each),
    })),
    stores: (await storeRegister(db)).map(({ name, holds, country, processorId }) => ({
      name,
      holds,
      country,
      runBy: recipients.find(({ id }) => id === processorId)?.name ?? vendor.name,
    })),
    measures: measures(),
  };
}
