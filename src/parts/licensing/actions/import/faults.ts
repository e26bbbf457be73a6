import type { Deps } from '../../../../platform/deps.ts';
import { knownErrors } from '../../../../platform/errors.ts';
import { companyRefs } from '../../../contacts/index.ts';
import { countFaults, type FaultRow, readFaults, readResellerCounts } from '../../store/imports.ts';
import type { ImportPage } from '../../wire/imports.ts';
import { readImportOf } from './imports.ts';

const sentences = (code: string) => {
  const { message = '', next = '' } = knownErrors().get(code) ?? {};
  return { message, next };
};

/** An import with what is wrong with how many of its rows. */
export async function openImport(deps: Deps, id: string): Promise<ImportPage> {
  const found = await readImportOf(deps, id);
  const faults = await countFaults(deps.db.read, id);
  const counts = await readResellerCounts(deps.db.read, id);
  const refs = await companyRefs(
    deps.db.read,
    counts.map(({ resellerId }) => resellerId),
  );
  return {
    ...found,
    faults: faults.map((fault) => ({ ...fault, ...sentences(fault.code) })),
    resellers: counts.map(({ resellerId, customers }) => ({
      reseller: refs.get(resellerId) ?? { id: resellerId, name: '' },
      customers,
    })),
  };
}

/** Every row that is left out, or of which something is, as CSV: line, field, code, what is wrong and what to do; never a value. */
export async function* faultsFile(deps: Deps, id: string): AsyncGenerator<string> {
  yield 'line,field,code,message,next\r\n';
  let after: FaultRow | null = null;
  for (;;) {
    const rows: FaultRow[] = await readFaults(deps.db.read, id, after, 2_000);
    if (rows.length === 0) return;
    yield rows.map(csvLine).join('');
    after = rows.at(-1) ?? null;
  }
}

function csvLine({ line, field, code }: FaultRow): string {
  const { message, next } = sentences(code);
  const quoted = [message, next].map((text) => `"${text.replaceAll('"', '""')}"`);
  return `${line},${field},${code},${quoted.join(',')}\r\n`;
}
