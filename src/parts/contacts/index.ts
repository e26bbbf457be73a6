export {
  type CompanyFacts,
  companiesById,
  companiesOfPerson,
  companyRefs,
  createCompany,
  endShare,
  peopleOfCompany,
  shareCompany,
} from './actions/companies.ts';
export {
  companyRegister,
  contactsTimeline,
  searchContacts,
  sightOfCompany,
  sightOfPerson,
} from './actions/composed.ts';
export { companiesNamedSql, sharedCompaniesSql } from './actions/fragments.ts';
export { type HeldContact, type HeldDatum, type HeldSource, heldOfPerson } from './actions/held.ts';
export { type DeskReader, type LookUp, lookUp, mayRead } from './actions/look-up.ts';
export {
  correctDatum,
  type MarketingChannel,
  mailAddressOf,
  type PersonField,
  personIdByEmail,
  proveAddress,
  setPreference,
} from './actions/people.ts';
export {
  applyRegistration,
  type ContactData,
  type NewContact,
  type Origin,
  type RegisteredContact,
  registerContact,
} from './actions/register.ts';
export type { Actor, Datum, NoticeRef, PersonRegistration, Provenance, Ref, TimelineEntry } from './wire/data.ts';
export type { ContactsHanded } from './wire/handed.ts';
