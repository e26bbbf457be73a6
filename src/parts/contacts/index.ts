export {
  companiesById,
  companiesOfPerson,
  companiesSeen,
  companyNameKey,
  companyRefs,
  createCompany,
  endShare,
  endShares,
  endSharesWith,
  joinKnownPerson,
  peopleOfCompanies,
  placesOfCompanies,
  resellersOfCompany,
  resellersSeen,
  shareCompanies,
  shareCompany,
  shareOwnCompany,
} from './actions/companies.ts';
export {
  companyRegister,
  contactsTimeline,
  searchContacts,
  sightOfCompany,
  sightOfPerson,
} from './actions/composed.ts';
export {
  concernedPeople,
  countConcerned,
  letUse,
  reachablePeople,
  waitForPeople,
} from './actions/concerned.ts';
export { companyOfAddress, companyOfMailbox, standingOfAddress } from './actions/domains.ts';
export {
  countCustomers,
  customerFields,
  customersOf,
  customersSql,
  type ExportPurpose,
  exportPurposes,
  noteExport,
  resellerCompanies,
  sharesOf,
} from './actions/export.ts';
export {
  companiesNamedSql,
  companyNamedSoSql,
  isHeldBackSql,
  personOfAddressSql,
  sharedCompaniesSql,
  sharedResellersSql,
} from './actions/fragments.ts';
export { type HeldContact, heldOfPerson } from './actions/held.ts';
export {
  type ContactList,
  importContacts,
  type ListedField,
  lookAtContacts,
  noteList,
  resellerFinder,
} from './actions/import.ts';
export { lookUpSource } from './actions/log-source.ts';
export { lookUp } from './actions/look-up.ts';
export {
  companyNamesAt,
  type MergeOfRow,
  mergesOfRows,
  standingCompanies,
} from './actions/merge-companies.ts';
export {
  correctDatum,
  emailKeyOf,
  hasAddress,
  hasPerson,
  type MarketingChannel,
  mailAddressOf,
  personIdByEmail,
  personIdOfKey,
  proveAddress,
  setPreference,
  stopAddress,
} from './actions/people.ts';
export {
  contactForService,
  nameOfPerson,
  type PresentPerson,
  peopleById,
  presentPeople,
} from './actions/present.ts';
export {
  applyRegistration,
  type ContactData,
  isSameAddress,
  type NewContact,
  newContact,
  type RegisteredContact,
  writeContacts,
} from './actions/register.ts';
export {
  holdPerson,
  idlePeople,
  mayBeWarned,
  peopleHolding,
  peopleOfSpan,
  sealedPeople,
  setState,
} from './actions/states.ts';
export { contactsLeft, lastContact, undoContacts } from './actions/undo-import.ts';
export { setWishes, type Topic, topics, type Wishes, wishesOf } from './actions/wishes.ts';
export type { Datum, PersonRegistration, Ref } from './wire/data.ts';
export type { CompanyMerger, Merging, NewSight } from './wire/handed.ts';
