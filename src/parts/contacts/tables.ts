export type SourceKind =
  | 'registration'
  | 'person page'
  | 'staff'
  | 'reseller'
  | 'demo'
  | 'import'
  | 'enquiry'
  | 'buyer';
export type MarketingChannel = 'mail' | 'post' | 'phone';
/** What marketing may be about. */
export const topics = ['news', 'seminars', 'product tips'] as const;
export type Topic = (typeof topics)[number];

/** Names of data, as outside. What each is for, who gets it and how long it is kept stands in the registration fields. */
export type PersonField = 'email' | 'name' | 'phone' | 'title' | 'role';

/** Columns of which a processor may be given some, named as outside. */
export type HandOverField = PersonField | 'companyName' | 'country' | 'street' | 'postalCode' | 'city' | 'region';
/** For what a processor may be given people: both are obeyed by restriction, marketing by opt-outs and objections, too. */
export type HandOverPurpose = 'customer service' | 'marketing';
