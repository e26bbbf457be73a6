import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import type { RightsHanded } from '../actions/handed.ts';
import { makeRecords, type Records } from '../actions/records.ts';
import { drawRecords } from './draw-records.ts';
import { recordsMessages as text } from './records-messages.ts';

const config = access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' });

/** The records of processing as a page that an officer opens from the desk and prints. */
export function recordsPage(app: App, deps: Deps, handed: Pick<RightsHanded, 'measures'>): void {
  app.get(
    '/api/v1/processing-records/page',
    { config, schema: { summary: 'The same records as a page to read and to print', tags: ['rights'] } },
    async (_request, reply) => {
      const made = await printedRecords(deps, handed);
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(made.page);
    },
  );
}

/** The records, for programs and as that page. */
export async function printedRecords(
  deps: Deps,
  handed: Pick<RightsHanded, 'measures'>,
): Promise<{ readonly json: Records; readonly page: string }> {
  const json = await makeRecords(deps, handed);
  return { json, page: String(page(await deps.site(), { title: text.title, body: drawRecords(json) })) };
}
