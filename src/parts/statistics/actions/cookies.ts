/** Both hold nothing but "1": they tell this server what not to count, and tell nobody apart. */
const names = { refused: 'kept.refused', own: 'kept.uncounted' } as const;

const twoYears = 2 * 365 * 86_400;

/**
 * Where they are sent: to the script, which then does nothing, and to what counts without script. Hits of the script itself go
 * without any cookie, and no other cookie of this server has one of these paths.
 */
const paths = ['/s.js', '/s'] as const;
/** The page on which one refuses is told, too: it says whether one has. */
export const refusalPath = '/privacy/statistics';

/** For the register. */
export function statisticsCookies() {
  return [
    {
      name: names.refused,
      purpose: 'Says that visits of this browser are not to be counted. It holds the figure 1, the same for everybody.',
      lifetime: '2 years, or as long as the browser keeps a cookie at most',
      setFor: 'Who presses the button on /privacy/statistics',
    },
    {
      name: names.own,
      purpose: 'Keeps visits of our own staff out of the figures. It holds the figure 1, the same for everybody.',
      lifetime: '2 years, or as long as the browser keeps a cookie at most',
      setFor: 'Staff who ask for it at the desk',
    },
  ];
}

/** Set-Cookie headers that set or take back the refusal. */
export function refusalCookies(publicUrl: string, refused: boolean): string[] {
  return cookies({ name: names.refused, paths: [...paths, refusalPath], publicUrl, set: refused });
}

/** Set-Cookie headers for a browser of the vendor's own people. */
export function ownCookies(publicUrl: string, uncounted: boolean): string[] {
  return cookies({ name: names.own, paths, publicUrl, set: uncounted });
}

// On another site than this one a browser sends a cookie only if it says None, which it may over https alone.
function cookies(given: {
  readonly name: string;
  readonly paths: readonly string[];
  readonly publicUrl: string;
  readonly set: boolean;
}): string[] {
  const { name, publicUrl, set } = given;
  const site = publicUrl.startsWith('https:') ? 'SameSite=None; Secure' : 'SameSite=Lax';
  return given.paths.map(
    (path) => `${name}=${set ? 1 : ''}; Path=${path}; Max-Age=${set ? twoYears : 0}; HttpOnly; ${site}`,
  );
}

export interface Wishes {
  readonly refused: boolean;
  readonly own: boolean;
}

/** Looks for these two names and for nothing else. */
export function readWishes(cookie: string | undefined): Wishes {
  if (cookie === undefined) return none;
  const has = (name: string) => `; ${cookie};`.replace(/;\s*/g, ';').includes(`;${name}=1;`);
  return { refused: has(names.refused), own: has(names.own) };
}

const none: Wishes = { refused: false, own: false };
