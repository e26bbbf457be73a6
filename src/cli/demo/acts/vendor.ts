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
      });
    }),
  );
}

/** The vendor changes; the policy that says so gets its second version, put up by one and approved by another. */
export function secondPolicy(stage: Stage): Act[] {
  const when = workingHour(stage.chance, stage.span, at(stage.span, 0.7));
  return [
    act(when, 'policy versions', async () => {
      await seatOf(stage, 'administrator').call('PUT', '/api/v1/vendor', laterVendor);
    }),
    act(afterwards(stage, when, 4), 'policy versions', async () => {
      const desk = seatOf(stage, 'privacy officer');
      const { draft } = await desk.call<{ draft: { sha256: string } | null }>('GET', '/api/v1/notices/draft');
      if (!draft) return;
      const put = { sha256: draft.sha256, effectiveAt: null };
      const { id } = await desk.call<{ id: string }>('POST', '/api/v1/notices/drafts', put);
      await seatOf(stage, 'administrator').call('POST', `/api/v1/notices/drafts/${id}/approve`);
    }),
  ];
}

/** So long before the end nobody approves reports any more: one waits. */
const waitsMs = 95 * 86_400_000;

/** What runs at night: the reports that are due by month and quarter. In the morning those that wait are approved. */
export function reports(stage: Stage): Act[] {
  const acts: Act[] = [];
  const night = new Date(stage.span.start);
  night.setUTCDate(1);
  night.setUTCHours(3, 30, 0, 0);
  for (night.setUTCMonth(night.getUTCMonth() + 1); night < stage.span.end; night.setUTCMonth(night.getUTCMonth() + 1)) {
    const morning = new Date(night.getTime() + 6 * 3_600_000);
    acts.push(
      act(new Date(night), 'reports', async () => {
        await sendDueReports(stage.kept.deps);
      }),
      act(morning, 'reports', async () => {
        if (stage.span.end.getTime() - morning.getTime() > waitsMs) await approveReports(stage);
      }),
    );
  }
  return acts;
}

async function approveReports(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'licence desk');
  const ground = { purpose: 'licensor obligation', reason: 'report to a licensor' };
  const { reports } = await desk.call<DueReports>('GET', '/api/v1/due-reports');
  for (const { contractId, approval } of reports) {
    if (!approval) continue;
    const path = `/api/v1/due-reports/${contractId}`;
    const { untilAt, sha256 } = await desk.call<Shown>('GET', path, undefined, ground);
    await desk.call('POST', '/api/v1/reports', { contractId, untilAt, sha256 });
  }
}

interface DueReports {
  readonly reports: readonly { readonly contractId: string; readonly approval: boolean }[];
}

interface Shown {
  readonly untilAt: string;
  readonly sha256: string;
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
