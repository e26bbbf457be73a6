export type { Counted, Progress } from './actions/imports/count-sources.ts';
export { type CountTask, countTask } from './actions/imports/count-task.ts';
export { type ImportResult, importLogs, siteFor } from './actions/imports/import-logs.ts';
export { openSites, type Sites } from './actions/sites.ts';
export { errors as importErrors } from './errors/imports.ts';
export { siteSummaries } from './actions/reports/sites.ts';
export { type StatisticsSummary, statisticsSummary } from './actions/reports/summary.ts';
export { reportsToday, searchSites } from './actions/reports/today.ts';
