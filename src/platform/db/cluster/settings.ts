import type { Binaries } from './binaries.ts';
import type { SystemUser } from './system-user.ts';

export const port = 5432;

/** What is known about one cluster before it runs. */
export interface Place {
  readonly folder: string;
  readonly fsync: boolean;
  readonly settings: Record<string, string>;
  readonly log: (line: string) => void;
  readonly data: string;
  readonly hba: string;
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
}

/** Given on the command line: ALTER SYSTEM and postgresql.conf may tune the rest, and cannot loosen these. */
export function fixedSettings(place: Place, socketFolder: string): Record<string, string> {
  return {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    hba_file: place.hba,
    password_encryption: 'scram-sha-256',
    // Messages and statements quote values: no error, no statement, no parameter and no detail reaches a log.
    // The level 'log' leaves out errors and warnings, which the server gets and codes anyway.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_transaction_sample_rate: '0',
    log_duration: 'off',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_connections: 'off',
    log_disconnections: 'off',
    log_lock_waits: 'off',
    log_temp_files: '-1',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_timezone: 'UTC',
    timezone: 'UTC',
    // One server without replicas: less WAL, so less that outlives an erasure.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    jit: 'off',
    ...(place.fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...place.settings,
  };
}
