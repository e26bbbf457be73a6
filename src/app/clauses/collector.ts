import type { Clause } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { oneLine, pageFacts } from '../../platform/clauses/page-facts.ts';
import { isPage, openAll, publicPaths } from '../../platform/clauses/public-pages.ts';

export const collectorClause: Clause = {
  id: 'A6',
  version: 1,
  part: 'all',
  title: 'Who collects, and where to reach us',
  text: 'What you tell us here is collected by {vendor}, {address}, telephone {phone}. Pages that we link to elsewhere collect for themselves; we mark such links.',
  keeps: 'Every page that collects names the collecting party; links that leave the site are marked.',
  terms: ['dpv:DataController', 'dpv:hasContact'],
  boundary: 'Pages of this system. A page of a reseller that links here is its own.',
  concerns: [],
  demands: [
    {
      id: 'A6.named',
      says: 'Every public page with a form names the collecting party with its postal address and phone number.',
      built: true,
      kind: 'visibility',
      control: 'The frame around every public page draws the identity that the vendor has given.',
      couldBeWrong:
        'The words must be on the page; whether they are easy to find is not looked at. Pages that a link in a mail opens are seen with a made-up link.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'pages',
          steps: [
            'Open every public page.',
            'It holds if the vendor has a name, an address and a phone number, and the words of the page have the name, every line of the address and the number; or if it has no form.',
            'Without a vendor, or without any form on any page, nothing was looked at.',
            'Counted: answers whose text begins like an HTML document.',
          ],
          walk: async (visit) => {
            const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
            const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
            const facts = pages.map(({ route, answer }) => ({ route, ...pageFacts(answer.text) }));
            const { vendor } = visit;
            // Past what the types say: what is to be looked at may have been taken away.
            const told = [vendor?.name, ...(vendor?.address ?? '').split('\n'), vendor?.phone];
            const names = told.map((word: string | null | undefined) => oneLine(word ?? ''));
            const forms = facts.reduce((sum, page) => sum + page.forms, 0);
            const against = facts.filter(
              ({ forms: own, words }) => own > 0 && !names.every((name) => name !== '' && words.includes(name)),
            );
            return {
              examined: vendor && forms > 0 ? pages.length : 0,
              counted:
                vendor && forms > 0 ? opened.filter(({ answer }) => /^\s*<!doctype html/i.test(answer.text)).length : 0,
              counterexamples: listed(against.map(({ route }) => route)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Leaves the phone number out of the pages.',
          app: (app) =>
            app.addHook('onSend', async (_request, _reply, payload) =>
              typeof payload === 'string' ? payload.replaceAll('+44 20 7946 0000', '') : payload,
            ),
        },
      },
    },
    {
      id: 'A6.links',
      says: 'Every link that leaves the site is marked as such and tells the other site nothing of where it was.',
      built: true,
      kind: 'visibility',
      control: 'Public pages link to pages of their own; a link elsewhere has to be marked by hand.',
      couldBeWrong: 'Whether the mark can be seen is not looked at, only that the link says rel="external noreferrer".',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'links',
          steps: [
            'Open every public page and read its links.',
            'A link holds if it stays here, or if it is marked rel="external noreferrer".',
            'Counted: opening tags of links in the text of the pages.',
          ],
          walk: async (visit) => {
            const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
            const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
            const links = pages.flatMap(({ route, answer }) =>
              pageFacts(answer.text).links.map((link) => ({ route, ...link })),
            );
            const against = links.filter(
              ({ href, rel }) =>
                /^([a-z+.-]+:)?\/\//i.test(href) && !(rel.includes('external') && rel.includes('noreferrer')),
            );
            return {
              examined: links.length,
              counted: pages.reduce((sum, { answer }) => sum + (answer.text.split(/<a\s[^>]*href=/i).length - 1), 0),
              counterexamples: listed(against.map(({ route, href }) => `${route}: ${href}`)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Puts an unmarked link to another site into every page.',
          app: (app) =>
            app.addHook('onSend', async (_request, _reply, payload) =>
              typeof payload === 'string'
                ? payload.replace('</main>', '<a href="https://elsewhere.example/">More</a></main>')
                : payload,
            ),
        },
      },
    },
    {
      id: 'A6.partners',
      says: 'A page on which a reseller or partner collects names that party instead.',
      built: false,
    },
  ],
};
