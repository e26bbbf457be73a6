import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { buyer, ownCompany, ownLicence, ownLicences } from '../actions/company.ts';
import { listContacts } from '../actions/contact-list.ts';
import { listContracts } from '../actions/contracts.ts';
import { nameSeat, passSeatOn, takeSeatBack } from '../actions/named-seats.ts';
import {
  CompanyLicenceList,
  CompanyLicencePage,
  CompanyLicenceQuery,
  ContactList,
  MadeNamedSeat,
  NewNamedSeat,
  Nothing,
  OwnCompany,
  OwnId,
} from '../wire/company.ts';
import { ContractList, ContractQuery } from '../wire/contracts.ts';

const tags = ['company'];
const callers = ['buyer administrator'] as const;
const read = access({ callers, purposes: [], limit: 'desk' });
const params = OwnId;

/** What an administrator of a buyer sees of their own company, and does for it. */
export function companyRoutes(app: App, deps: Deps): void {
  reading(app, deps);
  naming(app, deps);
  app.post(
    '/api/v1/company/contacts',
    {
      config: access({ callers, purposes: ['customer service'], limit: 'desk' }),
      schema: {
        summary:
          'Who in the company activated what: names only, ten times a day, in the ledger and on the page of each',
        tags,
        body: Nothing,
        response: { 200: ContactList },
      },
    },
    async (request) => listContacts(deps, buyer(request.who)),
  );
}

function reading(app: App, deps: Deps): void {
  app.get(
    '/api/v1/company',
    {
      config: read,
      schema: { summary: 'What the company has, in figures', tags, response: { 200: OwnCompany } },
    },
    async (request) => ownCompany(deps, buyer(request.who)),
  );

  app.get(
    '/api/v1/company/licences',
    {
      config: read,
      schema: {
        summary: 'Licences of the company',
        tags,
        querystring: CompanyLicenceQuery,
        response: { 200: CompanyLicenceList },
      },
    },
    async (request) => ownLicences(deps, buyer(request.who), readList(request.query, 'serial'), request.query),
  );

  app.get(
    '/api/v1/company/licences/:id',
    {
      config: read,
      schema: {
        summary: 'A licence of the company, its machines, and for whom its seats are kept',
        tags,
        params,
        response: { 200: CompanyLicencePage },
      },
    },
    async (request) => ownLicence(deps, buyer(request.who), request.params.id),
  );

  app.get(
    '/api/v1/company/renewals',
    {
      config: read,
      schema: {
        summary: 'Contracts of the company',
        tags,
        querystring: ContractQuery,
        response: { 200: ContractList },
      },
    },
    async (request) => listContracts(deps, buyer(request.who), readList(request.query, 'endsOn'), request.query),
  );
}

function naming(app: App, deps: Deps): void {
  const config = access({ callers, purposes: ['registration'], limit: 'desk' });
  const body = NewNamedSeat;
  const response = { 201: MadeNamedSeat };

  app.post(
    '/api/v1/company/licences/:id/named-seats',
    {
      config,
      schema: { summary: 'Keep a seat for somebody of the company, who is told', tags, params, body, response },
    },
    async (request, reply) => {
      const asked = { licenceId: request.params.id, person: request.body };
      return reply.code(201).send(await nameSeat(deps, buyer(request.who), asked));
    },
  );

  app.post(
    '/api/v1/company/named-seats/:id/pass-on',
    {
      config,
      schema: { summary: 'Keep the seat for somebody else of the company', tags, params, body, response },
    },
    async (request, reply) => {
      const asked = { id: request.params.id, person: request.body };
      return reply.code(201).send(await passSeatOn(deps, buyer(request.who), asked));
    },
  );

  app.post(
    '/api/v1/company/named-seats/:id/end',
    {
      config: access({ callers, purposes: [], limit: 'desk' }),
      schema: { summary: 'Keep the seat for nobody any more', tags, params, body: Nothing },
    },
    async (request, reply) => {
      await takeSeatBack(deps, buyer(request.who), request.params.id);
      return reply.code(204).send();
    },
  );
}
