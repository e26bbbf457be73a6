/** The server process. Started by `./kept start`, which keeps the owner's credentials from it. */
import pg from 'pg';
import { optionsOf } from './app/options-of.ts';
import { buildApp } from './app.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config/config.ts';
import { KeptError } from './platform/errors.ts';
import { errors } from './platform/http/errors.ts';
import { createLog } from './platform/log.ts';
import { smtpTransport } from './platform/mail/smtp.ts';

const log = createLog('info');

/** What the supervisor is told. */
export type Report =
  | { readonly ready: { readonly publicUrl: string; readonly listening: string; readonly firstLink: string | null } }
  | { readonly failed: { readonly code: string; readonly message: string; readonly next: string } };

async function main(config: Config): Promise<void> {
  if (!config.roleUrls) throw errors.KEPT_NOT_SUPERVISED();
  const options = optionsOf(config, config.roleUrls);
  const kept = await buildApp({
    ...options,
    rolePrefix: await rolePrefix(config.roleUrls.app),
    clock: systemClock,
    log,
    transport: config.smtpUrl === null ? null : smtpTransport(config.smtpUrl),
  });
  const listening = await kept.app.listen({ port: config.port, host: config.host });
  await kept.start();
  endWith(kept.stop);
  log.info('the server listens', { version: options.version });
  report({ ready: { publicUrl: config.publicUrl, listening, firstLink: await kept.firstLink() } });
}

// The sign-in begins as `<prefix>_base`; anything else means that the roles are not set as they must be.
async function rolePrefix(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT current_user AS name');
    const prefix = /^(.+)_base$/.exec(rows[0]?.name ?? '')?.[1];
    if (!prefix) throw errors.KEPT_ROLES_NOT_SET();
    return prefix;
  } finally {
    await client.end();
  }
}

/** Drains and ends on a signal, or when the supervisor is gone. */
function endWith(stop: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('the server did not end cleanly', { error });
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  process.on('disconnect', end);
}

function report(message: Report): void {
  process.send?.(message);
}

/** What the system says of a place at which nobody can listen. */
const cannotListen: Readonly<Record<string, () => KeptError>> = {
  EADDRINUSE: errors.KEPT_PORT_IN_USE,
  EADDRNOTAVAIL: errors.KEPT_HOST_NOT_HERE,
  ENOTFOUND: errors.KEPT_HOST_NOT_HERE,
  EAI_AGAIN: errors.KEPT_HOST_NOT_HERE,
  EACCES: errors.KEPT_PORT_FORBIDDEN,
};

function explain(error: unknown): { code: string; message: string; next: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const coded = error instanceof KeptError ? error : (cannotListen[code] ?? errors.KEPT_FAULT)();
  return { code: coded.keptCode, message: coded.message, next: coded.next };
}

const read = readConfig(process.env);
if ('faults' in read) {
  for (const fault of read.faults) process.stderr.write(`${fault}\n`);
  process.exit(78);
}
main(read.config).catch((error: unknown) => {
  log.error('the server could not start', { error });
  report({ failed: explain(error) });
  process.exit(1);
});
