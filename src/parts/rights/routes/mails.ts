import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { joinMail } from '../actions/join-mail.ts';
import { apartList, openFile, openMail } from '../actions/mail-pages.ts';
import * as wire from '../wire/requests.ts';
import { member, officers, takers } from './caller.ts';

const tags = ['rights'];
const look = access({ callers: officers, purposes: ['rights', 'legal', 'operations'], limit: 'desk' });

/** Mail that came in at the two mailboxes, for staff. */
export function mailRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/mails/apart',
    {
      config: access({ callers: takers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Mail that became no request: it could not be read, or no person wrote it',
        tags,
        querystring: wire.ApartQuery,
        response: { 200: wire.ApartList },
      },
    },
    async ({ query }) => apartList(deps, readList(query, '-at')),
  );
  app.get(
    '/api/v1/mails/:id',
    {
      config: look,
      schema: { summary: 'A mail that came in', tags, params: wire.MailPath, response: { 200: wire.Mail } },
    },
    async (request) => openMail(deps, member(request.who), { id: request.params.id, ground: request.ground }),
  );
  app.post(
    '/api/v1/mails/:id/join',
    {
      config: access({ callers: officers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Say that a person wrote a mail that was kept apart: it joins a request, or becomes one',
        tags,
        params: wire.MailPath,
        body: wire.MailJoin,
        response: { 200: wire.MailJoined },
      },
    },
    async (request) => joinMail(deps, member(request.who), { id: request.params.id, number: request.body.number }),
  );
  app.get(
    '/api/v1/mails/:id/files/:position',
    {
      config: look,
      schema: {
        summary: 'A file that came with a mail, as it came',
        tags,
        params: wire.MailFilePath,
        response: { 200: wire.MailFileContent },
      },
    },
    async (request) => openFile(deps, member(request.who), { ...request.params, ground: request.ground }),
  );
}
