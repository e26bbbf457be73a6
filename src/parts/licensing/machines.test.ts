import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActivationServer, activationServer } from '../../../test/kit/activation-server.ts';
import { registrationData } from './fixtures.ts';

// A machine keeps its seat while enough of its parts are as they were; what is enough stands in the licence.

let server: ActivationServer;
beforeAll(async () => {
  server = await activationServer();
});
afterAll(() => server.stop());

const digest = (text: string) => Buffer.from(text.padEnd(16, '.')).toString('hex');
const parts = (changes: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ system: 's', disk: 'd', network: 'n', board: 'b', host: 'h', ...changes }).map(([name, value]) => [
      name,
      digest(value),
    ]),
  );
const machines = { match: 'two', virtual: 'refused', terminalServer: 'once' };

async function activate(serial: string, more: object) {
  const answer = await server.activate({ serial, ...registrationData(), ...more });
  const body = answer.json() as { activationId: string; licence: { payload: string }; error?: { code: string } };
  return { status: answer.statusCode, code: body.error?.code, id: body.activationId, body };
}

const documentOf = (body: { licence: { payload: string } }) =>
  JSON.parse(Buffer.from(body.licence.payload, 'base64url').toString('utf8')) as { machine: string };

test('a new network card keeps the seat, by a document for what the machine is now', async () => {
  const serial = await server.oneSerial({ machines });
  const first = await activate(serial, { machine: 'fingerprint-one', parts: parts() });
  const second = await activate(serial, { machine: 'fingerprint-two', parts: parts({ network: 'new' }) });
  expect([second.status, second.id]).toEqual([201, first.id]);
  expect(documentOf(second.body).machine).not.toBe(documentOf(first.body).machine);
  // Step by step, as computers are mended: what counts is the machine as it was last.
  const third = await activate(serial, { machine: 'fingerprint-three', parts: parts({ network: 'new', disk: 'new' }) });
  expect(third.id).toBe(first.id);
  const [row] = await server.owner<{ used: number; seats: number; events: number; registrations: number }>(
    `SELECT l.seats_used AS used, (SELECT count(*)::int FROM licensing.activations a WHERE a.licence_id = l.id) AS seats,
      (SELECT count(*)::int FROM licensing.registrations r WHERE r.licence_id = l.id) AS registrations,
      (SELECT count(*)::int FROM licensing.licence_events e WHERE e.licence_id = l.id AND e.kind = 'machine changed') AS events
    FROM licensing.licences l WHERE l.serial = $1`,
    [serial],
  );
  expect(row).toEqual({ used: 1, seats: 1, events: 2, registrations: 1 });
  const freed = await server.app.inject({
    method: 'POST',
    url: `/api/v1/activations/${first.id}/deactivate`,
    payload: { machine: 'fingerprint-three' },
  });
  expect(freed.statusCode).toBe(200);
  const [left] = await server.owner('SELECT machine_parts FROM licensing.activations WHERE id = $1', [first.id]);
  expect(left).toEqual({ machine_parts: null });
});

test('another machine does not, nor one of the same make', async () => {
  const serial = await server.oneSerial({ machines });
  await activate(serial, { machine: 'fingerprint-one', parts: parts() });
  const alike = parts({ system: 'x', disk: 'y', network: 'z' });
  const other = await activate(serial, { machine: 'fingerprint-two', parts: alike });
  expect([other.status, other.code]).toEqual([409, 'KEPT_SEATS_USED_UP']);
});

test('without such terms, and for programs that tell no parts, it goes by the fingerprint as ever', async () => {
  const plain = await server.oneSerial({});
  const first = await activate(plain, { machine: 'fingerprint-one', parts: parts(), machineKind: 'virtual' });
  expect(first.status).toBe(201);
  expect((await activate(plain, { machine: 'fingerprint-two', parts: parts() })).code).toBe('KEPT_SEATS_USED_UP');
  expect((await activate(plain, { machine: 'fingerprint-one' })).id).toBe(first.id);
  const [kept] = await server.owner('SELECT machine_kind, machine_parts FROM licensing.activations WHERE id = $1', [
    first.id,
  ]);
  expect(kept).toEqual({ machine_kind: 'virtual', machine_parts: null });
  const serial = await server.oneSerial({ machines });
  const old = await activate(serial, { machine: 'fingerprint-one' });
  expect(old.status).toBe(201);
  // Once its program tells them, the machine is known by them from then on.
  expect((await activate(serial, { machine: 'fingerprint-one', parts: parts() })).id).toBe(old.id);
  expect((await activate(serial, { machine: 'fingerprint-two', parts: parts({ disk: 'new' }) })).id).toBe(old.id);
});

test('what is kept of the parts is none of what was sent', async () => {
  const serial = await server.oneSerial({ machines });
  const { id } = await activate(serial, { machine: 'fingerprint-one', parts: parts(), machineKind: 'dongle' });
  const [row] = await server.owner<{ machine_kind: string; machine_parts: Record<string, string> }>(
    'SELECT machine_kind, machine_parts FROM licensing.activations WHERE id = $1',
    [id],
  );
  expect(row?.machine_kind).toBe('dongle');
  expect(Object.keys(row?.machine_parts ?? {}).sort()).toEqual(Object.keys(parts()).sort());
  for (const sent of Object.values(parts())) expect(JSON.stringify(row)).not.toContain(sent);
});

test('a virtual machine is refused where the licence says so, a terminal server takes one seat', async () => {
  const serial = await server.oneSerial({ machines });
  const refused = await activate(serial, { machine: 'fingerprint-one', parts: parts(), machineKind: 'virtual' });
  expect([refused.status, refused.code]).toEqual([409, 'KEPT_MACHINE_REFUSED']);
  const shared = { machine: 'fingerprint-two', parts: parts(), machineKind: 'terminal server' };
  expect((await activate(serial, shared)).id).toBe((await activate(serial, shared)).id);
});

test.each([
  [{ parts: { system: 'not hexadecimal' } }],
  [{ parts: { 'System ID': digest('a') } }],
  [{ parts: Object.fromEntries(Array.from('abcdefghijklm', (name) => [name, digest(name)])) }],
  [{ machineKind: 'toaster' }],
])('%j is refused', async (more) => {
  const serial = await server.oneSerial({ machines });
  expect((await activate(serial, { machine: 'fingerprint-one', ...more })).status).toBe(400);
});

test('of twenty at once that are all the same machine with another card each, one seat is taken', async () => {
  const serial = await server.oneSerial({ machines, seats: 5 });
  const first = await activate(serial, { machine: 'fingerprint-zero', parts: parts() });
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      activate(serial, { machine: `fingerprint-${index}-x`, parts: parts({ network: `card ${index}` }) }),
    ),
  );
  expect(new Set(all.map(({ id }) => id))).toEqual(new Set([first.id]));
});
