import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/proof.ts';
import { brokenMail } from '../mails/broken.ts';
import {
  closedIncidents,
  closeRow,
  type IncidentRow,
  listIncidents,
  lockIncident,
  takeUntold,
} from '../store/incidents.ts';
import type { IncidentItem } from '../wire/incidents.ts';

/** Whom an alarm goes to (staff). */
export interface AlarmHanded {
  readonly inRoles: (roles: readonly MemberRole[]) => Promise<readonly string[]>;
  readonly mailboxes: (
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly id: string; readonly email: string }>>;
}

type AlarmDeps = Pick<Deps, 'db' | 'clock' | 'egress' | 'site' | 'publicUrl'>;

/** Mails the privacy officers and administrators about breaks that nobody was told of yet, and announces them; returns how many. */
export async function raiseAlarms(deps: AlarmDeps, clauses: readonly Clause[], handed: AlarmHanded): Promise<number> {
  const members = await handed.mailboxes(await handed.inRoles(['privacy officer', 'administrator']));
  const site = await deps.site();
  const says = new Map(clauses.flatMap(({ demands }) => demands.map((demand) => [demand.id, demand.says])));
  return deps.db.base(async (trx) => {
    const untold = await takeUntold(trx, deps.clock.now());
    if (untold.length === 0) return 0;
    const demands = untold.map(({ demand, openedAt, dueAt }) => ({
      id: demand,
      says: says.get(demand) ?? '',
      since: minute(openedAt),
      due: minute(dueAt),
    }));
    const mails = [...members.values()].map((member) =>
      brokenMail({ member, demands, site, publicUrl: deps.publicUrl }),
    );
    await deps.egress.send(trx, { mails, events: untold.map(brokenNews) });
    return untold.length;
  });
}

const brokenNews = ({ id, demand, openedAt, dueAt }: IncidentRow) => ({
  name: 'policy.broken',
  payload: { incidentId: id, demand, openedAt: openedAt.toISOString(), dueAt: dueAt.toISOString() },
});

const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export async function incidentList(deps: Pick<Deps, 'db'>, list: ListRequest): Promise<ListAnswer<IncidentItem>> {
  const { rows, count } = await listIncidents(deps.db.read, list);
  return answerList(list, rows, count, present);
}

/** Closes an incident whose demand holds again, with the cause that is published from then on. */
export async function closeIncident(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Member,
  { id, cause }: { readonly id: string; readonly cause: string },
): Promise<IncidentItem> {
  const incident = await lockIncident(trx, id);
  if (!incident) throw httpErrors.KEPT_NOT_FOUND();
  if (incident.closedAt !== null) throw errors.KEPT_INCIDENT_CLOSED();
  if (incident.mendedAt === null) throw errors.KEPT_INCIDENT_NOT_MENDED();
  const at = deps.clock.now();
  await closeRow(trx, id, { at, by: who.memberId, cause: cause.trim() });
  await audit(trx, deps, who, {
    action: 'policy.incident-closed',
    aboutKind: 'incident',
    detail: { id, demand: incident.demand },
  });
  await announce(trx, deps.clock, {
    name: 'policy.incident-closed',
    payload: { incidentId: id, demand: incident.demand },
  });
  return present({ ...incident, closedAt: at, closedBy: who.memberId, cause: cause.trim() });
}

const mostPublished = 50;

/** What everybody may know of breaks that are over: from when to when, and the cause; never an example. */
export async function publicIncidents(db: Deps['db']['read']) {
  const rows = await closedIncidents(db, mostPublished);
  return rows.map(({ demand, openedAt, mendedAt, cause }) => ({
    demand,
    from: openedAt.toISOString(),
    until: mendedAt?.toISOString() ?? null,
    cause,
  }));
}

function present({ id, demand, openedAt, dueAt, mendedAt, closedAt, closedBy, cause }: IncidentRow): IncidentItem {
  return {
    id,
    demand,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    mendedAt: mendedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    closedBy,
    cause,
  };
}
