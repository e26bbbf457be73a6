import { cleanText } from './clean.ts';
import type { Marks } from './referrers.ts';

/** A campaign as its link names it. */
export interface Campaign extends Marks {
  /** `newsletter / mail / spring`, with `-` for what was not named; null where only a paid click was marked. */
  readonly name: string | null;
}

const marked = /[?&](?:utm_(?:source|medium|campaign)|gclid|gbraid|wbraid|msclkid)=/;

/** Reads the campaign of the address that a visit began with. Of a click's own mark only that it was paid for is taken. */
export function readCampaign(url: string): Campaign | null {
  if (!marked.test(url)) return null;
  const query = new URLSearchParams(
    url
      .slice(url.indexOf('?') + 1)
      .split('#')[0]
      ?.slice(0, 2_000),
  );
  const value = (name: string) => cleanText(query.get(`utm_${name}`) ?? '', 80).toLowerCase();
  const [source, medium, campaign] = [value('source'), value('medium'), value('campaign')];
  const paidClick = ['gclid', 'gbraid', 'wbraid', 'msclkid'].some((name) => query.has(name));
  const named = source !== '' || medium !== '' || campaign !== '';
  if (!named && !paidClick) return null;
  return {
    source,
    medium,
    paidClick,
    name: named ? [source, medium, campaign].map((each) => each || '-').join(' / ') : null,
  };
}
