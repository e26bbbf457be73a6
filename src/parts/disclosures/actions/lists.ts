import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import type { Member } from '../../../platform/http/who.ts';
import { seesAuthorities } from '../rules.ts';
import { type LedgerListRow, listLedger } from '../store/ledger-list.ts';
import { listRecipients, type RecipientListRow, readRecipientItem } from '../store/recipient-list.ts';
import type { DisclosureItem, RecipientItem, RecipientQuery } from '../wire/api.ts';
import type { DisclosuresHanded } from '../wire/handed.ts';

type Names = Awaited<ReturnType<DisclosuresHanded['companyRefs']>>;

export function recipientList(
  deps: Deps,
  handed: DisclosuresHanded,
  asked: { readonly list: ListRequest; readonly query: RecipientQuery },
): Promise<ListAnswer<RecipientItem>> {
  const { list, query } = asked;
  return deps.db.base(async (trx) => {
    const { rows, count } = await listRecipients(trx, list, { kind: query.kind ?? null, q: query.q?.trim() || null });
    const names = await handed.companyRefs(trx, ids(rows.map((row) => row.company_id)));
    return answerList(list, rows, count, (row) => presentRecipient(row, names));
  });
}

export async function recipientItem(trx: Trx, handed: DisclosuresHanded, id: string): Promise<RecipientItem> {
  const row = await readRecipientItem(trx, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  return presentRecipient(row, await handed.companyRefs(trx, ids([row.company_id])));
}

/** The ledger, newest first. A reseller sees the rows about companies that are shared with it. */
export async function disclosureList(
  deps: Deps,
  handed: DisclosuresHanded,
  who: Member,
  asked: {
    readonly list: ListRequest;
    readonly query: { readonly personId?: string; readonly companyId?: string; readonly recipientId?: string };
  },
): Promise<ListAnswer<DisclosureItem>> {
  const { list, query } = asked;
  const filters = {
    personId: query.personId ?? null,
    companyId: query.companyId ?? null,
    recipientId: query.recipientId ?? null,
  };
  const read = async (trx: Trx, tenant: { companyIds: readonly string[] } | null) => {
    const { rows, count } = await listLedger(trx, list, { ...filters, tenant, authorities: seesAuthorities(who) });
    const names = await handed.companyRefs(trx, ids(rows.map((row) => row.company_id)));
    return answerList(list, rows, count, (row) => presentDisclosure(row, names));
  };
  if (isStaff(who.role)) return deps.db.base((trx) => read(trx, null));
  if (!who.companyId || !query.companyId) {
    if (!who.companyId) throw httpErrors.KEPT_NOT_ALLOWED();
    // Without a company there is nothing whose sight could be proven first.
    return { items: [], next: null, count: 0 };
  }
  const companyId = query.companyId;
  return deps.db.tenant('reseller', who.companyId, async (trx) => {
    const seen = await handed.companyRefs(trx, [companyId]);
    return read(await become(trx, deps.db.prefix, 'base'), { companyIds: [...seen.keys()] });
  });
}

function ids(given: readonly (string | null)[]): string[] {
  return [...new Set(given.filter((id) => id !== null))];
}

function presentRecipient(row: RecipientListRow, names: Names): RecipientItem {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    address: row.address,
    country: row.country,
    mailbox: row.mailbox,
    ageKey: row.age_key,
    company: row.company_id === null ? null : { id: row.company_id, name: names.get(row.company_id)?.name ?? row.name },
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    contracts: row.contracts.map((contract) => ({
      id: contract.id,
      kind: contract.kind,
      fields: contract.fields,
      frequency: contract.frequency,
      confidential: contract.confidential,
      signedOn: contract.signed_on,
      endsOn: contract.ends_on,
      reference: contract.reference,
      approval: contract.approval,
      format: contract.format,
      confidentialOn: contract.confidential_on,
      nothingElse: contract.nothing_else,
      countries: contract.countries,
    })),
    deletions: row.deletions.map((deletion) => ({
      id: deletion.id,
      overOn: deletion.over_on,
      dueOn: deletion.due_on,
      askedAt: new Date(deletion.asked_at).toISOString(),
      byMail: deletion.by_mail,
      reminders: deletion.reminders,
      confirmedOn: deletion.confirmed_on,
      evidence: deletion.evidence,
      withdrawn: deletion.withdrawn,
    })),
    disclosures: row.disclosures,
    lastAt: row.last_at?.toISOString() ?? null,
  };
}

/** Who has no entry in the register is named by what they are. */
const unregistered: Record<string, string> = {
  person: 'The person themself',
  staff: 'A member of staff',
  licensee: 'The company that holds the licence',
};

function presentDisclosure(row: LedgerListRow, names: Names): DisclosureItem {
  return {
    id: row.id,
    at: row.at.toISOString(),
    recipient: {
      id: row.recipient_id,
      kind: row.recipient_kind,
      name: row.recipient_name ?? unregistered[row.recipient_kind] ?? row.recipient_kind,
    },
    channel: row.channel,
    purpose: row.purpose,
    fields: row.fields,
    basis: row.basis,
    person: row.person_id === null ? null : { id: row.person_id },
    company: (row.company_id !== null && names.get(row.company_id)) || null,
    about: row.about_kind !== null && row.about_id !== null ? { kind: row.about_kind, id: row.about_id } : null,
  };
}
