import type { Deps } from '../../../platform/deps.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { readReports } from '../store/reports.ts';
import type { Report } from '../wire/reports.ts';

/** Reports to licensors, as queued. What each said stands in the ledger. */
export async function listReports(
  deps: Deps,
  list: ListRequest,
  recipientId: string | null,
): Promise<ListAnswer<Report>> {
  return deps.db.base(async (trx) => {
    const { rows, count } = await readReports(trx, list, recipientId);
    const recipients = await recipientsById(trx, [...new Set(rows.map((row) => row.recipient_id))]);
    return answerList(list, rows, count, (row) => ({
      id: row.id,
      recipient: { id: row.recipient_id, name: recipients.get(row.recipient_id)?.name ?? '' },
      fromAt: row.from_at.toISOString(),
      untilAt: row.until_at.toISOString(),
      registrations: row.registrations,
      sha256: row.sha256,
      queuedAt: row.queued_at.toISOString(),
      approved: row.approved_by !== null,
    }));
  });
}
