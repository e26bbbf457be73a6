import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { idempotencyHeader, idempotencyKey } from '../../../platform/http/idempotency.ts';
import type { App } from '../../../platform/http/server.ts';
import { screenStudent } from '../actions/student.ts';
import { takeLabel } from '../actions/take-label.ts';
import { ActivationAnswer, AgeScreenAnswer, AgeScreenBody, LabelBody } from '../wire/activation.ts';

/** What desktop programs call for education licences: the label of a pupil, and the age screen before a student registers. */
export function labelRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/pupil-seats',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'public write', idempotent: true }),
      schema: {
        summary:
          'Activate the seat of a pupil by the label that the school gave; asked again by the same machine, the same seat',
        tags: ['licensing'],
        body: LabelBody,
        response: { 201: ActivationAnswer },
      },
    },
    async (request, reply) => {
      const { label, machine, releaseId, proof } = request.body;
      const asked = { label, machine: machine ?? null, releaseId: releaseId ?? null, proof };
      const key = idempotencyKey('POST /api/v1/pupil-seats', idempotencyHeader(request.headers), request.body);
      return reply.code(201).send(await takeLabel(deps, { kind: 'desktop client' }, { ...asked, key }));
    },
  );

  app.post(
    '/api/v1/age-screen',
    {
      config: access({ callers: ['public', 'desktop client'], purposes: [], limit: 'public write' }),
      schema: {
        summary: 'The age screen before a student registers: the date is looked at and not stored',
        tags: ['licensing'],
        body: AgeScreenBody,
        response: { 200: AgeScreenAnswer },
      },
    },
    async (request) => ({ agePass: await screenStudent(deps, request.body, false) }),
  );
}
