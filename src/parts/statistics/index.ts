export { type CountTask, countTask } from './actions/imports/count-task.ts';
export { openSites, type Sites } from './actions/sites.ts';
export type { Counted, Progress } from './actions/imports/count-sources.ts';
export { type ImportResult, importLogs, siteFor } from './actions/imports/import-logs.ts';
export { errors as importErrors } from './errors/imports.ts';
