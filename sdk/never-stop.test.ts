import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Licence, openLicence } from './index.ts';
import { pathOf } from './store.ts';
import { type Fields, foreignKey, knownKey, leaseText, payloadOf, statusText, wrap } from './vectors/signer.ts';

// The never-stop rule, played through: a program with a valid licence works on while clock, network and server go wrong around it.

const activationId = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const start = Date.parse('2026-03-02T09:00:00.000Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const iso = (ms: number) => new Date(Math.max(0, ms)).toISOString();

/** What the server, or something in its place, does with the next request. */
const answers = [
  'good',
  'away',
  'busy',
  'portal',
  'cut',
  'empty',
  'replayed',
  'foreign key',
  'other activation',
  'forgotten',
  'years ahead',
  'years behind',
  'full',
  'deactivated',
  'revoked',
  'suspended',
  'held',
  'expired',
] as const;
type Manner = (typeof answers)[number];

const world = { now: start, offset: 0, manner: 'good' as Manner, earlier: '' };
const local = () => world.now + world.offset;

let server: Server;
let serverUrl: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://x');
      const nonce = url.searchParams.get('nonce') ?? (JSON.parse(body || '{}') as { nonce?: string }).nonce ?? '';
      const { status, text } = answered(world.manner, { isLease: url.pathname.endsWith('/lease'), nonce });
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function answered(manner: Manner, asked: { isLease: boolean; nonce: string }): { status: number; text: string } {
  const good = signed(asked, {});
  switch (manner) {
    case 'away':
      return { status: 0, text: '' };
    case 'busy':
      return { status: 503, text: '' };
    case 'portal':
      return { status: 200, text: '<!doctype html><title>Sign in</title>' };
    case 'cut':
      return { status: 200, text: good.slice(0, good.length / 2) };
    case 'empty':
      return { status: 200, text: '' };
    case 'replayed':
      return { status: 200, text: world.earlier || '{}' };
    case 'foreign key':
      return { status: 200, text: signed(asked, {}, foreignKey) };
    case 'other activation':
      return { status: 200, text: signed(asked, { activationId: '99999999-4b5a-6978-8796-a5b4c3d2e1f0' }) };
    case 'forgotten':
      return { status: 404, text: JSON.stringify({ error: { code: 'KEPT_ACTIVATION_UNKNOWN' } }) };
    case 'years ahead':
      return { status: 200, text: signed(asked, { checkedAt: iso(world.now + 4000 * dayMs) }) };
    case 'years behind':
      return { status: 200, text: signed(asked, { checkedAt: iso(world.now - 4000 * dayMs) }) };
    case 'good':
      world.earlier = good;
      return { status: 200, text: good };
    default: {
      const none = { seat: null, leasedUntil: null, heartbeatSeconds: null };
      const verdict = manner === 'full' && !asked.isLease ? 'good' : manner;
      return { status: 200, text: signed(asked, { verdict, ...(asked.isLease ? none : {}) }) };
    }
  }
}

function signed({ isLease, nonce }: { isLease: boolean; nonce: string }, changes: Fields, key = knownKey): string {
  const said = { activationId, checkedAt: iso(world.now), nonce };
  if (!isLease)
    return statusText({ ...said, verdict: 'good', expiresOn: null, maintenanceUntil: null, ...changes }, key);
  const lease = { seat: 1, leasedUntil: iso(world.now + hourMs / 2), heartbeatSeconds: 600 };
  return leaseText({ ...said, verdict: 'leased', ...lease, ...changes }, key);
}

const parts = { system: 'a' };

/** A program on a machine of its own, with this licence. */
function programWith(fields: Fields, version: number): { open: () => Licence; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'kept-never-stop-'));
  const facts: Fields = {
    activationId,
    licenceId: 'l',
    serial: 's',
    product: 'MILL',
    release: '1',
    kind: 'perpetual',
    activatedAt: iso(start),
    expiresOn: null,
    maintenanceUntil: null,
    machine: null,
    keyId: knownKey.keyId,
  };
  const document = JSON.stringify(wrap(payloadOf({ ...facts, ...fields }), knownKey, version));
  const open = () =>
    openLicence({
      serverUrl,
      folder,
      product: 'MILL',
      builtOn: '2026-02-01',
      keys: [knownKey.publicKey],
      parts,
      clock: local,
      timeoutMs: 5_000,
    });
  // What an activation would have left there; a seal that does not fit only means that no time was seen.
  const kept = {
    document,
    status: null,
    fingerprint: 'k1',
    parts: {},
    lastSeen: 0,
    clocks: null,
    reseller: null,
    pending: null,
  };
  writeFileSync(pathOf(folder, 'MILL'), JSON.stringify({ kept, seal: '' }));
  return { open, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const anyLicence = fc.record({
  floating: fc.boolean(),
  expiresOn: fc.option(fc.integer({ min: 1, max: 40 }).map((days) => iso(start + days * dayMs).slice(0, 10))),
  // In the order of their names, as canonical texts have them.
  grace: fc.record(
    { expiryDays: fc.nat(10), leaseHours: fc.nat(12), networkDays: fc.integer({ min: 1, max: 30 }) },
    { requiredKeys: [] },
  ),
});

type Step =
  | { readonly what: 'check' | 'lease'; readonly manner: Manner }
  | { readonly what: 'time'; readonly passes: number }
  | { readonly what: 'clock'; readonly turns: number }
  | { readonly what: 'feature' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constantFrom('check', 'lease'), manner: fc.constantFrom(...answers) }),
  fc.record({ what: fc.constant('time'), passes: fc.integer({ min: 0, max: 60 * dayMs }) }),
  fc.record({ what: fc.constant('clock'), turns: fc.integer({ min: -4000 * dayMs, max: 4000 * dayMs }) }),
  fc.record({ what: fc.constant('feature') }),
);

function reset() {
  Object.assign(world, { now: start, offset: 0, manner: 'good', earlier: '' });
}

async function take(licence: Licence, step: Step): Promise<void> {
  if (step.what === 'time') world.now += step.passes;
  if (step.what === 'clock') world.offset += step.turns;
  if (step.what !== 'check' && step.what !== 'lease') return;
  world.manner = step.manner;
  await (step.what === 'check' ? licence.check() : licence.leaseSeat());
}

describe('a program with a valid licence', () => {
  it('that has started is not stopped, whatever clock, network and server do, nor a feature that it used', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyLicence, fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (terms, steps) => {
        reset();
        const program = programWith(terms, terms.floating ? 2 : 1);
        try {
          const licence = program.open();
          if (terms.floating) await licence.leaseSeat();
          expect(licence.mayRun()).toMatchObject({ run: true, code: 0 });
          let used = false;
          for (const step of steps) {
            await take(licence, step);
            used ||= step.what === 'feature';
            if (used) expect(licence.mayRun('5-axis').run).toBe(true);
            expect(licence.mayRun().run).toBe(true);
            seen.add('manner' in step ? step.manner : step.what);
          }
        } finally {
          program.remove();
        }
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([...answers, 'time', 'clock', 'feature'].sort());
  }, 120_000);

  it('that crashed starts again without a network until its licence, its lease and the grace of both are over, and not after', async () => {
    await fc.assert(
      fc.asyncProperty(anyLicence, fc.integer({ min: 0, max: 60 * dayMs }), async (terms, passed) => {
        reset();
        const program = programWith(terms, terms.floating ? 2 : 1);
        try {
          const licence = program.open();
          if (terms.floating) await licence.leaseSeat();
          licence.mayRun();
          world.now += passed;
          const { networkDays, expiryDays = 7, leaseHours = 8 } = terms.grace;
          const ends = [
            networkDays === undefined ? Number.POSITIVE_INFINITY : start + networkDays * dayMs,
            terms.expiresOn === null
              ? Number.POSITIVE_INFINITY
              : Date.parse(terms.expiresOn) + (1.5 + expiryDays) * dayMs,
            terms.floating ? start + hourMs / 2 + leaseHours * hourMs : Number.POSITIVE_INFINITY,
          ];
          expect(program.open().mayRun().run).toBe(world.now < Math.min(...ends));
        } finally {
          program.remove();
        }
      }),
      { numRuns: 300 },
    );
  });
});
