import { become } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';
import type { Search, Sight, Timeline, Today, TodayGroup } from '../../staff/index.ts';
import { lookedAfterSince } from '../rules/needs.ts';
import { serialSought } from '../rules/serial-sought.ts';
import { dayIn } from '../rules/verdict.ts';
import { readOpenDisputes } from '../store/disputes.ts';
import * as store from '../store/happenings.ts';
import { readLicences } from '../store/licence-list.ts';
import { readLicence } from '../store/licences.ts';
import { readOrdersIn } from '../store/orders.ts';
import { readProducts } from '../store/products.ts';
import { reportsToApprove } from './approve-report.ts';
import { disputeNumber } from './dispute-news.ts';
import { readAs, tenantOf } from './read-as.ts';
import { vendorZone } from './remembered.ts';

const soonDays = 60;

/**
 * What happened to licences: for a licence, a company or a person. Who asks has been shown to see the subject; a reseller
 * sees of it what its role sees of licences and registrations, as the same person may be a customer of another.
 */
export function licensingTimeline(deps: Deps): Timeline {
  return async (who, { about, until, limit, kinds }) => {
    const subject = { by: about.kind, id: about.id };
    const { rows, count } = await readAs(deps, who, async (trx) => {
      const within = tenantOf(who) === null ? null : await store.readSeen(trx, subject);
      // What a tenant sees is decided above; the rest of those very rows is not personal.
      const base = within === null ? trx : await become(trx, deps.db.prefix, 'base');
      return store.readHappenings(base, { ...subject, within, until, limit, kinds });
    });
    const entries = rows.map((row) => ({
      id: row.id,
      at: row.at,
      kind: row.kind,
      by: { kind: row.actor_kind, id: row.actor_id },
      about: about.kind === 'licence' ? null : { kind: 'licence', id: row.licence_id, name: row.serial },
      fields: [],
      purpose: null,
      reason: null,
      code: row.code,
      recipient: null,
    }));
    return { entries, count };
  };
}

/** Whether the caller sees this licence. */
export function licenceSight(deps: Deps): Sight {
  return async (who, id) => {
    const row = await readAs(deps, who, (trx) => readLicence(trx, id));
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
  };
}

/** Licences by serial or its beginning, and for staff products by name or code. */
export function searchLicences(deps: Deps): Search {
  return async (who, { q, limit }) => {
    const serial = serialSought(q);
    return readAs(deps, who, async (trx) => {
      const list = { limit, sort: 'serial', descending: false, after: null };
      const licences =
        serial.serial || serial.foreign ? (await readLicences(trx, list, serial)).rows.slice(0, limit) : [];
      const products = isStaff(who.role)
        ? (await readProducts(trx, { ...list, sort: 'name' }, { q, id: null })).rows.slice(0, limit)
        : [];
      return [
        ...licences.map((row) => ({
          kind: 'licence' as const,
          id: row.id,
          title: row.serial,
          detail: `${row.product_name}, ${row.state}`,
        })),
        ...products.map((row) => ({ kind: 'product' as const, id: row.id, title: row.name, detail: row.code })),
      ];
    });
  };
}

/** What of licences needs this member today. */
export function licensingToday(deps: Deps): Today {
  return async (who) => {
    const now = deps.clock.now();
    const zone = await vendorZone(deps);
    const days = { from: dayIn(zone, now), to: dayIn(zone, new Date(now.getTime() + soonDays * 86_400_000)) };
    const groups: TodayGroup[] = [];
    if (who.role === 'administrator' || who.role === 'licence desk' || who.role === 'support') {
      const refused = await store.readRefused(deps.db.read, lookedAfterSince(now));
      groups.push(group('activations refused', refused, (row) => item(row.licence_id, row.serial, row.code, row.at)));
      const disowned = await store.readDisowned(deps.db.read, lookedAfterSince(now));
      groups.push(
        group('registrations disowned', disowned, (row) =>
          item(row.licence_id, row.serial, 'KEPT_REGISTRATION_DISOWNED', row.disowned_at),
        ),
      );
      const waiting = await store.readWaitingForProof(deps.db.read);
      const waitingReports = await reportsToApprove(deps);
      groups.push({
        kind: 'reports to approve',
        count: waitingReports.length,
        items: waitingReports.slice(0, 5).map(({ contractId, recipient, registrations }) => ({
          kind: 'report' as const,
          id: contractId,
          title: recipient.name,
          detail: `${registrations} registrations`,
          at: null,
        })),
      });
      groups.push(group('waiting for proof', waiting, (row) => item(row.licence_id, row.serial, null, row.given_at)));
    }
    if (who.role === 'administrator' || who.role === 'licence desk') {
      const disputes = await readOpenDisputes(deps.db.read);
      groups.push(
        group('disputes open', disputes, (row) => ({
          kind: 'dispute' as const,
          id: row.id,
          title: disputeNumber(row),
          detail: row.serial,
          at: row.opened_at,
        })),
      );
    }
    if (who.role === 'administrator' || who.role === 'licence desk' || !isStaff(who.role)) {
      const [maintenance, expiring] = await readAs(deps, who, async (trx) => [
        await store.readEnding(trx, 'maintenance_until', days),
        await store.readEnding(trx, 'expires_on', days),
      ]);
      const present = (row: store.LicenceBrief) => item(row.id, row.serial, `${row.product}, ${row.day ?? ''}`, null);
      if (maintenance) groups.push(group('maintenance ending', maintenance, present));
      if (expiring) groups.push(group('licences expiring', expiring, present));
    }
    groups.push(...(await orderGroups(deps, who)));
    return {
      setup: who.role === 'administrator' ? await setUp(deps) : [],
      groups: groups.filter(({ count }) => count > 0),
    };
  };
}

/** For the desk orders to see to; for a reseller its orders whose customer has not answered. */
async function orderGroups(deps: Deps, who: Member): Promise<TodayGroup[]> {
  const keeper = who.role === 'administrator' || who.role === 'licence desk';
  if (!keeper && (isStaff(who.role) || who.role === 'buyer administrator')) return [];
  const asked = await readAs(deps, who, (trx) => readOrdersIn(trx, { states: ['placed', 'confirmed'], asked: true }));
  const open = await readAs(deps, who, (trx) => readOrdersIn(trx, { states: ['placed', 'confirmed'], asked: false }));
  return [
    group(keeper ? 'orders to see to' : 'orders under way', open, orderItem),
    group('order questions not answered', asked, orderItem),
  ];
}

function orderItem(row: { id: string; number: string; placed_at: Date }) {
  return { kind: 'order' as const, id: row.id, title: row.number, detail: null, at: row.placed_at };
}

async function setUp(deps: Deps) {
  const done = await store.readSetUp(deps.db.read);
  return (['technology', 'product', 'serials'] as const).map((step) => ({ step, done: done[step] }));
}

function group<Row>(
  kind: string,
  found: { readonly rows: readonly Row[]; readonly count: number },
  present: (row: Row) => TodayGroup['items'][number],
): TodayGroup {
  return { kind, count: found.count, items: found.rows.map(present) };
}

function item(id: string, title: string, detail: string | null, at: Date | null) {
  return { kind: 'licence' as const, id, title, detail, at };
}
