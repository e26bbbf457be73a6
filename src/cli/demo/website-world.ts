/** The made-up website: what can be seen on it, and where its visits come from. Hosts end in .example. */

export const pages = [
  ['/', 30],
  ['/products', 14],
  ['/products/demo-mill', 12],
  ['/products/demo-turn', 8],
  ['/products/demo-mould', 6],
  ['/products/demo-viewer', 5],
  ['/prices', 9],
  ['/support', 7],
  ['/support/system-requirements', 4],
  ['/news', 5],
  ['/news/demo-mill-4', 3],
  ['/academy', 4],
  ['/academy/first-steps', 4],
  ['/resellers', 4],
  ['/about', 3],
  ['/contact', 4],
  ['/privacy', 1],
] as const;

type Weighed<T> = readonly (readonly [T, number])[];

export const referrers: Weighed<{ readonly host: string; readonly channel: string }> = [
  [{ host: '(direct)', channel: 'Direct' }, 38],
  [{ host: 'search.example', channel: 'Search' }, 34],
  [{ host: 'assistant.example', channel: 'AI assistant' }, 5],
  [{ host: 'forum.example', channel: 'Referral' }, 8],
  [{ host: 'magazine.example', channel: 'Referral' }, 6],
  [{ host: 'social.example', channel: 'Social' }, 6],
  [{ host: 'reseller-north.example', channel: 'Referral' }, 3],
];

export const campaigns = [
  { host: '(direct)', channel: 'Mail', name: 'newsletter / email / spring-fair' },
  { host: 'search.example', channel: 'Paid search', name: 'search / cpc / demo-mill' },
  { host: 'magazine.example', channel: 'Referral', name: 'magazine / banner / release-4' },
] as const;

/** Country, language of the browser, region of the world. */
export const countries: Weighed<readonly [country: string, language: string, region: string]> = [
  [['DE', 'de', 'Western Europe'], 34],
  [['US', 'en', 'Northern America'], 18],
  [['GB', 'en', 'Northern Europe'], 9],
  [['FR', 'fr', 'Western Europe'], 8],
  [['IT', 'it', 'Southern Europe'], 7],
  [['AT', 'de', 'Western Europe'], 6],
  [['CH', 'de', 'Western Europe'], 6],
  [['JP', 'ja', 'Eastern Asia'], 5],
  [['SE', 'sv', 'Northern Europe'], 3],
  [['KR', 'ko', 'Eastern Asia'], 2],
  [['AU', 'en', 'Australia and New Zealand'], 2],
];

/** Browser, system, device. */
export const agents: Weighed<readonly [browser: string, system: string, device: string]> = [
  [['Chrome', 'Windows', 'desktop'], 38],
  [['Edge', 'Windows', 'desktop'], 20],
  [['Firefox', 'Windows', 'desktop'], 10],
  [['Firefox', 'Linux', 'desktop'], 4],
  [['Safari', 'macOS', 'desktop'], 7],
  [['Chrome', 'Android', 'mobile'], 12],
  [['Safari', 'iOS', 'mobile'], 8],
  [['Safari', 'iOS', 'tablet'], 1],
];

export const screens: Readonly<Record<string, readonly string[]>> = {
  desktop: ['1024-1439', '1440-1919', '1440-1919', '1920 and more'],
  mobile: ['under 600'],
  tablet: ['600-1023'],
};

export const searches = ['post processor', 'system requirements', 'five axis', 'licence move', 'price'];

export const bots = [
  'Search: Google',
  'Search: Bing',
  'AI: GPTBot',
  'AI: ClaudeBot',
  'Program: curl',
  'Other',
] as const;
