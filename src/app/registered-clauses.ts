import { clauses as contacts } from '../parts/contacts/clauses.ts';
import { licensorClauses } from '../parts/licensing/clauses/licensors.ts';
import { registrationClauses } from '../parts/licensing/clauses/registration.ts';
import { clauses as policy } from '../parts/policy/clauses.ts';
import { clauses as resellers } from '../parts/resellers/clauses.ts';
import { clauses as rights } from '../parts/rights/clauses.ts';
import type { Clause } from '../platform/clauses/clause.ts';
import { addressesClause } from './clauses/addresses.ts';
import { collectorClause } from './clauses/collector.ts';
import { placeClauses } from './clauses/places.ts';
import { purposeClauses } from './clauses/purposes.ts';
import { visitsClause } from './clauses/visits.ts';

/** Every clause of the policy, in the order in which it is published. */
export const registeredClauses: readonly Clause[] = [
  visitsClause,
  addressesClause,
  collectorClause,
  ...contacts,
  ...rights,
  ...registrationClauses,
  ...licensorClauses,
  ...purposeClauses,
  ...resellers,
  ...placeClauses,
  ...policy,
];
