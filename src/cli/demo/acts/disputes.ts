import { type Act, type InUse, type Stage, seatOf } from '../stage.ts';
import { act, dayMs, registrant } from './act.ts';

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

/** A company says that the licence of another is its own. */
async function claim(stage: Stage, which: number, evidence: string): Promise<{ id: string }> {
  const single = stage.inUse.filter((each) => each.single);
  const [subject, other] = [single.at(-2 - 2 * which), single.at(-3 - 2 * which)] as [InUse, InUse];
  const [{ companyId: holderId }, claimant] = [await registrant(stage, subject), await registrant(stage, other)];
  const all = await Promise.all(single.map((each) => registrant(stage, each)));
  const companyId =
    claimant.companyId === holderId
      ? (all.find((each) => each.companyId !== holderId)?.companyId ?? '')
      : claimant.companyId;
  return seatOf(stage, 'licence desk').call<{ id: string }>('POST', `/api/v1/licences/${subject.id}/disputes`, {
    companyId,
    channel: 'phone',
    evidence,
  });
}
