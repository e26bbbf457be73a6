import { sendRenewalReminders } from '../../../parts/licensing/index.ts';
import { day } from '../founding.ts';
import { at, workingHour } from '../sample-companies.ts';
import { type Act, type InUse, type Stage, seatOf } from '../stage.ts';
import { act, dayMs, registrant, times, visits, yearMs } from './act.ts';

const yearLater = (from: Date) => new Date(from.getTime() + yearMs - dayMs);
const keep = (stage: Stage, body: object) =>
  seatOf(stage, 'licence desk').call<{ id: string }>('POST', '/api/v1/contracts', body);

/** Maintenance for licences, support for companies that is renewed; a few end in the weeks after today. */
export function contracts(stage: Stage): Act[] {
  const maintained = visits(stage, { kind: 'contracts', count: 60 }, async (subject, index) => {
    const from = stage.clock.now();
    await keep(stage, {
      kind: 'maintenance',
      number: `M-${1000 + index}`,
      licenceId: subject.id,
      startsOn: day(from),
      endsOn: day(yearLater(from)),
    });
  });
  const supported = visits(stage, { kind: 'contracts', count: 12 }, async (subject, index) => {
    const { companyId } = await registrant(stage, subject);
    const from = new Date(stage.clock.now().getTime() - yearMs);
    const terms = { kind: 'support', companyId, startsOn: day(from), endsOn: day(yearLater(from)) };
    const { id } = await keep(stage, { ...terms, number: `S-${1000 + index}` });
    const next = new Date(from.getTime() + yearMs + dayMs);
    const days = { startsOn: day(next), endsOn: day(yearLater(next)) };
    await keep(stage, { ...terms, ...days, number: `S-${2000 + index}`, renewsId: id });
  });
  const soon = times(6, (index) =>
    act(workingHour(stage.chance, stage.span, at(stage.span, 0.95 + index * 0.005)), 'contracts', async () => {
      const subject: InUse | undefined = stage.inUse.at(-1 - index);
      if (!subject) return;
      const endsOn = day(new Date(stage.span.end.getTime() + (5 + index * 14) * dayMs));
      const startsOn = day(new Date(stage.span.end.getTime() - 300 * dayMs));
      await keep(stage, { kind: 'maintenance', number: `M-${2000 + index}`, licenceId: subject.id, startsOn, endsOn });
    }),
  );
  return [...maintained, ...supported, ...soon, ...reminders(stage)];
}

function reminders(stage: Stage): Act[] {
  const nights = Math.floor((stage.span.end.getTime() - stage.span.start.getTime()) / (30 * dayMs));
  return times(nights, (index) =>
    act(new Date(stage.span.end.getTime() - dayMs - index * 30 * dayMs), 'reminders', async () => {
      await sendRenewalReminders(stage.kept.deps);
    }),
  );
}

/** Serials that a reseller hands to a customer before they are activated, and some that go to another reseller first. */
export function handovers(stage: Stage): Act[] {
  return visits(stage, { kind: 'serials handed over', count: 16 }, async (subject, index) => {
    const desk = seatOf(stage, 'licence desk');
    const { companyId } = await registrant(stage, subject);
    const code = [...stage.releaseIds.keys()][0] ?? '';
    const { licences } = await desk.call<{ licences: { id: string }[] }>('POST', '/api/v1/licences', {
      holderCompanyId: stage.resellerIds[subject.reseller],
      productId: stage.productIds.get(code),
      releaseId: stage.releaseIds.get(code),
      kind: index % 2 === 0 ? 'perpetual' : 'nfr',
      count: 1,
    });
    const id = licences[0]?.id;
    if (index % 3 === 0) {
      const others = stage.resellerIds.filter((_, at) => at !== subject.reseller);
      await desk.call('POST', `/api/v1/licences/${id}/pass-on`, { companyId: others[0] });
    }
    await desk.call('POST', `/api/v1/licences/${id}/hand-over`, { companyId });
    if (index % 4 === 1) await desk.call('POST', `/api/v1/licences/${id}/hold`, { reason: 'export control' });
  });
}
