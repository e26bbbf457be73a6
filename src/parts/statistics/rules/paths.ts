import { isToken, withoutNames } from './clean.ts';
import { compilePattern } from './patterns.ts';

/** How long a page's name may be, in characters. */
const longestPath = 400;

export interface PathRules {
  readonly pathRules: readonly string[];
  readonly keptParameters: readonly string[];
  readonly searchParameters: readonly string[];
}

export interface Paths {
  /** The page that a path with its query string stands for, as every way in counts it. */
  clean(raw: string): string;
  /** What was searched for on the site; null where the query string has no search. */
  search(raw: string): string | null;
}

/**
 * Query strings are dropped but for the parameters that the site keeps; the site's own patterns fold first; what looks like a number
 * that names one thing, an address, an e-mail address or a token becomes `*`. What is after `#` never counts.
 */
export function openPaths(rules: PathRules): Paths {
  const patterns = rules.pathRules.map((pattern) => ({ pattern, fits: compilePattern(pattern) }));
  const kept = [...rules.keptParameters];
  return {
    clean(raw) {
      const [path, query] = split(raw);
      const rule = patterns.find(({ fits }) => fits(path));
      const page = rule?.pattern ?? fold(path);
      const more = kept.length > 0 && query !== '' ? keptQuery(query, kept) : '';
      return `${page}${more}`.slice(0, longestPath).toWellFormed();
    },
    search(raw) {
      const [, query] = split(raw);
      if (query === '') return null;
      const found = new URLSearchParams(query.slice(0, 2_000));
      for (const name of rules.searchParameters) {
        const words = found.get(name)?.trim();
        if (words) return words;
      }
      return null;
    },
  };
}

/** Path and query string of what a browser or a log calls a page: a path, or a whole address. */
function split(raw: string): readonly [path: string, query: string] {
  const hash = raw.indexOf('#');
  const text = hash < 0 ? raw : raw.slice(0, hash);
  const mark = text.indexOf('?');
  const before = mark < 0 ? text : text.slice(0, mark);
  const query = mark < 0 ? '' : text.slice(mark + 1);
  return [pathOf(before), query];
}

function pathOf(text: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(text);
  const path = whole ? text.slice(whole[0].length) : text;
  const readable = decoded(path.slice(0, 4 * longestPath));
  return `/${readable}`.replace(/^\/+/, '/').replace(/(?<=.)\/{2,}/g, '/');
}

/**
 * `/caf%C3%A9` -> `/café`; what cannot be read stays as it is. White space and what is not seen (controls, also those of the direction
 * of writing) become `_`.
 */
function decoded(path: string): string {
  let text = path;
  if (path.includes('%')) {
    try {
      text = decodeURI(path);
    } catch {
      // Not UTF-8: counted as it was asked for.
    }
  }
  return /[^\u0021-\u007e]/.test(text) ? text.toWellFormed().replace(/[\s\p{C}]/gu, '_') : text;
}

function fold(path: string): string {
  if (path.length < 8) return path;
  const named = withoutNames(path);
  return named.length < 21 ? named : named.split('/').map(foldToken).join('/');
}

function foldToken(segment: string): string {
  if (segment.length < 20) return segment;
  const dot = segment.lastIndexOf('.');
  const [stem, ending] =
    dot > 0 && segment.length - dot < 7 ? [segment.slice(0, dot), segment.slice(dot)] : [segment, ''];
  return isToken(stem) ? `*${ending}` : segment;
}

function keptQuery(query: string, kept: readonly string[]): string {
  const found = new URLSearchParams(query.slice(0, 2_000));
  const parts = kept.flatMap((name) => {
    const value = found.get(name);
    return value === null ? [] : [`${name}=${withoutNames(decoded(value).slice(0, 200))}`];
  });
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

const downloads =
  /\.(?:pdf|zip|7z|rar|gz|tgz|bz2|xz|zst|tar|iso|exe|msi|msix|dmg|pkg|deb|rpm|appimage|apk|docx?|xlsx?|pptx?|od[tsp]|csv|epub|mp3|mp4|m4a|avi|mov|wmv|mkv|webm|wav|ogg|step|stp|iges|igs|stl|3mf|dwg|dxf|x_t|x_b|sldprt|sldasm|catpart)$/i;

/** Whether a path is a file to be taken away rather than a page. */
export function isDownload(path: string): boolean {
  return downloads.test(path);
}

/** A link that leaves the site: host and path, nothing else of it; null where it is none that can be read. */
export function cleanLink(url: string): string | null {
  const read = URL.parse(url.slice(0, 2_000));
  if (read === null || !/^https?:$/.test(read.protocol) || read.host === '') return null;
  const host = read.hostname.toLowerCase().replace(/^www\./, '');
  const named = withoutNames(`${/^[\d.]+$|^\[/.test(host) ? '(address)' : host}${fold(pathOf(read.pathname))}`);
  return named.replace(/\/$/, '').slice(0, longestPath).toWellFormed();
}
