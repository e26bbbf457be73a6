import type { DimensionName } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { countryName } from '../../ui/countries.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });
const weekdays = {
  long: new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' }),
  short: new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }),
};

export function weekdayName(fromMonday: number, length: 'long' | 'short' = 'long'): string {
  // 1970-01-05 was a Monday.
  return weekdays[length].format(new Date(Date.UTC(1970, 0, 5 + fromMonday)));
}

export function hourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** How a value reads; null is the row "other". */
export function valueName(dimension: DimensionName, value: string | null): string {
  if (value === null) return statisticsWords.other;
  switch (dimension) {
    case 'country':
      return countryName(value);
    case 'language':
      return languageName(value);
    case 'hour':
      return `${weekdayName(Math.floor(Number(value) / 24))}, ${hourName(Number(value) % 24)}`;
    case 'device':
      return statisticsWords.devices[value] ?? value;
    case 'screen':
      return statisticsWords.screens[value] ?? value;
    case 'refusal':
      return statisticsWords.refusals[value] ?? value;
    case 'referrer':
      return statisticsWords.referrers[value] ?? value;
    default:
      return value;
  }
}

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

type ColumnName = 'visits' | 'times' | 'views' | 'bounceRate' | 'seconds' | 'amount' | 'requests';

const ofVisits: readonly ColumnName[] = ['visits', 'views', 'bounceRate', 'seconds'];
const ofDeeds: readonly ColumnName[] = ['visits', 'times'];

/** What the table of a dimension shows beside its values; the first is what the bars show. */
export function columnsOf(dimension: DimensionName): readonly ColumnName[] {
  if (dimension === 'bot' || dimension === 'refusal') return ['requests'];
  if (dimension === 'goal') return ['visits', 'times', 'amount'];
  if (['download', 'outbound', 'search', 'not-found'].includes(dimension)) return ofDeeds;
  return ofVisits;
}

export type { ColumnName };

/** Tables that stand together on the overview. */
export const groups: readonly { readonly id: string; readonly dimensions: readonly DimensionName[] }[] = [
  { id: 'pages', dimensions: ['page', 'entry', 'exit'] },
  { id: 'sources', dimensions: ['channel', 'referrer', 'campaign'] },
  { id: 'places', dimensions: ['country', 'region', 'language'] },
  { id: 'devices', dimensions: ['browser', 'system', 'device', 'screen'] },
  { id: 'deeds', dimensions: ['goal', 'download', 'outbound', 'search', 'not-found'] },
  { id: 'apart', dimensions: ['bot', 'refusal'] },
];
