import { fillText } from '../../../platform/clauses/fill-text.ts';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import { staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { askProof, stopProof } from '../actions/ask-proof.ts';
import { attestDemand } from '../actions/attest.ts';
import type { Prover } from '../actions/proof.ts';
import { presentClause } from '../actions/proof-board.ts';
import {
  type ClauseOnBoard,
  demandParams,
  historyList,
  historyQuery,
  newAttestation,
  proofBoard,
  runAnswer,
  runRequest,
} from '../wire/proof.ts';

const read = access({ callers: [...staffRoles, 'API token'], purposes: [], limit: 'desk', scope: 'proof' });
const run = access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' });
const attest = access({ callers: ['privacy officer'], purposes: [], limit: 'desk' });
const tags = ['proof'];

/** What is handed of staff: who a member is. */
export interface ProofHanded {
  readonly actors: (ids: readonly string[]) => Promise<(kind: string, id: string) => { readonly name?: string | null }>;
}

/** The board of proofs, for staff. It holds ids and figures, and of people only which member has attested something. */
export function proofRoutes(
  app: App,
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  prover: Prover,
  handed: ProofHanded,
): void {
  app.get(
    '/api/v1/proof',
    {
      config: read,
      schema: { summary: 'Every clause with its demands and their state', tags, response: { 200: proofBoard } },
    },
    async ({ who }) => {
      const [board, vendor] = await Promise.all([prover.board(), prover.vendorWords()]);
      const clauses = board.map((clause) => presentClause(clause, (text) => fillText(text, vendor)));
      const under = prover.running();
      const times = board.flatMap(({ demands }) => demands.map(({ newest }) => newest?.at.getTime() ?? 0));
      const last = Math.max(0, ...times);
      return {
        ranAt: last > 0 ? new Date(last).toISOString() : null,
        run: under ? { done: under.done, total: under.total, startedAt: under.startedAt.toISOString() } : null,
        clauses: who.kind === 'member' ? await withNames(clauses, handed) : clauses,
      };
    },
  );

  app.get(
    '/api/v1/proof/:demand/history',
    {
      config: read,
      schema: {
        summary: 'Proofs and sabotages of one demand',
        tags,
        params: demandParams,
        querystring: historyQuery,
        response: { 200: historyList },
      },
    },
    async (request) => {
      const history = await prover.history(request.params.demand, readList(request.query, '-at'));
      if (!history) throw httpErrors.KEPT_NOT_FOUND();
      return { ...history, items: [...history.items] };
    },
  );

  app.post(
    '/api/v1/proof/:demand/attestations',
    {
      config: attest,
      schema: {
        summary: 'Attest a promise that only people can keep; it lapses on the day named',
        tags,
        params: demandParams,
        body: newAttestation,
      },
    },
    async ({ who, params, body }, reply) => {
      if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      await attestDemand(deps, who, { clauses: prover.clauses, demand: params.demand, given: body });
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/v1/proof/run',
    { config: run, schema: { summary: 'Run probes now', tags, body: runRequest, response: { 202: runAnswer } } },
    async (request, reply) => {
      const total = await askProof(deps, request.who, { prover, demands: request.body.demands });
      return reply.code(202).send({ total });
    },
  );

  app.delete(
    '/api/v1/proof/run',
    { config: run, schema: { summary: 'Stop the run after the probe at hand', tags } },
    async ({ who }, reply) => {
      await stopProof(deps, who, prover);
      return reply.code(204).send();
    },
  );
}

async function withNames(clauses: readonly ClauseOnBoard[], { actors }: ProofHanded): Promise<ClauseOnBoard[]> {
  const ids = clauses.flatMap(({ demands }) => demands.flatMap(({ attested }) => attested?.by ?? []));
  const actor = await actors(ids);
  return clauses.map((clause) => ({
    ...clause,
    demands: clause.demands.map((demand) => ({
      ...demand,
      attested: demand.attested && { ...demand.attested, name: actor('member', demand.attested.by).name ?? null },
    })),
  }));
}
