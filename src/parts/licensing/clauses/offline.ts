import type { BuiltDemand } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { pageFacts } from '../../../platform/clauses/page-facts.ts';

/** A request that asks for a licence which does not exist: the page asks for the rest and has written nothing by then. */
const request =
  `{"build":"2026-01-01","machine":"made-up-machine","product":"MADE-UP","proof":"${'0'.repeat(64)}","registration":null,` +
  '"releaseId":null,"request":"AAAAAAAAAAAAAAAAAAAAAA","serial":"00000-00000-00000-00000","type":"kept-request-1"}';

export const offlineDemand: BuiltDemand = {
  id: 'L2.offline',
  says: 'A licence can be activated on a machine without a network, and each of these is asked then.',
  built: true,
  kind: 'completeness',
  control:
    'The page for such machines takes the request of a program, and draws what is missing from the same list of fields.',
  couldBeWrong:
    'The request asks for no real licence, so the answer is not seen here; that it is bound to request and machine, and taken by the program, is looked at by tests.',
  proof: {
    probe: {
      kind: 'behaviour',
      unit: 'fields',
      steps: [
        'Open /activate/offline: it must take a file and a text.',
        'Hand in a request without a registration, for a serial that nobody has.',
        'The page must ask for each of the fields that the policy names.',
        'Counted: columns of a registration in the catalog that hold what was told.',
      ],
      walk: async ({ get, post, snapshot, vendor }) => {
        const named = [
          ...['companyName', 'street', 'postalCode', 'city', 'region', 'country', 'name', 'email', 'phone'],
          ...['title', 'role', 'productsDesigned', 'primaryProduct', 'industry'],
        ];
        const start = new Set(pageFacts((await get('/activate/offline')).text).inputs);
        const answer = await post('/activate/offline', new URLSearchParams({ text: request }).toString(), {
          'content-type': 'application/x-www-form-urlencoded',
        });
        const asked = new Set(answer.status === 200 ? pageFacts(answer.text).inputs : []);
        const [columns] = await snapshot(({ query }) =>
          query<{ n: number }>(
            `SELECT count(*)::int AS n FROM pg_attribute WHERE attrelid = 'licensing.registrations'::regclass AND attnum > 0
             AND attname IN ('company_name', 'street', 'postal_code', 'city', 'region', 'country', 'name', 'email', 'phone',
               'title', 'role', 'products_designed', 'primary_product', 'industry')`,
          ),
        );
        const against = [
          ...['file', 'text'].filter((name) => !start.has(name)),
          ...named.filter((field) => !asked.has(field)),
        ];
        return {
          examined: vendor ? named.length : 0,
          counted: vendor ? (columns?.n ?? 0) : 0,
          counterexamples: listed(against),
        };
      },
    },
    saboteur: {
      kind: 'behaviour',
      says: 'Asks for no telephone number where the request of a program comes without a registration.',
      app: (app) =>
        app.addHook('onSend', async (sent, _reply, payload) =>
          sent.url === '/activate/offline' && typeof payload === 'string'
            ? payload.replace('name="phone"', '')
            : payload,
        ),
    },
  },
};
