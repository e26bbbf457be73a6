import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import type { EarlierAnswer, IdempotencyKey, StoredAnswer } from '../../../platform/http/idempotency.ts';
import { earlierAnswerSql, storeAnswerSql } from '../../../platform/http/idempotency.ts';
import type { Registration } from '../rules/check-registration.ts';
import type { LicenceState } from '../rules/verdict.ts';

export interface LoadedLicence {
  id: string;
  serial: string;
  kind: string;
  state: LicenceState;
  seats: number;
  seats_used: number;
  expires_on: string | null;
  maintenance_until: string | null;
  product_id: string;
  product_code: string;
  product_name: string;
  release_id: string;
  release: string;
  holder_company_id: string | null;
  company_id: string | null;
  /** The seat that this machine holds already. */
  seat: { id: string; activatedAt: string } | null;
  /** The release that asks, where it said so. */
  asking: { productId: string; version: string } | null;
  /** The company under whose name this licence was registered before. */
  same_company: string | null;
  /** Whose the mail address is already. */
  known_person: string | null;
  earlier: StoredAnswer | null;
}

/** Loads all that an activation is decided by, and holds the licence until the end of the transaction. */
export async function loadForActivation(
  trx: Trx<'registration'>,
  asked: {
    serial: string;
    companyName: string;
    /** `(SELECT id …)` of the person whose address it is. */
    knownPerson: RawBuilder<string | null>;
    machineKey: Buffer | null;
    releaseId: string | null;
    key: IdempotencyKey | null;
  },
): Promise<LoadedLicence | null> {
  const earlier: RawBuilder<StoredAnswer | null> = asked.key ? earlierAnswerSql(asked.key) : sql`NULL::json`;
  const { rows } = await sql<LoadedLicence>`${prepared}SELECT l.id, l.serial, l.kind, l.state, l.seats, l.seats_used,
      l.expires_on::text AS expires_on, l.maintenance_until::text AS maintenance_until,
      l.product_id, p.code AS product_code, p.name AS product_name, l.release_id, r.version AS release,
      l.holder_company_id, l.company_id,
      (SELECT json_build_object('id', a.id, 'activatedAt', a.activated_at) FROM licensing.activations a
        WHERE a.licence_id = l.id AND a.machine_key = ${asked.machineKey} AND a.deactivated_at IS NULL) AS seat,
      (SELECT json_build_object('productId', q.product_id, 'version', q.version) FROM licensing.releases q
        WHERE q.id = ${asked.releaseId}::uuid) AS asking,
      (SELECT g.company_id FROM licensing.registrations g
        WHERE g.licence_id = l.id AND lower(g.company_name) = lower(${asked.companyName})
        ORDER BY g.given_at LIMIT 1) AS same_company,
      ${asked.knownPerson} AS known_person,
      ${earlier} AS earlier
    FROM licensing.licences l
    JOIN licensing.products p ON p.id = l.product_id
    JOIN licensing.releases r ON r.id = l.release_id
    WHERE l.serial = ${asked.serial}
    FOR UPDATE OF l`.execute(trx);
  return rows[0] ?? null;
}

export interface NewActivation {
  readonly licenceId: string;
  readonly registrationId: string;
  readonly activationId: string;
  readonly machineKey: Buffer | null;
  readonly releaseId: string;
  readonly companyId: string;
  readonly personId: string;
  readonly noticeId: string;
  readonly state: 'applied' | 'waiting for proof';
  readonly sourceKind: 'registration' | 'reseller' | 'demo';
  readonly emailKey: Buffer;
  readonly registration: Registration;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
}

/** Writes registration, seat, licence, event and the answer to be given again: one statement. */
export async function writeActivation(
  trx: Trx<'registration'>,
  input: NewActivation,
  stored: { key: IdempotencyKey; answer: EarlierAnswer; clock: Clock } | null,
): Promise<void> {
  const told = input.registration;
  const { licenceId, at } = input;
  const pieces = [
    sql`registration AS (INSERT INTO licensing.registrations (id, licence_id, company_id, person_id, notice_id, state, source_kind,
        given_at, applied_at, company_name, email_key, email, name, phone, title, role, street, postal_code, city, region, country,
        products_designed, primary_product, industry)
      VALUES (${input.registrationId}, ${licenceId}, ${input.companyId}, ${input.personId}, ${input.noticeId}, ${input.state},
        ${input.sourceKind}, ${at}, ${input.state === 'applied' ? at : null}, ${told.companyName}, ${input.emailKey}, ${told.email}, ${told.name}, ${told.phone},
        ${told.title}, ${told.role}, ${told.street}, ${told.postalCode}, ${told.city}, ${told.region}, ${told.country},
        ${told.productsDesigned}, ${told.primaryProduct}, ${told.industry}))`,
    sql`event AS (INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
      VALUES (${licenceId}, ${at}, 'activated', ${input.actor.kind}, ${input.actor.id}))`,
    sql`seat AS (INSERT INTO licensing.activations (id, licence_id, registration_id, machine_key, release_id, activated_at)
      VALUES (${input.activationId}, ${licenceId}, ${input.registrationId}, ${input.machineKey}, ${input.releaseId}, ${at}))`,
    sql`taken AS (UPDATE licensing.licences SET seats_used = seats_used + 1, state = 'active', changed_at = ${at},
        company_id = coalesce(company_id, ${input.companyId}), activated_at = coalesce(activated_at, ${at})
      WHERE id = ${licenceId})`,
  ];
  if (stored) pieces.push(sql`answer AS (${storeAnswerSql(stored.key, stored.answer, stored.clock)})`);
  await sql`${prepared}WITH ${sql.join(pieces)} SELECT 1`.execute(trx);
}

/** So that the licence desk sees who could not activate: the code and the time, nothing of the person. */
export async function writeRefusal(
  trx: Trx,
  refusal: { licenceId: string; code: string; at: Date; actor: { kind: string; id: string | null } },
): Promise<void> {
  await sql`INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id, code)
    VALUES (${refusal.licenceId}, ${refusal.at}, 'refused', ${refusal.actor.kind}, ${refusal.actor.id}, ${refusal.code})`.execute(
    trx,
  );
}

export interface StatusRow {
  state: LicenceState;
  expires_on: string | null;
  maintenance_until: string | null;
  deactivated: boolean;
}

const statusText = `SELECT l.state, l.expires_on::text AS expires_on, l.maintenance_until::text AS maintenance_until,
    a.deactivated_at IS NOT NULL AS deactivated
  FROM licensing.activations a JOIN licensing.licences l ON l.id = a.licence_id WHERE a.id = $1`;

/** One prepared statement, no personal row. */
export async function readStatus(db: Database, activationId: string): Promise<StatusRow | undefined> {
  return (await db.hot<StatusRow & Record<string, unknown>>('licensing.status', statusText, [activationId]))[0];
}
