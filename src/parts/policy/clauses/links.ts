import type { BehaviourSaboteur, Visit } from '../../../platform/clauses/behaviour.ts';
import type { Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { type Link, pageFacts } from '../../../platform/clauses/page-facts.ts';
import { isPage, openAll, publicPaths } from '../../../platform/clauses/public-pages.ts';

interface OutsideLink extends Link {
  readonly route: string;
  /** Whether the page on which it stands lets no link say where it was. */
  readonly silent: boolean;
}

const leaves = (href: string) => /^\s*([a-z+.-]+:)?\/\//i.test(href);

/** Links on public pages that lead to other sites, and how often the text of the pages has one. */
async function outsideLinks(visit: Visit, headers: Readonly<Record<string, string>> = {}) {
  const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage), headers);
  const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
  const links: OutsideLink[] = pages.flatMap(({ route, answer }) =>
    pageFacts(answer.text)
      .links.filter(({ href }) => leaves(href))
      .map((link) => ({
        ...link,
        route,
        silent: /<meta\s+name="referrer"\s+content="no-referrer">/i.test(answer.text),
      })),
  );
  const counted = pages.reduce(
    (sum, { answer }) => sum + (answer.text.match(/<a\s[^>]*href="\s*(?:[a-z+.-]+:)?\/\//gi)?.length ?? 0),
    0,
  );
  return { links, counted };
}

/** Adds a link to every public page, or changes those that are there. */
function onPages(says: string, change: (page: string) => string): BehaviourSaboteur {
  return {
    kind: 'behaviour',
    says,
    app: (app) =>
      app.addHook('onSend', async (_request, _reply, payload) =>
        typeof payload === 'string' && payload.includes('</main>') ? change(payload) : payload,
      ),
  };
}

const unit = 'links that leave the site';
const opens = 'Open every public page and read its links that lead to other sites.';
const counts = 'Counted: addresses of other sites in opening tags of links, in the text of the pages.';

export const linksClause: Clause = {
  id: 'F2',
  version: 1,
  part: 'policy',
  title: 'Links to sites of others',
  text: 'Some of our pages link to sites of others, which are listed on the page of this policy with whoever runs them. We are not responsible for those sites. Each such link is marked, and tells the other site neither where you come from nor anything of you.',
  keeps: 'A register of outside links and parties; links are marked and carry no referrer or identifier.',
  terms: ['dpv:ThirdParty'],
  boundary:
    'Links on the pages for everybody of this system. Where a link leads once it is followed is up to the other site, which sees the address of your computer as every site does. Links in mails and on other websites of ours are not looked at.',
  concerns: [],
  demands: [
    {
      id: 'F2.register',
      says: 'Every link to others is registered with the party behind it, and leads straight to what is registered.',
      built: true,
      kind: 'completeness',
      control: 'Public pages draw links to others from the register alone.',
      couldBeWrong: 'Whether the party named is the one that runs the site is for people to see to.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit,
          steps: [
            opens,
            'It holds if the very address is in the register, with a party; and of each in the register, if a page links to that very address.',
            `${counts} And the register.`,
          ],
          walk: async (visit) => {
            const { links, counted } = await outsideLinks(visit);
            const registered = await visit.snapshot(({ query }) =>
              query<{ url: string }>(`SELECT url FROM policy.outside_links WHERE trim(party) <> ''`),
            );
            const known = new Set(registered.map(({ url }) => url));
            const against = links.filter(({ href }) => !known.has(href));
            const drawn = new Set(links.map(({ href }) => href));
            const [register] = await visit.snapshot(({ query }) =>
              query<{ n: number }>('SELECT count(DISTINCT id)::int AS n FROM policy.outside_links'),
            );
            return {
              examined: links.length + registered.length,
              counted: counted + (register?.n ?? 0),
              counterexamples: listed([
                ...against.map(({ route, href }) => `${route}: ${href}`),
                ...registered.filter(({ url }) => !drawn.has(url)).map(({ url }) => `${url}: no page links to it`),
              ]),
            };
          },
        },
        saboteur: onPages('Links to a site that nobody has registered.', (page) =>
          page.replace('</main>', '<a href="https://elsewhere.example/" rel="external noreferrer">More</a></main>'),
        ),
      },
    },
    {
      id: 'F2.marked',
      says: 'Each such link is marked.',
      built: true,
      kind: 'visibility',
      control: 'One place draws such links; the stylesheet puts an arrow behind whatever says rel="external".',
      couldBeWrong:
        'That the arrow can be seen is not looked at, only that the link says so and the stylesheet has it.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit,
          steps: [
            opens,
            'It holds if it says rel="external", and if the stylesheet of the page draws a mark behind that.',
            counts,
          ],
          walk: async (visit) => {
            const { links, counted } = await outsideLinks(visit);
            const style = visit.routes.find(({ url }) => /^\/style-\w+\.css$/.test(url));
            const sheet = style ? (await visit.get(style.url)).text : '';
            const isDrawn = /a\[rel~="?external"?\]::after\{[^}]*content:/.test(sheet);
            const against = links.filter(({ rel }) => !rel.includes('external'));
            return {
              examined: links.length,
              counted,
              counterexamples: listed([
                ...(isDrawn ? [] : ['the stylesheet draws no mark']),
                ...against.map(({ route, href }) => `${route}: ${href}`),
              ]),
            };
          },
        },
        saboteur: onPages('Takes the mark from every link.', (page) => page.replaceAll('rel="external ', 'rel="')),
      },
    },
    {
      id: 'F2.referrer',
      says: 'Each such link carries no referrer.',
      built: true,
      kind: 'prohibition',
      control: 'The pages, their headers and each such link say so.',
      couldBeWrong: 'What a browser sends is up to the browser; a test follows a link with one.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit,
          steps: [
            opens,
            'It holds if it says rel="noreferrer", and if its page lets no link say where it was.',
            counts,
          ],
          walk: async (visit) => {
            const { links, counted } = await outsideLinks(visit);
            const against = links.filter(({ rel, silent }) => !rel.includes('noreferrer') || !silent);
            return {
              examined: links.length,
              counted,
              counterexamples: listed(against.map(({ route, href }) => `${route}: ${href}`)),
            };
          },
        },
        saboteur: onPages('Lets links say where they were.', (page) => page.replaceAll(' noreferrer', '')),
      },
    },
    {
      id: 'F2.identifier',
      says: 'Each such link carries no identifier: it is the same for everybody.',
      built: true,
      kind: 'prohibition',
      control: 'Addresses in the register have nothing after ? or #, and pages draw them as they are.',
      couldBeWrong: 'An identifier within the path, given to each visitor at a later visit only, would not be seen.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit,
          steps: [
            opens,
            'Open them again as somebody else: with cookies, another browser and another language.',
            'It holds if the link is on the page both times, and has no query string, no fragment and no name before an @.',
            counts,
          ],
          walk: async (visit) => {
            const { links, counted } = await outsideLinks(visit);
            const other = await outsideLinks(visit, {
              cookie: 'kept.session_token=made-up',
              'user-agent': 'Mozilla/5.0 (made up)',
              'accept-language': 'de',
            });
            const again = new Set(other.links.map(({ route, href }) => `${route}: ${href}`));
            const against = links.filter(
              ({ route, href }) => /[?#]|\/\/[^/]*@/.test(href) || !again.has(`${route}: ${href}`),
            );
            return {
              examined: links.length,
              counted,
              counterexamples: listed(against.map(({ route, href }) => `${route}: ${href}`)),
            };
          },
        },
        saboteur: onPages('Gives each link a number of the visitor.', (page) =>
          page.replace(
            /(<a href="https?:\/\/[^"]+)"/g,
            (_, link: string) => `${link}?v=${Math.floor(Math.random() * 1e9)}"`,
          ),
        ),
      },
    },
  ],
};
