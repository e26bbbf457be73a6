import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { createToken, revokeToken, rotateToken, tokenList } from '../actions/tokens.ts';
import { ByToken, NewToken, TokenList, TokenMade, TokenQuery, TokenRotation } from '../wire/tokens.ts';
import { member } from './caller.ts';

const config = access({ callers: ['administrator'], purposes: [], limit: 'desk' });
const tags = ['tokens'];
const path = '/api/v1/tokens';

/** Tokens by which programs call the API. */
export function mountTokens(app: App, deps: Deps): void {
  app.get(
    path,
    { config, schema: { summary: 'API tokens', tags, querystring: TokenQuery, response: { 200: TokenList } } },
    async ({ query }) => tokenList(deps, readList(query, '-createdAt'), query.state ?? null),
  );

  app.post(
    path,
    { config, schema: { summary: 'Make a token', tags, body: NewToken, response: { 201: TokenMade } } },
    async ({ who, body }, reply) => {
      const made = await deps.db.base((trx) => createToken(trx, deps, member(who), body));
      return reply.code(201).header('cache-control', 'no-store').send(present(made));
    },
  );

  app.post(
    `${path}/:id/rotate`,
    {
      config,
      schema: {
        summary: 'Change a token for a new one; the old one stays good for a while',
        tags,
        params: ByToken,
        body: TokenRotation,
        response: { 201: TokenMade },
      },
    },
    async ({ who, params: { id }, body }, reply) => {
      const made = await deps.db.base((trx) => rotateToken(trx, deps, member(who), { id, ...body }));
      return reply.code(201).header('cache-control', 'no-store').send(present(made));
    },
  );

  app.delete(
    `${path}/:id`,
    { config, schema: { summary: 'Refuse a token from now on', tags, params: ByToken } },
    async ({ who, params: { id } }, reply) => {
      await deps.db.base((trx) => revokeToken(trx, deps, member(who), id));
      return reply.code(204).send();
    },
  );
}

function present(made: { readonly id: string; readonly token: string; readonly expiresAt: Date }) {
  return { id: made.id, token: made.token, expiresAt: made.expiresAt.toISOString() };
}
