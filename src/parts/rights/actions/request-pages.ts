import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { lookUp } from '../../contacts/index.ts';
import { daysBetween } from '../rules/calendar.ts';
import { ruleOf } from '../rules/deadlines.ts';
import { dayIn } from '../rules/links.ts';
import { type AgentRow, readAgent } from '../store/agents.ts';
import { readMailsOf } from '../store/mails.ts';
import * as store from '../store/requests.ts';
import type { RequestItem, RequestPage } from '../wire/requests.ts';
import { today, zoneOf } from './clock.ts';
import type { RightsHanded } from './handed.ts';
import { presentMail } from './mail-pages.ts';

/** The register: who asked for what by which way, and how many days are left. No words. */
export async function requestList(
  deps: Deps,
  asked: {
    readonly list: ListRequest;
    readonly kind: string | null;
    readonly state: string | null;
    readonly personId: string | null;
  },
): Promise<ListAnswer<RequestItem>> {
  const now = await today(deps.db.read, deps);
  const { rows, count } = await store.listRequests(deps.db.read, asked.list, asked);
  return answerList(asked.list, rows, count, (row) => present(row, now));
}

function present(row: store.RequestRow, now: string): RequestItem {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    kindGuessed: row.kind_guessed,
    channel: row.channel,
    personId: row.person_id,
    identity: row.identity,
    law: row.law,
    rule: row.rule,
    receivedAt: row.received_at.toISOString(),
    confirmBy: row.confirm_by,
    dueOn: row.due_on,
    daysLeft: row.state === 'open' ? daysBetween(now, row.due_on) : null,
    extended: row.extended,
    state: row.state,
    refusal: row.refusal,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    receipt: row.receipt,
  };
}

/** A request with its words; looking at it is a look at the person. */
export function openRequestPage(
  deps: Deps,
  handed: Pick<RightsHanded, 'actors'>,
  who: Member,
  asked: { readonly id: string; readonly ground: Ground | null },
): Promise<RequestPage> {
  return lookUp(deps, who, asked.ground, {
    async read(trx, reader) {
      const row = await store.readRequest(trx, asked.id);
      if (!row || !reads(reader)) throw httpErrors.KEPT_NOT_FOUND();
      const [words] = await store.readRequestWords(trx as Parameters<typeof store.readRequestWords>[0], asked.id);
      const mails = await readMailsOf(trx as Parameters<typeof readMailsOf>[0], asked.id);
      const [agent] = await readAgent(trx as Parameters<typeof readAgent>[0], asked.id);
      return { read: { row, words, mails, agent }, lookUps: looks(row) };
    },
    async finish(base, { row, words, mails, agent }) {
      const zone = await zoneOf(base);
      const rule = ruleOf(row.rule);
      const events = await store.readRequestEvents(base, row.id);
      const nameOf = await handed.actors(events.map((event) => event.actor_id));
      return {
        ...present(row, dayIn(zone, deps.clock.now())),
        source: rule.source,
        extendableTo: row.extended ? null : (rule.extendedTo?.(row.received_on) ?? null),
        wording: words?.wording ?? null,
        asker: words?.asker ?? null,
        extension: words?.extension ?? null,
        answer: words?.answer ?? null,
        scan: words?.scan ?? null,
        agent: agent ? presentAgent(agent) : null,
        mails: mails.map(presentMail),
        history: events.map((event) => {
          const { kind, name } = nameOf(event.actor_kind, event.actor_id);
          return { at: event.at.toISOString(), kind: event.kind, by: { kind, name } };
        }),
      };
    },
  });
}

function presentAgent(row: AgentRow): NonNullable<RequestPage['agent']> {
  const { kind, name, mailbox, mandate, subject, confirmation, why } = row;
  return {
    kind,
    name,
    mailbox,
    mandate,
    subject,
    coversAnswer: row.covers_answer,
    confirmation,
    askedAt: row.asked_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    why,
    answeredAgentAt: row.answered_agent_at?.toISOString() ?? null,
  };
}

/** The scan of a letter, looked at like its words. */
export function openScan(
  deps: Deps,
  who: Member,
  asked: { readonly id: string; readonly ground: Ground | null },
): Promise<{ type: string; base64: string }> {
  return lookUp(deps, who, asked.ground, {
    async read(trx, reader) {
      const row = await store.readRequest(trx, asked.id);
      if (!row || !reads(reader)) throw httpErrors.KEPT_NOT_FOUND();
      const [scan] = await store.readScan(trx as Parameters<typeof store.readScan>[0], asked.id);
      if (!scan) throw httpErrors.KEPT_NOT_FOUND();
      return { read: scan, lookUps: looks(row) };
    },
    finish: async (_base, scan) => ({ type: scan.type, base64: scan.content.toString('base64') }),
  });
}

const reads = (reader: string) => ['rights', 'legal', 'operations'].includes(reader);

function looks(row: Pick<store.RequestRow, 'person_id'>) {
  if (row.person_id === null) return [];
  return [{ kind: 'opened' as const, personId: row.person_id, companyId: null, fields: ['request'] }];
}
