import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Mail } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';
import { csvOfSheet } from '../../../platform/sheets/write-sheet.ts';
import { companiesSeen } from '../../contacts/index.ts';
import { holdRecipient, recipientsById } from '../../disclosures/index.ts';
import { customersGained, customersLost, type NamedCustomer } from '../mails/given-over.ts';
import { liveRecipients } from './live-recipients.ts';

/** So many stand in the mail itself; with more of them all are attached. */
const inText = 200;

export interface GivenOver {
  readonly site: Site;
  /** Whose they were, and whose they are; null: nobody's. */
  readonly from: string | null;
  readonly to: string | null;
  readonly companyIds: readonly string[];
  /** Since when the former reseller may have lost sight of them. */
  readonly since: Date;
  readonly back: boolean;
  readonly about: { readonly kind: string; readonly id: string };
}

export interface ToldReseller {
  readonly resellerCompanyId: string;
  readonly customers: number;
  readonly outcome: 'mailed' | 'no mailbox' | 'no contract';
  readonly ledgerId: string | null;
}

/**
 * One mail to each of both resellers, however many customers go from one to the other: to each those that it sees, or saw until then. Nothing is
 * given to one whose contract does not hold, and neither is told who the other is.
 */
export async function tellResellers(trx: Trx, deps: Deps, over: GivenOver): Promise<ToldReseller[]> {
  const told: ToldReseller[] = [];
  for (const side of ['lost', 'gained'] as const) {
    const resellerCompanyId = side === 'lost' ? over.from : over.to;
    if (resellerCompanyId === null) continue;
    const customers = await companiesSeen(trx, {
      tenantCompanyId: resellerCompanyId,
      companyIds: over.companyIds,
      endedSince: side === 'lost' ? over.since : null,
    });
    if (customers.length === 0) continue;
    const about = { resellerCompanyId, customers: customers.length };
    const recipientId = (await liveRecipients(trx, deps, [resellerCompanyId])).get(resellerCompanyId);
    if (!recipientId || !(await holdRecipient(trx, recipientId))) {
      told.push({ ...about, outcome: 'no contract', ledgerId: null });
      continue;
    }
    const mailbox = (await recipientsById(trx, [recipientId])).get(recipientId)?.mailbox ?? null;
    if (mailbox === null) {
      told.push({ ...about, outcome: 'no mailbox', ledgerId: null });
      continue;
    }
    const mail = await mailOf(deps, over, { side, customers, recipientId, mailbox });
    const [ledgerId] = await deps.egress.send(trx, { mails: [mail] });
    told.push({ ...about, outcome: 'mailed', ledgerId: ledgerId ?? null });
  }
  return told;
}

interface Side {
  readonly side: 'lost' | 'gained';
  readonly customers: readonly NamedCustomer[];
  readonly recipientId: string;
  readonly mailbox: string;
}

async function mailOf(deps: Deps, { site, back, about }: GivenOver, to: Side): Promise<Mail> {
  const { customers, recipientId } = to;
  const many = customers.length > inText;
  const facts = {
    site,
    publicUrl: deps.publicUrl,
    customers: customers.slice(0, inText),
    count: customers.length,
    back,
  };
  return {
    kind: 'customers given over',
    to: to.mailbox,
    ...(to.side === 'lost' ? customersLost(facts) : customersGained(facts)),
    ...(many ? { attachments: [await listOf(customers)] } : {}),
    // Names of companies and no person: what the new one comes to see of people stands in the row of each share.
    disclosure: {
      recipientKind: 'reseller',
      recipientId,
      personId: null,
      companyId: null,
      purpose: 'customer service',
      fields: ['companyName', 'country', 'region'],
      basis: 'decision of staff',
      about,
    },
  };
}

async function listOf(customers: readonly NamedCustomer[]) {
  async function* rows() {
    yield customers.map(({ name, region, country }) => [name, region, country]);
  }
  let text = '';
  for await (const piece of csvOfSheet({ name: 'Customers', header: ['Company', 'Region', 'Country'], rows: rows() }))
    text += piece;
  return { name: 'customers.csv', type: 'text/csv', base64: Buffer.from(text).toString('base64') };
}
