import type { Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { pageFacts } from '../../../platform/clauses/page-facts.ts';
import { offlineDemand } from './offline.ts';
import { portalDemand } from './portal.ts';

/** What the policy says is asked. */
const named = [
  ...['companyName', 'street', 'postalCode', 'city', 'region', 'country', 'name', 'email', 'phone'],
  ...['title', 'role', 'productsDesigned', 'primaryProduct', 'industry'],
];

export const registrationClauses: readonly Clause[] = [
  {
    id: 'L2',
    version: 1,
    part: 'licensing',
    title: 'What we ask when you activate a licence',
    text: 'When you activate a licence we ask for your company name and shipping address, and for the name, e-mail address, telephone number, title and role of a contact, the products you design, the primary product you use, and your industry sector.',
    keeps:
      'At least these registration fields, as a schema served to the activation page, to the reseller portal and to the desktop program; online and offline activation.',
    terms: ['dpv:ServiceRegistration', 'dpv:Collect'],
    boundary:
      'A further field may be added only with its purpose, recipients and retention. What is asked on pages of others is not covered.',
    demands: [
      {
        id: 'L2.page',
        says: 'The activation page asks for each of these.',
        built: true,
        kind: 'completeness',
        control: 'The page draws its fields from one list of registration fields.',
        couldBeWrong:
          'That a field is on the page does not say that what is typed there is kept; L2.kept looks at that.',
        proof: {
          probe: {
            kind: 'behaviour',
            unit: 'fields',
            steps: [
              'Open /activate and read the names of its fields.',
              'Each of the fields that the policy names must be there.',
              'Counted: columns of a registration in the catalog that hold what was told.',
            ],
            walk: async ({ get, snapshot, vendor }) => {
              const answer = await get('/activate');
              const asked = new Set(answer.status === 200 ? pageFacts(answer.text).inputs : []);
              const [columns] = await snapshot(({ query }) =>
                query<{ n: number }>(
                  `SELECT count(*)::int AS n FROM pg_attribute WHERE attrelid = 'licensing.registrations'::regclass AND attnum > 0
                   AND attname IN ('company_name', 'street', 'postal_code', 'city', 'region', 'country', 'name', 'email', 'phone',
                     'title', 'role', 'products_designed', 'primary_product', 'industry')`,
                ),
              );
              const against = named.filter((field) => !asked.has(field));
              return {
                examined: vendor ? named.length : 0,
                counted: vendor ? (columns?.n ?? 0) : 0,
                counterexamples: listed(against),
              };
            },
          },
          saboteur: {
            kind: 'behaviour',
            says: 'Takes the field for the telephone number off the page.',
            app: (app) =>
              app.addHook('onSend', async (request, _reply, payload) =>
                request.url === '/activate' && typeof payload === 'string'
                  ? payload.replace('name="phone"', '')
                  : payload,
              ),
          },
        },
      },
      {
        id: 'L2.desktop',
        says: 'Desktop programs are served the same fields as the page.',
        built: true,
        kind: 'completeness',
        control: 'Page and schema come from the same list.',
        couldBeWrong: 'What a program does with the schema is not seen here.',
        proof: {
          probe: {
            kind: 'behaviour',
            unit: 'fields',
            steps: [
              'Open /api/v1/registration-schema, and /activate.',
              'Each field of the page but the serial and the choice of marketing must be in the schema.',
              'Counted: fields of the schema.',
            ],
            walk: async ({ get }) => {
              const page = pageFacts((await get('/activate')).text).inputs.filter(
                (name) => name !== 'serial' && name !== 'marketing',
              );
              const answer = await get('/api/v1/registration-schema');
              const schema =
                answer.status === 200 ? (JSON.parse(answer.text) as { fields: { name: string }[] }) : { fields: [] };
              const served = new Set(schema.fields.map(({ name }) => name));
              return {
                examined: page.length,
                counted: served.size,
                counterexamples: listed(page.filter((name) => !served.has(name))),
              };
            },
          },
          saboteur: {
            kind: 'behaviour',
            says: 'Serves programs another name for one field.',
            app: (app) =>
              app.addHook('onSend', async (request, _reply, payload) =>
                request.url.startsWith('/api/v1/registration-schema') && typeof payload === 'string'
                  ? payload.replace('"name":"industry"', '"name":"sector"')
                  : payload,
              ),
          },
        },
      },
      {
        id: 'L2.kept',
        says: 'Each activation, but the seats of pupils, has a registration of the same licence that names company and contact; the contact no longer where they were erased.',
        built: true,
        kind: 'completeness',
        control: 'Seat and registration are written in one statement; the database refuses one without the other.',
        couldBeWrong: 'Whether what was typed is true is not known.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'activations',
            look: `SELECT a.id AS key, coalesce(trim(r.company_name) <> '' AND r.country ~ '^[A-Z]{2}$'
                AND (trim(r.name) <> '' AND r.email LIKE '%_@_%' OR r.person_id IN (SELECT p.id FROM contacts.people p WHERE p.erased_at IS NOT NULL)), false) AS holds
              FROM licensing.activations a LEFT JOIN licensing.registrations r
                ON r.id = a.registration_id AND r.licence_id = a.licence_id AND {share licensing.licences: r.licence_id}
              WHERE a.label IS NULL AND {share licensing.licences: a.licence_id}`,
            counted: `SELECT (SELECT coalesce(sum(seats_used), 0) FROM licensing.licences WHERE {share licensing.licences: id})
              + (SELECT count(*) - count(*) FILTER (WHERE a.deactivated_at IS NULL) - count(a.label)
                FROM licensing.activations a JOIN licensing.licences l ON l.id = a.licence_id WHERE l.floating IS NULL
                  AND (a.deactivated_at IS NOT NULL OR a.label IS NOT NULL) AND {share licensing.licences: a.licence_id})
              + (SELECT count(*) FROM licensing.licences l JOIN licensing.registrations g ON g.licence_id = l.id
                WHERE l.floating IS NOT NULL AND {share licensing.licences: l.id})`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Empties the name of a contact.',
            plant: `UPDATE licensing.registrations SET name = ' ' WHERE id = (SELECT registration_id FROM licensing.activations WHERE label IS NULL LIMIT 1)`,
          },
        },
      },
      {
        id: 'L2.further',
        says: 'Nothing else is kept of a registration than what the page asks, and all of that is.',
        built: true,
        kind: 'prohibition',
        control: 'The table of registrations has one column for each field.',
        couldBeWrong: 'Names are compared, not what stands in them.',
        proof: {
          probe: {
            kind: 'behaviour',
            unit: 'columns',
            steps: [
              'List the columns of a registration that hold what was told, from the catalog.',
              'Each must have a field of the same name on /activate, and each field that the policy names a column.',
              'Counted: labels of these columns.',
            ],
            walk: async ({ get, snapshot, vendor }) => {
              const asked = new Set(pageFacts((await get('/activate')).text).inputs);
              const columns = await snapshot(({ query }) =>
                query<{ name: string; labelled: boolean }>(
                  `SELECT attname AS name, col_description(attrelid, attnum) IS NOT NULL AS labelled FROM pg_attribute
                   WHERE attrelid = 'licensing.registrations'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN
                     ('id', 'licence_id', 'company_id', 'person_id', 'notice_id', 'state', 'source_kind', 'given_at', 'applied_at', 'disowned_at', 'email_key')`,
                ),
              );
              const spelled = columns.map(({ name }) =>
                name.replace(/_(\w)/g, (_, sign) => String(sign).toUpperCase()),
              );
              const against = [
                ...spelled.filter((name) => !asked.has(name)),
                ...named.filter((name) => !spelled.includes(name)),
              ];
              return {
                examined: vendor ? columns.length : 0,
                counted: vendor ? columns.filter(({ labelled }) => labelled).length : 0,
                counterexamples: listed(against),
              };
            },
          },
          saboteur: {
            kind: 'behaviour',
            says: 'Adds a column for something that nobody was asked.',
            sql: `ALTER TABLE licensing.registrations ADD COLUMN turnover text;
              COMMENT ON COLUMN licensing.registrations.turnover IS 'not personal'`,
          },
        },
      },
      portalDemand,
      offlineDemand,
    ],
  },
];
