import type { Clause } from '../../platform/clauses/clause.ts';
import { contentHash } from '../../platform/clauses/content-hash.ts';
import { strangerDemand } from './audited.ts';
import { guardsOfPlace } from './guards.ts';

/** Every datum of a person or an address that is held; `subject` and `field` name it. `told` gives the fields of a subject that are in order. */
const heldAgainst = (told: string) => `WITH subjects AS MATERIALIZED (
    SELECT p.id, array_remove(ARRAY[CASE WHEN p.email IS NOT NULL THEN 'email' END, CASE WHEN p.name IS NOT NULL THEN 'name' END,
      CASE WHEN p.phone IS NOT NULL THEN 'phone' END, CASE WHEN p.title IS NOT NULL THEN 'title' END, CASE WHEN p.role IS NOT NULL THEN 'role' END], NULL) AS held
    FROM contacts.people p WHERE {share contacts.people: p.id}
    UNION ALL
    SELECT a.id, array_remove(ARRAY[CASE WHEN a.street IS NOT NULL THEN 'street' END, CASE WHEN a.postal_code IS NOT NULL THEN 'postalCode' END,
      CASE WHEN a.city IS NOT NULL THEN 'city' END, CASE WHEN a.region IS NOT NULL THEN 'region' END], NULL)
    FROM contacts.addresses a WHERE {share contacts.addresses: a.id})
  SELECT s.id || ' ' || h.field AS key, coalesce(h.field = ANY (told.fields), false) AS holds
  FROM subjects s CROSS JOIN LATERAL unnest(s.held) h (field) LEFT JOIN (${told}) told ON told.subject_id = s.id`;
const heldCounted = `SELECT (SELECT coalesce(sum(num_nonnulls(email, name, phone, title, role)), 0) FROM contacts.people WHERE {share contacts.people: id})
  + (SELECT coalesce(sum(num_nonnulls(street, postal_code, city, region)), 0) FROM contacts.addresses WHERE {share contacts.addresses: id})`;

export const placeClauses: readonly Clause[] = [
  {
    id: 'U7',
    version: 1,
    part: 'all',
    title: 'Where your data is, and what you agreed to',
    text: 'By giving us your data you agree that it is stored where {vendor} and its affiliates have offices ({offices}) or with a company under contract with us, for the purposes that you were told. We keep the exact words that you were shown together with what you gave.',
    keeps:
      "Each store's country is on the list of offices or that of a registered processor; the exact notice is kept with each datum.",
    terms: ['dpv:StorageLocation', 'dpv:ConsentNotice', 'dpv:ThirdCountry'],
    boundary:
      'Stores are those of the register. A store that nobody registers is not seen; the register is kept by the vendor. Companies (their name, country and sector) are not persons; their source is kept, too, but not looked at here.',
    demands: [
      {
        id: 'U7.stores',
        says: 'Each registered store is in a country with an office, or in one that the contract of the processor who runs it names; a processor who runs one is bound by a contract that holds.',
        built: true,
        kind: 'precondition',
        control: 'The register of stores, kept with the identity of the vendor.',
        couldBeWrong: 'The register says where a store is; nobody measures it.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'stores',
            look: `SELECT s.id AS key, CASE WHEN s.processor_id IS NULL THEN s.country = ANY (o.countries)
                ELSE EXISTS (SELECT FROM disclosures.recipients r JOIN disclosures.contracts c ON c.recipient_id = r.id
                  WHERE r.id = s.processor_id AND r.kind = 'processor' AND r.ended_at IS NULL AND s.country = ANY (c.countries || o.countries)
                    AND c.confidential AND c.nothing_else AND c.signed_on <= current_date + 1
                    AND (c.ends_on IS NULL OR c.ends_on >= current_date - 1)) END AS holds
              FROM policy.stores s CROSS JOIN (SELECT coalesce((SELECT office_countries::text[] FROM policy.vendor), '{}') AS countries) o`,
            counted:
              'SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT name) AS n FROM policy.stores GROUP BY country) each',
          },
          saboteur: {
            kind: 'rows',
            says: 'Registers a store in a country without an office or a processor.',
            plant: `INSERT INTO policy.stores (id, name, holds, country, changed_at) VALUES (gen_random_uuid(), 'Elsewhere', 'Everything', 'KP', now())`,
          },
        },
      },
      ...guardsOfPlace,
      strangerDemand,
      {
        id: 'U7.notice',
        says: 'Each datum held of a person is kept with the notice, in force at that time or up to half an hour before, under which it was given; what staff corrected, with that of the datum before.',
        built: true,
        kind: 'completeness',
        control: 'A row of provenance is written in the same statement as the datum, and refers to the notice.',
        couldBeWrong: 'The row says which notice was shown; that the page showed it is looked at by L3.shown and P1.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'data',
            look: heldAgainst(`SELECT o.subject_id, array_agg(f.field) AS fields FROM subjects s JOIN contacts.origins o ON o.subject_id = s.id
                JOIN (SELECT n.id, n.effective_at, min(later.effective_at) AS until FROM policy.notices n
                  LEFT JOIN policy.notices later ON later.kind = n.kind AND later.version > n.version GROUP BY n.id, n.effective_at) n
                ON n.id = o.notice_id AND n.effective_at <= o.given_at
                  AND (o.source_kind = 'staff' OR coalesce(n.until >= o.given_at - interval '35 minutes', true))
                CROSS JOIN LATERAL jsonb_object_keys(o.purposes) f (field) WHERE o.replaced->>f.field IS NULL GROUP BY 1`),
            counted: heldCounted,
          },
          saboteur: {
            kind: 'rows',
            says: 'Adds a name without saying where it comes from.',
            plant: `INSERT INTO contacts.people (id, email_key, email, name, created_at, changed_at)
              VALUES (gen_random_uuid(), '\\x99', 'eve@bought.example', 'Eve Example', now(), now())`,
          },
        },
      },
      {
        id: 'U7.purposes',
        says: 'Each datum held of a person is kept with the purposes that were told, and only declared ones.',
        built: true,
        kind: 'completeness',
        control: 'The registration fields carry their purposes; they are copied to the provenance of what was given.',
        couldBeWrong: 'Whether the datum is used for these purposes only is looked at by U1.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'data',
            look: heldAgainst(`SELECT o.subject_id, array_agg(f.field) AS fields FROM subjects s JOIN contacts.origins o ON o.subject_id = s.id
                CROSS JOIN LATERAL jsonb_each(o.purposes) f (field, purposes)
              WHERE o.replaced->>f.field IS NULL AND f.purposes <> '[]' AND jsonb_typeof(f.purposes) = 'array'
                AND f.purposes <@ '["registration", "authentication", "customer service", "support", "marketing",
                  "product improvement", "licensor obligation", "legal", "rights", "operations"]' GROUP BY 1`),
            counted: heldCounted,
          },
          saboteur: {
            kind: 'rows',
            says: 'Changes the purpose of a datum to one that nobody was told.',
            plant: `UPDATE contacts.origins SET purposes = jsonb_set(purposes, '{name}', '["resale"]') WHERE id = (SELECT id FROM contacts.origins
              WHERE subject_kind = 'person' AND purposes ? 'name' AND NOT coalesce(replaced ? 'name', false) ORDER BY id LIMIT 1)`,
          },
        },
      },
      {
        id: 'U7.hash',
        says: 'The words of each notice that somebody was given still have the hash that is kept with it.',
        built: true,
        kind: 'quality',
        control: 'Notices are found by the hash of their content and never changed.',
        couldBeWrong:
          'Somebody with the rights of the owner could change words and hash together; an outside copy would be needed to see it.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'notices',
            look: `SELECT n.id AS key, n.body, encode(n.sha256, 'hex') AS sha256 FROM policy.notices n
              WHERE n.id IN (SELECT DISTINCT notice_id FROM contacts.origins WHERE purposes <> '{}')
                OR n.id IN (SELECT DISTINCT notice_id FROM contacts.preferences) OR n.id IN (SELECT DISTINCT notice_id FROM licensing.registrations)`,
            holds: ({ body, sha256 }) => contentHash(body) === sha256,
            counted: `SELECT count(*) FROM (SELECT notice_id FROM contacts.origins WHERE purposes <> '{}' GROUP BY 1 UNION
              SELECT notice_id FROM contacts.preferences GROUP BY 1 UNION SELECT notice_id FROM licensing.registrations GROUP BY 1) given`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Rewrites what people were told when they registered.',
            plant: `UPDATE policy.notices SET body = jsonb_set(body, '{title}', '"Consent to everything"')
              WHERE id = (SELECT notice_id FROM licensing.registrations LIMIT 1)`,
          },
        },
      },
    ],
  },
];
