import { sendDueReports } from '../../../parts/licensing/index.ts';
import { day } from '../founding.ts';
import { at, workingHour } from '../sample-companies.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { laterVendor, products } from '../world.ts';
import { act, afterwards, yearMs } from './act.ts';

export function releases(stage: Stage): Act[] {
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

/** The vendor changes; the policy that says so gets its second version. */
export function secondPolicy(stage: Stage): Act[] {
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
export function reports(stage: Stage): Act[] {
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
export function departures(stage: Stage): Act[] {
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
