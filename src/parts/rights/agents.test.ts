import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { openRights, type Rights } from './fixtures.ts';
import type { RequestPage } from './wire/requests.ts';

let rights: Rights;
beforeAll(async () => {
  rights = await openRights();
});
afterAll(() => rights.stop());

const officer = aMember('privacy officer');
const ground = { purpose: 'rights', reason: 'answering the request' };
let forms = 0;
const form = (subject: string, more: Record<string, string> = {}) => ({
  agent: 'lawyer',
  name: 'Lee Lawyer',
  mailbox: `lee${forms++}@law.example`,
  subject,
  kind: 'access',
  mandate: 'Power of attorney of 1 March 2026, ref. 77',
  wording: '',
  ...more,
});
const linkIn = (text: string | undefined) => /\/me\/agent\/\S+/.exec(text ?? '')?.[0] ?? '';
const numberIn = (text: string) => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';

async function requestOf(number: string): Promise<RequestPage> {
  const { rows } = await connected(rights.deps.database.ownerUrl, (client) =>
    client.query<{ id: string }>('SELECT id FROM rights.requests WHERE number = $1', [number]),
  );
  const answer = await rights.server.call<RequestPage>(officer, 'GET', `/api/v1/requests/${rows[0]?.id}`, ground);
  return answer.body;
}
const act = (id: string, step: string, body?: unknown) =>
  rights.server.call(officer, 'POST', `/api/v1/requests/${id}/${step}`, body === undefined ? {} : { body });

describe('a request for somebody else', () => {
  it('is answered alike for known and unknown addresses, and names nobody', async () => {
    const { server, mailsTo, noticeId, deps } = rights;
    const made = await aContact(deps, { noticeId });
    const known = await server.submit('/me/behalf', form(made.data.email));
    const unknown = await server.submit('/me/behalf', form('nobody-here@nowhere.example'));
    const blank = (text: string) => text.replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, '');
    expect(known.status).toBe(200);
    expect(blank(unknown.text)).toBe(blank(known.text));
    expect(known.text).not.toContain(made.data.name);
    const mails = await mailsTo(made.data.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body_text).toContain('Lee Lawyer (lawyer)');
    expect(await mailsTo('nobody-here@nowhere.example')).toHaveLength(0);
  });

  it('waits for the person: nothing is answered or erased before their yes, and a yes proves who they are', async () => {
    const { server, mailsTo, noticeId, deps, get, openPage } = rights;
    const made = await aContact(deps, { noticeId });
    const sent = await server.submit(
      '/me/behalf',
      form(made.data.email, { covers: 'on', mailbox: 'answers@law.example' }),
    );
    const { id } = await requestOf(numberIn(sent.text));
    await act(id, 'identity', { personId: made.personId });
    expect((await act(id, 'answer', { answer: 'All that we hold.' })).text).toContain('KEPT_REQUEST_MANDATE');
    const link = linkIn((await mailsTo(made.data.email)).at(-1)?.body_text);
    for (let opened = 0; opened < 3; opened += 1) expect((await get(link)).text).toContain('Lee Lawyer');
    expect((await requestOf(numberIn(sent.text))).agent?.confirmation).toBe('waiting');
    expect((await server.submit(link, { mine: 'yes' })).text).toContain('as if you had made it yourself');
    expect((await server.submit(link, { mine: 'no' })).status).toBe(404);
    expect(await requestOf(numberIn(sent.text))).toMatchObject({
      identity: 'proven',
      agent: { confirmation: 'confirmed' },
    });
    expect((await act(id, 'answer', { answer: 'All that we hold.' })).status).toBe(204);
    expect((await mailsTo('answers@law.example')).at(-1)?.body_text).toContain('All that we hold.');
    expect((await mailsTo(made.data.email)).at(-1)?.body_text).not.toContain('All that we hold.');
    const page = (await openPage(made.data.email)).text;
    expect(page).toContain('Lee Lawyer');
    expect(page).toContain('The answer was sent to them as well');
  });

  it('is told nothing when the person says no, and the answer goes to the person alone where the mandate covers no more', async () => {
    const { server, mailsTo, noticeId, deps } = rights;
    const made = await aContact(deps, { noticeId });
    const no = await server.submit('/me/behalf', form(made.data.email));
    await server.submit(linkIn((await mailsTo(made.data.email)).at(-1)?.body_text), { mine: 'no' });
    const refused = await requestOf(numberIn(no.text));
    expect(refused.agent?.confirmation).toBe('declined');
    expect((await act(refused.id, 'answer', { answer: 'x' })).status).toBe(409);
    expect((await act(refused.id, 'mandate', { why: 'because the lawyer says so' })).status).toBe(409);
    const yes = await server.submit('/me/behalf', form(made.data.email, { mailbox: 'quiet@law.example' }));
    await server.submit(linkIn((await mailsTo(made.data.email)).at(-1)?.body_text), { mine: 'yes' });
    const { id } = await requestOf(numberIn(yes.text));
    expect((await act(id, 'answer', { answer: 'On your page.' })).status).toBe(204);
    expect(await mailsTo('quiet@law.example')).toHaveLength(0);
  });

  it('that staff records is confirmed by the person, or staff states why not; both stand in the history', async () => {
    const { server, mailsTo, noticeId, deps } = rights;
    const made = await aContact(deps, { noticeId });
    const agent = {
      kind: 'parent or guardian',
      name: 'Pat Parent',
      mandate: 'Order of the court, 12 F 7/26',
      coversAnswer: false,
    };
    const today = deps.clock.now().toISOString().slice(0, 10);
    const body = {
      kind: 'access',
      channel: 'phone',
      receivedOn: today,
      personId: made.personId,
      asker: 'Pat Parent',
      wording: 'What do you hold?',
      agent,
    };
    const recorded = await server.call<{ id: string; number: string }>(officer, 'POST', '/api/v1/requests', { body });
    expect(recorded.status).toBe(201);
    const first = linkIn((await mailsTo(made.data.email)).at(-1)?.body_text);
    await act(recorded.body.id, 'ask-person');
    expect((await rights.get(first)).status).toBe(404);
    expect(
      (await act(recorded.body.id, 'mandate', { why: 'The guardian showed the order of the court.' })).status,
    ).toBe(204);
    await act(recorded.body.id, 'identity', {});
    expect((await act(recorded.body.id, 'answer', { answer: 'Told.' })).status).toBe(204);
    const page = await requestOf(recorded.body.number);
    expect(page.agent).toMatchObject({
      confirmation: 'not needed',
      why: 'The guardian showed the order of the court.',
    });
    expect(page.history.map(({ kind }) => kind)).toContain('mandate enough');
  });

  it('cannot fill a mailbox, and the person can still answer afterwards', async () => {
    const { server, mailsTo, noticeId, deps } = rights;
    const made = await aContact(deps, { noticeId });
    const answers = [];
    for (let tries = 0; tries < 5; tries += 1)
      answers.push((await server.submit('/me/behalf', form(made.data.email))).status);
    expect(answers).toEqual([200, 200, 429, 429, 429]);
    const mails = await mailsTo(made.data.email);
    expect(mails).toHaveLength(2);
    expect((await server.submit(linkIn(mails[0]?.body_text), { mine: 'no' })).status).toBe(200);
  });

  it.each([
    ['no address', { subject: 'nobody' }, 400],
    ['no mandate', { mandate: '' }, 400],
    ['an unknown kind of agent', { agent: 'friend' }, 400],
    ['a control character in the name', { name: 'a\u0007b' }, 400],
  ])('with %s is refused', async (_name, wrong, status) => {
    const answer = await rights.server.submit('/me/behalf', {
      ...form('x@y.example'),
      ...(wrong as Record<string, string>),
    });
    expect(answer.status).toBe(status);
  });

  it('by a link that is forged or too old is refused', async () => {
    const { server, mailsTo, noticeId, deps, get } = rights;
    expect((await get(`/me/agent/${'B'.repeat(43)}`)).text).toContain('KEPT_AGENT_LINK');
    const made = await aContact(deps, { noticeId });
    await server.submit('/me/behalf', form(made.data.email));
    const link = linkIn((await mailsTo(made.data.email)).at(-1)?.body_text);
    deps.clock.advance({ minutes: 15 * 24 * 60 });
    expect((await server.submit(link, { mine: 'yes' })).status).toBe(404);
  });
});
