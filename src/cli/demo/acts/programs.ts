import { createHash, randomBytes } from 'node:crypto';
import { chanceOf } from '../chance.ts';
import { activate } from '../customers.ts';
import { mustBeDone } from '../door.ts';
import { day } from '../founding.ts';
import type { SampleCompany } from '../sample-companies.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { act, dayMs, times } from './act.ts';

/** In the last days: programs that are told of events, that ask with a token, and a notary who keeps checkpoints of the log. */
export function programs(stage: Stage): Act[] {
  const before = (days: number) => new Date(stage.span.end.getTime() - days * dayMs);
  return [
    act(before(12.2), 'webhooks', () => webhooks(stage)),
    act(before(11.2), 'tokens', () => tokens(stage)),
    act(before(0.1), 'witnesses', () => witness(stage)),
  ];
}

/** One is stopped, so that nothing is tried at a host that cannot be; the other was ended. */
async function webhooks(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'administrator');
  for (const [name, way] of [
    ['Demo ticket system', 'stop'],
    ['Demo ticket system of before', 'end'],
  ]) {
    const { webhook } = await desk.call<{ webhook: { id: string } }>('POST', '/api/v1/webhooks', {
      name,
      url: 'https://tickets.tooling.example/kept',
      country: 'DE',
      kinds: ['licence.issued', 'licence.changed'],
    });
    await desk.call('POST', `/api/v1/webhooks/${webhook.id}/${way}`, {});
  }
}

async function tokens(stage: Stage): Promise<void> {
  const desk = seatOf(stage, 'administrator');
  await desk.call('POST', '/api/v1/tokens', { name: 'Demo monitoring', scopes: ['metrics', 'proof'], days: 365 });
  const lost = { name: 'Demo laptop that was lost', scopes: ['statistics'], days: 90 };
  const { id } = await desk.call<{ id: string }>('POST', '/api/v1/tokens', lost);
  await desk.call('DELETE', `/api/v1/tokens/${id}`);
}

async function witness(stage: Stage): Promise<void> {
  const { id } = await seatOf(stage, 'administrator').call<{ id: string }>('POST', '/api/v1/recipients', {
    kind: 'witness',
    name: 'Sample Notary (demo)',
    address: null,
    country: 'DE',
    mailbox: 'checkpoints@sample-notary.example',
    contract: null,
  });
  await stage.kept.evidence.sequence();
  await seatOf(stage, 'privacy officer').call('POST', `/api/v1/witnesses/${id}/tell`, {});
}

const feature = 'render';

/** A file of the newest release is fetched, and a feature of it counted, for a customer who came in the last weeks. */
export function downloadsAndUse(stage: Stage, companies: readonly SampleCompany[]): Act[] {
  const [company] = companies;
  if (!company) return [];
  const before = (days: number) => new Date(stage.span.end.getTime() - days * dayMs);
  const customer = { licenceId: '', activationId: '', machine: 'demo-metered-machine' };
  const newest = () => [...stage.releaseIds.entries()][0] ?? ['', ''];
  return [
    act(before(9.4), 'release files', async () => offer(stage, newest()[1])),
    act(before(8.4), 'metered features', async () => {
      const [code, releaseId] = newest();
      const product = `/api/v1/products/${stage.productIds.get(code)}/features`;
      await seatOf(stage, 'product manager').call('POST', product, { code: feature, name: 'Rendered pictures' });
      const meter = { cap: 50, period: 'month' };
      await seatOf(stage, 'product manager').call('PUT', `${product}/${feature}/meter`, { meter });
      const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { id: string; serial: string }[] }>(
        'POST',
        '/api/v1/licences',
        {
          holderCompanyId: stage.resellerIds[0],
          productId: stage.productIds.get(code),
          releaseId,
          ...{ kind: 'perpetual', count: 1, seats: 1 },
        },
      );
      customer.licenceId = licences[0]?.id ?? '';
      const person = {
        name: `Contact 90 of ${company.name}`,
        email: `render@meter${company.number}.customer.example`,
        ...{ phone: null, title: null, role: 'Design engineer' },
      };
      const attempt = {
        serial: licences[0]?.serial ?? '',
        company,
        person,
        byProgram: true,
        machine: customer.machine,
      };
      customer.activationId = (await activate({ ...stage, chance: chanceOf(company.number) }, attempt)) ?? '';
    }),
    act(before(7.4), 'release files', () => fetchFile(stage, customer.licenceId)),
    ...times(6, (index) =>
      act(before(7.3 - index), 'metered features', async () => {
        await use(stage, { ...customer, day: day(stage.clock.now()), to: 2 + index });
      }),
    ),
  ];
}

async function offer(stage: Stage, releaseId: string): Promise<void> {
  const desk = seatOf(stage, 'product manager');
  const bytes = Buffer.from('A made-up program of the demo.\n'.repeat(64));
  const begun = { platform: 'Windows (x64)', fileName: 'demo-setup.exe', bytes: bytes.length };
  const { id } = await desk.call<{ id: string }>('POST', `/api/v1/releases/${releaseId}/files`, begun);
  await desk.upload('PUT', `/api/v1/release-files/${id}/bytes?offset=0`, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await desk.call('POST', `/api/v1/release-files/${id}/finish`, { sha256 });
}

async function fetchFile(stage: Stage, licenceId: string): Promise<void> {
  const { files } = await seatOf(stage, 'licence desk').call<{ files: { url: string }[] }>(
    'GET',
    `/api/v1/licences/${licenceId}/downloads`,
  );
  const { pathname } = new URL(files[0]?.url ?? '', stage.kept.deps.publicUrl);
  mustBeDone(await stage.door.send({ method: 'GET', path: pathname }), 'a file of a release is fetched');
}

async function use(
  stage: Stage,
  { activationId, machine, day, to }: { activationId: string; machine: string; day: string; to: number },
): Promise<void> {
  const json = {
    ...{ machine, nonce: randomBytes(16).toString('base64url'), feature, day },
    ...{ counter: randomBytes(12).toString('base64url'), total: 0, to },
  };
  const path = `/api/v1/activations/${activationId}/use`;
  mustBeDone(await stage.door.send({ method: 'POST', path, json }), 'a feature is used');
}
