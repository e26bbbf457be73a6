type Schema = Readonly<Record<string, unknown>>;

/**
 * Rewrites `anyOf [X, null]` to `type: [X's type, null]`. Forms and query strings need coercion of types, but where a union
 * begins with a text or a number, it would turn a null of a JSON body into '' or 0. A list of types is left alone.
 */
export function keepNulls(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(keepNulls);
  if (typeof schema !== 'object' || schema === null) return schema;
  const rewritten = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, keepNulls(value)]));
  const { anyOf, ...rest } = rewritten;
  const other = Array.isArray(anyOf) && anyOf.length === 2 && isNull(anyOf[1]) ? (anyOf[0] as Schema) : undefined;
  if (!other || !simple.has(other.type) || other.enum !== undefined || other.const !== undefined) return rewritten;
  return { ...rest, ...other, type: [other.type, 'null'] };
}

const simple: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean']);

function isNull(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'null';
}
