import { randomUUID } from 'node:crypto';
import { codeOf } from '../door.ts';
import { errors } from '../errors.ts';
import { type Act, noticeShown, type Stage, seatOf } from '../stage.ts';
import { act, dayMs } from './act.ts';

const list = `reference,name,aliases,country
S-1,Sample Denied Drilling,SD Drilling;Denied Drills,
S-2,Sample Blocked Bearings,,
`;

/** A list is loaded in the last weeks; two licences are held for it, and one of them is released by two people. */
export function exportControl(stage: Stage): Act[] {
  const before = (days: number) => new Date(stage.span.end.getTime() - days * dayMs);
  return [
    act(before(40), 'export control', async () => {
      await seatOf(stage, 'licence desk').call('POST', '/api/v1/screening-lists', { name: 'Sample list', csv: list });
    }),
    ...['Sample Denied Drillings Ltd', 'Sample Blocked Bearings'].map((companyName, index) =>
      act(before(30 - 10 * index), 'export control', async () => {
        const id = await heldFor(stage, companyName);
        if (index === 0) for (const role of ['licence desk', 'administrator']) await releaseAll(stage, role, id);
      }),
    ),
  ];
}

async function heldFor(stage: Stage, companyName: string): Promise<string> {
  const [code = ''] = stage.releaseIds.keys();
  const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { id: string; serial: string }[] }>(
    'POST',
    '/api/v1/licences',
    {
      holderCompanyId: stage.resellerIds[0],
      productId: stage.productIds.get(code),
      releaseId: stage.releaseIds.get(code),
      kind: 'perpetual',
      count: 1,
    },
  );
  const { id = '', serial = '' } = licences[0] ?? {};
  const told = {
    serial,
    notice: await noticeShown(stage),
    companyName,
    country: 'DE',
    name: 'Somebody',
    email: 'somebody@denied.example',
  };
  const answer = await stage.door.send({
    method: 'POST',
    path: '/activate',
    form: { ...told, idempotency: randomUUID() },
  });
  if (!answer.text.includes('KEPT_LICENCE_CHECKED'))
    throw errors.KEPT_DEMO_STOPPED({ step: 'a licence is held for export control', code: codeOf(answer) });
  return id;
}

async function releaseAll(stage: Stage, role: string, licenceId: string): Promise<void> {
  const seat = seatOf(stage, role);
  const { items } = await seat.call<{ items: { id: string }[] }>(
    'GET',
    `/api/v1/screening-hits?licenceId=${licenceId}`,
  );
  for (const { id } of items) await seat.call('POST', `/api/v1/screening-hits/${id}/release`);
}
