import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '../errors.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { act, dayMs } from './act.ts';

const ground = { purpose: 'customer service', reason: 'letter about the end of maintenance' };

/** Of another licence server. Two customers stand in it twice, under two names. */
const list = `Serial;Product;Seats;Customer;Country;Contact;E-mail
OLD-0001;DEMO-MILL;3;Sample Listed Works 1;DE;Listed Person 1;person1@listed.example
OLD-0002;DEMO-MILL;1;Sample Listed Works 1 GmbH;DE;Listed Person 2;person2@listed.example
OLD-0003;DEMO-TURN;2;Sample Listed Works 2;DE;Listed Person 3;person3@listed.example
OLD-0004;DEMO-TURN;1;Sample Listed Works 2 KG;DE;;
OLD-0005;Another Program;1;Sample Listed Works 3;DE;;
`;

interface Work {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
  readonly plan: object;
}

/** In the last weeks a list is looked at and imported; what stands in it twice is merged, one of it by mistake. Then a list goes out. */
export function lists(stage: Stage): Act[] {
  const before = (days: number) => new Date(stage.span.end.getTime() - days * dayMs);
  return [
    act(before(18.3), 'imports', () => importList(stage)),
    act(before(16.3), 'merges', async () => {
      await merge(stage, 'Sample Listed Works 1 GmbH', 'Sample Listed Works 1');
    }),
    act(before(15.3), 'merges', async () => {
      const { id, mergeId } = await merge(stage, 'Sample Listed Works 2 KG', 'Sample Listed Works 2');
      await seatOf(stage, 'licence desk').call('POST', `/api/v1/companies/${id}/merges/${mergeId}/undo`, {});
    }),
    act(before(1.3), 'exports', () => exportList(stage)),
  ];
}

async function importList(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'licence desk');
  const sent = await desk.upload<Work>('POST', '/api/v1/imports', Buffer.from(list), {
    'kept-file-name': 'customers-of-the-old-server.csv',
  });
  const path = `/api/v1/imports/${sent.id}`;
  const plan = { ...sent.plan, resellerId: stage.resellerIds[0] };
  await desk.call('PUT', `${path}/plan`, { plan, cameFrom: 'the old licence server (demo)' });
  await desk.call('POST', `${path}/check`);
  await until(stage, path, 'checked');
  await desk.call('POST', `${path}/run`);
  await until(stage, path, 'done');
}

async function merge(stage: Stage, from: string, into: string): Promise<{ id: string; mergeId: string }> {
  const desk = seatOf(stage, 'licence desk');
  const { items } = await desk.call<{ items: { id: string; name: string }[] }>(
    'GET',
    `/api/v1/companies?q=${encodeURIComponent(into)}`,
  );
  const idOf = (name: string) => items.find((each) => each.name === name)?.id ?? '';
  const id = idOf(into);
  const { merges } = await desk.call<{ merges: { id: string }[] }>('POST', `/api/v1/companies/${idOf(from)}/merge`, {
    intoCompanyId: id,
    evidence: 'Register of companies (demo)',
  });
  return { id, mergeId: merges[0]?.id ?? '' };
}

async function exportList(stage: Stage): Promise<void> {
  const body = { tables: ['customers', 'licences'], format: 'csv', filters: { country: 'DE' } };
  const { id } = await seatOf(stage, 'licence desk').call<Work>('POST', '/api/v1/exports', body, ground);
  await until(stage, `/api/v1/exports/${id}`, 'done');
}

/** The server works on a list by itself. */
async function until(stage: Stage, path: string, state: string): Promise<void> {
  for (let looked = 0; looked < 1_000; looked++) {
    const found = await seatOf(stage, 'licence desk').call<Work>('GET', path);
    if (found.state === state) return;
    if (found.code) throw errors.KEPT_DEMO_STOPPED({ step: 'a list is worked on', code: found.code });
    await sleep(20);
  }
  throw errors.KEPT_DEMO_STOPPED({ step: 'a list is worked on', code: `it never came to ${state}` });
}
