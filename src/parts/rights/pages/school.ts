import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { keepLabels } from '../actions/school.ts';
import { inSitting } from '../actions/sitting.ts';
import { SchoolForm } from '../wire/api.ts';
import { drawSchool } from './draw-school.ts';
import type { Outcome } from './format.ts';
import { messages as text } from './school-messages.ts';

/** `/me/school`: who registered an education licence for a school makes and prints the labels of its pupils. No script. */
export function schoolPage(app: App, deps: Deps, handed: Pick<RightsHanded, 'school'>): void {
  /** `failed`: what was asked could not be done, and the labels are shown as they are. */
  const draw = ({ sitting: token, ...asked }: SchoolForm, failed: Outcome | null) =>
    inSitting(deps, token, async (trx, { personId }) => {
      const kept = await keepLabels(trx, deps, handed, failed ? { personId } : { ...asked, personId });
      const outcome = failed ?? (kept.done && { kind: 'good' as const, text: text.done[kept.done] });
      return drawSchool(kept, { token }, { outcome, publicUrl: deps.publicUrl });
    });

  app.post(
    '/me/school',
    {
      config: access({ callers: ['public'], purposes: ['rights'], limit: 'public write' }),
      schema: { hide: true, body: SchoolForm },
    },
    async (request, reply) => {
      const body = await draw(request.body, null).catch(async (error: unknown) => {
        if (!(error instanceof KeptError) || error.status >= 500 || error.keptCode === 'KEPT_SITTING_ENDED')
          throw error;
        reply.code(error.status);
        return draw(request.body, { kind: 'problem', text: `${error.message} ${error.next}` });
      });
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-robots-tag', 'noindex')
        .send(page(await deps.site(), { title: text.title, body }));
    },
  );
}
