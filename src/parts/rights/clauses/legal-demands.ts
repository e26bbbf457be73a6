import type { Clause } from '../../../platform/clauses/clause.ts';
import { breachDemands } from './breaches.ts';

const given = `rights.given g JOIN rights.givings v ON v.id = g.giving_id JOIN rights.legal_demands d ON d.id = v.demand_id`;
const byTwo = `EXISTS (SELECT FROM rights.withholdings w WHERE w.demand_id = d.id AND w.until = d.withheld_until
  AND w.dropped_at IS NULL AND w.approved_by <> w.asked_by AND w.approved_at IS NOT NULL)`;

export const legalDemandsClause: Clause = {
  id: 'U8',
  version: 2,
  part: 'rights',
  title: 'When the law demands data',
  text: 'We may have to give data to a court or to another authority, if the law or a legal process demands it or where rights, property or safety must be protected. Two of us must agree that we are obliged to; we then give what is demanded and no more, and you see on your own page who received what. We write to you as well, unless the law forbids that: then you are told once the day is over until which it does, and two of us must have agreed on that day. What a law or a lawsuit obliges us to keep is not deleted until then. If data get to somebody who should not have them, we tell the authority within 72 hours where the law demands that, and you, if it concerns yours.',
  keeps:
    'Register of legal demands with what was given and who approved it; in the ledger; legal holds; breaches with their clock, and notices to those whom they concern.',
  terms: ['dpv:LegalObligation', 'dpv:Disclose'],
  boundary:
    'Demands that our staff record. What is taken by force, from a provider of ours, or by somebody who administers the machine, leaves no row. Whether a demand is lawful is for people to judge. While the first day until which somebody is not told waits for a second person, looks of our staff because of that demand are left out of the page of that person, for seven days at most.',
  stateOnly: true,
  demands: [
    {
      id: 'U8.register',
      says: 'Each legal demand is registered with authority, reference, scope and basis, and with the member of staff who recorded it.',
      built: true,
      kind: 'completeness',
      control: 'A demand cannot be recorded without them.',
      couldBeWrong: 'A demand that nobody records leaves nothing to look at.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'legal demands',
          look: `SELECT d.id AS key, length(trim(d.reference)) > 0 AND length(trim(d.basis)) >= 3 AND length(trim(d.scope)) >= 3
              AND EXISTS (SELECT FROM disclosures.recipients r WHERE r.id = d.authority_id AND r.kind = 'authority' AND length(trim(r.name)) > 0)
              AND EXISTS (SELECT FROM rights.legal_demand_events e WHERE e.demand_id = d.id AND e.kind = 'received' AND e.actor_id = d.recorded_by) AS holds
            FROM rights.legal_demands d`,
          counted: `SELECT count(DISTINCT about_id) FROM staff.audit WHERE action = 'rights.legal demand recorded'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes the legal basis of a demand away.',
          plant: `UPDATE rights.legal_demands SET basis = '    ' WHERE id = (SELECT min(id::text)::uuid FROM rights.legal_demands)`,
        },
      },
    },
    {
      id: 'U8.given',
      says: 'For each person of whom an authority was given something, the register says which fields, in which file, and it says the same as the ledger.',
      built: true,
      kind: 'completeness',
      control: 'Register and ledger are written in the transaction that makes the file.',
      couldBeWrong: 'The file itself is not kept; its SHA-256 tells whether a file that somebody shows is the one.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'people given',
          look: `SELECT g.giving_id || ' ' || g.person_id AS key, cardinality(g.fields) > 0 AND EXISTS (SELECT FROM disclosures.ledger l
                WHERE l.id = g.ledger_id AND l.person_id = g.person_id AND l.recipient_id = d.authority_id AND l.about_id = d.id
                  AND l.fields @> g.fields AND l.fields <@ g.fields AND l.content_sha256 = v.file_sha256) AS holds
            FROM ${given}`,
          counted: `SELECT count(*) FROM disclosures.ledger WHERE about_kind = 'legal demand' AND channel = 'export'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Makes the register say that less was given.',
          plant: `UPDATE rights.given SET fields = '{title}'`,
        },
      },
    },
    {
      id: 'U8.approved',
      says: 'Each demand that was approved was approved by two different members of staff, before anything was given; and each that counts as answered gave something.',
      built: true,
      kind: 'precondition',
      control: 'The demand is locked while it is approved; nobody is counted twice, and recording it does not count.',
      couldBeWrong: 'Whether two people looked, or one used both accounts, is not seen.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'approved demands',
          look: `SELECT d.id AS key, (SELECT count(DISTINCT m.id) FROM rights.legal_demand_approvals a JOIN staff.members m ON m.id = a.member_id
                  WHERE a.demand_id = d.id AND a.at <= coalesce((SELECT min(v.at) FROM rights.givings v WHERE v.demand_id = d.id), now())) >= 2
                AND (d.state NOT IN ('given', 'closed') OR EXISTS (SELECT FROM ${given.replace('rights.legal_demands d ON d.id', 'rights.legal_demands o ON o.id')} WHERE o.id = d.id)) AS holds
            FROM rights.legal_demands d WHERE d.approved_at IS NOT NULL OR d.state IN ('approved', 'given', 'closed')
              OR EXISTS (SELECT FROM rights.givings v WHERE v.demand_id = d.id)`,
          counted: `SELECT count(DISTINCT about_id) FROM staff.audit WHERE action = 'rights.legal demand approved'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Lets one person alone approve.',
          plant: `DELETE FROM rights.legal_demand_approvals WHERE member_id = (SELECT max(member_id::text)::uuid FROM rights.legal_demand_approvals)`,
        },
      },
    },
    {
      id: 'U8.ledger',
      says: 'What was given to an authority stands in the ledger, a row for each person, and nothing was given to one that the register does not know of.',
      built: true,
      kind: 'completeness',
      control: 'The one gateway writes the rows; it refuses an authority without a legal demand and a person.',
      couldBeWrong: 'What somebody hands over past this system is not seen.',
      proof: {
        probe: {
          kind: 'egress',
          unit: 'people given',
          left: `SELECT g.giving_id || ' ' || g.person_id AS key, g.ledger_id FROM rights.given g`,
          ledger: `SELECT l.id FROM disclosures.ledger l WHERE l.recipient_kind = 'authority'`,
          counted: `SELECT coalesce(sum((detail->>'count')::int), 0) FROM staff.audit WHERE action = 'rights.legal demand given'`,
        },
        saboteur: {
          kind: 'egress',
          says: 'Gives an authority somebody of whom the register knows nothing.',
          sql: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id)
            SELECT gen_random_uuid(), at, recipient_kind, recipient_id, person_id, channel, purpose, '{email}', basis, about_kind, about_id
            FROM disclosures.ledger WHERE recipient_kind = 'authority' LIMIT 1`,
        },
      },
    },
    {
      id: 'U8.authority',
      says: 'Whatever of somebody was given for a legal purpose was given to an authority, on a basis that the ledger names.',
      built: true,
      kind: 'prohibition',
      control: 'As for U8.ledger: of what is given for a legal purpose, only mails go to others.',
      couldBeWrong: 'What somebody gives under another purpose is not seen here.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'disclosures for a legal purpose',
          look: `SELECT l.id AS key, l.recipient_kind = 'authority' AND l.basis ~ '[[:alpha:]]' AND l.about_kind IS NOT DISTINCT FROM 'legal demand' AS holds
            FROM disclosures.ledger l WHERE l.purpose = 'legal' AND l.channel <> 'mail'`,
          counted: `SELECT count(*) - count(*) FILTER (WHERE channel = 'mail') FROM disclosures.ledger WHERE purpose IN ('legal')`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Gives a company that works for the vendor what the law asks for.',
          plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
            SELECT gen_random_uuid(), now(), 'processor', '00000000-0000-4000-8000-000000000023', id, 'export', 'legal', '{name}', 'asked for'
            FROM contacts.people WHERE id = '00000000-0000-4000-8000-000000000041'`,
        },
      },
    },
    {
      id: 'U8.told',
      says: 'Each person of whom an authority was given something was told, or is not told yet because two people agreed on the day until which the law forbids it.',
      built: true,
      kind: 'deadline',
      control:
        'The mail is queued with what is given. What is withheld is told by a job each hour after the day, and the page of the person shows it from then on by itself.',
      couldBeWrong:
        'Whether the mail was read is not known; who has no address with us any more is not written to. A look of staff elsewhere in the system, or its reason, may tell of a demand before its day.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'people given, told or withheld',
          look: `SELECT g.giving_id || ' ' || g.person_id || CASE WHEN d.withheld_until >= current_date THEN ' withheld' ELSE '' END AS key,
              CASE WHEN d.withheld_until IS NULL THEN g.told_at <= v.at + interval '1 day'
                WHEN g.told IS NULL THEN d.withheld_until >= current_date - 2 AND ${byTwo}
                ELSE ${byTwo} AND g.told_at >= d.withheld_until END
              AND (g.told IS DISTINCT FROM 'mailed' OR EXISTS (SELECT FROM disclosures.ledger l WHERE l.recipient_kind = 'person'
                AND l.person_id = g.person_id AND l.purpose = 'legal' AND l.at BETWEEN g.told_at AND g.told_at + interval '1 minute')) AS holds
            FROM ${given}`,
          counted: `SELECT count(*) FROM disclosures.ledger WHERE recipient_kind = 'authority'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Lets one person alone keep it from somebody until a later day.',
          plant: `UPDATE rights.legal_demands SET withheld_until = withheld_until + 365 WHERE withheld_until >= current_date`,
        },
      },
    },
    ...breachDemands,
    {
      id: 'U8.holds',
      says: 'Of nobody who is held, and of nobody at all while everybody is held, was anything erased meanwhile.',
      built: true,
      kind: 'prohibition',
      control: 'An erasure asks for holds under the lock of the person; the sweeper leaves alone what is held.',
      couldBeWrong: 'A hold that nobody sets is not seen. Of requests and links U5.deleted looks at what is swept.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'holds',
          look: `SELECT h.id AS key, NOT EXISTS (SELECT FROM rights.erasures e
                WHERE (e.person_id = h.person_id OR h.category IN ('people', 'everything'))
                  AND e.begun_at > h.since AND (h.ended_at IS NULL OR e.begun_at <= h.ended_at) AND e.begun_at::date < h.until) AS holds
            FROM rights.holds h`,
          counted: `SELECT count(DISTINCT about_id) FROM staff.audit WHERE action = 'rights.hold set'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Erases somebody who is held.',
          plant: `INSERT INTO rights.erasures (id, number, person_id, cause, email_key, email_bytes, email_at, begun_at, rewrite_by, backups_until)
            SELECT gen_random_uuid(), repeat('7', 26), person_id, 'request', '\\x00', 1, 0, since + interval '1 hour', until, until
            FROM rights.holds WHERE person_id IS NOT NULL LIMIT 1`,
        },
      },
    },
  ],
};
