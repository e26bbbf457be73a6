import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { type AuditDetail, insertAudit } from '../store/audit.ts';

/** What somebody did: `licensing.suspended`. The detail holds ids, states and counts, never personal data. */
export interface AuditEntry {
  readonly action: string;
  readonly aboutKind?: string | null;
  readonly aboutId?: string | null;
  readonly detail?: AuditDetail;
}

/** Writes one line of the audit log in the caller's transaction. */
export async function audit(trx: Trx, deps: Pick<Deps, 'clock'>, who: Who, entry: AuditEntry): Promise<void> {
  const { kind, id } = actor(who);
  await insertAudit(trx, {
    at: deps.clock.now(),
    actorKind: kind,
    actorId: id,
    action: entry.action,
    aboutKind: entry.aboutKind ?? null,
    aboutId: entry.aboutId ?? null,
    detail: entry.detail ?? {},
  });
}
