import { runLeadClock } from '../../../parts/resellers/index.ts';
import { at, workingHour } from '../sample-companies.ts';
import { type Act, type Seat, type Stage, seatOf } from '../stage.ts';
import { act, dayMs, times } from './act.ts';

/** Whom the reseller's seat belongs to; the last one's account ends in the story. */
export function seatOfReseller(stage: Stage, companyId: string | null): Seat | null {
  const index = companyId === null ? -1 : stage.resellerIds.indexOf(companyId);
  return index < 0 || index > 5 ? null : seatOf(stage, `reseller ${index}`);
}

/** The first reseller becomes the distributor of the second, and some serve more than a country. */
export function channel(stage: Stage): Act[] {
  const [first, second, third] = stage.resellerIds;
  const desk = () => seatOf(stage, 'licence desk');
  return [
    act(at(stage.span, 0.06), 'distributor', async () => {
      await desk().call('PUT', `/api/v1/resellers/${second}/distributor`, { distributorCompanyId: first });
      for (const territory of [
        { country: 'DE', postalFrom: '80', postalTo: '89', priority: 50 },
        { country: 'DE', industry: 'Aerospace', priority: 60 },
        { account: 'Sample Works of Everywhere', priority: 1 },
      ])
        await desk().call('POST', `/api/v1/resellers/${third}/territories`, territory);
    }),
    ...times(4, (index) =>
      act(at(stage.span, 0.2 + index * 0.2), 'stock', async () => {
        const code = [...stage.releaseIds.keys()][0] ?? '';
        const productId = stage.productIds.get(code);
        const issued = { holderCompanyId: first, productId, releaseId: stage.releaseIds.get(code), count: 6 };
        await desk().call('POST', '/api/v1/licences', { ...issued, kind: 'nfr' });
        const split = { fromCompanyId: first, toCompanyId: second, productId, kind: 'nfr', count: 3 };
        await seatOf(stage, 'reseller 0').call('POST', '/api/v1/stock/split', split);
      }),
    ),
  ];
}

const places = [
  { country: 'DE', postalCode: '80331', city: 'Munich' },
  { country: 'FR', postalCode: '69001', city: 'Lyon' },
  { country: 'GB', postalCode: 'LS1 1AA', city: 'Leeds' },
  { country: 'US', postalCode: '44101', city: 'Cleveland', region: 'Ohio' },
  { country: 'AT', postalCode: '4020', city: 'Linz' },
  { country: 'BR', postalCode: '01000', city: 'Campinas' },
];
const interests = ['new licences', 'trial', 'advice'];

/** Prospects that turn to the vendor: taken, declined, forgotten until the time is over, and some that nobody serves. */
export function leads(stage: Stage): Act[] {
  const asked = times(Math.max(8, Math.ceil(18 * stage.scale)), (index) => {
    // The last ones are open still when the story ends.
    const when = workingHour(
      stage.chance,
      stage.span,
      at(stage.span, 0.1 + (0.895 * index) / Math.ceil(18 * stage.scale)),
    );
    return [
      act(when, 'leads', () => enter(stage, index)),
      ...[2.2, 3.2, 6.4].map((days) => act(new Date(when.getTime() + days * dayMs), 'leads', () => clock(stage))),
    ];
  });
  const last = times(3, (index) =>
    act(new Date(stage.span.end.getTime() - (3 + index * 4) * 3_600_000), 'leads', () => enter(stage, 100 + index * 4)),
  );
  return [...asked.flat(), ...last, act(new Date(stage.span.end.getTime() - 1_800_000), 'leads', () => clock(stage))];
}

async function clock(stage: Stage): Promise<void> {
  await runLeadClock(stage.kept.deps);
}

async function enter(stage: Stage, index: number): Promise<void> {
  const desk = seatOf(stage, 'licence desk');
  const { id } = await desk.call<{ id: string }>('POST', '/api/v1/leads', {
    ...(places[index % places.length] as (typeof places)[number]),
    companyName: `Sample Prospect ${index + 1}`,
    name: `Prospect Person ${index + 1}`,
    email: `person${index + 1}@sample-prospect.example`,
    interest: interests[index % interests.length],
  });
  // Every fourth is left to the clock; those of the last days wait.
  if (index % 4 === 0) return;
  const { holder } = await desk.call<{ holder: { id: string } | null }>('GET', `/api/v1/leads/${id}`);
  const seat = seatOfReseller(stage, holder?.id ?? null);
  if (!seat) return;
  await seat.call('POST', `/api/v1/leads/${id}/${index % 4 === 1 ? 'decline' : 'accept'}`);
  if (index % 4 === 2)
    await seat.call('POST', `/api/v1/leads/${id}/close`, { outcome: index % 8 === 2 ? 'won' : 'lost' });
}
