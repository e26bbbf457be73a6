import type { FastifyReply } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import type { Html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { readOwnPage } from '../actions/own-page.ts';
import { inSitting, type Sitting } from '../actions/sitting.ts';
import { drawFault } from './draw-others.ts';
import { drawOwnPage } from './draw-page.ts';
import type { Outcome } from './format.ts';
import { messages } from './messages.ts';

/** Look-ups on the page; all are in the file. */
const shownLookUps = 30;

/** Who may open what the sitting opens. */
export const own = access({ callers: ['public'], purposes: ['rights'], limit: 'public write' });

export type Send = (reply: FastifyReply, body: Html, title?: string) => Promise<FastifyReply>;
export interface Given {
  readonly handed: RightsHanded;
  readonly send: Send;
}

/** Sends a page that no cache keeps and no search engine lists. */
export function sender(deps: Deps): Send {
  return async (reply, body, title = messages.title) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(page(await deps.site(), { title, body }));
}

/** The page, freshly read in the sitting's own transaction. */
export async function ownPage(deps: Deps, handed: RightsHanded, token: string, outcome: Outcome | null): Promise<Html> {
  return inSitting(deps, token, async (trx, sitting: Sitting) => {
    const read = await readOwnPage(trx, deps, handed, { personId: sitting.personId, lookUps: shownLookUps });
    return drawOwnPage(read, sitting, handed.fieldFacts(), outcome);
  });
}

/** What was wrong with a form is said on a page with a way back. */
export async function orFault(
  { handed, send }: Given,
  reply: FastifyReply,
  token: string,
  run: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof KeptError) || error.status >= 500 || error.keptCode === 'KEPT_SITTING_ENDED') throw error;
    return send(reply.code(error.status), drawFault(error, token, handed.fieldFacts()));
  }
}

/** The sitting of a form that may be wrong elsewhere. */
export function sittingOf(form: unknown): string {
  const token = typeof form === 'object' && form !== null && 'sitting' in form ? form.sitting : undefined;
  if (typeof token !== 'string' || token.length > 100) throw httpErrors.KEPT_INVALID();
  return token;
}

/** What is wrong with a correction, by field, in words. */
export function faults(error: { validation?: { instancePath?: string; keyword?: string }[] }): Record<string, string> {
  return Object.fromEntries(
    (error.validation ?? []).map((each) => [
      each.instancePath?.slice(1) || 'form',
      each.keyword === 'maxLength' ? 'is too long' : 'holds signs that cannot be stored',
    ]),
  );
}
