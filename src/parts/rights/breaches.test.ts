import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { tellBreaches } from './actions/breaches.ts';
import { openRights, type Rights } from './fixtures.ts';
import type { BreachItem } from './wire/breaches.ts';

let rights: Rights;
beforeAll(async () => {
  rights = await openRights();
});
afterAll(() => rights.stop());

const writer = aMember('privacy officer');
const second = { ...aMember('administrator'), memberId: '00000000-0000-4000-8000-0000000000b2' };
const words = {
  happened: 'A laptop with a copy of the register of contacts was stolen.',
  consequences: 'Somebody may write to you in our name.',
  measures: 'The copy was encrypted; the key was changed. Do not open files that you did not ask for.',
  contact: 'Our privacy officer, privacy@vendor.example',
};
const owner = async (text: string, values: unknown[] = []) =>
  connected(rights.deps.database.ownerUrl, async (client) => (await client.query(text, values)).rows);

/** An incident that staff recorded, with whom it concerns. */
async function anIncident(counted = true): Promise<string> {
  const now = rights.deps.clock.now();
  const span = counted ? [['email'], new Date(now.getTime() - 86_400_000), now, 2, now] : [[], null, null, null, null];
  const [row] = await owner(
    `INSERT INTO policy.incidents (title, opened_at, due_at, recorded_by, fields, open_from, open_until, people, people_at)
     VALUES ('A laptop was stolen', $1, $2, gen_random_uuid(), $3, $4, $5, $6, $7) RETURNING id::text AS id`,
    [now, new Date(now.getTime() + 72 * 3_600_000), ...span],
  );
  return String((row as { id: string }).id);
}
const notices = (id: string) => `/api/v1/incidents/${id}/breach-notices`;
const write = (id: string) =>
  rights.server.call<{ notices: BreachItem[] }>(writer, 'POST', notices(id), { body: words });
const read = async (id: string) =>
  (await rights.server.call<{ notices: BreachItem[] }>(second, 'GET', notices(id))).body.notices[0];
const approve = (who: typeof writer, id: string) =>
  rights.server.call(who, 'POST', `/api/v1/breach-notices/${id}/approve`);

describe('a notice of a breach', () => {
  it('is written by one, approved by another, and mailed once to each, restricted and opted-out ones too', async () => {
    const { deps, mailsTo, noticeId, server, openPage } = rights;
    const [plain, restricted, erased] = [
      await aContact(deps, { noticeId }),
      await aContact(deps, { noticeId }),
      await aContact(deps, { noticeId }),
    ];
    deps.clock.advance({ minutes: 60 });
    const incident = await anIncident();
    await owner('UPDATE contacts.people SET restricted_at = now(), objected_at = now() WHERE id = $1', [
      restricted.personId,
    ]);
    const { body } = await write(incident);
    const id = body.notices[0]?.id ?? '';
    expect(body.notices[0]).toMatchObject({ people: 2, state: 'waiting for approval', mayApprove: false });
    await tellBreaches(deps);
    expect(await mailsTo(plain.data.email)).toHaveLength(0);
    expect((await approve(writer, id)).text).toContain('KEPT_LEGAL_DEMAND_SAME_PERSON');
    expect((await approve(aMember('support'), id)).status).toBe(403);
    expect((await approve(second, id)).status).toBe(204);
    expect((await approve(second, id)).status).toBe(409);
    await owner(
      'UPDATE contacts.people SET erased_at = now(), email = NULL, name = NULL, phone = NULL, title = NULL, role = NULL WHERE id = $1',
      [erased.personId],
    );
    await Promise.all([tellBreaches(deps), tellBreaches(deps)]);
    await tellBreaches(deps);
    for (const person of [plain, restricted]) {
      const mails = await mailsTo(person.data.email);
      expect(mails).toHaveLength(1);
      for (const said of Object.values(words)) expect(mails[0]?.body_text).toContain(said);
    }
    expect(await mailsTo(erased.data.email)).toHaveLength(0);
    expect(await read(incident)).toMatchObject({ state: 'done', waiting: 0, gone: 1 });
    const [{ n } = { n: 0 }] = (await owner(
      `SELECT count(*)::int AS n FROM disclosures.ledger WHERE about_kind = 'breach' AND person_id = $1`,
      [plain.personId],
    )) as { n: number }[];
    expect(n).toBe(1);
    expect((await openPage(plain.data.email)).text).toContain(words.happened);
    expect((await server.call(aMember('support'), 'GET', notices(incident))).status).toBe(403);
  });

  it('can be stopped and goes on where it ended', async () => {
    const { deps, mailsTo, noticeId, server } = rights;
    const person = await aContact(deps, { noticeId });
    deps.clock.advance({ minutes: 60 });
    const incident = await anIncident();
    const id = (await write(incident)).body.notices[0]?.id ?? '';
    const stop = (stopped: boolean) =>
      server.call(second, 'POST', `/api/v1/breach-notices/${id}/stop`, { body: { stop: stopped } });
    expect((await stop(true)).status).toBe(409);
    await approve(second, id);
    expect((await stop(true)).status).toBe(204);
    await tellBreaches(deps);
    expect(await mailsTo(person.data.email)).toHaveLength(0);
    expect(await read(incident)).toMatchObject({ state: 'stopped' });
    expect((await stop(false)).status).toBe(204);
    await tellBreaches(deps);
    expect(await mailsTo(person.data.email)).toHaveLength(1);
  });

  it('is refused before it is counted whom it concerns, and without words', async () => {
    const incident = await anIncident(false);
    expect((await write(incident)).text).toContain('KEPT_BREACH_NOT_COUNTED');
    const body = { ...words, happened: '' };
    expect((await rights.server.call(writer, 'POST', notices(incident), { body })).status).toBe(400);
    expect((await rights.server.call(writer, 'POST', notices('999999'), { body: words })).status).toBe(404);
  });

  it('to the authority is a page to print, with what is left of the 72 hours', async () => {
    const incident = await anIncident();
    await write(incident);
    rights.deps.clock.advance({ minutes: 61 });
    const path = `/api/v1/incidents/${incident}/authority-notice`;
    const page = await rights.server.call(writer, 'GET', path);
    expect(page.text).toContain('70 hours left of 72');
    expect(page.text).toContain(words.measures);
    rights.deps.clock.advance({ minutes: 80 * 60 });
    expect((await rights.server.call(writer, 'GET', path)).text).toContain('say why it is late');
    expect((await rights.server.call({ kind: 'public' }, 'GET', path)).status).toBe(401);
  });
});
