/** What a cell of a table may hold; null is an empty one. */
export type CsvValue = string | number | null;

// What spreadsheets take for the beginning of a formula, in its wide forms too (OWASP, CSV injection).
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A table as CSV (RFC 4180), UTF-8 with mark, as spreadsheets need it. Text that they would take for a formula gets an apostrophe. */
export function csv(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A share or a time with as many digits as it is worth. */
export function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}
