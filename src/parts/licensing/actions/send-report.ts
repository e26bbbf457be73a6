import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Disclosure } from '../../../platform/egress/egress.ts';
import type { Site } from '../../../platform/html/page.ts';
import { licensorReportMail } from '../mails/licensor-report.ts';
import { dayIn } from '../rules/verdict.ts';
import { insertReport } from '../store/reports.ts';
import { type ComposedReport, contentHash } from './compose-report.ts';
import { signReport } from './sign.ts';

/** The vendor's time zone and how it signs its mails. */
export interface Frame {
  readonly zone: string;
  readonly site: Site;
}

/** Sends a report: its row, what it told of whom, and the signed mail, all or nothing. */
export async function sendReport(
  trx: Trx<'licensor obligation'>,
  deps: Deps,
  report: ComposedReport,
  { zone, site, approvedBy }: Frame & { readonly approvedBy: string | null },
): Promise<{ id: string }> {
  const { contract, rows, content, from, until } = report;
  const id = deps.ids.uuid();
  const contentSha256 = contentHash(report);
  await insertReport(trx, {
    id,
    recipientId: contract.recipientId,
    contractId: contract.id,
    from,
    until,
    registrationIds: rows.map((row) => row.id),
    contentSha256,
    at: deps.clock.now(),
    approvedBy,
  });
  const facts = {
    id,
    from: dayIn(zone, from),
    until: dayIn(zone, new Date(until.getTime() - 1)),
    count: rows.length,
  };
  const mail = licensorReportMail({
    ...facts,
    site,
    fields: report.fields,
    format: contract.format,
    content,
    signature: signReport(deps.signing, { ...facts, sha256: contentSha256.toString('hex') }),
  });
  const given = {
    recipientKind: 'licensor',
    recipientId: contract.recipientId,
    purpose: 'licensor obligation',
    fields: report.fields,
    basis: 'contract',
  } as const;
  await deps.egress.send(trx, {
    disclosures: rows.map(
      (row): Disclosure => ({
        ...given,
        fields: report.fields.filter((field) => row.notice_fields.includes(field)),
        personId: row.person_id,
        companyId: row.company_id,
        channel: 'report',
        about: { kind: 'report', id },
      }),
    ),
    mails: [
      {
        kind: 'licensor report',
        to: contract.mailbox,
        ...mail,
        disclosure: { ...given, personId: null, companyId: null, about: { kind: 'report', id } },
      },
    ],
  });
  return { id };
}
