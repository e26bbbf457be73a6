import type { Session, TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

/** Whose things they are: a customer, one person there, its licence, and the reseller that serves it. */
export interface Owning {
  readonly companyId: string;
  readonly personId: string;
  readonly licenceId: string;
  readonly productId: string;
  readonly sellerId: string;
}

/** What stands in their rows, so that it is known again wherever it comes out. */
export interface Said {
  readonly companyName: string;
  readonly name: string;
  readonly email: string;
  readonly asker: string;
  readonly wording: string;
  readonly question: string;
}

/**
 * One of each thing that has an id, by the word that stands before it in the paths of the API. Rows are written as the parts would write
 * them: how each comes to be is the matter of other tests.
 */
export async function thingsOf(
  app: TestApp,
  officer: Session,
  { owning, said }: { readonly owning: Owning; readonly said: Said },
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  const at = app.clock.now();
  const { companyId, personId, licenceId, productId, sellerId } = owning;
  await connected(app.database.ownerUrl, async (client) => {
    const made = async (kind: string, text: string, values: unknown[]) => {
      const { rows } = await client.query<{ id: string }>(`${text} RETURNING id::text AS id`, values);
      ids[kind] = rows[0]?.id ?? '';
    };
    await made(
      'leads',
      `INSERT INTO resellers.leads (id, company_id, person_id, source, interest, company_name, state, holder_company_id, created_at, changed_at, actor_kind)
       VALUES (gen_random_uuid(), $1, $2, 'staff', 'advice', $3, 'offered', $4, $5, $5, 'system')`,
      [companyId, personId, said.companyName, sellerId, at],
    );
    await made(
      'offers',
      `INSERT INTO resellers.lead_offers (id, lead_id, reseller_company_id, reason, ledger_id, offered_at, due_at, state)
       SELECT gen_random_uuid(), $1, $2, 'by territory', l.id, $3, $3::timestamptz + interval '3 days', 'open' FROM disclosures.ledger l LIMIT 1`,
      [ids.leads, sellerId, at],
    );
    await made(
      'orders',
      `INSERT INTO licensing.orders (id, number, kind, company_id, holder_company_id, product_id, licence_kind, seats, copies, state, placed_at, changed_at)
       VALUES (gen_random_uuid(), 'O-' || right($1::uuid::text, 8), 'new', $1::uuid, $2, $3, 'perpetual', 1, 1, 'placed', $4, $4)`,
      [companyId, sellerId, productId, at],
    );
    await made(
      'questions',
      `INSERT INTO licensing.order_questions (id, order_id, person_id, ledger_id, question, asked_at)
       SELECT gen_random_uuid(), $1, $2, l.id, $3, $4 FROM disclosures.ledger l LIMIT 1`,
      [ids.orders, personId, said.question, at],
    );
    await made(
      'contracts',
      `INSERT INTO licensing.contracts (id, company_id, licence_id, kind, number, starts_on, ends_on, created_at)
       VALUES (gen_random_uuid(), $1::uuid, $2, 'maintenance', 'M-' || right($1::uuid::text, 8), '2026-01-01', '2036-12-31', $3)`,
      [companyId, licenceId, at],
    );
    await made(
      'disputes',
      `INSERT INTO licensing.disputes (id, licence_id, state, opened_at, opened_by, decided_at, decided_by, reason)
       VALUES (gen_random_uuid(), $1, 'stays', $2, gen_random_uuid(), $2, gen_random_uuid(), 'bought it')`,
      [licenceId, at],
    );
    await made(
      'named-seats',
      `INSERT INTO licensing.named_seats (id, licence_id, company_id, person_id, notice_id, name, email, assigned_at, assigned_by, activation_id)
       SELECT gen_random_uuid(), a.licence_id, $2, $3, n.id, $4, $5, $6, gen_random_uuid(), a.id
       FROM policy.notices n, licensing.activations a WHERE a.licence_id = $1 LIMIT 1`,
      [licenceId, companyId, personId, said.name, said.email, at],
    );
    await made(
      'imports',
      `INSERT INTO licensing.imports (id, file_id, file_name, file_sha256, file_bytes, header, header_sha256, state, created_at, changed_at)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'some.csv', sha256('a'), 1, '{serial}', sha256('b'), 'uploaded', $1, $1)`,
      [at],
    );
    await made(
      'exports',
      `INSERT INTO licensing.exports (id, member_id, format, tables, filters, purpose, state, created_at, changed_at)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'csv', '{licences}', '{}', 'customer service', 'stopped', $1, $1)`,
      [at],
    );
    await made(
      'invitations',
      `INSERT INTO staff.invitations (id, role, company_id, token_sha256, created_at, expires_at)
       VALUES (gen_random_uuid(), 'reseller staff', $1, sha256(gen_random_uuid()::text::bytea), $2, $2::timestamptz + interval '7 days')`,
      [sellerId, at],
    );
  });
  ids.members = (await app.signInAs('reseller staff', sellerId)).memberId;
  ids.requests = await entered(officer, '/api/v1/requests', {
    ...{ kind: 'question', channel: 'phone', receivedOn: at.toISOString().slice(0, 10), personId },
    ...{ asker: said.asker, wording: said.wording },
  });
  const incident = { title: 'A list lay open', knownAt: at.toISOString() };
  ids.incidents = await entered(officer, '/api/v1/incidents', incident);
  return ids;
}

async function entered(officer: Session, path: string, body: object): Promise<string> {
  const answer = await officer.call<{ id: string }>('POST', path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}
