import { at, workingHour } from '../sample-companies.ts';
import { type Act, type InUse, type Stage, seatOf } from '../stage.ts';

export const dayMs = 86_400_000;
export const yearMs = 365.25 * dayMs;

export const act = (when: Date, kind: string, run: () => Promise<void>): Act => ({ at: when, kind, run });

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Some time within `days` days after that. */
export const afterwards = (stage: Stage, from: Date, days: number): Date =>
  new Date(from.getTime() + (0.1 + stage.chance.next()) * days * dayMs);

/**
 * Things that somebody does with customers, scattered over the years; `count` for the demo of the usual size. `run` gets
 * a licence in use, out of those that fit.
 */
export function visits(
  stage: Stage,
  given: { kind: string; count: number; fits?: (each: InUse) => boolean },
  run: (subject: InUse, index: number) => Promise<void>,
): Act[] {
  return times(Math.max(3, Math.ceil(given.count * stage.scale)), (index) => {
    const when = workingHour(stage.chance, stage.span, at(stage.span, 0.08 + 0.9 * stage.chance.next()));
    return act(when, given.kind, async () => {
      const there = given.fits ? stage.inUse.filter(given.fits) : stage.inUse;
      if (there.length > 0) await run(stage.chance.pick(there), index);
    });
  });
}

/** Who registered a licence, as the desk knows it. */
export async function registrant(stage: Stage, { id }: InUse): Promise<{ companyId: string; personId: string }> {
  const { registrations } = await seatOf(stage, 'licence desk').call<{
    registrations: { personId: string; company: { id: string } }[];
  }>('GET', `/api/v1/licences/${id}`);
  const { personId, company } = registrations[0] as (typeof registrations)[number];
  return { companyId: company.id, personId };
}
