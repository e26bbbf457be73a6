import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf } from '../installation.ts';
import type { Visitor } from '../visitors.ts';
import { ask } from './ask.ts';
import { must, type Way, type World } from './way.ts';

const csrf = ({ url }: World) => ({ origin: url, 'kept-csrf': '1' });

/** Somebody of the same name for each visitor, so that mails and pages can be found again. */
const mailbox = ({ family, way }: Visitor) =>
  `${way.replace(/[^a-z]+/g, '-')}-${family.toLowerCase()}@customer.example`;

export const registration = (visitor: Visitor) => ({
  companyName: 'Audit Gears',
  street: '1 Mill Lane',
  postalCode: '60311',
  city: 'Frankfurt',
  region: 'Hesse',
  country: 'DE',
  name: 'Pat Audit',
  email: mailbox(visitor),
  phone: '+49 69 5550',
  title: 'Dr',
  role: 'Design engineer',
  productsDesigned: 'Gears',
  primaryProduct: 'Paper',
  industry: 'Aerospace',
});

export function serialOf({ serials }: World): string {
  const serial = serials.pop();
  if (serial === undefined) throw new Error('no serial is left');
  return serial;
}

/** The request of a machine without a network. */
const offlineRequest = (serial: string) =>
  JSON.stringify({
    build: '2026-01-01',
    machine: 'audit-machine',
    product: 'SCRATCH',
    proof: '0'.repeat(64),
    registration: null,
    releaseId: null,
    request: randomBytes(16).toString('base64url'),
    serial,
    type: 'kept-request-1',
  });

/** People who are known: accounts, activations, their own page. */
export const peopleWays: readonly Way[] = [
  {
    name: 'signing in, wrongly',
    async walk(world, visitor) {
      const json = { email: world.account.email, password: `wrong-${randomBytes(6).toString('hex')}` };
      must(await ask(`${world.url}/api/auth/sign-in/email`, visitor, { json, headers: csrf(world) }), 401);
    },
  },
  {
    name: 'signing in, and out',
    async walk(world, visitor) {
      const headers = csrf(world);
      const { email, password } = world.account;
      const entered = must(
        await ask(`${world.url}/api/auth/sign-in/email`, visitor, { json: { email, password }, headers }),
        200,
      );
      const own = { ...headers, cookie: entered.cookies };
      must(await ask(`${world.url}/api/auth/list-sessions`, visitor, { headers: own }), 200);
      must(await ask(`${world.url}/api/auth/sign-out`, visitor, { json: {}, headers: own }), 200);
    },
  },
  {
    name: 'a lost password',
    async walk(world, visitor) {
      // Nobody can ask for a new one; somebody is invited anew and chooses it.
      const headers = csrf(world);
      for (const path of ['forget-password', 'request-password-reset', 'reset-password'])
        must(
          await ask(`${world.url}/api/auth/${path}`, visitor, { json: { email: world.account.email }, headers }),
          404,
        );
      const token = await world.invite();
      const told = { token, name: 'Somebody New', email: mailbox(visitor), password: randomBytes(12).toString('hex') };
      must(await ask(`${world.url}/api/v1/invitations/check`, visitor, { json: { token }, headers }), 200);
      must(await ask(`${world.url}/api/v1/invitations/accept`, visitor, { json: told, headers }), 201);
    },
  },
  {
    name: '/activate',
    async walk(world, visitor) {
      must(await ask(`${world.url}/activate`, visitor), 200);
      const form = { ...registration(visitor), notice: world.notice, idempotency: randomBytes(8).toString('hex') };
      must(await ask(`${world.url}/activate`, visitor, { form: { ...form, serial: 'no such serial' } }), 400, 404, 422);
      must(await ask(`${world.url}/activate`, visitor, { form: { ...form, serial: serialOf(world) } }), 200);
    },
  },
  {
    name: 'an activation by the API',
    async walk(world, visitor) {
      const json = { ...registration(visitor), notice: world.notice, serial: serialOf(world) };
      const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
      must(
        await ask(`${world.url}/api/v1/activations`, visitor, { json: { ...json, serial: '-' }, headers }),
        400,
        404,
        422,
      );
      const fresh = { 'idempotency-key': randomBytes(8).toString('hex') };
      must(await ask(`${world.url}/api/v1/activations`, visitor, { json, headers: fresh }), 201);
    },
  },
  {
    name: 'calls of the desk',
    async walk({ session, url }, visitor) {
      const headers = session;
      for (const path of [
        'session',
        'today',
        'companies',
        'licences',
        'audit',
        'lookups',
        'outbox',
        'proof',
        'vendor',
        'statistics/sites',
      ])
        must(await ask(`${url}/api/v1/${path}`, visitor, { headers }), 200);
      const json = { text: 'Audit Gears' };
      must(await ask(`${url}/api/v1/search`, visitor, { json, headers }), 200, 400);
      const product = { code: `A${randomBytes(3).toString('hex').toUpperCase()}`, name: 'Audit Mill' };
      const key = { 'idempotency-key': randomBytes(8).toString('hex') };
      must(await ask(`${url}/api/v1/products`, visitor, { json: product, headers: { ...headers, ...key } }), 200, 201);
    },
  },
  {
    name: 'calls without account or with a false token',
    async walk({ url }, visitor) {
      must(await ask(`${url}/api/v1/companies`, visitor), 401, 403);
      const headers = { authorization: `Bearer ${visitor.mark}`, cookie: `kept.session_token=${visitor.mark}` };
      must(await ask(`${url}/metrics`, visitor, { headers }), 401, 403);
    },
  },
  {
    name: 'a child who would register as a student',
    async walk(world, visitor) {
      const { url, notice } = world;
      // The mark is the name of the child as well: what is left of either is found.
      const name = visitor.mark;
      const born = { day: '7', month: '3', year: String(new Date().getUTCFullYear() - 9) };
      must(await ask(`${url}/activate/student`, visitor), 200);
      must(await ask(`${url}/activate/student`, visitor, { form: { ...born, name } }), 403);
      must(await ask(`${url}/api/v1/age-screen`, visitor, { json: born }), 403);
      const told = { ...registration(visitor), name, email: `${name}@school.example`, notice, registrant: 'student' };
      const [serial = ''] = world.serials;
      must(await ask(`${url}/activate`, visitor, { form: { ...told, serial } }), 403);
      must(await ask(`${url}/api/v1/activations`, visitor, { json: { ...told, serial } }), 403);
      const request = offlineRequest(serial);
      must(await ask(`${url}/activate/offline`, visitor, { form: { ...told, request } }), 403);
      must(await ask(`${url}/activate/offline`, visitor, { form: { ...born, name, request, step: 'birth' } }), 403);
    },
  },
  { name: 'a link to one’s own page', walk: (world, visitor) => ownPage(world, visitor) },
  {
    name: 'the public pages',
    async walk({ url }, visitor) {
      for (const path of [
        '/',
        '/privacy',
        '/privacy/proof',
        '/privacy/cookies',
        '/privacy/statistics',
        '/desk',
        '/api',
      ])
        must(
          await ask(`${url}${path}`, visitor, { headers: { referer: `https://news.example/${visitor.address}` } }),
          200,
          302,
          404,
        );
      must(await ask(`${url}/privacy/statistics`, visitor, { form: { choice: 'refuse' } }), 200, 303);
    },
  },
];

/** Asked for, mailed (into the outbox), opened, downloaded, left. */
export async function ownPage(world: World, visitor: Visitor, name = 'Pat Audit'): Promise<void> {
  const { installation, url } = world;
  const told = { ...registration(visitor), name, notice: world.notice, serial: serialOf(world) };
  const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
  must(await ask(`${url}/api/v1/activations`, visitor, { json: told, headers }), 201);
  must(await ask(`${url}/me`, visitor), 200);
  must(await ask(`${url}/me`, visitor, { form: { email: 'nobody-known@customer.example' } }), 200);
  must(await ask(`${url}/me`, visitor, { form: { email: told.email } }), 200);
  const link = await mailedLink(installation, told.email);
  must(await ask(`${url}/me/link/${visitor.mark}`, visitor), 200, 400, 404);
  must(await ask(`${url}${link}`, visitor), 200);
  const page = must(await ask(`${url}${link}`, visitor, { form: {} }), 200).text;
  const sitting = /name="sitting" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const file = must(await ask(`${url}/me/download`, visitor, { form: { sitting } }), 200).text;
  world.keepExport(`own-data-${mailbox(visitor)}.json`, file);
  must(await ask(`${url}/me/sign-out`, visitor, { form: { sitting } }), 200, 303);
}

/** Mail stays in the outbox here. */
async function mailedLink(installation: World['installation'], to: string): Promise<string> {
  for (let turn = 0; turn < 100; turn += 1) {
    const rows = await rowsOf<{ link: string | null }>(
      installation,
      `SELECT substring(body_text from '/me/link/[^ \\s]+') AS link FROM platform.mail_outbox WHERE to_address = $1`,
      [to],
    );
    const link = rows.map((row) => row.link).find((found) => found !== null);
    if (link) return link;
    await sleep(100);
  }
  throw new Error('no link was mailed');
}
