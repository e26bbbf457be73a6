import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { idempotencyKey } from '../../../platform/http/idempotency.ts';
import type { App } from '../../../platform/http/server.ts';
import { activateLicence } from '../actions/activate.ts';
import { registrationForm } from '../actions/registration-form.ts';
import { drawDone } from './activated.ts';
import { drawForm, type Typed } from './activation-form.ts';
import { messages } from './messages.ts';

const route = '/activate';

/** `/activate`: one page, one form; no account, no cookie, no script. */
export function activatePage(app: App, deps: Deps): void {
  async function show(typed: Typed, fault: KeptError | null): Promise<string> {
    const form = await registrationForm(deps);
    const counted = fault === null ? { counted: route } : {};
    return page(form.collector, { title: messages.title, body: drawForm(form, typed, fault), ...counted });
  }

  app.get(
    route,
    { config: access({ callers: ['public'], purposes: [], limit: 'page' }), schema: { hide: true } },
    async (request, reply) => {
      const school = (request.query as { as?: unknown }).as === 'school' ? { registrant: 'school' } : {};
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(await show({ idempotency: deps.ids.uuid(), ...school }, null));
    },
  );

  app.post(
    route,
    {
      config: access({ callers: ['public'], purposes: ['registration'], limit: 'public write' }),
      schema: { hide: true },
    },
    async (request, reply) => {
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      const typed = readForm(request.body);
      try {
        const answer = await activateLicence(deps, request.who, {
          serial: typed.serial ?? '',
          fields: typed,
          notice: typed.notice ?? '',
          marketing: typed.marketing === 'yes',
          machine: null,
          releaseId: null,
          ...registrantIn(typed),
          key: formKey(typed),
        });
        return reply.send(
          page(await deps.site(), { title: messages.title, body: drawDone(await deps.site(), answer) }),
        );
      } catch (error) {
        if (!(error instanceof KeptError) || error.status >= 500) throw error;
        // A form that was used for something else cannot be used again; any other can be mended and sent as it is.
        const fresh = error.status === 422 ? { idempotency: deps.ids.uuid() } : {};
        return reply.code(error.status).send(await show({ ...typed, ...fresh }, error));
      }
    },
  );
}

/** As whom a form was filled in. */
export function registrantIn({ registrant, agePass }: Typed): {
  readonly registrant?: 'school' | 'student';
  readonly agePass?: string;
} {
  return {
    ...(registrant === 'school' || registrant === 'student' ? { registrant } : {}),
    ...(agePass === undefined ? {} : { agePass }),
  };
}

/** What a form sends: texts by name. A name sent twice, or anything else, is no form of ours. */
export function readForm(body: unknown): Typed {
  if (body === null || typeof body !== 'object') throw httpErrors.KEPT_UNREADABLE();
  const typed: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) if (typeof value === 'string') typed[name] = value;
  return typed;
}

// The serial is part of the key: going back in the browser and activating another licence is another request.
function formKey(typed: Typed) {
  const { idempotency, ...told } = typed;
  if (!idempotency || idempotency.length > 200) return null;
  return idempotencyKey(`POST ${route}`, `${idempotency} ${(typed.serial ?? '').toUpperCase()}`, told);
}
