import type { DimensionTable } from '../../api/wire.ts';
import { statisticsWords } from '../../messages/statistics.ts';

/** Why a table has no row: there was nothing, or too little to be told, or it is not known of those who were there. */
export function whyEmpty({ dimension, total }: Pick<DimensionTable, 'dimension' | 'total'>, k: number): string {
  if (total === null) return statisticsWords.fewVisits;
  const none = statisticsWords.emptyTable[dimension];
  if (total === 0) return none ?? statisticsWords.nothingInRange;
  return `${none ?? statisticsWords.notKnownOf} ${statisticsWords.fewNotTold(k)}`;
}
