import { statisticsFigures } from './en/statistics.ts';
import { statisticsPages } from './en/statistics-pages.ts';

/** Texts of the statistics, apart from the others (en.ts): they come with the pages that show them, not with the first screen. */
export const statisticsWords = { ...statisticsFigures, ...statisticsPages };
