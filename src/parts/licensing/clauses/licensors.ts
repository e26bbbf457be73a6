import type { Clause } from '../../../platform/clauses/clause.ts';

/** People reported, by their registrations. */
const reportedCount = `SELECT count(*) FROM licensing.registrations g JOIN licensing.reported d ON d.registration_id = g.id WHERE {share contacts.people: g.person_id}`;

export const licensorClauses: readonly Clause[] = [
  {
    id: 'L4',
    version: 1,
    part: 'licensing',
    title: 'Licensors of technology in our products',
    text: 'Some of our products include technology of others. Where our contract with such a licensor asks for it, we report to it who registered a product with its technology. It receives the fields that the contract names, and no others; your own page names each licensor and what it received.',
    keeps:
      'Product release, embedded technologies, licensors, contract, which fields must be reported and how often; reports with only those fields, every one in the ledger.',
    terms: ['dpv:ThirdParty', 'dpv:Recipient', 'dpv:ContractualTerms'],
    boundary: 'Reports that this system sends. A contract is what the vendor has entered; the paper is not seen.',
    demands: [
      {
        id: 'L4.fields',
        says: 'Each person who was reported to a licensor was reported under a confidential contract with it, with fields of that contract only.',
        built: true,
        kind: 'prohibition',
        control: 'A report is made from the fields of the contract; the ledger refuses a row with any other.',
        couldBeWrong: 'The names of the fields are compared; what stands in the report itself is kept as a hash only.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'people reported',
            look: `SELECT l.id AS key, coalesce(c.recipient_id = l.recipient_id AND c.kind = 'registration report' AND c.confidential
                  AND l.fields <@ c.fields AND cardinality(l.fields) > 0 AND c.signed_on <= (l.at + interval '14 hours')::date
                  AND (c.ends_on IS NULL OR c.ends_on >= (l.at - interval '14 hours')::date), false) AS holds
              FROM disclosures.ledger l LEFT JOIN licensing.reports r ON r.id = l.about_id LEFT JOIN disclosures.contracts c ON c.id = r.contract_id
              WHERE l.channel = 'report' AND {share contacts.people: l.person_id} AND l.person_id IS NOT NULL`,
            counted: reportedCount,
          },
          saboteur: {
            kind: 'rows',
            says: 'Takes a field out of a contract after it was reported.',
            plant: `UPDATE disclosures.contracts SET fields = array_remove(fields, 'email') WHERE id = (SELECT contract_id FROM licensing.reports LIMIT 1)`,
          },
        },
      },
      {
        id: 'L4.in-ledger',
        says: 'Each registration that was reported stands in the ledger, for this person and this report.',
        built: true,
        kind: 'completeness',
        control: 'The one gateway writes the rows of the ledger and the report in one statement.',
        couldBeWrong: 'Somebody with the rights of the owner could send a report past the system.',
        proof: {
          probe: {
            kind: 'egress',
            unit: 'registrations reported',
            left: `SELECT d.report_id || ' ' || d.registration_id AS key, l.id AS ledger_id
              FROM (SELECT e.report_id, e.registration_id, g.person_id, g.company_id,
                  row_number() OVER (PARTITION BY e.report_id, g.person_id, g.company_id ORDER BY g.id) AS n
                FROM licensing.reported e JOIN licensing.registrations g ON g.id = e.registration_id WHERE {share contacts.people: g.person_id}) d
              LEFT JOIN (SELECT m.id, m.about_id, m.person_id, m.company_id,
                  row_number() OVER (PARTITION BY m.about_id, m.person_id, m.company_id ORDER BY m.id) AS n
                FROM disclosures.ledger m WHERE m.channel = 'report' AND m.person_id IS NOT NULL AND {share contacts.people: m.person_id}) l
              ON l.about_id = d.report_id AND l.person_id = d.person_id AND l.company_id = d.company_id AND l.n = d.n`,
            ledger: `SELECT id FROM disclosures.ledger WHERE channel = 'report' AND person_id IS NOT NULL AND {share contacts.people: person_id}`,
            // Those of the share, and what the reports say of how many there are less those that are listed: nothing, where both agree.
            counted: `SELECT (SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM licensing.registrations g JOIN licensing.reported e ON e.registration_id = g.id
                WHERE {share contacts.people: g.person_id} GROUP BY e.contract_id) each)
              + (SELECT coalesce(sum(registrations), 0) FROM licensing.reports) - (SELECT count(*) FROM licensing.reported)`,
          },
          saboteur: {
            kind: 'egress',
            says: 'Reports one more registration and writes nothing into the ledger.',
            sql: `INSERT INTO licensing.reported (contract_id, registration_id, report_id)
                SELECT r.contract_id, g.id, r.id FROM licensing.reports r CROSS JOIN licensing.registrations g
                WHERE NOT EXISTS (SELECT FROM licensing.reported d WHERE d.registration_id = g.id) LIMIT 1;
              UPDATE licensing.reports SET registrations = registrations + 1`,
          },
        },
      },
      {
        id: 'L4.listed',
        says: 'Of each report that left it is kept which registrations it held, as many as it says, and the ledger has a row that is about it.',
        built: true,
        kind: 'completeness',
        control: 'The report, its list and its rows of the ledger are written in one statement.',
        couldBeWrong: 'A report of which nothing at all was written down is not known.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'reports',
            look: `SELECT r.id AS key, r.registrations = coalesce(d.n, 0) AND l.about_id IS NOT NULL AS holds
              FROM licensing.reports r LEFT JOIN (SELECT report_id, count(*) AS n FROM licensing.reported GROUP BY report_id) d ON d.report_id = r.id
                LEFT JOIN (SELECT DISTINCT about_id FROM disclosures.ledger WHERE channel = 'report' AND recipient_kind = 'licensor') l ON l.about_id = r.id`,
            counted: `SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM licensing.reports GROUP BY contract_id) each`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Lets a report say that it held fewer than it did.',
            plant: `UPDATE licensing.reports SET registrations = registrations + 3`,
          },
        },
      },
      {
        id: 'L4.bound',
        says: 'The database itself refuses a mail that names no row of the ledger, a report to a licensor among them.',
        built: true,
        kind: 'precondition',
        control: 'The column must be filled, and refers to the ledger.',
        couldBeWrong: 'What is sent by another program than Kept passes no table.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'tables of outgoing mail',
            look: `SELECT a.attrelid::regclass AS key, a.attnotnull AND EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'f'
                AND k.conkey = ARRAY[a.attnum] AND k.confrelid = 'disclosures.ledger'::regclass AND k.convalidated AND k.confdeltype = 'a') AS holds
              FROM pg_attribute a WHERE a.attrelid = 'platform.mail_outbox'::regclass AND a.attname = 'ledger_id'`,
            counted: `SELECT count(DISTINCT table_name) FROM information_schema.columns WHERE column_name = 'to_address'`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Lets mails be written that refer to nothing.',
            sql: 'ALTER TABLE platform.mail_outbox DROP CONSTRAINT mail_outbox_in_ledger',
          },
        },
      },
      {
        id: 'L4.noticed',
        says: 'Each person who was reported to a licensor registered under a notice that says, beside each field that was reported, that this licensor receives it.',
        built: true,
        kind: 'precondition',
        control:
          'With each notice it is kept whom it names; a report takes only registrations and fields of such a notice.',
        couldBeWrong:
          'The name of the licensor is looked for in the words; that they say what is done with it is for people to judge.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'people reported',
            look: `WITH named AS MATERIALIZED (SELECT n.id AS notice_id, r.id AS recipient_id, s.section->>'id' AS field FROM policy.notices n
                  CROSS JOIN LATERAL jsonb_array_elements(n.body->'sections') AS s (section)
                  JOIN disclosures.recipients r ON position(', ' || r.name || ' (for ' IN s.section->>'text') > 0
                    OR position(' and ' || r.name || ' (for ' IN s.section->>'text') > 0
                WHERE n.kind = 'registration')
              SELECT l.id AS key, l.fields = '{}' OR coalesce(l.fields <@ b.fields, false) AS holds
              FROM disclosures.ledger l JOIN disclosures.recipients r ON r.id = l.recipient_id
                LEFT JOIN (SELECT d.report_id, g.person_id, g.company_id, n.recipient_id, array_agg(n.field) AS fields
                  FROM licensing.reported d JOIN licensing.registrations g ON g.id = d.registration_id JOIN named n ON n.notice_id = g.notice_id
                  WHERE {share contacts.people: g.person_id} GROUP BY 1, 2, 3, 4) b
                ON b.report_id = l.about_id AND b.person_id = l.person_id AND b.company_id = l.company_id AND b.recipient_id = l.recipient_id
              WHERE l.channel = 'report' AND l.person_id IS NOT NULL AND {share contacts.people: l.person_id}`,
            counted: reportedCount,
          },
          saboteur: {
            kind: 'rows',
            says: 'Reports somebody who was shown a notice without any licensor.',
            plant: `UPDATE licensing.registrations SET notice_id = (SELECT id FROM policy.notices WHERE kind = 'person page' LIMIT 1)
              WHERE id = (SELECT registration_id FROM licensing.reported LIMIT 1)`,
          },
        },
      },
      {
        id: 'L4.embedded',
        says: 'Only licensors were told of a registration whose technology was in the product at that time.',
        built: true,
        kind: 'prohibition',
        control:
          'Since when and until when a technology is in a release is kept, and a report takes what was registered in between.',
        couldBeWrong: 'What is in a release is what the vendor has entered, on the day on which it was entered.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'people reported',
            look: `SELECT l.id AS key, b.report_id IS NOT NULL AS holds
              FROM disclosures.ledger l LEFT JOIN (SELECT DISTINCT d.report_id, g.person_id, g.company_id, t.licensor_id
                FROM licensing.reported d JOIN licensing.registrations g ON g.id = d.registration_id
                  JOIN (SELECT g.id, c.release_id FROM licensing.registrations g JOIN licensing.licences c ON c.id = g.licence_id WHERE {share contacts.people: g.person_id}
                    UNION SELECT a.registration_id, a.release_id FROM licensing.registrations g
                      JOIN licensing.activations a ON a.licence_id = g.licence_id AND a.registration_id = g.id WHERE {share contacts.people: g.person_id}) r ON r.id = g.id
                  JOIN licensing.release_technologies e ON e.release_id = r.release_id AND tstzrange(e.embedded_at, e.removed_at) @> g.given_at
                  JOIN licensing.technologies t ON t.id = e.technology_id WHERE {share contacts.people: g.person_id}) b
                ON b.report_id = l.about_id AND b.person_id = l.person_id AND b.company_id = l.company_id AND b.licensor_id = l.recipient_id
              WHERE l.channel = 'report' AND l.person_id IS NOT NULL AND {share contacts.people: l.person_id}`,
            counted: reportedCount,
          },
          saboteur: {
            kind: 'rows',
            says: 'Reports somebody who had registered before the technology was put into the product.',
            plant: `UPDATE licensing.registrations SET given_at = '2000-01-01' WHERE id = (SELECT registration_id FROM licensing.reported LIMIT 1)`,
          },
        },
      },
      {
        id: 'L4.signed',
        says: 'Each report is signed, so that the licensor can tell that it is ours.',
        built: true,
        kind: 'precondition',
        control: 'The mail of a report is made with the signature of its table beside it.',
        couldBeWrong:
          'That the signature speaks of this report and of this very table is looked at; the signature itself is verified by tests and by who receives it. A sent mail is kept for 30 days; older reports are not looked at.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'reports',
            look: `SELECT r.id AS key, r.id, m.attachments->1->>'base64' AS signature,
                encode(sha256(decode(m.attachments->0->>'base64', 'base64')), 'hex') AS digest
              FROM licensing.reports r JOIN disclosures.ledger s ON s.about_id = r.id AND s.about_kind = 'report'
                JOIN platform.mail_outbox m ON m.ledger_id = s.id`,
            holds: ({ id, signature, digest }) => {
              const lines = signature === null ? [] : atob(String(signature).replace(/\s/g, '')).split('\n');
              const [version, of, , , , hash, key, signed] = lines;
              const named = version === 'kept-report-1' && of === id && hash === digest && (key ?? '') !== '';
              return named && /^signature [A-Za-z0-9_-]{86}$/.test(signed ?? '');
            },
            counted: `SELECT count(*) FROM platform.mail_outbox WHERE kind = 'licensor report'`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Changes a table after it was signed.',
            plant: `UPDATE platform.mail_outbox SET attachments = jsonb_set(attachments, '{0,base64}', to_jsonb(encode('changed'::bytea, 'base64')))
              WHERE kind = 'licensor report'`,
          },
        },
      },
      {
        id: 'L4.columns',
        says: 'The table of each report has the columns that the contract names, and no other.',
        built: true,
        kind: 'prohibition',
        control: 'A table is written column by column, from those of the contract.',
        couldBeWrong:
          'What stands in a column is looked at by M5.reported. A sent mail is kept for 30 days; older reports are not looked at.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'reports',
            look: `SELECT r.id AS key, m.attachments->0->>'base64' AS file, to_jsonb(c.fields) AS fields
              FROM licensing.reports r JOIN disclosures.contracts c ON c.id = r.contract_id
                JOIN disclosures.ledger s ON s.about_id = r.id AND s.about_kind = 'report' JOIN platform.mail_outbox m ON m.ledger_id = s.id`,
            holds: ({ file, fields }) => {
              const text = new TextDecoder().decode(
                Uint8Array.from(atob(String(file).replace(/\s/g, '')), (c) => c.charCodeAt(0)),
              );
              const table: { readonly fields?: string[]; readonly registrations?: object[] } = text.startsWith('{')
                ? JSON.parse(text)
                : { fields: (text.split('\r\n')[0] ?? '').split(',') };
              const { fields: named = [], registrations = [] } = table;
              const columns = [...named, ...registrations.flatMap((row) => Object.keys(row))];
              return columns.length > 0 && columns.every((column) => (fields as string[]).includes(column));
            },
            counted: `SELECT count(*) FROM platform.mail_outbox WHERE kind = 'licensor report'`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Adds a column to a report that its contract does not name.',
            plant: `UPDATE platform.mail_outbox SET attachments = jsonb_set(attachments, '{0,base64}', to_jsonb(encode(convert_to(
                replace(convert_from(decode(attachments->0->>'base64', 'base64'), 'UTF8'), 'companyName,', 'companyName,street,'), 'UTF8'), 'base64')))
              WHERE kind = 'licensor report'`,
          },
        },
      },
      {
        id: 'L4.previewed',
        says: 'Where the vendor has said that its reports to a licensor wait, each was looked at, row by row, by the one who let it go.',
        built: true,
        kind: 'precondition',
        control: 'It leaves only if the hash of what was shown is the hash of what is about to be sent.',
        couldBeWrong: 'That it was on the screen does not say that it was read.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'reports that had to wait',
            look: `SELECT m.about_id AS key, coalesce(bool_and(r.approved_by IS NOT NULL AND (m.person_id IS NULL OR EXISTS (SELECT FROM contacts.lookups k
                  WHERE k.person_id = m.person_id AND k.member_id = r.approved_by AND k.purpose = 'licensor obligation' AND k.at <= r.queued_at))), false) AS holds
              FROM disclosures.ledger m LEFT JOIN licensing.reports r ON r.id = m.about_id
              WHERE m.about_kind = 'report' AND m.channel IN ('report', 'mail') AND (r.contract_id IS NULL OR r.contract_id IN (
                SELECT c.id FROM disclosures.contracts c WHERE c.approval))
                AND {share licensing.reports: m.about_id} GROUP BY m.about_id`,
            counted: `SELECT count(*) FROM licensing.reports WHERE contract_id = ANY (ARRAY(SELECT id FROM disclosures.contracts WHERE approval))
              AND {share licensing.reports: id}`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Takes away who has looked at whom of a report.',
            plant: `UPDATE contacts.lookups SET purpose = 'registration' WHERE purpose = 'licensor obligation'`,
          },
        },
      },
    ],
  },
];
