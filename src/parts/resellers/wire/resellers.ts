import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { NewTerritory, Territory } from './territories.ts';

const uuid = Type.String({ format: 'uuid' });
const day = Type.String({ format: 'date' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const country = Type.String({ pattern: '^[A-Z]{2}$' });
const Ref = Type.Object({ id: Type.String(), name: Type.String() });
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^\\S[^\\r\\n]*$' });

export const Reseller = Type.Object({
  id: Type.String(),
  name: Type.String(),
  country: orNull(Type.String()),
  region: orNull(Type.String()),
  recipientId: Type.String(),
  mailbox: orNull(Type.String()),
  territories: Type.Array(Territory),
  distributor: orNull(Ref),
  /** Those that it supplies as their distributor. */
  supplies: Type.Integer(),
  customers: Type.Integer(),
  licences: Type.Integer(),
  members: Type.Integer(),
  createdAt: Type.String(),
});
export type Reseller = Static<typeof Reseller>;
export const ResellerList = listOf(Reseller);
export const ResellerQuery = listQuery(['name', 'createdAt'], {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  country: Type.Optional(country),
});

export const NewReseller = Type.Object(
  {
    name: line(200),
    country,
    region: orNull(line(100)),
    address: orNull(Type.String({ minLength: 1, maxLength: 500 })),
    mailbox: orNull(Type.String({ format: 'email', maxLength: 254 })),
    territories: Type.Array(NewTerritory, { maxItems: 200 }),
    contract: Type.Object(
      { signedOn: day, endsOn: orNull(day), confidential: Type.Boolean(), reference: orNull(line(200)) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type NewReseller = Static<typeof NewReseller>;

export const ResellerParams = Type.Object({ id: uuid });
export const TerritoryParams = Type.Object({ id: uuid, territoryId: uuid });

/** What resellers needs of parts that it may not call; wired in app.ts. */
export interface ResellersHanded {
  /** How many members of each company may sign in (staff). */
  readonly memberCounts: (companyIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

export const DistributorChoice = Type.Object({ distributorCompanyId: orNull(uuid) }, { additionalProperties: false });
