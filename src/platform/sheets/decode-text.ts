import { errors } from './errors.ts';

/** How a file of text is written. */
export interface TextKind {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly separator: ',' | ';' | '\t' | '|';
}

/** So much of the beginning tells how the rest is written. */
export const sampleBytes = 65_536;

/** Finds out encoding and separator from the beginning of a file. */
export function textKindOf(sample: Buffer, whole: boolean): TextKind {
  const encoding = encodingOf(sample, whole);
  const text = new TextDecoder(encoding).decode(sample);
  // Tabs and line ends apart, no text has control characters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) throw errors.KEPT_SHEET_BINARY();
  return { encoding, separator: separatorOf(text) };
}

function encodingOf(sample: Buffer, whole: boolean): TextKind['encoding'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  // Every other byte of Latin text in UTF-16 is 0.
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(sample.length, 2_000); at += 1)
    if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const half = Math.min(sample.length, 2_000) / 4;
  if ((zeros[1] ?? 0) > half && zeros[0] === 0) return 'utf-16le';
  if ((zeros[0] ?? 0) > half && zeros[1] === 0) return 'utf-16be';
  try {
    // A character may be cut at the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !whole });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The sign that parts the first lines most alike; a sign in quotation marks parts nothing. */
function separatorOf(text: string): TextKind['separator'] {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const all = [',', ';', '\t', '|'] as const;
  const scores = all.map((sign) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const first = counts[0] ?? 0;
    return first === 0 ? 0 : first * counts.filter((count) => count === first).length;
  });
  return all[scores.indexOf(Math.max(...scores))] ?? ',';
}
