import type { Clause } from '../../platform/clauses/clause.ts';

const zone = `coalesce((SELECT v.time_zone FROM policy.vendor v), 'UTC')`;
/** The vendor's day of a row of the ledger. */
const day = `(l.at AT TIME ZONE ${zone})::date`;
/** A contract by which the processor was bound on that day. */
const bound = `EXISTS (SELECT FROM disclosures.recipients r JOIN disclosures.contracts c ON c.recipient_id = r.id
  WHERE r.id = l.recipient_id AND r.kind = 'processor' AND (r.ended_at IS NULL OR r.ended_at > l.at) AND c.kind = 'processing'
    AND c.confidential AND c.nothing_else AND c.confidential_on <= ${day} AND c.signed_on <= ${day} AND coalesce(c.ends_on, 'infinity') >= ${day}`;
const toProcessors = `SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT l.id) AS n FROM disclosures.ledger l
  WHERE l.recipient_kind = 'processor'`;
/** Since which day nothing may be given to it any more; null while it may. */
const overOn = `least((r.ended_at AT TIME ZONE ${zone})::date,
  (SELECT CASE WHEN bool_and(c.ends_on IS NOT NULL) THEN max(c.ends_on) END FROM disclosures.contracts c WHERE c.recipient_id = r.id))`;

export const clauses: readonly Clause[] = [
  {
    id: 'U6',
    version: 1,
    part: 'disclosures',
    title: 'Companies that we hire',
    text: 'We hire other companies, for instance to run servers or to deliver mailings. Each is bound by contract to keep your data confidential and to use it for nothing else. It is given only what its work needs, in files that only it can open, and nothing without such a contract. When its contract ends, we ask it to confirm that it has deleted what it received.',
    keeps:
      'Register of processors; hand-over refused without terms; least columns; encrypted export; deletion confirmed.',
    terms: ['dpv:DataProcessor', 'dpv:DataProcessingAgreement', 'dpv:ConfidentialityAgreement', 'dpv:StorageDeletion'],
    boundary:
      'What a processor does with what it was given is up to its contract. One that runs a store of ours is in the register, and what lies in that store is not handed to it file by file. A correction of what a processor was given goes to it by mail, as to everyone else.',
    demands: [
      {
        id: 'U6.register',
        says: 'Each processor is registered with a contract, which says in which countries it keeps data and since when it is bound to confidentiality, if it is.',
        built: true,
        kind: 'completeness',
        control: 'A processor is registered together with its contract; one without countries is refused.',
        couldBeWrong: 'What the signed paper says is for people to compare.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'contracts of processors',
            look: `SELECT concat_ws(' ', r.id, c.id) AS key, c.id IS NOT NULL AND c.kind = 'processing' AND cardinality(c.countries) > 0
                AND c.confidential = (c.confidential_on IS NOT NULL) AND (c.confidential OR NOT c.nothing_else) AS holds
              FROM disclosures.recipients r LEFT JOIN disclosures.contracts c ON c.recipient_id = r.id WHERE r.kind = 'processor'`,
            counted: `SELECT coalesce(sum(greatest((SELECT count(*) FROM disclosures.contracts c WHERE c.recipient_id = r.id), 1)), 0)
              FROM disclosures.recipients r WHERE r.kind = 'processor'`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Registers a processor without a contract.',
            plant: `INSERT INTO disclosures.recipients (id, kind, name, country, created_at) VALUES (gen_random_uuid(), 'processor', 'Handshake Ltd', 'GB', now())`,
          },
        },
      },
      {
        id: 'U6.refused',
        says: 'Nothing of anybody was given to a processor that was not registered, or not bound that day by a contract to confidentiality and to use it for nothing else.',
        built: true,
        kind: 'precondition',
        control:
          'The egress gateway writes no row of the ledger for such a hand-over, and without a row nothing leaves.',
        couldBeWrong: 'What was given without a row of the ledger is not known.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'disclosures to processors',
            look: `SELECT l.id AS key, (l.fields = '{}' AND num_nonnulls(l.person_id, l.company_id) = 0 AND l.about_kind = 'deletion') OR ${bound}) AS holds
              FROM disclosures.ledger l WHERE l.recipient_kind = 'processor'`,
            counted: `${toProcessors} GROUP BY l.recipient_id) each`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Gives names to a processor whose contract is over.',
            plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), now(), 'processor', r.id, p.id, 'export', 'customer service', '{name}', 'contract'
              FROM disclosures.recipients r, contacts.people p WHERE r.kind = 'processor' AND r.ended_at IS NOT NULL LIMIT 1`,
          },
        },
      },
      {
        id: 'U6.least',
        says: 'Of each person, no other columns were given to a processor than those that its contract of that day names.',
        built: true,
        kind: 'prohibition',
        control: 'The egress gateway compares the columns with the contract; a file holds those that were chosen.',
        couldBeWrong: 'Whether the work really needs the columns that a contract names is for people to judge.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'disclosures of data to processors',
            look: `SELECT l.id AS key, ${bound} AND l.fields <@ c.fields) AS holds
              FROM disclosures.ledger l WHERE l.recipient_kind = 'processor' AND cardinality(l.fields) > 0`,
            counted: `${toProcessors} AND l.fields <> '{}' GROUP BY l.channel) each`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Gives a telephone number to a processor whose contract names none.',
            plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), at, 'processor', recipient_id, person_id, 'correction', purpose, fields || '{phone}', basis
              FROM disclosures.ledger WHERE recipient_kind = 'processor' AND channel = 'export' LIMIT 1`,
          },
        },
      },
      {
        id: 'U6.encrypted',
        says: 'Each file of people that was given to a processor was encrypted for the key of that processor.',
        built: true,
        kind: 'precondition',
        control: 'The file is encrypted with age before it leaves the function that makes it, and is not kept.',
        couldBeWrong:
          'Of a file only its beginning is kept. Whether the key is that of the processor is known by whoever entered it. A correction goes by mail.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'files',
            look: `SELECT coalesce(l.about_id::text, 'no file') AS key, EXISTS (SELECT FROM disclosures.hand_overs h WHERE h.id = l.about_id
                AND h.recipient_id = l.recipient_id AND h.people = l.people AND h.age_key LIKE 'age1%'
                AND h.envelope LIKE E'age-encryption.org/v1\\n-> X25519 %') AS holds
              FROM (SELECT about_id, recipient_id, count(*) AS people FROM disclosures.ledger WHERE recipient_kind = 'processor'
                AND channel NOT IN ('mail', 'correction') GROUP BY about_id, recipient_id) l`,
            counted: 'SELECT count(DISTINCT sha256) FROM disclosures.hand_overs',
          },
          saboteur: {
            kind: 'rows',
            says: 'Hands a file over in the clear.',
            plant: `ALTER TABLE disclosures.hand_overs DROP CONSTRAINT hand_overs_envelope_check;
              UPDATE disclosures.hand_overs SET envelope = 'companyName,name,email'`,
          },
        },
      },
      {
        id: 'U6.deleted',
        says: 'Each processor whose contract is over was asked to confirm the deletion, is reminded every week once it is late, and has confirmed it, or has not had ninety days for it yet.',
        built: true,
        kind: 'deadline',
        control:
          'The end of a processor asks at once, and an hourly job the others; staff record how it was confirmed.',
        couldBeWrong: 'A confirmation is what the processor says.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'processors whose contract is over',
            look: `SELECT o.id AS key, EXISTS (SELECT FROM disclosures.deletions d WHERE d.recipient_id = o.id AND d.over_on >= o.over_on AND d.withdrawn_at IS NULL
                AND CASE WHEN d.confirmed_at IS NOT NULL THEN d.confirmed_on >= d.over_on AND num_nonnulls(d.evidence, d.confirmed_by) = 2
                  ELSE o.over_on >= current_date - 90 AND (d.due_on >= current_date - 2 OR o.mailbox IS NULL OR d.reminded_at > now() - interval '9 days') END) AS holds
              FROM (SELECT r.id, r.mailbox, ${overOn} AS over_on FROM disclosures.recipients r WHERE r.kind = 'processor') o
              WHERE o.over_on < current_date - 1`,
            counted: `SELECT count(*) FROM disclosures.recipients r WHERE r.kind = 'processor' AND ((r.ended_at AT TIME ZONE ${zone})::date < current_date - 1
              OR (EXISTS (SELECT FROM disclosures.contracts c WHERE c.recipient_id = r.id)
                AND NOT EXISTS (SELECT FROM disclosures.contracts c WHERE c.recipient_id = r.id AND coalesce(c.ends_on, 'infinity') >= current_date - 1)))`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Asks a processor no more, though it has confirmed nothing.',
            plant: `UPDATE disclosures.deletions SET withdrawn_at = now() WHERE confirmed_at IS NULL;
              UPDATE disclosures.deletions SET confirmed_on = NULL, evidence = NULL, confirmed_by = NULL, confirmed_at = NULL, withdrawn_at = now()`,
          },
        },
      },
      {
        id: 'U6.their-word',
        says: 'The companies that we hire keep what they were given confidential and use it for nothing else. No machine can look into their houses: the privacy officer asks them, and says so with a date.',
        built: 'by people',
      },
    ],
  },
];
