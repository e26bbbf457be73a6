import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { makeRecords } from '../actions/records.ts';
import { officers } from './caller.ts';

/** The records of processing, for programs. */
export function recordRoutes(app: App, deps: Deps, handed: Pick<RightsHanded, 'measures'>): void {
  app.get(
    '/api/v1/processing-records',
    {
      config: access({ callers: officers, purposes: [], limit: 'desk' }),
      schema: { summary: 'The records of processing (GDPR art. 30)', tags: ['rights'], response: { 200: Type.Any() } },
    },
    async () => makeRecords(deps, handed),
  );
}
