import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { type PresentPerson, presentPeople } from '../../contacts/index.ts';
import type { LiveContract } from '../../disclosures/index.ts';
import { type FieldName, registrationFields } from '../rules/registration-fields.ts';
import { csv, reportUntil, startOfDay } from '../rules/report-due.ts';
import * as store from '../store/reports.ts';
import { toldValue } from '../store/told.ts';

/** Registrations in one report; what is left goes into the next one at once. */
export const mostInOne = 500;
/** A transaction that gave its time earlier may commit later: look back this far for what the last report missed. */
const overlapMs = 3_600_000;

/** A contract under which reports can be made. */
export type Reported = LiveContract & {
  readonly frequency: NonNullable<LiveContract['frequency']>;
  readonly mailbox: string;
};

/** Without a mailbox or a frequency there is nowhere to send it, or no day; without confidentiality nothing may be sent. */
export function isReported(contract: LiveContract): contract is Reported {
  const { frequency, mailbox, fields, confidential } = contract;
  return frequency !== null && mailbox !== null && fields.length > 0 && confidential;
}

/** What a report under a contract would say. */
export interface ComposedReport {
  readonly contract: Reported;
  readonly rows: readonly store.UnreportedRow[];
  readonly fields: readonly FieldName[];
  /** One line a registration, in the order of the fields. */
  readonly lines: readonly (readonly (string | null)[])[];
  readonly content: string;
  readonly from: Date;
  readonly until: Date;
}

/** Which registrations a report that is made now would look through. */
export function soughtOf(
  contract: Reported,
  { last, until, zone }: { readonly last: Date | null; readonly until: Date; readonly zone: string },
) {
  const signed = startOfDay(contract.signedOn, zone);
  return {
    contractId: contract.id,
    licensorId: contract.recipientId,
    from: last ? new Date(Math.max(signed.getTime(), last.getTime() - overlapMs)) : signed,
    // What was written in this very millisecond belongs to a report made at each activation.
    until: contract.frequency === 'each activation' ? new Date(until.getTime() + 1) : until,
    fields: contract.fields,
  };
}

/** Until when a report reaches that is made now, or was looked at a while ago. */
export function untilOf(
  contract: Reported,
  { now, zone, asked }: { readonly now: Date; readonly zone: string; readonly asked: Date | null },
): Date {
  const until = reportUntil(contract.frequency, now, zone);
  return asked && asked < until ? asked : until;
}

/** Null where there is nothing to report. */
export async function composeReport(
  trx: Trx<'licensor obligation'>,
  contract: Reported,
  { until, zone }: { readonly until: Date; readonly zone: string },
): Promise<ComposedReport | null> {
  const last = await store.reportedUntil(trx, contract.id);
  const rows = await store.readUnreported(trx, { ...soughtOf(contract, { last, until, zone }), limit: mostInOne });
  if (rows.length === 0) return null;
  const fields = registrationFields.map(({ name }) => name).filter((name) => contract.fields.includes(name));
  const present = await presentPeople(
    trx,
    rows.map((row) => row.person_id),
  );
  const lines = rows.map((row) => fields.map((field) => reportedValue(row, present.get(row.person_id), field)));
  const content = contract.format === 'json' ? json(fields, lines) : csv(fields, lines);
  const from = last ?? startOfDay(contract.signedOn, zone);
  return { contract, rows, fields, lines, content, from, until: reachOf(rows, until) };
}

/** One that is full reaches to its last registration, so that the next one begins there and leaves nobody out. */
function reachOf(rows: readonly store.UnreportedRow[], until: Date): Date {
  const last = rows.length < mostInOne ? undefined : rows.at(-1);
  return last ? new Date(Math.min(last.applied_at.getTime() + 1, until.getTime())) : until;
}

export function contentHash(report: ComposedReport): Buffer {
  return sha256(report.content);
}

function json(fields: readonly string[], lines: ComposedReport['lines']): string {
  const registrations = lines.map((line) => Object.fromEntries(fields.map((field, at) => [field, line[at] ?? null])));
  return `${canonicalJson({ fields, registrations })}\n`;
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
