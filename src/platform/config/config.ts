import { join, resolve } from 'node:path';
import { defaultDataFolder } from './data-folder.ts';
import {
  databaseUrl,
  Fault,
  fileIn,
  folder,
  host,
  issuer,
  outsideUrl,
  type Parser,
  peers,
  place,
  port,
  proxies,
  publicUrl,
  socket,
  words,
} from './values.ts';

/** Everything that is set from outside, checked. The names are part of the public contract. */
export interface Config {
  /** KEPT_PORT */
  readonly port: number;
  /** KEPT_HOST */
  readonly host: string;
  /** KEPT_PUBLIC_URL, without a slash at the end */
  readonly publicUrl: string;
  /** KEPT_DATA, absolute */
  readonly dataFolder: string;
  /** KEPT_SECRETS, absolute: signing and digest keys, database passwords */
  readonly secretsFolder: string;
  /** KEPT_DATABASE_URL, of the owner; null: the embedded PostgreSQL */
  readonly databaseUrl: string | null;
  /** KEPT_DATABASE_APP_URL, _AUTH_URL, _PROBE_URL: all three or none */
  readonly roleUrls: RoleUrls | null;
  /** KEPT_PEERS: other servers of the same installation */
  readonly peers: readonly string[];
  /** KEPT_FILES_URL; null: the data folder */
  readonly filesUrl: string | null;
  /** KEPT_SMTP_URL; null: mail stays in the outbox */
  readonly smtpUrl: string | null;
  /** KEPT_IMAP_URL: checked, and read by what later versions bring */
  readonly imapUrl: string | null;
  /** KEPT_SMTP_LISTEN: address and port at which the vendor's mail server hands on the two mailboxes; null: no mail is taken */
  readonly smtpListen: { readonly host: string; readonly port: number } | null;
  /** KEPT_TRUSTED_PROXIES: whose X-Forwarded-For is believed */
  readonly trustedProxies: readonly string[];
  /** KEPT_OWN_NETWORKS: of the vendor's own people, who are not counted in website statistics; in memory only */
  readonly ownNetworks: readonly string[];
  /** KEPT_LOG_SOCKET: unix socket at which web servers write their lines */
  readonly logSocket: string;
  /** KEPT_LOG_SYSLOG: address and port at which lines come as messages of syslog; null: nowhere */
  readonly logSyslog: { readonly host: string; readonly port: number } | null;
  /** KEPT_WITNESS_FILE: to which checkpoints of the evidence log are added, best on another machine; null: none */
  readonly witnessFile: string | null;
  /** KEPT_WEBHOOK_NETWORKS: networks of the operator's own to which webhooks may be posted; without it only outside ones */
  readonly webhookNetworks: readonly string[];
  /** KEPT_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _NAME: where staff and resellers may sign in; null: here only */
  readonly oidc: OidcConfig | null;
}

/** An OpenID Connect issuer with which this installation is registered. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
}

/** How the server's three sign-ins reach the database. */
export interface RoleUrls {
  readonly app: string;
  readonly auth: string;
  readonly probe: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of the project, wherever the command is given. */
const root = resolve(import.meta.dirname, '../../..');

const names = [
  'KEPT_PORT',
  'KEPT_HOST',
  'KEPT_DATA',
  'KEPT_PUBLIC_URL',
  'KEPT_DATABASE_URL',
  'KEPT_DATABASE_APP_URL',
  'KEPT_DATABASE_AUTH_URL',
  'KEPT_DATABASE_PROBE_URL',
  'KEPT_SECRETS',
  'KEPT_PEERS',
  'KEPT_FILES_URL',
  'KEPT_SMTP_URL',
  'KEPT_IMAP_URL',
  'KEPT_SMTP_LISTEN',
  'KEPT_TRUSTED_PROXIES',
  'KEPT_OWN_NETWORKS',
  'KEPT_LOG_SOCKET',
  'KEPT_LOG_SYSLOG',
  'KEPT_WITNESS_FILE',
  'KEPT_WEBHOOK_NETWORKS',
  'KEPT_OIDC_ISSUER',
  'KEPT_OIDC_CLIENT_ID',
  'KEPT_OIDC_CLIENT_SECRET',
  'KEPT_OIDC_NAME',
] as const;
type Name = (typeof names)[number];

/** Reads all variables and finds all faults at once; each is one line that says what to change. */
export function readConfig(
  environment: Environment,
): { readonly config: Config } | { readonly faults: readonly string[] } {
  const faults = unknownNames(environment);
  function read<T>(name: Name, parse: Parser<T>, otherwise: T): T {
    const text = environment[name]?.trim();
    if (text === undefined || text === '') return otherwise;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(`${name}: ${error.message}.`);
      return otherwise;
    }
  }
  const listenPort = read('KEPT_PORT', port, 3080);
  const listenHost = read('KEPT_HOST', host, '127.0.0.1');
  const dataFolder = read('KEPT_DATA', folder(resolve), defaultDataFolder(root));
  const owner = read('KEPT_DATABASE_URL', databaseUrl, null);
  const config: Config = {
    port: listenPort,
    host: listenHost,
    publicUrl: read('KEPT_PUBLIC_URL', publicUrl, `http://${nameFor(listenHost)}:${listenPort}`),
    dataFolder,
    secretsFolder: read('KEPT_SECRETS', folder(resolve), join(dataFolder, 'secrets')),
    databaseUrl: owner,
    roleUrls: allOrNone(
      {
        app: read('KEPT_DATABASE_APP_URL', databaseUrl, null),
        auth: read('KEPT_DATABASE_AUTH_URL', databaseUrl, null),
        probe: read('KEPT_DATABASE_PROBE_URL', databaseUrl, null),
      },
      environment,
      faults,
    ),
    peers: read('KEPT_PEERS', peers, []),
    filesUrl: read('KEPT_FILES_URL', outsideUrl('s3:', 'http:', 'https:', 'file:'), null),
    smtpUrl: read('KEPT_SMTP_URL', outsideUrl('smtp:', 'smtps:'), null),
    imapUrl: read('KEPT_IMAP_URL', outsideUrl('imap:', 'imaps:'), null),
    smtpListen: read('KEPT_SMTP_LISTEN', place, null),
    trustedProxies: read('KEPT_TRUSTED_PROXIES', proxies, []),
    ownNetworks: read('KEPT_OWN_NETWORKS', proxies, []),
    logSocket: read('KEPT_LOG_SOCKET', socket(resolve), join(dataFolder, 'log.sock')),
    logSyslog: read('KEPT_LOG_SYSLOG', place, null),
    witnessFile: read('KEPT_WITNESS_FILE', fileIn(resolve), null),
    webhookNetworks: read('KEPT_WEBHOOK_NETWORKS', proxies, []),
    oidc: oidcOf(
      {
        issuer: read('KEPT_OIDC_ISSUER', issuer, null),
        clientId: read('KEPT_OIDC_CLIENT_ID', words, null),
        clientSecret: read('KEPT_OIDC_CLIENT_SECRET', words, null),
        name: read('KEPT_OIDC_NAME', words, null),
      },
      environment,
      faults,
    ),
  };
  return faults.length > 0 ? { faults } : { config: Object.freeze(config) };
}

/** Passkeys want a name, not an address; and nobody can open the address that means "all". */
function nameFor(address: string): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(address)) return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}

function allOrNone(
  urls: Record<keyof RoleUrls, string | null>,
  environment: Environment,
  faults: string[],
): RoleUrls | null {
  const { app, auth, probe } = urls;
  if (app !== null && auth !== null && probe !== null) return { app, auth, probe };
  const set = (['APP', 'AUTH', 'PROBE'] as const).map((which) => `KEPT_DATABASE_${which}_URL` as const);
  const missing = set.filter((name) => !environment[name]?.trim());
  if (missing.length > 0 && missing.length < set.length) {
    faults.push(...missing.map((name) => `${name}: must be set too, as the other roles are.`));
  }
  return null;
}

function oidcOf(
  read: { readonly [Name in keyof OidcConfig]: string | null },
  environment: Environment,
  faults: string[],
): OidcConfig | null {
  const { issuer, clientId, clientSecret, name } = read;
  if (issuer !== null && clientId !== null && clientSecret !== null)
    return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).hostname };
  const needed = ['KEPT_OIDC_ISSUER', 'KEPT_OIDC_CLIENT_ID', 'KEPT_OIDC_CLIENT_SECRET'] as const;
  const missing = needed.filter((each) => !environment[each]?.trim());
  const given = environment.KEPT_OIDC_NAME?.trim() || missing.length < needed.length;
  if (given) faults.push(...missing.map((each) => `${each}: must be set too, for a sign-in at an outside issuer.`));
  return null;
}

function unknownNames(environment: Environment): string[] {
  return Object.keys(environment)
    .filter(
      (name) => name.startsWith('KEPT_') && !/^KEPT_(TEST|BENCH)_/.test(name) && !names.some((known) => known === name),
    )
    .sort()
    .map((name) => `${name}: there is no such variable${likely(name)}.`);
}

function likely(name: string): string {
  const [nearest] = names.map((known) => ({ known, edits: distance(name, known) })).sort((a, b) => a.edits - b.edits);
  return nearest && nearest.edits <= 3 ? ` (perhaps ${nearest.known}?)` : '';
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
