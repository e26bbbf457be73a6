import { errors } from '../errors.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { act, dayMs } from './act.ts';

/** In the last weeks two companies claim licences of others: one is decided for the company that claims it, one is open still. */
export function disputes(stage: Stage): Act[] {
  const before = (days: number) => new Date(stage.span.end.getTime() - days * dayMs);
  const opened: { id: string }[] = [];
  return [
    act(before(12), 'disputes', async () => {
      opened.push(await claim(stage, 0, 'Order 2214 of the dealer names this serial'));
    }),
    act(before(6), 'disputes', async () => {
      const [first] = opened;
      if (!first) return;
      const note = { side: 'holder', channel: 'mail', evidence: 'They looked through their orders, and found none' };
      await seatOf(stage, 'licence desk').call('POST', `/api/v1/disputes/${first.id}/evidence`, note);
      const decision = { outcome: 'goes over', reason: 'purchase shown' };
      await seatOf(stage, 'administrator').call('POST', `/api/v1/disputes/${first.id}/decide`, decision);
    }),
    act(before(3), 'disputes', async () => {
      await claim(stage, 1, 'They say that a branch of theirs was sold with the machines, and not the licence');
    }),
  ];
}

/** A company says that the licence of another is its own: the last ones that were sold, of those that are in use. */
async function claim(stage: Stage, which: number, evidence: string): Promise<{ id: string }> {
  const desk = seatOf(stage, 'licence desk');
  const found: { licenceId: string; companyId: string }[] = [];
  for (const { id } of stage.inUse.filter((each) => each.single).reverse()) {
    const { acts, company } = await desk.call<{ acts: string[]; company: { id: string } | null }>(
      'GET',
      `/api/v1/licences/${id}`,
    );
    if (company && acts.includes('claim') && found.every(({ companyId }) => companyId !== company.id))
      found.push({ licenceId: id, companyId: company.id });
    if (found.length === 4) break;
  }
  const [subject, other] = [found[which], found[which + 2] ?? found.at(-1)];
  if (!subject || !other || subject === other)
    throw errors.KEPT_DEMO_STOPPED({ step: 'a licence is claimed', code: 'there are too few companies' });
  const claimed = { companyId: other.companyId, channel: 'phone', evidence };
  return desk.call<{ id: string }>('POST', `/api/v1/licences/${subject.licenceId}/disputes`, claimed);
}
