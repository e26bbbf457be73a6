import type { Deps } from '../../../platform/deps.ts';
import { liveContracts } from '../../disclosures/index.ts';
import type { Ref } from '../../staff/index.ts';
import { nextReportDay } from '../rules/report-due.ts';
import { dayIn } from '../rules/verdict.ts';
import { readLicensorsToTell } from '../store/reports.ts';
import { isReported } from './compose-report.ts';
import { vendorZone } from './remembered.ts';

/** A report that will tell a licensor of this person. */
export interface UpcomingReport {
  readonly recipient: Ref;
  readonly fields: readonly string[];
  /** `YYYY-MM-DD`, the vendor's: the day on which it is due. */
  readonly by: string;
}

/** What will be reported of a person, to whom and when, as the contracts stand now. */
export async function upcomingReports(deps: Deps, personId: string): Promise<UpcomingReport[]> {
  const zone = await vendorZone(deps);
  const now = deps.clock.now();
  const open = await readLicensorsToTell(deps.db.read, personId);
  const contracts = await liveContracts(deps.db.read, { kind: 'registration report', on: dayIn(zone, now) });
  return contracts.flatMap((contract) => {
    const waiting = open.filter(
      (row) => row.licensor_id === contract.recipientId && !row.reported_under.includes(contract.id),
    );
    const fields = contract.fields.filter((field) => waiting.some((row) => row.fields.includes(field)));
    if (!isReported(contract) || fields.length === 0) return [];
    return {
      recipient: { id: contract.recipientId, name: contract.recipientName },
      fields,
      by: nextReportDay(contract.frequency, now, zone),
    };
  });
}
