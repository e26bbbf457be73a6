import { randomBytes } from 'node:crypto';
import { rowsOf } from '../installation.ts';
import type { Visitor } from '../visitors.ts';
import { ask } from './ask.ts';
import { ownPage, registration, serialOf } from './people.ts';
import { must, type Way, type World } from './way.ts';

/** All of it is theirs alone, so that each is found by itself. */
const marked = (visitor: Visitor) => ({
  ...registration(visitor),
  companyName: `Gears ${visitor.mark}`,
  street: `1 ${visitor.mark} Lane`,
  name: `Pat ${visitor.mark}`,
  email: `${visitor.mark}@customer.example`,
  productsDesigned: `Gears of ${visitor.mark}`,
});

/** What people type of themselves, and what staff type of them: it is kept where it belongs, and printed nowhere. */
export const tellingWays: readonly Way[] = [
  {
    name: 'telling of oneself',
    tells: true,
    async walk(world, visitor) {
      await activate(world, visitor);
      await byStaff(world, visitor);
      await ownPage(world, visitor, `Pat ${visitor.mark}`);
    },
  },
];

/** Refused for what is not in order, for the serial, and then not. */
async function activate(world: World, visitor: Visitor): Promise<void> {
  const { notice, url } = world;
  const form = { ...marked(visitor), notice, idempotency: randomBytes(8).toString('hex') };
  const faulty = { ...form, serial: 'no such serial', phone: visitor.mark };
  must(await ask(`${url}/activate`, visitor, { form: faulty }), 400, 404, 422);
  must(await ask(`${url}/activate`, visitor, { form: { ...form, serial: serialOf(world) } }), 200);
  const json = { ...marked(visitor), notice, serial: serialOf(world) };
  const headers = () => ({ 'idempotency-key': randomBytes(8).toString('hex') });
  const wrong = { ...json, email: visitor.mark };
  must(await ask(`${url}/api/v1/activations`, visitor, { json: wrong, headers: headers() }), 400, 422);
  must(await ask(`${url}/api/v1/activations`, visitor, { json, headers: headers() }), 201);
}

/** Looked for at the desk, and asked for by phone. */
async function byStaff({ installation, session, url }: World, visitor: Visitor): Promise<void> {
  must(await ask(`${url}/api/v1/search`, visitor, { json: { q: `Gears ${visitor.mark}` }, headers: session }), 200);
  const [licence] = await rowsOf<{ id: string }>(
    installation,
    'SELECT licence_id AS id FROM licensing.registrations WHERE name = $1 LIMIT 1',
    [`Pat ${visitor.mark}`],
  );
  const headers = { ...session, 'kept-purpose': 'customer service', 'kept-reason': `asked by ${visitor.mark}` };
  const json = { channel: 'phone', evidence: `called back ${visitor.mark}` };
  must(await ask(`${url}/api/v1/licences/${licence?.id}/inquiries`, visitor, { json, headers }), 200);
}
