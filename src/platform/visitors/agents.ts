import { botName, noAgent, otherBot } from './bots.ts';

/** What a user agent says of itself, in names from closed lists: nothing of the string itself. */
export interface Agent {
  /** Name under which a bot is counted; null for a person's browser. */
  readonly bot: string | null;
  readonly browser: string;
  readonly system: string;
  readonly device: Device;
}

export type Device = 'desktop' | 'mobile' | 'tablet' | 'tv' | 'other';

export interface Agents {
  read(userAgent: string): Agent;
  /** Drops what was remembered; user agents are held in memory only, and no longer than a day. */
  forget(): void;
}

const remembered = 5_000;
/** What follows would be no browser's; reading it would only cost time. */
const longest = 600;
const unknown = 'Other';
const devices: ReadonlySet<string> = new Set<Device>(['desktop', 'mobile', 'tablet', 'tv']);

/** Loads what reads user agents, at the first need: it takes memory that a server without a website does not spend. */
export async function openAgents(): Promise<Agents> {
  const [{ isbot }, { default: bowser }] = await Promise.all([import('isbot'), import('bowser')]);
  // Bowser answers with words out of the string where it knows no name.
  const browsers = new Set<string>(Object.values(bowser.BROWSER_MAP).filter((name) => name !== 'Generic'));
  const systems = new Set<string>(Object.values(bowser.OS_MAP));

  function parse(text: string): Agent {
    const bot = text === '' || text === '-' ? noAgent : (botName(text) ?? (isbot(text) ? otherBot : null));
    if (bot !== null) return { bot, browser: unknown, system: unknown, device: 'other' };
    const { browser, os, platform } = bowser.parse(text);
    const known = (list: ReadonlySet<string>, name = '') => (list.has(name) ? name : unknown);
    return {
      bot: null,
      browser: known(browsers, browser.name),
      system: known(systems, os.name),
      device: devices.has(platform.type ?? '') ? (platform.type as Device) : 'other',
    };
  }

  const cache = new Map<string, Agent>();
  const remember = (text: string, agent: Agent) => {
    if (cache.size >= remembered) cache.clear();
    cache.set(text, agent);
    return agent;
  };
  return {
    read(userAgent) {
      const found = cache.get(userAgent);
      if (found) return found;
      const text = anyVersion(userAgent.slice(0, longest).trim());
      return remember(userAgent, cache.get(text) ?? remember(text, parse(text)));
    },
    forget: () => cache.clear(),
  };
}

const versions = /(?<=\b(?:Chrome|Firefox|Edg|OPR)\/|\brv:)\d{2,3}(?:\.\d+)*(?=[ )]|$)/g;

/** Names do not depend on the versions of the usual browsers, of which a website sees hundreds: their digits become zeros. */
function anyVersion(userAgent: string): string {
  return userAgent.replace(versions, (version) => version.replace(/\d/g, '0'));
}
