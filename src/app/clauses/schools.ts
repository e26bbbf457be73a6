import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { pageFacts } from '../../platform/clauses/page-facts.ts';

/** What refers to people, to what they told, or to where they can be reached. */
const people = `('contacts.people'::regclass, 'contacts.addresses'::regclass, 'licensing.registrations'::regclass, 'platform.mail_outbox'::regclass)`;
const pupils = `('licensing.pupil_labels'::regclass, 'licensing.school_terms'::regclass, 'licensing.school_licences'::regclass)`;

export const schoolDemands: readonly BuiltDemand[] = [
  {
    id: 'U4.schools',
    says: 'Each education licence that is in use has a term, and was registered by a school, a teacher, or a student who registered alone; a school has at most as many pupils as its licence has seats, and no pupil’s seat outlasts the term of the school.',
    built: true,
    kind: 'quality',
    control:
      'An education licence cannot be issued without an end. Labels are made under the lock of the licence, and a pupil’s seat is given the last day of the term.',
    couldBeWrong: 'Whether a school is one is not looked at: whoever was sold an education licence is believed.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'education licences in use',
        look: `SELECT l.id AS key, l.expires_on IS NOT NULL
            AND EXISTS (SELECT FROM licensing.registrations g WHERE g.licence_id = l.id)
            AND (SELECT count(*) FROM licensing.school_terms t JOIN licensing.pupil_labels b ON b.term_id = t.id
              WHERE t.licence_id = l.id AND t.ended_at IS NULL) <= l.seats
            AND NOT EXISTS (SELECT FROM licensing.activations a WHERE a.licence_id = l.id AND a.label IS NOT NULL AND (a.ends_on IS NULL
              OR a.ends_on <> (SELECT t.ends_on FROM licensing.pupil_labels b JOIN licensing.school_terms t ON t.id = b.term_id WHERE b.label = a.label)))
            AND NOT EXISTS (SELECT FROM licensing.activations a JOIN licensing.pupil_labels b ON b.label = a.label JOIN licensing.school_terms t ON t.id = b.term_id
              WHERE a.licence_id = l.id AND a.deactivated_at IS NULL AND (t.licence_id <> l.id OR t.ended_at IS NOT NULL OR t.ends_on < current_date - 3)) AS holds
          FROM licensing.licences l WHERE l.kind = 'education' AND l.activated_at IS NOT NULL`,
        counted: `SELECT count(activated_at) FROM licensing.licences WHERE kind = 'education'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Lets the seat of a pupil outlast the term.',
        plant: `UPDATE licensing.activations SET ends_on = ends_on + 400 WHERE label IS NOT NULL`,
      },
    },
  },
  {
    id: 'U4.pupils',
    says: 'Each seat of a pupil hangs on a label of twelve digits and on nothing that names anybody: on no registration, no person, no mail and no address.',
    built: true,
    kind: 'prohibition',
    control: 'A constraint lets a seat have a registration or a label, and another lets a label be digits only.',
    couldBeWrong:
      'Which pupil has which label is known at their school; what it writes down is not seen here. Digits could be chosen to mean something; that they are drawn by lot is tested.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'seats and labels of pupils',
        look: `WITH seats AS MATERIALIZED (SELECT id, registration_id, label FROM licensing.activations WHERE label IS NOT NULL OR registration_id IS NULL),
            told AS MATERIALIZED (SELECT name, email FROM licensing.registrations WHERE name LIKE '%-____-%' OR email LIKE '%-____-%'),
            mailed AS MATERIALIZED (SELECT body_text FROM platform.mail_outbox WHERE body_text LIKE '%-____-%'),
            given AS MATERIALIZED (SELECT DISTINCT a.id FROM seats a JOIN disclosures.ledger d ON d.about_id = a.id)
          SELECT 'seat ' || a.id AS key, a.registration_id IS NULL AND a.label ~ '^\\d{4}-\\d{4}-\\d{4}$'
              AND NOT EXISTS (SELECT FROM licensing.registrations g WHERE g.id = a.id)
              AND NOT EXISTS (SELECT FROM told g WHERE g.name = a.label OR g.email LIKE '%' || a.label || '%')
              AND NOT EXISTS (SELECT FROM given d WHERE d.id = a.id)
              AND NOT EXISTS (SELECT FROM mailed m WHERE strpos(m.body_text, a.label) > 0) AS holds
            FROM seats a
          UNION ALL SELECT 'label ' || b.label, b.label ~ '^\\d{4}-\\d{4}-\\d{4}$' FROM licensing.pupil_labels b`,
        counted: `SELECT (SELECT count(*) - count(*) FILTER (WHERE registration_id IS NOT NULL AND label IS NULL) FROM licensing.activations) + (SELECT coalesce(sum(n), 0)
          FROM (SELECT count(DISTINCT label) AS n FROM licensing.pupil_labels GROUP BY term_id) each)`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Hangs the seat of a pupil on the registration of the teacher.',
        plant: `ALTER TABLE licensing.activations DROP CONSTRAINT activations_told;
          UPDATE licensing.activations a SET registration_id = (SELECT g.id FROM licensing.registrations g WHERE g.licence_id = a.licence_id LIMIT 1)
            WHERE a.label IS NOT NULL`,
      },
    },
  },
  {
    id: 'U4.nothing-asked',
    says: 'A pupil is asked for the label and nothing else, on the page and by a program; and the tables of labels have no column for a person and none that refers to one.',
    built: true,
    kind: 'prohibition',
    control: 'The page has one field; the API takes a label and what names the machine. The tables are made so.',
    couldBeWrong: 'What a program asks on its own screen is not seen here.',
    proof: {
      probe: {
        kind: 'behaviour',
        unit: 'ways and columns',
        steps: [
          'Open /activate/label: one field, named label. Send it, and the API, a label that is none together with a name: neither takes it.',
          'List the columns of the tables of schools, terms and labels: none is labelled personal, none has text but the label, none refers to people, registrations, addresses or mails.',
          'Counted: the two ways, and the descriptions of these columns in the catalog.',
        ],
        walk: async ({ get, post, snapshot, routes }) => {
          const { inputs } = pageFacts((await get('/activate/label')).text);
          const told = { label: '0000-0000-0001', name: 'Made-up Pupil', email: 'made-up@school.example' };
          const page = await post('/activate/label', new URLSearchParams(told).toString(), {
            'content-type': 'application/x-www-form-urlencoded',
          });
          const api = await post('/api/v1/pupil-seats', JSON.stringify(told), { 'content-type': 'application/json' });
          const columns = await snapshot(({ query }) =>
            query<{ key: string; holds: boolean; described: boolean }>(
              `SELECT a.attrelid::regclass || '.' || a.attname AS key, col_description(a.attrelid, a.attnum) = 'not personal'
                  AND (a.atttypid::regtype::text IN ('uuid', 'date', 'timestamp with time zone') OR a.attname = 'label')
                  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)
                    AND k.confrelid IN ${people}) AS holds, d.description IS NOT NULL AS described
               FROM pg_attribute a LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
               WHERE a.attrelid IN ${pupils} AND a.attnum > 0 AND NOT a.attisdropped`,
            ),
          );
          const ways = routes.filter(
            ({ method, url }) => method === 'POST' && /^\/(activate\/label|api\/v1\/pupil-seats)$/.test(url),
          );
          return {
            examined: 2 + columns.length,
            counted: ways.length + columns.filter(({ described }) => described).length,
            counterexamples: listed([
              ...(inputs.join(' ') === 'label' ? [] : ['the page asks something else']),
              ...(page.text.includes('Made-up Pupil') || page.status === 200 ? ['the page takes a name'] : []),
              ...(api.status === 400 ? [] : ['programs can send a name']),
              ...ways.filter(({ access }) => access.purposes.length > 0).map(({ url }) => `${url}: reads people`),
              ...columns.filter(({ holds }) => !holds).map(({ key }) => key),
            ]),
          };
        },
      },
      saboteur: {
        kind: 'behaviour',
        says: 'Adds a column for the name of the pupil beside the label.',
        sql: `ALTER TABLE licensing.pupil_labels ADD COLUMN given_name text; COMMENT ON COLUMN licensing.pupil_labels.given_name IS 'personal:identity'`,
      },
    },
  },
];
