import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const uuid = Type.String({ format: 'uuid' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const country = Type.String({ pattern: '^[A-Z]{2}$' });
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^\\S[^\\r\\n]*$' });
const optional = (maxLength: number) => Type.Optional(orNull(line(maxLength)));
const Ref = Type.Object({ id: Type.String(), name: Type.String() });

const leadStates = ['waiting', 'offered', 'accepted', 'closed'] as const;
const leadInterests = ['new licences', 'trial', 'renewal', 'advice', 'service'] as const;
/** How a lead may be closed by hand. */
export const leadOutcomes = ['won', 'lost', 'no interest', 'duplicate'] as const;

export const NewLead = Type.Object(
  {
    companyName: line(200),
    country,
    region: optional(100),
    street: optional(200),
    postalCode: optional(20),
    city: optional(100),
    industry: optional(100),
    name: line(200),
    email: Type.String({ format: 'email', maxLength: 254 }),
    phone: optional(40),
    interest: Type.Enum([...leadInterests]),
    productId: Type.Optional(orNull(uuid)),
    notice: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'SHA-256 of the notice that was shown to the person; needed with an API token',
      }),
    ),
  },
  { additionalProperties: false },
);
export type NewLead = Static<typeof NewLead>;

const item = {
  id: Type.String(),
  companyName: Type.String(),
  company: orNull(Type.Object({ id: Type.String() }, { description: 'Null where the caller does not see it (yet)' })),
  country: orNull(Type.String()),
  region: orNull(Type.String()),
  industry: orNull(Type.String()),
  source: Type.Enum(['staff', 'activation', 'API']),
  interest: Type.Enum([...leadInterests]),
  product: orNull(Ref),
  state: Type.Enum([...leadStates]),
  holder: orNull(Ref),
  outcome: orNull(Type.String()),
  reason: orNull(Type.String({ description: 'Why it was offered to the one who has it' })),
  dueAt: orNull(Type.String({ description: 'Until when the offer stands' })),
  createdAt: Type.String(),
};
export const LeadItem = Type.Object(item);
export type LeadItem = Static<typeof LeadItem>;
export const LeadList = listOf(LeadItem);
export const LeadQuery = listQuery(['createdAt', 'companyName'], {
  q: Type.Optional(Type.String({ maxLength: 200, description: 'The company, or the beginning of its name' })),
  state: Type.Optional(Type.Enum([...leadStates])),
  source: Type.Optional(Type.Enum(['staff', 'activation', 'API'])),
  country: Type.Optional(country),
});

export const Lead = Type.Object({
  ...item,
  personId: orNull(Type.String({ description: 'For staff, and for the reseller that has taken it' })),
  acts: Type.Array(Type.String({ description: 'What the caller may do with it now' })),
  offers: Type.Array(
    Type.Object({
      id: Type.String(),
      reseller: Ref,
      reason: Type.String(),
      offeredAt: Type.String(),
      dueAt: Type.String(),
      remindedAt: orNull(Type.String()),
      state: Type.String(),
      answeredAt: orNull(Type.String()),
    }),
  ),
});
export type Lead = Static<typeof Lead>;

export const MadeLead = Type.Object({ id: Type.String(), state: Type.Enum([...leadStates]) });
export const EnquiryNotice = Type.Object({
  title: Type.String(),
  sha256: Type.String(),
  sections: Type.Array(Type.Object({ heading: orNull(Type.String()), text: Type.String() })),
});

export const LeadParams = Type.Object({ id: uuid });
export const OfferTo = Type.Object(
  {
    resellerCompanyId: Type.Union([uuid, Type.Null()], { description: 'Null: the next by the territories' }),
  },
  { additionalProperties: false },
);
export const Closing = Type.Object({ outcome: Type.Enum([...leadOutcomes]) }, { additionalProperties: false });
export type LeadOutcome = (typeof leadOutcomes)[number];
