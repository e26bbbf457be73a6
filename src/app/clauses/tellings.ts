import type { BuiltDemand } from '../../platform/clauses/clause.ts';

/** Fields whose source shows that somebody gave data of a category. */
const fieldsOf = `(CASE c.category WHEN 'identity' THEN '{name}' WHEN 'email' THEN '{email}' WHEN 'phone' THEN '{phone}'
  WHEN 'profession' THEN '{title,role}' ELSE '{}' END)::text[]`;

/** What a source gave and nothing has replaced since; of most nothing was replaced, and then nothing needs to be unfolded. */
const held = `(CASE WHEN o.replaced IS NULL OR o.replaced = '{}' THEN o.purposes
  ELSE o.purposes - ARRAY(SELECT jsonb_object_keys(o.replaced)) END)`;

/** Whether a person gave data of `c.category` before `n.effective_at`, and has it here still. */
const gave = `(EXISTS (SELECT FROM contacts.origins o WHERE o.subject_id = p.id AND o.given_at < n.effective_at
      AND (${held} ?| ${fieldsOf}
        OR c.category = 'profession' AND o.source_kind = 'registration' AND ${held} <> '{}'))
    OR c.category = 'address' AND EXISTS (SELECT FROM contacts.company_people cp JOIN contacts.addresses a ON a.company_id = cp.company_id
        JOIN contacts.origins o ON o.subject_id = a.id WHERE cp.person_id = p.id AND cp.until IS NULL AND cp.since < n.effective_at AND o.given_at < n.effective_at
        AND ${held} <> '{}'))`;

/** The same, counted from the view of sources. */
const counting = `SELECT DISTINCT n.id AS notice_id, cp.person_id FROM policy.notices n JOIN policy.version_changes v ON v.notice_id = n.id
    JOIN contacts.provenance o ON o.given_at < n.effective_at AND o.replaced_at IS NULL AND o.subject_kind = 'address' AND 'address' = ANY (v.categories)
    JOIN contacts.addresses a ON a.id = o.subject_id JOIN contacts.company_people cp ON cp.company_id = a.company_id AND cp.until IS NULL AND cp.since < n.effective_at
      AND {share contacts.people: cp.person_id}
  UNION SELECT n.id, o.subject_id FROM policy.notices n JOIN policy.version_changes v ON v.notice_id = n.id
    JOIN contacts.provenance o ON o.given_at < n.effective_at AND o.replaced_at IS NULL AND o.subject_kind = 'person' AND {share contacts.people: o.subject_id}
      AND (CASE o.field WHEN 'name' THEN 'identity' WHEN 'title' THEN 'profession' WHEN 'role' THEN 'profession' ELSE o.field END = ANY (v.categories)
        OR o.source_kind = 'registration' AND 'profession' = ANY (v.categories))`;

/** Who was told when the policy changed, and that what is new waited for them (clause P1). */
export const tellingDemands: readonly BuiltDemand[] = [
  {
    id: 'P1.told',
    says: 'Whoever gave data that a change of the policy concerns was told of it by mail, unless their data must not be used.',
    built: true,
    kind: 'completeness',
    control:
      'With each version it is kept which data its changes are about; everybody who gave such data before it held is entered and told, in batches that are whole or not at all.',
    couldBeWrong:
      'Which data a clause is about is said by those who write it. A mail that was sent may not have been read. Whose record was changed in the last day is looked at the day after.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'people concerned by versions',
        look: `SELECT n.version || ' ' || p.id AS key, p.restricted_at IS NOT NULL OR p.sealed_at IS NOT NULL OR p.changed_at > now() - interval '26 hours'
              OR EXISTS (SELECT FROM rights.tellings t JOIN disclosures.ledger l ON l.id = t.ledger_id WHERE t.notice_id = n.id AND t.person_id = p.id
                AND l.recipient_kind = 'person' AND l.recipient_id = p.id AND l.about_kind = 'policy version' AND l.channel = 'mail') AS holds
            FROM policy.notices n JOIN contacts.people p ON p.erased_at IS NULL AND {share contacts.people: p.id}
            WHERE n.kind = 'privacy policy' AND n.effective_at < now() - interval '1 hour'
              AND EXISTS (SELECT FROM policy.version_changes v CROSS JOIN unnest(v.categories) AS c (category) WHERE v.notice_id = n.id AND ${gave})`,
        counted: `SELECT count(*) FROM (${counting}) each JOIN policy.notices n ON n.id = each.notice_id AND n.effective_at < now() - interval '1 hour'
          JOIN contacts.people p ON p.id = each.person_id AND p.erased_at IS NULL`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Forgets one person who was to be told.',
        plant: `DELETE FROM rights.tellings WHERE (notice_id, person_id) IN (SELECT notice_id, person_id FROM rights.tellings WHERE state = 'told' LIMIT 1)`,
      },
    },
  },
  {
    id: 'P1.told-once',
    says: 'Nobody was told of the same version twice, nor of one that concerns no data of theirs, nor while their data must not be used.',
    built: true,
    kind: 'prohibition',
    control:
      'A person is entered once for each version, and the mail, its row of the ledger and that they were told are one transaction.',
    couldBeWrong:
      'Of whoever was erased since it is not known any more which data they gave. Whoever was restricted for a while and no longer is not looked at for that while.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'mails on changes of the policy',
        look: `SELECT l.id AS key, p.id IS NOT NULL AND l.times = 1 AND t.ledger_id IS NOT NULL
              AND NOT coalesce(p.restricted_at < l.at OR p.sealed_at < l.at, false)
              AND (p.erased_at IS NOT NULL OR coalesce(least(own.first, placed.first) < l.at, false)) AS holds
            FROM (SELECT id, at, person_id, count(*) OVER (PARTITION BY about_id, person_id) AS times
                FROM disclosures.ledger WHERE about_kind = 'policy version' AND {share contacts.people: person_id}) l
              LEFT JOIN contacts.people p ON p.id = l.person_id
              LEFT JOIN (SELECT DISTINCT ledger_id, person_id FROM rights.tellings WHERE state = 'told' AND {share contacts.people: person_id}) t ON t.ledger_id = l.id AND t.person_id = l.person_id
              LEFT JOIN (SELECT subject_id, min(given_at) AS first FROM contacts.origins WHERE purposes <> '{}' AND {share contacts.people: subject_id} GROUP BY 1) own ON own.subject_id = p.id
              LEFT JOIN (SELECT cp.person_id, min(o.given_at) AS first FROM contacts.company_people cp JOIN contacts.addresses a ON a.company_id = cp.company_id
                JOIN contacts.origins o ON o.subject_id = a.id AND o.purposes <> '{}' WHERE {share contacts.people: cp.person_id} GROUP BY 1) placed ON placed.person_id = p.id`,
        counted: `SELECT count(*) FILTER (WHERE basis = 'the policy changes' AND recipient_kind = 'person') FROM disclosures.ledger
          WHERE {share contacts.people: person_id}`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Tells everybody once more.',
        plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id)
          SELECT gen_random_uuid(), now(), recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id
          FROM disclosures.ledger WHERE about_kind = 'policy version'`,
      },
    },
  },
  {
    id: 'P1.new-use',
    says: 'A use of data that a version of the policy adds was made of nobody who gave such data before, until they were told of it, or had said yes where it is asked.',
    built: true,
    kind: 'precondition',
    control:
      'The use is closed until the version holds and those whom it concerns are entered; then the database hides each of them from the purpose until their turn has come, and the ledger takes no row for the new recipient.',
    couldBeWrong:
      'Looked at are look-ups of staff and rows of the ledger; a reading that leaves neither is kept out by P1.new-use-hidden. After a no, what was done under an earlier yes is not told apart.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'people for whom a new use waited',
        look: `SELECT n.version || ' ' || u.use || ' ' || p.id AS key, NOT EXISTS (SELECT FROM contacts.lookups k WHERE k.person_id = p.id
                AND 'purpose ' || k.purpose = u.use AND k.at > n.published_at AND k.at < allowed.at)
              AND NOT EXISTS (SELECT FROM disclosures.ledger l WHERE l.person_id = p.id AND l.at > n.published_at AND l.at < allowed.at
                AND l.channel NOT IN ('correction', 'mail') AND u.use IN ('recipient ' || l.recipient_kind, 'purpose ' || l.purpose)) AS holds
            FROM policy.notices n JOIN (SELECT notice_id, use, array_agg(category) AS categories FROM policy.version_uses WHERE new GROUP BY 1, 2) u
                ON u.notice_id = n.id JOIN rights.tellings t ON t.notice_id = n.id AND {share contacts.people: t.person_id}
              JOIN contacts.people p ON p.id = t.person_id AND p.erased_at IS NULL
              CROSS JOIN LATERAL (SELECT CASE WHEN u.use IN ('purpose marketing', 'purpose product improvement')
                THEN CASE WHEN t.answer = 'yes' THEN t.answered_at ELSE 'infinity' END ELSE coalesce(t.told_at, 'infinity') END AS at) allowed
            WHERE EXISTS (SELECT FROM unnest(u.categories) AS c (category) WHERE ${gave})`,
        counted: `WITH waited AS (SELECT t.notice_id, t.person_id, u.use, u.category, n.effective_at FROM rights.tellings t
            JOIN policy.version_uses u ON u.notice_id = t.notice_id AND u.new JOIN policy.notices n ON n.id = t.notice_id AND {share contacts.people: t.person_id}
            JOIN contacts.people p ON p.id = t.person_id AND p.erased_at IS NULL)
          SELECT count(*) FROM (SELECT w.notice_id, w.person_id, w.use FROM waited w JOIN contacts.provenance o ON o.subject_id = w.person_id
              AND o.given_at < w.effective_at AND o.replaced_at IS NULL AND (w.category = CASE o.field
                WHEN 'name' THEN 'identity' WHEN 'title' THEN 'profession' WHEN 'role' THEN 'profession' ELSE o.field END
                OR w.category = 'profession' AND o.source_kind = 'registration')
            UNION SELECT w.notice_id, w.person_id, w.use FROM waited w
              JOIN contacts.company_people cp ON cp.person_id = w.person_id AND cp.until IS NULL AND cp.since < w.effective_at
              JOIN contacts.addresses a ON a.company_id = cp.company_id
              JOIN contacts.provenance o ON o.subject_id = a.id AND o.given_at < w.effective_at AND o.replaced_at IS NULL
            WHERE w.category = 'address') each`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Has support look at somebody who was not told yet.',
        plant: `INSERT INTO contacts.lookups (id, at, member_id, person_id, kind, purpose, reason, fields)
          SELECT gen_random_uuid(), now(), gen_random_uuid(), t.person_id, 'opened', 'support', 'case', '{email}'
          FROM rights.tellings t JOIN policy.version_uses u ON u.notice_id = t.notice_id AND u.new AND u.use = 'purpose support'
          WHERE t.state = 'waiting' LIMIT 1`,
      },
    },
  },
  {
    id: 'P1.new-use-hidden',
    says: 'The database hides from each purpose, and from resellers, whoever has yet to be told of a new use or to answer, and everybody while the use is closed.',
    built: true,
    kind: 'prohibition',
    control: 'Restrictive policies for these roles on people; what somebody waits for stands with their record.',
    couldBeWrong:
      'That the policies are there is looked at; that they hide what they say is tested. For resellers there is no policy for a use that is closed as a whole: only those who are entered already are hidden. Which uses wait for whom is P1.new-use.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'roles',
        look: `SELECT w.role || ' ' || w.state AS key, EXISTS (SELECT FROM pg_policies y WHERE y.schemaname = 'contacts' AND y.tablename = 'people'
              AND y.permissive = 'RESTRICTIVE' AND y.cmd = 'SELECT' AND y.roles::text[] @> ARRAY['{prefix}_' || w.role]
              AND y.qual LIKE '%' || w.state || '%' AND y.qual LIKE '%' || w.use || '%') AS holds
            FROM (SELECT role, state, 'purpose ' || replace(role, '_', ' ') AS use
                FROM unnest(ARRAY['customer_service', 'support', 'marketing', 'product_improvement', 'licensor_obligation']) AS r (role),
                  unnest(ARRAY['waits_for', 'closed_uses']) AS s (state)
              UNION ALL SELECT 'licensor_obligation', state, 'recipient licensor' FROM unnest(ARRAY['waits_for', 'closed_uses']) AS s (state)
              UNION ALL SELECT 'reseller', 'waits_for', 'recipient reseller') w`,
        counted: 'SELECT 5 * 2 + 2 + 1',
      },
      saboteur: {
        kind: 'structure',
        says: 'Takes the policy off that hides people from support who were not told.',
        sql: 'DROP POLICY untold_support ON contacts.people',
      },
    },
  },
];
