import { fillText } from '../../../platform/clauses/fill-text.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import { page } from '../../../platform/html/page.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { publicIncidents } from '../actions/incidents.ts';
import type { Prover } from '../actions/proof.ts';
import { states } from '../actions/proof-board.ts';
import { type PublicClause, type PublicDemand, publicClause } from '../actions/public-proof.ts';
import { messages, stateWords } from './proof-messages.ts';

const config = access({ callers: ['public'], purposes: [], limit: 'page' });

/** What is proven of the policy, for everybody: bands instead of figures, and never a counterexample. */
export function proofPages(app: App, deps: Pick<Deps, 'site' | 'db'>, prover: Prover): void {
  app.get('/privacy/proof', { config, schema: { hide: true } }, async (_request, reply) => {
    const [site, vendor, board, over] = await Promise.all([
      deps.site(),
      prover.vendorWords(),
      prover.board(),
      publicIncidents(deps.db.read),
    ]);
    const clauses = board.map((clause) => publicClause(clause, (text) => fillText(text, vendor)));
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page(site, { title: messages.title, body: draw(clauses, over), counted: '/privacy/proof' }));
  });

  app.get(
    '/privacy/proof.json',
    { config, schema: { summary: 'What is proven of the policy', tags: ['proof'] } },
    async (_request, reply) => {
      const [vendor, board, incidents] = await Promise.all([
        prover.vendorWords(),
        prover.board(),
        publicIncidents(deps.db.read),
      ]);
      reply.header('cache-control', 'no-cache');
      return {
        states: stateWords,
        clauses: board.map((clause) => publicClause(clause, (text) => fillText(text, vendor))),
        incidents,
      };
    },
  );
}

type Over = Awaited<ReturnType<typeof publicIncidents>>;

function draw(clauses: readonly PublicClause[], over: Over): Html {
  return html`<h1>${messages.title}</h1>
<p>${messages.lead}</p>
<p>${messages.numbers}</p>
<p><a href="/privacy">${messages.policy}</a></p>
<p><a href="/privacy/proof.json">${messages.machine}</a></p>
<p><a href="/privacy/proof/verify">${messages.verify}</a></p>
${clauses.length === 0 && html`<p>${messages.empty}</p>`}
${clauses.filter(({ published }) => published).map(drawClause)}
${drawToCome(clauses.filter(({ published }) => !published))}
${drawOver(over)}
<h2>${messages.statesTitle}</h2>
<dl>${states.toReversed().map((state) => html`<dt class="state ${className(state)}">${state}</dt><dd>${stateWords[state]}</dd>`)}</dl>`;
}

function drawClause(clause: PublicClause): Html {
  const held = clause.demands.filter(({ state }) => state === 'held').length;
  return html`<section aria-labelledby="${clause.id}">
<h2 id="${clause.id}">${clause.title}</h2>
<p>${clause.text}</p>
<p>${messages.clause} <span class="state ${className(clause.state)}">${clause.state}</span> <span class="quiet">(${messages.heldOf(held, clause.demands.length)})</span></p>
<details><summary>${messages.boundary}</summary><p>${clause.boundary}</p></details>
<ul>${clause.demands.map(drawDemand)}</ul>
</section>`;
}

/** Breaks that are over. */
function drawOver(over: Over): Html | null {
  if (over.length === 0) return null;
  return html`<h2>${messages.over}</h2>
<dl>${over.map(
    ({ demand, from, until, cause }) =>
      html`<dt>${demand}: ${time(from)} ${messages.until} ${until && time(until)}</dt><dd class="words">${cause}</dd>`,
  )}</dl>`;
}

function drawToCome(clauses: readonly PublicClause[]): Html | null {
  if (clauses.length === 0) return null;
  return html`<h2>${messages.toCome}</h2>
<p>${messages.toComeLead}</p>
${clauses.map(
  ({ id, title, demands }) => html`<section aria-labelledby="${id}">
<h3 id="${id}">${title}</h3>
<ul>${demands.map(({ says }) => html`<li>${says}</li>`)}</ul>
</section>`,
)}`;
}

function drawDemand(demand: PublicDemand): Html {
  return html`<li><span class="state ${className(demand.state)}">${demand.state}</span>${demand.since && html` ${messages.since} ${time(demand.since)}`}: ${demand.says}
${demand.why && demand.why !== demand.state && html`<p class="quiet">${messages.why} ${demand.why}.</p>`}
${demand.at && html`<p class="quiet">${messages.lookedAt} ${demand.lookedAt ?? ''} ${messages.on} ${time(demand.at)}. ${messages.seenRed} ${demand.lastSeenRed ? time(demand.lastSeenRed) : messages.never}.</p>`}
${demand.couldBeWrong && html`<details><summary>${messages.wrong}</summary><p>${demand.couldBeWrong}</p></details>`}</li>`;
}

const className = (state: string) => state.replace(' ', '-');

function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
