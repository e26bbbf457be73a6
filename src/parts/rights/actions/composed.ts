import type { Deps } from '../../../platform/deps.ts';
import type { Timeline, Today } from '../../staff/index.ts';
import { readUntold } from '../store/corrections.ts';
import { linkTimeline } from '../store/links.ts';

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

const tellers: readonly string[] = ['administrator', 'licence desk', 'support', 'privacy officer'];
const month = 30 * 86_400_000;

/** Corrections of the last 30 days that somebody must be told of by letter or phone. */
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
    return { groups: [{ kind: 'corrections not told', count: rows[0]?.count ?? 0, items }] };
  };
}
