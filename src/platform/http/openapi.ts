import type { Access } from './access.ts';
import { callers, isStaff, memberRoles } from './roles.ts';

interface Described {
  readonly method: string;
  readonly url: string;
  readonly access: Access | undefined;
  readonly schema: Record<string, unknown>;
}

const safe = new Set(['GET', 'HEAD']);

/** What the route's access says, in the terms of OpenAPI: who may call, with which headers, and how it refuses. */
export function describeAccess({ method, url, access, schema: given }: Described): Record<string, unknown> {
  if (!access) return given;
  const form = method === 'POST' && given.hide === true;
  const schema = form ? describeForm(url, given) : given;
  const { callers: named, purposes } = access;
  const headers = {
    ...(schema.headers as { properties?: object } | undefined)?.properties,
    ...headersOf(method, access),
  };
  return {
    ...schema,
    security: securityOf(named),
    ...(Object.keys(headers).length > 0 ? { headers: { type: 'object', properties: headers } } : {}),
    response: { ...(schema.response as object | undefined), default: form ? errorPage : errorShape },
    'x-callers': named.length === callers.length ? ['everybody'] : named,
    'x-purposes': purposes,
  };
}

const forMembers = (named: Access['callers']) => memberRoles.some((role) => named.includes(role));

function securityOf(named: Access['callers']): object[] {
  if (named.includes('public')) return [];
  return [...(forMembers(named) ? [{ session: [] }] : []), ...(named.includes('API token') ? [{ token: [] }] : [])];
}

/** The headers that a call may or must carry. */
function headersOf(method: string, { callers: named, purposes, idempotent, unstated }: Access): object {
  const stated = purposes.length > 0 && !unstated && memberRoles.some((role) => isStaff(role) && named.includes(role));
  return {
    ...(idempotent && { 'idempotency-key': text('The same key and request act once and are answered alike.') }),
    ...(forMembers(named) && !safe.has(method) && { 'kept-csrf': text('1: the request comes from the desk.') }),
    ...(stated && {
      'kept-purpose': { type: 'string', enum: purposes, description: 'Staff: the purpose for which people are read.' },
      'kept-reason': text('Staff: why, in 3 to 200 characters, percent-encoded; the person can read it.'),
    }),
  };
}

/**
 * A form of a public page: what a browser sends, and what comes back for people to read. Pages that are only read are no
 * part of the API and stay out of it.
 */
function describeForm(url: string, { hide: _, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return {
    summary: `The form of the page ${url}, answered with a page`,
    tags: ['pages'],
    ...schema,
    consumes: ['application/x-www-form-urlencoded'],
    body: schema.body ?? { type: 'object', additionalProperties: { type: 'string' } },
    response: { 200: pageOf('The page that follows') },
  };
}

const pageOf = (description: string) => ({ description, content: { 'text/html': { schema: { type: 'string' } } } });
const errorPage = pageOf('A page that says what was refused and what to do; docs/errors.md lists the codes.');

const text = (description: string) => ({ type: 'string', description });

const errorShape = {
  description: 'A coded refusal or fault: docs/errors.md lists them.',
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'next'],
      properties: {
        code: text('KEPT_…'),
        message: text('What is wrong, in a sentence.'),
        next: text('What to do.'),
        fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Faults by field.' },
        facts: { type: 'object', additionalProperties: true, description: 'What the sentences were filled with.' },
      },
    },
  },
};
