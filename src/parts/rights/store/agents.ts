import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { AgentKind, Confirmation } from '../rules/agents.ts';

type Reads = Database['read'];

export type NewAgent = {
  readonly kind: AgentKind;
  readonly name: string;
  readonly mailbox: string | null;
  readonly mandate: string;
  readonly coversAnswer: boolean;
};

export async function insertAgent(
  db: Trx,
  requestId: string,
  agent: NewAgent & { readonly subject: string | null; readonly subjectKey: Buffer | null },
): Promise<void> {
  await sql`INSERT INTO rights.agents (request_id, kind, name, mailbox, mandate, subject, subject_key, covers_answer, confirmation)
    VALUES (${requestId}, ${agent.kind}, ${agent.name}, ${agent.mailbox}, ${agent.mandate}, ${agent.subject}, ${agent.subjectKey},
      ${agent.coversAnswer}, 'waiting')`.execute(db);
}

export type AgentRow = {
  readonly request_id: string;
  readonly kind: AgentKind;
  readonly name: string;
  readonly mailbox: string | null;
  readonly mandate: string;
  readonly subject: string | null;
  readonly covers_answer: boolean;
  readonly confirmation: Confirmation;
  readonly asked_at: Date | null;
  readonly decided_at: Date | null;
  readonly why: string | null;
  readonly answered_agent_at: Date | null;
};

const columns = sql.raw(
  `a.request_id, a.kind, a.name, a.mailbox, a.mandate, a.subject, a.covers_answer, a.confirmation, a.asked_at, a.decided_at, a.why, a.answered_agent_at`,
);
const readers = ['rights', 'legal', 'operations'] as const;
const sample = '00000000-0000-4000-8000-000000000000';

/** Who acts for the person of a request. */
export const readAgent = personalQuery({
  name: 'rights: the agent of a request',
  readers,
  sample,
  build: (db, requestId: string) => {
    const query = sql<AgentRow>`SELECT ${columns} FROM rights.agents a WHERE a.request_id = ${requestId}`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** Who acts, or has acted, for one person. */
export const readAgentsOf = personalQuery({
  name: 'rights: agents of a person',
  readers: ['rights'],
  sample,
  build: (db, personId: string) => {
    const query = sql<AgentRow>`SELECT ${columns} FROM rights.agents a JOIN rights.requests r ON r.id = a.request_id
      WHERE r.person_id = ${personId} ORDER BY r.received_at DESC LIMIT 100`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

/** Requests that wait for the person with this address to confirm; held against another at the same moment. */
export async function countWaiting(db: Trx, subjectKey: Buffer): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rights.agents'), hashtext(${subjectKey.toString('hex')}))`.execute(
    db,
  );
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM rights.agents a JOIN rights.requests r ON r.id = a.request_id
    WHERE a.subject_key = ${subjectKey} AND a.confirmation = 'waiting' AND r.state = 'open'`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Forms of agents since then. */
export async function countForms(db: Reads, since: Date): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM rights.requests WHERE channel = 'agent' AND received_at > ${since}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function writeAgentLink(
  db: Trx,
  requestId: string,
  link: { readonly tokenSha256: Buffer; readonly at: Date; readonly expiresAt: Date },
): Promise<void> {
  await sql`UPDATE rights.agents SET token_sha256 = ${link.tokenSha256}, asked_at = ${link.at}, token_expires_at = ${link.expiresAt}
    WHERE request_id = ${requestId}`.execute(db);
}

/** The request that a link is about, while it waits and may be used. */
export async function findByAgentLink(db: Trx, tokenSha256: Buffer, now: Date): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT a.request_id AS id FROM rights.agents a JOIN rights.requests r ON r.id = a.request_id
    WHERE a.token_sha256 = ${tokenSha256} AND a.token_expires_at > ${now} AND a.confirmation = 'waiting' AND r.state = 'open'`.execute(
    db,
  );
  return rows[0]?.id ?? null;
}

/** False where it was decided before. */
export async function decideAgent(
  db: Trx,
  requestId: string,
  decision: {
    readonly confirmation: Exclude<Confirmation, 'waiting'>;
    readonly by: string | null;
    readonly why: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } =
    await sql`UPDATE rights.agents SET confirmation = ${decision.confirmation}, decided_at = ${decision.at},
      decided_by = ${decision.by}, why = ${decision.why}, token_sha256 = NULL
    WHERE request_id = ${requestId} AND confirmation = 'waiting' RETURNING request_id`.execute(db);
  return rows.length === 1;
}

export async function markAgentAnswered(db: Trx, requestId: string, at: Date): Promise<void> {
  await sql`UPDATE rights.agents SET answered_agent_at = ${at} WHERE request_id = ${requestId}`.execute(db);
}
