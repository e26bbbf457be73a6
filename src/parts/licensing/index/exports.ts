export { beginExport, fetchExport, readExportOf, stopExport } from '../actions/export/exports.ts';
export { workOnExport } from '../actions/export/work.ts';
export { type Export, type ExportFormat, type ExportTable, exportTables } from '../wire/exports.ts';
