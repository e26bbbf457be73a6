import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { activateFor } from '../actions/activate-for.ts';
import { changeLicence, licenceChanges } from '../actions/change-licence.ts';
import { giveLicence } from '../actions/give-licence.ts';
import { openLicence } from '../actions/licence-page.ts';
import { ActivationFor } from '../wire/activation.ts';
import { IdParams } from '../wire/catalogue.ts';
import { Giving, Licence, LicenceChange } from '../wire/licences.ts';

/** Each change of a licence's state, for who may make it. */
export function changeRoutes(app: App, deps: Deps): void {
  for (const { act, may } of licenceChanges)
    app.post(
      `/api/v1/licences/:id/${act}`,
      {
        config: access({ callers: may, purposes: [], limit: 'desk' }),
        schema: {
          summary: summaries[act],
          tags: ['licensing'],
          params: IdParams,
          body:
            act === 'issue'
              ? Type.Required(Type.Pick(LicenceChange, ['holderCompanyId']))
              : Type.Union([LicenceChange, Type.Null()]),
          response: { 200: Licence },
        },
      },
      async (request) => {
        const { id } = request.params;
        await deps.db.base((trx) => changeLicence(trx, deps, request.who, { ...request.body, id, act }));
        return openLicence(deps, request.who, id);
      },
    );
}

/** A serial goes out of a stock: by a reseller to its customers, by a distributor to those it supplies, by staff to any reseller. */
export function givingRoutes(app: App, deps: Deps): void {
  const keepers: readonly Caller[] = ['administrator', 'licence desk'];
  const ways = [
    { way: 'hand over', path: 'hand-over', callers: [...keepers, 'reseller administrator', 'reseller staff'] as const },
    { way: 'pass on', path: 'pass-on', callers: [...keepers, 'reseller administrator', 'reseller staff'] as const },
  ] as const;
  for (const { way, path, callers } of ways)
    app.post(
      `/api/v1/licences/:id/${path}`,
      {
        config: access({ callers, purposes: [], limit: 'desk' }),
        schema: {
          summary: way === 'hand over' ? 'Hand a serial to a customer' : 'Pass a serial on to another reseller',
          tags: ['licensing'],
          params: IdParams,
          body: Giving,
          response: { 200: Licence },
        },
      },
      async (request) => {
        const { id } = request.params;
        await giveLicence(deps, request.who, { id, way, ...request.body });
        return openLicence(deps, request.who, id);
      },
    );
}

/** A reseller activates for its customer. */
export function activatingRoute(app: App, deps: Deps): void {
  app.post(
    '/api/v1/licences/:id/activate',
    {
      config: access({
        callers: ['reseller administrator', 'reseller staff'],
        purposes: ['registration'],
        limit: 'desk',
      }),
      schema: {
        summary: 'Activate a licence for a customer, with what the customer told',
        tags: ['licensing'],
        params: IdParams,
        body: ActivationFor,
        response: { 200: Licence },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { notice, ...fields } = request.body;
      if (request.who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      await activateFor(deps, request.who, { id, notice, fields });
      return openLicence(deps, request.who, id);
    },
  );
}

const summaries: Readonly<Record<(typeof licenceChanges)[number]['act'], string>> = {
  issue: 'Issue a draft to a reseller',
  suspend: 'Suspend a licence',
  resume: 'Resume a suspended licence',
  hold: 'Put a licence on hold until a question is settled',
  release: 'Release a licence that is on hold',
  revoke: 'Withdraw a licence',
  reinstate: 'Give a withdrawn licence back',
  replace: 'Replace the serial of a licence by another',
};
