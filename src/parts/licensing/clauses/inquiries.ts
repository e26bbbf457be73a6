import type { BuiltDemand, Clause } from '../../../platform/clauses/clause.ts';
import { listsOfBuyers } from './buyers.ts';

/** A question told to the licence desk in one way. */
function atDesk(channel: 'phone' | 'mail' | 'letter'): BuiltDemand {
  return {
    id: `L5.${channel}`,
    says: `The licence desk answers an inquiry by ${channel}, with the evidence noted and the look at the person logged.`,
    built: true,
    kind: 'precondition',
    control: 'The answer is given only by the act that stores the evidence and writes the look-up log.',
    couldBeWrong: 'What the evidence is worth is for people to judge. A name told without the system leaves no trace.',
    proof: {
      probe: {
        kind: 'rows',
        unit: `inquiries by ${channel}`,
        look: `SELECT i.id AS key, i.member_id IS NOT NULL AND btrim(coalesce(i.evidence, '')) <> '' AND (i.answer <> 'named' OR EXISTS (
            SELECT FROM contacts.lookups k WHERE k.member_id = i.member_id AND k.person_id = i.named_person_id AND 'name' = ANY (k.fields)
              AND k.at BETWEEN i.at - interval '1 minute' AND i.at + interval '1 minute')) AS holds
          FROM licensing.inquiries i WHERE i.channel = '${channel}'`,
        counted: `SELECT count(*) FROM staff.audit WHERE action = 'licensing.inquiry answered' AND detail->>'channel' = '${channel}'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Takes the look out of the log.',
        plant: `DELETE FROM contacts.lookups k USING licensing.inquiries i
          WHERE i.channel = '${channel}' AND k.person_id = i.named_person_id AND k.at BETWEEN i.at - interval '1 minute' AND i.at + interval '1 minute'`,
      },
    },
  };
}

export const inquiryClauses: readonly Clause[] = [
  {
    id: 'L5',
    version: 2,
    part: 'licensing',
    title: 'Who in your company activated a licence',
    text: 'If somebody of the company that holds a licence asks who there activated it, we name the contact, so that the company knows where its licences are used. They ask on their own page with a mailbox of the company, or ask our licence desk by telephone ({phone}), by mail or by letter; the desk notes what shows that the question comes from the company. The administrators of a company, whom we know to belong to it, may see all of these names. We tell the name and nothing else. Whoever was named sees on their own page that their name was given.',
    keeps:
      'Answered to a person whose proven mailbox lies in a domain of the company, or by the licence desk with the evidence noted; the name only, every answer in the ledger and on the page of the person named.',
    terms: ['dpv:Disclose', 'dpv:Recipient'],
    boundary:
      'Questions that are asked of this system. A mailbox counts as the company’s where the licence desk noted its domain and the evidence for it; what the evidence is worth is for people to judge.',
    concerns: ['identity'],
    demands: [
      {
        id: 'L5.proven',
        says: 'Each question on a person’s page came from a proven mailbox in a domain that the company had at that time.',
        built: true,
        kind: 'precondition',
        control: 'The page opens only with a link from the mailbox; the company is found by the domain of the mailbox.',
        couldBeWrong:
          'That the domain belongs to the company is what staff noted. A mailbox in a domain with letters beyond ASCII is not compared, nor one that was changed since, or erased.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'questions on a page',
            look: `SELECT i.id AS key, EXISTS (SELECT FROM contacts.domains d JOIN contacts.people p ON p.id = i.asked_person_id
                WHERE d.id = i.domain_id AND d.company_id = i.company_id AND d.verified_at <= i.at AND (d.ended_at IS NULL OR d.ended_at >= i.at)
                  AND (p.erased_at > i.at OR p.proven_at <= i.at AND (lower(split_part(p.email, '@', 2)) = d.domain OR p.email ~ '[^ -~]'
                    OR EXISTS (SELECT FROM contacts.origins o WHERE o.subject_id = p.id AND o.given_at > i.at AND o.purposes ? 'email')))) AS holds
              FROM licensing.inquiries i WHERE i.channel = 'page'`,
            counted: 'SELECT count(*) FROM licensing.inquiries WHERE member_id IS NULL',
          },
          saboteur: {
            kind: 'rows',
            says: 'Gives the domain to another company.',
            plant: `UPDATE contacts.domains SET company_id = (SELECT id FROM contacts.companies c WHERE c.id <> contacts.domains.company_id ORDER BY id LIMIT 1)`,
          },
        },
      },
      {
        id: 'L5.name-only',
        says: 'Each answer gave the name of one person to the company that asked, and nothing else.',
        built: true,
        kind: 'prohibition',
        control: 'The ledger refuses any other field in an answer, and any other recipient.',
        couldBeWrong: 'What somebody at the licence desk says beyond the answer is not known.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'answers',
            look: `SELECT l.id AS key, l.fields = '{name}' AND l.recipient_kind = 'licensee' AND l.recipient_id = l.company_id AND EXISTS (
                SELECT FROM licensing.inquiries i WHERE i.ledger_id = l.id AND i.named_person_id = l.person_id) AS holds
              FROM disclosures.ledger l WHERE l.channel = 'answer'`,
            counted: `SELECT count(*) FROM disclosures.ledger WHERE recipient_kind = 'licensee'`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Tells the telephone number as well.',
            plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, '{name,phone}', basis
              FROM disclosures.ledger WHERE channel = 'answer' LIMIT 1`,
          },
        },
      },
      ...listsOfBuyers,
      atDesk('phone'),
      atDesk('mail'),
      atDesk('letter'),
      {
        id: 'L5.logged',
        says: 'Each answer that named somebody stands in the ledger.',
        built: true,
        kind: 'completeness',
        control: 'The answer is given only after the row of the ledger was written, in the same transaction.',
        couldBeWrong: 'A name told without the system leaves no trace.',
        proof: {
          probe: {
            kind: 'egress',
            unit: 'answers',
            left: `SELECT i.id AS key, l.id AS ledger_id FROM licensing.inquiries i LEFT JOIN disclosures.ledger l
                ON l.id = i.ledger_id AND l.channel = 'answer' AND l.person_id = i.named_person_id AND l.company_id = i.company_id
              WHERE i.answer = 'named'`,
            ledger: `SELECT id FROM disclosures.ledger WHERE channel = 'answer'`,
            counted: `SELECT count(*) - count(*) FILTER (WHERE named_person_id IS NULL) FROM licensing.inquiries`,
          },
          saboteur: {
            kind: 'egress',
            says: 'Names somebody and writes nothing of it into the ledger.',
            sql: `INSERT INTO licensing.inquiries (id, at, channel, asked_person_id, licence_id, company_id, domain_id, answer, named_person_id, ledger_id)
              SELECT gen_random_uuid(), at, channel, asked_person_id, licence_id, company_id, domain_id, answer,
                (SELECT id FROM contacts.people p WHERE p.id <> i.named_person_id LIMIT 1), ledger_id
              FROM licensing.inquiries i WHERE channel = 'page' AND answer = 'named' LIMIT 1`,
          },
        },
      },
      {
        id: 'L5.visible',
        says: 'Each answer is kept under the person who was named, from where their own page reads it.',
        built: true,
        kind: 'visibility',
        control: 'The person’s page shows every answer that named them, with the time and the company.',
        couldBeWrong: 'The probe opens nobody’s page: that it shows what is kept there is tested with each release.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'answers',
            look: `SELECT i.id AS key, EXISTS (SELECT FROM disclosures.ledger l WHERE l.id = i.ledger_id AND l.person_id = i.named_person_id)
                AND EXISTS (SELECT FROM licensing.registrations g WHERE g.person_id = i.named_person_id AND g.licence_id = i.licence_id) AS holds
              FROM licensing.inquiries i WHERE i.answer = 'named'`,
            counted: `SELECT count(*) FROM disclosures.ledger WHERE channel = 'answer'`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Keeps an answer under somebody else.',
            plant: `UPDATE licensing.inquiries i SET named_person_id = (SELECT id FROM contacts.people p WHERE p.id <> i.named_person_id LIMIT 1)
              WHERE answer = 'named'`,
          },
        },
      },
    ],
  },
];
