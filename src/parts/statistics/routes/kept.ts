import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { annotate, annotations, removeAnnotation } from '../actions/kept/annotations.ts';
import { endSharedLink, links, shareLink } from '../actions/kept/links.ts';
import { askForMailReport, endMailReport, mailReports } from '../actions/kept/mails.ts';
import { forgetView, keepView, views } from '../actions/kept/views.ts';
import { siteOfSlug } from '../actions/reports/frame.ts';
import type { ReportsHanded } from '../wire/handed.ts';
import {
  Annotations,
  KeptParams,
  Links,
  MadeLink,
  MailReport,
  MailReports,
  NewAnnotation,
  NewLink,
  NewMailReport,
  NewView,
  View,
  Views,
} from '../wire/kept.ts';
import { Annotation, SiteParams } from '../wire/reports.ts';
import { mayRead, reportsBase } from './reports.ts';

const base = `${reportsBase}/:site`;
const tags = ['statistics'];
const mayWrite = access({ callers: ['administrator', 'marketing'], purposes: [], limit: 'desk' });
// Programs read figures; who gets mail and which addresses are shared is for staff alone.
const ofStaff = access({
  callers: ['administrator', 'marketing', 'product manager', 'privacy officer'],
  purposes: [],
  limit: 'desk',
});

/** What staff keeps beside the figures. */
export function keptRoutes(app: App, deps: Deps, handed: ReportsHanded): void {
  annotationRoutes(app, deps);
  viewRoutes(app, deps);
  linkRoutes(app, deps);
  mailRoutes(app, deps, handed);
}

function annotationRoutes(app: App, deps: Deps): void {
  app.get(
    `${base}/annotations`,
    {
      config: mayRead,
      schema: { summary: 'What explains the figures', tags, params: SiteParams, response: { 200: Annotations } },
    },
    async (request) => annotations(deps, await siteOfSlug(deps, request.params.site)),
  );
  app.post(
    `${base}/annotations`,
    {
      config: mayWrite,
      schema: {
        summary: 'Note a release or campaign',
        tags,
        params: SiteParams,
        body: NewAnnotation,
        response: { 201: Annotation },
      },
    },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      const made = await deps.db.base((trx) => annotate(trx, deps, request.who, { site, note: request.body }));
      return reply.code(201).send(made);
    },
  );
  app.delete(
    `${base}/annotations/:id`,
    { config: mayWrite, schema: { summary: 'Remove a note', tags, params: KeptParams } },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      await deps.db.base((trx) => removeAnnotation(trx, deps, request.who, { site, id: request.params.id }));
      return reply.code(204).send();
    },
  );
}

function viewRoutes(app: App, deps: Deps): void {
  app.get(
    `${base}/views`,
    { config: ofStaff, schema: { summary: 'Saved views', tags, params: SiteParams, response: { 200: Views } } },
    async (request) => views(deps, await siteOfSlug(deps, request.params.site)),
  );
  app.post(
    `${base}/views`,
    {
      config: ofStaff,
      schema: { summary: 'Save a view under a name', tags, params: SiteParams, body: NewView, response: { 201: View } },
    },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      const made = await deps.db.base((trx) => keepView(trx, deps, request.who, { site, view: request.body }));
      return reply.code(201).send(made);
    },
  );
  app.delete(
    `${base}/views/:id`,
    { config: ofStaff, schema: { summary: 'Forget a view', tags, params: KeptParams } },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      await deps.db.base((trx) => forgetView(trx, deps, request.who, { site, id: request.params.id }));
      return reply.code(204).send();
    },
  );
}

function linkRoutes(app: App, deps: Deps): void {
  app.get(
    `${base}/links`,
    { config: ofStaff, schema: { summary: 'Shared pages', tags, params: SiteParams, response: { 200: Links } } },
    async (request) => links(deps, await siteOfSlug(deps, request.params.site)),
  );
  app.post(
    `${base}/links`,
    {
      config: mayWrite,
      schema: {
        summary: 'Share a page of figures',
        tags,
        params: SiteParams,
        body: NewLink,
        response: { 201: MadeLink },
      },
    },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      const made = await deps.db.base((trx) => shareLink(trx, deps, request.who, { site, link: request.body }));
      return reply.code(201).header('cache-control', 'no-store').send(made);
    },
  );
  app.delete(
    `${base}/links/:id`,
    { config: mayWrite, schema: { summary: 'End a shared page', tags, params: KeptParams } },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      await deps.db.base((trx) => endSharedLink(trx, deps, request.who, { site, id: request.params.id }));
      return reply.code(204).send();
    },
  );
}

function mailRoutes(app: App, deps: Deps, handed: ReportsHanded): void {
  app.get(
    `${base}/mails`,
    {
      config: ofStaff,
      schema: { summary: 'Reports by mail', tags, params: SiteParams, response: { 200: MailReports } },
    },
    async (request) => mailReports(deps, handed, await siteOfSlug(deps, request.params.site)),
  );
  app.post(
    `${base}/mails`,
    {
      config: mayWrite,
      schema: {
        summary: 'Send a member of staff a report',
        tags,
        params: SiteParams,
        body: NewMailReport,
        response: { 201: MailReport },
      },
    },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      const asked = request.body;
      const member = (await handed.mailboxes([asked.memberId])).get(asked.memberId) ?? null;
      const made = await deps.db.base((trx) => askForMailReport(trx, deps, request.who, { site, asked, member }));
      return reply.code(201).send(made);
    },
  );
  app.delete(
    `${base}/mails/:id`,
    { config: mayWrite, schema: { summary: 'End a report by mail', tags, params: KeptParams } },
    async (request, reply) => {
      const site = await siteOfSlug(deps, request.params.site);
      await deps.db.base((trx) => endMailReport(trx, deps, request.who, { site, id: request.params.id }));
      return reply.code(204).send();
    },
  );
}
