import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringForward } from '../../src/app/bring-forward.ts';
import { aContact, aNotice, contactData } from '../../src/parts/contacts/fixtures.ts';
import {
  correctDatum,
  setPreference,
  setState,
  setWishes,
  type Topic,
  topics,
} from '../../src/parts/contacts/index.ts';
import { aRecipient } from '../../src/parts/disclosures/fixtures.ts';
import { openReplayLog } from '../../src/platform/erasure/replay-log.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Whatever happens to data, in whatever order, under a turned clock and on a real database: who must not be written to is not, what is
// erased stays gone, and nothing that was said is forgotten by a restored backup. The model below is what the policy says, in plain code.

let app: TestApp;
let marketing: Session;
let processor: string;
let notice: string;
beforeAll(async () => {
  app = await startApp({ overrides: { trustedProxies: ['127.0.0.1'] } });
  marketing = await app.signInAs('marketing');
  notice = await aNotice(app.kept.deps);
  const contract = { fields: ['companyName', 'name', 'email'] };
  processor = await aRecipient(app.kept.deps, { kind: 'processor', ageKey: await anAgeKey(), contract });
});
afterAll(() => app.stop());

async function anAgeKey(): Promise<string> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  return identityToRecipient(await generateX25519Identity());
}

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

const channels = ['mail', 'post', 'phone'] as const;
type Channel = (typeof channels)[number];

const who = fc.nat({ max: 2 });
const channel = fc.constantFrom(...channels);
const topic = fc.option(fc.constantFrom(...topics));
const step = fc.oneof(
  fc.record({ act: fc.constant('collect' as const), who }),
  fc.record({ act: fc.constant('share' as const), channel, topic }),
  fc.record({ act: fc.constantFrom('opt out' as const, 'allow' as const), who, channel }),
  fc.record({ act: fc.constantFrom('restrict' as const, 'object' as const), who, on: fc.boolean() }),
  fc.record({ act: fc.constant('refuse' as const), who, refused: fc.subarray([...topics]) }),
  fc.record({ act: fc.constant('pause' as const), who, days: fc.nat({ max: 3 }) }),
  fc.record({ act: fc.constant('correct' as const), who }),
  fc.record({ act: fc.constant('erase' as const), who }),
  fc.record({ act: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ act: fc.constantFrom('back up' as const, 'restore' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What should be so of one of the three. */
interface Person {
  readonly id: string;
  readonly companyId: string;
  name: string;
  restricted: boolean;
  objected: boolean;
  refused: readonly Topic[];
  pausedUntil: number;
  erased: boolean;
}

/** One run: three addresses, each of which somebody may have. */
class World {
  people: (Person | null)[] = [null, null, null];
  readonly addresses = [0, 1, 2].map(() => contactData().email);
  /** Opted out, by address and channel: outlives the record. */
  stopped = new Set<string>();
  /** The last word on each channel of an address. */
  readonly said = new Map<string, boolean>();
  readonly saidOf = new Map<string, Pick<Person, 'restricted' | 'objected'>>();
  readonly wishedOf = new Map<string, Pick<Person, 'refused' | 'pausedUntil'>>();
  readonly gone = new Set<string>();
  saved: { people: (Person | null)[]; stopped: Set<string> } | null = null;
}

const day = 86_400_000;
const tables = ['people', 'preferences', 'suppressions', 'origins', 'company_people', 'addresses'];

async function take(world: World, each: Step): Promise<void> {
  const { deps } = app.kept;
  const person = 'who' in each ? world.people[each.who] : null;
  const address = 'who' in each ? (world.addresses[each.who] ?? '') : '';
  const asPerson = (personId: string) => ({ kind: 'person', personId }) as const;
  switch (each.act) {
    case 'collect': {
      const made = await aContact(deps, { noticeId: notice, mailAllowed: true, data: { email: address } });
      if (person && !person.erased) expect(made.applied).toBe(false);
      else {
        const { personId: id, companyId, data } = made;
        const fresh = { restricted: false, objected: false, refused: [], pausedUntil: 0, erased: false };
        world.people[each.who] = { id, companyId, name: data.name, ...fresh };
      }
      break;
    }
    case 'share':
      await share(world, each);
      break;
    case 'wait':
      app.clock.advance({ days: each.days });
      break;
    case 'back up':
      await backUp(world);
      break;
    case 'restore':
      await restore(world);
      break;
    default: {
      if (!person || person.erased) break;
      const personId = person.id;
      if (each.act === 'opt out' || each.act === 'allow') {
        const allowed = each.act === 'allow';
        const choice = { personId, channel: each.channel, allowed, noticeId: notice };
        await deps.db.base((trx) => setPreference(trx, deps, asPerson(personId), choice));
        say(world, address, each.channel, allowed);
      } else if (each.act === 'restrict' || each.act === 'object') {
        const state = each.act === 'restrict' ? { restricted: each.on } : { objected: each.on };
        await deps.db.base((trx) => setState(trx, deps, personId, state));
        Object.assign(person, state);
        world.saidOf.set(personId, { restricted: person.restricted, objected: person.objected });
      } else if (each.act === 'refuse') {
        await deps.db.base((trx) =>
          setWishes(trx, deps, asPerson(personId), { personId, refusedTopics: each.refused }),
        );
        person.refused = each.refused;
        remember(world, person);
      } else if (each.act === 'pause') {
        const last = new Date(app.clock.now().getTime() + each.days * day).toLocaleDateString('sv', {
          timeZone: 'Europe/Berlin',
        });
        const pausedUntil = each.days === 0 ? null : last;
        await deps.db.base((trx) => setWishes(trx, deps, asPerson(personId), { personId, pausedUntil }));
        const [row] = await owner<{ until: Date | null }>(
          'SELECT paused_until AS until FROM contacts.people WHERE id = $1',
          [personId],
        );
        person.pausedUntil = row?.until?.getTime() ?? 0;
        if (pausedUntil) expect(person.pausedUntil - app.clock.now().getTime()).toBeGreaterThan((each.days - 1) * day);
        remember(world, person);
      } else if (each.act === 'correct') {
        const name = `${person.name}x`;
        const [row] = await owner<{ version: number }>('SELECT version FROM contacts.people WHERE id = $1', [personId]);
        const input = { personId, version: row?.version ?? 0, field: 'name', value: name, noticeId: notice } as const;
        await deps.db.as('rights', (trx) => correctDatum(trx, deps, asPerson(personId), input));
        person.name = name;
      } else {
        await app.kept.erasures.erase(async () => ({
          personId,
          cause: 'request',
          requestId: null,
          number: null,
          backupDays: 30,
        }));
        person.erased = true;
        world.gone.add(person.name);
        for (const each of channels) say(world, address, each, false);
      }
    }
  }
  await app.settle();
}

function say(world: World, address: string, by: Channel, allowed: boolean): void {
  world.said.set(`${address} ${by}`, allowed);
  if (allowed) world.stopped.delete(`${address} ${by}`);
  else world.stopped.add(`${address} ${by}`);
}

function remember(world: World, { id, refused, pausedUntil }: Person): void {
  world.wishedOf.set(id, { refused, pausedUntil });
}

/** Whom the policy lets us write to in this way. */
function writable(world: World, asked: { channel: Channel; topic: Topic | null }): string[] {
  const now = app.clock.now().getTime();
  return world.people.flatMap((person, index) => {
    if (!person || person.erased || person.restricted || person.objected) return [];
    if (world.stopped.has(`${world.addresses[index]} ${asked.channel}`) || person.pausedUntil > now) return [];
    if (asked.topic === null ? person.refused.length > 0 : person.refused.includes(asked.topic)) return [];
    return [person.id];
  });
}

async function share(world: World, asked: { channel: Channel; topic: Topic | null }): Promise<void> {
  const companyIds = world.people.flatMap((person) => (person ? [person.companyId] : []));
  if (companyIds.length === 0) return;
  const body = {
    recipientId: processor,
    companyIds,
    fields: ['name', 'email'],
    channel: asked.channel,
    topic: asked.topic,
  };
  const ground = { purpose: 'marketing', reason: 'invitation' };
  const answer = await marketing.call<{ id: string; people: number }>('POST', '/api/v1/hand-overs', body, ground);
  const expected = writable(world, asked);
  expect([answer.status, answer.body.people ?? 0], JSON.stringify(answer.body)).toEqual(
    expected.length > 0 ? [201, expected.length] : [409, 0],
  );
  if (expected.length === 0) return;
  const rows = await owner<{ person_id: string }>('SELECT person_id FROM disclosures.ledger WHERE about_id = $1', [
    answer.body.id,
  ]);
  expect(rows.map((row) => row.person_id).sort()).toEqual(expected.sort());
}

/** Only an owner who may pass over references can put rows of a backup back without all of it. */
const mayRestore = () => app.database.mode === 'superuser';

async function backUp(world: World): Promise<void> {
  if (!mayRestore()) return;
  await owner('DROP SCHEMA IF EXISTS spare CASCADE; CREATE SCHEMA spare');
  for (const table of tables) await owner(`CREATE TABLE spare.${table} AS TABLE contacts.${table}`);
  await owner('CREATE TABLE spare.erasures AS TABLE rights.erasures');
  world.saved = structuredClone({ people: world.people, stopped: world.stopped });
}

/** The rows of the backup come back; then what was said since holds again, before anybody is served. */
async function restore(world: World): Promise<void> {
  if (!mayRestore() || !world.saved) return;
  const lines = openReplayLog(app.dataFolder).read();
  await connected(app.database.ownerUrl, async (client) => {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    for (const table of tables)
      await client.query(`DELETE FROM contacts.${table}; INSERT INTO contacts.${table} SELECT * FROM spare.${table}`);
    await client.query('DELETE FROM rights.erasures; INSERT INTO rights.erasures SELECT * FROM spare.erasures');
    await bringForward(client, lines);
    await client.query('COMMIT');
  });
  await app.kept.erasures.finish();
  const erased = new Set(world.people.flatMap((person) => (person?.erased ? [person.id] : [])));
  const { people, stopped } = structuredClone(world.saved);
  for (const person of people) {
    if (!person) continue;
    Object.assign(person, world.saidOf.get(person.id), world.wishedOf.get(person.id));
    if (erased.has(person.id) || [...world.gone].some((name) => name.startsWith(person.name))) person.erased = true;
  }
  world.people = people;
  world.stopped = stopped;
  // What was allowed again since is left as the backup has it; a no holds.
  for (const [key, allowed] of world.said) if (!allowed) world.stopped.add(key);
}

/** What is so of every run at any time. */
async function mustHold(world: World): Promise<void> {
  const digests = new Map(world.addresses.map((each) => [app.kept.deps.digests.email(each).toString('hex'), each]));
  const rows = await owner<{ key: string; channel: string }>(
    `SELECT encode(email_key, 'hex') AS key, channel FROM contacts.suppressions`,
  );
  const suppressed = rows.flatMap(({ key, channel: by }) => (digests.has(key) ? [`${digests.get(key)} ${by}`] : []));
  expect(suppressed.sort()).toEqual([...world.stopped].sort());
  for (const person of world.people) {
    if (!person) continue;
    const [row] = await owner<{ name: string | null; email: string | null; sources: string; allowed: string }>(
      `SELECT name, email, (SELECT count(*) FROM contacts.provenance v WHERE v.subject_id = p.id AND v.replaced_at IS NULL) AS sources,
         (SELECT count(*) FROM contacts.preferences f JOIN contacts.suppressions s ON s.email_key = p.email_key AND s.channel = f.channel
           WHERE f.person_id = p.id AND f.allowed) AS allowed FROM contacts.people p WHERE id = $1`,
      [person.id],
    );
    if (person.erased) expect(row).toEqual({ name: null, email: null, sources: '0', allowed: '0' });
    else expect(row).toMatchObject({ name: person.name, allowed: '0' });
  }
}

test('no sequence of collecting, sharing, opting out, restricting, erasing and restoring breaks an invariant', async () => {
  const counts = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
      const world = new World();
      // Nothing of an earlier run is in a backup of this one.
      await take(world, { act: 'collect', who: 0 });
      await take(world, { act: 'back up' });
      for (const each of steps) {
        counts.set(each.act, (counts.get(each.act) ?? 0) + 1);
        await take(world, each);
        await mustHold(world);
      }
      await take(world, { act: 'restore' });
      await mustHold(world);
      for (const by of channels) await share(world, { channel: by, topic: null });
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(counts.size).toBeGreaterThan(8);
}, 120_000);

test('what happens to somebody else never changes what another is given of theirs', async () => {
  const { deps } = app.kept;
  const first = await aContact(deps, { noticeId: notice });
  const sitting = await sittingOf(first.data.email);
  let calls = 0;
  /** Without the proof that its rows stand in the log: its head is that of the rows of all. */
  const file = async () => {
    calls += 1;
    const answer = await app.submit('/me/download', { sitting }, { 'x-forwarded-for': `198.51.100.${calls}` });
    expect(answer.status).toBe(200);
    const { evidence: _evidence, ...rest } = (await answer.json()) as Record<string, unknown>;
    return JSON.stringify(rest);
  };
  const before = await file();
  expect(before).toContain(first.data.name);
  const others = fc.constantFrom('opt out', 'restrict', 'refuse', 'correct', 'erase', 'share');
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(others, { maxLength: 5 }), async (sameCompany, acts) => {
      const world = new World();
      const made = await aContact(deps, {
        noticeId: notice,
        companyId: sameCompany ? first.companyId : null,
        data: { email: world.addresses[0] ?? '' },
      });
      const fresh = { restricted: false, objected: false, refused: [], pausedUntil: 0, erased: false };
      world.people[0] = { id: made.personId, companyId: made.companyId, name: made.data.name, ...fresh };
      for (const act of acts) {
        if (act === 'share' && sameCompany) continue;
        if (act === 'share') await share(world, { channel: 'mail', topic: null });
        else if (act === 'opt out') await take(world, { act, who: 0, channel: 'mail' });
        else if (act === 'restrict') await take(world, { act, who: 0, on: true });
        else if (act === 'refuse') await take(world, { act, who: 0, refused: ['news'] });
        else if (act === 'correct' || act === 'erase') await take(world, { act, who: 0 });
      }
      expect(await file()).toBe(before);
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 60_000);

async function sittingOf(email: string): Promise<string> {
  await app.submit('/me', { email });
  const links = () => app.mails.messages.filter((mail) => mail.to.includes(email) && mail.text.includes('/me/link/'));
  await expect.poll(async () => app.settle().then(() => links().length), { timeout: 15_000 }).toBe(1);
  const path = /\/me\/link\/\S+/.exec(links()[0]?.text ?? '')?.[0] ?? '';
  return /name="sitting" value="([^"]+)"/.exec(await (await app.submit(path, {})).text())?.[1] ?? '';
}
