import type { Deps } from '../../../platform/deps.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { listCorrections } from '../store/corrections.ts';
import type { CorrectionItem } from '../wire/api.ts';

/** What was corrected, and who was told. No values. */
export async function correctionList(
  deps: Deps,
  asked: { readonly list: ListRequest; readonly personId: string | null },
): Promise<ListAnswer<CorrectionItem>> {
  const { rows, count } = await listCorrections(deps.db.read, asked.list, asked.personId);
  const ids = [...new Set(rows.flatMap((row) => row.told.map((each) => each.recipient_id)))];
  const recipients = ids.length === 0 ? new Map() : await recipientsById(deps.db.read, ids);
  return answerList(asked.list, rows, count, (row) => ({
    id: row.id,
    at: row.at.toISOString(),
    personId: row.person_id,
    field: row.field,
    sourceKind: row.source_kind,
    told: row.told.map((each) => {
      const recipient = recipients.get(each.recipient_id);
      return {
        recipient: { id: each.recipient_id, kind: recipient?.kind ?? '', name: recipient?.name ?? '' },
        state: each.state,
        at: new Date(each.at).toISOString(),
      };
    }),
  }));
}
