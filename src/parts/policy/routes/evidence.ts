import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { consistency, inclusion, laterCheckpoints, latestCheckpoint } from '../actions/evidence/proofs.ts';
import {
  CheckpointAnswer,
  CheckpointList,
  CheckpointQuery,
  ConsistencyAnswer,
  ConsistencyQuery,
  InclusionAnswer,
  InclusionQuery,
} from '../wire/evidence.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'page' });
const tags = ['evidence'];

/** The evidence log for everybody: hashes and signatures, from which nobody can tell what they stand for. */
export function evidenceRoutes(app: App, { db }: Pick<Deps, 'db'>): void {
  app.get(
    '/api/v1/evidence/checkpoint',
    {
      config,
      schema: { summary: 'The latest signed head of the evidence log', tags, response: { 200: CheckpointAnswer } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return latestCheckpoint(db.read);
    },
  );

  app.get(
    '/api/v1/evidence/checkpoints',
    {
      config,
      schema: {
        summary: 'Signed heads of more than so many leaves',
        tags,
        querystring: CheckpointQuery,
        response: { 200: CheckpointList },
      },
    },
    async (request) => laterCheckpoints(db.read, Number(request.query.after ?? 0)),
  );

  app.get(
    '/api/v1/evidence/consistency',
    {
      config,
      schema: {
        summary: 'That the log only grew between two sizes',
        tags,
        querystring: ConsistencyQuery,
        response: { 200: ConsistencyAnswer },
      },
    },
    async ({ query }) => consistency(db.read, Number(query.old), sizeOf(query.size)),
  );

  app.get(
    '/api/v1/evidence/inclusion',
    {
      config,
      schema: {
        summary: 'That a leaf is in the log',
        tags,
        querystring: InclusionQuery,
        response: { 200: InclusionAnswer },
      },
    },
    async ({ query }) => inclusion(db.read, Number(query.leaf), sizeOf(query.size)),
  );
}

function sizeOf(size: string | undefined): number | null {
  return size === undefined ? null : Number(size);
}
