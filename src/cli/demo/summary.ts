import { type Kysely, sql } from 'kysely';

const counts = {
  products: 'licensing.products',
  releases: 'licensing.releases',
  technologies: 'licensing.technologies',
  recipients: 'disclosures.recipients',
  companies: `contacts.companies WHERE kind = 'customer'`,
  people: 'contacts.people',
  licences: 'licensing.licences',
  unsold: `licensing.licences WHERE state = 'issued'`,
  suspended: `licensing.licences WHERE state = 'suspended'`,
  activations: 'licensing.activations',
  registrationsWaiting: `licensing.registrations WHERE state = 'waiting for proof'`,
  registrationsDisowned: `licensing.registrations WHERE state = 'disowned'`,
  refusals: `licensing.licence_events WHERE kind = 'refused'`,
  reports: 'licensing.reports',
  disclosures: 'disclosures.ledger',
  lookUps: 'contacts.lookups',
  corrections: 'rights.corrections',
  legalDemands: 'rights.legal_demands',
  incidentsOpen: 'policy.incidents WHERE title IS NOT NULL AND closed_at IS NULL',
  incidentsClosed: 'policy.incidents WHERE closed_at IS NOT NULL',
  toldOfBreaches: `rights.breach_tellings WHERE state = 'told'`,
  optOuts: 'contacts.suppressions',
  mails: 'platform.mail_outbox',
  mailsWaiting: `platform.mail_outbox WHERE state = 'queued'`,
  imports: `licensing.imports WHERE state = 'done'`,
  exports: `licensing.exports WHERE state = 'done'`,
  merges: 'contacts.merges WHERE undone_at IS NULL',
  mergesUndone: 'contacts.merges WHERE undone_at IS NOT NULL',
  webhooksStopped: 'staff.webhooks WHERE ended_at IS NULL AND stopped_at IS NOT NULL',
  webhooksEnded: 'staff.webhooks WHERE ended_at IS NOT NULL',
  tokens: 'staff.tokens WHERE revoked_at IS NULL',
  tokensRevoked: 'staff.tokens WHERE revoked_at IS NOT NULL',
  witnesses: `disclosures.recipients WHERE kind = 'witness'`,
  releaseFiles: `licensing.release_files WHERE state = 'ready'`,
  downloads: 'licensing.downloads',
  meteredUse: 'licensing.meter_counts WHERE used > 0',
  notices: 'policy.notices',
  daysOfFigures: 'statistics.days',
  annotations: 'statistics.annotations',
  events: 'platform.events',
  eventsFailed: 'platform.events WHERE failure IS NOT NULL',
} as const;

export type Counted = Readonly<Record<keyof typeof counts, number>>;

/** How much of everything there is. */
export async function countAll(db: Kysely<Record<never, never>>): Promise<Counted> {
  const columns = Object.entries(counts).map(
    ([name, from]) => sql`(SELECT count(*)::int FROM ${sql.raw(from)}) AS ${sql.ref(name)}`,
  );
  const { rows } = await sql<Counted>`SELECT ${sql.join(columns)}`.execute(db);
  return rows[0] as Counted;
}
