/** What a page of HTML holds, read by simple means of its own: no library that drew the page has a say here. */
export interface PageFacts {
  /** Anything that runs in the browser: script elements, event attributes, javascript: addresses. */
  readonly scripts: readonly string[];
  /** Addresses of what the browser would load from elsewhere. */
  readonly foreign: readonly string[];
  readonly forms: number;
  readonly links: readonly Link[];
  /** Names of fields that a person fills in. */
  readonly inputs: readonly string[];
  /** The words of the page, entities resolved, white space as one blank. */
  readonly words: string;
}

export interface Link {
  readonly href: string;
  readonly rel: readonly string[];
}

export function pageFacts(html: string): PageFacts {
  const tags = [
    ...html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/gi),
  ].map(([whole, name = '', attributes = '']) => ({
    whole,
    name: name.toLowerCase(),
    attributes: readAttributes(attributes),
  }));
  const runs = tags.filter(
    ({ name, attributes }) =>
      name === 'script' ||
      [...attributes].some(([key, value]) => /^on/.test(key) || /^\s*(javascript|vbscript):/i.test(value)),
  );
  // An element that the pattern above cannot read must not hide a script.
  const hidden = (html.match(/<\s*script/gi)?.length ?? 0) > runs.filter(({ name }) => name === 'script').length;
  const loads = tags.flatMap(({ name, attributes }) =>
    ['src', 'srcset', 'data', 'poster', ...(name === 'link' ? ['href'] : [])].flatMap(
      (key) => attributes.get(key) ?? [],
    ),
  );
  return {
    scripts: [...runs.map(({ whole }) => whole.slice(0, 80)), ...(hidden ? ['<script'] : [])],
    foreign: loads.filter((address) => /^\s*(https?:)?\/\//i.test(address)),
    forms: tags.filter(({ name }) => name === 'form').length,
    links: tags
      .filter(({ name, attributes }) => name === 'a' && attributes.has('href'))
      .map(({ attributes }) => ({
        href: attributes.get('href') ?? '',
        rel: (attributes.get('rel') ?? '').split(/\s+/).filter(Boolean),
      })),
    inputs: tags
      .filter(({ name, attributes }) => /^(input|select|textarea)$/.test(name) && attributes.get('type') !== 'hidden')
      .flatMap(({ attributes }) => attributes.get('name') ?? []),
    // Few ask for them, and a long page has many.
    get words() {
      return words(html);
    },
  };
}

/** The words of a piece of HTML. */
export function words(html: string): string {
  return resolve(html.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Text as it is compared: white space as one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function readAttributes(text: string): Map<string, string> {
  const found = text.matchAll(/([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g);
  return new Map([...found].map(([, key = '', a, b, c]) => [key.toLowerCase(), resolve(a ?? b ?? c ?? '')]));
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function resolve(text: string): string {
  // Quotation marks are nearly all of them in a description of the API; no other entity can come of this.
  return text.replaceAll('&quot;', '"').replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[String(name)] ?? whole;
  });
}
