import type { UseFormReturnType } from '@mantine/form';
import { ApiError } from '../../api/client.ts';
import type { Site } from '../../api/wire.ts';
import { sentence } from '../../ui/forms.ts';

/** One entry a line; commas do as well. */
export function lines(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `Kept Docs` -> `kept-docs` */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}

const known = Intl.supportedValuesOf('timeZone');
export function zones(present: string): string[] {
  return known.includes(present) ? known : [present, ...known];
}

/** The settings of a site as the fields of its form hold them. */
export function formValues(site: Site) {
  const { settings } = site;
  return {
    name: site.name,
    hosts: site.hosts.join('\n'),
    timeZone: site.timeZone,
    pathRules: settings.pathRules.join('\n'),
    keptParameters: settings.keptParameters.join('\n'),
    searchParameters: settings.searchParameters.join('\n'),
    currency: settings.currency ?? '',
    retentionMonths: settings.retentionMonths as number | string,
    goals: settings.goals.map((goal) => ({
      ...goal,
      key: crypto.randomUUID(),
      amount: goal.amount === null ? '' : String(goal.amount / 100),
    })),
    funnels: settings.funnels.map((funnel) => ({
      name: funnel.name,
      key: crypto.randomUUID(),
      steps: funnel.steps.map((step) => ({ ...step, key: crypto.randomUUID() })),
    })),
  };
}
export type SiteValues = ReturnType<typeof formValues>;
export type SiteFormState = UseFormReturnType<SiteValues>;

/** `19.90` or `19,90` -> 1990; null for nothing, NaN for what is no amount. */
export function hundredths(amount: string): number | null {
  const text = amount.trim();
  if (text === '') return null;
  return /^\d{1,8}(?:[.,]\d{1,2})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 100) : Number.NaN;
}

export function siteChange(values: SiteValues) {
  return {
    name: values.name.trim(),
    hosts: lines(values.hosts.toLowerCase()),
    timeZone: values.timeZone,
    settings: {
      pathRules: lines(values.pathRules),
      keptParameters: lines(values.keptParameters),
      searchParameters: lines(values.searchParameters),
      currency: values.currency.trim().toUpperCase() || null,
      retentionMonths: Number(values.retentionMonths),
      goals: values.goals.map(({ name, kind, match, amount }) => ({
        name: name.trim(),
        kind,
        match: match.trim(),
        amount: hundredths(amount),
      })),
      funnels: values.funnels.map(({ name, steps }) => ({
        name: name.trim(),
        steps: steps.map(({ kind, match }) => ({ kind, match: match.trim() })),
      })),
    },
  };
}

const asText = /^(hosts|pathRules|keptParameters|searchParameters)\b.*/;

/** The server's complaints at the fields of the form, where a list is one field. */
export function complainOfSite(form: { setErrors: (errors: Record<string, string>) => void }, error: unknown) {
  if (!(error instanceof ApiError) || Object.keys(error.fields).length === 0) return error;
  form.setErrors(
    Object.fromEntries(
      Object.entries(error.fields).map(([name, fault]) => [
        name.replace(/^settings\./, '').replace(asText, '$1'),
        sentence(fault),
      ]),
    ),
  );
  // The form is long: its foot says too that something above is to be put right.
  return error;
}
