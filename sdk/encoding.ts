/** Bytes of strict base64url: no padding, no stray bits (RFC 4648, sections 3.5 and 5); null for anything else. */
export function fromBase64url(text: string): Buffer | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of strict UTF-8; null where a byte is wrong. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object; null for other JSON and for what is none. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const deepest = 16;

/** Whether the text is the one spelling of its JSON: keys ascending and once each, no white space, integers only. */
export function isCanonical(text: string, value: unknown): boolean {
  const again = canonicalText(value);
  return again !== null && again === text;
}

/** The one spelling of a JSON value; null where there is none. */
export function canonicalText(value: unknown): string | null {
  return canonical(value, 1);
}

function canonical(value: unknown, depth: number): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? JSON.stringify(value) : null;
  if (typeof value === 'string') return written(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (depth > deepest) return null;
  if (Array.isArray(value))
    return joined(
      value.map((each) => canonical(each, depth + 1)),
      '[',
      ']',
    );
  if (!isObject(value)) return null;
  const keys = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const parts = keys.map((key) => {
    const part = canonical(value[key], depth + 1);
    const name = written(key);
    return part === null || name === null ? null : `${name}:${part}`;
  });
  return joined(parts, '{', '}');
}

/** Half of a surrogate pair has no UTF-8, so no canonical spelling. */
function written(text: string): string | null {
  return /\p{Surrogate}/u.test(text) ? null : JSON.stringify(text);
}

function joined(parts: readonly (string | null)[], open: string, close: string): string | null {
  return parts.includes(null) ? null : `${open}${parts.join(',')}${close}`;
}

/** A text of 1 to `most` bytes without control characters; null for anything else. */
export function shortText(value: unknown, most: number): string | null {
  if (typeof value !== 'string' || value === '' || Buffer.byteLength(value) > most) return null;
  for (const character of value) if (character < ' ') return null;
  return value;
}

/** A real calendar day `YYYY-MM-DD` from 1970 on. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isInstant(`${value}T00:00:00.000Z`);
}

/** An instant as the server writes it: UTC, ISO 8601 with milliseconds, from 1970 on. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value)) return false;
  const at = new Date(value);
  return at.getTime() >= 0 && at.toISOString() === value;
}
