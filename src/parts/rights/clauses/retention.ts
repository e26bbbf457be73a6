import type { Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
const held = (person: string) =>
  `EXISTS (SELECT FROM rights.holds h WHERE h.ended_at IS NULL AND h.until >= current_date AND (h.person_id = ${person} OR h.category IS NOT NULL))`;
const days = (category: string) => `(SELECT t.days + 3 FROM rights.retention t WHERE t.category = '${category}')`;
const old = (at: string, category: string) =>
  `coalesce(${at} < now() - make_interval(days => ${days(category)}), false)`;

export const retentionClause: Clause = {
  id: 'U5',
  version: 1,
  part: 'rights',
  title: 'How long data is kept, and where',
  text: 'Data is kept in one or more databases in our country and elsewhere (see where your data is, below), much of it without a time limit: how long each kind is kept, and why, stands at /privacy/retention. Data of children is never kept without a limit. You can have what is about you erased: it goes from every table and file of this system at once, from the files of the database within a week, and from backups at the end of their time, which your receipt names.',
  keeps: 'Retention schedule per category, register of where each store is, deletion proven.',
  terms: ['dpv:StorageDuration', 'dpv:StorageDeletion', 'dpv:StorageLocation', 'dpv:RightToErasure'],
  boundary:
    '"Every table and file of this system" is its database and its data folder. What others were given before is named in the receipt; mail relays, and the disks of a hosting provider, keep copies of their own. On a database outside of this installation its files are not looked through.',
  demands: [
    {
      id: 'U5.schedule',
      says: 'Each table with personal data belongs to a category of the schedule, which says how long and why.',
      built: true,
      kind: 'completeness',
      control: 'The schedule names tables; a migration that brings a new one adds it there.',
      couldBeWrong: 'Whether the reason is a good one is for people to judge.',
      proof: {
        probe: {
          kind: 'structure',
          unit: 'tables',
          look: `SELECT n.nspname || '.' || c.relname AS key, EXISTS (SELECT FROM rights.retention t
                WHERE n.nspname || '.' || c.relname = ANY (t.tables) AND length(t.reason) >= 10) AS holds
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${ourSchemas}
              AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND col_description(c.oid, a.attnum) LIKE 'personal:%')`,
          counted: `SELECT count(DISTINCT d.objoid) FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objsubid > 0
            AND left(d.description, 9) = 'personal:'`,
        },
        saboteur: {
          kind: 'structure',
          says: 'Adds a table with names of which nobody said how long it is kept.',
          sql: `CREATE TABLE contacts.guests (name text); COMMENT ON COLUMN contacts.guests.name IS 'personal:identity'`,
        },
      },
    },
    {
      id: 'U5.visible',
      says: 'The page /privacy/retention shows each category with its days and reason, and says where there is no time limit.',
      built: true,
      kind: 'visibility',
      control: 'The page is drawn from the schedule.',
      couldBeWrong: 'That a word stands on the page does not say that somebody finds it.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'categories',
          steps: [
            'Read the schedule from the database, and open /privacy/retention.',
            'Each reason must stand on the page, after the days or the words "without a time limit".',
            'Counted: rows of the table on the page.',
          ],
          walk: async ({ get, snapshot }) => {
            const rows = await snapshot(({ query }) =>
              query<{ category: string; days: number | null; reason: string }>(
                'SELECT category, days, reason FROM rights.retention',
              ),
            );
            const { text } = await get('/privacy/retention');
            const shown = [
              ...text.matchAll(
                /<tr><th scope="row">[^<]*<\/th><td>([^<]*)\.<br><span class="quiet">([^<]*)<\/span><\/td>/g,
              ),
            ];
            const against = rows.filter(
              ({ days: limit, reason }) =>
                !shown.some(
                  ([, long = '', why = '']) =>
                    why.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&') === reason &&
                    (limit === null ? long === 'without a time limit' : limit === 0 || long.startsWith(`${limit} `)),
                ),
            );
            return {
              examined: rows.length,
              counted: shown.length,
              counterexamples: listed(against.map(({ category }) => category)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Hides that something has no time limit.',
          app: (app) =>
            app.addHook('onSend', async (request, _reply, payload) =>
              request.url === '/privacy/retention' && typeof payload === 'string'
                ? payload.replaceAll('without a time limit', 'as long as needed')
                : payload,
            ),
        },
      },
    },
    {
      id: 'U5.children',
      says: 'The schedule gives data of children a limit.',
      built: true,
      kind: 'prohibition',
      control: 'The database refuses a row for children without one.',
      couldBeWrong: 'Data of a child that nobody knows to be one is kept like that of others.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'rows of the schedule',
          look: `SELECT category AS key, category <> 'children' OR days IS NOT NULL AS holds FROM rights.retention`,
          counted: 'SELECT count(DISTINCT category) FROM rights.retention',
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes the limit away, and the constraint with it.',
          plant: `ALTER TABLE rights.retention DROP CONSTRAINT retention_children; UPDATE rights.retention SET days = NULL WHERE category = 'children'`,
        },
      },
    },
    {
      id: 'U5.no-stray',
      says: 'No file of the data folder but those of the database holds e-mail addresses that anybody could read.',
      built: true,
      kind: 'prohibition',
      control: 'People are written into the database and nowhere else; what is exported goes to whoever asked for it.',
      couldBeWrong:
        'What is compressed or encrypted is not opened. Names without an address are not looked for, nor files outside the data folder.',
      proof: {
        probe: {
          kind: 'bytes',
          unit: 'files',
          under: [''],
          except: {
            postgres: 'the files of the database: an erasure is searched for in them',
            'files/releases': 'the files of releases, which staff publish: nothing that the server writes',
          },
          patterns: [/[a-z0-9._%+-]{2,64}@[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63})*\.[a-z]{2,24}\b/i],
        },
        saboteur: {
          kind: 'bytes',
          says: 'Leaves a list of people for a quicker search.',
          file: { path: 'cache/people.json', text: '[{"name":"Pat Example","email":"pat@customer.example"}]\n' },
        },
      },
    },
    {
      id: 'U5.register',
      says: 'The register of stores says of each in which country it is and what it holds, and names the database.',
      built: true,
      kind: 'completeness',
      control: 'The register is kept with the identity of the vendor.',
      couldBeWrong: 'A store that nobody registers is not seen.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'stores',
          look: `SELECT id AS key, country ~ '^[A-Z]{2}$' AND length(trim(holds)) > 3
              AND EXISTS (SELECT FROM policy.stores d WHERE d.name ILIKE '%database%') AS holds FROM policy.stores`,
          counted: 'SELECT count(DISTINCT name) FROM policy.stores',
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes the database off the register.',
          plant: `DELETE FROM policy.stores WHERE name ILIKE '%database%'`,
        },
      },
    },
    {
      id: 'U5.deleted',
      says: 'Nothing with a limit is kept three days beyond it, unless it is held by law.',
      built: true,
      kind: 'deadline',
      control: 'The sweeper runs each night.',
      couldBeWrong:
        'Categories without a limit are not looked at; nor are people, who are swept by what they last did.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'mails out and in, links and requests',
          look: `SELECT 'mail ' || id AS key, NOT ${old('sent_at', 'mails')} AS holds FROM platform.mail_outbox
            UNION ALL SELECT 'link ' || id, NOT ${old('expires_at', 'links')} OR ${held('person_id')} FROM rights.links
            UNION ALL SELECT 'request ' || id, (NOT ${old('closed_at', 'requests')} AND (wording IS NULL AND answer IS NULL AND asker IS NULL
              OR NOT ${old('closed_at', 'words of requests')})) OR ${held('person_id')} FROM rights.requests
            UNION ALL SELECT 'mail in ' || m.id, CASE WHEN m.request_id IS NULL AND m.opt_out_id IS NULL THEN NOT ${old('m.received_at', 'mail kept apart')}
              ELSE EXISTS (SELECT FROM rights.requests r WHERE r.id = coalesce(m.request_id, m.opt_out_id)
                AND NOT EXISTS (SELECT FROM rights.request_events e WHERE e.request_id = r.id AND e.kind = 'words removed')) END
              OR EXISTS (SELECT FROM rights.holds h WHERE h.ended_at IS NULL AND h.until >= current_date AND h.category IN ('mails', 'everything')) FROM rights.mails m`,
          counted: `SELECT (SELECT count(DISTINCT key) FROM rights.mails) + (SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM platform.mail_outbox GROUP BY state) m)
            + (SELECT count(DISTINCT token_sha256) FROM rights.links) + (SELECT count(DISTINCT number) FROM rights.requests)`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Keeps a mail for a year after it was sent.',
          plant: `UPDATE platform.mail_outbox SET state = 'sent', sent_at = now() - interval '1 year' WHERE id = (SELECT id FROM platform.mail_outbox LIMIT 1)`,
        },
      },
    },
    {
      id: 'U5.technical',
      says: 'What the programs keep for their own work goes after a month: answers for requests that come twice, news between parts, and jobs.',
      built: true,
      kind: 'deadline',
      control:
        'A job of each night deletes answers and news; the queue deletes jobs by the days that each is queued with.',
      couldBeWrong: 'News that nobody has taken yet waits, however long; so does a job that still runs.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'answers, news, jobs and queues',
          look: `SELECT 'answer ' || encode(key_digest, 'hex') AS key, at > now() - interval '33 days' AS holds FROM platform.idempotency
            UNION ALL SELECT 'news ' || id, coalesce(handled_at > now() - interval '33 days', true) FROM platform.events
            UNION ALL SELECT 'job ' || id, keep_until < now() + interval '33 days' AND deletion_seconds < 33 * 86400 FROM jobs.job
            UNION ALL SELECT 'queue ' || name, retention_seconds < 33 * 86400 AND deletion_seconds < 33 * 86400 FROM jobs.queue`,
          counted: `SELECT (SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT key_digest) AS n FROM platform.idempotency GROUP BY route) a)
            + (SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM platform.events GROUP BY name) e)
            + (SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM jobs.job GROUP BY name) j) + (SELECT count(DISTINCT name) FROM jobs.queue)`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Keeps the answers to activations for two years.',
          plant: `INSERT INTO platform.idempotency (route, key_digest, request_digest, status, answer, at)
            VALUES ('POST /made-up', '\\x01', '\\x02', 201, '{}', now() - interval '2 years')`,
        },
      },
    },
    {
      id: 'U5.erased',
      says: 'Of whoever was erased nothing stands in the records, the registrations, the sources, the choices and the requests any more.',
      built: true,
      kind: 'completeness',
      control: 'Every part erases in one transaction; a record in this state can hold nothing.',
      couldBeWrong: 'Tables that the probe does not name are covered by U5.searched.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'erased people',
          look: `SELECT p.id AS key, num_nonnulls(p.email, p.name, p.phone, p.title, p.role) = 0
              AND NOT EXISTS (SELECT FROM licensing.registrations r WHERE r.person_id = p.id AND num_nonnulls(r.email, r.name, r.phone, r.title, r.role, r.street, r.city) > 0)
              AND NOT EXISTS (SELECT FROM contacts.provenance v WHERE v.subject_id = p.id) AND NOT EXISTS (SELECT FROM contacts.preferences f WHERE f.person_id = p.id)
              AND NOT EXISTS (SELECT FROM contacts.company_people c WHERE c.person_id = p.id) AND NOT EXISTS (SELECT FROM rights.links l WHERE l.person_id = p.id)
              AND NOT EXISTS (SELECT FROM rights.requests q WHERE q.person_id = p.id)
              AND EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = e.email_key AND s.channel = 'mail') AS holds
            FROM rights.erasures e JOIN contacts.people p ON p.id = e.person_id WHERE e.erased_at < now() - interval '5 minutes'`,
          counted: `SELECT count(erased_at) FILTER (WHERE erased_at < now() - interval '5 minutes') FROM contacts.people`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Keeps the telephone number that an erased person told at an activation.',
          plant: `ALTER TABLE licensing.registrations DROP CONSTRAINT registrations_erased;
            UPDATE licensing.registrations SET phone = '+44 20 7946 0042' WHERE email IS NULL`,
        },
      },
    },
    {
      id: 'U5.searched',
      says: 'Each erasure was searched for in every column and file, or in every byte of the data files by the day of its receipt, and nothing was found.',
      built: true,
      kind: 'deadline',
      control:
        'After an erasure the server looks for the values; the owner writes the tables anew, and the bytes are looked through.',
      couldBeWrong:
        'What is compressed, encoded in an unknown way or written across two pages of a file is not seen by the search of bytes. Values that somebody else has, too, are not looked for, and the receipt says so. On an outside database only the first search counts.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'erasures',
          look: `SELECT concat_ws(' ', e.id, array_to_string(e.found || e.bytes_found, ' ')) AS key, e.erased_at IS NOT NULL AND cardinality(coalesce(e.found, '{}')) = 0 AND cardinality(coalesce(e.bytes_found, '{}')) = 0
              AND (e.searched_at < e.erased_at + interval '1 minute' OR e.bytes_at IS NOT NULL OR e.rewrite_by >= current_date - 1)
              AND (e.bytes_at IS NOT NULL OR e.rewrite_by >= current_date - 1 OR current_setting('listen_addresses') <> '')
              AND e.receipt LIKE '%' || E'\nsignature ' || '%' AS holds
            FROM rights.erasures e WHERE e.begun_at < now() - interval '5 minutes'`,
          counted: `SELECT count(DISTINCT person_id) FILTER (WHERE begun_at < now() - interval '5 minutes') FROM rights.erasures`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Lets the day of a receipt go by without looking.',
          plant: `UPDATE rights.erasures SET rewrite_by = current_date - 30, bytes_at = NULL, bytes_found = NULL, searched_at = NULL, found = NULL`,
        },
      },
    },
  ],
};
