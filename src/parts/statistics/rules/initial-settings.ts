import type { SiteSettings } from '../wire/sites.ts';

/** Where nothing else is set; keys that are missing in a row are filled from here. */
export const initialSettings: SiteSettings = {
  pathRules: [],
  keptParameters: [],
  searchParameters: ['q', 's', 'search', 'query'],
  currency: null,
  retentionMonths: 25,
  goals: [],
  funnels: [],
};
