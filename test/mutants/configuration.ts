import type { Mutant } from './mutant.ts';

/** What an operator sets, opens or forgets. */
export const configuration: readonly Mutant[] = [
  {
    id: 'database-listens-on-every-interface',
    kind: 'configuration',
    clause: 'U1',
    ownCluster: true,
    breaks: 'The database can be reached from the network, past every purpose of the server.',
    change: "Embedded PostgreSQL: `listen_addresses = '0.0.0.0'` instead of ''.",
  },
  {
    id: 'database-trusts-everybody',
    kind: 'configuration',
    clause: 'U1',
    ownCluster: true,
    breaks: 'Whoever reaches the socket may be any role, the owner included.',
    change: 'pg_hba.conf of the embedded PostgreSQL: one line `local all all trust` before all others; reload.',
  },
  {
    id: 'triggers-off-for-the-server',
    kind: 'configuration',
    clause: 'U8',
    ownCluster: true,
    breaks: 'For the server neither the ledger trigger nor any foreign key holds, so the record can be changed.',
    sql: `ALTER ROLE :prefix_login SET session_replication_role TO 'replica'`,
  },
  {
    id: 'one-tenant-for-everybody',
    kind: 'configuration',
    clause: 'U3',
    breaks: 'A request that sets no tenant acts as one certain reseller and sees its customers.',
    sql: `
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET kept.tenant TO %L', current_database(),
          (SELECT company_id::text FROM resellers.resellers ORDER BY created_at, company_id LIMIT 1));
      END $$`,
  },
  {
    id: 'replication-slot-for-a-copy-in-the-cloud',
    kind: 'configuration',
    clause: 'U5',
    ownCluster: true,
    breaks: 'A second store is fed all the time: a slot keeps every change for a copy that no register names.',
    sql: `SELECT pg_create_physical_replication_slot('standby_in_the_cloud', true)`,
  },
  {
    id: 'log-of-changes-archived-elsewhere',
    kind: 'configuration',
    clause: 'U5',
    ownCluster: true,
    breaks: 'Everything ever written lies in an archive that no register names, also what was deleted.',
    change:
      "Embedded PostgreSQL: `archive_mode = on`, `archive_command = 'cp %p <a folder outside KEPT_DATA>/%f'`; restart.",
  },
  {
    id: 'backup-unencrypted',
    kind: 'configuration',
    clause: 'U5',
    breaks: 'A backup can be read by whoever finds the file.',
    change:
      '`./kept backup`: when neither recipient nor passphrase is given, write the archive unencrypted instead of refusing.',
  },
  {
    id: 'passphrase-of-the-backup-beside-it',
    kind: 'configuration',
    clause: 'U7',
    breaks: 'The backup carries its own key, so wherever it is stored the data are open.',
    change: '`./kept backup --passphrase`: also write the passphrase to `<archive>.key` beside the archive.',
  },
  {
    id: 'secrets-readable-by-everybody',
    kind: 'configuration',
    clause: 'U1',
    breaks: 'Other accounts of the machine can read the keys by which mail addresses are hidden.',
    change: 'Write the files of secrets with mode 0644 and the data folder with 0755 (or chmod them after the start).',
  },
  {
    id: 'every-proxy-trusted',
    kind: 'configuration',
    clause: 'A3',
    breaks: 'Visits can be forged with a header, so the figures of the site are not those of visitors.',
    change:
      '`KEPT_TRUSTED_PROXIES=0.0.0.0/0,::/0` is accepted without a fault, and X-Forwarded-For is believed from anybody.',
  },
  {
    id: 'mail-without-encryption',
    kind: 'configuration',
    clause: 'U6',
    breaks: 'Personal data go to the mail provider in the clear.',
    change:
      '`KEPT_SMTP_URL=smtp://mail.example:25` is used with `ignoreTLS: true`; for smtps, `tls: { rejectUnauthorized: false }`.',
  },
  {
    id: 'public-url-without-encryption',
    kind: 'configuration',
    clause: 'A4',
    breaks: 'Cookies and registration data cross the net in the clear.',
    change:
      '`KEPT_PUBLIC_URL=http://shop.example` (not a loopback host) is accepted, and cookies are set without Secure.',
  },
  {
    id: 'outside-database-without-encryption-abroad',
    kind: 'configuration',
    clause: 'U7',
    breaks: 'The data lie in a database abroad that the register of stores still places at home.',
    change:
      '`KEPT_DATABASE_URL=postgres://owner@db.sg.example/kept?sslmode=disable` is accepted, and the row of the main store in policy.stores stays as it was.',
  },
  {
    id: 'mailbox-for-opt-outs-not-read',
    kind: 'configuration',
    clause: 'M3',
    breaks: 'Who opts out by mail to the remove address is not heard.',
    change:
      'KEPT_IMAP_URL is unset while policy.vendor.remove_mailbox is filled and printed on /privacy; start, health and today stay silent.',
    needs: 'reading of opt-outs by mail',
  },
  {
    id: 'privacy-mailbox-printed-and-not-read',
    kind: 'configuration',
    clause: 'P2',
    breaks: 'Questions to the privacy address get no request and no deadline.',
    change:
      'KEPT_IMAP_URL names the mailbox of sales, not that of policy.vendor.privacy_mailbox; start and health stay silent.',
    needs: 'the privacy mailbox as tracked requests',
  },
  {
    id: 'debugger-open-to-the-network',
    kind: 'configuration',
    clause: 'U1',
    breaks: 'Whoever reaches the debugger reads any person out of the memory of the server.',
    change: 'Start the server process with NODE_OPTIONS=--inspect=0.0.0.0:9229.',
  },
  {
    id: 'errors-shown-whole-to-the-caller',
    kind: 'configuration',
    clause: 'L2',
    breaks: 'A failed registration shows the values of another in the error page.',
    change:
      'With NODE_ENV=development: answers to errors carry message, stack and the `detail` of the PostgreSQL error; start the server so.',
  },
  {
    id: 'demo-switch-on-in-a-live-database',
    kind: 'configuration',
    clause: 'M5',
    breaks: 'Links by which people correct their data can be read whole by staff, as in a demo.',
    sql: `UPDATE policy.vendor SET demo = true`,
  },
];
