import { sql } from 'kysely';
import { connected } from '../../../test/kit/database.ts';
import { testDeps } from '../../../test/kit/deps.ts';
import { partServer } from '../../../test/kit/part-server.ts';
import { aMember, aNotice } from '../contacts/fixtures.ts';
import { ledger } from '../disclosures/index.ts';
import { mountRights } from './plugin.ts';

interface MailRow {
  to_address: string;
  body_text: string;
  subject: string;
}

export type Rights = Awaited<ReturnType<typeof openRights>>;

/** The part alone on a database of its own, with made-up parts above it, and what tests of it do again and again. */
export async function openRights() {
  const decided: string[] = [];
  const facts = new Map(
    ['email', 'name', 'phone', 'title', 'role', 'companyName', 'street'].map((name) => [
      name,
      { label: `The ${name}`, purposes: ['registration'], retention: `${name} is kept for ten years.` },
    ]),
  );
  const handed = {
    fieldFacts: () => facts,
    registrationsOfPerson: async () => async () => [],
    claimRegistration: async (_trx: unknown, _deps: unknown, of: { personId: string }) => {
      decided.push(`${of.personId} yes`);
    },
    disownRegistration: async (_trx: unknown, _deps: unknown, of: { personId: string }) => {
      decided.push(`${of.personId} no`);
    },
    openQuestions: async () => [],
    answerQuestion: async (_trx: unknown, _deps: unknown, of: { questionId: string; answer: string }) => {
      decided.push(`${of.questionId} ${of.answer}`);
    },
    upcomingReports: async () => [{ recipient: { name: 'Next Kernels' }, fields: ['name'], by: '2026-04-01' }],
    members: async (ids: readonly string[]) =>
      new Map(ids.map((id) => [id, { role: 'licence desk', companyId: null }])),
    actors: async () => (kind: string) => ({ kind, name: null }),
    whoActivated: async (_trx: unknown, _deps: unknown, { serial }: { serial: string }) => ({
      answer: 'named' as const,
      serial,
      product: 'Sample Mill',
      company: 'Sample Works',
      name: 'A Colleague',
    }),
    school: { licences: async () => [], beginTerm: async () => undefined, freeLabel: async () => undefined },
    idlePeople: async () => [],
    erasures: {
      erase: async () => Promise.reject(new Error('not here')),
      tellHolders: async () => 0,
      finish: async () => 0,
      proveBytes: async () => 0,
    },
    measures: () => [{ id: 'U1.declared', says: 'It is so.', control: 'Because.' }],
    exporters: [
      async () => [
        {
          part: 'support',
          title: 'Your cases',
          entries: [{ label: 'Case 7', value: 'open', provenance: 'you, by mail' }],
        },
      ],
    ],
  };

  const deps = await testDeps(ledger);
  const noticeId = await aNotice(deps);
  const server = await partServer(deps, (app) => mountRights(app, deps, handed));

  /** What waits in the outbox, read past every rule. */
  async function mailsTo(address: string): Promise<MailRow[]> {
    const text = 'SELECT * FROM platform.mail_outbox WHERE to_address = $1 ORDER BY queued_at';
    return connected(deps.database.ownerUrl, async (client) => (await client.query<MailRow>(text, [address])).rows);
  }

  /** Asks for a link and waits until the mail is there: the answer does not wait for it. */
  async function linkFor(address: string): Promise<string> {
    const before = (await mailsTo(address)).length;
    await server.submit('/me', { email: address });
    for (let tries = 0; tries < 200; tries += 1) {
      const mails = await mailsTo(address);
      if (mails.length > before) return /\/me\/link\/\S+/.exec(mails.at(-1)?.body_text ?? '')?.[0] ?? '';
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('no link came');
  }

  async function openPage(address: string): Promise<{ sitting: string; text: string }> {
    deps.clock.advance({ minutes: 2 });
    const { text } = await server.submit(await linkFor(address), {});
    return { sitting: /name="sitting" value="([^"]+)"/.exec(text)?.[1] ?? '', text };
  }

  async function events(name: string, personId: string) {
    const { rows } = await sql<{ payload: Record<string, string> }>`SELECT payload FROM platform.events
      WHERE name = ${name} AND payload->>'personId' = ${personId} ORDER BY id`.execute(deps.db.read);
    return rows.map((row) => row.payload);
  }

  const desk = aMember('licence desk');
  const get = (url: string) => server.call({ kind: 'public' }, 'GET', url);
  const stop = async () => {
    await server.app.close();
    await deps.stop();
  };
  return { deps, server, noticeId, handed, decided, desk, mailsTo, linkFor, openPage, events, get, stop };
}
