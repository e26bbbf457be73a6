/**
 * What is counted by its words must not single anybody out: whatever looks like an address of the network, an e-mail address,
 * a user agent or a number that names one thing becomes `*` before it reaches a counter.
 */

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`(?<![\\d.])(?:${octet}\\.){3}${octet}(?![\\d.])`, 'g');
const ipv6 =
  /(?<![0-9a-z:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:?){0,6}|::(?:[0-9a-f]{1,4}:?){1,7})/gi;
const email = /[^\s/@:?&=]{1,64}(?:@|%40)[^\s/@?&=]{1,253}/gi;
const agent =
  /(?:mozilla|applewebkit|chrome|gecko|safari|curl|wget|googlebot|okhttp|python-requests)\/\d[^\s]{0,40}|python-requests\/|googlebot/gi;
const uuid = /(?<![0-9a-z])[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?![0-9a-z])/gi;
const hex = /(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{16,}(?![0-9a-z])/gi;
const number = /(?<!\d)\d{6,}(?!\d)/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** Anything that could be one of the above: most texts have none, and are left alone quickly. */
const suspect = /[@]|%40|\d{6}|\d\.\d|:.*:|[0-9a-f]{12}|\/\d|googlebot|python-requests/i;

/** Letters, digits and the signs of addresses as URLs may hide them, be it more than once: `%3A`, `%252E`. */
const hidden = /%(?:25)*(2[de]|3[\da]|[46][1-9a-f]|[57][\da])/gi;
const shown = (text: string) =>
  text.includes('%') ? text.replace(hidden, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;

/** Text without anything that names a person, a machine or a single thing; a day such as 20261127 stays. */
export function withoutNames(given: string): string {
  const text = shown(given);
  if (!suspect.test(text)) return text;
  return text
    .replace(email, '*')
    .replace(uuid, '*')
    .replace(ipv4, '*')
    .replace(ipv6, '*')
    .replace(agent, '*')
    .replace(hex, '*')
    .replace(number, (digits) => (isDay(digits) ? digits : '*'));
}

function isDay(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?$/.test(digits);
}

/** One line of at most `max` characters, whatever somebody sent: no control characters, no half characters, no names. */
export function cleanText(text: string, max: number): string {
  // Twice as much is looked at, so that what is cut off cannot hide half of an address.
  const line = text
    .slice(0, 2 * max)
    .toWellFormed()
    .replace(control, ' ');
  return withoutNames(line).trim().slice(0, max).toWellFormed().trim();
}

/** Whether letters, capitals and digits change so often that nobody chose them: a token, which stands for one visitor or thing. */
export function isToken(text: string): boolean {
  if (text.length < 20 || !/^[\w-]+={0,2}$/.test(text)) return false;
  let changes = 0;
  for (let at = 1; at < text.length; at += 1) if (kind(text, at) !== kind(text, at - 1)) changes += 1;
  return changes / text.length > 0.42;
}

function kind(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 97 && code <= 122 ? 2 : 3;
}
