import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { idempotencyHeader, idempotencyKey } from '../../../platform/http/idempotency.ts';
import type { App } from '../../../platform/http/server.ts';
import { activateLicence } from '../actions/activate.ts';
import { registrationForm } from '../actions/registration-form.ts';
import { activationStatus, signingKeys } from '../actions/status.ts';
import { takeSeat } from '../actions/take-seat.ts';
import {
  ActivationAnswer,
  ActivationBody,
  ActivationParams,
  MachineBody,
  SigningKeys,
  StatusAnswer,
  StatusQuery,
} from '../wire/activation.ts';
import { RegistrationSchema, RegistrationSchemaQuery } from '../wire/registration.ts';

/** What desktop programs call: the registration schema, activation, the status check, the public keys. */
export function activationRoutes(app: App, deps: Deps): void {
  schemaRoute(app, deps);
  activateRoute(app, deps);
  seatRoutes(app, deps);
}

function schemaRoute(app: App, deps: Deps): void {
  app.get(
    '/api/v1/registration-schema',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'page' }),
      schema: {
        summary: 'The registration fields, with purposes, recipients and retention, and the notice to show',
        tags: ['licensing'],
        querystring: RegistrationSchemaQuery,
        response: { 200: RegistrationSchema },
      },
    },
    async (request) => {
      const form = await registrationForm(deps, request.query.release ?? null);
      return {
        notice: form.notice,
        collector: form.collector,
        fields: form.fields.map((field) => ({ ...field, purposes: [...field.purposes], choices: [...field.choices] })),
        licensors: form.licensors.map((licensor) => ({
          ...licensor,
          technologies: [...licensor.technologies],
          products: [...licensor.products],
          fields: [...licensor.fields],
        })),
        marketing: form.marketing,
        registrants: form.registrants.map((each) => ({ ...each })),
        ageScreen: { ...form.ageScreen, fields: form.ageScreen.fields.map((each) => ({ ...each })) },
      };
    },
  );
}

function activateRoute(app: App, deps: Deps): void {
  app.post(
    '/api/v1/activations',
    {
      config: access({
        callers: ['public', 'desktop client'],
        purposes: ['registration'],
        limit: 'activation',
        idempotent: true,
      }),
      schema: {
        summary: 'Activate a licence with a registration; the answer holds a signed licence document',
        tags: ['licensing'],
        body: ActivationBody,
        response: { 201: ActivationAnswer },
      },
    },
    async (request, reply) => {
      const {
        serial,
        notice,
        marketing,
        machine,
        machineKind,
        parts,
        releaseId,
        proof,
        registrant,
        agePass,
        ...fields
      } = request.body;
      const answer = await activateLicence(
        deps,
        { kind: 'desktop client' },
        {
          serial,
          fields,
          notice,
          marketing: marketing ?? false,
          machine: machine ?? null,
          machineKind,
          parts,
          releaseId: releaseId ?? null,
          proof,
          registrant,
          agePass,
          key: idempotencyKey('POST /api/v1/activations', idempotencyHeader(request.headers), request.body),
        },
      );
      return reply.code(201).send(answer);
    },
  );
}

function seatRoutes(app: App, deps: Deps): void {
  app.put(
    '/api/v1/activations/:id/machine',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'activation', idempotent: true }),
      schema: {
        summary: 'Take over, for one machine, the seat of an activation that was made on the page',
        tags: ['licensing'],
        params: ActivationParams,
        body: MachineBody,
        response: { 200: ActivationAnswer },
      },
    },
    async (request) => {
      const asked = { activationId: request.params.id.toLowerCase(), machine: request.body.machine };
      const key = idempotencyKey('PUT /api/v1/activations/:id/machine', idempotencyHeader(request.headers), asked);
      return takeSeat(deps, { kind: 'desktop client' }, { ...asked, key });
    },
  );

  app.get(
    '/api/v1/activations/:id',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'status check' }),
      schema: {
        summary: 'May the program run under this activation? With a nonce the answer is signed and bound to it',
        tags: ['licensing'],
        params: ActivationParams,
        querystring: StatusQuery,
        response: { 200: StatusAnswer },
      },
    },
    async (request) => activationStatus(deps, request.params.id, request.query.nonce ?? null),
  );

  app.get(
    '/api/v1/signing-keys',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'page' }),
      schema: { summary: 'Public keys of the signed answers', tags: ['licensing'], response: { 200: SigningKeys } },
    },
    async () => signingKeys(deps),
  );
}
