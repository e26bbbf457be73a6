import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { idempotencyHeader, idempotencyKey } from '../../../platform/http/idempotency.ts';
import type { App } from '../../../platform/http/server.ts';
import { deactivate } from '../actions/deactivate.ts';
import { ActivationParams } from '../wire/activation.ts';
import { DeactivationAnswer, DeactivationBody } from '../wire/offline.ts';

/** Giving a seat up, by the machine that has it. */
export function deactivationRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/activations/:id/deactivate',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'activation', idempotent: true }),
      schema: {
        summary: 'Free the seat of an activation, by its machine; asked again, nothing more is freed',
        tags: ['licensing'],
        params: ActivationParams,
        body: DeactivationBody,
        response: { 200: DeactivationAnswer },
      },
    },
    async (request) => {
      const { machine } = request.body;
      const activationId = request.params.id.toLowerCase();
      const key = idempotencyKey('POST /api/v1/activations/:id/deactivate', idempotencyHeader(request.headers), {
        activationId,
        machine,
      });
      const freed = await deactivate(deps, { kind: 'desktop client' }, { activationId, proof: { machine }, key });
      return { activationId: freed.activationId, deactivatedAt: freed.at.toISOString() };
    },
  );
}
