import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import type { MachineKind } from '../wire/terms.ts';
import type { RegistrationState } from './waiting.ts';

type Reads = Database['read'];

export interface SeatRow {
  id: string;
  release: string;
  machine_kind: MachineKind | null;
  activated_at: Date;
  deactivated_at: Date | null;
  /** Null: the seat of a pupil. */
  registration_id: string | null;
}

/** Seats of a licence, the newest first. */
export async function readSeats(db: Reads, licenceId: string): Promise<SeatRow[]> {
  const { rows } =
    await sql<SeatRow>`SELECT a.id, r.version AS release, a.machine_kind, a.activated_at, a.deactivated_at, a.registration_id
    FROM licensing.activations a JOIN licensing.releases r ON r.id = a.release_id
    WHERE a.licence_id = ${licenceId} ORDER BY a.activated_at DESC, a.id LIMIT 1000`.execute(db);
  return rows;
}

/** Ids of the registrations that the caller sees; under a tenant those of companies shared with it. */
export async function readRegistrationIds(db: Reads, licenceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM licensing.registrations
    WHERE licence_id = ${licenceId} ORDER BY given_at DESC, id LIMIT 1000`.execute(db);
  return rows.map((row) => row.id);
}

export interface RegistrationRow {
  id: string;
  licence_id: string;
  person_id: string;
  company_id: string;
  notice_id: string;
  state: RegistrationState;
  source_kind: 'registration' | 'reseller' | 'demo';
  given_at: Date;
}

/** What is not personal of registrations, the newest first. */
export async function readRegistrations(db: Reads, ids: readonly string[]): Promise<RegistrationRow[]> {
  const { rows } =
    await sql<RegistrationRow>`SELECT id, licence_id, person_id, company_id, notice_id, state, source_kind, given_at
    FROM licensing.registrations WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY given_at DESC, id`.execute(db);
  return rows;
}
