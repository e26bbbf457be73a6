// What commands about logs call. A door of its own, because the other loads what a server needs, and takes as long for it as counting
// 200,000 lines.
export type { Counted, Progress } from '../actions/imports/count-sources.ts';
export { type CountTask, countTask, type HandedOver, openLookUps } from '../actions/imports/count-task.ts';
export { followFrom, noteFollowed } from '../actions/imports/follow-from.ts';
export { type HistoryResult, historyPrograms, importHistory } from '../actions/imports/history.ts';
export { type ImportResult, importLogs } from '../actions/imports/import-logs.ts';
export { letGoLine } from '../actions/imports/live-lines.ts';
export { retell } from '../actions/imports/retell.ts';
export { keptFrom, siteFor } from '../actions/site-in-memory.ts';
export { errors as importErrors } from '../errors/imports.ts';
