/** A website, as the count of it is opened with. */
export const shop = { id: 1, slug: 'shop', name: 'Shop', hosts: ['a.example'], timeZone: 'Europe/Berlin' };

/** Of a hit that tells nothing of where its visitor came from, and of who it is. */
export const noSource = { referrer: null, channel: null, campaign: null };
export const nobodyKnown = {
  country: null,
  region: null,
  language: null,
  browser: null,
  system: null,
  device: null,
  screen: null,
};
