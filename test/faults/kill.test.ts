import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { dataFolder, type KeptTree, kill, startTree } from './kept-tree.ts';
import { openShop, type Shop } from './shop.ts';

// `kill -9` while 32 clients activate: of the server alone, then of everything. What was answered with success must be
// there, whole; of anything else there may be all or nothing.

const clients = 32;

interface Answered {
  readonly activationId: string;
  readonly email: string;
}

test('kill -9 of the server, and of the whole tree, while 32 clients activate', async () => {
  const data = dataFolder();
  const trees: KeptTree[] = [];
  onTestFinished(async () => {
    for (const tree of trees) await tree.stop();
    data.remove();
  });
  const first = await startTree(data.path);
  trees.push(first);
  const shop = await openShop(first, 500);
  const load = activateAll(shop, first.url);

  const some = 25;
  await until(() => load.answered.length >= some);
  const killed = first.serverPid();
  kill(killed);
  await until(() => load.unanswered() > 0);
  const atFirst = load.answered.length;
  // Looked at all the time: before the serials run out, everything is killed while they go on.
  await until(() => load.answered.length >= atFirst + some);
  expect(first.serverPid()).not.toBe(killed);
  const cutOff = load.unanswered();
  await first.killAll();
  await load.stop();
  expect(load.unanswered()).toBeGreaterThan(cutOff);

  const second = await startTree(data.path, new URL(first.url).port);
  trees.push(second);
  await expect
    .poll(() => count(second, 'platform.events WHERE handled_at IS NULL'), { timeout: 90_000, interval: 500 })
    .toBe(0);
  expect(await missing(second, load.answered)).toEqual([]);
  expect(await halfThere(second)).toEqual({});
}, 240_000);

// Any answer will do: that of the limits, too.
const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

function activateAll(shop: Shop, url: string) {
  const answered: Answered[] = [];
  let unanswered = 0;
  let stopped = false;
  const run = async () => {
    for (let licence = shop.serials.pop(); licence && !stopped; licence = shop.serials.pop())
      try {
        const { status, activationId, email } = await shop.activate(licence.serial);
        if (status === 201 && activationId) answered.push({ activationId, email });
        else throw new Error(`status ${status}`);
      } catch {
        unanswered += 1;
        // Serials are not wasted on a server that is away.
        do await sleep(100);
        while (!stopped && !(await answers(url)));
      }
  };
  const running = Promise.all(Array.from({ length: clients }, run));
  return {
    answered,
    unanswered: () => unanswered,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { timeout: 60_000, interval: 20 }).toBe(true);
}

const count = (tree: KeptTree, from: string) =>
  tree.asOwner(async (client) => Number((await client.query(`SELECT count(*) FROM ${from}`)).rows[0]?.count));

/** Of those answered with success, the ones that lack something. */
async function missing(tree: KeptTree, answered: readonly Answered[]) {
  return tree.asOwner(async (client) => {
    const { rows } = await client.query(
      `SELECT w.id, w.email FROM unnest($1::uuid[], $2::text[]) AS w (id, email) WHERE NOT EXISTS (
        SELECT FROM licensing.activations a JOIN licensing.registrations r ON r.id = a.registration_id
          JOIN licensing.licences l ON l.id = a.licence_id AND l.seats_used = 1 AND l.state = 'active' AND l.company_id = r.company_id
          JOIN contacts.people p ON p.id = r.person_id AND p.email = w.email
        WHERE a.id = w.id AND r.email = w.email)`,
      [answered.map(({ activationId }) => activationId), answered.map(({ email }) => email)],
    );
    return rows;
  });
}

/** Whatever is there must be there with all that belongs to it, once. Kind -> how many are not. */
async function halfThere(tree: KeptTree): Promise<Record<string, number>> {
  const faults: Record<string, string> = {
    'registrations without their activation': `licensing.registrations r WHERE
      (SELECT count(*) FROM licensing.activations a WHERE a.registration_id = r.id AND a.licence_id = r.licence_id) <> 1`,
    'licences whose seats are miscounted': `licensing.licences l WHERE seats_used <>
      (SELECT count(*) FROM licensing.activations a WHERE a.licence_id = l.id AND a.deactivated_at IS NULL)`,
    'licences that are half active': `licensing.licences l WHERE (state = 'active') <> (seats_used > 0) OR (state = 'active') <> (company_id IS NOT NULL)`,
    'activations without their entry': `licensing.activations a WHERE
      (SELECT count(*) FROM licensing.licence_events e WHERE e.licence_id = a.licence_id AND e.kind = 'activated') <> 1`,
    'activations without their news': `licensing.activations a WHERE
      (SELECT count(*) FROM platform.events e WHERE e.name = 'licensing.activated' AND e.payload->>'activationId' = a.id::text) <> 1`,
    'news of no activation': `platform.events e WHERE e.name = 'licensing.activated' AND NOT EXISTS
      (SELECT FROM licensing.activations a WHERE a.id::text = e.payload->>'activationId')`,
    'registrations without their mail': `licensing.registrations r WHERE (SELECT count(*) FROM platform.mail_outbox m
      JOIN disclosures.ledger d ON d.id = m.ledger_id AND d.channel = 'mail' AND d.person_id = r.person_id AND d.about_id = r.licence_id
      WHERE m.kind = 'licence activated' AND m.to_address = r.email) <> 1`,
    'mails of no registration': `platform.mail_outbox m WHERE m.kind = 'licence activated' AND NOT EXISTS
      (SELECT FROM licensing.registrations r WHERE r.email = m.to_address)`,
    'people without all their provenance': `contacts.people p WHERE (SELECT count(*) FROM contacts.provenance v
      WHERE v.subject_id = p.id AND v.replaced_at IS NULL) <> num_nonnulls(p.email, p.name, p.phone, p.title, p.role)`,
    'people who ticked nothing and allow something': 'contacts.preferences WHERE allowed',
    'people without a company': `contacts.people p WHERE (SELECT count(*) FROM contacts.company_people c WHERE c.person_id = p.id) <> 1`,
    'people who registered nothing': `contacts.people p WHERE NOT EXISTS (SELECT FROM licensing.registrations r WHERE r.person_id = p.id)`,
    'companies without an address': `contacts.companies c WHERE kind = 'customer' AND NOT EXISTS (SELECT FROM contacts.addresses a WHERE a.company_id = c.id)`,
    'companies not shared with their reseller once': `contacts.companies c WHERE kind = 'customer' AND (SELECT count(*) FROM contacts.shares s
      JOIN disclosures.ledger d ON d.id = s.ledger_id AND d.channel = 'share' AND d.company_id = c.id
      WHERE s.company_id = c.id AND s.until IS NULL) <> 1`,
    'registrations not reported once': `licensing.registrations r WHERE (SELECT count(*) FROM licensing.reported x WHERE x.registration_id = r.id) <> 1
      OR (SELECT count(*) FROM disclosures.ledger d WHERE d.channel = 'report' AND d.person_id = r.person_id) <> 1`,
    'reports without their mail': `licensing.reports x WHERE (SELECT count(*) FROM platform.mail_outbox m JOIN disclosures.ledger d ON d.id = m.ledger_id
      WHERE m.kind = 'licensor report' AND d.about_id = x.id) <> 1`,
    'events given up': `platform.events WHERE failure IS NOT NULL`,
  };
  const found: Record<string, number> = {};
  for (const [name, from] of Object.entries(faults)) {
    const number = await count(tree, from);
    if (number > 0) found[name] = number;
  }
  return found;
}
