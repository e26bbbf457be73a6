import { type Act, type Stage, seatOf } from '../stage.ts';
import { resellers } from '../world.ts';
import { visits } from './act.ts';

/** Resellers say that they have done what they were told of corrections and opt-outs; the last one never does, and licensors are slow. */
export function acknowledgements(stage: Stage): Act[] {
  return visits(stage, { kind: 'acknowledgements', count: 24 }, async (_subject, index) => {
    const seat = seatOf(stage, `reseller ${index % (resellers.length - 1)}`);
    await seat.call('POST', '/api/v1/holder-notices/acknowledge', {});
  });
}
