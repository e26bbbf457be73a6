import Type from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const Nullable = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const At = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const Country = Type.String({ minLength: 2, maxLength: 2, description: 'ISO 3166-1 alpha-2' });
const closed = { additionalProperties: false };

export const NoticeId = Type.Object({ id: Uuid }, closed);

/** What is wrong with a value is said by field, so most rules stand in rules/vendor.ts. */
export const VendorShape = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    address: Type.String({ minLength: 1, maxLength: 500, description: 'Postal address; may hold line breaks' }),
    country: Country,
    phone: Type.String({ minLength: 1, maxLength: 50 }),
    privacyMailbox: Type.String({ maxLength: 254 }),
    removeMailbox: Type.String({ maxLength: 254 }),
    officeCountries: Type.Array(Country, { minItems: 1, maxItems: 250 }),
    timeZone: Type.String({ maxLength: 100 }),
    accentColor: Nullable(Type.String({ maxLength: 20 })),
  },
  closed,
);

const notice = {
  id: Type.String(),
  kind: Type.String(),
  version: Type.Integer(),
  sha256: Type.String(),
  effectiveAt: At,
  publishedAt: At,
  current: Type.Boolean(),
};
const Section = Type.Object({ heading: Nullable(Type.String()), text: Type.String() });

export const NoticeQuery = listQuery(['publishedAt'], {
  kind: Type.Optional(Type.Enum(['privacy policy', 'registration', 'person page', 'enquiry', 'named seat'])),
});
export const NoticeList = listOf(Type.Object(notice));
export const NoticeWithText = Type.Object({ ...notice, sections: Type.Array(Section) });

const WaitingDraft = Type.Object({
  id: Type.String(),
  draftedAt: At,
  effectiveAt: Nullable(At),
  outdated: Type.Boolean({ description: 'The policy would say something else by now' }),
  mayApprove: Type.Boolean({ description: 'By you: somebody else put it up' }),
});

export const DraftShape = Type.Object({
  waiting: Nullable(WaitingDraft),
  draft: Nullable(
    Type.Object({
      sha256: Type.String(),
      newestVersion: Nullable(Type.Integer()),
      concerned: Type.Object({
        people: Type.Integer(),
        heldBack: Type.Integer(),
        categories: Type.Array(Type.String()),
      }),
      newUses: Type.Array(
        Type.Object({
          use: Type.String(),
          categories: Type.Array(Type.String()),
          asked: Type.Boolean({ description: 'Waits for an answer, not only until the person was told' }),
          people: Type.Integer(),
        }),
      ),
      sections: Type.Array(Section),
      changes: Type.Array(
        Type.Object({
          id: Nullable(Type.String()),
          heading: Type.String(),
          kind: Type.String(),
          pieces: Type.Array(Type.Object({ kind: Type.String(), text: Type.String() })),
        }),
      ),
    }),
  ),
});
export const Publication = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    effectiveAt: Type.Optional(Nullable(Type.String({ format: 'date-time' }))),
  },
  closed,
);
export const DraftPath = Type.Object({ id: Uuid }, closed);
export const PutUpDraft = Type.Object({ id: Type.String() });
export const Published = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  version: Type.Integer(),
  sha256: Type.String(),
});

const Store = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    holds: Type.String({ minLength: 1, maxLength: 500 }),
    country: Country,
    processorId: Nullable(Uuid),
  },
  closed,
);
export const NewStores = Type.Object({ stores: Type.Array(Store, { maxItems: 100 }) }, closed);
export const StoreList = Type.Object({
  stores: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      holds: Type.String(),
      country: Type.String(),
      processorId: Nullable(Type.String()),
    }),
  ),
});

export const NewLinks = Type.Object(
  {
    links: Type.Array(
      Type.Object(
        { url: Type.String({ minLength: 8, maxLength: 1_000 }), party: Type.String({ minLength: 1, maxLength: 200 }) },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  closed,
);
export const LinkList = Type.Object({
  links: Type.Array(Type.Object({ id: Type.String(), url: Type.String(), party: Type.String() })),
});
