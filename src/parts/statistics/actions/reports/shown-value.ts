import { countryName } from '../../../../platform/countries.ts';
import type { DimensionName } from '../../wire/reports.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How a value reads on a page or in a mail: names of countries and languages rather than their codes. */
export function shownValue(dimension: DimensionName, value: string): string {
  switch (dimension) {
    case 'country':
      return countryName(value);
    case 'language':
      return languageName(value);
    case 'hour':
      return `${days[Math.floor(Number(value) / 24)] ?? ''} ${String(Number(value) % 24).padStart(2, '0')}:00`;
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
