import type { Deps } from '../../../platform/deps.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';
import { companyRefs } from '../../contacts/index.ts';
import type { Search, Timeline, TimelineEntry, Today, TodayGroup } from '../../staff/index.ts';
import { readAssignmentsOfCustomer, readNewCustomers } from '../store/assignments.ts';
import { readLeadsIn } from '../store/leads.ts';
import { readResellers } from '../store/resellers.ts';
import { readAs } from './read-as.ts';

const newForDays = 30;

/** Who was assigned to a company, and when. A reseller learns when it was assigned itself, not who else was. */
export function resellersTimeline(deps: Deps): Timeline {
  return async (who, { about, until, limit, kinds }) => {
    if (about.kind !== 'company' || (kinds && !kinds.includes('assigned'))) return { entries: [], count: 0 };
    const all = await readAssignmentsOfCustomer(deps.db.read, about.id);
    const rows = isStaff(who.role) ? all : all.filter((row) => row.reseller_company_id === who.companyId);
    const names = await companyRefs(deps.db.read, [...new Set(rows.flatMap((row) => row.reseller_company_id ?? []))]);
    const entries: TimelineEntry[] = rows.map((row) => ({
      id: `assignment-${row.id}`,
      at: row.since,
      kind: 'assigned',
      by: { kind: row.basis === 'decision of staff' ? 'staff' : 'system', id: null },
      about: null,
      fields: [],
      purpose: null,
      reason: row.reason ?? row.basis,
      code: null,
      recipient: names.get(row.reseller_company_id ?? '')?.name ?? null,
    }));
    return { entries: entries.filter((entry) => !until || entry.at <= until).slice(0, limit), count: entries.length };
  };
}

/** Resellers by the beginning of their name; for staff only. */
export function searchResellers(deps: Deps): Search {
  return async (who, { q, limit }) => {
    if (!isStaff(who.role)) return [];
    const rows = await readResellers(deps.db.read);
    const refs = await companyRefs(
      deps.db.read,
      rows.map((row) => row.company_id),
    );
    const start = q.trim().toLowerCase();
    return [...refs.values()]
      .filter((ref) => ref.name.toLowerCase().startsWith(start))
      .slice(0, limit)
      .map((ref) => ({ kind: 'reseller', id: ref.id, title: ref.name, detail: null }));
  };
}

/** For a reseller new customers and leads to accept; for the desk leads that nobody has; for an administrator whether there is a reseller. */
export function resellersToday(deps: Deps): Today {
  return async (who) => {
    if (who.role === 'administrator' || who.role === 'licence desk') {
      const setup = who.role === 'administrator' ? [await resellerStep(deps)] : [];
      return { setup, groups: [await leadGroup(deps, who, 'waiting')].filter(({ count }) => count > 0) };
    }
    if (who.companyId === null || isStaff(who.role) || who.role === 'buyer administrator') return {};
    const groups = [await leadGroup(deps, who, 'offered'), await newCustomers(deps, who.companyId)];
    return { groups: groups.filter(({ count }) => count > 0) };
  };
}

async function resellerStep(deps: Deps) {
  return { step: 'reseller', done: (await readResellers(deps.db.read)).length > 0 } as const;
}

async function leadGroup(deps: Deps, who: Member, state: 'waiting' | 'offered'): Promise<TodayGroup> {
  const { rows, count } = await readAs(deps, who, (trx) => readLeadsIn(trx, state));
  const items = rows.map((row) => ({
    kind: 'lead' as const,
    id: row.id,
    title: row.company_name,
    detail: row.country,
    at: row.at,
  }));
  return { kind: state === 'offered' ? 'leads to accept' : 'leads that nobody has', count, items };
}

async function newCustomers(deps: Deps, resellerCompanyId: string): Promise<TodayGroup> {
  const since = new Date(deps.clock.now().getTime() - newForDays * 86_400_000);
  const { rows, count } = await readNewCustomers(deps.db.read, { resellerCompanyId, since, limit: 5 });
  const names = await companyRefs(
    deps.db.read,
    rows.map((row) => row.customer_company_id),
  );
  const items = rows.map((row) => ({
    kind: 'company' as const,
    id: row.customer_company_id,
    title: names.get(row.customer_company_id)?.name ?? '',
    detail: null,
    at: row.since,
  }));
  return { kind: 'new customers', count, items };
}
