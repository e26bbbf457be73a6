import { code, type LogLine, method, refusal } from './log-line.ts';

/** `GET ` and the others as four bytes, the first lowest. */
const get = 0x20544547;
const head = 0x44414548;
const post = 0x54534f50;

export function readMethod(line: LogLine, from: number, to: number): void {
  const length = to - from;
  if (length === 3) line.method = (line.view.getInt32(from, true) & 0xffffff) === (get & 0xffffff) ? method.get : 0;
  else if (length === 4) {
    const word = line.view.getInt32(from, true);
    line.method = word === head ? method.head : word === post ? method.post : 0;
  } else line.method = method.other;
}

/** `GET /path?query HTTP/1.1`. What is no request (`-`, the first bytes of a TLS handshake) leaves the target empty. */
export function readRequest(line: LogLine, from: number, to: number): void {
  const { bytes } = line;
  let at = from;
  while (at < to && bytes[at] !== code.space) at++;
  if (at >= to) return;
  readMethod(line, from, at);
  const target = at + 1;
  at = target;
  while (at < to && bytes[at] !== code.space) at++;
  line.targetFrom = target;
  line.targetTo = at;
}

/** Three digits; 0 where there are none. */
export function readStatus(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 3) return 0;
  const a = (bytes[from] ?? 0) - code.zero;
  const b = (bytes[from + 1] ?? 0) - code.zero;
  const c = (bytes[from + 2] ?? 0) - code.zero;
  return a >= 1 && a <= 9 && b >= 0 && b <= 9 && c >= 0 && c <= 9 ? a * 100 + b * 10 + c : 0;
}

/** A header `Sec-GPC` or `DNT`: only the value 1 is a refusal. */
export function readRefusal(line: LogLine, header: 'gpc' | 'dnt', from: number, to: number): void {
  if (to - from === 1 && line.bytes[from] === 49 && line.refused === refusal.none) line.refused = refusal[header];
}
