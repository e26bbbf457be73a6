import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { askDeletions, confirmDeletion } from '../actions/deletions.ts';
import { recipientItem, recipientList } from '../actions/lists.ts';
import { changeProcessor } from '../actions/processors.ts';
import { addContract, addRecipient, checkRecipient, endRecipient, recipientsById } from '../actions/recipients.ts';
import {
  ById,
  ContractInput,
  DeletionConfirmed,
  Empty,
  ProcessorChange,
  RecipientInput,
  RecipientItem,
  RecipientList,
  RecipientQuery,
} from '../wire/api.ts';
import type { DisclosuresHanded } from '../wire/handed.ts';
import { member } from './caller.ts';

const tags = ['disclosures'];
const readers: readonly Caller[] = ['administrator', 'licence desk', 'marketing', 'product manager', 'privacy officer'];
const keepers: readonly Caller[] = ['administrator', 'privacy officer'];

export function recipientRoutes(app: App, deps: Deps, handed: DisclosuresHanded): void {
  const settle = async (trx: Trx, recipientId: string) => {
    const recipient = (await recipientsById(trx, [recipientId])).get(recipientId);
    if (recipient?.kind === 'reseller' && recipient.companyId) await handed.settleReseller(trx, recipient.companyId);
  };

  app.get(
    '/api/v1/recipients',
    {
      config: access({ callers: readers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'To whom something may be given',
        tags,
        querystring: RecipientQuery,
        response: { 200: RecipientList },
      },
    },
    async (request) => recipientList(deps, handed, { list: readList(request.query, 'name'), query: request.query }),
  );

  app.get(
    '/api/v1/recipients/:id',
    {
      config: access({ callers: readers, purposes: [], limit: 'desk' }),
      schema: { summary: 'A recipient with its contracts', tags, params: ById, response: { 200: RecipientItem } },
    },
    async (request) => deps.db.base((trx) => recipientItem(trx, handed, request.params.id)),
  );

  app.post(
    '/api/v1/recipients',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: { summary: 'Register a recipient', tags, body: RecipientInput, response: { 201: RecipientItem } },
    },
    async (request, reply) => {
      const item = await deps.db.base(async (trx) => {
        const { id } = await addRecipient(trx, deps, member(request.who), checkRecipient(request.body));
        return recipientItem(trx, handed, id);
      });
      return reply.code(201).send(item);
    },
  );

  app.post(
    '/api/v1/recipients/:id/contracts',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: { summary: 'Add a contract', tags, params: ById, body: ContractInput, response: { 201: RecipientItem } },
    },
    async (request, reply) => {
      const recipientId = request.params.id;
      const item = await deps.db.base(async (trx) => {
        await addContract(trx, deps, member(request.who), { recipientId, contract: request.body });
        await settle(trx, recipientId);
        return recipientItem(trx, handed, recipientId);
      });
      return reply.code(201).send(item);
    },
  );

  app.post(
    '/api/v1/recipients/:id/end',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: { summary: 'Give nothing more', tags, params: ById, body: Empty, response: { 200: RecipientItem } },
    },
    async (request) =>
      deps.db.base(async (trx) => {
        await endRecipient(trx, deps, member(request.who), request.params.id);
        await askDeletions(trx, deps, { zone: handed.timeZone(), recipientId: request.params.id });
        await settle(trx, request.params.id);
        return recipientItem(trx, handed, request.params.id);
      }),
  );
  processorRoutes(app, deps, handed);
}

function processorRoutes(app: App, deps: Deps, handed: DisclosuresHanded): void {
  app.put(
    '/api/v1/recipients/:id',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Change how a processor is reached',
        tags,
        params: ById,
        body: ProcessorChange,
        response: { 200: RecipientItem },
      },
    },
    async (request) =>
      deps.db.base(async (trx) => {
        const recipientId = request.params.id;
        await changeProcessor(trx, deps, member(request.who), { recipientId, ...request.body });
        return recipientItem(trx, handed, recipientId);
      }),
  );

  app.post(
    '/api/v1/recipients/:id/deletion',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Record that a processor has deleted what it received',
        tags,
        params: ById,
        body: DeletionConfirmed,
        response: { 200: RecipientItem },
      },
    },
    async (request) =>
      deps.db.base(async (trx) => {
        const told = { recipientId: request.params.id, ...request.body, zone: handed.timeZone() };
        await confirmDeletion(trx, deps, member(request.who), told);
        return recipientItem(trx, handed, told.recipientId);
      }),
  );
}
