import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { lookUp } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { dayIn } from '../rules/verdict.ts';
import * as store from '../store/reports.ts';
import type { DueReport, ReportPreview } from '../wire/reports.ts';
import { composeReport, contentHash, type Reported, soughtOf, untilOf } from './compose-report.ts';
import { rememberedIfSlow, vendorZone } from './remembered.ts';
import { reportedContracts } from './report.ts';
import { sendReport } from './send-report.ts';

/** What could be reported now, contract by contract; those that wait for somebody first. */
export async function dueReports(deps: Deps): Promise<DueReport[]> {
  const zone = await vendorZone(deps);
  const due: DueReport[] = [];
  for (const contract of await reportedContracts(deps, zone)) {
    const last = await store.reportedUntil(deps.db.read, contract.id);
    const until = untilOf(contract, { now: deps.clock.now(), zone, asked: null });
    // As the report itself is read: who is restricted is in neither.
    const registrations = await deps.db.as('licensor obligation', (trx) =>
      store.countUnreported(trx, soughtOf(contract, { last, until, zone })),
    );
    if (registrations > 0) due.push({ ...facts(contract), untilAt: until.toISOString(), registrations });
  }
  return due.sort((a, b) => Number(b.approval) - Number(a.approval));
}

/** On the first page a report of so many registrations says that it has so many, or more. */
const countedAtMost = 1_000;

/**
 * Reports that wait for somebody's approval, for the first page. Everybody who is signed in asks for them once a minute, and with a
 * million registrations a count takes seconds: what took long is remembered for a while.
 */
export function reportsToApprove(deps: Deps): Promise<Pick<DueReport, 'contractId' | 'recipient' | 'registrations'>[]> {
  return rememberedIfSlow(deps, async () => {
    const zone = await vendorZone(deps);
    const waiting: Pick<DueReport, 'contractId' | 'recipient' | 'registrations'>[] = [];
    for (const contract of (await reportedContracts(deps, zone)).filter(({ approval }) => approval)) {
      const last = await store.reportedUntil(deps.db.read, contract.id);
      const until = untilOf(contract, { now: deps.clock.now(), zone, asked: null });
      const sought = { ...soughtOf(contract, { last, until, zone }), limit: countedAtMost };
      const registrations = await store.countUnreportedUpTo(deps.db.read, sought);
      if (registrations > 0) waiting.push({ ...facts(contract), registrations });
    }
    return waiting;
  });
}

function facts(contract: Reported) {
  const { id, recipientId, recipientName, fields, frequency, format, approval } = contract;
  return {
    contractId: id,
    recipient: { id: recipientId, name: recipientName },
    fields: [...fields],
    frequency,
    format,
    approval,
  };
}

/** Shows a report as it would leave now. Whoever is in it was looked up, and will see so. */
export async function previewReport(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  contractId: string,
): Promise<ReportPreview> {
  const zone = await vendorZone(deps);
  const contract = await contractOf(deps, zone, contractId);
  return lookUp(deps, who, ground, {
    async read(trx) {
      const until = untilOf(contract, { now: deps.clock.now(), zone, asked: null });
      // The route admits this one purpose.
      const read = await composeReport(trx as Trx<'licensor obligation'>, contract, { until, zone });
      const lookUps = (read?.rows ?? []).map((row) => ({
        kind: 'listed' as const,
        personId: row.person_id,
        companyId: row.company_id,
        fields: read?.fields ?? [],
      }));
      return { read, lookUps };
    },
    async finish(_trx, report) {
      if (!report) throw errors.KEPT_NOTHING_TO_REPORT();
      return {
        ...facts(contract),
        registrations: report.rows.length,
        fromDay: dayIn(zone, report.from),
        untilAt: report.until.toISOString(),
        sha256: contentHash(report).toString('hex'),
        columns: [...report.fields],
        lines: report.lines.map((values, at) => ({ registrationId: report.rows[at]?.id ?? '', values: [...values] })),
      };
    },
  });
}

/** Sends the report that was looked at: not one in which anything has changed since. */
export async function approveReport(
  deps: Deps,
  who: Member,
  input: { readonly contractId: string; readonly untilAt: string; readonly sha256: string },
): Promise<{ id: string }> {
  const zone = await vendorZone(deps);
  const site = await deps.site();
  const contract = await contractOf(deps, zone, input.contractId);
  const sent = await deps.db.as('licensor obligation', async (trx) => {
    await store.lockContract(trx, contract.id);
    const until = untilOf(contract, { now: deps.clock.now(), zone, asked: new Date(input.untilAt) });
    const report = await composeReport(trx, contract, { until, zone });
    if (!report) throw errors.KEPT_NOTHING_TO_REPORT();
    if (contentHash(report).toString('hex') !== input.sha256) throw errors.KEPT_REPORT_CHANGED();
    const made = await sendReport(trx, deps, report, { zone, site, approvedBy: who.memberId });
    await audit(trx, deps, who, {
      action: 'licensing.report approved',
      aboutKind: 'report',
      aboutId: made.id,
      detail: { count: report.rows.length },
    });
    return made;
  });
  deps.nudge();
  return sent;
}

async function contractOf(deps: Deps, zone: string, contractId: string): Promise<Reported> {
  const contract = (await reportedContracts(deps, zone)).find(({ id }) => id === contractId);
  if (!contract) throw httpErrors.KEPT_NOT_FOUND();
  return contract;
}
