import type { Deps } from '../../../platform/deps.ts';
import { answerList, type ListRequest } from '../../../platform/http/list.ts';
import { listAudit } from '../store/audit.ts';
import type { Staff } from './open-staff.ts';

/** The audit log, newest first, with the names of those who acted. */
export async function auditLog(
  deps: Pick<Deps, 'db'>,
  staff: Pick<Staff, 'actors'>,
  list: ListRequest,
  filters: { readonly aboutId: string | null; readonly action: string | null },
) {
  const { rows, count } = await listAudit(deps.db.read, list, filters);
  const actor = await staff.actors(rows.map((row) => row.actorId));
  const page = answerList(list, rows, count, (row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: actor(row.actorKind, row.actorId),
    action: row.action,
    about: row.aboutKind === null ? null : { kind: row.aboutKind, id: row.aboutId },
    detail: { ...row.detail },
  }));
  return { ...page, items: [...page.items] };
}
