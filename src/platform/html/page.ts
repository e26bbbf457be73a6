import { type Html, html } from './html.ts';
import { messages } from './messages.ts';
import { style } from './style.ts';

/** What every public page says of the vendor: the collecting party with its address and phone (clause A6). */
export interface Site {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly privacyMailbox: string;
  readonly accent: string;
  /** Whether the vendor has given its identity yet. */
  readonly ready: boolean;
}

/** Where no vendor has been set up yet. */
export const emptySite: Site = {
  name: 'Kept',
  address: '',
  phone: '',
  privacyMailbox: '',
  accent: '#1c5d99',
  ready: false,
};

export interface Content {
  readonly title: string;
  readonly body: Html;
  /** Path under which a view of the page is counted, without a script; pages behind a personal link are not counted. */
  readonly counted?: string;
}

/** A whole public page: no script, no cookie, nothing from elsewhere. */
export function page(site: Site, content: Content): string {
  return html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${content.title} - ${site.name}</title>
<link rel="stylesheet" href="${style.path}">
</head>
<body>
<a class="skip" href="#main">${messages.skip}</a>
<header><a class="brand" href="/">${site.name}</a></header>
<main id="main">
${content.body}
</main>
<footer>
${site.ready && html`<address>${site.name}, ${site.address}. ${messages.phone} ${site.phone}</address>`}
<nav aria-label="${messages.about}"><a href="/privacy">${messages.privacy}</a> <a href="/privacy/proof">${messages.proof}</a> <a href="/me">${messages.yourData}</a></nav>
</footer>
${site.ready && content.counted !== undefined && html`<img class="count" src="/s/pixel.gif?s=own&p=${encodeURIComponent(content.counted)}" alt="" width="1" height="1">`}
</body>
</html>
`.text;
}

/** The page for a coded error: what is wrong, that nothing was lost, what to do. */
export function errorPage(site: Site, error: { code: string; message: string; next: string }): string {
  return page(site, {
    title: messages.errorTitle,
    body: html`<h1>${messages.errorTitle}</h1><p role="alert" class="problem">${error.message}</p><p>${error.next}</p><p class="quiet">${messages.code} ${error.code}</p>`,
  });
}
