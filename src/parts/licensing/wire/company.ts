import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { licenceKinds } from './terms.ts';

const uuid = Type.String({ format: 'uuid' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };

export const OwnId = Type.Object({ id: uuid }, closed);

/** What a company has, for its own administrator. */
export const OwnCompany = Type.Object({
  company: Type.Object({ id: Type.String(), name: Type.String() }),
  licences: Type.Integer(),
  seats: Type.Integer(),
  seatsUsed: Type.Integer(),
  seatsNamed: Type.Integer({ description: 'Kept for people by name who have not taken theirs' }),
  renewalsDue: Type.Integer(),
});
export type OwnCompany = Static<typeof OwnCompany>;

const licence = {
  id: Type.String(),
  serial: Type.String(),
  product: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  floating: Type.Boolean(),
  seats: Type.Integer(),
  seatsUsed: Type.Integer(),
  seatsNamed: Type.Integer(),
  expiresOn: orNull(Type.String()),
  maintenanceUntil: orNull(Type.String()),
};
export const CompanyLicence = Type.Object(licence);
export type CompanyLicence = Static<typeof CompanyLicence>;
export const CompanyLicenceList = listOf(CompanyLicence);
export const CompanyLicenceQuery = listQuery(['serial', 'expiresOn', 'maintenanceUntil'], {
  q: Type.Optional(Type.String({ maxLength: 60, description: 'The serial, or its beginning' })),
  kind: Type.Optional(Type.Enum([...licenceKinds])),
});

export const CompanyLicencePage = Type.Object({
  ...licence,
  machines: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: orNull(Type.String()),
      release: Type.String(),
      activatedAt: Type.String(),
      namedSeatId: orNull(Type.String()),
    }),
  ),
  namedSeats: Type.Array(
    Type.Object({
      id: Type.String(),
      name: orNull(Type.String({ description: 'Null once erased' })),
      email: orNull(Type.String()),
      assignedAt: Type.String(),
      taken: Type.Boolean(),
      endedAt: orNull(Type.String()),
      endedHow: orNull(Type.Enum(['taken back', 'passed on', 'erased'])),
    }),
  ),
});
export type CompanyLicencePage = Static<typeof CompanyLicencePage>;

export const NewNamedSeat = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$',
    }),
    email: Type.String({ maxLength: 254, pattern: '^[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+$' }),
  },
  closed,
);
export const MadeNamedSeat = Type.Object({ id: Type.String() });

export const ContactList = Type.Object({
  items: Type.Array(
    Type.Object({
      serial: Type.String(),
      product: Type.String(),
      answer: Type.Enum(['named', 'former contact', 'not confirmed', 'in dispute']),
      name: orNull(Type.String()),
      activatedAt: Type.String(),
    }),
  ),
  left: Type.Integer({ description: 'How often the list may be opened again today' }),
});
export type ContactList = Static<typeof ContactList>;
export const Nothing = Type.Object({}, closed);
