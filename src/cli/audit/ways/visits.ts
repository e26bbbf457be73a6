import { type Asked, ask } from './ask.ts';
import { must, type Way, type World } from './way.ts';

const page = 'https://audit.example';
const report = (more: object) =>
  JSON.stringify({ k: 'v', u: `${page}/beacon`, r: '', l: 'en', n: '', w: 1_280, ...more });
const fromPage = { origin: page };

const beacon =
  (more: object, asked: Asked = {}) =>
  async ({ url }: World, visitor: Parameters<typeof ask>[1]) => {
    const headers = { ...fromPage, ...asked.headers };
    must(await ask(`${url}/s/hit`, visitor, { ...asked, text: report(more), headers }), 204);
  };

/** Hits of websites, and those of other servers of the same installation. */
export const visitWays: readonly Way[] = [
  { name: 'the beacon: a page view', walk: beacon({}) },
  {
    name: 'the beacon: time, goal, download, link and search',
    async walk(world, visitor) {
      for (const more of [
        {},
        { k: 'e', t: 7 },
        { k: 'g', n: `from ${visitor.address} with ${visitor.address}` },
        { k: 'd', n: `${page}/manual.pdf?from=${visitor.address}` },
        { k: 'o', n: `https://partner.example/?from=${visitor.address}` },
        {
          u: `${page}/found?q=${visitor.address}&utm_source=${visitor.address}`,
          r: `https://${visitor.mark}@news.example/`,
        },
      ])
        await beacon(more)(world, visitor);
    },
  },
  {
    name: 'the beacon: the address within the page and its source',
    walk: async (world, visitor) => {
      const named = encodeURIComponent(visitor.address);
      await beacon({ u: `${page}/of/${named}/x?ip=${named}`, r: `https://news.example/${named}` })(world, visitor);
    },
  },
  { name: 'the beacon: who refuses (Sec-GPC)', walk: beacon({}, { headers: { 'sec-gpc': '1' } }) },
  { name: 'the beacon: who refuses (cookie)', walk: beacon({}, { headers: { cookie: 'kept.refused=1' } }) },
  {
    name: 'the beacon: a bot',
    walk: (world, visitor) =>
      beacon({}, { headers: { 'user-agent': `Mozilla/5.0 (compatible; GPTBot/1.2; ${visitor.mark})` } })(
        world,
        visitor,
      ),
  },
  {
    name: 'the beacon: no server in front',
    only: { family: 'IPv4', first: 127 },
    walk: beacon({ u: `${page}/direct` }, { direct: true }),
  },
  {
    name: 'the beacon: of a site that nobody knows',
    async walk({ url }, visitor) {
      const text = report({ u: 'https://unknown.example/' });
      must(await ask(`${url}/s/hit`, visitor, { text }), 403);
    },
  },
  {
    name: 'the beacon: no report',
    async walk({ url }, visitor) {
      must(await ask(`${url}/s/hit`, visitor, { text: `{"k":"v","u":"${visitor.address}`, headers: fromPage }), 400);
    },
  },
  {
    name: 'the pixel',
    async walk({ url }, visitor) {
      const path = `${url}/s/pixel.gif?p=/pixel`;
      must(await ask(path, visitor, { headers: { referer: `${page}/${visitor.address}` } }), 200);
    },
  },
  {
    name: 'the script',
    async walk({ url }, visitor) {
      must(await ask(`${url}/s.js`, visitor, { headers: { referer: `${page}/` } }), 200);
    },
  },
  {
    name: 'a hit that one server hands to another',
    slow: true,
    async walk({ peerUrl }, visitor) {
      must(await ask(`${peerUrl}/s/hit`, visitor, { text: report({ u: `${page}/peer` }), headers: fromPage }), 204);
    },
  },
  {
    name: 'a message that no server of ours has sealed',
    async walk({ url }, visitor) {
      const headers = { 'content-type': 'application/vnd.kept.sealed' };
      const answer = await ask(`${url}/s/peer`, visitor, {
        text: JSON.stringify({ hits: [visitor.address] }),
        headers,
      });
      if (answer.status < 400) throw new Error(`answered ${answer.status}`);
    },
  },
];
