import { ask, askRaw } from './ask.ts';
import { must, type Way } from './way.ts';

/** What goes wrong, on the one side or the other. */
export const errorWays: readonly Way[] = [
  {
    name: 'an error: malformed JSON (400)',
    async walk({ url }, visitor) {
      const headers = { 'content-type': 'application/json' };
      const text = `{"serial": "${visitor.address} ${visitor.agent}`;
      must(await ask(`${url}/api/v1/activations`, visitor, { text, headers }), 400);
    },
  },
  {
    name: 'an error: values that cannot be (400)',
    async walk({ url }, visitor) {
      const json = { serial: { from: visitor.address }, notice: visitor.agent, [visitor.mark]: visitor.address };
      must(await ask(`${url}/api/v1/activations`, visitor, { json }), 400);
    },
  },
  {
    name: 'an error: no such page (404)',
    async walk({ url }, visitor) {
      must(await ask(`${url}/none/${visitor.address}?agent=${visitor.mark}`, visitor), 404);
      must(await ask(`${url}/api/v1/none/${visitor.address}`, visitor, { json: { from: visitor.address } }), 404);
    },
  },
  {
    name: 'an error: too much (413)',
    async walk({ url }, visitor) {
      const json = { serial: `${visitor.address} ${'x'.repeat(2_000_000)}` };
      must(await ask(`${url}/api/v1/activations`, visitor, { json }), 413);
    },
  },
  {
    name: 'an error: another media type (415)',
    async walk({ url }, visitor) {
      const headers = { 'content-type': `application/${visitor.mark}` };
      must(await ask(`${url}/api/v1/activations`, visitor, { text: visitor.address, headers }), 400, 415);
    },
  },
  {
    name: 'an error: too often (429)',
    async walk({ url }, visitor) {
      for (let turn = 0; turn < 200; turn += 1) {
        const { status } = await ask(`${url}/me`, visitor, { form: { email: 'nobody-known@customer.example' } });
        if (status === 429) return;
      }
      throw new Error('no limit was met');
    },
  },
  {
    name: 'an error: a fault of the server (500)',
    async walk({ installation, url }, visitor) {
      const rename = (from: string, to: string) =>
        installation.asOwner((client) => client.query(`ALTER TABLE contacts.${from} RENAME TO ${to}`));
      await rename('people', 'people_away');
      try {
        must(await ask(`${url}/me`, visitor, { form: { email: `${visitor.mark}@customer.example` } }), 500, 503);
      } finally {
        await rename('people_away', 'people');
      }
    },
  },
  {
    name: 'an error: no HTTP',
    async walk({ url }, visitor) {
      const said = await askRaw(url, `HELO ${visitor.address} ${visitor.agent}\r\n\r\n`);
      if (!said.startsWith('HTTP/1.1 400')) throw new Error('it was not refused');
    },
  },
  {
    name: 'an error: header injection',
    async walk({ url }, { address, agent, mark }) {
      const head = `GET /privacy HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${agent}`;
      const folded = `${head}\r\nX-Forwarded-For: ${address}\u0000, 127.0.0.1\r\nX-${mark} : a\r\n\r\n`;
      const injected = `${head}\r\nX-Forwarded-For: ${address}\rSet-Cookie: ${mark}=1\r\n\r\n`;
      const large = `${head}\r\nX-Forwarded-For: ${address}\r\nX-Large: ${mark.repeat(2_000)}\r\n\r\n`;
      for (const bytes of [folded, injected, large]) {
        const said = await askRaw(url, bytes);
        if (!/^HTTP\/1\.1 4\d\d/.test(said)) throw new Error('it was not refused');
      }
    },
  },
  {
    name: 'false forwarding headers',
    async walk({ url }, visitor) {
      const { address, mark } = visitor;
      const headers = {
        forwarded: `for="[${address}]";host=${mark}`,
        'x-real-ip': address,
        'x-client-ip': address,
        'cf-connecting-ip': address,
        'true-client-ip': address,
        'x-forwarded-host': `${mark}.example`,
        via: `1.1 ${mark}`,
        'x-request-id': `${mark}-${address}`,
        referer: `https://${address.includes(':') ? `[${address}]` : address}/`,
        'sec-ch-ua': `"${mark}";v="1"`,
      };
      must(await ask(`${url}/activate`, visitor, { headers }), 200);
      must(await ask(`${url}/no-such-page`, visitor, { headers }), 404);
    },
  },
];
