import type { Deps } from '../../../platform/deps.ts';
import type { Timeline, Today, TodayGroup } from '../../staff/index.ts';
import { addDays } from '../rules/calendar.ts';
import { readToCheck } from '../store/children.ts';
import { readUntold } from '../store/corrections.ts';
import { readOpenNotices } from '../store/holders.ts';
import { readLegalDemandsToDo } from '../store/legal-demands.ts';
import { linkTimeline } from '../store/links.ts';
import { readUnread } from '../store/mails.ts';
import { readDue } from '../store/requests.ts';
import { today } from './clock.ts';

/** When a person asked for their link. Staff only: a reseller has no part in it. */
export function rightsTimeline(deps: Deps): Timeline {
  return async (who, { about, until, limit, kinds }) => {
    const asked =
      about.kind === 'person' && who.companyId === null && (kinds === null || kinds.includes('link requested'));
    if (!asked) return { entries: [], count: 0 };
    const { rows, count } = await linkTimeline(deps.db.read, about.id, { until, limit });
    const entries = rows.map((row) => ({
      id: `link-${row.id}`,
      at: row.created_at,
      kind: 'link requested',
      by: { kind: 'person', id: null },
      about: null,
      fields: [],
      purpose: 'authentication',
      reason: null,
      code: null,
      recipient: null,
    }));
    return { entries, count };
  };
}

/** So many days before its end a request is called urgent. */
const urgentDays = 7;

async function requestsDue(deps: Deps) {
  const now = await today(deps.db.read, deps);
  const rows = await readDue(deps.db.read, addDays(now, urgentDays));
  const items = rows.map((row) => ({
    kind: 'request' as const,
    id: row.id,
    title: `${row.number}, ${row.kind}`,
    detail: row.due < now ? 'late' : 'due',
    at: new Date(`${row.due}T12:00:00Z`),
  }));
  return { kind: 'requests due', count: rows[0]?.count ?? 0, items };
}

const week = 7 * 86_400_000;

/** Mail of the last week that could not be read: it is still where it came from. */
async function mailsUnread(deps: Deps) {
  const rows = await readUnread(deps.db.read, new Date(deps.clock.now().getTime() - week));
  const items = rows.map(({ at, code, id, mailbox }) => ({
    kind: 'inbound mail' as const,
    id,
    title: mailbox ?? 'mail',
    detail: code,
    at,
  }));
  return { kind: 'mails not read', count: rows[0]?.count ?? 0, items };
}

/** Legal demands that wait for this member, or are due. */
async function legalDemands(deps: Deps, memberId: string) {
  const now = await today(deps.db.read, deps);
  const rows = await readLegalDemandsToDo(deps.db.read, { memberId, by: addDays(now, urgentDays) });
  const items = rows.map((row) => ({
    kind: 'legal demand' as const,
    id: row.id,
    title: row.number,
    detail: row.due_on !== null && row.due_on < now ? 'late' : row.state,
    at: row.due_on === null ? null : new Date(`${row.due_on}T12:00:00Z`),
  }));
  return { kind: 'legal demands', count: rows[0]?.count ?? 0, items };
}

const lookers: readonly string[] = ['administrator', 'privacy officer'];

/** Records that were sealed as those of children and wait for a second look. */
async function childrenToCheck(deps: Deps) {
  const rows = await readToCheck(deps.db.read);
  const items = rows.map((row) => ({
    kind: 'child' as const,
    id: row.id,
    title: row.id.slice(-6),
    detail: 'due',
    at: new Date(`${row.check_by}T12:00:00Z`),
  }));
  return { kind: 'children to check', count: rows[0]?.count ?? 0, items };
}

/** What nobody has acknowledged yet, the longest first: for staff of every holder, for a reseller its own. */
async function notAcknowledged(db: Deps['db']['read'], own: boolean): Promise<TodayGroup> {
  const rows = await readOpenNotices(db);
  const items = rows.map((row) => ({
    kind: own ? ('own holder notice' as const) : ('holder notice' as const),
    id: row.id,
    title: row.subject,
    detail: row.kind,
    at: row.told_at,
  }));
  return { kind: own ? 'to acknowledge' : 'holders not heard of', count: rows[0]?.count ?? 0, items };
}

const tellers: readonly string[] = ['administrator', 'licence desk', 'support', 'privacy officer'];
const month = 30 * 86_400_000;

/** Requests that are late or due within days, for officers legal demands, and corrections of the last 30 days that somebody must be told of by letter or phone. */
export function rightsToday(deps: Deps): Today {
  return async (who) => {
    if (who.companyId !== null && who.role.startsWith('reseller'))
      return {
        groups: [await deps.db.tenant('reseller', who.companyId, (trx) => notAcknowledged(trx, true))],
      };
    if (!tellers.includes(who.role)) return {};
    const rows = await readUntold(deps.db.read, new Date(deps.clock.now().getTime() - month));
    const items = rows.map((row) => ({
      kind: 'correction' as const,
      id: row.id,
      title: row.field,
      detail: 'no mailbox',
      at: row.at,
    }));
    const untold = { kind: 'corrections not told', count: rows[0]?.count ?? 0, items };
    const groups: TodayGroup[] = [untold, await requestsDue(deps), await mailsUnread(deps)];
    if (lookers.includes(who.role))
      groups.push(
        await legalDemands(deps, who.memberId),
        await childrenToCheck(deps),
        await notAcknowledged(deps.db.read, false),
      );
    return { groups };
  };
}
