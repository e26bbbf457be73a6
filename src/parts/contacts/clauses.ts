import type { BuiltDemand, Clause } from '../../platform/clauses/clause.ts';

const wordsGone = `SELECT FROM rights.request_events g WHERE g.request_id = r.id AND g.kind = 'words removed'`;

/** An opt-out that staff was told of in this way. */
function toldOtherwise(channel: 'letter' | 'phone', says: string): BuiltDemand {
  const evidence = {
    letter: `(r.state = 'open' OR EXISTS (SELECT FROM rights.request_scans s WHERE s.request_id = r.id))`,
    phone: `EXISTS (SELECT FROM rights.request_events e WHERE e.request_id = r.id AND e.kind = 'received' AND e.actor_kind = 'member' AND e.actor_id IS NOT NULL)`,
  };
  const [what, plant] = {
    letter: ['Loses the scans.', 'DELETE FROM rights.request_scans'],
    phone: ['Forgets who took the calls.', 'UPDATE rights.request_events SET actor_id = NULL'],
  }[channel] as [string, string];
  return {
    id: `M3.${channel}`,
    says,
    built: true,
    kind: 'completeness',
    control: 'Recording it suppresses the address on every channel in the same transaction.',
    couldBeWrong:
      'What staff was told and did not record leaves nothing to look at; nor does one of somebody whom we do not know.',
    proof: {
      probe: {
        kind: 'rows',
        unit: `opt-outs by ${channel}`,
        look: `SELECT r.id AS key, ${evidence[channel]} AND NOT EXISTS (SELECT FROM unnest(ARRAY['mail', 'post', 'phone']) AS c (channel)
              WHERE NOT EXISTS (SELECT FROM contacts.suppressions s JOIN contacts.people p ON p.email_key = s.email_key
                  WHERE p.id = r.person_id AND s.channel = c.channel)
                AND NOT EXISTS (SELECT FROM contacts.preferences f WHERE f.person_id = r.person_id AND f.channel = c.channel
                  AND f.allowed AND f.source_kind = 'person page' AND f.changed_at > r.received_at)) AS holds
          FROM rights.requests r WHERE r.kind = 'opt-out' AND r.channel = '${channel}' AND r.person_id IS NOT NULL AND NOT EXISTS (${wordsGone})`,
        counted: `SELECT count(r.person_id) FILTER (WHERE r.channel = '${channel}' AND NOT EXISTS (${wordsGone})) FROM rights.requests r
          WHERE r.rule IN ('gdpr-21-3', 'ccpa-7026-f')`,
      },
      saboteur: { kind: 'rows', says: what, plant },
    },
  };
}

/** An opt-out that was read from a mail. In the privacy mailbox one that begins with the plainest words must have been seen. */
function toldByMail(mailbox: 'privacy' | 'remove', says: string): BuiltDemand {
  const asks = mailbox === 'remove' ? 'true' : `(m.opt_out_id IS NOT NULL OR m.body ~* '^(please )?unsubscribe')`;
  return {
    id: `M3.mail-${mailbox}`,
    says,
    built: true,
    kind: 'completeness',
    control: 'The mail is read where it comes in, and the address suppressed on every channel in the same transaction.',
    couldBeWrong:
      'A mail that never reached this system, or that a machine wrote, is not looked at. In the privacy mailbox words that no rule knows are left to staff.',
    proof: {
      probe: {
        kind: 'rows',
        unit: `opt-outs by mail to the ${mailbox} mailbox`,
        look: `SELECT m.id AS key, NOT EXISTS (SELECT FROM unnest(ARRAY['mail', 'post', 'phone']) AS c (channel)
              WHERE NOT EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = m.sender_key AND s.channel = c.channel
                  AND s.since <= m.received_at + interval '1 minute')
                AND NOT EXISTS (SELECT FROM contacts.preferences f JOIN contacts.people p ON p.id = f.person_id AND p.email_key = m.sender_key
                  WHERE f.channel = c.channel AND f.source_kind = 'person page' AND f.changed_at > m.received_at)) AS holds
          FROM rights.mails m WHERE m.mailbox = '${mailbox}' AND m.sort = 'person' AND ${asks}`,
        counted: `SELECT count(m.key) FROM rights.requests o JOIN rights.mails m ON m.opt_out_id = o.id
          WHERE m.mailbox = '${mailbox}' AND m.sort = 'person' AND o.channel = 'mail' AND o.kind = 'opt-out'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Lets opt-outs by mail wait for a week.',
        plant: `UPDATE contacts.suppressions s SET since = m.received_at + interval '7 days' FROM rights.mails m
          WHERE m.sender_key = s.email_key AND m.mailbox = '${mailbox}'`,
      },
    },
  };
}

export const clauses: readonly Clause[] = [
  {
    id: 'M3',
    version: 2,
    part: 'contacts',
    title: 'When you do not want to hear from us',
    text: 'If you do not want to hear from us, turn marketing off on your own page ({vendor} mails you a link to it), or tell {privacyMailbox} or {removeMailbox}, or write a letter to {address}. On your page you also choose what you want to hear about, or pause for a while. What you turn off on your page or tell us by mail holds at once in everything that we send from here; a letter or a call holds from when our staff have recorded it.',
    keeps:
      'Opt-out by link, by mail to either address, by letter, by phone; effective at once in everything that Kept sends.',
    terms: ['dpv:OptOut', 'dpv:DirectMarketing', 'dpv:WithdrawConsent'],
    boundary:
      '"Everything that we send" is what leaves through this system. Mail about your licence, a correction or something you asked for is not marketing and still comes.',
    concerns: ['email', 'phone', 'address'],
    demands: [
      {
        id: 'M3.link',
        says: 'Each opt-out given on the person page, to which a link leads, holds for that address from that moment.',
        built: true,
        kind: 'completeness',
        control:
          'The choice and the suppression of the address are written in one transaction; the suppression outlives the record.',
        couldBeWrong: 'An opt-out that the page failed to store at all leaves nothing to look at.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'opt-outs on the person page',
            look: `SELECT p.person_id || ' ' || p.channel AS key, EXISTS (SELECT FROM contacts.suppressions s
                JOIN contacts.people h ON h.email_key = s.email_key
                WHERE h.id = p.person_id AND s.channel = p.channel AND s.since <= p.changed_at + interval '1 second') AS holds
              FROM contacts.preferences p WHERE NOT p.allowed AND p.source_kind = 'person page'`,
            counted: `SELECT count(*) FILTER (WHERE source_kind = 'person page') - count(*) FILTER (WHERE source_kind = 'person page' AND allowed)
              FROM contacts.preferences`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Forgets the suppressed addresses.',
            plant: 'DELETE FROM contacts.suppressions',
          },
        },
      },
      {
        id: 'M3.wishes',
        says: 'Nobody was written to for marketing while they paused, or about a topic that they refuse.',
        built: true,
        kind: 'prohibition',
        control:
          'One condition decides whether somebody may be written to: channel, pause and topic. Whatever chooses people for marketing has it in its query.',
        couldBeWrong:
          'Of a pause the last is looked at, of topics what is refused now. What a mail house writes to them about is what was said when people were handed over.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'people with a pause or a refused topic',
            look: `SELECT p.id AS key, NOT EXISTS (SELECT FROM disclosures.ledger l LEFT JOIN disclosures.hand_overs h ON h.id = l.about_id
                WHERE l.person_id = p.id AND l.purpose = 'marketing' AND l.channel <> 'correction' AND (l.at >= p.paused_at AND l.at < p.paused_until
                  OR p.refused_topics <> '{}' AND l.at > p.wishes_changed_at AND (h.topic IS NULL OR h.topic = ANY (p.refused_topics)))) AS holds
              FROM contacts.people p WHERE p.paused_at IS NOT NULL OR p.refused_topics <> '{}'`,
            counted: `SELECT count(*) FILTER (WHERE cardinality(refused_topics) > 0) + count(paused_until) FILTER (WHERE cardinality(refused_topics) = 0)
              FROM contacts.people`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Writes to somebody in their pause.',
            plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), now(), 'person', id, id, 'mail', 'marketing', '{email}', 'campaign' FROM contacts.people WHERE paused_until > now()`,
          },
        },
      },
      {
        id: 'M3.any',
        says: 'Nobody who has opted out in whatever way is missing among the suppressed addresses, and nobody who allows marketing is among them.',
        built: true,
        kind: 'completeness',
        control: 'As for M3.link; opting in again lifts the suppression.',
        couldBeWrong: 'Staff who are told of an opt-out and do not record it leave nothing to look at.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'choices',
            look: `SELECT p.person_id || ' ' || p.channel AS key, p.allowed <> (s.email_key IS NOT NULL) AS holds
              FROM contacts.preferences p LEFT JOIN contacts.people h ON h.id = p.person_id
                LEFT JOIN (SELECT DISTINCT channel, email_key FROM contacts.suppressions) s ON s.channel = p.channel AND s.email_key = h.email_key
              WHERE {share contacts.people: p.person_id}`,
            counted: `SELECT count(*) FILTER (WHERE allowed) + count(*) FILTER (WHERE allowed IS FALSE)
              FROM contacts.preferences WHERE {share contacts.people: person_id}`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Allows marketing again for somebody whose address is suppressed.',
            plant: `UPDATE contacts.preferences SET allowed = true WHERE NOT allowed`,
          },
        },
      },
      {
        id: 'M3.at-once',
        says: 'No marketing was queued for an address after it opted out.',
        built: true,
        kind: 'prohibition',
        control: 'Whatever sends marketing asks the suppressed addresses in the same statement.',
        couldBeWrong: 'Marketing that calls itself something else in the ledger would pass.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'mails',
            look: `SELECT m.id AS key, NOT (l.purpose = 'marketing' AND EXISTS (SELECT FROM contacts.people p
                JOIN contacts.suppressions s ON s.email_key = p.email_key AND s.channel = 'mail'
                WHERE p.id = coalesce(l.person_id, l.recipient_id) AND s.since <= m.queued_at)) AS holds
              FROM platform.mail_outbox m LEFT JOIN disclosures.ledger l ON l.id = m.ledger_id`,
            counted:
              'SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM platform.mail_outbox GROUP BY state) each',
          },
          saboteur: {
            kind: 'rows',
            says: 'Queues marketing for somebody who has opted out.',
            plant: `WITH who AS (SELECT p.id, p.email FROM contacts.people p JOIN contacts.suppressions s ON s.email_key = p.email_key LIMIT 1),
                row AS (INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
                  SELECT gen_random_uuid(), now(), 'person', id, id, 'mail', 'marketing', '{email}', 'campaign' FROM who RETURNING id)
              INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at)
              SELECT gen_random_uuid(), row.id, 'campaign', who.email, 'Buy now', 'Buy now.', now() FROM row, who`,
          },
        },
      },
      {
        id: 'M3.handed',
        says: 'Nobody who had opted out of every channel was handed to others for marketing.',
        built: true,
        kind: 'prohibition',
        control:
          'As for M3.wishes: people are chosen for a hand-over by the one condition, which asks for the channel by which they will be reached.',
        couldBeWrong:
          'By which channel a mail house reaches somebody is not kept: whoever opted out of some only is looked at by tests. What was handed over without a row of the ledger is not known.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'people handed over for marketing',
            look: `SELECT l.id AS key, (SELECT count(*) FROM contacts.people p JOIN contacts.suppressions s ON s.email_key = p.email_key
                WHERE p.id = l.person_id AND s.since <= l.at) < 3 AS holds
              FROM disclosures.ledger l WHERE l.purpose = 'marketing' AND l.person_id IS NOT NULL AND l.recipient_kind <> 'person' AND l.channel <> 'correction'`,
            counted: `SELECT count(person_id) FILTER (WHERE channel IN ('mail', 'share', 'report', 'export', 'webhook', 'answer', 'offer')
                AND recipient_kind NOT IN ('person')) FROM disclosures.ledger WHERE purpose IN ('marketing')`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Hands somebody to a mail house who wants to hear nothing more.',
            plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), now(), 'processor', '00000000-0000-4000-8000-000000000240', id, 'export', 'marketing', '{name}', 'invitation'
              FROM contacts.people WHERE id = '00000000-0000-4000-8000-000000000041'`,
          },
        },
      },
      {
        id: 'M3.writable',
        says: 'The server may write an opt-out down at any time, however it comes.',
        built: true,
        kind: 'precondition',
        control: 'Its role has the right to write everything that an opt-out consists of.',
        couldBeWrong: 'That it may write one does not say that it does; the other demands of this clause look at that.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'rights to write',
            look: `SELECT r.name || ': ' || r.may AS key, has_table_privilege('{prefix}_base', r.name, r.may)
                AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = r.name::regclass AND NOT g.tgisinternal)
                AND NOT EXISTS (SELECT FROM pg_rewrite w WHERE w.ev_class = r.name::regclass) AS holds
              FROM (VALUES ('contacts.suppressions', 'INSERT'), ('contacts.preferences', 'INSERT'), ('contacts.preferences', 'UPDATE')) r (name, may)`,
            counted: `SELECT 1 + count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'contacts' AND c.relkind = 'r' AND c.relname IN ('suppressions', 'preferences')`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Takes from the server the right to change what somebody has chosen.',
            sql: 'REVOKE UPDATE ON contacts.preferences FROM {prefix}_base',
          },
        },
      },
      toldByMail(
        'privacy',
        'A mail of a person to the privacy mailbox that asks to hear nothing more opts its address out by itself, at once.',
      ),
      toldByMail(
        'remove',
        'Each mail of a person to the remove mailbox opts its address out by itself, at once, whatever it says.',
      ),
      toldOtherwise('letter', 'An opt-out by letter holds from when it is recorded, and its scan is kept with it.'),
      toldOtherwise('phone', 'An opt-out by phone holds from when it is recorded, with who took it.'),
    ],
  },
];
