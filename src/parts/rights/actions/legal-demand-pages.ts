import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { companyRefs, lookUp, peopleById } from '../../contacts/index.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { daysBetween } from '../rules/calendar.ts';
import { mayTake, mayWithhold } from '../rules/legal-demands.ts';
import { insertDemandLooks, readGivings } from '../store/givings.ts';
import { readHoldsOfDemand } from '../store/holds.ts';
import * as store from '../store/legal-demands.ts';
import { readWaiting, readWithholdings } from '../store/withholdings.ts';
import type { LegalDemandItem, LegalDemandPage } from '../wire/legal-demands.ts';
import { today } from './clock.ts';
import type { RightsHanded } from './handed.ts';
import { peopleInScope, standing } from './legal-demands.ts';

/** The register: who demands what by when, and how far it is. No words, nobody named. */
export async function legalDemandList(
  deps: Deps,
  asked: { readonly list: ListRequest; readonly state: string | null },
): Promise<ListAnswer<LegalDemandItem>> {
  const db = deps.db.read;
  const now = await today(db, deps);
  const { rows, count } = await store.listLegalDemands(db, asked.list, asked);
  const authorities = await recipientsById(
    db,
    rows.map((row) => row.authority_id),
  );
  return answerList(asked.list, rows, count, (row) =>
    present(row, { now, authority: authorities.get(row.authority_id)?.name ?? '', approvals: row.approvals }),
  );
}

function present(
  row: store.LegalDemandRow,
  with_: { readonly now: string; readonly authority: string; readonly approvals: number },
): LegalDemandItem {
  const open = row.closed_at === null && row.state !== 'given';
  return {
    id: row.id,
    number: row.number,
    authority: with_.authority,
    channel: row.channel,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    daysLeft: open && row.due_on !== null ? daysBetween(with_.now, row.due_on) : null,
    state: row.state,
    approvals: with_.approvals,
    withheldUntil: row.withheld_until,
  };
}

/** A demand with its words and the people whom it is about: a look at each of them. An administrator reads no names. */
export function openLegalDemand(
  deps: Deps,
  handed: Pick<RightsHanded, 'actors'>,
  who: Member,
  asked: { readonly id: string; readonly ground: Ground | null },
): Promise<LegalDemandPage> {
  return lookUp(deps, who, asked.ground, {
    async read(trx, reader) {
      const legal = trx as Trx<'legal' | 'operations'>;
      const row = await store.readLegalDemand(trx, asked.id);
      const [words] = await store.readLegalDemandWords(legal, asked.id);
      if (!row || !words) throw httpErrors.KEPT_NOT_FOUND();
      const scope = await peopleInScope(trx, row.id);
      const people = await peopleById(trx, reader, scope.personIds);
      const withholdings = await readWithholdings(legal, row.id);
      const looks = scope.personIds.map((personId) => ({ id: deps.ids.uuid(), personId }));
      const fields = reader === 'legal' ? ['name', 'legal demand'] : ['legal demand'];
      const lookUps = looks.map((look) => ({ ...look, kind: 'opened' as const, companyId: null, fields }));
      return { read: { row, words, scope, people, withholdings, looks }, lookUps };
    },
    async finish(base, { looks, people, ...read }) {
      await insertDemandLooks(base, asked.id, looks);
      const named = new Set(read.scope.named);
      return {
        ...(await presentPage(base, deps, handed, { ...read, who })),
        people: read.scope.personIds.map((id) => ({ id, name: people.get(id)?.name ?? null, named: named.has(id) })),
      };
    },
  });
}

async function presentPage(
  base: Trx<'base'>,
  deps: Deps,
  handed: Pick<RightsHanded, 'actors'>,
  read: {
    readonly who: Member;
    readonly row: store.LegalDemandRow;
    readonly words: store.LegalDemandWords;
    readonly scope: { readonly companyIds: readonly string[] };
    readonly withholdings: Awaited<ReturnType<typeof readWithholdings>>;
  },
): Promise<Omit<LegalDemandPage, 'people'>> {
  const { who, row, words, withholdings } = read;
  const approvals = await store.readApprovals(base, row.id);
  const waiting = await readWaiting(base, row.id);
  const begun = { row, approvedBy: approvals.map((each) => each.member_id), waiting };
  const events = await store.readLegalDemandEvents(base, row.id);
  const givings = await readGivings(base, row.id);
  const holds = await readHoldsOfDemand(base, row.id);
  const companies = await companyRefs(base, read.scope.companyIds);
  const authority = (await recipientsById(base, [row.authority_id])).get(row.authority_id)?.name ?? '';
  const now = await today(base, deps);
  const nameOf = await handed.actors([
    ...[...approvals.map((each) => each.member_id), ...events.map((each) => each.actor_id)],
    ...withholdings.flatMap((each) => [each.asked_by, each.approved_by]),
  ]);
  const by = (id: string | null, kind = 'member') => {
    const { kind: said, name } = nameOf(kind, id);
    return { kind: said, name };
  };
  const inForce = withholdings.find((each) => each.approved_at !== null);
  const asked = withholdings.find((each) => each.approved_at === null);
  return {
    ...present(row, { now, authority, approvals: approvals.length }),
    ...words,
    approvedBy: approvals.map((each) => ({ at: each.at.toISOString(), by: by(each.member_id) })),
    mayApprove: mayTake(standing(begun), 'approve', who.memberId) === 'yes',
    companies: [...companies.values()].map(({ id, name }) => ({ id, name })),
    withholding: inForce
      ? {
          until: inForce.until,
          basis: inForce.basis,
          askedBy: by(inForce.asked_by),
          approvedBy: inForce.approved_by === null ? null : by(inForce.approved_by),
        }
      : null,
    waiting: asked
      ? {
          until: asked.until,
          basis: asked.basis,
          askedBy: by(asked.asked_by),
          mayApprove: mayWithhold(standing(begun), 'approve', { memberId: who.memberId, today: now }) === 'yes',
        }
      : null,
    givings: presentGivings(givings, by),
    holds: holds.map((hold) => ({
      id: hold.id,
      personId: hold.person_id,
      until: hold.until,
      endedAt: hold.ended_at?.toISOString() ?? null,
    })),
    history: events.map((event) => ({
      at: event.at.toISOString(),
      kind: event.kind,
      by: by(event.actor_id, event.actor_kind),
    })),
  };
}

type Named = (id: string | null) => { kind: string; name: string | null };

function presentGivings(rows: Awaited<ReturnType<typeof readGivings>>, by: Named): LegalDemandPage['givings'] {
  return [...Map.groupBy(rows, (row) => row.giving_id).values()].flatMap((given) => {
    const [first] = given;
    if (!first) return [];
    return {
      at: first.at.toISOString(),
      by: by(first.given_by),
      sha256: first.sha256,
      people: given.map((row) => ({
        personId: row.person_id,
        fields: row.fields,
        told: row.told,
        toldAt: row.told_at?.toISOString() ?? null,
      })),
    };
  });
}
