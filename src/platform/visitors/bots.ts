/**
 * Programs that say who they are: a pattern in the user agent, and the name under which they are counted. The names are a
 * closed list, so that nothing of a user agent is ever stored; the kind stands before the colon.
 * From what their makers publish about their crawlers, such as https://platform.openai.com/docs/bots,
 * https://support.anthropic.com (crawlers), https://docs.perplexity.ai/guides/bots, https://developers.google.com/search/docs/crawling-indexing.
 */
const named: readonly (readonly [RegExp, string])[] = [
  [/GPTBot/i, 'AI: GPTBot'],
  [/OAI-SearchBot/i, 'AI: OAI-SearchBot'],
  [/ChatGPT-User/i, 'AI: ChatGPT-User'],
  [/ClaudeBot/i, 'AI: ClaudeBot'],
  [/Claude-SearchBot/i, 'AI: Claude-SearchBot'],
  [/Claude-(?:User|Web)|anthropic-ai/i, 'AI: Claude-User'],
  [/PerplexityBot/i, 'AI: PerplexityBot'],
  [/Perplexity-User/i, 'AI: Perplexity-User'],
  [/Google-CloudVertexBot/i, 'AI: Google Vertex'],
  [/Google-NotebookLM/i, 'AI: Google NotebookLM'],
  [/GoogleOther/i, 'AI: Google (other)'],
  [/meta-external(?:agent|fetcher)|meta-webindexer/i, 'AI: Meta'],
  [/Bytespider|TikTokSpider/i, 'AI: Bytespider'],
  [/CCBot/i, 'AI: Common Crawl'],
  [/Amazonbot|Amzn-/i, 'AI: Amazonbot'],
  [/MistralAI/i, 'AI: Mistral'],
  [/DuckAssistBot/i, 'AI: DuckAssist'],
  [/cohere-(?:ai|training)/i, 'AI: Cohere'],
  [/DeepSeek/i, 'AI: DeepSeek'],
  [/Diffbot/i, 'AI: Diffbot'],
  [/YouBot/i, 'AI: You.com'],
  [/AI2Bot/i, 'AI: AI2'],
  [/PanguBot|PetalBot/i, 'AI: Huawei'],
  [/Timpibot/i, 'AI: Timpi'],
  [/omgili|webzio/i, 'AI: Webz.io'],
  [/img2dataset|ImagesiftBot/i, 'AI: image collectors'],
  [/Google-InspectionTool|Googlebot|Storebot-Google|AdsBot-Google|Mediapartners-Google|APIs-Google/i, 'Search: Google'],
  [/bingbot|BingPreview|adidxbot|msnbot/i, 'Search: Bing'],
  [/Applebot/i, 'Search: Apple'],
  [/YandexBot|Yandex(?:Images|Metrika|Webmaster|Render|Accessibility|Favicons|Media)/i, 'Search: Yandex'],
  [/Baiduspider/i, 'Search: Baidu'],
  [/DuckDuckBot|DuckDuckGo-Favicons/i, 'Search: DuckDuckGo'],
  [/Slurp/i, 'Search: Yahoo'],
  [/SeznamBot/i, 'Search: Seznam'],
  [/Qwantbot|Qwantify/i, 'Search: Qwant'],
  [/Sogou[^;)]*spider/i, 'Search: Sogou'],
  [/Yeti\/|Naverbot/i, 'Search: Naver'],
  [/MojeekBot/i, 'Search: Mojeek'],
  [/ia_archiver|archive\.org_bot|InternetArchive/i, 'Archive: Internet Archive'],
  [/AhrefsBot|AhrefsSiteAudit/i, 'SEO: Ahrefs'],
  [/SemrushBot|SiteAuditBot/i, 'SEO: Semrush'],
  [/MJ12bot/i, 'SEO: Majestic'],
  [/DotBot|rogerbot/i, 'SEO: Moz'],
  [/DataForSeoBot/i, 'SEO: DataForSEO'],
  [/BLEXBot|SEOkicks|serpstatbot|Screaming Frog/i, 'SEO: others'],
  [/facebookexternalhit|Facebot|FacebookBot/i, 'Preview: Facebook'],
  [/Twitterbot/i, 'Preview: X'],
  [/LinkedInBot/i, 'Preview: LinkedIn'],
  [/Slackbot|Slack-ImgProxy/i, 'Preview: Slack'],
  [/Discordbot/i, 'Preview: Discord'],
  [/TelegramBot/i, 'Preview: Telegram'],
  [/WhatsApp/i, 'Preview: WhatsApp'],
  [/Mastodon|Pleroma|Misskey/i, 'Preview: Fediverse'],
  [/UptimeRobot/i, 'Monitor: UptimeRobot'],
  [/Pingdom/i, 'Monitor: Pingdom'],
  [/StatusCake|Site24x7|Better ?(?:Uptime|Stack)|Datadog|NewRelic|Zabbix|Nagios|check_http/i, 'Monitor: others'],
  [/FeedFetcher|Feedly|FreshRSS|NewsBlur|Tiny Tiny RSS|Miniflux|Inoreader|feedparser/i, 'Feed readers'],
  [/HeadlessChrome|PhantomJS|Puppeteer|Playwright|Selenium|webdriver|Cypress|Lighthouse/i, 'Automated browsers'],
  [/^curl\//i, 'Program: curl'],
  [/Wget/i, 'Program: Wget'],
  [/python|aiohttp|httpx|Scrapy/i, 'Program: Python'],
  [/Go-http-client|colly/i, 'Program: Go'],
  [/Java\/|Apache-HttpClient|okhttp|Jersey/i, 'Program: Java'],
  [/node-fetch|axios|undici|^node\b|got \(/i, 'Program: Node.js'],
  [/libwww-perl|WWW-Mechanize|LWP/i, 'Program: Perl'],
  [/Ruby|Faraday/i, 'Program: Ruby'],
  [/PHP|Guzzle/i, 'Program: PHP'],
  [/PowerShell/i, 'Program: PowerShell'],
  [/masscan|zgrab|Nmap|Nikto|sqlmap|Nuclei|CensysInspect|Expanse|l9explore/i, 'Scanners'],
];

/** Nearly all agents are of browsers: one look instead of seventy. */
const any = new RegExp(named.map(([{ source }]) => source).join('|'), 'i');

/** No browser leaves its name out. */
export const noAgent = 'No agent';

/** What isbot knows for a bot, and this list does not by name. */
export const otherBot = 'Other';

/** Found by how it acts or by what it leaves out, whatever it calls itself. */
export const hiddenBot = 'Not a person by its behaviour';

/** The name of a program that says who it is; null for one that is not in the list. */
export function botName(agent: string): string | null {
  if (!any.test(agent)) return null;
  for (const [pattern, name] of named) if (pattern.test(agent)) return name;
  return null;
}
