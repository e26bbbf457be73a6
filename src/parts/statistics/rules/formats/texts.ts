// From bytes to text. Only done once for each distinct value, never once a line.

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };

/** How a format writes what would break its lines: with backslashes, or (IIS) a plus sign for a blank. */
export type Writing = 'backslashes' | 'plus signs';

/** The text that stands in these bytes; `-`, by which logs say "nothing", is empty. */
export function textOf(bytes: Uint8Array, from: number, to: number, writing: Writing): string {
  if (to - from === 1 && bytes[from] === 45) return '';
  const text = decoder.decode(bytes.subarray(from, to));
  if (writing === 'plus signs') return text.replaceAll('+', ' ');
  return text.includes('\\') ? withoutBackslashes(text, bytes.subarray(from, to)) : text;
}

// Apache and nginx write every byte beyond ASCII as \xC3, so bytes are put together before they are read as UTF-8.
function withoutBackslashes(text: string, bytes: Uint8Array): string {
  if (!/\\[xX]/.test(text)) return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, unescaped);
  const binary = Buffer.from(bytes).toString('latin1');
  const joined = binary.replace(/\\(?:[xX]([0-9a-fA-F]{2})|(.))/gs, (_, hex?: string, char?: string) =>
    hex === undefined ? (controls[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decoder.decode(Buffer.from(joined, 'latin1'));
}

function unescaped(_: string, hex?: string, char?: string): string {
  return hex === undefined ? (controls[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(hex, 16));
}
