import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { approveDraft, type PutUp, putUpDraft, takeBackDraft, waitingDraft } from '../actions/drafts.ts';
import { noticeItem, noticeItems } from '../actions/notice-list.ts';
import type { Policy } from '../actions/open-policy.ts';
import { type Draft, policyDraft } from '../actions/publish.ts';
import { outsideLinks, setLinks, setStores, stores } from '../actions/registers.ts';
import { setVendor, type Vendor } from '../actions/vendor.ts';
import { errors } from '../errors/policy.ts';
import type { PolicyHanded } from '../wire/handed.ts';
import {
  DraftPath,
  DraftShape,
  LinkList,
  NewLinks,
  NewStores,
  NoticeId,
  NoticeList,
  NoticeQuery,
  NoticeWithText,
  Publication,
  Published,
  PutUpDraft,
  StoreList,
  VendorShape,
} from '../wire/policy.ts';

const forStaff = access({ callers: staffRoles, purposes: [], limit: 'desk' });
const guards: readonly Caller[] = ['administrator', 'privacy officer'];
const forGuards = access({ callers: guards, purposes: [], limit: 'desk' });
const forAdministrators = access({ callers: ['administrator'], purposes: [], limit: 'desk' });
const tags = ['policy'];

export function policyRoutes(app: App, deps: Deps, policy: Policy, handed: PolicyHanded): void {
  vendorRoutes(app, deps, policy, handed);
  noticeRoutes(app, deps);
  publishRoutes(app, deps, handed);
  registerRoutes(app, deps, handed);
}

function vendorRoutes(app: App, deps: Deps, policy: Policy, handed: PolicyHanded): void {
  app.get(
    '/api/v1/vendor',
    { config: forStaff, schema: { summary: 'Who runs this installation', tags, response: { 200: VendorShape } } },
    async () => {
      const vendor = await policy.vendor();
      if (!vendor) throw errors.KEPT_VENDOR_UNKNOWN();
      return presentVendor(vendor);
    },
  );

  app.put(
    '/api/v1/vendor',
    {
      config: forAdministrators,
      schema: { summary: 'Give the identity', tags, body: VendorShape, response: { 200: VendorShape } },
    },
    async (request) => {
      const input = { vendor: request.body, clauses: handed.clauses, uses: handed.uses() };
      const vendor = await deps.db.base((trx) => setVendor(trx, deps, request.who, input));
      policy.changed();
      deps.nudge();
      return presentVendor(vendor);
    },
  );
}

function presentVendor(vendor: Vendor) {
  const { name, address, country, phone, privacyMailbox, removeMailbox, officeCountries, timeZone, accentColor } =
    vendor;
  return {
    name,
    address,
    country,
    phone,
    privacyMailbox,
    removeMailbox,
    officeCountries: [...officeCountries],
    timeZone,
    accentColor,
  };
}

function noticeRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/notices',
    {
      config: forStaff,
      schema: {
        summary: 'Texts that people were shown',
        tags,
        querystring: NoticeQuery,
        response: { 200: NoticeList },
      },
    },
    async (request) => {
      const list = readList(request.query, '-publishedAt');
      const { rows, count } = await noticeItems(deps, list, request.query.kind ?? null);
      const page = answerList(list, rows, count, (row) => ({
        id: row.id,
        kind: row.kind,
        version: row.version,
        sha256: row.sha256,
        effectiveAt: row.effectiveAt.toISOString(),
        publishedAt: row.publishedAt.toISOString(),
        current: row.current,
      }));
      return { ...page, items: [...page.items] };
    },
  );

  app.get(
    '/api/v1/notices/:id',
    { config: forStaff, schema: { summary: 'The words', tags, params: NoticeId, response: { 200: NoticeWithText } } },
    async (request) => {
      const notice = await noticeItem(deps, request.params.id);
      if (!notice) throw httpErrors.KEPT_NOT_FOUND();
      return {
        id: notice.id,
        kind: notice.kind,
        version: notice.version,
        sha256: notice.sha256,
        effectiveAt: notice.effectiveAt.toISOString(),
        publishedAt: notice.publishedAt.toISOString(),
        current: notice.current,
        sections: notice.body.sections.map(({ heading, text }) => ({ heading, text })),
      };
    },
  );
}

function publishRoutes(app: App, deps: Deps, handed: PolicyHanded): void {
  const source = () => ({ clauses: handed.clauses, uses: handed.uses() });

  app.get(
    '/api/v1/notices/draft',
    {
      config: forStaff,
      schema: { summary: 'What the next version of the policy would say', tags, response: { 200: DraftShape } },
    },
    async ({ who }) => {
      const draft = await policyDraft(deps.db.read, source());
      const waiting = presentWaiting(await waitingDraft(deps.db.read), draft, who);
      if (!draft) return { waiting, draft: null };
      const { sha256, newestVersion, body, changes } = draft;
      return {
        waiting,
        draft: {
          sha256,
          newestVersion,
          ...(await concernedBy(draft, handed)),
          sections: body.sections.map(({ heading, text }) => ({ heading, text })),
          changes: changes.map((change) => ({ ...change, pieces: [...change.pieces] })),
        },
      };
    },
  );

  app.post(
    '/api/v1/notices/drafts',
    {
      config: forGuards,
      schema: { summary: 'Put the draft up as read', tags, body: Publication, response: { 201: PutUpDraft } },
    },
    async ({ who, body: { sha256, effectiveAt } }, reply) => {
      const from = effectiveAt ? new Date(effectiveAt) : null;
      const { id } = await deps.db.base((trx) =>
        putUpDraft(trx, deps, member(who), { sha256, effectiveAt: from, ...source() }),
      );
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/v1/notices/drafts/:id/approve',
    {
      config: forGuards,
      schema: {
        summary: 'Approve and publish what another person put up',
        tags,
        params: DraftPath,
        response: { 201: Published },
      },
    },
    async ({ who, params }, reply) => {
      const made = await deps.db.base((trx) => approveDraft(trx, deps, member(who), { id: params.id, ...source() }));
      deps.nudge();
      const { id, kind, version, sha256 } = made;
      return reply.code(201).send({ id, kind, version, sha256 });
    },
  );

  app.post(
    '/api/v1/notices/drafts/:id/take-back',
    {
      config: forGuards,
      schema: { summary: 'Take back a draft that waits', tags, params: DraftPath, response: { 204: Type.Null() } },
    },
    async ({ who, params }, reply) => {
      await deps.db.base((trx) => takeBackDraft(trx, deps, member(who), params.id));
      return reply.code(204).send(null);
    },
  );
}

function presentWaiting(put: PutUp | null, draft: Draft | null, who: Who) {
  if (!put) return null;
  return {
    id: put.id,
    draftedAt: put.draftedAt.toISOString(),
    effectiveAt: put.effectiveAt?.toISOString() ?? null,
    outdated: draft?.sha256 !== put.sha256,
    mayApprove: who.kind === 'member' && guards.includes(who.role) && put.draftedBy !== who.memberId,
  };
}

function member(who: Who): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}

/** Who will be told, and for whom new uses will wait. */
async function concernedBy(draft: Draft, { countConcerned }: PolicyHanded) {
  const categories = [...new Set(draft.sections.flatMap((section) => section.categories))];
  const newUses = [];
  for (const { words, categories: of, asked } of draft.waiting)
    newUses.push({ use: words, categories: [...of], asked, people: (await countConcerned(of)).people });
  return { concerned: { ...(await countConcerned(categories)), categories }, newUses };
}

function registerRoutes(app: App, deps: Deps, handed: PolicyHanded): void {
  const { processorCountries } = handed;

  app.get(
    '/api/v1/stores',
    { config: forGuards, schema: { summary: 'Where data is stored', tags, response: { 200: StoreList } } },
    async () => ({ stores: await stores(deps.db.read) }),
  );

  app.put(
    '/api/v1/stores',
    {
      config: forGuards,
      schema: { summary: 'Replace the register of stores', tags, body: NewStores, response: { 200: StoreList } },
    },
    async (request) => {
      const { stores: given } = request.body;
      const processors = await processorCountries();
      const input = { stores: given, processors };
      return { stores: await deps.db.base((trx) => setStores(trx, deps, request.who, input)) };
    },
  );

  app.get(
    '/api/v1/outside-links',
    { config: forGuards, schema: { summary: 'Places to which pages link', tags, response: { 200: LinkList } } },
    async () => ({ links: await outsideLinks(deps.db.read) }),
  );

  app.put(
    '/api/v1/outside-links',
    {
      config: forGuards,
      schema: { summary: 'Replace the register of links', tags, body: NewLinks, response: { 200: LinkList } },
    },
    async (request) => ({
      links: await deps.db.base((trx) => setLinks(trx, deps, request.who, request.body.links)),
    }),
  );
}
