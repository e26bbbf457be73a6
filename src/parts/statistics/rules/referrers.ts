/** How a visit came. A closed list; the desk has a sentence for each. */
export const channels = [
  'Direct',
  'Search',
  'AI assistant',
  'Social',
  'Mail',
  'Referral',
  'Paid search',
  'Paid social',
  'Display',
  'Affiliate',
  'Campaign',
] as const;
export type Channel = (typeof channels)[number];

/** Where a visit came from, by host; null for none, or from the site itself. */
export function referrerHost(referrer: string, isOwn: (host: string) => boolean): string | null {
  if (referrer === '' || referrer === '-') return null;
  const match = /^(?:https?|android-app):\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:]+)/i.exec(referrer.slice(0, 2_000));
  const host = match?.[1]?.toLowerCase().replace(/\.$/, '') ?? '';
  if (host === '' || isOwn(host)) return null;
  if (host.startsWith('[') || /^[\d.]+$/.test(host) || /^0x[0-9a-f]+$/.test(host)) return '(address)';
  const name = host.replace(/^www\d?\./, '');
  if (name.length > 253 || !/^[\p{L}\p{N}_]([\p{L}\p{N}_-]*)(\.[\p{L}\p{N}_-]+)*$/u.test(name)) return null;
  // Names of a network of somebody's own would tell which company a visitor is from.
  if (!name.includes('.') || /\.(?:local|lan|internal|intranet|corp|home|localdomain)$/.test(name))
    return '(own network)';
  return name;
}

const assistants =
  /^(?:chatgpt\.com|chat\.openai\.com|openai\.com|claude\.ai|perplexity\.ai|gemini\.google\.com|bard\.google\.com|copilot\.microsoft\.com|copilot\.cloud\.microsoft|m365\.cloud\.microsoft|chat\.deepseek\.com|deepseek\.com|chat\.mistral\.ai|grok\.com|x\.ai|meta\.ai|you\.com|phind\.com|poe\.com|kimi\.com|kimi\.moonshot\.cn|chat\.qwen\.ai|doubao\.com|yiyan\.baidu\.com|duck\.ai|notebooklm\.google\.com|andisearch\.com|iask\.ai|felo\.ai|genspark\.ai)$/;
const searches =
  /^(?:(?:[a-z-]+\.)?google(?:\.[a-z]{2,3}){1,2}|(?:[a-z0-9-]+\.)?bing\.com|duckduckgo\.com|(?:[a-z0-9-]+\.)*search\.yahoo\.(?:com|co\.jp)|(?:[a-z-]+\.)?yandex\.[a-z.]{2,6}|ya\.ru|(?:[a-z-]+\.)?baidu\.com|ecosia\.org|qwant\.com|startpage\.com|search\.brave\.com|kagi\.com|search\.naver\.com|(?:[a-z-]+\.)?naver\.com|search\.seznam\.cz|seznam\.cz|sogou\.com|so\.com|ask\.com|swisscows\.com|mojeek\.com|metager\.(?:de|org)|search\.marginalia\.nu|presearch\.com|search\.aol\.com|lite\.duckduckgo\.com|html\.duckduckgo\.com|com\.google\.android\.googlequicksearchbox)$/;
const social =
  /^(?:(?:[a-z0-9-]+\.)?(?:facebook|instagram|linkedin|twitter|reddit|youtube|pinterest|tumblr|tiktok|quora|vk|weibo|threads|snapchat|xing|discord|slack|medium|dev|stackoverflow|stackexchange|bsky)\.(?:com|net|app|to|social)|x\.com|t\.co|lnkd\.in|youtu\.be|fb\.me|redd\.it|t\.me|telegram\.org|web\.telegram\.org|wa\.me|web\.whatsapp\.com|news\.ycombinator\.com|lobste\.rs|mastodon\.[a-z]+|fosstodon\.org|bsky\.app|go\.bsky\.app|com\.linkedin\.android|com\.reddit\.frontpage|org\.telegram\.messenger|com\.slack|[a-z]{2}\.pinterest\.com|pinterest\.[a-z.]{2,6}|threads\.net|xing\.com|vk\.com)$/;
const mail =
  /^(?:mail\.google\.com|gmail\.com|outlook\.(?:live|office|office365)\.com|outlook\.cloud\.microsoft|mail\.yahoo\.com|[a-z0-9-]+\.mail\.yahoo\.com|mail\.(?:proton\.me|ru|yandex\.ru|aol\.com|zoho\.com|163\.com|qq\.com)|webmail\.[a-z0-9.-]+|mail\.[a-z0-9-]+\.[a-z]{2,}|navigator(?:-[a-z]+)?\.(?:gmx|web)\.(?:de|net)|3c(?:-[a-z]+)?\.(?:gmx|web)\.(?:de|net)|deref-(?:gmx|web\.de|mail)\.[a-z.]+|com\.google\.android\.gm)$/;

function channelOfHost(host: string): Channel {
  if (mail.test(host)) return 'Mail';
  if (assistants.test(host)) return 'AI assistant';
  if (searches.test(host)) return 'Search';
  return social.test(host) ? 'Social' : 'Referral';
}

/** What a campaign link said of itself, in small letters; empty where it said nothing. */
export interface Marks {
  readonly source: string;
  readonly medium: string;
  /** Whether the link carried the mark of a paid advertisement of a search engine. */
  readonly paidClick: boolean;
}

/** The channel of a visit, from where it came and from the marks of its campaign, if it had one. */
export function channelOf(host: string | null, marks: Marks | null): Channel {
  const ofHost = host === null ? null : channelOfHost(host);
  if (marks) {
    const ofMarks = channelOfMarks(marks, ofHost);
    if (ofMarks) return ofMarks;
  }
  return ofHost ?? 'Direct';
}

const socialSources = /^(?:facebook|fb|instagram|ig|linkedin|twitter|x|reddit|youtube|tiktok)$/;
const mailSources = /^(?:e-?mail|newsletter)$/;
const assistantSources = /^(?:chatgpt|openai|claude|perplexity|gemini|copilot)(?:\.com|\.ai)?$/;
const ofMedium: readonly (readonly [RegExp, Channel])[] = [
  [/^(?:e-?mail|newsletter|mailing)$/, 'Mail'],
  [/^(?:display|banner|cpm|interstitial|expandable)$/, 'Display'],
  [/^affiliates?$/, 'Affiliate'],
  [/^(?:social|social-network|social-media|sm)$/, 'Social'],
  [/^organic$/, 'Search'],
];

function channelOfMarks(marks: Marks, ofHost: Channel | null): Channel | null {
  const { source, medium } = marks;
  if (mailSources.test(source)) return 'Mail';
  if (isPaid(marks)) return ofHost === 'Social' || socialSources.test(source) ? 'Paid social' : 'Paid search';
  const known = ofMedium.find(([pattern]) => pattern.test(medium))?.[1];
  if (known) return known;
  if (assistantSources.test(source)) return 'AI assistant';
  if (source === '' && medium === '') return null;
  return ofHost && ofHost !== 'Referral' ? ofHost : 'Campaign';
}

function isPaid({ medium, paidClick }: Marks): boolean {
  return paidClick || /^(?:cpc|ppc|cpa|paid.*|retargeting|sem)$/.test(medium);
}
