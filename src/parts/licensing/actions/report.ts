import type { Deps } from '../../../platform/deps.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { liveContracts } from '../../disclosures/index.ts';
import { dayIn } from '../rules/verdict.ts';
import { lockContract } from '../store/reports.ts';
import { composeReport, isReported, mostInOne, type Reported, untilOf } from './compose-report.ts';
import { anyEagerContract, vendorZone } from './remembered.ts';
import { type Frame, sendReport } from './send-report.ts';

/** Contracts under which reports are made today. */
export async function reportedContracts(deps: Deps, zone: string): Promise<Reported[]> {
  const on = dayIn(zone, deps.clock.now());
  return (await liveContracts(deps.db.read, { kind: 'registration report', on })).filter(isReported);
}

/** Sends every report that is due now and waits for nobody. May run as often as one likes: each registration is reported once. */
export async function sendDueReports(deps: Deps, which: 'all' | 'each activation' = 'all'): Promise<number> {
  const zone = await vendorZone(deps);
  const contracts = await reportedContracts(deps, zone);
  const frame = { zone, site: await deps.site() };
  let sent = 0;
  for (const contract of contracts) {
    if (contract.approval || (which !== 'all' && contract.frequency !== which)) continue;
    sent += await sendAll(deps, contract, frame);
  }
  if (sent > 0) deps.nudge();
  return sent;
}

async function sendAll(deps: Deps, contract: Reported, frame: Frame): Promise<number> {
  for (let sent = 0; ; sent += 1) {
    const count = await deps.db.as('licensor obligation', async (trx) => {
      await lockContract(trx, contract.id);
      const until = untilOf(contract, { now: deps.clock.now(), zone: frame.zone, asked: null });
      const report = await composeReport(trx, contract, { until, zone: frame.zone });
      if (report) await sendReport(trx, deps, report, { ...frame, approvedBy: null });
      return report?.rows.length ?? 0;
    });
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
  const contracts = await reportedContracts(deps, await vendorZone(deps));
  return contracts.some(({ approval, frequency }) => !approval && frequency === 'each activation');
}
