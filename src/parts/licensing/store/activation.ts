import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { asRows, bytesText } from '../../../platform/db/rows.ts';
import type { EarlierAnswer, IdempotencyKey, StoredAnswer } from '../../../platform/http/idempotency.ts';
import { earlierAnswerSql, storeAnswersSql } from '../../../platform/http/idempotency.ts';
import type { Registration } from '../rules/check-registration.ts';
import type { Parts } from '../rules/machine.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { Grace, MachineKind, Machines } from '../wire/terms.ts';

export interface LoadedLicence {
  id: string;
  serial: string;
  kind: string;
  state: LicenceState;
  seats: number;
  seats_used: number;
  /** Seats kept for people by name who have not taken theirs. */
  seats_named: number;
  /** Of these the one that is kept for whoever activates. */
  named_seat: string | null;
  expires_on: string | null;
  maintenance_until: string | null;
  features: string[] | null;
  floating: boolean;
  grace: Grace | null;
  machines: Machines | null;
  product_id: string;
  product_code: string;
  product_name: string;
  release_id: string;
  release: string;
  holder_company_id: string | null;
  company_id: string | null;
  /** Whose it was when this statement began: the rest is of that moment, too. */
  company_before: string | null;
  /** The seat that this machine holds already. */
  seat: { id: string; activatedAt: string } | null;
  /** Whether a school or a teacher has registered this education licence. */
  is_schools: boolean;
  /** Where it holds none and told its parts: seats in use, whose machine may be this one; the latest first. */
  others: { id: string; activatedAt: string; parts: Parts }[] | null;
  /** The release that asks, where it said so. */
  asking: { productId: string; version: string } | null;
  /** The company under whose name this licence was registered before. */
  same_company: string | null;
  /** Whose the mail address is already. */
  known_person: string | null;
  earlier: StoredAnswer | null;
}

/** What an activation asks for, as far as it decides what is to be read. */
export interface AskedActivation {
  readonly serial: string;
  readonly companyName: string;
  /** The same as names of companies are compared: the seller may have handed the serial to this company before. */
  readonly companyKey: string;
  readonly emailKey: Buffer;
  readonly machineKey: Buffer | null;
  readonly hasParts: boolean;
  readonly releaseId: string | null;
  readonly key: IdempotencyKey | null;
}

/**
 * Loads all that these activations, each of another serial, are decided by, and holds the licences until the end of the transaction. By
 * serial; without waiting, also the licences that somebody else holds are left out. Never held, as what is held is written and would tell by the
 * time it takes: what is not issued, and what is of another product than the one that asks.
 */
export async function loadForActivation(
  trx: Trx<'registration'>,
  all: readonly AskedActivation[],
  how: {
    readonly wait: boolean;
    /** `(SELECT id …)` of the person whose address has this digest. */
    readonly personOf: (emailKey: RawBuilder<unknown>) => RawBuilder<string | null>;
    /** The company, if this is its name. */
    readonly namedSo: (of: { companyId: RawBuilder<unknown>; name: RawBuilder<unknown> }) => RawBuilder<string | null>;
  },
): Promise<ReadonlyMap<string, LoadedLicence>> {
  const asked = all.map(({ emailKey, machineKey, key, ...rest }) => ({
    ...rest,
    emailKey: bytesText(emailKey),
    machineKey: machineKey && bytesText(machineKey),
    route: key?.route ?? null,
    keyDigest: key && bytesText(key.keyDigest),
  }));
  // The serials are given twice: from a list of its own the database sees that there are few.
  const { rows } =
    await sql<LoadedLicence>`${prepared}SELECT l.id, l.serial, l.kind, l.state, l.seats, l.seats_used, l.seats_named,
      CASE WHEN l.seats_named > 0 THEN (SELECT n.id FROM licensing.named_seats n WHERE n.licence_id = l.id AND n.ended_at IS NULL
        AND n.activation_id IS NULL AND n.person_id = ${how.personOf(sql`asked."emailKey"`)}) END AS named_seat,
      l.expires_on::text AS expires_on, l.maintenance_until::text AS maintenance_until, l.features,
      l.floating IS NOT NULL AS floating, l.grace, l.machines, l.product_id, p.code AS product_code, p.name AS product_name, l.release_id, r.version AS release,
      l.holder_company_id, l.company_id, (SELECT b.company_id FROM licensing.licences b WHERE b.id = l.id) AS company_before,
      l.kind = 'education' AND EXISTS (SELECT FROM licensing.school_licences c WHERE c.licence_id = l.id) AS is_schools,
      (SELECT json_build_object('id', a.id, 'activatedAt', a.activated_at) FROM licensing.activations a
        WHERE a.licence_id = l.id AND a.machine_key = asked."machineKey" AND a.deactivated_at IS NULL AND a.label IS NULL) AS seat,
      CASE WHEN l.machines IS NOT NULL AND asked."hasParts" THEN (SELECT json_agg(json_build_object('id', a.id,
          'activatedAt', a.activated_at, 'parts', a.machine_parts)) FROM (SELECT a.id, a.activated_at, a.machine_parts FROM licensing.activations a
          WHERE a.licence_id = l.id AND a.deactivated_at IS NULL AND a.machine_parts IS NOT NULL
          ORDER BY a.activated_at DESC LIMIT 500) a) END AS others,
      (SELECT json_build_object('productId', q.product_id, 'version', q.version) FROM licensing.releases q
        WHERE q.id = asked."releaseId") AS asking,
      coalesce((SELECT g.company_id FROM licensing.registrations g
        WHERE g.licence_id = l.id AND lower(g.company_name) = lower(asked."companyName")
        ORDER BY g.given_at LIMIT 1), ${how.namedSo({ companyId: sql`l.company_id`, name: sql`asked."companyKey"` })}) AS same_company,
      ${how.personOf(sql`asked."emailKey"`)} AS known_person,
      ${earlierAnswerSql({ route: sql`asked.route`, keyDigest: sql`asked."keyDigest"` })} AS earlier
    FROM licensing.licences l
    JOIN json_to_recordset(${asRows(asked)}) AS asked (serial text, "companyName" text, "companyKey" text, "emailKey" bytea, "machineKey" bytea,
      "hasParts" boolean, "releaseId" uuid, route text, "keyDigest" bytea) ON asked.serial = l.serial
    JOIN licensing.products p ON p.id = l.product_id
    JOIN licensing.releases r ON r.id = l.release_id
    WHERE l.serial = ANY(${all.map(({ serial }) => serial)}::text[]) AND l.state <> 'draft'
      AND (asked."releaseId" IS NULL OR EXISTS (SELECT FROM licensing.releases q WHERE q.id = asked."releaseId" AND q.product_id = l.product_id))
    FOR UPDATE OF l ${how.wait ? sql`` : sql`SKIP LOCKED`}`.execute(trx);
  return new Map(rows.map((row) => [row.serial, row]));
}

export interface NewActivation {
  readonly licenceId: string;
  readonly registrationId: string;
  readonly activationId: string;
  readonly machineKey: Buffer | null;
  readonly machineSha256: Buffer | null;
  readonly machineKind: MachineKind | null;
  readonly machineParts: Parts | null;
  readonly proofSha256: Buffer | null;
  readonly releaseId: string;
  readonly companyId: string;
  readonly personId: string;
  /** The seat that is kept for them by name, taken now. */
  readonly namedSeatId: string | null;
  readonly noticeId: string;
  readonly state: 'applied' | 'waiting for proof';
  readonly sourceKind: 'registration' | 'reseller' | 'demo';
  readonly emailKey: Buffer;
  readonly registration: Registration;
  /** Whether the licence is a school's from now on. */
  readonly makesSchools: boolean;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
  /** To be given again to the same request. */
  readonly stored: { readonly key: IdempotencyKey; readonly answer: EarlierAnswer } | null;
}

/** Writes registrations, seats, licences, events and the answers to be given again, each of another licence: one statement. */
export async function writeActivations(
  trx: Trx<'registration'>,
  all: readonly NewActivation[],
  clock: Clock,
): Promise<void> {
  const told = all.map(({ registration, stored: _, makesSchools: __, actor, ...rest }) => ({
    ...registration,
    ...rest,
    appliedAt: rest.state === 'applied' ? rest.at : null,
    emailKey: bytesText(rest.emailKey),
    machineKey: rest.machineKey && bytesText(rest.machineKey),
    machineSha256: rest.machineSha256 && bytesText(rest.machineSha256),
    proofSha256: rest.proofSha256 && bytesText(rest.proofSha256),
    actorKind: actor.kind,
    actorId: actor.id,
  }));
  const stored = all.flatMap((each) => each.stored ?? []);
  const schools = all.filter(({ makesSchools }) => makesSchools);
  const named = all.some(({ namedSeatId }) => namedSeatId !== null);
  const pieces = [
    sql`told AS (SELECT * FROM json_to_recordset(${asRows(told)}) AS t ("licenceId" uuid, "registrationId" uuid, "activationId" uuid,
        "machineKey" bytea, "machineSha256" bytea, "machineKind" text, "machineParts" jsonb, "proofSha256" bytea, "releaseId" uuid, "companyId" uuid, "personId" uuid, "namedSeatId" uuid, "noticeId" uuid, state text, "sourceKind" text, at timestamptz,
        "appliedAt" timestamptz, "actorKind" text, "actorId" uuid, "companyName" text, "emailKey" bytea, email text, name text, phone text,
        title text, role text, street text, "postalCode" text, city text, region text, country text, "productsDesigned" text,
        "primaryProduct" text, industry text))`,
    sql`registration AS (INSERT INTO licensing.registrations (id, licence_id, company_id, person_id, notice_id, state, source_kind,
        given_at, applied_at, company_name, email_key, email, name, phone, title, role, street, postal_code, city, region, country,
        products_designed, primary_product, industry)
      SELECT "registrationId", "licenceId", "companyId", "personId", "noticeId", state, "sourceKind", at, "appliedAt", "companyName",
        "emailKey", email, name, phone, title, role, street, "postalCode", city, region, country, "productsDesigned", "primaryProduct",
        industry FROM told)`,
    sql`event AS (INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id)
      SELECT "licenceId", at, 'activated', "actorKind", "actorId" FROM told)`,
    sql`seat AS (INSERT INTO licensing.activations (id, licence_id, registration_id, machine_key, machine_sha256, machine_kind,
        machine_parts, proof_sha256, release_id, activated_at)
      SELECT "activationId", "licenceId", "registrationId", "machineKey", "machineSha256", "machineKind", "machineParts",
        "proofSha256", "releaseId", at FROM told)`,
    sql`taken AS (UPDATE licensing.licences l SET seats_used = seats_used + CASE WHEN floating IS NULL THEN 1 ELSE 0 END,
        seats_named = seats_named - CASE WHEN told."namedSeatId" IS NULL THEN 0 ELSE 1 END, state = 'active', changed_at = told.at,
        company_id = coalesce(l.company_id, told."companyId"), activated_at = coalesce(activated_at, told.at)
      FROM told WHERE l.id = told."licenceId" AND l.id = ANY(${all.map(({ licenceId }) => licenceId)}::uuid[]))`,
  ];
  if (named)
    pieces.push(
      sql`named AS (UPDATE licensing.named_seats n SET activation_id = told."activationId" FROM told WHERE n.id = told."namedSeatId")`,
    );
  if (schools.length > 0)
    pieces.push(sql`school AS (INSERT INTO licensing.school_licences (licence_id, since)
      SELECT "licenceId", at FROM told WHERE "licenceId" = ANY(${schools.map(({ licenceId }) => licenceId)}::uuid[]))`);
  if (stored.length > 0) pieces.push(sql`answer AS (${storeAnswersSql(stored, clock)})`);
  await sql`${prepared}WITH ${sql.join(pieces)} SELECT 1`.execute(trx);
}

/** A seat that its machine was given back. */
export interface SeatAgain {
  readonly activationId: string;
  readonly machineSha256: Buffer | null;
  readonly proofSha256: Buffer | null;
  /** Where the licence knows machines by their parts: those of now, and its key where it was known by them alone. */
  readonly machine: {
    readonly parts: Parts;
    readonly changed: { readonly licenceId: string; readonly key: Buffer; readonly at: Date } | null;
  } | null;
  readonly stored: { readonly key: IdempotencyKey; readonly answer: EarlierAnswer } | null;
}

/** What a program told at getting its seat back, and the answers to be given again: one statement. */
export async function writeAgain(trx: Trx<'registration'>, all: readonly SeatAgain[], clock: Clock): Promise<void> {
  const told = all.map(({ activationId, machineSha256, proofSha256, machine }) => ({
    activationId,
    key: machine?.changed ? bytesText(machine.changed.key) : null,
    parts: machine?.parts ?? null,
    licenceId: machine?.changed?.licenceId ?? null,
    at: machine?.changed?.at ?? null,
    machine: machineSha256 && bytesText(machineSha256),
    proof: proofSha256 && bytesText(proofSha256),
  }));
  const stored = all.flatMap((each) => each.stored ?? []);
  const pieces = [
    sql`told AS (SELECT * FROM json_to_recordset(${asRows(told)}) AS t ("activationId" uuid, machine bytea, proof bytea, key bytea,
        parts jsonb, "licenceId" uuid, at timestamptz))`,
    sql`seat AS (UPDATE licensing.activations a SET machine_sha256 = coalesce(told.machine, a.machine_sha256),
        proof_sha256 = coalesce(told.proof, a.proof_sha256), machine_key = coalesce(told.key, a.machine_key),
        machine_parts = coalesce(told.parts, a.machine_parts)
      FROM told WHERE a.id = told."activationId")`,
    sql`event AS (INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind)
      SELECT "licenceId", at, 'machine changed', 'desktop client' FROM told WHERE key IS NOT NULL)`,
  ];
  if (stored.length > 0) pieces.push(sql`answer AS (${storeAnswersSql(stored, clock)})`);
  await sql`WITH ${sql.join(pieces)} SELECT 1`.execute(trx);
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

const statusText = `SELECT l.state, LEAST(l.expires_on, a.ends_on)::text AS expires_on, l.maintenance_until::text AS maintenance_until,
    a.deactivated_at IS NOT NULL AS deactivated
  FROM licensing.activations a JOIN licensing.licences l ON l.id = a.licence_id WHERE a.id = $1`;

/** One prepared statement, no personal row. */
export async function readStatus(db: Database, activationId: string): Promise<StatusRow | undefined> {
  return (await db.hot<StatusRow & Record<string, unknown>>('licensing.status', statusText, [activationId]))[0];
}
