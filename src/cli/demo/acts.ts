import { sendDueReports } from '../../parts/licensing/index.ts';
import { activate, firstActivation, keyOf, tryInVain } from './customers.ts';
import { day } from './founding.ts';
import { isGone } from './mailbox.ts';
import { ownWishes, useOwnPage } from './own-page.ts';
import { at, type Batch, type Purchase, quarterStart, type SampleCompany, workingHour } from './sample-companies.ts';
import { type Act, type InUse, type Stage, seatOf } from './stage.ts';
import { laterVendor, products, reasons, resellers } from './world.ts';

const dayMs = 86_400_000;
const yearMs = 365.25 * dayMs;

/** Everything that happens after the first days, in the order of time. */
export function plan(stage: Stage, companies: readonly SampleCompany[]): Act[] {
  const acts = [
    ...releases(stage),
    ...issues(stage, companies),
    ...companies.flatMap((company) => company.purchases.flatMap((purchase) => activations(stage, company, purchase))),
    ...suspensions(stage),
    ...reassignments(stage),
    ...lookUps(stage),
    ...corrections(stage),
    ...optOuts(stage),
    ...ownPages(stage),
    ...secondPolicy(stage),
    ...reports(stage),
    ...departures(stage),
  ];
  return acts
    .filter((act) => act.at.getTime() < stage.span.end.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function releases(stage: Stage): Act[] {
  return products.flatMap((product) =>
    product.releases.map((release) => {
      const builtAt = new Date(stage.span.start.getTime() + release.years * yearMs);
      return act(builtAt, 'releases', async () => {
        const desk = seatOf(stage, 'product manager');
        let productId = stage.productIds.get(product.code);
        if (!productId) {
          const made = await desk.call<{ id: string }>('POST', '/api/v1/products', {
            code: product.code,
            name: product.name,
          });
          productId = made.id;
          stage.productIds.set(product.code, productId);
        }
        const technologyIds = release.technologies.map((index) => stage.technologyIds[index]);
        const shown = await desk.call<{ releases: { id: string; version: string }[] }>(
          'POST',
          `/api/v1/products/${productId}/releases`,
          { version: release.version, builtOn: day(builtAt), technologyIds },
        );
        const releaseId = shown.releases.find(({ version }) => version === release.version)?.id;
        if (releaseId) stage.releaseIds.set(product.code, releaseId);
        await readNotice(stage);
      });
    }),
  );
}

/** The form as it stands from now on; what was shown last is what activations name. */
async function readNotice(stage: Stage): Promise<void> {
  const { body } = await stage.door.send({ method: 'GET', path: '/api/v1/registration-schema' });
  stage.notice = (body as { notice: { sha256: string } }).notice.sha256;
}

/** Each quarter every reseller gets the serials that it will sell, and a few that stay on its shelf. */
function issues(stage: Stage, companies: readonly SampleCompany[]): Act[] {
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

function activations(stage: Stage, company: SampleCompany, purchase: Purchase): Act[] {
  let serial = '';
  const [first, ...further] = [...purchase.activations].sort((a, b) => a.at.getTime() - b.at.getTime());
  if (!first) return [];
  const ordered = { ...purchase, activations: [first, ...further] };
  const acts = [
    act(first.at, 'activations', async () => {
      ({ serial } = await firstActivation(stage, company, ordered));
    }),
    ...further.map((next) => act(next.at, 'activations', () => activate(stage, { serial, company, ...next }))),
  ];
  const full = purchase.activations.length === purchase.batch.seats && purchase.batch.kind === 'perpetual';
  if (full && stage.chance.happens(0.1)) {
    const last = ordered.activations.at(-1)?.at ?? first.at;
    acts.push(
      act(afterwards(stage, last, 60), 'refusals', () =>
        tryInVain(stage, { serial, company, ...first }, 'KEPT_SEATS_USED_UP'),
      ),
    );
  }
  const expires = new Date(quarterStart(stage.span, purchase.batch.quarter + 1).getTime() + yearMs + 3 * dayMs);
  if (purchase.batch.kind === 'subscription' && expires < stage.span.end && stage.chance.happens(0.3))
    acts.push(
      act(afterwards(stage, expires, 30), 'refusals', () =>
        tryInVain(stage, { serial, company, ...first }, 'KEPT_LICENCE_EXPIRED'),
      ),
    );
  return acts;
}

function suspensions(stage: Stage): Act[] {
  const chosen = new Set<string>();
  return times(14, (index) => {
    let suspended: InUse | undefined;
    const from = workingHour(stage.chance, stage.span, at(stage.span, 0.3 + index * 0.049));
    const desk = () => seatOf(stage, 'licence desk');
    const acts = [
      act(from, 'suspensions', async () => {
        // Of one seat, so that nobody is in the middle of taking another; and each once.
        suspended = stage.chance.pick(stage.inUse.filter(({ id, single }) => single && !chosen.has(id)));
        chosen.add(suspended.id);
        await desk().call('POST', `/api/v1/licences/${suspended.id}/suspend`, {});
      }),
      act(afterwards(stage, from, 1), 'refusals', async () => {
        if (suspended) await tryInVain(stage, { ...suspended, byProgram: false }, 'KEPT_LICENCE_SUSPENDED');
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

function reassignments(stage: Stage): Act[] {
  return times(6, (index) =>
    act(workingHour(stage.chance, stage.span, at(stage.span, 0.45 + index * 0.09)), 'other resellers', async () => {
      const { companyId } = await subject(stage);
      const resellerCompanyId = stage.resellerIds[index];
      await seatOf(stage, 'licence desk').call('PUT', `/api/v1/companies/${companyId}/reseller`, { resellerCompanyId });
    }),
  );
}

function lookUps(stage: Stage): Act[] {
  const ofStaff = times(220, () => {
    const role = stage.chance.weighed([
      ['licence desk', 5],
      ['support', 5],
      ['privacy officer', 1],
      ['marketing', 2],
    ] as const);
    const [purpose, reason] = stage.chance.pick<readonly [string, string]>(reasons[role]);
    const path = stage.chance.weighed([
      ['person', 6],
      ['company', 3],
      ['licence', 2],
    ]);
    return act(moment(stage), 'look-ups', async () => {
      const { companyId, personId, licenceId } = await subject(stage);
      const paths: Record<string, string> = {
        person: `/api/v1/people/${personId}`,
        company: `/api/v1/companies/${companyId}/personal`,
        licence: `/api/v1/licences/${licenceId}/registrations`,
      };
      await seatOf(stage, role).call('GET', paths[path] ?? '', undefined, { purpose, reason });
    });
  });
  const ofResellers = times(60, () =>
    act(moment(stage), 'look-ups', async () => {
      // The last one leaves before the end.
      const seller = stage.chance.whole(0, resellers.length - 2);
      const seat = seatOf(stage, `reseller ${seller}`);
      const { items } = await seat.call<{ items: { id: string }[] }>(
        'GET',
        '/api/v1/companies?kind=customer&limit=100',
      );
      if (items.length > 0) await seat.call('GET', `/api/v1/companies/${stage.chance.pick(items).id}/personal`);
    }),
  );
  const searches = times(25, () =>
    act(moment(stage), 'searches', async () => {
      const { company, serial, person } = stage.chance.pick(stage.inUse);
      const q = stage.chance.pick([company.name, serial, person.email]);
      await seatOf(stage, stage.chance.pick(['licence desk', 'support'])).call('POST', '/api/v1/search', { q });
    }),
  );
  return [...ofStaff, ...ofResellers, ...searches];
}

function corrections(stage: Stage): Act[] {
  return times(14, (index) =>
    act(moment(stage), 'corrections', async () => {
      const { personId } = await subject(stage);
      const desk = seatOf(stage, 'licence desk');
      const ground = { purpose: 'customer service', reason: 'told by letter' };
      const { version } = await desk.call<{ version: number }>('GET', `/api/v1/people/${personId}`, undefined, ground);
      const [field, value] = stage.chance.pick([
        ['phone', `+00 200 ${10_000 + index}`],
        ['role', 'Owner or manager'],
        ['title', 'Dr'],
      ]);
      await desk.call('PATCH', `/api/v1/people/${personId}`, { version, field, value }, ground);
    }),
  );
}

function optOuts(stage: Stage): Act[] {
  return times(12, () =>
    act(moment(stage), 'opt-outs', async () => {
      const { personId } = await subject(stage);
      const channel = stage.chance.pick(['mail', 'post', 'phone']);
      const ground = { purpose: 'rights', reason: 'letter to the privacy address' };
      await seatOf(stage, 'privacy officer').call(
        'PUT',
        `/api/v1/people/${personId}/preferences/${channel}`,
        { allowed: false },
        ground,
      );
    }),
  );
}

function ownPages(stage: Stage): Act[] {
  return times(64, (index) =>
    act(moment(stage), 'people on their own page', async () => {
      // Mail to a third contact never arrives.
      const { person } = stage.chance.pick(stage.inUse.filter((each) => !isGone(each.person.email)));
      await useOwnPage(stage, person, ownWishes[index % ownWishes.length] ?? 'look');
    }),
  );
}

/** The vendor changes; the policy that says so gets its second version. */
function secondPolicy(stage: Stage): Act[] {
  const when = workingHour(stage.chance, stage.span, at(stage.span, 0.7));
  return [
    act(when, 'policy versions', async () => {
      await seatOf(stage, 'administrator').call('PUT', '/api/v1/vendor', laterVendor);
    }),
    act(afterwards(stage, when, 4), 'policy versions', async () => {
      const desk = seatOf(stage, 'privacy officer');
      const { draft } = await desk.call<{ draft: { sha256: string } | null }>('GET', '/api/v1/notices/draft');
      if (draft) await desk.call('POST', '/api/v1/notices/publish', { sha256: draft.sha256, effectiveAt: null });
      await readNotice(stage);
    }),
  ];
}

/** What runs at night: the reports that are due by month and quarter. */
function reports(stage: Stage): Act[] {
  const acts: Act[] = [];
  const night = new Date(stage.span.start);
  night.setUTCDate(1);
  night.setUTCHours(3, 30, 0, 0);
  for (night.setUTCMonth(night.getUTCMonth() + 1); night < stage.span.end; night.setUTCMonth(night.getUTCMonth() + 1))
    acts.push(
      act(new Date(night), 'reports', async () => {
        await sendDueReports(stage.kept.deps);
      }),
    );
  return acts;
}

/** Somebody leaves, somebody is to come. */
function departures(stage: Stage): Act[] {
  const desk = () => seatOf(stage, 'administrator');
  return [
    act(at(stage.span, 0.8), 'accounts', async () => {
      await desk().call('POST', `/api/v1/members/${seatOf(stage, 'reseller 7').memberId}/disable`, {});
    }),
    act(at(stage.span, 0.999), 'accounts', async () => {
      const email = 'quality@tooling.example';
      await desk().call('POST', '/api/v1/invitations', { role: 'QA', companyId: null, email });
    }),
  ];
}

/** Somebody who has registered by now. */
async function subject(stage: Stage): Promise<{ licenceId: string; companyId: string; personId: string }> {
  const { id } = stage.chance.pick(stage.inUse);
  const { registrations } = await seatOf(stage, 'licence desk').call<{
    registrations: { personId: string; company: { id: string } }[];
  }>('GET', `/api/v1/licences/${id}`);
  const { personId, company } = registrations[0] as (typeof registrations)[number];
  return { licenceId: id, companyId: company.id, personId };
}

const act = (when: Date, kind: string, run: () => Promise<void>): Act => ({ at: when, kind, run });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Some time after the first customers have come. */
const moment = (stage: Stage): Date =>
  workingHour(stage.chance, stage.span, at(stage.span, 0.08 + 0.9 * stage.chance.next()));

const afterwards = (stage: Stage, from: Date, days: number): Date =>
  new Date(from.getTime() + (0.1 + stage.chance.next()) * days * dayMs);
