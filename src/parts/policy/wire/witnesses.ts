import Type from 'typebox';

const closed = { additionalProperties: false };
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ByWitness = Type.Object(
  { id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) },
  closed,
);
export const Nothing = Type.Object({}, closed);
export const WitnessList = Type.Object({
  witnesses: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      mailbox: orNull(Type.String()),
      url: orNull(Type.String()),
      given: Type.Array(
        Type.Object({
          way: Type.Enum(['mail', 'url']),
          size: Type.Integer({ description: 'Leaves under the checkpoint' }),
          at: Type.String(),
          taken: Type.Boolean({ description: 'A URL answered that it took it; a mail was put into the outbox' }),
        }),
      ),
    }),
  ),
  size: Type.Integer({ description: 'Leaves under the last checkpoint' }),
  file: Type.Boolean({ description: 'Whether KEPT_WITNESS_FILE names a file' }),
});
