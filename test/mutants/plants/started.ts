import type { Plants } from '../plant.ts';

const settings = 'src/platform/db/cluster/settings.ts';
const values = 'src/platform/config/values.ts';

/** How the server and its database are set and started. */
export const started: Plants = {
  'database-listens-on-every-interface': {
    edits: [{ file: settings, find: `listen_addresses: '',`, put: `listen_addresses: '0.0.0.0',` }],
  },
  'log-of-changes-archived-elsewhere': {
    edits: [
      {
        file: settings,
        find: `    wal_level: 'minimal',`,
        put: `    wal_level: 'replica',
    archive_mode: 'on',
    archive_command: 'true',`,
      },
    ],
  },
  'secrets-readable-by-everybody': {
    edits: [
      {
        file: 'src/platform/crypto/secrets.ts',
        find: `  makeFolder(folder, 0o700);`,
        put: `  makeFolder(folder, 0o755);`,
      },
      {
        file: 'src/platform/crypto/secrets.ts',
        find: `{ mode: 0o600, flag: 'wx' }`,
        put: `{ mode: 0o644, flag: 'wx' }`,
      },
    ],
  },
  'every-proxy-trusted': {
    edits: [
      {
        file: 'src/platform/http/server.ts',
        find: `    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,`,
        put: `    trustProxy: true,`,
      },
    ],
  },
  'mail-without-encryption': {
    edits: [
      {
        file: 'src/platform/mail/smtp.ts',
        find: `      disableUrlAccess: true,`,
        put: `      disableUrlAccess: true,
      ignoreTLS: true,
      tls: { rejectUnauthorized: false },`,
      },
    ],
  },
  'public-url-without-encryption': {
    place: 'The server accepts it already; its cookies are set without Secure in any case.',
    edits: [
      {
        file: 'src/platform/html/age-screen/age-screen.ts',
        find: `publicUrl.startsWith('https:') ? '; Secure' : ''`,
        put: `publicUrl.startsWith('https:') ? '' : ''`,
      },
    ],
  },
  'outside-database-without-encryption-abroad': {
    place: 'The server accepts it already: nothing is changed but the word that asks for encryption.',
    edits: [
      { file: values, find: `  return database === '' ? fail(`, put: `  return database === '' && text ? fail(` },
    ],
  },
  'backup-unencrypted': {
    place: 'A passphrase that everybody knows is taken where none is given.',
    edits: [
      {
        file: 'src/platform/backup/keys.ts',
        find: `  if (keys.recipients.length === 0) throw errors.KEPT_BACKUP_NOT_ENCRYPTED();`,
        put: `  if (keys.recipients.length === 0) {
    encrypter.setPassphrase('');
    return encrypter;
  }`,
      },
    ],
  },
  'database-trusts-everybody': {
    edits: [
      {
        file: 'src/platform/db/cluster.ts',
        find: `\\nlocal all all scram-sha-256\\n',`,
        put: `\\nlocal all all trust\\nlocal all all scram-sha-256\\n',`,
      },
    ],
  },
};
