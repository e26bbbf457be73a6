export { faultsFile, openImport } from '../actions/import/faults.ts';
export { newImport, planImport, sendOn, stopImport } from '../actions/import/imports.ts';
export { whatIsKnown } from '../actions/import/known.ts';
export { workOn } from '../actions/import/work.ts';
export { type ImportField, type ImportPage, importFields } from '../wire/imports.ts';
