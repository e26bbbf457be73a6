import type { Clause } from '../../../platform/clauses/clause.ts';
import { contentHash } from '../../../platform/clauses/content-hash.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { oneLine, words } from '../../../platform/clauses/page-facts.ts';

/** How the policy itself changes. */
export const changesClause: Clause = {
  id: 'P1',
  version: 4,
  part: 'policy',
  title: 'When this policy changes, and its evidence',
  text: 'This policy may change. Each version is posted here with the day from which it holds, what has changed since the one before, and all earlier versions. No version holds before a second person of ours has approved it. If you gave us data that a change concerns, we tell you of it by mail, once. A use of your data that is new is not made until you were told of it; new marketing, and new ways to improve our products, wait until you say yes. Each version, each proof of it, all that we give to others and each look of our staff at your data is entered in a log of evidence, which anybody can check.',
  keeps:
    'Versions with effective dates, a readable diff, notice to the people affected, all earlier versions public; a log of evidence that outsiders can check.',
  terms: ['dpv:PrivacyNotice', 'dpv:NoticeProvision'],
  boundary:
    'The policy of this system. The words shown at a registration are versions of their own, kept in the same way. "A use of your data" is a purpose that reads a kind of data, or a kind of recipient that may be given it. The log says what Kept has written down; who takes over the whole server can leave things out of it from then on, and set it back where nobody outside has kept an earlier state.',
  demands: [
    {
      id: 'P1.contiguous',
      says: 'Versions are numbered without a gap, and each holds from the same day as the one before or later.',
      built: true,
      kind: 'completeness',
      control: 'One place adds a version, under a lock, with the next number.',
      couldBeWrong:
        'The last version of all could be removed without leaving a gap; nobody in the server has the right to (P1.immutable).',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'versions',
          look: `SELECT n.kind || ' ' || n.version AS key, n.version = 1 OR EXISTS (SELECT FROM policy.notices b
                WHERE b.kind = n.kind AND b.version = n.version - 1 AND b.effective_at <= n.effective_at) AS holds
              FROM policy.notices n`,
          counted:
            'SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT (kind, version)) AS n FROM policy.notices GROUP BY kind) each',
        },
        saboteur: {
          kind: 'rows',
          says: 'Adds a version that leaves one out.',
          plant: `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at)
              SELECT gen_random_uuid(), kind, max(version) + 2, '\\x00', '{}', now(), now() FROM policy.notices
              WHERE kind = 'privacy policy' GROUP BY kind`,
        },
      },
    },
    {
      id: 'P1.hashed',
      says: 'The words of every version still have the hash that is kept with it.',
      built: true,
      kind: 'quality',
      control: 'The hash is made from the words when a version is added.',
      couldBeWrong: 'Somebody with the rights of the owner could change words and hash together.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'versions',
          look: `SELECT kind || ' ' || version AS key, body, encode(sha256, 'hex') AS sha256 FROM policy.notices`,
          holds: ({ body, sha256 }) => contentHash(body) === sha256,
          counted:
            'SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM policy.notices GROUP BY kind) each',
        },
        saboteur: {
          kind: 'rows',
          says: 'Rewrites the first version.',
          plant: `UPDATE policy.notices SET body = '{"title": "Privacy policy", "sections": []}' WHERE kind = 'privacy policy' AND version = 1`,
        },
      },
    },
    {
      id: 'P1.two-people',
      says: 'Each version after the first was approved by somebody other than who put it up.',
      built: true,
      kind: 'precondition',
      control:
        'The database refuses that who put a draft up approves it; a version is added only together with its approval.',
      couldBeWrong:
        'Two accounts may belong to one person: who may sign in is for the vendor to see to. Versions from the time before a second person was asked count as they are; the server cannot add to their list.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'versions',
          look: `SELECT 'version ' || n.version AS key, n.version = 1 OR b.notice_id IS NOT NULL
                OR coalesce(e.how = 'approved' AND d.sha256 = n.sha256 AND d.drafted_by <> e.ended_by AND n.published_by = e.ended_by, false) AS holds
              FROM policy.notices n LEFT JOIN policy.draft_ends e ON e.notice_id = n.id LEFT JOIN policy.drafts d ON d.id = e.draft_id
                LEFT JOIN policy.versions_before_approval b ON b.notice_id = n.id
              WHERE n.kind = 'privacy policy'`,
          counted: `SELECT coalesce(max(version), 0) FROM policy.notices WHERE kind = 'privacy policy'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Publishes a version that nobody else has approved.',
          plant: `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at, published_by)
              SELECT gen_random_uuid(), kind, max(version) + 1, '\\x00', '{}', now(), now(), '00000000-0000-4000-8000-000000000090' FROM policy.notices
              WHERE kind = 'privacy policy' GROUP BY kind`,
        },
      },
    },
    {
      id: 'P1.immutable',
      says: 'Nothing in the running system has the right to change or remove a version.',
      built: true,
      kind: 'prohibition',
      control:
        'The table of notices can only be added to; so can the ledger, the look-up log, the audit log and the proofs.',
      couldBeWrong:
        'The owner of the database can change anything; the server does not have its credentials. The reason of a look-up may be changed, so that an erasure can take a name out of it.',
      proof: {
        probe: {
          kind: 'structure',
          unit: 'rights',
          look: `SELECT r.rolname || ' ' || right_to.name || ' ' || t.name AS key, NOT has_table_privilege(r.oid, t.name, right_to.name)
                AND NOT (right_to.name = 'UPDATE' AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.name::regclass AND a.attnum > 0
                  AND NOT a.attisdropped AND t.name || '.' || a.attname <> 'contacts.lookups.reason'
                  AND has_column_privilege(r.oid, a.attrelid, a.attnum, 'UPDATE'))) AS holds
              FROM pg_roles r CROSS JOIN (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER')) right_to (name)
                CROSS JOIN (VALUES ('policy.notices'), ('policy.version_uses'), ('policy.version_changes'), ('policy.drafts'), ('policy.draft_ends'), ('policy.versions_before_approval'), ('disclosures.ledger'), ('contacts.lookups'), ('staff.audit'),
                  ('policy.proofs'), ('policy.sabotages'), ('policy.attestations'), ('policy.log_leaves'), ('policy.log_nodes'), ('policy.log_erased'),
                  ('policy.log_checkpoints'), ('policy.log_keys')) t (name)
              WHERE r.rolname ~ '^{prefix}_' AND NOT r.rolsuper`,
          counted: `SELECT 4 * 17 * count(DISTINCT rolname) FROM pg_roles WHERE left(rolname, length('{prefix}_')) = '{prefix}_' AND rolsuper IS FALSE`,
        },
        saboteur: {
          kind: 'structure',
          says: 'Lets the server change notices.',
          sql: 'GRANT UPDATE (body) ON policy.notices TO {prefix}_base',
        },
      },
    },
    {
      id: 'P1.public',
      says: 'Everybody can read every version of the policy, word for word.',
      built: true,
      kind: 'visibility',
      control: 'The pages under /privacy/versions draw what is stored.',
      couldBeWrong: 'Words are compared without their layout.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'versions',
          steps: [
            'List the stored versions of the policy.',
            'Open /privacy/versions/N for each, with no header at all.',
            'It holds if the answer is 200 and the words of every section are on the page.',
            'Counted: different links to a version on /privacy/versions.',
          ],
          walk: async ({ get, snapshot }) => {
            const stored = await snapshot(({ query }) =>
              query<{ version: number; body: { sections: { heading: string | null; text: string }[] } }>(
                `SELECT version::int AS version, body FROM policy.notices WHERE kind = 'privacy policy' ORDER BY version`,
              ),
            );
            const against: string[] = [];
            for (const { version, body } of stored) {
              const answer = await get(`/privacy/versions/${version}`);
              const page = words(answer.text);
              const told = body.sections.flatMap(({ heading, text }) => [heading ?? '', ...text.split(/\n\s*\n/)]);
              const whole = told.every((paragraph) => page.includes(oneLine(paragraph)));
              if (answer.status !== 200 || !whole) against.push(`version ${version}: ${answer.status}`);
            }
            const list = await get('/privacy/versions');
            const links = new Set(
              [...list.text.matchAll(/href="\/privacy\/versions\/(\d+)"/g)].map(([, number]) => number),
            );
            return { examined: stored.length, counted: links.size, counterexamples: listed(against) };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Hides the first version.',
          app: (app) =>
            app.addHook('onRequest', async (request, reply) =>
              request.url === '/privacy/versions/1' ? reply.code(404).send('Gone.') : undefined,
            ),
        },
      },
    },
    {
      id: 'P1.changes',
      says: 'Everybody can read what each version changed.',
      built: true,
      kind: 'visibility',
      control: 'The pages under /privacy/versions/N/diff compare each version with the one before.',
      couldBeWrong:
        'Looked at is that every sentence that is new in a version stands on the page of its changes, not how well it reads.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'versions',
          steps: [
            'List the stored versions of the policy.',
            'Open /privacy/versions/N/diff for each, with no header at all.',
            'It holds if the answer is 200 and every paragraph that the version before did not have is on the page.',
            'Counted: versions that follow one another from 1.',
          ],
          walk: async ({ get, snapshot }) => {
            const [stored, count] = await snapshot(async ({ query }) => [
              await query<{ version: number; body: { sections: { text: string }[] } }>(
                `SELECT version::int AS version, body FROM policy.notices WHERE kind = 'privacy policy' ORDER BY version`,
              ),
              await query<{ last: number | null }>(
                `SELECT max(version)::int AS last FROM policy.notices WHERE kind = 'privacy policy'`,
              ),
            ]);
            const paragraphs = (index: number) =>
              (stored[index]?.body.sections ?? [])
                .flatMap(({ text }) => text.split(/\n\s*\n/))
                .map((text) => oneLine(text));
            const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
            const against: string[] = [];
            for (const [index, { version }] of stored.entries()) {
              const answer = await get(`/privacy/versions/${version}/diff`);
              const page = letters(words(answer.text));
              const before = new Set(paragraphs(index - 1));
              const fresh = paragraphs(index).filter((paragraph) => !before.has(paragraph));
              const told = fresh.every(
                (paragraph) =>
                  page.includes(letters(paragraph)) ||
                  paragraph.split(' ').every((word) => page.includes(letters(word))),
              );
              if (answer.status !== 200 || !told) against.push(`version ${version}: ${answer.status}`);
            }
            return { examined: stored.length, counted: count[0]?.last ?? 0, counterexamples: listed(against) };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Shows an empty page instead of the changes.',
          app: (app) =>
            app.addHook('onSend', async (request, _reply, payload) =>
              request.url.endsWith('/diff') ? '<!doctype html><title>Changes</title><p>Nothing.</p>' : payload,
            ),
        },
      },
    },
  ],
};
