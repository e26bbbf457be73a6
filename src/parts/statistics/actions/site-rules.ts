import { compilePattern } from '../rules/patterns.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import type { SiteSettings } from '../wire/sites.ts';

/** How a site is counted: its goals and funnels, ready to be asked. */
export function rulesOf(site: { readonly timeZone: string; readonly settings: SiteSettings }): SiteRules {
  const { funnels, goals } = site.settings;
  return {
    timeZone: site.timeZone,
    goals: goals.map(({ amount, kind, match, name }) => ({ name, kind, amount, fits: compilePattern(match) })),
    funnels: funnels.map(({ name, steps }) => ({
      name,
      // A goal is named by its name, a page by a pattern.
      steps: steps.map(({ kind, match }) => ({
        kind,
        fits: kind === 'page' ? compilePattern(match) : (text: string) => text === match,
      })),
    })),
  };
}
