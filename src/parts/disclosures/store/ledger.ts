import { type RawBuilder, sql } from 'kysely';
import type { Ledger, LedgerRow } from '../../../platform/egress/egress.ts';

/**
 * How a disclosure is written. A row is left out, and the sending act then refused as a whole, unless its recipient is
 *   the person whose data it is, or a member of staff;
 *   the company that holds a licence, to which the contact who activated it is named, and nothing else;
 *   a witness, or a receiver of webhooks, that is registered and not ended;
 *   an authority, for what a legal demand of it makes the vendor give of one person;
 *   a registered recipient that is not ended, with a contract that holds on that day - for a licensor one with
 *   confidentiality, and for its reports one that names every field; for a processor one that names every field and by
 *   which it is bound to confidentiality and to use the data for nothing else;
 *   a processor that is asked whether it has deleted what it received, by a mail that is about nobody.
 * Of nobody whose record is sealed anything is given to anyone, and to a kind of recipient that is new to the policy nothing of whoever was
 * not told of that yet (`barred`, of contacts and policy); who has a value gets its correction all the same.
 * `zone` names the vendor's time zone: a contract holds for whole days.
 */
export function createLedger(
  zone: () => string = () => 'UTC',
  barred: Barred = { isHeldBack: () => sql`false`, isClosed: () => sql`false` },
): Ledger {
  return {
    insertSql(rows) {
      const values = JSON.stringify(rows.map(asJson));
      return sql`INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id, content_sha256)
        SELECT n.id, n.at, n.recipient_kind, n.recipient_id, n.person_id, n.company_id, n.channel, n.purpose, n.fields, n.basis, n.about_kind, n.about_id, decode(n.content_sha256, 'hex')
        FROM json_to_recordset(${values}::json) AS n (id uuid, at timestamptz, recipient_kind text, recipient_id uuid, person_id uuid, company_id uuid,
          channel text, purpose text, fields text[], basis text, about_kind text, about_id uuid, content_sha256 text)
        WHERE NOT ${barred.isHeldBack(sql`n.person_id`, use)} AND NOT ${barred.isClosed(use)} AND (n.recipient_kind = 'staff'
          OR (n.recipient_kind = 'person' AND n.person_id = n.recipient_id)
          OR (n.recipient_kind = 'licensee' AND n.company_id = n.recipient_id AND n.channel = 'answer' AND n.fields = '{name}')
          OR EXISTS (SELECT FROM disclosures.recipients r
            WHERE r.id = n.recipient_id AND r.kind = n.recipient_kind
              AND (r.kind = 'processor' AND n.channel = 'mail' AND n.about_kind = 'deletion' AND n.fields = '{}'
                AND n.person_id IS NULL AND n.company_id IS NULL
              OR (r.ended_at IS NULL OR r.ended_at > n.at) AND (r.kind IN ('witness', 'webhook')
                OR (r.kind = 'authority' AND n.channel = 'export' AND n.purpose = 'legal' AND n.person_id IS NOT NULL AND n.about_kind = 'legal demand')
                OR EXISTS (SELECT FROM disclosures.contracts c
                WHERE c.recipient_id = r.id
                  AND c.kind = CASE r.kind WHEN 'licensor' THEN 'registration report' WHEN 'reseller' THEN 'reseller' ELSE 'processing' END
                  AND (c.confidential OR r.kind = 'reseller')
                  AND c.signed_on <= (n.at AT TIME ZONE ${zone()})::date
                  AND (c.ends_on IS NULL OR c.ends_on >= (n.at AT TIME ZONE ${zone()})::date)
                  AND (r.kind <> 'licensor' OR n.channel <> 'report' OR c.fields @> n.fields)
                  AND (r.kind <> 'processor' OR c.fields @> n.fields AND c.nothing_else AND c.confidential_on <= (n.at AT TIME ZONE ${zone()})::date))))))
        RETURNING id`;
    },
  };
}

/** What a row is given for, as versions of the policy call it; nothing for what only goes on with what was given before. */
const use = sql`CASE WHEN n.channel NOT IN ('correction', 'mail') THEN 'recipient ' || n.recipient_kind END`;

interface Barred {
  /** Whether this person's record is sealed, or they have yet to be told of the use (contacts). */
  readonly isHeldBack: (personId: RawBuilder<unknown>, use: RawBuilder<unknown>) => RawBuilder<boolean>;
  /** Whether the use is closed for everybody (policy). */
  readonly isClosed: (use: RawBuilder<unknown>) => RawBuilder<boolean>;
}

/** The ledger of a vendor that counts its days in UTC. */
export const ledger: Ledger = createLedger();

function asJson(row: LedgerRow) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    recipient_kind: row.recipientKind,
    recipient_id: row.recipientId,
    person_id: row.personId,
    company_id: row.companyId,
    channel: row.channel,
    purpose: row.purpose,
    fields: row.fields,
    basis: row.basis,
    about_kind: row.about?.kind ?? null,
    about_id: row.about?.id ?? null,
    content_sha256: row.contentSha256?.toString('hex') ?? null,
  };
}
