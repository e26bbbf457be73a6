import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { leaseSeat, returnSeat } from '../actions/leases.ts';
import { ActivationParams } from '../wire/activation.ts';
import { LeaseAnswer, LeaseBody, ReturnBody } from '../wire/leases.ts';

/** Floating seats: what programs call to lease, renew, borrow and return one. */
export function leaseRoutes(app: App, deps: Deps): void {
  const config = access({ callers: ['public', 'desktop client'], purposes: [], limit: 'status check' });
  app.post(
    '/api/v1/activations/:id/lease',
    {
      config,
      schema: {
        summary:
          'Lease a floating seat, or renew the lease that the machine holds; the answer is signed and bound to the nonce',
        tags: ['licensing'],
        params: ActivationParams,
        body: LeaseBody,
        response: { 200: LeaseAnswer },
      },
    },
    async (request) => {
      const { machine, nonce, borrowDays = null } = request.body;
      return leaseSeat(
        deps,
        { kind: 'desktop client' },
        { activationId: request.params.id, machine, nonce, borrowDays },
      );
    },
  );

  app.post(
    '/api/v1/activations/:id/return',
    {
      config,
      schema: {
        summary: 'Give a leased or borrowed seat back; asked again, nothing more is given back',
        tags: ['licensing'],
        params: ActivationParams,
        body: ReturnBody,
        response: { 200: LeaseAnswer },
      },
    },
    async (request) =>
      returnSeat(deps, { kind: 'desktop client' }, { activationId: request.params.id, ...request.body }),
  );
}
