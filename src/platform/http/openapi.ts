import type { Access } from './access.ts';
import { callers, isStaff, memberRoles } from './roles.ts';

interface Described {
  readonly method: string;
  readonly access: Access | undefined;
  readonly schema: Record<string, unknown>;
}

const safe = new Set(['GET', 'HEAD']);

/** What the route's access says, in the terms of OpenAPI: who may call, with which headers, and how it refuses. */
export function describeAccess({ method, access, schema }: Described): Record<string, unknown> {
  if (!access) return schema;
  const { callers: named, purposes } = access;
  const members = memberRoles.some((role) => named.includes(role));
  const security = named.includes('public')
    ? []
    : [...(members ? [{ session: [] }] : []), ...(named.includes('API token') ? [{ token: [] }] : [])];
  const headers = {
    ...(schema.headers as { properties?: object } | undefined)?.properties,
    ...(access.idempotent
      ? { 'idempotency-key': text('The same key and request act once and are answered alike.') }
      : {}),
    ...(members && !safe.has(method) ? { 'kept-csrf': text('1: the request comes from the desk.') } : {}),
    ...(purposes.length > 0 && memberRoles.some((role) => isStaff(role) && named.includes(role)) && !access.unstated
      ? {
          'kept-purpose': {
            type: 'string',
            enum: purposes,
            description: 'Staff: the purpose for which people are read.',
          },
          'kept-reason': text('Staff: why, in 3 to 200 characters, percent-encoded; the person can read it.'),
        }
      : {}),
  };
  return {
    ...schema,
    security,
    ...(Object.keys(headers).length > 0 ? { headers: { type: 'object', properties: headers } } : {}),
    response: { ...(schema.response as object | undefined), default: errorShape },
    'x-callers': named.length === callers.length ? ['everybody'] : named,
    'x-purposes': purposes,
  };
}

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
