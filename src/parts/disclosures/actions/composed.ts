import type { Deps } from '../../../platform/deps.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import type { Timeline, Today } from '../../staff/index.ts';
import { channelsOf, seesAuthorities, timelineKind } from '../rules.ts';
import { readOpenDeletions } from '../store/deletions.ts';
import { readLedgerOf } from '../store/ledger-list.ts';
import { readWaitingMail } from '../store/outbox.ts';
import { licensorExists } from '../store/recipient-list.ts';

const unregistered: Record<string, string> = { person: 'the person', licensee: 'the company that holds the licence' };

/** What left: mails, reports, shares, corrections. A reseller sees what itself was given. */
export function disclosuresTimeline(deps: Deps): Timeline {
  return async (who, { about, until, limit, kinds }) => {
    if (about.kind === 'licence') return { entries: [], count: 0 };
    const of = about.kind === 'person' ? { personId: about.id } : { companyId: about.id };
    const tenantCompanyId = isStaff(who.role) ? null : who.companyId;
    const { rows, count } = await readLedgerOf(deps.db.read, of, {
      until,
      limit,
      channels: channelsOf(kinds),
      tenantCompanyId,
      authorities: seesAuthorities(who),
    });
    const entries = rows.map((row) => ({
      id: `ledger-${row.id}`,
      at: row.at,
      kind: timelineKind(row.channel, row.fields),
      by: { kind: 'system', id: null },
      about: null,
      fields: row.fields,
      purpose: row.purpose,
      reason: row.basis,
      code: null,
      recipient: row.recipient_name ?? unregistered[row.recipient_kind] ?? null,
    }));
    return { entries, count };
  };
}

const mailRoles: readonly string[] = ['administrator', 'privacy officer'];
const patience = 3_600_000;

/** Processors whose confirmation of a deletion is waited for; `no mailbox` where only a letter can ask. */
async function deletionsOpen(deps: Deps) {
  const rows = await readOpenDeletions(deps.db.read);
  const items = rows.map((row) => ({
    kind: 'processor' as const,
    id: row.recipientId,
    title: row.name,
    detail: row.mailbox === null ? 'no mailbox' : 'due',
    at: new Date(`${row.dueOn}T12:00:00Z`),
  }));
  return { kind: 'deletions to confirm' as const, count: rows[0]?.count ?? 0, items };
}

/** Mail that has waited for more than an hour, or was refused for good, and confirmations that are waited for; for administrators whether a licensor is there. */
export function disclosuresToday(deps: Deps): Today {
  return async (who) => {
    if (!mailRoles.includes(who.role)) return {};
    const rows = await readWaitingMail(deps.db.read, new Date(deps.clock.now().getTime() - patience));
    const items = rows.map((row) => ({
      kind: 'mail' as const,
      id: row.id,
      title: row.kind,
      detail: row.state,
      at: row.queued_at,
    }));
    const groups = [{ kind: 'mail waiting' as const, count: rows[0]?.count ?? 0, items }, await deletionsOpen(deps)];
    if (who.role !== 'administrator') return { groups };
    return { setup: [{ step: 'licensor', done: await licensorExists(deps.db.read) }], groups };
  };
}
