import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import {
  listMeterPeriods,
  listMeters,
  resetMeter,
  setFeatureMeter,
  setLicenceMeter,
  useFeature,
} from '../actions/meters.ts';
import { vendorZone } from '../actions/remembered.ts';
import { ActivationParams } from '../wire/activation.ts';
import { IdParams } from '../wire/catalogue.ts';
import {
  FeatureParams,
  MeterList,
  MeterPeriodList,
  MeterPeriodQuery,
  MeterQuery,
  ResetMeter,
  SetMeter,
  UseAnswer,
  UseBody,
} from '../wire/meters.ts';
import { ProductTerms } from '../wire/terms.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const tags = ['licensing'];

/** Usage meters: counted by programs, set and reset by staff, looked at by them and by whoever serves the customer or is it. */
export function meterRoutes(app: App, deps: Deps): void {
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.post(
    '/api/v1/activations/:id/use',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'status check' }),
      schema: {
        summary:
          'Count the use of a metered feature; told again, it counts once. The answer is signed and bound to the nonce',
        tags,
        params: ActivationParams,
        body: UseBody,
        response: { 200: UseAnswer },
      },
    },
    async (request) => useFeature(deps, { activationId: request.params.id, ...request.body }),
  );

  app.put(
    '/api/v1/products/:id/features/:feature/meter',
    {
      config: access({ callers: [...keepers, 'product manager'], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Say how a feature is counted',
        tags,
        params: FeatureParams,
        body: SetMeter,
        response: { 200: ProductTerms },
      },
    },
    async (request) => {
      const { id: productId, feature } = request.params;
      return deps.db.base((trx) => setFeatureMeter(trx, deps, request.who, { productId, feature, ...request.body }));
    },
  );

  readingRoutes(app, deps, '/api/v1/licences', {
    callers: [...staffRoles, 'reseller administrator', 'reseller staff'],
    tags,
  });
  readingRoutes(app, deps, '/api/v1/company/licences', { callers: ['buyer administrator'], tags: ['company'] });

  app.put(
    '/api/v1/licences/:id/meters/:feature',
    {
      config: write,
      schema: {
        summary: 'Say how a feature is counted under this licence; null: as the feature says',
        tags,
        params: FeatureParams,
        body: SetMeter,
      },
    },
    async (request, reply) => {
      await deps.db.base((trx) => setLicenceMeter(trx, deps, request.who, { ...request.params, ...request.body }));
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/v1/licences/:id/meters/:feature/reset',
    {
      config: write,
      schema: { summary: 'Count the present period from nothing again', tags, params: FeatureParams, body: ResetMeter },
    },
    async (request, reply) => {
      const zone = await vendorZone(deps);
      const input = { ...request.params, ...request.body, zone };
      await deps.db.base((trx) => resetMeter(trx, deps, request.who, input));
      return reply.code(204).send();
    },
  );
}

function readingRoutes(
  app: App,
  deps: Deps,
  path: string,
  { callers, tags }: { readonly callers: readonly Caller[]; readonly tags: string[] },
): void {
  const config = access({ callers, purposes: [], limit: 'desk' });

  app.get(
    `${path}/:id/meters`,
    {
      config,
      schema: {
        summary: 'Meters of a licence in the present period',
        tags,
        params: IdParams,
        querystring: MeterQuery,
        response: { 200: MeterList },
      },
    },
    async (request) =>
      listMeters(deps, { who: request.who, licenceId: request.params.id }, readList(request.query, 'name')),
  );

  app.get(
    `${path}/:id/meter-periods`,
    {
      config,
      schema: {
        summary: 'What was counted under a licence, period by period',
        tags,
        params: IdParams,
        querystring: MeterPeriodQuery,
        response: { 200: MeterPeriodList },
      },
    },
    async (request) =>
      listMeterPeriods(deps, { who: request.who, licenceId: request.params.id }, readList(request.query, '-startsOn')),
  );
}
