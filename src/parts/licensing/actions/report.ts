import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Disclosure } from '../../../platform/egress/egress.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import type { Site } from '../../../platform/html/page.ts';
import { type PresentPerson, presentPeople } from '../../contacts/index.ts';
import { type LiveContract, liveContracts } from '../../disclosures/index.ts';
import { licensorReportMail } from '../mails/licensor-report.ts';
import { type FieldName, registrationFields } from '../rules/registration-fields.ts';
import { csv, reportUntil, startOfDay } from '../rules/report-due.ts';
import { dayIn } from '../rules/verdict.ts';
import * as store from '../store/reports.ts';
import { toldValue } from '../store/told.ts';
import { anyEagerContract, vendorZone } from './remembered.ts';
import { signReport } from './sign.ts';

/** Registrations in one report; what is left goes into the next one at once. */
const mostInOne = 500;
/** A transaction that gave its time earlier may commit later: look back this far for what the last report missed. */
const overlapMs = 3_600_000;

type Due = LiveContract & { readonly frequency: NonNullable<LiveContract['frequency']>; readonly mailbox: string };

/** Sends every report that is due now. May run as often as one likes: each registration is reported once. */
export async function sendDueReports(deps: Deps, which: 'all' | 'each activation' = 'all'): Promise<number> {
  const zone = await vendorZone(deps);
  const on = dayIn(zone, deps.clock.now());
  const contracts = await liveContracts(deps.db.read, { kind: 'registration report', on });
  const frame = { zone, site: await deps.site() };
  let sent = 0;
  for (const contract of contracts) {
    if (!isDue(contract) || (which !== 'all' && contract.frequency !== which)) continue;
    sent += await sendAll(deps, contract, frame);
  }
  if (sent > 0) deps.nudge();
  return sent;
}

interface Frame {
  readonly zone: string;
  readonly site: Site;
}

async function sendAll(deps: Deps, contract: Due, frame: Frame): Promise<number> {
  for (let sent = 0; ; sent += 1) {
    const count = await deps.db.as('licensor obligation', (trx) => sendReport(trx, deps, { contract, ...frame }));
    if (count < mostInOne) return count > 0 ? sent + 1 : sent;
  }
}

/** On `licensing.activated`: the contracts that want to be told at each activation. */
export function reportActivation(deps: Deps): Subscriber {
  return async () => {
    if (await anyEagerContract(deps, () => wantsEach(deps))) await sendDueReports(deps, 'each activation');
  };
}

async function wantsEach(deps: Deps): Promise<boolean> {
  const on = dayIn(await vendorZone(deps), deps.clock.now());
  const contracts = await liveContracts(deps.db.read, { kind: 'registration report', on });
  return contracts.some((contract) => isDue(contract) && contract.frequency === 'each activation');
}

/** Without a mailbox or a frequency there is nowhere to send it, or no day; without confidentiality nothing may be sent. */
export function isDue(contract: LiveContract): contract is Due {
  const { frequency, mailbox, fields, confidential } = contract;
  return frequency !== null && mailbox !== null && fields.length > 0 && confidential;
}

async function sendReport(
  trx: Trx<'licensor obligation'>,
  deps: Deps,
  { contract, zone, site }: Frame & { contract: Due },
): Promise<number> {
  const now = deps.clock.now();
  const until = reportUntil(contract.frequency, now, zone);
  const signed = startOfDay(contract.signedOn, zone);
  const last = await store.lockContract(trx, contract.id);
  const from = last ? new Date(Math.max(signed.getTime(), last.getTime() - overlapMs)) : signed;
  const rows = await store.readUnreported(trx, {
    contractId: contract.id,
    licensorId: contract.recipientId,
    from,
    // What was written in this very millisecond belongs to a report made at each activation.
    until: contract.frequency === 'each activation' ? new Date(until.getTime() + 1) : until,
    fields: contract.fields,
    limit: mostInOne,
  });
  if (rows.length === 0) return 0;
  const fields = registrationFields.map(({ name }) => name).filter((name) => contract.fields.includes(name));
  const present = await presentPeople(
    trx,
    rows.map((row) => row.person_id),
  );
  const content = csv(
    fields,
    rows.map((row) => fields.map((field) => reportedValue(row, present.get(row.person_id), field))),
  );
  const id = deps.ids.uuid();
  await store.insertReport(trx, {
    id,
    recipientId: contract.recipientId,
    contractId: contract.id,
    from: last ?? signed,
    until,
    registrationIds: rows.map((row) => row.id),
    contentSha256: sha256(content),
    at: now,
  });
  await send(trx, deps, { id, contract, rows, fields, content, from: last ?? signed, until, zone, site });
  return rows.length;
}

/**
 * What a report says of a field: nothing that the notice did not speak of. What has been told of the person is reported as
 * it is now, corrected or emptied since; what belongs to the registration, as it was told.
 */
function reportedValue(row: store.UnreportedRow, present: PresentPerson | undefined, field: FieldName): string | null {
  const told = row.notice_fields.includes(field) ? toldValue(row, field) : null;
  if (told === null) return null;
  return isOfPerson(field) ? (present?.[field] ?? null) : told;
}

function isOfPerson(field: FieldName): field is keyof PresentPerson & FieldName {
  return (['email', 'name', 'phone', 'title', 'role'] as readonly string[]).includes(field);
}

async function send(
  trx: Trx,
  deps: Deps,
  report: {
    id: string;
    contract: Due;
    rows: readonly store.UnreportedRow[];
    fields: readonly FieldName[];
    content: string;
    from: Date;
    until: Date;
    zone: string;
    site: Site;
  },
): Promise<void> {
  const { contract } = report;
  const given = {
    recipientKind: 'licensor',
    recipientId: contract.recipientId,
    purpose: 'licensor obligation',
    fields: report.fields,
    basis: 'contract',
  } as const;
  const disclosures: Disclosure[] = report.rows.map((row) => ({
    ...given,
    fields: report.fields.filter((field) => row.notice_fields.includes(field)),
    personId: row.person_id,
    companyId: row.company_id,
    channel: 'report',
    about: { kind: 'report', id: report.id },
  }));
  const facts = {
    id: report.id,
    from: dayIn(report.zone, report.from),
    until: dayIn(report.zone, new Date(report.until.getTime() - 1)),
    count: report.rows.length,
  };
  const sha = sha256(report.content).toString('hex');
  const mail = licensorReportMail({
    ...facts,
    site: report.site,
    fields: report.fields,
    content: report.content,
    signature: signReport(deps.signing, { ...facts, sha256: sha }),
  });
  await deps.egress.send(trx, {
    disclosures,
    mails: [
      {
        kind: 'licensor report',
        to: contract.mailbox,
        ...mail,
        disclosure: { ...given, personId: null, companyId: null, about: { kind: 'report', id: report.id } },
      },
    ],
  });
}
