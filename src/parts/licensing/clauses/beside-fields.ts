import type { Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { oneLine, pageFacts, words } from '../../../platform/clauses/page-facts.ts';
import { portalBesideDemand } from './portal.ts';

export const besideFieldsClause: Clause = {
  id: 'L3',
  version: 1,
  part: 'licensing',
  title: 'Why we ask it',
  text: 'We ask this because we want to know our customers and how to reach them with relevant information on our products. Beside each field we say what it is for, who receives it, how long it is kept, and whether it is needed.',
  keeps: 'Each field carries its purpose, recipients and retention, shown where it is asked.',
  terms: ['dpv:Purpose', 'dpv:Recipient', 'dpv:StorageDuration', 'dpv:Notice'],
  boundary:
    'The activation page and the portal of resellers; programs are served the same. Recipients are the kinds of recipients and the licensors by name; the person page names every one that received something.',
  demands: [
    {
      id: 'L3.shown',
      says: 'Beside each field the activation page shows why it is asked, for which purposes it is used, who receives it, how long it is kept and whether it is needed.',
      built: true,
      kind: 'visibility',
      control: 'A field cannot be listed without these; the page draws them beside it.',
      couldBeWrong: 'The words must stand beside the field; whether they say enough is for people to judge.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'fields',
          steps: [
            'Open /api/v1/registration-schema and /activate.',
            'List the fields that a contract with a licensor of included technology has reported, from the registers.',
            'For each field that the page asks: its why, need, purposes, recipients and retention in the schema are not empty, the purposes are declared ones and name the licensors’ where it is reported, and their words stand on the page between this field and the next.',
            'Beside the serial stands why it is asked, and that it is needed.',
            'Counted: columns of a registration in the catalog that hold what was told.',
          ],
          walk: async ({ get, snapshot, declared, vendor }) => {
            type Field = {
              name: string;
              why: string;
              need: string;
              purposes: string[];
              recipients: string;
              retention: string;
            };
            const { text } = await get('/activate');
            const asked = pageFacts(text).inputs.filter((name) => name !== 'serial' && name !== 'marketing');
            const schema = JSON.parse((await get('/api/v1/registration-schema')).text) as { fields: Field[] };
            const beside = new Map(
              text.split(/(?=<label\b)/).flatMap((piece) => {
                const name = /\sname="(\w+)"/.exec(piece)?.[1];
                return name ? [[name, words(piece)] as const] : [];
              }),
            );
            const reported = await snapshot(({ query }) =>
              query<{ field: string }>(
                `SELECT DISTINCT f.field FROM disclosures.contracts c JOIN disclosures.recipients r ON r.id = c.recipient_id
                   CROSS JOIN unnest(c.fields) AS f (field)
                 WHERE c.kind = 'registration report' AND r.ended_at IS NULL AND c.signed_on < current_date - 1
                   AND (c.ends_on IS NULL OR c.ends_on > current_date + 1) AND r.id IN (SELECT t.licensor_id
                     FROM licensing.technologies t JOIN licensing.release_technologies rt ON rt.technology_id = t.id AND rt.removed_at IS NULL)`,
              ),
            );
            const owed = new Set(reported.map(({ field }) => field));
            const against = asked.filter((name) => {
              const field = schema.fields.find((each) => each.name === name);
              const shown = beside.get(name);
              if (!field || !shown) return true;
              const parts = [field.why, field.need, field.recipients, field.retention, ...field.purposes].map(oneLine);
              const empty = field.purposes.length === 0 || parts.some((part) => part.length < 3);
              return (
                empty ||
                (owed.has(name) && !field.purposes.includes('licensor obligation')) ||
                !field.purposes.every((each) => each in declared.purposes) ||
                !parts.every((part) => shown.includes(part))
              );
            });
            const [columns] = await snapshot(({ query }) =>
              query<{ n: number }>(
                `SELECT count(*)::int AS n FROM pg_description WHERE classoid = 'pg_class'::regclass AND objsubid > 0
                 AND objoid = 'licensing.registrations'::regclass AND objsubid NOT IN (SELECT attnum FROM pg_attribute
                   WHERE attrelid = 'licensing.registrations'::regclass AND attname IN ('id', 'licence_id', 'company_id',
                     'person_id', 'notice_id', 'state', 'source_kind', 'given_at', 'applied_at', 'disowned_at', 'email_key'))`,
              ),
            );
            // The serial is no datum of the person, but a field of the page all the same.
            if (!/why we ask: .{20,}needed/i.test(beside.get('serial') ?? '')) against.push('serial');
            return {
              examined: asked.length,
              counted: vendor ? (columns?.n ?? 0) : 0,
              counterexamples: listed(against),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Leaves out how long things are kept.',
          app: (app) =>
            app.addHook('onSend', async (request, _reply, payload) =>
              request.url === '/activate' && typeof payload === 'string' ? payload.replace(/Kept [^<]*/g, '') : payload,
            ),
        },
      },
    },
    {
      id: 'L3.worded',
      says: 'Each notice that was ever shown at a registration says of each field that is needed who receives it.',
      built: true,
      kind: 'quality',
      control: 'A notice is written from the list of fields, each with its words, and published as a whole.',
      couldBeWrong: 'That the words are true is not looked at here, nor those of fields that may be left empty.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'notices and fields',
          look: `SELECT n.version || ' ' || f.name AS key, EXISTS (SELECT FROM jsonb_array_elements(CASE jsonb_typeof(n.body -> 'sections') WHEN 'array' THEN n.body -> 'sections' END) s
                WHERE s ->> 'id' = f.name AND s ->> 'text' ~* 'receives') AS holds
              FROM policy.notices n CROSS JOIN unnest(ARRAY['companyName', 'country', 'name', 'email']) AS f (name) WHERE n.kind = 'registration'`,
          counted: `SELECT 4 * count(DISTINCT version) FROM policy.notices WHERE kind = 'registration'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Publishes a notice that says nothing of the mail address.',
          plant: `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at)
            SELECT gen_random_uuid(), kind, version + 1, '\\x00', jsonb_set(body, '{sections}', (SELECT jsonb_agg(s) FROM jsonb_array_elements(body -> 'sections') s
              WHERE s ->> 'id' IS DISTINCT FROM 'email')), now(), now() FROM policy.notices WHERE kind = 'registration' ORDER BY version DESC LIMIT 1`,
        },
      },
    },
    {
      id: 'L3.notice',
      says: 'Each registration is kept with the notice of its kind that was in force when it was given, or up to half an hour before, as somebody may have been filling in the form.',
      built: true,
      kind: 'completeness',
      control:
        'The form carries the hash of the words that were shown; a registration is stored with that notice, and refused where other words took its place before.',
      couldBeWrong: 'Whether the person read it is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'registrations',
          look: `SELECT r.id AS key, n.id IS NOT NULL AND coalesce(n.until >= r.given_at - interval '35 minutes', true) AS holds
            FROM licensing.registrations r LEFT JOIN (SELECT n.id, n.effective_at, min(later.effective_at) AS until FROM policy.notices n
                LEFT JOIN policy.notices later ON later.kind = n.kind AND later.version > n.version
              WHERE n.kind = 'registration' GROUP BY n.id, n.effective_at) n ON n.id = r.notice_id AND n.effective_at <= r.given_at
            WHERE {share licensing.registrations: r.id}`,
          counted: `SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM licensing.registrations
            WHERE {share licensing.registrations: id} GROUP BY source_kind) each`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Puts another notice in force the day before somebody registered under the old one.',
          plant: `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at)
            SELECT gen_random_uuid(), kind, version + 1, '\\x00', body, day.before, day.before FROM policy.notices,
              (SELECT min(given_at) - interval '1 day' AS before FROM licensing.registrations) day
            WHERE kind = 'registration' ORDER BY version DESC LIMIT 1`,
        },
      },
    },
    portalBesideDemand,
  ],
};
