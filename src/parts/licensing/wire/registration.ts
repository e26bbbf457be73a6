import Type, { type Static } from 'typebox';

const NoticeRef = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  version: Type.Integer(),
  sha256: Type.String(),
});

export const RegistrationSchemaQuery = Type.Object(
  { release: Type.Optional(Type.String({ format: 'uuid' })) },
  { additionalProperties: false },
);

/** The registration form as data: a program draws it and sends `notice.sha256` along with what was told. */
export const RegistrationSchema = Type.Object({
  notice: NoticeRef,
  collector: Type.Object({
    name: Type.String(),
    address: Type.String(),
    phone: Type.String(),
    privacyMailbox: Type.String(),
  }),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      kind: Type.Enum(['line', 'text', 'email', 'phone', 'country', 'choice']),
      maxLength: Type.Integer(),
      choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
      needed: Type.Boolean(),
      why: Type.String(),
      need: Type.String(),
      purposes: Type.Array(Type.String()),
      recipients: Type.String(),
      retention: Type.String(),
    }),
  ),
  licensors: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      technologies: Type.Array(Type.String()),
      products: Type.Array(Type.String()),
      fields: Type.Array(Type.String()),
    }),
  ),
  marketing: Type.Object({ label: Type.String(), text: Type.String() }),
  registrants: Type.Array(
    Type.Object({
      value: Type.String(),
      label: Type.String(),
      ageScreen: Type.Boolean({ description: 'Whether the age screen comes before the form.' }),
    }),
    { description: 'To choose from where KEPT_REGISTRANT_NEEDED is answered: an education licence.' },
  ),
  ageScreen: Type.Object({
    title: Type.String(),
    text: Type.String(),
    fields: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), maxLength: Type.Integer() })),
    send: Type.String(),
  }),
});

/** One field for the desk. */
const RegistrationFieldItem = Type.Object({
  name: Type.String(),
  label: Type.String(),
  purposes: Type.Array(Type.String()),
  recipients: Type.String(),
  retention: Type.String(),
  needed: Type.Boolean(),
  category: Type.String(),
});
export const RegistrationFields = Type.Object({ fields: Type.Array(RegistrationFieldItem) });
export type RegistrationFields = Static<typeof RegistrationFields>;
