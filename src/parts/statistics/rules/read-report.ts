/** What the website script says, checked: whatever somebody else sends in its place has these types and sizes, or is refused. */
export interface Report {
  readonly kind: ReportKind;
  /** Address of the page; empty where a visitor does not want to be counted. */
  readonly url: string;
  readonly referrer: string;
  /** Of the window, in CSS pixels; 0: not said. */
  readonly width: number;
  readonly language: string;
  /** Engaged time. */
  readonly seconds: number;
  /** Name of a goal, address of a link, or why a visitor is not counted. */
  readonly name: string;
  /** In hundredths; null: not said. */
  readonly amount: number | null;
  /** Whether the browser says that a program drives it. */
  readonly automated: boolean;
}

const kinds = {
  v: 'view',
  e: 'engaged',
  g: 'goal',
  d: 'download',
  o: 'outbound',
  n: 'not found',
  r: 'refused',
} as const;
export type ReportKind = (typeof kinds)[keyof typeof kinds];

/** In bytes: two addresses of the longest that browsers keep to themselves in practice. */
export const longestReport = 8_192;
const longestText = 4_096;
/** Nobody looks at one page for longer without a report in between: four hours. */
const mostSeconds = 14_400;
const mostHundredths = 1_000_000_000;

/** Null for what is no report. Says nothing of what was wrong: nobody but a program of somebody else's gets there. */
export function readReport(body: unknown): Report | null {
  const fields = typeof body === 'string' ? parse(body) : body;
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) return null;
  const given = fields as Record<string, unknown>;
  const kind =
    typeof given.k === 'string' && Object.hasOwn(kinds, given.k) ? kinds[given.k as keyof typeof kinds] : null;
  const [url, referrer, language, name] = [given.u, given.r, given.l, given.n].map(text);
  const [width, seconds, amount] = [given.w, given.t, given.a].map(number);
  if (kind === null || url == null || referrer == null || language == null || name == null) return null;
  if (width === null || seconds === null || amount === null) return null;
  return {
    kind,
    url,
    referrer,
    language,
    name,
    width: width ?? 0,
    seconds: Math.min(Math.max(Math.round(seconds ?? 0), 0), mostSeconds),
    amount: amount === undefined ? null : Math.min(Math.max(Math.round(amount * 100), 0), mostHundredths),
    automated: given.b === 1,
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Empty for what is not there; null for what is no text or too long. */
function text(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' && value.length <= longestText ? value : null;
}

/** Undefined for what is not there; null for what is no number. */
function number(value: unknown): number | undefined | null {
  if (value === undefined) return undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
