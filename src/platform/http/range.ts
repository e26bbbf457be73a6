/** Which bytes an answer holds, both ends included; `unsatisfiable`: none of those asked for exist. */
export type Range = { readonly start: number; readonly end: number; readonly partial: boolean } | 'unsatisfiable';

/**
 * What a `Range` header asks for (RFC 9110, section 14). One range is answered; several at once, another unit or what cannot be read is as
 * if nothing had been asked, and so is a range of something else than the present file (`If-Range`).
 */
export function rangeOf(
  headers: { readonly range?: string | undefined; readonly 'if-range'?: string | string[] | undefined },
  file: { readonly size: number; readonly etag: string },
): Range {
  const whole = { start: 0, end: file.size - 1, partial: false };
  const ifRange = headers['if-range'];
  if (headers.range === undefined || (ifRange !== undefined && ifRange !== file.etag)) return whole;
  const asked = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(headers.range);
  const [, from = '', to = ''] = asked ?? [];
  if (!asked || (from === '' && to === '')) return whole;
  if (from === '') {
    const last = Number(to);
    return last === 0 ? 'unsatisfiable' : { start: Math.max(0, file.size - last), end: file.size - 1, partial: true };
  }
  const start = Number(from);
  const end = to === '' ? file.size - 1 : Math.min(Number(to), file.size - 1);
  if (to !== '' && Number(to) < start) return whole;
  return start >= file.size ? 'unsatisfiable' : { start, end, partial: true };
}
