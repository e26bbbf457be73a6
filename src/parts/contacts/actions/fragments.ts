import { prefixRange } from '../rules.ts';
import { companiesInRangeSql } from '../store/fragments.ts';

export {
  companyNamedSoSql,
  isHeldBackSql,
  personOfAddressSql,
  sharedCompaniesSql,
  sharedResellersSql,
} from '../store/fragments.ts';

/** `(SELECT id …)`: the companies whose name begins so, whatever its case and accents. None for an empty text. */
export function companiesNamedSql(prefix: string) {
  return companiesInRangeSql(prefixRange(prefix));
}
