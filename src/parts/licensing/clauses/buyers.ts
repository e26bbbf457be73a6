import type { BuiltDemand } from '../../../platform/clauses/clause.ts';

/** Of clause L1: seats that a company keeps by name, and seats that their contact frees. */
export const seatsOfBuyers: readonly BuiltDemand[] = [
  {
    id: 'L1.named',
    says: 'Each seat that a company keeps for somebody by name is counted as taken, and was taken by nobody else.',
    built: true,
    kind: 'prohibition',
    control: 'Seats that are kept count as taken under the lock of the licence, except for whoever they are kept for.',
    couldBeWrong:
      'Whoever types a colleague’s mail address at an activation passes for them, until the colleague says that it was not them.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'seats kept by name',
        look: `SELECT n.id AS key, (n.activation_id IS NULL OR EXISTS (SELECT FROM licensing.activations a JOIN licensing.registrations g
                ON g.id = a.registration_id WHERE a.id = n.activation_id AND a.licence_id = n.licence_id AND g.person_id = n.person_id))
              AND l.seats_named = (SELECT count(*) FROM licensing.named_seats o
                WHERE o.licence_id = n.licence_id AND o.ended_at IS NULL AND o.activation_id IS NULL)
              AND l.seats_used + l.seats_named <= l.seats AS holds
            FROM licensing.named_seats n JOIN licensing.licences l ON l.id = n.licence_id`,
        counted: `SELECT count(*) FROM staff.audit WHERE action = 'licensing.seat named'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Gives the seat to somebody else.',
        plant: `UPDATE licensing.named_seats n SET activation_id = (SELECT a.id FROM licensing.activations a JOIN licensing.registrations g
            ON g.id = a.registration_id WHERE g.person_id <> n.person_id ORDER BY a.id LIMIT 1)
          WHERE n.id = (SELECT id FROM licensing.named_seats WHERE activation_id IS NOT NULL ORDER BY id LIMIT 1)`,
      },
    },
  },
  {
    id: 'L1.released',
    says: 'Each seat that was freed by a link in a mail had been registered by whoever the link was mailed to.',
    built: true,
    kind: 'precondition',
    control: 'The link frees only seats that its person registered, and only once.',
    couldBeWrong: 'Whoever reads the mailbox of a contact can free the seats that the contact registered.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'seats freed by mail',
        look: `SELECT s.id AS key, EXISTS (SELECT FROM licensing.activations a JOIN licensing.registrations g ON g.id = a.registration_id
                WHERE a.id = s.activation_id AND a.licence_id = s.licence_id AND g.person_id = s.person_id AND a.deactivated_at = s.used_at)
              AND s.used_at <= s.expires_at
              AND EXISTS (SELECT FROM disclosures.ledger m WHERE m.recipient_kind = 'person' AND m.recipient_id = s.person_id
                AND m.channel = 'mail' AND m.about_id = s.licence_id AND m.at >= s.created_at AND m.at < s.created_at + interval '1 minute') AS holds
            FROM licensing.seat_releases s WHERE s.used_at IS NOT NULL`,
        counted: `SELECT count(*) FROM licensing.licence_events e WHERE e.kind = 'deactivated' AND e.actor_kind = 'person'
            AND NOT EXISTS (SELECT FROM licensing.school_licences c WHERE c.licence_id = e.licence_id)`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Frees the seat of somebody else.',
        plant: `UPDATE licensing.seat_releases s SET person_id = (SELECT p.id FROM contacts.people p WHERE p.id <> s.person_id ORDER BY p.id LIMIT 1)`,
      },
    },
  },
];

/** Of clause L5: who administers a buyer, and the full list. */
export const listsOfBuyers: readonly BuiltDemand[] = [
  {
    id: 'L5.administrators',
    says: 'Each administrator of a company was invited to a mailbox in its domain, or with what shows that they belong to it noted.',
    built: true,
    kind: 'precondition',
    control: 'An invitation without either is refused, and its link is only mailed.',
    couldBeWrong:
      'What the evidence is worth is for people to judge. Who has left the company stays an administrator until somebody says so.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'administrators of companies',
        look: `SELECT m.id AS key, EXISTS (SELECT FROM staff.invitations i WHERE i.id = m.id AND i.role = m.role AND i.company_id = m.company_id
                AND (btrim(coalesce(i.evidence, '')) <> '' OR EXISTS (SELECT FROM contacts.domains d WHERE d.company_id = i.company_id
                  AND d.domain = lower(split_part(i.email, '@', 2)) AND d.verified_at <= i.created_at
                  AND (d.ended_at IS NULL OR d.ended_at >= i.created_at)))) AS holds
            FROM staff.members m WHERE m.role = 'buyer administrator'`,
        counted: `SELECT count(*) FROM staff.audit WHERE action = 'staff.joined' AND detail->>'role' = 'buyer administrator'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Invites a stranger without evidence.',
        plant: `UPDATE staff.invitations SET email = 'stranger@elsewhere.example', evidence = NULL WHERE role = 'buyer administrator'`,
      },
    },
  },
  {
    id: 'L5.list',
    says: 'The list of all contacts was opened by an administrator of that very company, ten times a day at most, and gave the name only.',
    built: true,
    kind: 'prohibition',
    control: 'The licences of the list are looked up under the role of the company, and each opening is counted.',
    couldBeWrong: 'What somebody does with a name that they have seen is not known.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'names in lists',
        look: `SELECT i.id AS key, EXISTS (SELECT FROM licensing.contact_lists c JOIN staff.members m ON m.id = c.member_id
                WHERE c.id = i.list_id AND c.member_id = i.member_id AND c.company_id = i.company_id AND m.role = 'buyer administrator'
                  AND m.company_id = c.company_id AND (SELECT count(*) FROM licensing.contact_lists n WHERE n.member_id = c.member_id
                    AND n.at <= c.at AND n.at > c.at - interval '1 day') <= 10)
              AND EXISTS (SELECT FROM disclosures.ledger l WHERE l.id = i.ledger_id AND l.fields = '{name}' AND l.recipient_id = i.company_id) AS holds
            FROM licensing.inquiries i WHERE i.channel = 'list'`,
        counted: 'SELECT coalesce(sum(named), 0) FROM licensing.contact_lists',
      },
      saboteur: {
        kind: 'rows',
        says: 'Shows the list to the administrator of another company.',
        plant: `UPDATE staff.members SET company_id = (SELECT c.id FROM contacts.companies c WHERE c.id <> company_id AND c.kind = 'customer' ORDER BY c.id LIMIT 1)
          WHERE role = 'buyer administrator'`,
      },
    },
  },
];
