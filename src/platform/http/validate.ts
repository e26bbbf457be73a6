import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { App } from './app.ts';

/**
 * Parameters arrive as text and are read as the schema says (`limit=50` is a number). A body in JSON has types of its
 * own: nothing in it is turned into anything else, so that null stays null.
 */
export function validateStrictly(app: App): void {
  const common = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const;
  const reading = formats.default(new Ajv({ ...common, coerceTypes: 'array' }));
  const exact = formats.default(new Ajv({ ...common, coerceTypes: false }));
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? exact : reading).compile(schema));
}
