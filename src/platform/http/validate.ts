import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import buildSerializer from 'fast-json-stringify';
import type { App } from './app.ts';

/**
 * Parameters arrive as text and are read as the schema says (`limit=50` is a number). A body in JSON has types of its
 * own: nothing in it is turned into anything else, so that null stays null.
 *
 * What reads a request and what writes an answer is made when a route is first used: those of all routes at the start are 13 MB that an
 * idle server keeps (measured).
 */
export function validateStrictly(app: App): void {
  const common = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const;
  const reading = formats.default(new Ajv({ ...common, coerceTypes: 'array' }));
  const exact = formats.default(new Ajv({ ...common, coerceTypes: false }));
  app.setValidatorCompiler<AnySchema>(({ schema, httpPart }) => {
    let validate: ValidateFunction | undefined;
    return (value: unknown) => {
      validate ??= (httpPart === 'body' ? exact : reading).compile(schema);
      return validate(value) ? true : { error: validate.errors as never };
    };
  });
  app.setSerializerCompiler(({ schema }) => {
    let serialize: ((data: unknown) => string) | undefined;
    return (data: unknown) => {
      serialize ??= buildSerializer(schema as Parameters<typeof buildSerializer>[0]);
      return serialize(data);
    };
  });
}
