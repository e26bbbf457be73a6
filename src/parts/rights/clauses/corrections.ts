import type { Clause } from '../../../platform/clauses/clause.ts';
import { holderDemands } from './holders.ts';

const before = `l.at < c.at AND c.field = ANY (l.fields) AND l.recipient_kind IN ('licensor', 'reseller', 'processor')`;
/** Rows of the ledger about a company name nobody: what was given then was of everybody there. */
const ofCompany = `l.person_id IS NULL AND l.company_id = m.company_id AND ${before}`;

const asksForCorrection = '^(please )?correct (my|our) ';

export const correctionsClause: Clause = {
  id: 'M5',
  version: 1,
  part: 'rights',
  title: 'When something about you is wrong',
  text: 'We want what we hold about you to be right. Change your name, telephone number, title and role yourself on your own page, or tell {privacyMailbox} or write to {address} that one of them is wrong. We pass the correction on to everyone whom we gave the old value.',
  keeps: 'Self-service correction, correction by mail or letter, passed on to everyone who was given the old value.',
  terms: ['dpv:RightToRectification', 'dpv:RectificationNotice'],
  boundary:
    'Name, telephone number, title and role. The postal address and the e-mail address cannot be corrected by the person yet. Passed on by mail to the mailbox of each recipient. A recipient without one is listed for the staff to write to. What a recipient does with it is up to its contract.',
  concerns: ['identity', 'phone', 'profession'],
  demands: [
    {
      id: 'M5.self',
      says: 'Each correction made on the person page, or by staff, took effect and says who made it.',
      built: true,
      kind: 'completeness',
      control: 'The new value and its provenance are written before the correction is recorded.',
      couldBeWrong:
        'A correction that failed before it was recorded leaves nothing to look at. One of the last ten minutes may still be under way.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'corrections',
          // What was told at a registration becomes the person's data when they say on their page that it was them: given then, corrected now.
          look: `SELECT c.id AS key, EXISTS (SELECT FROM contacts.provenance v LEFT JOIN licensing.registrations r ON r.id = v.source_id
                WHERE v.subject_id = c.person_id AND v.field = c.field
                AND (v.source_kind = c.source_kind OR (c.source_kind = 'person page' AND v.source_kind IN ('registration', 'reseller')))
                AND coalesce(r.applied_at, v.given_at) BETWEEN c.at - interval '5 minutes' AND c.at + interval '1 second') AS holds
              FROM rights.corrections c WHERE c.at < now() - interval '10 minutes'`,
          counted: `SELECT count(*) - count(*) FILTER (WHERE at >= now() - interval '10 minutes') FROM rights.corrections`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Records a correction that nothing followed from.',
          plant: `INSERT INTO rights.corrections (id, person_id, field, at, source_kind)
              SELECT gen_random_uuid(), person_id, 'title', now() - interval '1 day', 'person page' FROM rights.corrections LIMIT 1`,
        },
      },
    },
    {
      id: 'M5.passed-on',
      says: 'Everyone outside who was given the old value was told the new one, or is listed as having no mailbox or no contract any more.',
      built: true,
      kind: 'completeness',
      control: 'News of a correction is handed to a part that asks the ledger who was given the field.',
      couldBeWrong:
        'Whoever was given something without a row of the ledger is not known. A correction of the last ten minutes may still be under way.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'corrections and recipients',
          look: `SELECT w.id || ' ' || w.recipient_id AS key, EXISTS (SELECT FROM rights.correction_notices n
                WHERE n.correction_id = w.id AND n.recipient_id = w.recipient_id) AS holds
              FROM (SELECT c.id, l.recipient_id FROM rights.corrections c JOIN disclosures.ledger l ON l.person_id = c.person_id AND ${before}
                  WHERE c.at < now() - interval '10 minutes'
                UNION SELECT c.id, l.recipient_id FROM rights.corrections c JOIN contacts.company_people m ON m.person_id = c.person_id
                  JOIN disclosures.ledger l ON ${ofCompany} WHERE c.at < now() - interval '10 minutes') w`,
          counted: `SELECT count(*) FROM rights.corrections c CROSS JOIN disclosures.recipients r
              WHERE c.at < now() - interval '10 minutes'
                AND (EXISTS (SELECT FROM disclosures.ledger l WHERE l.recipient_id = r.id AND l.person_id = c.person_id AND ${before})
                  OR EXISTS (SELECT FROM contacts.company_people m JOIN disclosures.ledger l ON l.recipient_id = r.id AND ${ofCompany}
                    WHERE m.person_id = c.person_id))`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Leaves one recipient out.',
          plant:
            'DELETE FROM rights.correction_notices WHERE (correction_id, recipient_id) = (SELECT correction_id, recipient_id FROM rights.correction_notices LIMIT 1)',
        },
      },
    },
    {
      id: 'M5.reported',
      says: 'Of name, e-mail address, telephone number, title and role, a report to a licensor holds what is held now, unless that was corrected later.',
      built: true,
      kind: 'quality',
      control: 'A report takes these from what is held of the person at that moment, and not from what they once told.',
      couldBeWrong:
        'A line of the report that leaves a field empty passes, and so does one of another person with the same values. A sent mail is kept for 30 days only; older reports are not looked at.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'people reported',
          // What has changed since the report, or was passed on to this licensor after it, M5.passed-on looks at.
          look: `SELECT l.id AS key, m.attachments->0->>'base64' AS file,
                (SELECT coalesce(jsonb_object_agg(d.field, coalesce(d.value, '')), '{}') FROM contacts.people p
                  CROSS JOIN LATERAL (VALUES ('email', p.email), ('name', p.name), ('phone', p.phone), ('title', p.title), ('role', p.role)) d (field, value)
                  WHERE p.id = l.person_id AND d.field = ANY (l.fields)
                    AND NOT EXISTS (SELECT FROM contacts.provenance v LEFT JOIN licensing.registrations g ON g.id = v.source_id
                      WHERE v.subject_id = p.id AND v.field = d.field
                        AND greatest(coalesce(g.applied_at, v.given_at), v.replaced_at) > least(l.at, now() - interval '10 minutes'))
                    AND NOT EXISTS (SELECT FROM rights.corrections c JOIN rights.correction_notices n ON n.correction_id = c.id
                      WHERE c.person_id = p.id AND c.field = d.field AND n.recipient_id = l.recipient_id AND n.at >= l.at)) AS held
              FROM disclosures.ledger l
              JOIN disclosures.ledger s ON s.about_id = l.about_id AND s.about_kind = 'report'
              JOIN platform.mail_outbox m ON m.ledger_id = s.id
              WHERE l.channel = 'report' AND l.person_id IS NOT NULL`,
          holds: ({ file, held }) => {
            const text = new TextDecoder().decode(
              Uint8Array.from(atob(String(file).replace(/\s/g, '')), (c) => c.charCodeAt(0)),
            );
            const table: string[][] = [[]];
            for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
              table.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
              if (end === '\r\n') table.push([]);
            }
            const [header = [], ...lines] = table;
            const wanted = Object.entries(held as Record<string, string>);
            return lines.some((line) =>
              wanted.every(([field, value]) => {
                const told = line[header.indexOf(field)];
                return told === '' || told === value || told === `'${value}`;
              }),
            );
          },
          counted: `SELECT coalesce(sum(r.registrations), 0) FROM licensing.reports r WHERE r.id IN
              (SELECT s.about_id FROM platform.mail_outbox m JOIN disclosures.ledger s ON s.id = m.ledger_id)`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Reports the name that somebody had before.',
          plant: `UPDATE platform.mail_outbox SET attachments = jsonb_set(attachments, '{0,base64}', to_jsonb(encode(convert_to(
                replace(convert_from(decode(attachments->0->>'base64', 'base64'), 'UTF8'), 'Ada Example', 'Ada Former'), 'UTF8'), 'base64')))
              WHERE kind = 'licensor report'`,
        },
      },
    },
    {
      id: 'M5.in-ledger',
      says: 'Each correction that was passed on left as a mail of its own, and stands in the ledger.',
      built: true,
      kind: 'completeness',
      control: 'The one gateway writes the row of the ledger and the mail in one statement.',
      couldBeWrong:
        'Whether the mail arrived is not known. A sent mail is kept for 30 days; of older ones only the ledger is looked at. Of somebody who was erased the corrections are gone, too, and their rows of the ledger are not looked at.',
      proof: {
        probe: {
          kind: 'egress',
          unit: 'corrections passed on',
          left: `SELECT n.correction_id || ' ' || n.recipient_id AS key, l.id AS ledger_id FROM rights.correction_notices n
                LEFT JOIN disclosures.ledger l ON l.id = n.ledger_id AND l.recipient_id = n.recipient_id
                  AND (n.at < now() - interval '29 days' OR EXISTS (SELECT FROM platform.mail_outbox m WHERE m.ledger_id = l.id))
              WHERE n.state = 'queued'`,
          ledger: `SELECT l.id FROM disclosures.ledger l WHERE l.channel = 'correction'
              AND NOT EXISTS (SELECT FROM contacts.people p WHERE p.id = l.person_id AND p.erased_at IS NOT NULL)`,
          counted: `SELECT count(*) - count(*) FILTER (WHERE state <> 'queued') FROM rights.correction_notices`,
        },
        saboteur: {
          kind: 'egress',
          says: 'Marks a correction as passed on that went to somebody else.',
          sql: `UPDATE rights.correction_notices SET ledger_id = (SELECT ledger_id FROM rights.correction_notices ORDER BY recipient_id LIMIT 1)
              WHERE recipient_id = (SELECT max(recipient_id::text)::uuid FROM rights.correction_notices)`,
        },
      },
    },
    ...holderDemands,
    { id: 'M5.address', says: 'The person can correct the postal address on their own page.', built: false },
    { id: 'M5.email', says: 'The person can correct the e-mail address on their own page.', built: false },
    {
      id: 'M5.mail',
      says: 'A mail that asks for a correction becomes a request for one, with its clock; nothing is corrected by the mail alone.',
      built: true,
      kind: 'completeness',
      control:
        'Plain rules read what a mail asks for; staff looks at it and says so, and the person confirms it on their page.',
      couldBeWrong:
        'The probe knows a few plain ways of asking, in English. Whoever asks otherwise gets a request whose kind staff has to see.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'mails that ask for a correction',
          // A further mail of an earlier request, and one that is a graver wish as well, are for people to see.
          look: `SELECT m.id AS key, EXISTS (SELECT FROM rights.requests r WHERE r.id = m.request_id AND r.due_on >= r.received_on
                AND (r.kind IN ('correction', 'erasure', 'restriction', 'objection', 'portability') OR NOT r.kind_guessed OR r.received_at < m.received_at)
                AND (r.state <> 'answered' OR r.kind <> 'correction' OR r.identity <> 'not shown')) AS holds
            FROM rights.mails m WHERE m.sort = 'person' AND m.body ~* '${asksForCorrection}'`,
          counted: `SELECT coalesce(sum((regexp_count(body, '${asksForCorrection}', 1, 'i') > 0)::int), 0) FROM rights.mails WHERE sort = 'person'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes corrections for questions.',
          plant: `UPDATE rights.requests SET kind = 'question' WHERE kind = 'correction' AND channel = 'mail'`,
        },
      },
    },
    {
      id: 'M5.letter',
      says: 'A correction that comes by letter is recorded with a scan and becomes a task.',
      built: false,
    },
  ],
};
