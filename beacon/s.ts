/**
 * Counts visits to a website for the Kept that it is loaded from. Sets no cookie, stores nothing, and sends nothing that points to a
 * person: the address of the page, where the visit came from, the width of the window, seconds, and what was done.
 */
type Goal = [kind: string, name: string, value?: number];

interface KeptWindow extends Window {
  kept?: ((...goal: Goal) => void) & { q?: Goal[] };
  readonly document: Document & { readonly prerendering?: boolean };
}

interface KeptNavigator extends Navigator {
  readonly globalPrivacyControl?: boolean;
}

type Fields = Record<string, string | number | undefined>;

const me = document.currentScript as HTMLScriptElement;
const endpoint = me.src.replace(/\.js.*/, '/hit');
const { documentElement: root } = document;
const page = window as KeptWindow;
const browser = navigator as KeptNavigator;
const files =
  /\.(pdf|zip|7z|rar|gz|tgz|bz2|xz|zst|tar|iso|exe|msix?|dmg|pkg|deb|rpm|appimage|apk|docx?|xlsx?|pptx?|od[tsp]|csv|epub|mp[34]|m4a|avi|mov|wmv|mkv|webm|wav|ogg|ste?p|ige?s|stl|3mf|dwg|dxf|x_[tb]|sld(prt|asm)|catpart)$/i;
const idle = 60_000;
const longRead = 900_000;
let url = '';
let referrer = document.referrer;
let since = 0;
let last = 0;
let engaged = 0;

const send = (k: string, fields: Fields = {}) => {
  const body = JSON.stringify({ k, u: url, ...fields });
  // As text, so that no browser asks beforehand; without cookies. Old browsers know no keepalive.
  if ('keepalive' in Request.prototype)
    fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit', referrerPolicy: 'origin' }).catch(
      () => {},
    );
  else browser.sendBeacon(endpoint, body);
};

const now = () => performance.now();
const visible = () => document.visibilityState === 'visible' && document.hasFocus();
// Time runs from the first sign of attention until the page is left, or until a minute after the last sign.
const settle = () => {
  const at = now();
  if (since) engaged += Math.max(0, Math.min(at, last + idle) - since);
  since = visible() && at - last < idle ? at : 0;
};
const attend = () => {
  settle();
  last = now();
  since ||= visible() ? last : 0;
  // In between, too: who reads one page for longer than a visit may be silent has not left.
  if (engaged > longRead) report();
};
const report = () => {
  settle();
  const t = Math.round(engaged / 1000);
  if (t > 0 && url) {
    engaged -= t * 1000;
    send('e', { t });
  }
};

const view = (again?: boolean) => {
  const address = location.href.replace(/#.*/, '');
  if (address === url && !again) return;
  report();
  engaged = 0;
  if (url) referrer = url;
  url = address;
  send(root.dataset.kept === 'not-found' || me.dataset.notFound != null ? 'n' : 'v', {
    r: referrer,
    w: innerWidth,
    l: browser.language,
    b: browser.webdriver ? 1 : undefined,
  });
  attend();
};

const goal = (_: string, n: string, a?: number) => send('g', { n, a });
const clicked = ({ target }: Event) => {
  const element = target as Element;
  const marked = element.closest<HTMLElement>('[data-kept-goal]');
  if (marked) goal('', marked.dataset.keptGoal ?? '', Number(marked.dataset.keptValue) || undefined);
  const link = element.closest<HTMLAnchorElement>('a[href]');
  if (!link || !/^http/.test(link.protocol)) return;
  if (link.hasAttribute('download') || files.test(link.pathname)) send('d', { n: link.href });
  else if (link.host !== location.host) send('o', { n: link.href });
};
/** From the moment the page is seen: not while it is only drawn ahead. */
const start = () => {
  view();
  const { pushState } = history;
  history.pushState = function (...args) {
    pushState.apply(this, args);
    view();
  };
  addEventListener('popstate', () => view());
  addEventListener('pageshow', (event) => event.persisted && view(true));
  addEventListener('pagehide', report);
  document.addEventListener('visibilitychange', () => (visible() ? attend() : report()));
  addEventListener('blur', settle);
  for (const name of ['focus', 'scroll', 'keydown', 'pointerdown', 'pointermove', 'touchstart'])
    addEventListener(name, () => (now() - last > 1000 || !since) && attend(), { passive: true, capture: true });
  addEventListener('click', clicked, true);
  addEventListener('auxclick', (event) => event.button === 1 && clicked(event), true);
  for (const [, name, value] of waiting) goal('', name, value);
};

const waiting = page.kept?.q ?? [];
page.kept = goal;
if (browser.globalPrivacyControl || browser.doNotTrack === '1') {
  page.kept = () => {};
  send('r', { n: browser.globalPrivacyControl ? 'gpc' : 'dnt' });
} else if (page.document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
else start();
