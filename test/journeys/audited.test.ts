import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditMessages } from '../../desk/messages/en/audit.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { startReceiver, type WebhookReceiver } from '../kit/webhook-receiver.ts';

// Every route that changes something leaves a row of the audit log with who did it, or test/data/audited.txt, written by hand, says
// why not. What staff do most is done here over HTTP and looked up; of the others the table and the source must agree.

let app: TestApp;
let receiver: WebhookReceiver;
let administrator: Session;
const done = new Set<string>();
beforeAll(async () => {
  app = await startApp({ overrides: { webhookNetworks: ['127.0.0.1'] } });
  receiver = await startReceiver();
  administrator = await app.signInAs('administrator');
}, 60_000);
afterAll(async () => {
  await app.stop();
  await receiver.close();
});

/** Acts by route, or the reason why there is none. */
const table = new Map(
  readFileSync('test/data/audited.txt', 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [, route = '', said = ''] = /^(\S+ \S+): (.+)$/.exec(line) ?? [];
      return [
        route,
        said.startsWith('- ') ? { reason: said.slice(2), acts: [] } : { reason: null, acts: said.split(', ') },
      ];
    }),
);

test('the table names every route that may change something, and no other', () => {
  const changing = app.kept.routes
    .filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    .map(({ method, url }) => `${method} ${url}`);
  expect([...table.keys()].sort()).toEqual([...new Set(changing)].sort());
});

test('each act of the table is written by the source and has its words on the desk; each act of the desk has a route, or is of a command, a job or a look', () => {
  const source = globSync('src/parts/*/{actions,rules}/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') })
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const named = new Set([...table.values()].flatMap(({ acts }) => acts));
  expect([...named].filter((act) => !source.includes(`'${act}'`) || !(act in auditMessages.audit.actions))).toEqual([]);
  const withoutRoute = [
    'disclosures.mail-opened',
    'licensing.export done',
    'licensing.export fetched',
    'licensing.export deleted',
    'licensing.import checked',
    'licensing.import done',
    'licensing.import undone',
    'licensing.import not undone',
    'licensing.held by export control',
    'resellers.lead lapsed',
    'resellers.lead reopened',
    'policy.use opened',
  ];
  expect(Object.keys(auditMessages.audit.actions).filter((act) => !named.has(act))).toEqual(withoutRoute);
  expect([...table].filter(([, { reason, acts }]) => (reason === null) === (acts.length === 0))).toEqual([]);
});

interface Row {
  readonly action: string;
  readonly actor_kind: string;
  readonly actor_id: string;
}

/** Does it, and looks whether exactly the acts of the table stand in the log, by who did it. */
async function act<T = { id: string }>(
  method: string,
  route: string,
  body?: unknown,
  ids: Record<string, string> = {},
): Promise<T> {
  const newest = async () =>
    connected(app.database.ownerUrl, async (client) =>
      Number((await client.query('SELECT max(id) AS id FROM staff.audit')).rows[0].id),
    );
  const before = await newest();
  const path = route.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '');
  const answer = await administrator.call<T>(method, path, body);
  expect({ route, status: answer.status, body: answer.status < 300 ? null : answer.body }).toMatchObject({
    status: expect.toSatisfy((s: number) => s >= 200 && s < 300),
  });
  const rows = await connected(
    app.database.ownerUrl,
    async (client) =>
      (
        await client.query<Row>('SELECT action, actor_kind, actor_id FROM staff.audit WHERE id > $1 ORDER BY id', [
          before,
        ])
      ).rows,
  );
  const wanted = table.get(`${method} ${route}`)?.acts ?? [];
  expect({ route, acts: rows.map(({ action }) => action).filter((action) => wanted.includes(action)).length }).toEqual({
    route,
    acts: 1,
  });
  expect(rows.every((row) => row.actor_kind === 'member' && row.actor_id === administrator.memberId)).toBe(true);
  done.add(`${method} ${route}`);
  return answer.body;
}

test('what staff do leaves its row, with who did it', async () => {
  const invited = await act('POST', '/api/v1/invitations', { role: 'support', companyId: null, email: null });
  await act('DELETE', '/api/v1/invitations/:id', undefined, { id: invited.id });
  const support = await app.signInAs('support');
  await act('POST', '/api/v1/members/:id/disable', {}, { id: support.memberId });
  await act('POST', '/api/v1/members/:id/enable', {}, { id: support.memberId });
  await act('PUT', '/api/v1/outside-links', { links: [] });
  await act('PUT', '/api/v1/stores', {
    stores: [{ name: 'Database', holds: 'All', country: 'DE', processorId: null }],
  });
  await act('POST', '/api/v1/retention/sweep', { dryRun: false });
  await act('POST', '/api/v1/proof/run', { demands: ['P1.contiguous'] });
  await expect.poll(() => app.kept.prover.running()).toBeNull();

  const token = await act('POST', '/api/v1/tokens', { name: 'Monitor', scopes: ['proof'], days: 1 });
  const next = await act('POST', '/api/v1/tokens/:id/rotate', { days: 1, overlapDays: 0 }, { id: token.id });
  await act('DELETE', '/api/v1/tokens/:id', undefined, { id: next.id });

  const knownAt = app.clock.now().toISOString();
  const incident = await act('POST', '/api/v1/incidents', { title: 'A laptop was stolen', knownAt });
  const span = { fields: ['email'], from: '2026-01-01T00:00:00Z', until: knownAt };
  await act('POST', '/api/v1/incidents/:id/affected', span, { id: incident.id });
  const notice = { told: 'people', on: '2026-03-01', reference: null };
  await act('POST', '/api/v1/incidents/:id/notices', notice, { id: incident.id });
  await act('POST', '/api/v1/incidents/:id/close', { cause: 'It was found.' }, { id: incident.id });

  const witness = {
    kind: 'witness',
    name: 'A notary',
    address: null,
    country: 'DE',
    mailbox: 'keep@notary.example',
    contract: null,
  };
  const { id: witnessId } = await act('POST', '/api/v1/recipients', witness);
  await app.kept.evidence.sequence();
  await act('POST', '/api/v1/witnesses/:id/tell', {}, { id: witnessId });
  await act('POST', '/api/v1/recipients/:id/end', {}, { id: witnessId });

  const product = await act('POST', '/api/v1/products', { code: 'CAM', name: 'CAM' });
  expect(product.id).toBeTruthy();
  await act('POST', '/api/v1/technologies', { name: 'Kernel', licensorId: await aLicensor() });
}, 60_000);

async function aLicensor(): Promise<string> {
  const contract = {
    fields: ['email'],
    frequency: 'monthly',
    confidential: true,
    signedOn: '2026-01-01',
    endsOn: null,
    reference: null,
  };
  const licensor = {
    kind: 'licensor',
    name: 'Kernel Inc',
    address: null,
    country: 'US',
    mailbox: 'reports@kernel.example',
    contract,
  };
  return (await act('POST', '/api/v1/recipients', licensor)).id;
}

test('so do the acts on a webhook', async () => {
  const added = await act<{ webhook: { id: string } }>('POST', '/api/v1/webhooks', {
    name: 'Alarm',
    url: receiver.url,
    country: 'DE',
    kinds: ['proof.broken'],
  });
  const { id } = added.webhook;
  await act('PUT', '/api/v1/webhooks/:id', { name: 'Alarm', kinds: ['proof.mended'] }, { id });
  await act('POST', '/api/v1/webhooks/:id/secret', { overlapHours: 1 }, { id });
  const { deliveryId } = await act<{ deliveryId: string }>('POST', '/api/v1/webhooks/:id/test', {}, { id });
  await app.kept.webhooks.drain();
  await act('POST', '/api/v1/webhooks/:id/deliveries/:deliveryId/replay', {}, { id, deliveryId });
  await app.kept.webhooks.drain();
  const until = new Date(app.clock.now().getTime() + 1_000).toISOString();
  await act('POST', '/api/v1/webhooks/:id/replay', { from: app.clock.now().toISOString(), until }, { id });
  await act('POST', '/api/v1/webhooks/:id/stop', {}, { id });
  await act('POST', '/api/v1/webhooks/:id/resume', {}, { id });
  await act('POST', '/api/v1/webhooks/:id/end', {}, { id });
  expect(done.size).toBeGreaterThan(25);
});
