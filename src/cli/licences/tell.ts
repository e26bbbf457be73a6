import { setTimeout as sleep } from 'node:timers/promises';
import { type ImportPage, openImport } from '../../parts/licensing/index/imports.ts';
import type { Deps } from '../../platform/deps.ts';

const number = (value: number) => value.toLocaleString('en');

/** Tells every two seconds how far an import is, while it is worked on. */
export async function telling(deps: Deps, id: string, work: Promise<void>): Promise<ImportPage> {
  const over = new AbortController();
  const ended = work.finally(() => over.abort());
  for (;;) {
    await sleep(2_000, undefined, { signal: over.signal }).catch(() => undefined);
    if (over.signal.aborted) break;
    const { state, rowsDone, rowsTotal } = await openImport(deps, id);
    console.error(
      `  ${state}: ${number(rowsDone)}${rowsTotal === null || state === 'undoing' ? '' : ` of ${number(rowsTotal)}`}`,
    );
  }
  await ended;
  return openImport(deps, id);
}

/** What an import is or would be, in a few lines. */
export function draw({ id, state, rowsTotal, counts, faults, resellers }: ImportPage): string[] {
  return [
    `${id}: ${state}${rowsTotal === null ? '' : `, ${number(rowsTotal)} rows`}`,
    `  licences    ${number(counts.licences)}${counts.drafts > 0 ? ` (${number(counts.drafts)} of them drafts: no reseller)` : ''}`,
    `  companies   ${number(counts.companies)} new, ${number(counts.knownCompanies)} known`,
    `  people      ${number(counts.people)} new, ${number(counts.knownPeople)} known and left as they are, ${number(counts.suppressed)} not brought back`,
    ...(counts.assigned > 0
      ? [
          `  given       ${number(counts.assigned)} customers to their resellers: ${resellers.map(({ reseller, customers }) => `${reseller.name} ${number(customers)}`).join(', ')}`,
        ]
      : []),
    `  left out    ${number(counts.refused)} rows`,
    ...faults.map(
      ({ code, field, rows, message }) => `    ${number(rows)} × ${code}${field ? ` (${field})` : ''}: ${message}`,
    ),
    ...(state === 'undone'
      ? [
          `  could not be undone, as something was built on them: ${number(counts.leftLicences)} licences, ${number(counts.leftCompanies)} companies, ${number(counts.leftPeople)} people`,
        ]
      : []),
  ];
}
