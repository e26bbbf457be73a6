import type { Deps } from '../../../platform/deps.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { latestCheckpoint, latestNote } from '../actions/evidence/proofs.ts';
import type { CheckpointAnswer } from '../wire/evidence.ts';
import { messages } from './evidence-messages.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'page' });
const schema = { hide: true };

/** How everybody checks the evidence log; `verifier` is the program for it, one page that asks nobody. */
export function evidencePages(app: App, deps: Pick<Deps, 'db' | 'site'>, verifier: string): void {
  const { read } = deps.db;

  app.get('/privacy/proof/verify', { config, schema }, async (_request, reply) => {
    const latest = await latestCheckpoint(read).catch(() => null);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page(await deps.site(), { title: messages.title, body: draw(latest), counted: '/privacy/proof/verify' }));
  });

  // As a file and not as a page: what checks us should not run from us.
  app.get(
    '/api/v1/evidence/verifier',
    { config, schema: { summary: 'A program of one page that checks proofs', tags: ['evidence'] } },
    async (_request, reply) =>
      reply
        .type('application/octet-stream')
        .header('content-disposition', 'attachment; filename="kept-verify.html"')
        .header('cache-control', 'no-cache')
        .send(verifier),
  );

  app.get('/privacy/proof/checkpoint.txt', { config, schema }, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await latestNote(read)),
  );
}

function draw(latest: CheckpointAnswer | null): Html {
  return html`<h1>${messages.title}</h1>
<p>${messages.lead}</p>
<p>${messages.personal}</p>
<h2>${messages.steps}</h2>
<ol>
<li><a href="/api/v1/evidence/verifier" download>${messages.download}</a>. ${messages.downloadWhy}</li>
<li>${messages.data} <a href="/me">${messages.own}</a></li>
<li>${messages.open}</li>
<li>${messages.later}</li>
</ol>
<h2>${messages.now}</h2>
${latest === null ? html`<p>${messages.empty}</p>` : drawLatest(latest)}
<p><a href="/privacy/proof">${messages.proof}</a></p>`;
}

function drawLatest({ size, at, checkpoint, keys }: CheckpointAnswer): Html {
  return html`<dl>
<dt>${messages.size}</dt><dd>${size.toLocaleString('en')}</dd>
<dt>${messages.made}</dt><dd><time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></dd>
<dt>${messages.checkpoint}</dt><dd><pre class="whole">${checkpoint}</pre></dd>
<dt>${messages.key}</dt><dd><code>${keys[0]?.key ?? ''}</code><br>${messages.keyWhy}</dd>
</dl>
<p><a href="/privacy/proof/checkpoint.txt">${messages.plain}</a></p>`;
}
