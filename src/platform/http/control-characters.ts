import type { App } from './app.ts';
import { errors } from './errors.ts';

// Line breaks and tabs are text; the rest no keyboard types, NUL cannot be stored, and others mislead whoever reads.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export function hasControlCharacters(text: string): boolean {
  return control.test(text);
}

/** Control characters are refused in whatever a request carries, in one place, before anything reads it. */
export function refuseControlCharacters(app: App): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const name = faultyName(request.params) ?? faultyName(request.query) ?? faultyName(request.body);
    if (name === null) done();
    else done(errors.KEPT_INVALID({ fields: { [name]: 'has a character that cannot be stored' } }));
  });
}

/** Name of the first value that holds one; null where none does. */
function faultyName(value: unknown, name = 'request'): string | null {
  if (typeof value === 'string') return control.test(value) ? name : null;
  // Bytes, and bodies that are read as they come, are looked at by whoever reads them.
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value) || Symbol.asyncIterator in value)
    return null;
  for (const key in value) {
    if (control.test(key)) return name;
    const found = faultyName((value as Record<string, unknown>)[key], Array.isArray(value) ? name : key);
    if (found !== null) return found;
  }
  return null;
}
