import type { Deps } from '../../../platform/deps.ts';
import type { Timeline, Today } from '../../staff/index.ts';
import { addDays } from '../rules/calendar.ts';
import { readToCheck } from '../store/children.ts';
import { readUntold } from '../store/corrections.ts';
import { linkTimeline } from '../store/links.ts';
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

const lookers: readonly string[] = ['administrator', 'privacy officer'];

/** Records that were sealed as those of children and wait for a second look. */
async function childrenToCheck(deps: Deps, role: string) {
  if (!lookers.includes(role)) return [];
  const rows = await readToCheck(deps.db.read);
  const items = rows.map((row) => ({
    kind: 'child' as const,
    id: row.id,
    title: row.id.slice(-6),
    detail: 'due',
    at: new Date(`${row.check_by}T12:00:00Z`),
  }));
  return [{ kind: 'children to check', count: rows[0]?.count ?? 0, items }];
}

const tellers: readonly string[] = ['administrator', 'licence desk', 'support', 'privacy officer'];
const month = 30 * 86_400_000;

/** Requests that are late or due within days, and corrections of the last 30 days that somebody must be told of by letter or phone. */
export function rightsToday(deps: Deps): Today {
  return async (who) => {
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
    return { groups: [untold, await requestsDue(deps), ...(await childrenToCheck(deps, who.role))] };
  };
}
