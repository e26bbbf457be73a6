import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { type Content, page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import { errors } from '../../../platform/http/errors.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Policy } from '../actions/open-policy.ts';
import {
  type NoticeText,
  policyChanges,
  policyInForce,
  policyVersion,
  policyVersions,
  publicRegisters,
} from '../actions/public-policy.ts';
import type { PolicyHanded } from '../wire/handed.ts';
import { drawChanges } from './draw-changes.ts';
import { day, drawLinks, drawPolicy, drawPurposes, drawStores, table } from './draw-policy.ts';
import { messages } from './messages.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'page' });
const schema = { hide: true };
const ofVersion = { ...schema, params: Type.Object({ version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }) };

/** The policy for everybody: in force, all versions, what changed, cookies. No script, no cookie. */
export function policyPages(app: App, deps: Deps, policy: Policy, handed: PolicyHanded): void {
  const send = async (content: Content) => page(await deps.site(), content);
  const zone = async () => (await policy.vendor())?.timeZone ?? 'UTC';

  app.get('/privacy', { config, schema }, async (_request, reply) => {
    const notice = await policyInForce(deps);
    asPage(reply);
    return send({
      title: messages.policy.title,
      body: await policyBody(deps, notice, await zone()),
      counted: '/privacy',
    });
  });

  app.get('/privacy/versions', { config, schema }, async (_request, reply) => {
    asPage(reply);
    return send({
      title: messages.versions.title,
      body: await versionsBody(deps, await zone()),
      counted: '/privacy/versions',
    });
  });

  app.get('/privacy/versions/:version', { config, schema: ofVersion }, async (request, reply) => {
    const notice = await policyVersion(deps, request.params.version);
    if (!notice) throw errors.KEPT_NOT_FOUND();
    asPage(reply);
    return send({
      title: messages.policy.title,
      body: await pastBody(deps, notice, await zone()),
      counted: '/privacy/versions/*',
    });
  });

  app.get('/privacy/versions/:version/diff', { config, schema: ofVersion }, async (request, reply) => {
    const found = await policyChanges(deps, request.params.version);
    if (!found) throw errors.KEPT_NOT_FOUND();
    const { notice, before, changes } = found;
    const title = messages.diff.title(notice.version);
    asPage(reply);
    return send({
      title,
      counted: '/privacy/versions/*/diff',
      body: html`<h1>${title}</h1>
<p>${before ? messages.diff.lead(before.version, notice.version) : messages.diff.first}</p>
${drawChanges(changes)}
<p><a href="/privacy/versions/${notice.version}">${messages.diff.whole}</a> <a href="/privacy/versions">${messages.policy.versions}</a></p>`,
    });
  });

  app.get('/privacy/cookies', { config, schema }, async (_request, reply) => {
    asPage(reply);
    return send({ title: messages.cookies.title, body: cookiesBody(handed), counted: '/privacy/cookies' });
  });
}

function asPage(reply: FastifyReply): void {
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
}

async function policyBody(deps: Deps, notice: NoticeText | null, timeZone: string): Promise<Html> {
  const texts = messages.policy;
  if (!notice)
    return html`<h1>${texts.title}</h1><p>${texts.notReady}</p><p><a href="/privacy/cookies">${texts.cookies}</a></p>`;
  const { stores, links } = await publicRegisters(deps);
  const coming = (await policyVersions(deps)).filter((each) => each.version > notice.version);
  return html`<h1>${texts.title}</h1>
<p>${sentence(texts.inForce, notice, timeZone)}</p>
${coming.map((each) => html`<p>${sentence(texts.willBe, each, timeZone)} <a href="/privacy/versions/${each.version}/diff">${messages.versions.whatChanged}</a></p>`)}
<p><a href="/privacy/versions">${texts.versions}</a> <a href="/privacy/cookies">${texts.cookies}</a></p>
${drawPolicy(notice)}
${drawPurposes()}
${drawStores(stores)}
${drawLinks(links)}
<p class="quiet">${texts.hash} <code>${notice.sha256}</code></p>`;
}

type Dated = Pick<NoticeText, 'version' | 'effectiveAt'>;

// The date is an element within a sentence from the message file.
function sentence(words: (version: number, since: string) => string, notice: Dated, timeZone: string): Html {
  const [before = '', after = ''] = words(notice.version, '\0').split('\0');
  return html`${before}${day(notice.effectiveAt, timeZone)}${after}`;
}

async function versionsBody(deps: Deps, timeZone: string): Promise<Html> {
  const texts = messages.versions;
  const versions = await policyVersions(deps);
  const rows = versions.map((each) => [
    html`<a href="/privacy/versions/${each.version}">${texts.version} ${each.version}</a>`,
    day(each.effectiveAt, timeZone),
    html`<a href="/privacy/versions/${each.version}/diff">${texts.whatChanged}</a>`,
  ]);
  return html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
${rows.length === 0 ? html`<p>${texts.empty}</p>` : table(texts.title, [texts.version, texts.inForceFrom, texts.changes], rows)}`;
}

async function pastBody(deps: Deps, notice: NoticeText, timeZone: string): Promise<Html> {
  const texts = messages.policy;
  const inForce = await policyInForce(deps);
  const purposes = notice.body.sections.find((section) => section.id === 'purposes');
  return html`<h1>${texts.title}</h1>
<p>${sentence(inForce?.id === notice.id ? texts.inForce : texts.past, notice, timeZone)}</p>
${inForce?.id !== notice.id && html`<p class="problem">${texts.old} <a href="/privacy">${texts.current}</a></p>`}
<p><a href="/privacy/versions/${notice.version}/diff">${messages.versions.whatChanged}</a> <a href="/privacy/versions">${texts.versions}</a></p>
${drawPolicy(notice)}
${purposes && html`<h2>${purposes.heading}</h2>${purposes.text.split('\n\n').map((line) => html`<p>${line}</p>`)}`}
<p class="quiet">${texts.hash} <code>${notice.sha256}</code></p>`;
}

function cookiesBody(handed: PolicyHanded): Html {
  const texts = messages.cookies;
  const rows = handed.cookies.map((cookie) => [
    html`<code>${cookie.name}</code>`,
    cookie.purpose,
    cookie.lifetime,
    cookie.setFor,
  ]);
  return html`<h1>${texts.title}</h1>
<p>${texts.lead}</p>
<p>${texts.statistics} <a href="/privacy/statistics">${texts.refuse}</a></p>
<p>${texts.all}</p>
${table(texts.title, [texts.name, texts.purpose, texts.lifetime, texts.setFor], rows)}`;
}
