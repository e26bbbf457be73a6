import { activate, firstActivation, keyOf, tryInVain } from '../customers.ts';
import { day } from '../founding.ts';
import { at, type Batch, type Purchase, quarterStart, type SampleCompany, workingHour } from '../sample-companies.ts';
import { type Act, type InUse, type Stage, seatOf } from '../stage.ts';
import { products, resellers } from '../world.ts';
import { act, afterwards, dayMs, times, yearMs } from './act.ts';

/** Each quarter every reseller gets the serials that it will sell, and a few that stay on its shelf. */
export function issues(stage: Stage, companies: readonly SampleCompany[]): Act[] {
  const wanted = new Map<string, { batch: Batch; count: number }>();
  const want = (batch: Batch, count: number) => {
    const known = wanted.get(keyOf(batch));
    if (known) known.count += count;
    else wanted.set(keyOf(batch), { batch, count });
  };
  for (const company of companies) for (const { batch } of company.purchases) want(batch, 1);
  for (let quarter = 0; quarter < 16; quarter += 1)
    for (const reseller of resellers.keys())
      want(
        { reseller, quarter, product: quarter % products.length, kind: 'perpetual', seats: 1 },
        stage.chance.whole(1, 4),
      );
  return [...wanted.values()].map(({ batch, count }) =>
    act(quarterStart(stage.span, batch.quarter), 'serials issued', () => issue(stage, batch, count)),
  );
}

async function issue(stage: Stage, batch: Batch, count: number): Promise<void> {
  // Of a product that is not out yet, there is another to sell.
  const code = [products[batch.product]?.code ?? '', 'DEMO-MILL'].find((each) => stage.releaseIds.has(each)) ?? '';
  const nextYear = day(new Date(quarterStart(stage.span, batch.quarter + 1).getTime() + yearMs));
  const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { id: string; serial: string }[] }>(
    'POST',
    '/api/v1/licences',
    {
      holderCompanyId: stage.resellerIds[batch.reseller],
      productId: stage.productIds.get(code),
      releaseId: stage.releaseIds.get(code),
      kind: batch.kind,
      count,
      seats: batch.seats,
      expiresOn: batch.kind === 'subscription' ? nextYear : null,
      maintenanceUntil: batch.kind === 'perpetual' ? nextYear : null,
    },
  );
  stage.stock.set(keyOf(batch), [...licences]);
}

export function activations(stage: Stage, company: SampleCompany, purchase: Purchase): Act[] {
  let serial = '';
  const [first, ...further] = [...purchase.activations].sort((a, b) => a.at.getTime() - b.at.getTime());
  if (!first) return [];
  const ordered = { ...purchase, activations: [first, ...further] };
  const acts = [
    act(first.at, 'activations', async () => {
      ({ serial } = await firstActivation(stage, company, ordered));
    }),
    ...further.map((next) =>
      act(next.at, 'activations', async () => void (await activate(stage, { serial, company, ...next }))),
    ),
  ];
  const full = purchase.activations.length === purchase.batch.seats && purchase.batch.kind === 'perpetual';
  if (full && stage.chance.happens(0.1)) {
    const last = ordered.activations.at(-1)?.at ?? first.at;
    acts.push(
      act(afterwards(stage, last, 60), 'refusals', () =>
        tryInVain(stage, { serial, company, ...first }, ['KEPT_SEATS_USED_UP']),
      ),
    );
  }
  const expires = new Date(quarterStart(stage.span, purchase.batch.quarter + 1).getTime() + yearMs + 3 * dayMs);
  if (purchase.batch.kind === 'subscription' && expires < stage.span.end && stage.chance.happens(0.3))
    acts.push(
      act(afterwards(stage, expires, 30), 'refusals', () =>
        tryInVain(stage, { serial, company, ...first }, ['KEPT_LICENCE_EXPIRED']),
      ),
    );
  return acts;
}

export function suspensions(stage: Stage): Act[] {
  const chosen = new Set<string>();
  return times(14, (index) => {
    let suspended: InUse | undefined;
    const from = workingHour(stage.chance, stage.span, at(stage.span, 0.3 + index * 0.049));
    const desk = () => seatOf(stage, 'licence desk');
    const acts = [
      act(from, 'suspensions', async () => {
        // Of one seat, so that nobody is in the middle of taking another; and each once.
        const there = stage.inUse.filter(({ id, single }) => single && !chosen.has(id));
        if (there.length === 0) return;
        suspended = stage.chance.pick(there);
        chosen.add(suspended.id);
        await desk().call('POST', `/api/v1/licences/${suspended.id}/suspend`, {});
      }),
      act(afterwards(stage, from, 1), 'refusals', async () => {
        if (suspended) await tryInVain(stage, { ...suspended, byProgram: false }, ['KEPT_LICENCE_SUSPENDED']);
      }),
    ];
    if (index % 5 < 3)
      acts.push(
        act(new Date(from.getTime() + 20 * dayMs), 'suspensions', async () => {
          if (suspended) await desk().call('POST', `/api/v1/licences/${suspended.id}/resume`, {});
        }),
      );
    return acts;
  }).flat();
}

/** Refusals of the last days, so that somebody's home page has something that waits. */
export function lately(stage: Stage): Act[] {
  return [60, 41, 22, 4].map((hours) =>
    act(new Date(stage.span.end.getTime() - hours * 3_600_000), 'refusals', async () => {
      const there = stage.inUse.filter(({ single }) => single);
      if (there.length === 0) return;
      const attempt = { ...stage.chance.pick(there), byProgram: false };
      await tryInVain(stage, attempt, ['KEPT_SEATS_USED_UP', 'KEPT_LICENCE_EXPIRED']);
    }),
  );
}
