import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { addDomain, domainRecord, endDomain, seenInDns } from '../actions/domains.ts';
import { companyList, companyPage, companyPersonal } from '../actions/open-company.ts';
import { renameCompany } from '../actions/rename-company.ts';
import {
  ByDomain,
  ById,
  CompanyList,
  CompanyPage,
  CompanyPersonal,
  CompanyQuery,
  DomainQuery,
  DomainRecord,
  NewDomain,
  NewName,
  ResellerChoice,
} from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';
import { desk, deskPurposes, member } from './caller.ts';

const tags = ['contacts'];

const keepers = access({ callers: ['administrator', 'licence desk'], purposes: [], limit: 'desk' });

export function companyRoutes(app: App, deps: Deps, handed: ContactsHanded): void {
  app.get(
    '/api/v1/companies',
    {
      config: access({ callers: desk, purposes: [], limit: 'desk' }),
      schema: { summary: 'Companies', tags, querystring: CompanyQuery, response: { 200: CompanyList } },
    },
    async (request) => {
      const list = readList(request.query, '-createdAt');
      return companyList(deps, handed, member(request.who), { list, query: request.query });
    },
  );

  app.get(
    '/api/v1/companies/:id',
    {
      config: access({ callers: desk, purposes: [], limit: 'desk' }),
      schema: { summary: 'A company without its people', tags, params: ById, response: { 200: CompanyPage } },
    },
    async (request) => companyPage(deps, handed, member(request.who), request.params.id),
  );

  app.get(
    '/api/v1/companies/:id/personal',
    {
      config: access({ callers: desk, purposes: deskPurposes, limit: 'desk' }),
      schema: { summary: 'People and address of a company', tags, params: ById, response: { 200: CompanyPersonal } },
    },
    async (request) => {
      const asked = { companyId: request.params.id, ground: request.ground };
      return companyPersonal(deps, handed, member(request.who), asked);
    },
  );

  app.put(
    '/api/v1/companies/:id/reseller',
    {
      config: keepers,
      schema: {
        summary: 'Assign a company to a reseller, or to none',
        tags,
        params: ById,
        body: ResellerChoice,
        response: { 200: CompanyPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const companyId = request.params.id;
      const { resellerCompanyId } = request.body;
      await deps.db.base((trx) => handed.assignReseller(trx, deps, who, { companyId, resellerCompanyId }));
      deps.nudge();
      return companyPage(deps, handed, who, companyId);
    },
  );

  app.post(
    '/api/v1/companies/:id/rename',
    {
      config: keepers,
      schema: {
        summary: 'A company is called otherwise; its former name is kept',
        tags,
        params: ById,
        body: NewName,
        response: { 200: CompanyPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const companyId = request.params.id;
      await deps.db.base((trx) => renameCompany(trx, deps, who, { companyId, ...request.body }));
      return companyPage(deps, handed, who, companyId);
    },
  );

  app.get(
    '/api/v1/companies/:id/domains/record',
    {
      config: keepers,
      schema: {
        summary: 'The record by which the DNS of a domain shows that it is the company’s',
        tags,
        params: ById,
        querystring: DomainQuery,
        response: { 200: DomainRecord },
      },
    },
    async (request) => domainRecord(deps, request.params.id, request.query.domain),
  );

  app.post(
    '/api/v1/companies/:id/domains',
    {
      config: keepers,
      schema: {
        summary: 'Note that the mailboxes of a domain belong to the people of a company',
        tags,
        params: ById,
        body: NewDomain,
        response: { 200: CompanyPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const companyId = request.params.id;
      const { domain } = request.body;
      const evidence = request.body.evidence ?? (await seenInDns(deps, handed, { companyId, domain }));
      await deps.db.base((trx) => addDomain(trx, deps, who, { companyId, domain, evidence }));
      return companyPage(deps, handed, who, companyId);
    },
  );

  app.post(
    '/api/v1/companies/:id/domains/:domainId/end',
    {
      config: keepers,
      schema: {
        summary: 'A domain does not belong to the company any more',
        tags,
        params: ByDomain,
        response: { 200: CompanyPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const { id: companyId, domainId: id } = request.params;
      await deps.db.base((trx) => endDomain(trx, deps, who, { companyId, id }));
      return companyPage(deps, handed, who, companyId);
    },
  );
}
