import type { Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { oneLine, pageFacts } from '../../../platform/clauses/page-facts.ts';

const roll = (day: string) => `(${day} + CASE extract(isodow FROM ${day}) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END)`;
const months = `(r.received_on + CASE WHEN r.extended THEN interval '3 months' ELSE interval '1 month' END)::date`;
const wordsGone = `SELECT g.request_id FROM rights.request_events g WHERE g.kind = 'words removed'`;

export const questionsClause: Clause = {
  id: 'P2',
  version: 1,
  part: 'rights',
  title: 'Questions, and what you ask of us',
  text: 'Questions about this policy and your data go to {privacyMailbox}, or by letter to {address}; you can ask on your own page as well. Each mail to that address, each letter that we record and each request on your page gets a number and the day by which the law wants our answer; on your page you see both, and our answer.',
  keeps: 'A privacy mailbox and a letter register whose entries become tracked requests with legal deadlines.',
  terms: ['dpv:DataSubjectRight', 'dpv:DataSubjectRightExercise'],
  boundary:
    'Mail that our mail server hands on to this system. What cannot be read is sent back with the reason. Automatic answers, bounces and lists are kept apart and not answered. A letter that nobody records is not seen.',
  demands: [
    {
      id: 'P2.mailbox',
      says: 'Each mail of a person to the privacy mailbox belongs to a request with a number and a clock, or was answered as an opt-out.',
      built: true,
      kind: 'completeness',
      control:
        'The mail and its request are written in one transaction, and the other mail server is answered after it.',
      couldBeWrong:
        'A mail that never reached this system leaves nothing to look at. Whether a person or a machine wrote one is told by its headers; what was kept apart stays on a list for a month.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'mails to the privacy mailbox',
          look: `SELECT m.id AS key, EXISTS (SELECT FROM rights.requests r JOIN rights.request_events e ON e.request_id = r.id
                AND e.kind IN ('received', 'mail added') AND e.at <= m.received_at + interval '1 minute'
              WHERE (r.id = m.request_id AND (r.channel = 'mail' OR e.kind = 'mail added') OR r.id = m.opt_out_id AND r.kind = 'opt-out' AND r.state <> 'open')
                AND r.due_on >= r.received_on) AS holds
            FROM rights.mails m WHERE m.mailbox = 'privacy' AND m.sort = 'person'`,
          counted: `SELECT count(*) FILTER (WHERE sort = 'person') - count(*) FILTER (WHERE sort = 'person' AND mailbox <> 'privacy') FROM rights.mails`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Loses which request a mail has become.',
          plant: `UPDATE rights.mails SET request_id = NULL, opt_out_id = NULL WHERE mailbox = 'privacy'`,
        },
      },
    },
    {
      id: 'P2.named',
      says: 'The policy in force names, word for word, the addresses of the privacy mailbox and of the remove mailbox, and the postal address for letters.',
      built: true,
      kind: 'visibility',
      control: 'The first section of each version is written from what the vendor has told of itself.',
      couldBeWrong:
        'Whether somebody reads what comes to an address is not looked at. Where the vendor changes one, this is broken until the version that names it is in force.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'ways to ask',
          steps: [
            'Read which two mailboxes and which postal address the vendor has.',
            'Open /privacy, with no header at all.',
            'A way holds if there is one and the words of the page have it: a mailbox as it is written, an address line by line.',
            'Where there is no vendor, or no version in force, nothing was looked at.',
            'Counted: columns for these of the stored vendor, where a version is in force.',
          ],
          walk: async ({ get, snapshot, vendor }) => {
            const inForce = `SELECT FROM policy.notices WHERE kind = 'privacy policy' AND effective_at <= now()`;
            const [stored] = await snapshot(({ query }) =>
              query<{ ways: number; ready: boolean }>(
                `SELECT (SELECT count(*) FROM policy.vendor v CROSS JOIN LATERAL (VALUES (v.privacy_mailbox), (v.remove_mailbox), (v.address)) AS way (at)
                    WHERE EXISTS (${inForce}))::int AS ways, EXISTS (${inForce}) AS ready`,
              ),
            );
            if (!vendor || !stored?.ready) return { examined: 0, counted: stored?.ways ?? 0, counterexamples: [] };
            const page = await get('/privacy');
            const { words } = pageFacts(page.text);
            const ways = {
              'privacy mailbox': [vendor.privacyMailbox],
              'remove mailbox': [vendor.removeMailbox],
              'postal address': vendor.address.split('\n'),
            };
            const against = Object.entries(ways).filter(
              ([, lines]) =>
                page.status !== 200 || lines.some((line) => oneLine(line) === '' || !words.includes(oneLine(line))),
            );
            return {
              examined: Object.keys(ways).length,
              counted: stored.ways,
              counterexamples: listed(against.map(([way]) => way)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Takes every mail address out of the policy.',
          app: (app) =>
            app.addHook('onSend', async ({ url }, _reply, payload) =>
              url === '/privacy' && typeof payload === 'string'
                ? payload.replaceAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '')
                : payload,
            ),
        },
      },
    },
    {
      id: 'P2.letters',
      says: 'Each letter that was answered or refused is registered by a member of staff, with its scan for as long as its words are kept.',
      built: true,
      kind: 'completeness',
      control: 'A letter can be closed only with its scan; whoever records it is noted.',
      couldBeWrong:
        'A letter that was never recorded leaves nothing to look at. What the scan shows is for people to see.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'letters',
          look: `SELECT r.id AS key, EXISTS (SELECT FROM rights.request_scans s WHERE s.request_id = r.id)
              AND EXISTS (SELECT FROM rights.request_events e WHERE e.request_id = r.id AND e.kind = 'received' AND e.actor_kind = 'member') AS holds
            FROM rights.requests r WHERE r.channel = 'letter' AND r.state IN ('answered', 'refused') AND r.id NOT IN (${wordsGone})`,
          counted: `SELECT count(DISTINCT e.request_id) FROM rights.request_events e JOIN rights.requests r ON r.id = e.request_id AND r.channel = 'letter'
            WHERE e.kind IN ('answered', 'refused') AND NOT EXISTS (${wordsGone} AND g.request_id = e.request_id)`,
        },
        saboteur: { kind: 'rows', says: 'Loses the scans.', plant: 'DELETE FROM rights.request_scans' },
      },
    },
    {
      id: 'P2.agents',
      says: 'Of what somebody else asked for a person, nothing that could harm them was told or done before they said yes from their own mailbox, or staff stated why their word is not needed.',
      built: true,
      kind: 'precondition',
      control: 'A request made by an agent cannot be answered or carried out while its mandate waits or was declined.',
      couldBeWrong:
        'Whoever does not say that they act for somebody else is taken for the person. Half a year after the answer the agent is forgotten, and only the history of the request is looked at.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'requests made for somebody else',
          look: `SELECT a.request_id AS key, r.state <> 'answered' OR r.kind IN ('opt-out', 'objection', 'question') OR EXISTS (
                SELECT FROM rights.request_events m JOIN rights.request_events d ON d.request_id = m.request_id AND d.id > m.id AND d.kind IN ('answered', 'erased')
                WHERE m.request_id = r.id AND m.kind IN ('mandate confirmed', 'mandate enough')) AS holds
              FROM rights.agents a JOIN rights.requests r ON r.id = a.request_id`,
          counted: 'SELECT count(*) FROM rights.agents',
        },
        saboteur: {
          kind: 'rows',
          says: 'Answers a lawyer before the client was asked.',
          plant: `DELETE FROM rights.request_events WHERE kind = 'mandate confirmed'`,
        },
      },
    },
    {
      id: 'P2.deadlines',
      says: 'Each request has the deadline of the rule that is stored with it; none is open beyond it, and none was answered late in the last 30 days.',
      built: true,
      kind: 'deadline',
      control: 'The deadline is computed when the request is stored; home lists what is due within a week.',
      couldBeWrong:
        'Which law applies is told by the country and region that we know, or by staff. Business days of the United States are looked at roughly. An answer that is none is for people to judge.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'requests',
          look: `SELECT r.id AS key, abs(r.received_at::date - r.received_on) <= 1 AND CASE r.rule
                WHEN 'gdpr-12-3' THEN r.due_on = ${roll(months)} WHEN 'house-month' THEN r.due_on = ${roll(months)}
                WHEN 'gdpr-21-3' THEN r.due_on = ${roll('(r.received_on + 3)')}
                WHEN 'ccpa-7021' THEN r.due_on = r.received_on + CASE WHEN r.extended THEN 90 ELSE 45 END AND r.confirm_by - r.received_on BETWEEN 12 AND 20
                  AND coalesce(r.confirmed_at::date, r.closed_at::date, current_date) <= r.confirm_by + 1
                WHEN 'ccpa-7026-f' THEN r.due_on - r.received_on BETWEEN 19 AND 26 ELSE false END
              AND (coalesce(r.closed_at::date, current_date) <= r.due_on + 1 OR r.closed_at < now() - interval '30 days') AS holds
            FROM rights.requests r`,
          counted: `SELECT count(DISTINCT request_id) FROM rights.request_events WHERE kind = 'received'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Gives the vendor half a year more for one request.',
          plant: `UPDATE rights.requests SET due_on = due_on + 180 WHERE id = (SELECT min(id::text)::uuid FROM rights.requests)`,
        },
      },
    },
  ],
};
