import type { Visit } from '../../../platform/clauses/behaviour.ts';
import type { BuiltDemand } from '../../../platform/clauses/clause.ts';
import { deskScripts } from '../../../platform/clauses/desk-scripts.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { oneLine, pageFacts } from '../../../platform/clauses/page-facts.ts';

const url = '/api/v1/licences/:id/activate';
const path = '/api/v1/licences/{id}/activate';
const nobody = '00000000-0000-4000-8000-000000000000';

interface Api {
  readonly paths?: Record<string, { post?: { requestBody?: { content?: Record<string, { schema?: Body }> } } }>;
}
interface Body {
  properties?: Record<string, unknown>;
  readonly required?: readonly string[];
}

const bodyOf = (api: Api) => api.paths?.[path]?.post?.requestBody?.content?.['application/json']?.schema;
const onPage = async ({ get }: Visit) =>
  pageFacts((await get('/activate')).text).inputs.filter((name) => name !== 'serial' && name !== 'marketing');

/** Of clause L2: what resellers register for their customers. */
export const portalDemand: BuiltDemand = {
  id: 'L2.portal',
  says: 'Resellers can register a customer in the portal by the same schema.',
  built: true,
  kind: 'completeness',
  control: 'The portal draws the fields of the schema that programs are served, and its route takes these fields.',
  couldBeWrong: 'The script of the portal is read, not run: a browser that draws it otherwise would not be seen.',
  proof: {
    probe: {
      kind: 'behaviour',
      unit: 'fields',
      steps: [
        'Take the route by which a reseller activates a licence for a customer from the route table: administrators and staff of resellers may call it, and somebody who has not signed in is turned away.',
        'Read from /openapi.json what it takes: each field that /activate asks for, but the serial and the choice of marketing, and the notice, which it needs; and nothing else.',
        'A script of the desk asks for the registration schema.',
        'Counted: columns of a registration in the catalog that hold what was told.',
      ],
      walk: async (visit) => {
        const asked = await onPage(visit);
        const route = visit.routes.find((each) => each.method === 'POST' && each.url === url);
        const closed = (await visit.post(url.replace(':id', nobody), '{}', { 'content-type': 'application/json' }))
          .status;
        const body = bodyOf(JSON.parse((await visit.get('/openapi.json')).text) as Api);
        const takes = Object.keys(body?.properties ?? {});
        const against = [
          ...asked.filter((name) => !takes.includes(name)),
          ...takes.filter((name) => name !== 'notice' && !asked.includes(name)),
          ...(body?.required?.includes('notice') ? [] : ['notice']),
          ...['reseller administrator', 'reseller staff'].filter((each) => !route?.access.callers.includes(each)),
          ...(closed === 401 ? [] : [`somebody who has not signed in: ${closed}`]),
          ...((await deskScripts(visit, '/registration-schema')).length > 0 ? [] : ['no script asks for the schema']),
        ];
        return {
          examined: visit.vendor ? asked.length : 0,
          counted: visit.vendor ? await toldColumns(visit) : 0,
          counterexamples: listed(against),
        };
      },
    },
    saboteur: {
      kind: 'behaviour',
      says: 'Takes the industry sector off what a reseller may send.',
      app: (app) =>
        app.addHook('onSend', async (request, _reply, payload) => {
          if (request.url !== '/openapi.json' || typeof payload !== 'string') return payload;
          const api = JSON.parse(payload) as Api;
          delete bodyOf(api)?.properties?.industry;
          return JSON.stringify(api);
        }),
    },
  },
};

const beside = ['why', 'need', 'purposes', 'recipients', 'retention'] as const;

/** Of clause L3: what stands beside the fields of the portal and of programs. */
export const portalBesideDemand: BuiltDemand = {
  id: 'L3.portal',
  says: 'The reseller portal shows the same beside each field, and programs are served it to show.',
  built: true,
  kind: 'visibility',
  control: 'Page, portal and programs draw their fields with what the schema says of each.',
  couldBeWrong:
    'The script of the portal is read, not run. What a program of the vendor shows of what it is served is not seen here.',
  proof: {
    probe: {
      kind: 'behaviour',
      unit: 'fields',
      steps: [
        'Read /api/v1/registration-schema, which the portal and programs draw their fields from: why, need, purposes, recipients and retention of each field are not empty.',
        'Each script of the desk that asks for this schema reads all five.',
        'Counted: fields that /activate asks for, but the serial and the choice of marketing.',
      ],
      walk: async (visit) => {
        type Field = { name: string; purposes: string[] } & Record<(typeof beside)[number], string | string[]>;
        const answer = await visit.get('/api/v1/registration-schema');
        const { fields } = (answer.status === 200 ? JSON.parse(answer.text) : { fields: [] }) as { fields: Field[] };
        const scripts = await deskScripts(visit, '/registration-schema');
        const unread = beside.filter((part) => !scripts.every((text) => new RegExp(`\\.${part}\\b`).test(text)));
        const against = fields.filter((field) =>
          beside.some(
            (part) => [field[part]].flat().join('').length < 3 || [field[part]].flat().map(oneLine).includes(''),
          ),
        );
        return {
          examined: fields.length,
          counted: visit.vendor ? (await onPage(visit)).length : 0,
          counterexamples: listed([
            ...against.map(({ name }) => name),
            ...unread.map((part) => `the portal does not show: ${part}`),
            ...(scripts.length > 0 ? [] : ['no script asks for the schema']),
          ]),
        };
      },
    },
    saboteur: {
      kind: 'behaviour',
      says: 'Serves a portal that leaves out how long things are kept.',
      app: (app) =>
        app.addHook('onSend', async (request, reply, payload) => {
          if (!/^\/desk\/assets\/.*\.js$/.test(request.url) || !isStream(payload)) return payload;
          const pieces: Buffer[] = [];
          for await (const piece of payload) pieces.push(Buffer.from(piece));
          const bytes = Buffer.from(Buffer.concat(pieces).toString('utf8').replaceAll('.retention', '.forgotten'));
          reply.header('content-length', String(bytes.length));
          return bytes;
        }),
    },
  },
};

function isStream(payload: unknown): payload is AsyncIterable<Uint8Array> {
  return typeof payload === 'object' && payload !== null && Symbol.asyncIterator in payload;
}

async function toldColumns({ snapshot }: Visit): Promise<number> {
  const [columns] = await snapshot(({ query }) =>
    query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_attribute WHERE attrelid = 'licensing.registrations'::regclass AND attnum > 0
       AND attname IN ('company_name', 'street', 'postal_code', 'city', 'region', 'country', 'name', 'email', 'phone',
         'title', 'role', 'products_designed', 'primary_product', 'industry')`,
    ),
  );
  return columns?.n ?? 0;
}
