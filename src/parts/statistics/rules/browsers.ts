// What a browser says of language and screen, in names from closed lists.

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const known = new Map<string, string | null>();

/** The first language of an Accept-Language header or of `navigator.language`: `de`, `pt-BR`; null for none that exists. */
export function readLanguage(header: string): string | null {
  const first = /^\s*([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?\b/i.exec(header.slice(0, 40));
  const [, language = '', region] = first ?? [];
  if (language === '') return null;
  const tag = region ? `${language.toLowerCase()}-${region.toUpperCase()}` : language.toLowerCase();
  const found = known.get(tag);
  if (found !== undefined) return found;
  const exists = names.of(language.toLowerCase()) !== undefined && (!region || names.of(tag) !== undefined);
  const answer = exists ? tag : null;
  if (known.size < 2_000) known.set(tag, answer);
  return answer;
}

/** Classes of screens by their width in CSS pixels. */
export const screens = ['under 600', '600-1023', '1024-1439', '1440-1919', '1920 and more'] as const;
export type Screen = (typeof screens)[number];

export function screenClass(width: number): Screen | null {
  if (!Number.isFinite(width) || width < 100 || width > 20_000) return null;
  if (width < 600) return 'under 600';
  if (width < 1024) return '600-1023';
  if (width < 1440) return '1024-1439';
  return width < 1920 ? '1440-1919' : '1920 and more';
}
