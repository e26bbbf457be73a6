import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { actor, type Who } from '../../../../platform/http/who.ts';
import { audit } from '../../../staff/index.ts';
import { errors } from '../../errors/reports.ts';
import { statisticsReportMail } from '../../mails/report.ts';
import { duePeriod } from '../../rules/mail-due.ts';
import { dayIn } from '../../rules/range.ts';
import {
  deleteMailReport,
  insertMailReport,
  type MailReportRow,
  readMailReports,
  takeMailReport,
} from '../../store/kept.ts';
import type { ReportSite } from '../../store/reports.ts';
import type { ReportsHanded, StaffMailbox } from '../../wire/handed.ts';
import type { MailReport, NewMailReport } from '../../wire/kept.ts';
import type { DimensionName, Range } from '../../wire/reports.ts';
import { frameOf, siteOfSlug } from '../reports/frame.ts';
import { overview } from '../reports/overview.ts';
import { tableOf } from '../reports/table.ts';

export type { ReportsHanded } from '../../wire/handed.ts';

/** Roles that may read the figures, and so may get them by mail. */
const readers: ReadonlySet<string> = new Set(['administrator', 'marketing', 'product manager', 'privacy officer']);

export async function mailReports(
  deps: Deps,
  handed: Pick<ReportsHanded, 'mailboxes'>,
  site: ReportSite,
): Promise<{ mails: MailReport[] }> {
  const rows = await readMailReports(deps.db.read, site.id);
  const members = await handed.mailboxes(rows.map((row) => row.memberId));
  return { mails: rows.map((row) => present(row, members.get(row.memberId))) };
}

/** From now on a member of staff gets a report of each week or month. Who may not read the figures gets none. */
export async function askForMailReport(
  trx: Trx,
  deps: Deps,
  who: Who,
  {
    site,
    asked,
    member,
  }: { readonly site: ReportSite; readonly asked: NewMailReport; readonly member: StaffMailbox | null },
): Promise<MailReport> {
  if (!member || !readers.has(member.role)) throw errors.KEPT_NOT_OF_STAFF();
  const row = { id: deps.ids.uuid(), memberId: asked.memberId, every: asked.every, createdAt: deps.clock.now() };
  if (!(await insertMailReport(trx, { ...row, siteId: site.id, by: actor(who).id })))
    throw errors.KEPT_MAIL_REPORT_TAKEN();
  await audit(trx, deps, who, {
    action: 'statistics.mail-report-asked',
    aboutKind: 'member',
    aboutId: asked.memberId,
    detail: { site: site.slug, every: asked.every },
  });
  return present({ ...row, site: site.slug, sentFor: null }, member);
}

export async function endMailReport(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, id }: { readonly site: ReportSite; readonly id: string },
): Promise<void> {
  if (!(await deleteMailReport(trx, site.id, id))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, {
    action: 'statistics.mail-report-ended',
    aboutKind: 'mail report',
    aboutId: id,
    detail: { site: site.slug },
  });
}

/** Sends what is due: the last whole week or month of each site's calendar. May run as often as one likes. */
export async function sendDueMailReports(deps: Deps, handed: Pick<ReportsHanded, 'mailboxes'>): Promise<number> {
  const rows = await readMailReports(deps.db.read, null);
  const members = await handed.mailboxes([...new Set(rows.map((row) => row.memberId))]);
  let sent = 0;
  for (const row of rows) {
    const member = members.get(row.memberId);
    // Whoever has left, or may no longer read the figures, gets none.
    if (member && readers.has(member.role) && (await sendIfDue(deps, row, member))) sent += 1;
  }
  if (sent > 0) deps.nudge();
  return sent;
}

async function sendIfDue(deps: Deps, row: MailReportRow, member: StaffMailbox): Promise<boolean> {
  const site = await siteOfSlug(deps, row.site);
  const live = site.origins.find(({ origin }) => origin === 'live');
  const period = duePeriod(row, {
    today: dayIn(site.timeZone, deps.clock.now()),
    askedOn: dayIn(site.timeZone, row.createdAt),
    open: live?.open ?? [],
  });
  if (!period) return false;
  const mail = statisticsReportMail(await contentOf(deps, site, row, period), {
    id: row.id,
    memberId: member.id,
    to: member.email,
  });
  return deps.db.base(async (trx) => {
    if (!(await takeMailReport(trx, row.id, period.from))) return false;
    await deps.egress.send(trx, { mails: [mail] });
    return true;
  });
}

const tables: readonly DimensionName[] = ['page', 'referrer', 'country', 'goal'];

async function contentOf(deps: Deps, site: ReportSite, row: MailReportRow, period: Range) {
  const asked = { from: period.from, to: period.to, compare: 'previous' as const };
  const frame = await frameOf(deps, row.site, asked);
  return {
    site: await deps.site(),
    name: site.name,
    every: row.every,
    overview: await overview(deps, { oneAddress: () => false }, row.site, asked),
    tables: await Promise.all(tables.map((dimension) => tableOf(deps, frame, dimension, { limit: 10 }))),
    url: `${deps.publicUrl}/desk/statistics?site=${row.site}&from=${period.from}&to=${period.to}`,
  };
}

function present(row: MailReportRow, member: StaffMailbox | undefined): MailReport {
  return {
    id: row.id,
    memberId: row.memberId,
    memberName: member?.name ?? '',
    every: row.every,
    createdAt: row.createdAt.toISOString(),
    sentFor: row.sentFor,
  };
}
