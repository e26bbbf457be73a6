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
  insertIncident,
  insertNotice,
  listIncidents,
  lockIncident,
  readIncident,
  takeUntold,
  writeAffected,
} from '../store/incidents.ts';
import type { PeopleHolding } from '../wire/handed.ts';
import type { AffectedQuestion, IncidentItem, NewIncident, NewNotice } from '../wire/incidents.ts';

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
      id: demand ?? '',
      says: says.get(demand ?? '') ?? '',
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

/** From when something is known, the law of many countries gives 72 hours to tell the authority (GDPR, art. 33). */
const clockMs = 72 * 3_600_000;

export async function incidentList(
  deps: Pick<Deps, 'db'>,
  list: ListRequest,
  state: 'open' | 'mended' | 'closed' | null,
): Promise<ListAnswer<IncidentItem>> {
  const { rows, count } = await listIncidents(deps.db.read, list, state);
  return answerList(list, rows, count, present);
}

export async function incidentItem(db: Deps['db']['read'], id: string): Promise<IncidentItem> {
  const row = await readIncident(db, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  return present(row);
}

/** A breach that staff know of, and no proof has found. */
export async function recordIncident(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Member,
  input: NewIncident,
): Promise<{ id: string }> {
  const at = deps.clock.now();
  const knownAt = new Date(input.knownAt);
  if (knownAt > at) throw httpErrors.KEPT_INVALID({ fields: { knownAt: 'lies in the future' } });
  const dueAt = new Date(knownAt.getTime() + clockMs);
  const id = await insertIncident(trx, { title: input.title.trim(), knownAt, dueAt, by: who.memberId, at });
  await audit(trx, deps, who, { action: 'policy.incident-recorded', aboutKind: 'incident', detail: { id } });
  return { id };
}

/** Counts, by what is known of each datum, of how many people some kinds of data were held in a span of time. */
export async function countAffected(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Member,
  asked: AffectedQuestion & { readonly id: string; readonly peopleHolding: PeopleHolding },
): Promise<void> {
  await open(trx, asked.id);
  const [from, until, at] = [new Date(asked.from), new Date(asked.until), deps.clock.now()];
  if (!(from < until)) throw httpErrors.KEPT_INVALID({ fields: { until: 'is not after the beginning' } });
  const fields = [...new Set(asked.fields)];
  const people = await asked.peopleHolding(trx, { fields, from, until });
  await writeAffected(trx, asked.id, { fields, from, until, people, at });
  await audit(trx, deps, who, {
    action: 'policy.incident-counted',
    aboutKind: 'incident',
    detail: { id: asked.id, count: people },
  });
}

/** Notes that the authority, or the people, were told. */
export async function noteNotice(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Member,
  { id, told, on, reference }: NewNotice & { readonly id: string },
): Promise<void> {
  const incident = await lockIncident(trx, id);
  if (!incident) throw httpErrors.KEPT_NOT_FOUND();
  const at = deps.clock.now();
  // The day of whoever is furthest ahead: nobody notes what is still to come.
  const latest = new Date(at.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  if (on > latest) throw httpErrors.KEPT_INVALID({ fields: { on: 'lies in the future' } });
  await insertNotice(trx, id, { told, on, reference: reference?.trim() ?? null, by: who.memberId, at });
  await audit(trx, deps, who, { action: 'policy.incident-told', aboutKind: 'incident', detail: { id, to: told } });
}

async function open(trx: Trx, id: string): Promise<IncidentRow> {
  const incident = await lockIncident(trx, id);
  if (!incident) throw httpErrors.KEPT_NOT_FOUND();
  if (incident.closedAt !== null) throw errors.KEPT_INCIDENT_CLOSED();
  return incident;
}

/** Closes an incident whose demand holds again, with the cause that is published from then on; or one that staff recorded. */
export async function closeIncident(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Member,
  { id, cause }: { readonly id: string; readonly cause: string },
): Promise<IncidentItem> {
  const incident = await open(trx, id);
  if (incident.demand !== null && incident.mendedAt === null) throw errors.KEPT_INCIDENT_NOT_MENDED();
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
  return incidentItem(trx, id);
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

function present(row: IncidentRow): IncidentItem {
  const { id, demand, title, openedAt, dueAt, mendedAt, closedAt, closedBy, cause } = row;
  return {
    id,
    demand,
    title,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    mendedAt: mendedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    closedBy,
    cause,
    affected: presentAffected(row),
    notices: row.notices.map(({ told, on, reference, notedBy, notedAt }) => ({
      told,
      on,
      reference,
      notedBy,
      notedAt,
    })),
  };
}

function presentAffected({ people, fields, openFrom, openUntil, peopleAt }: IncidentRow): IncidentItem['affected'] {
  if (people === null || !openFrom || !openUntil || !peopleAt) return null;
  return {
    people,
    fields,
    from: openFrom.toISOString(),
    until: openUntil.toISOString(),
    countedAt: peopleAt.toISOString(),
  };
}
