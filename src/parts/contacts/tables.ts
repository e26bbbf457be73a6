export type SourceKind = 'registration' | 'person page' | 'staff' | 'reseller' | 'demo';
export type MarketingChannel = 'mail' | 'post' | 'phone';

/** Names of data, as outside. What each is for, who gets it and how long it is kept stands in the registration fields. */
export type PersonField = 'email' | 'name' | 'phone' | 'title' | 'role';
